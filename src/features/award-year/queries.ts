import 'server-only';
import type { Actor } from '@/domain/actor';
import type { Day } from '@/domain/date';
import { reach } from '@/domain/policy';
import { nameOn } from '@/features/departments/queries';
import { db, Prisma } from '@/server/db';
import type { AwardLevel, YearCount } from './rules';

/**
 * Awards by year of merit (the last one of a range), level, and whether people or collectives have them, of `years` years up to one; what
 * came earlier is of the year 0, what has no year of the year null. Named and counted ones are summed; «nhiều» is only counted as lines.
 * Money in đồng as frozen by the decisions. Party awards and what was revoked or withdrawn do not count. One statement.
 */
export async function awardYears(actor: Actor, year: number, years: number): Promise<YearCount[]> {
  if (!reach(actor, 'award.read')) return [];
  return db().$queryRaw<YearCount[]>`
    SELECT CASE WHEN a.year_to > ${year - years}::int THEN a.year_to::int WHEN a.year_to IS NOT NULL THEN 0 END AS year, t.level::text,
      (a.subject = 'DEPARTMENT' OR a.of_collectives) AS "isCollective", coalesce(sum(a.count), 0)::int AS count,
      (count(*) FILTER (WHERE a.count IS NULL))::int AS uncounted, coalesce(sum(a.bonus_amount), 0)::float8 AS money
    FROM award a JOIN award_type t ON t.id = a.award_type_id
    WHERE NOT a.is_party AND a.voided_at IS NULL AND a.revoked_at IS NULL AND (a.year_to IS NULL OR a.year_to <= ${year}::int)
    GROUP BY 1, 2, 3`;
}

/** Cấp, the highest first. */
const LEVEL = Prisma.sql`CASE t.level WHEN 'STATE' THEN 0 WHEN 'PROVINCE_MINISTRY' THEN 1 WHEN 'GRASSROOTS' THEN 2 ELSE 3 END`;

export type TitleCount = {
  code: string;
  title: string;
  isCollective: boolean;
  departmentId: number | null;
  department: string | null;
  count: number;
};

/**
 * How many have which title in a year, by department (the one awarded, or the one that a person was in); null where it is not known. An old
 * title counts under the present one; people and collectives of one title are counted apart. Level first, then title; departments in Vietnamese order under the names of the year's end.
 */
export async function titlesByDepartment(actor: Actor, year: number): Promise<TitleCount[]> {
  if (!reach(actor, 'award.read')) return [];
  return db().$queryRaw<TitleCount[]>`
    SELECT t.code, t.name AS title, (a.subject = 'DEPARTMENT' OR a.of_collectives) AS "isCollective", a.department_id AS "departmentId", v.name AS department, sum(a.count)::int AS count
    FROM award a JOIN award_type k ON k.id = a.award_type_id JOIN award_type t ON t.id = coalesce(k.counts_as_id, k.id)
      LEFT JOIN LATERAL (${nameOn(Prisma.sql`a.department_id`, Prisma.sql`make_date(${year}::int, 12, 31)`)}) v ON true
    WHERE NOT a.is_party AND a.voided_at IS NULL AND a.revoked_at IS NULL AND a.year_to = ${year}::int AND a.count IS NOT NULL
    GROUP BY t.id, 3, a.department_id, v.name ORDER BY ${LEVEL}, t.sort_order, t.code, 3 DESC, v.name COLLATE "vi-x-icu" NULLS LAST, a.department_id`;
}

export type Recipient = {
  id: number;
  code: string;
  title: string;
  level: AwardLevel;
  isCollective: boolean;
  personId: number | null;
  honorifics: string | null;
  /** A person's name, a department's, or what is said of unnamed ones. */
  name: string;
  department: string | null;
  departmentCode: string | null;
  /** Null for «nhiều». */
  count: number | null;
  decisionId: number | null;
  decisionNumber: string | null;
  signedOn: Day | null;
  /** đồng */
  money: number | null;
  /** How many lines the title has in the year, shown or not. */
  lines: number;
};

/**
 * Who has which title in a year, in the order that such lists have: level and title (the highest first), collectives, then people by tên,
 * họ, đệm. At most `most` lines of a title; `code` asks for one title, whole,
 * with the old titles that count under it. Departments as they were called when the decision was signed.
 */
export async function recipientsOf(actor: Actor, year: number, { code, most }: { code?: string; most: number }): Promise<Recipient[]> {
  if (!reach(actor, 'award.read')) return [];
  return db().$queryRaw<Recipient[]>`
    WITH line AS (
      SELECT a.id, t.code, t.name AS title, t.level::text, ${LEVEL} AS place_of_level, t.sort_order, (a.subject = 'DEPARTMENT' OR a.of_collectives) AS "isCollective", p.id AS "personId", p.honorifics,
        coalesce(p.full_name, CASE WHEN a.subject = 'DEPARTMENT' THEN v.name END, a.subject_text, '') AS name, CASE WHEN a.subject <> 'DEPARTMENT' THEN v.name END AS department,
        d.code AS "departmentCode", a.count, a.decision_id AS "decisionId", q.number AS "decisionNumber", q.signed_on::text AS "signedOn", a.bonus_amount::float8 AS money,
        p.given_name, p.family_name, p.middle_name, (count(*) OVER (PARTITION BY t.id))::int AS lines
      FROM award a JOIN award_type t ON t.id = a.award_type_id LEFT JOIN award_type k ON k.id = t.counts_as_id LEFT JOIN person p ON p.id = a.person_id LEFT JOIN department d ON d.id = a.department_id LEFT JOIN decision q ON q.id = a.decision_id
        LEFT JOIN LATERAL (${nameOn(Prisma.sql`a.department_id`, Prisma.sql`coalesce(q.signed_on, make_date(${year}::int, 12, 31))`)}) v ON true
      WHERE NOT a.is_party AND a.voided_at IS NULL AND a.revoked_at IS NULL AND a.year_to = ${year}::int AND (${code ?? null}::text IS NULL OR ${code ?? null}::text IN (t.code, k.code))),
    placed AS (SELECT line.*, row_number() OVER (PARTITION BY code ORDER BY "isCollective" DESC, given_name COLLATE "vi-x-icu", family_name COLLATE "vi-x-icu", middle_name COLLATE "vi-x-icu", name COLLATE "vi-x-icu", id) AS place FROM line)
    SELECT id, code, title, level, "isCollective", "personId", honorifics, name, department, "departmentCode", count, "decisionId", "decisionNumber", "signedOn", money, lines
    FROM placed WHERE place <= ${most}::int ORDER BY place_of_level, sort_order, code, place`;
}
