import 'server-only';
import type { Day } from '@/domain/date';
import { Prisma, type Tx } from '@/server/db';
import type { Condition, Held } from '../rules/checks';
import type { KnownName, KnownPerson } from '../rules/recipients';
import type { RatingLevel } from '../rules/words';

/** A title of the catalogue, as far as granting needs it; the Party's are left out everywhere here. */
export type Title = {
  id: number;
  code: string;
  name: string;
  kind: 'TITLE' | 'FORM' | 'HONOR' | 'PARTY' | 'ASSOC' | 'INTERNAL';
  level: 'GRASSROOTS' | 'PROVINCE_MINISTRY' | 'STATE' | 'OTHER';
  fromYear: number | null;
  toYear: number | null;
  forPerson: boolean;
  forCollective: boolean;
};

/** The catalogue without the Party's, in its own order. */
export async function titlesIn(tx: Tx): Promise<Title[]> {
  return tx.awardType.findMany({
    where: { isParty: false },
    orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
    select: {
      id: true,
      code: true,
      name: true,
      kind: true,
      level: true,
      fromYear: true,
      toYear: true,
      forPerson: true,
      forCollective: true,
    },
  });
}

/** Conditions that hold for a year of merit. */
export async function conditionsIn(tx: Tx, year: number): Promise<Condition[]> {
  return tx.$queryRaw<Condition[]>`
    SELECT r.award_type_id AS "typeId", r.rule_code AS rule, r.params->>'code' AS code, (r.params->>'years')::int AS years, (r.params->>'percent')::float8 AS percent
    FROM eligibility_rule r JOIN award_type t ON t.id = r.award_type_id AND NOT t.is_party
    WHERE r.from_year <= ${year} AND (r.to_year IS NULL OR r.to_year >= ${year}) AND r.rule_code IN ('SAME_YEAR', 'SHARE_MAX', 'STREAK') ORDER BY t.sort_order, r.id`;
}

/** How many hold each title in a year, by code; what was revoked or withdrawn and what nobody counted is left out. */
export async function totalsIn(tx: Tx, year: number): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ code: string; total: number }[]>`
    SELECT t.code, sum(a.count)::int AS total FROM award a JOIN award_type t ON t.id = a.award_type_id
    WHERE NOT a.is_party AND a.voided_at IS NULL AND a.revoked_at IS NULL AND a.count IS NOT NULL AND a.year_from <= ${year} AND a.year_to >= ${year} GROUP BY t.code`;
  return new Map(rows.map(({ code, total }) => [code, total]));
}

/** People on record with the departments they were in during the year of merit; else the last one they had. */
export async function peopleOf(tx: Tx, year: number): Promise<KnownPerson[]> {
  return tx.$queryRaw<KnownPerson[]>`
    SELECT p.id, p.full_name AS "fullName", coalesce(k.ids, '{}') AS "departmentIds" FROM person p LEFT JOIN LATERAL (
      SELECT array_agg(o.department_id ORDER BY o.valid_from DESC) AS ids FROM person_post o
      WHERE o.person_id = p.id AND (o.valid_to IS NULL OR o.valid_to > make_date(${year}, 1, 1) OR o.valid_from = (SELECT max(l.valid_from) FROM person_post l WHERE l.person_id = p.id))
    ) k ON true WHERE p.voided_at IS NULL
    ORDER BY p.given_name COLLATE "vi-x-icu", p.family_name COLLATE "vi-x-icu", p.middle_name COLLATE "vi-x-icu", p.id`;
}

/** Every name that a department has borne, full and short. */
export async function departmentNames(tx: Tx): Promise<KnownName[]> {
  return tx.$queryRaw<KnownName[]>`
    SELECT v.department_id AS "departmentId", n.name, v.valid_from::text AS "from", v.valid_to::text AS "to" FROM department_version v
    CROSS JOIN LATERAL (VALUES (v.name), (v.short_name)) n (name) WHERE n.name IS NOT NULL ORDER BY v.valid_from DESC, v.id`;
}

/**
 * Of the posts `o` of one person, the one to be named for a year: held in that year before any other, held at its end, begun by then, the
 * last to end; of several at once the highest.
 */
const bestPost = (year: Prisma.Sql) => Prisma.sql`
  ORDER BY (o.valid_from <= make_date(${year}, 12, 31) AND (o.valid_to IS NULL OR o.valid_to > make_date(${year}, 1, 1))) DESC,
    (o.valid_from <= make_date(${year}, 12, 31) AND (o.valid_to IS NULL OR o.valid_to > make_date(${year}, 12, 31))) DESC,
    (o.valid_from <= make_date(${year}, 12, 31)) DESC, coalesce(o.valid_to, 'infinity') DESC, o.position, o.valid_from DESC LIMIT 1`;

/** The department that each of these people was in during a year of merit, in the order given; null where no post is known. */
export async function departmentsOfPeople(tx: Tx, asked: readonly { personId: number; year: number }[]): Promise<(number | null)[]> {
  if (asked.length === 0) return [];
  const rows = await tx.$queryRaw<{ id: number | null }[]>`
    SELECT k.department_id AS id FROM unnest(${asked.map(({ personId }) => personId)}::int[], ${asked.map(({ year }) => year)}::int[]) WITH ORDINALITY AS x (person_id, year, place)
    LEFT JOIN LATERAL (SELECT o.department_id FROM person_post o WHERE o.person_id = x.person_id ${bestPost(Prisma.sql`x.year`)}) k ON true ORDER BY x.place`;
  return rows.map(({ id }) => id);
}

/** Someone as the decision's screen shows them. */
export type Facts = {
  id: number;
  fullName: string;
  honorifics: string | null;
  departmentId: number | null;
  department: string | null;
  position: string | null;
  /** The department's end when it no longer exists on the day. */
  dissolvedOn: Day | null;
  rating: RatingLevel | null;
  held: (Held & { name: string; number: string | null })[];
};

const HELD = Prisma.sql`'typeId', t.id, 'code', t.code, 'name', t.name, 'yearFrom', a.year_from, 'yearTo', a.year_to, 'number', d.number`;

/** What the register knows of these people as of a year of merit: post, appraisal of that year, titles of all years, the latest first. */
export async function factsOfPeople(tx: Tx, ids: readonly number[], year: number): Promise<Facts[]> {
  if (ids.length === 0) return [];
  const rows = await tx.$queryRaw<
    Facts[]
  >`SELECT p.id, p.full_name AS "fullName", p.honorifics, k.department_id AS "departmentId", k.name AS department, k.position::text AS position,
       k.dissolved_on::text AS "dissolvedOn", r.level::text AS rating, coalesce(h.held, '[]') AS held
     FROM person p
     LEFT JOIN LATERAL (
       SELECT o.department_id, o.position, v.name, d.dissolved_on FROM person_post o JOIN department d ON d.id = o.department_id
         LEFT JOIN LATERAL (SELECT name FROM department_version x WHERE x.department_id = o.department_id AND x.valid_from <= make_date(${year}, 12, 31) ORDER BY x.valid_from DESC LIMIT 1) v ON true
       WHERE o.person_id = p.id ${bestPost(Prisma.sql`${year}::int`)}
     ) k ON true
     LEFT JOIN staff_rating r ON r.person_id = p.id AND r.year = ${year}
     LEFT JOIN LATERAL (
       SELECT jsonb_agg(jsonb_build_object(${HELD}) ORDER BY a.year_to DESC NULLS LAST, t.sort_order DESC) AS held
       FROM award a JOIN award_type t ON t.id = a.award_type_id LEFT JOIN decision d ON d.id = a.decision_id
       WHERE a.person_id = p.id AND NOT a.is_party AND a.voided_at IS NULL AND a.revoked_at IS NULL
     ) h ON true
     WHERE p.id = ANY (${[...ids]}::int[]) AND p.voided_at IS NULL`;
  return rows;
}

/** The same of departments: the name of the year of merit, and their own titles. */
export async function factsOfDepartments(tx: Tx, ids: readonly number[], year: number): Promise<Facts[]> {
  if (ids.length === 0) return [];
  return tx.$queryRaw<
    Facts[]
  >`SELECT p.id, v.name AS "fullName", NULL AS honorifics, p.id AS "departmentId", NULL AS department, NULL AS position, p.dissolved_on::text AS "dissolvedOn",
       NULL AS rating, coalesce(h.held, '[]') AS held
     FROM department p
     CROSS JOIN LATERAL (
       SELECT name FROM department_version x WHERE x.department_id = p.id ORDER BY (x.valid_from <= make_date(${year}, 12, 31)) DESC, abs(x.valid_from - make_date(${year}, 12, 31)) LIMIT 1
     ) v
     LEFT JOIN LATERAL (
       SELECT jsonb_agg(jsonb_build_object(${HELD}) ORDER BY a.year_to DESC NULLS LAST, t.sort_order DESC) AS held
       FROM award a JOIN award_type t ON t.id = a.award_type_id LEFT JOIN decision d ON d.id = a.decision_id
       WHERE a.subject = 'DEPARTMENT' AND a.department_id = p.id AND NOT a.is_party AND a.voided_at IS NULL AND a.revoked_at IS NULL
     ) h ON true
     WHERE p.id = ANY (${[...ids]}::int[])`;
}
