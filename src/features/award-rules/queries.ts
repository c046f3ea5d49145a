import 'server-only';
import type { Actor } from '@/domain/actor';
import { type Day, dayOfColumn } from '@/domain/date';
import { can, reach, visibleDepartments } from '@/domain/policy';
import type { RatedLevel } from '@/features/rating-rules/rules/levels';
import { db, Prisma, type Tx } from '@/server/db';
import type { DatedRule } from './rules/conditions';
import type { CollectiveFacts, Held, RegisterFacts, StaffRating } from './rules/facts';
import { type AWARD_KINDS, type AWARD_LEVELS, type AWARD_TRACKS, storedCondition } from './schema';

export type CatalogueTitle = {
  id: number;
  rowVersion: number;
  code: string;
  name: string;
  kind: (typeof AWARD_KINDS)[number];
  level: (typeof AWARD_LEVELS)[number];
  track: (typeof AWARD_TRACKS)[number];
  forPerson: boolean;
  forCollective: boolean;
  forHousehold: boolean;
  decidedBy: string | null;
  fromYear: number | null;
  /** The last year in which it may be granted; what came later cannot be. */
  toYear: number | null;
  /** Under which present title an old one is counted. */
  countsAs: string | null;
  sortOrder: number;
  /** Held once for all. */
  heldOnce: boolean;
  /** The multiple in force on the day asked; null where there is none. */
  multiple: { person: string | null; collective: string | null; validFrom: Day; document: string | null } | null;
};

/** The whole catalogue besides the Party's, by level, in its own order, with the multiples of a day. One statement. */
export async function catalogue(actor: Actor, day: Day): Promise<CatalogueTitle[]> {
  if (!reach(actor, 'award.read')) return [];
  return db().$queryRaw<CatalogueTitle[]>`
    SELECT t.id, t.row_version AS "rowVersion", t.code, t.name, t.kind::text AS kind, t.level::text AS level, t.track::text AS track, t.for_person AS "forPerson",
      t.for_collective AS "forCollective", t.for_household AS "forHousehold", t.decided_by AS "decidedBy", t.from_year::int AS "fromYear", t.to_year::int AS "toYear", n.name AS "countsAs",
      t.sort_order AS "sortOrder", t.held_once AS "heldOnce", CASE WHEN b.id IS NOT NULL THEN jsonb_build_object('person', trim_scale(b.person_multiple)::text, 'collective', trim_scale(b.collective_multiple)::text, 'validFrom', b.valid_from, 'document', b.document) END AS multiple
    FROM award_type t LEFT JOIN award_type n ON n.id = t.counts_as_id
      LEFT JOIN award_bonus b ON b.award_type_id = t.id AND b.valid_from <= ${day}::date AND (b.valid_to IS NULL OR b.valid_to > ${day}::date)
    WHERE NOT t.is_party ORDER BY CASE t.level WHEN 'STATE' THEN 1 WHEN 'PROVINCE_MINISTRY' THEN 2 WHEN 'GRASSROOTS' THEN 3 ELSE 4 END, t.to_year IS NOT NULL, t.sort_order, t.code`;
}

export type ConditionRow = DatedRule & { rowVersion: number };

/** Every condition of every title, the latest first within a title and a kind. One statement. */
export async function datedRules(actor: Actor, from: Tx = db()): Promise<ConditionRow[]> {
  if (!reach(actor, 'award.read')) return [];
  const rows = await from.eligibilityRule.findMany({
    where: { awardType: { isParty: false } },
    orderBy: [{ awardType: { sortOrder: 'asc' } }, { subject: 'asc' }, { ruleCode: 'asc' }, { fromYear: 'desc' }],
    select: {
      ...{
        id: true,
        rowVersion: true,
        subject: true,
        ruleCode: true,
        params: true,
        fromYear: true,
        toYear: true,
        source: true,
        isUncertain: true,
      },
      awardType: { select: { code: true } },
    },
  });
  return rows.map(({ ruleCode, params, awardType, ...row }) => ({
    ...{ ...row, rule: ruleCode, typeCode: awardType.code },
    condition: storedCondition(ruleCode, params),
  }));
}

export type Multiple = {
  id: number;
  rowVersion: number;
  person: string | null;
  collective: string | null;
  roundUpTo: number;
  validFrom: Day;
  validTo: Day | null;
  document: string | null;
};

/** Multiples of a title by date, the latest first; none of the Party's. */
export async function multiplesOf(actor: Actor, awardTypeId: number): Promise<Multiple[]> {
  if (!reach(actor, 'award.read')) return [];
  const rows = await db().awardBonus.findMany({ where: { awardTypeId, awardType: { isParty: false } }, orderBy: { validFrom: 'desc' } });
  return rows.map(({ id, rowVersion, personMultiple, collectiveMultiple, roundUpTo, validFrom, validTo, document }) => ({
    ...{
      id,
      rowVersion,
      roundUpTo,
      document,
      person: personMultiple?.toString() ?? null,
      collective: collectiveMultiple?.toString() ?? null,
    },
    ...{ validFrom: dayOfColumn(validFrom), validTo: validTo && dayOfColumn(validTo) },
  }));
}

export type BaseSalary = { validFrom: Day; amount: number; document: string; rowVersion: number };

/** Base salaries by date, the latest first; đồng. */
export async function baseSalaries(actor: Actor): Promise<BaseSalary[]> {
  if (!reach(actor, 'award.read')) return [];
  const rows = await db().baseSalary.findMany({ orderBy: { validFrom: 'desc' } });
  return rows.map(({ validFrom, amount, document, rowVersion }) => ({ amount, document, rowVersion, validFrom: dayOfColumn(validFrom) }));
}

/** Awards that count: not the Party's, neither voided nor revoked, an old title under its present one. */
const HELD = Prisma.sql`
  SELECT a.id, a.subject, a.of_collectives, a.person_id, a.department_id, a.count, coalesce(n.code, t.code) AS code, t.for_person, a.year_from::int AS year_from, a.year_to::int AS year_to
  FROM award a JOIN award_type t ON t.id = a.award_type_id LEFT JOIN award_type n ON n.id = t.counts_as_id
  WHERE NOT a.is_party AND a.voided_at IS NULL AND a.revoked_at IS NULL`;
/** The longest look back of a condition. */
const LOOK_BACK = 30;

/** What the register knows of a year: who holds what, which titles are recorded in which years, which are a person's. Two statements. */
export async function registerFacts(actor: Actor, year: number, from: Tx = db()): Promise<RegisterFacts | null> {
  if (!reach(actor, 'award.read')) return null;
  const [rows, types] = await Promise.all([
    from.$queryRaw<{ code: string; year: number; holders: number; ofPeople: boolean; ofCollectives: boolean }[]>`
      SELECT h.code, y.year, coalesce(sum(h.count) FILTER (WHERE h.subject IN ('PERSON', 'UNNAMED') AND NOT h.of_collectives AND h.for_person), 0)::int AS holders,
        bool_or(h.subject <> 'DEPARTMENT' AND NOT h.of_collectives) AS "ofPeople", bool_or(h.subject = 'DEPARTMENT' OR h.of_collectives) AS "ofCollectives"
      FROM (${HELD}) h CROSS JOIN LATERAL generate_series(greatest(h.year_from, ${year - LOOK_BACK}), least(h.year_to, ${year})) y (year) GROUP BY 1, 2`,
    from.awardType.findMany({ where: { isParty: false }, select: { code: true, forPerson: true, forCollective: true, heldOnce: true } }),
  ]);
  const recorded = new Set(
    rows.flatMap(({ code, year: of, ofPeople, ofCollectives }) => [
      ...(ofPeople ? [`PERSON ${code} ${of}`] : []),
      ...(ofCollectives ? [`COLLECTIVE ${code} ${of}`] : []),
    ]),
  );
  return {
    year,
    holders: Object.fromEntries(rows.filter((row) => row.year === year).map(({ code, holders }) => [code, holders])),
    isRecorded: (code, of, kind) => recorded.has(`${kind} ${code} ${of}`),
    heldOnce: new Set(types.filter(({ heldOnce }) => heldOnce).map(({ code }) => code)),
    ofPersons: new Set(types.filter(({ forPerson }) => forPerson).map(({ code }) => code)),
    ofCollectives: new Set(types.filter(({ forCollective }) => forCollective).map(({ code }) => code)),
  };
}

export type PersonLine = {
  id: number;
  honorifics: string | null;
  fullName: string;
  departmentId: number;
  departmentCode: string;
  department: string;
  awards: Held[];
  ratings: StaffRating[];
};

/** Of which departments a list of proposals and what is due shows people: a department's own roles see their own, the rest of the desk all. */
const shownDepartments = (actor: Actor) => (reach(actor, 'award.propose') === 'own' ? visibleDepartments(actor, 'award.propose') : 'all');
const within = (departments: 'all' | number[], column: Prisma.Sql) =>
  departments === 'all' ? Prisma.sql`true` : Prisma.sql`${column} = ANY (${departments}::int[])`;

/** The post that a person holds on a day, the highest. */
const postOn = (day: Day) => Prisma.sql`
  SELECT o.department_id, d.code, v.name FROM person_post o JOIN department d ON d.id = o.department_id
    JOIN department_version v ON v.department_id = o.department_id AND v.valid_from <= ${day}::date AND (v.valid_to IS NULL OR v.valid_to > ${day}::date)
  WHERE o.person_id = p.id AND o.valid_from <= ${day}::date AND (o.valid_to IS NULL OR o.valid_to > ${day}::date) ORDER BY o.position, o.id LIMIT 1`;

/**
 * The hospital's people on a day with what they hold and how they were rated, by given name; ratings only where the reader may see them,
 * else none, which reads as not known. `departmentId` narrows; `personIds` asks for some by name. One statement.
 */
export async function peopleFacts(
  actor: Actor,
  {
    year,
    day,
    departmentId = null,
    personIds = null,
  }: { year: number; day: Day; departmentId?: number | null; personIds?: number[] | null },
  from: Tx = db(),
): Promise<PersonLine[]> {
  if (!reach(actor, 'award.read')) return [];
  const rated = visibleDepartments(actor, 'award.appraisal');
  return from.$queryRaw<PersonLine[]>`
    WITH h AS MATERIALIZED (SELECT person_id, jsonb_agg(jsonb_build_object('code', code, 'from', year_from, 'to', year_to)) AS awards FROM (${HELD} AND a.subject = 'PERSON') held GROUP BY 1),
    r AS MATERIALIZED (SELECT person_id, jsonb_agg(jsonb_build_object('year', year, 'level', level, 'isDisciplined', is_disciplined)) AS ratings
      FROM staff_rating WHERE year BETWEEN ${year - LOOK_BACK} AND ${year} GROUP BY 1)
    SELECT p.id, p.honorifics, p.full_name AS "fullName", k.department_id AS "departmentId", k.code AS "departmentCode", k.name AS department,
      coalesce(h.awards, '[]') AS awards, coalesce(r.ratings, '[]') AS ratings
    FROM person p JOIN LATERAL (${postOn(day)}) k ON true
      LEFT JOIN h ON h.person_id = p.id LEFT JOIN r ON r.person_id = p.id AND ${within(rated, Prisma.sql`k.department_id`)}
    WHERE p.voided_at IS NULL AND NOT p.is_external AND ${within(shownDepartments(actor), Prisma.sql`k.department_id`)}
      AND (${departmentId}::int IS NULL OR k.department_id = ${departmentId}) AND (${personIds}::int[] IS NULL OR p.id = ANY (${personIds}::int[]))
    ORDER BY p.given_name COLLATE "vi-x-icu", p.family_name COLLATE "vi-x-icu", p.middle_name COLLATE "vi-x-icu", p.id`;
}

export type CollectiveLine = Omit<CollectiveFacts, 'kind'> & { id: number; code: string; name: string; isHospital: boolean };

/** Departments of a day, the hospital first, with what they hold and how many of their people hold what. One statement. */
export async function collectiveFacts(actor: Actor, { year, day }: { year: number; day: Day }, from: Tx = db()): Promise<CollectiveLine[]> {
  if (!reach(actor, 'award.read')) return [];
  return from.$queryRaw<CollectiveLine[]>`
    WITH held AS (${HELD}), members AS (
      SELECT coalesce(h.department_id, o.department_id) AS department_id, h.code, sum(h.count)::int AS held FROM held h
        LEFT JOIN LATERAL (SELECT x.department_id FROM person_post x WHERE x.person_id = h.person_id AND x.valid_from <= ${day}::date AND (x.valid_to IS NULL OR x.valid_to > ${day}::date)
          ORDER BY x.position, x.id LIMIT 1) o ON h.department_id IS NULL
      WHERE h.subject IN ('PERSON', 'UNNAMED') AND NOT h.of_collectives AND h.for_person AND ${year} BETWEEN h.year_from AND h.year_to GROUP BY 1, 2
    ), every AS (SELECT code, sum(held)::int AS held FROM members GROUP BY 1)
    SELECT d.id, d.code, v.name, v.kind = 'HOSPITAL' AS "isHospital",
      coalesce((SELECT jsonb_agg(jsonb_build_object('code', h.code, 'from', h.year_from, 'to', h.year_to)) FROM held h WHERE h.subject = 'DEPARTMENT' AND h.department_id = d.id), '[]') AS awards,
      CASE WHEN c.department_id IS NOT NULL THEN jsonb_build_object('staff', c.staff, 'completed', c.completed, 'disciplined', c.disciplined) END AS staff,
      coalesce(CASE WHEN v.kind = 'HOSPITAL' THEN (SELECT jsonb_object_agg(code, held) FROM every)
        ELSE (SELECT jsonb_object_agg(m.code, m.held) FROM members m WHERE m.department_id = d.id) END, '{}') AS members
    FROM department d JOIN department_version v ON v.department_id = d.id AND v.valid_from <= ${day}::date AND (v.valid_to IS NULL OR v.valid_to > ${day}::date)
      LEFT JOIN department_staff_count c ON c.department_id = d.id AND c.year = ${year}
    WHERE d.established_on <= ${day}::date AND (d.dissolved_on IS NULL OR d.dissolved_on > ${day}::date) AND ${within(shownDepartments(actor), Prisma.sql`d.id`)}
    ORDER BY v.kind <> 'HOSPITAL', v.kind, d.sort_order, v.name COLLATE "vi-x-icu"`;
}

export type AppraisalSheet = {
  department: { id: number; code: string; name: string };
  counts: { staff: number; completed: number | null; disciplined: number | null; rowVersion: number } | null;
  people: { id: number; name: string; level: RatedLevel | null; isDisciplined: boolean; rowVersion: number }[];
};

/** The appraisal of a department's people in a year, by given name; null where the reader may not see it. One statement. */
export async function appraisalOf(actor: Actor, code: string, { year, day }: { year: number; day: Day }): Promise<AppraisalSheet | null> {
  const [found] = await db().$queryRaw<AppraisalSheet[]>`
    SELECT jsonb_build_object('id', d.id, 'code', d.code, 'name', v.name) AS department,
      CASE WHEN c.department_id IS NOT NULL THEN jsonb_build_object('staff', c.staff, 'completed', c.completed, 'disciplined', c.disciplined, 'rowVersion', c.row_version) END AS counts,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', p.id, 'name', concat_ws(' ', p.honorifics, p.full_name), 'level', r.level, 'isDisciplined', coalesce(r.is_disciplined, false), 'rowVersion', coalesce(r.row_version, 0))
          ORDER BY p.given_name COLLATE "vi-x-icu", p.family_name COLLATE "vi-x-icu", p.middle_name COLLATE "vi-x-icu")
        FROM person p JOIN LATERAL (${postOn(day)}) k ON k.department_id = d.id LEFT JOIN staff_rating r ON r.person_id = p.id AND r.year = ${year}
        WHERE p.voided_at IS NULL AND NOT p.is_external), '[]') AS people
    FROM department d JOIN department_version v ON v.department_id = d.id AND v.valid_from <= ${day}::date AND (v.valid_to IS NULL OR v.valid_to > ${day}::date)
      LEFT JOIN department_staff_count c ON c.department_id = d.id AND c.year = ${year}
    WHERE d.code = ${code}`;
  return found && can(actor, 'award.appraisal', { departmentId: found.department.id }) ? found : null;
}
