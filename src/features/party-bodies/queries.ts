import 'server-only';
import { createHash } from 'node:crypto';
import { type Day, dayOfColumn } from '@/domain/date';
import { containing, wordsOf } from '@/domain/text';
import type { DecisionLine } from '@/features/departments/queries';
import type { LineageKind } from '@/features/departments/schema';
import { Prisma, type Tx } from '@/server/db';
import type { Bodies } from './rules';
import { type BodyKind, bodyCode } from './schema';

// Every read here is of a transaction that readParty has opened in the name of who asks: row-level security decides what there is.

type Named = { code: string; name: string };
export type BodyRow = {
  id: number;
  code: string;
  kind: BodyKind;
  name: string;
  parentId: number | null;
  /** Null for who may not read the body above: a secretary sees the own cell only. */
  parent: Named | null;
  secretaryId: number | null;
  secretary: string | null;
  deputyId: number | null;
  deputy: string | null;
  departments: (Named & { id: number; validFrom: Day })[];
  establishedOn: Day;
  dissolvedOn: Day | null;
  rowVersion: number;
};

const row = (day: Day) => Prisma.sql`
  b.id, b.code, b.kind::text AS kind, v.name, v.parent_id AS "parentId", b.established_on::text AS "establishedOn", b.dissolved_on::text AS "dissolvedOn", b.row_version AS "rowVersion",
  v.secretary_id AS "secretaryId", v.deputy_id AS "deputyId",
  (SELECT concat_ws(' ', p.honorifics, p.full_name) FROM person p WHERE p.id = v.secretary_id) AS secretary,
  (SELECT concat_ws(' ', p.honorifics, p.full_name) FROM person p WHERE p.id = v.deputy_id) AS deputy,
  (SELECT json_build_object('code', q.code, 'name', w.name) FROM party_body q JOIN party_body_version w ON w.party_body_id = q.id
    WHERE q.id = v.parent_id ORDER BY (w.valid_from <= ${day}::date) DESC, abs(w.valid_from - ${day}::date) LIMIT 1) AS parent,
  coalesce((SELECT json_agg(json_build_object('id', d.id, 'code', d.code, 'name', w.name, 'validFrom', l.valid_from) ORDER BY w.name COLLATE "vi-x-icu")
    FROM party_cell_department l JOIN department d ON d.id = l.department_id
    CROSS JOIN LATERAL (SELECT x.name FROM department_version x WHERE x.department_id = d.id ORDER BY (x.valid_from <= ${day}::date) DESC, abs(x.valid_from - ${day}::date) LIMIT 1) w
    WHERE l.party_body_id = b.id AND l.valid_from <= ${day}::date AND (l.valid_to IS NULL OR l.valid_to > ${day}::date)), '[]') AS departments`;

/**
 * Bodies that exist on a day, in the Party's order, then in Vietnamese order; `q` is searched without marks in names, former names and codes.
 * `tx` is of readParty, which asks whether one may read.
 */
export async function bodiesOn(tx: Tx, day: Day, q = ''): Promise<BodyRow[]> {
  const words = wordsOf(q).map(containing);
  return tx.$queryRaw<BodyRow[]>`
    SELECT ${row(day)} FROM party_body b
    JOIN party_body_version v ON v.party_body_id = b.id AND v.valid_from <= ${day}::date AND (v.valid_to IS NULL OR v.valid_to > ${day}::date)
    WHERE b.established_on <= ${day}::date AND (b.dissolved_on IS NULL OR b.dissolved_on > ${day}::date)
      AND (${words.length === 0} OR EXISTS (SELECT FROM party_body_version x WHERE x.party_body_id = b.id AND x.search LIKE ALL (${words}::text[])) OR fold_vi(b.code) LIKE ALL (${words}::text[]))
    ORDER BY b.kind, b.sort_order, v.name COLLATE "vi-x-icu", b.code`;
}

/** Bodies that no longer exist on a day, latest first. */
export async function endedBy(tx: Tx, day: Day): Promise<{ code: string; name: string; dissolvedOn: Day }[]> {
  return tx.$queryRaw`
    SELECT b.code, v.name, b.dissolved_on::text AS "dissolvedOn" FROM party_body b
    CROSS JOIN LATERAL (SELECT x.name FROM party_body_version x WHERE x.party_body_id = b.id ORDER BY x.valid_from DESC LIMIT 1) v
    WHERE b.dissolved_on <= ${day}::date ORDER BY b.dissolved_on DESC, v.name COLLATE "vi-x-icu"`;
}

/** One body as it is on a day, or nearest to it; null when there is none of that code, or none that one may see. */
export async function bodyByCode(tx: Tx, code: string, day: Day): Promise<BodyRow | null> {
  if (!bodyCode.safeParse(code).success) return null;
  const [found] = await tx.$queryRaw<BodyRow[]>`
    SELECT ${row(day)} FROM party_body b
    CROSS JOIN LATERAL (SELECT * FROM party_body_version x WHERE x.party_body_id = b.id ORDER BY (x.valid_from <= ${day}::date) DESC, abs(x.valid_from - ${day}::date) LIMIT 1) v
    WHERE b.code = ${code}`;
  return found ?? null;
}

type VersionLine = {
  id: number;
  name: string;
  secretary: string | null;
  deputy: string | null;
  validFrom: Day;
  validTo: Day | null;
  decision: DecisionLine | null;
};
type LineageLine = Named & {
  side: 'from' | 'to';
  kind: LineageKind;
  effectiveOn: Day;
  isPrincipal: boolean;
  decision: DecisionLine | null;
};
export type BodyHistory = {
  versions: VersionLine[];
  lineage: LineageLine[];
  links: (Named & { id: number; validFrom: Day; validTo: Day | null })[];
};

const decisionOf = (id: Prisma.Sql) =>
  Prisma.sql`(SELECT json_build_object('id', c.id, 'number', c.number, 'signedOn', c.signed_on, 'authority', c.authority, 'signer', c.signer, 'subject', c.subject) FROM decision c WHERE c.id = ${id})`;

/** Names and leaders over time with their decisions, where it came from, what became of it, and its departments over time. */
export async function bodyHistory(tx: Tx, id: number): Promise<BodyHistory> {
  const versions = await tx.$queryRaw<VersionLine[]>`
    SELECT v.id, v.name, v.valid_from::text AS "validFrom", v.valid_to::text AS "validTo", ${decisionOf(Prisma.sql`v.decision_id`)} AS decision,
      (SELECT concat_ws(' ', p.honorifics, p.full_name) FROM person p WHERE p.id = v.secretary_id) AS secretary,
      (SELECT concat_ws(' ', p.honorifics, p.full_name) FROM person p WHERE p.id = v.deputy_id) AS deputy
    FROM party_body_version v WHERE v.party_body_id = ${id} ORDER BY v.valid_from DESC`;
  const lineage = await tx.$queryRaw<LineageLine[]>`
    SELECT CASE WHEN l.to_id = ${id} THEN 'from' ELSE 'to' END AS side, l.kind::text AS kind, l.effective_on::text AS "effectiveOn", l.is_principal AS "isPrincipal",
      o.code, v.name, ${decisionOf(Prisma.sql`l.decision_id`)} AS decision
    FROM party_lineage l JOIN party_body o ON o.id = CASE WHEN l.to_id = ${id} THEN l.from_id ELSE l.to_id END
    CROSS JOIN LATERAL (SELECT x.name FROM party_body_version x WHERE x.party_body_id = o.id ORDER BY (x.valid_from <= l.effective_on) DESC, abs(x.valid_from - l.effective_on) LIMIT 1) v
    WHERE l.from_id = ${id} OR l.to_id = ${id} ORDER BY l.effective_on, l.is_principal DESC, v.name COLLATE "vi-x-icu"`;
  const links = await tx.$queryRaw<BodyHistory['links']>`
    SELECT l.id, d.code, w.name, l.valid_from::text AS "validFrom", l.valid_to::text AS "validTo" FROM party_cell_department l JOIN department d ON d.id = l.department_id
    CROSS JOIN LATERAL (SELECT x.name FROM department_version x WHERE x.department_id = d.id ORDER BY x.valid_from DESC LIMIT 1) w
    WHERE l.party_body_id = ${id} ORDER BY w.name COLLATE "vi-x-icu", l.valid_from`;
  return { versions, lineage, links };
}

/** Decisions of the Party that a further change may rest on, newest first. */
export async function partyDecisions(tx: Tx, limit = 50): Promise<DecisionLine[]> {
  return tx.$queryRaw<DecisionLine[]>`
    SELECT c.id, c.number, c.signed_on::text AS "signedOn", c.authority, c.signer, c.subject FROM decision c
    WHERE c.kind = 'PARTY' AND c.is_party AND c.voided_at IS NULL ORDER BY c.signed_on DESC NULLS LAST, c.id DESC LIMIT ${limit}`;
}

export type Access = { accountId: number; name: string; username: string; since: Day };

/** Who writes for a cell from today on: accounts with the secretary's role. */
export async function accessTo(tx: Tx, id: number, today: Day): Promise<Access[]> {
  return tx.$queryRaw<Access[]>`
    SELECT a.id AS "accountId", a.display_name AS name, a.username, g.valid_from::text AS since FROM role_grant g JOIN account a ON a.id = g.account_id
    WHERE g.role = 'CELL_SECRETARY' AND g.party_body_id = ${id} AND (g.valid_to IS NULL OR g.valid_to > ${today}::date) ORDER BY g.valid_from`;
}

/** Accounts that can be given a cell: names only. For who organises (party.organise); the caller asks. */
export async function accountChoices(tx: Tx): Promise<{ id: number; name: string; username: string }[]> {
  return tx.$queryRaw`
    SELECT a.id, a.display_name AS name, a.username FROM account a WHERE a.state = 'ACTIVE' AND NOT a.is_system
    ORDER BY a.display_name COLLATE "vi-x-icu", a.id`;
}

/** What hangs on one cell on the day of a change. */
export type CellConsequences = Named & {
  id: number;
  /** Years with counts: they stay with the cell. */
  countYears: number[];
  ratingYears: number[];
  departments: Named[];
  accounts: { id: number; name: string }[];
  below: Named[];
};

/** What a change on `day` touches, cell by cell; the act reads the same inside its transaction. */
export async function readConsequences(tx: Tx, ids: readonly number[], day: Day): Promise<CellConsequences[]> {
  return tx.$queryRaw<CellConsequences[]>`
    SELECT b.id, b.code, v.name,
      coalesce((SELECT json_agg(k.year ORDER BY k.year) FROM party_year_count k WHERE k.party_body_id = b.id), '[]') AS "countYears",
      coalesce((SELECT json_agg(DISTINCT c.year) FROM party_rating r JOIN rating_campaign c ON c.id = r.campaign_id WHERE r.party_body_id = b.id), '[]') AS "ratingYears",
      coalesce((SELECT json_agg(json_build_object('code', d.code, 'name', w.name) ORDER BY w.name COLLATE "vi-x-icu") FROM party_cell_department l JOIN department d ON d.id = l.department_id
        CROSS JOIN LATERAL (SELECT x.name FROM department_version x WHERE x.department_id = d.id ORDER BY x.valid_from DESC LIMIT 1) w
        WHERE l.party_body_id = b.id AND (l.valid_to IS NULL OR l.valid_to > ${day}::date)), '[]') AS departments,
      coalesce((SELECT json_agg(json_build_object('id', a.id, 'name', a.display_name) ORDER BY a.display_name) FROM role_grant g JOIN account a ON a.id = g.account_id
        WHERE g.role = 'CELL_SECRETARY' AND g.party_body_id = b.id AND (g.valid_to IS NULL OR g.valid_to > ${day}::date)), '[]') AS accounts,
      coalesce((SELECT json_agg(json_build_object('code', o.code, 'name', w.name) ORDER BY w.name COLLATE "vi-x-icu") FROM party_body_version w JOIN party_body o ON o.id = w.party_body_id
        WHERE w.parent_id = b.id AND w.valid_to IS NULL AND o.dissolved_on IS NULL AND NOT o.id = ANY (${[...ids]}::int[])), '[]') AS below
    FROM party_body b CROSS JOIN LATERAL (SELECT x.name FROM party_body_version x WHERE x.party_body_id = b.id ORDER BY x.valid_from DESC LIMIT 1) v
    WHERE b.id = ANY (${[...ids]}::int[]) ORDER BY v.name COLLATE "vi-x-icu", b.id`;
}

/** The same consequences, the same 64 hexadecimal digits. */
export function fingerprintOf(consequences: readonly CellConsequences[]): string {
  return createHash('sha256').update(JSON.stringify(consequences)).digest('hex');
}

/** Every body with all its names and links, oldest first: what the rules of a change look at. A change reads it under its lock (writes.ts). */
export async function allBodies(tx: Tx): Promise<Bodies> {
  const rows = await tx.partyBody.findMany({
    select: {
      ...{ id: true, code: true, kind: true, establishedOn: true, dissolvedOn: true, rowVersion: true },
      partyBodyVersionsAsPartyBody: {
        select: { name: true, parentId: true, secretaryId: true, deputyId: true, validFrom: true, validTo: true },
        orderBy: { validFrom: 'asc' },
      },
      partyCellDepartments: { select: { departmentId: true, validFrom: true, validTo: true }, orderBy: { validFrom: 'asc' } },
    },
  });
  const day = (column: Date | null) => (column === null ? null : dayOfColumn(column));
  const span = <Row extends { validFrom: Date; validTo: Date | null }>(row: Row) => ({
    ...row,
    validFrom: dayOfColumn(row.validFrom),
    validTo: day(row.validTo),
  });
  return rows.map(({ partyBodyVersionsAsPartyBody, partyCellDepartments, ...row }) => ({
    ...row,
    establishedOn: dayOfColumn(row.establishedOn),
    dissolvedOn: day(row.dissolvedOn),
    versions: partyBodyVersionsAsPartyBody.map(span),
    links: partyCellDepartments.map(span),
  }));
}
