import 'server-only';
import { type Actor, ownDepartments } from '@/domain/actor';
import { type Day, dayOf, toColumn } from '@/domain/date';
import { reach } from '@/domain/policy';
import { db, Prisma } from '@/server/db';
import { asNow, type TreeNode, treeOf } from './rules';
import { type DepartmentKind, departmentCode, type LineageKind } from './schema';

/** A department as it is called on one day (or on the last day of a period). `parentId` null is the hospital itself. */
export type DepartmentRow = {
  id: number;
  code: string;
  name: string;
  shortName: string | null;
  kind: DepartmentKind;
  parentId: number | null;
  sortOrder: number;
  establishedOn: Day;
  /** First day on which it no longer exists; null while it lives. */
  dissolvedOn: Day | null;
};

type Days = { startsOn: Day; endsOn: Day };
type WithRoot = { withRoot?: boolean };

/**
 * The name of a department on a day, as SQL: `name` of the version of that day, else the latest before it, else its first. One rule for papers and
 * registers; at most one row.
 */
export const nameOn = (departmentId: Prisma.Sql, day: Prisma.Sql): Prisma.Sql => Prisma.sql`
  SELECT x.name FROM department_version x WHERE x.department_id = ${departmentId}
  ORDER BY (x.valid_from <= ${day}) DESC, CASE WHEN x.valid_from <= ${day} THEN x.valid_from END DESC, x.valid_from LIMIT 1`;

/** Departments that exist on that day, by kind, then in Vietnamese order. The hospital itself (root) is left out unless asked for. */
export async function departmentsOn(actor: Actor, day: Day, options: WithRoot = {}): Promise<DepartmentRow[]> {
  return departmentsInPeriod(actor, { startsOn: day, endsOn: day }, options);
}

/**
 * Departments that exist on at least one day of the period, by kind, then in Vietnamese order, under the names that are
 * valid on the period's last day (or were last, for one dissolved within it). The root is left out unless asked for.
 */
export async function departmentsInPeriod(
  actor: Actor,
  { startsOn, endsOn }: Days,
  { withRoot = false }: WithRoot = {},
): Promise<DepartmentRow[]> {
  if (!reach(actor, 'department.read')) return [];
  return db().$queryRaw<DepartmentRow[]>`
    SELECT d.id, d.code, v.name, v.short_name AS "shortName", v.kind::text AS kind, v.parent_id AS "parentId", d.sort_order AS "sortOrder",
      d.established_on::text AS "establishedOn", d.dissolved_on::text AS "dissolvedOn"
    FROM department d
    CROSS JOIN LATERAL (
      SELECT * FROM department_version x WHERE x.department_id = d.id AND x.valid_from <= ${endsOn}::date ORDER BY x.valid_from DESC LIMIT 1
    ) v
    WHERE d.established_on <= ${endsOn}::date AND (d.dissolved_on IS NULL OR d.dissolved_on > ${startsOn}::date)
      AND (${withRoot} OR v.kind <> 'HOSPITAL')
    ORDER BY v.kind, d.sort_order, v.name COLLATE "vi-x-icu", d.code`;
}

/** The departments of a day as a tree; the root (the hospital) is its single top once it has been recorded. */
export async function departmentTree(actor: Actor, day: Day): Promise<TreeNode<DepartmentRow>[]> {
  return treeOf(await departmentsOn(actor, day, { withRoot: true }));
}

export type Department = DepartmentRow & {
  /** Whether it exists on the day asked for. When not, the name is the nearest it had. */
  exists: boolean;
  functions: string[];
  parent: { code: string; name: string } | null;
  /** Days of the version that is shown; `validTo` is the first day that it no longer covers. */
  validFrom: Day;
  validTo: Day | null;
  rowVersion: number;
};

/** One department as it is on a day (today unless said otherwise); null when there is no such code. */
export async function departmentByCode(actor: Actor, code: string, day: Day = dayOf(new Date())): Promise<Department | null> {
  if (!reach(actor, 'department.read') || !departmentCode.safeParse(code).success) return null;
  const [found] = await db().$queryRaw<Department[]>`
    SELECT d.id, d.code, v.name, v.short_name AS "shortName", v.kind::text AS kind, v.parent_id AS "parentId", d.sort_order AS "sortOrder",
      d.established_on::text AS "establishedOn", d.dissolved_on::text AS "dissolvedOn", d.row_version AS "rowVersion",
      (d.established_on <= ${day}::date AND (d.dissolved_on IS NULL OR d.dissolved_on > ${day}::date)) AS exists,
      v.functions, v.valid_from::text AS "validFrom", v.valid_to::text AS "validTo",
      CASE WHEN p.id IS NOT NULL THEN json_build_object('code', p.code, 'name', p.name) END AS parent
    FROM department d
    CROSS JOIN LATERAL (
      SELECT * FROM department_version x WHERE x.department_id = d.id
      ORDER BY (x.valid_from <= ${day}::date) DESC, abs(x.valid_from - ${day}::date) LIMIT 1
    ) v
    LEFT JOIN LATERAL (
      SELECT q.id, q.code, x.name FROM department q JOIN department_version x ON x.department_id = q.id
      WHERE q.id = v.parent_id ORDER BY (x.valid_from <= ${day}::date) DESC, abs(x.valid_from - ${day}::date) LIMIT 1
    ) p ON true
    WHERE d.code = ${code}`;
  return found ?? null;
}

export type DecisionLine = {
  id: number;
  number: string | null;
  signedOn: Day | null;
  authority: string | null;
  signer: string | null;
  subject: string;
};
type VersionLine = {
  id: number;
  name: string;
  shortName: string | null;
  kind: DepartmentKind;
  parent: { code: string; name: string } | null;
  functions: string[];
  validFrom: Day;
  validTo: Day | null;
  decision: DecisionLine | null;
};
type LineageLine = {
  /** 'from': this department came (in part) from the other; 'to': the other took it over. */
  side: 'from' | 'to';
  kind: LineageKind;
  effectiveOn: Day;
  isPrincipal: boolean;
  /** The other department, as it was called on that day. */
  code: string;
  name: string;
  decision: DecisionLine;
};
export type DepartmentHistory = {
  /** Oldest first. */
  versions: VersionLine[];
  lineage: LineageLine[];
  /** Where past figures are read today; null when that is the department itself. */
  asNow: { code: string; name: string } | null;
};

const decisionJson = Prisma.sql`json_build_object('id', c.id, 'number', c.number, 'signedOn', c.signed_on, 'authority', c.authority, 'signer', c.signer, 'subject', c.subject)`;

/** Names over time with their decisions, where it came from and what became of it. */
export async function departmentHistory(actor: Actor, departmentId: number): Promise<DepartmentHistory> {
  if (!reach(actor, 'department.read')) return { versions: [], lineage: [], asNow: null };
  const [versions, lineage, [asNow]] = await Promise.all([
    db().$queryRaw<VersionLine[]>`
      SELECT v.id, v.name, v.short_name AS "shortName", v.kind::text AS kind, v.functions, v.valid_from::text AS "validFrom", v.valid_to::text AS "validTo",
        CASE WHEN p.id IS NOT NULL THEN json_build_object('code', p.code, 'name', p.name) END AS parent,
        CASE WHEN c.id IS NOT NULL THEN ${decisionJson} END AS decision
      FROM department_version v
      LEFT JOIN decision c ON c.id = v.decision_id AND NOT c.is_party
      LEFT JOIN LATERAL (
        SELECT q.id, q.code, x.name FROM department q JOIN department_version x ON x.department_id = q.id
        WHERE q.id = v.parent_id ORDER BY (x.valid_from <= v.valid_from) DESC, abs(x.valid_from - v.valid_from) LIMIT 1
      ) p ON true
      WHERE v.department_id = ${departmentId} ORDER BY v.valid_from`,
    db().$queryRaw<LineageLine[]>`
      SELECT CASE WHEN l.to_id = ${departmentId} THEN 'from' ELSE 'to' END AS side, l.kind::text AS kind, l.effective_on::text AS "effectiveOn",
        l.is_principal AS "isPrincipal", o.code, v.name, ${decisionJson} AS decision
      FROM department_lineage l
      JOIN decision c ON c.id = l.decision_id
      JOIN department o ON o.id = CASE WHEN l.to_id = ${departmentId} THEN l.from_id ELSE l.to_id END
      CROSS JOIN LATERAL (
        SELECT x.name FROM department_version x WHERE x.department_id = o.id
        ORDER BY (x.valid_from <= l.effective_on) DESC, abs(x.valid_from - l.effective_on) LIMIT 1
      ) v
      WHERE l.from_id = ${departmentId} OR l.to_id = ${departmentId}
      ORDER BY l.effective_on, l.is_principal DESC, v.name COLLATE "vi-x-icu"`,
    db().$queryRaw<{ code: string; name: string }[]>`
      SELECT d.code, v.name FROM department_as_now(${dayOf(new Date())}::date) n JOIN department d ON d.id = n.as_now_id
      CROSS JOIN LATERAL (SELECT x.name FROM department_version x WHERE x.department_id = d.id ORDER BY x.valid_from DESC LIMIT 1) v
      WHERE n.department_id = ${departmentId} AND n.as_now_id <> n.department_id`,
  ]);
  return { versions, lineage, asNow: asNow ?? null };
}

export type DissolvedRow = {
  code: string;
  name: string;
  kind: DepartmentKind;
  dissolvedOn: Day;
  successor: { code: string; name: string } | null;
};

/** Departments that no longer exist on that day, latest first, with the principal successor. */
export async function dissolvedBy(actor: Actor, day: Day): Promise<DissolvedRow[]> {
  if (!reach(actor, 'department.read')) return [];
  return db().$queryRaw<DissolvedRow[]>`
    SELECT d.code, v.name, v.kind::text AS kind, d.dissolved_on::text AS "dissolvedOn", s.successor
    FROM department d
    CROSS JOIN LATERAL (SELECT * FROM department_version x WHERE x.department_id = d.id ORDER BY x.valid_from DESC LIMIT 1) v
    LEFT JOIN LATERAL (
      SELECT json_build_object('code', t.code, 'name', x.name) AS successor
      FROM department_lineage l JOIN department t ON t.id = l.to_id JOIN department_version x ON x.department_id = t.id
      WHERE l.from_id = d.id AND l.is_principal ORDER BY x.valid_from DESC LIMIT 1
    ) s ON true
    WHERE d.dissolved_on <= ${day}::date ORDER BY d.dissolved_on DESC, v.name COLLATE "vi-x-icu"`;
}

/** Every department → the living department under which its past figures are read «as now» (itself while it lives). */
export async function departmentsAsNow(actor: Actor): Promise<Map<number, number>> {
  if (!reach(actor, 'department.read')) return new Map();
  const [departments, rows] = await Promise.all([
    db().department.findMany({ select: { id: true } }),
    db().departmentLineage.findMany({
      where: { isPrincipal: true, effectiveOn: { lte: toColumn(dayOf(new Date())) } },
      select: { fromId: true, toId: true },
    }),
  ]);
  const heirs = new Map(rows.map(({ fromId, toId }) => [fromId, toId]));
  return new Map(departments.map(({ id }) => [id, asNow(id, heirs)]));
}

/** Decisions on the organisation that a further change may rest on, newest first. */
export async function organisationDecisions(actor: Actor, limit = 50): Promise<DecisionLine[]> {
  if (!reach(actor, 'department.manage')) return [];
  return db().$queryRaw<DecisionLine[]>`
    SELECT c.id, c.number, c.signed_on::text AS "signedOn", c.authority, c.signer, c.subject FROM decision c
    WHERE c.kind = 'ORGANISATION' AND NOT c.is_party AND c.voided_at IS NULL ORDER BY c.signed_on DESC NULLS LAST, c.id DESC LIMIT ${limit}`;
}

/** Where the actor works, for the foot of the rail: the name of the own department on that day; null for those of the whole hospital. */
export async function placeOf(actor: Actor, day: Day): Promise<string | null> {
  const [id] = ownDepartments(actor);
  if (id === undefined) return null;
  const row = await db().departmentVersion.findFirst({
    where: { departmentId: id, validFrom: { lte: toColumn(day) } },
    orderBy: { validFrom: 'desc' },
    select: { name: true },
  });
  return row?.name ?? null;
}
