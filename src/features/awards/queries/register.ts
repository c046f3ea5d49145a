import 'server-only';
import type { Actor } from '@/domain/actor';
import type { Day } from '@/domain/date';
import { reach } from '@/domain/policy';
import { containing, wordsOf } from '@/domain/text';
import { nameOn } from '@/features/departments/queries';
import { db, Prisma } from '@/server/db';
import type { Subject } from '../schema';
import { type Title, titlesIn } from './world';

export type DecisionRow = {
  id: number;
  number: string | null;
  signedOn: Day | null;
  authority: string | null;
  signer: string | null;
  subject: string;
  /** Named recipients and counted ones, without those revoked. */
  recipients: number;
  /** đồng. */
  money: number;
  titles: string;
};

type AskedDecisions = { q?: string; year?: number | null; batchId?: number | null };

/** Award decisions, the latest first, of one year of signing, of one import, or all; `q` finds number, subject, titles and recipients without marks. At most 300. Never the Party's. */
export async function decisions(actor: Actor, { q = '', year = null, batchId = null }: AskedDecisions = {}): Promise<DecisionRow[]> {
  if (!reach(actor, 'award.read')) return [];
  const words = wordsOf(q).map(containing);
  return db().$queryRaw<DecisionRow[]>`
    SELECT d.id, d.number, d.signed_on::text AS "signedOn", d.authority, d.signer, d.subject, coalesce(k.recipients, 0)::int AS recipients, coalesce(k.money, 0)::float8 AS money, coalesce(k.titles, '') AS titles
    FROM decision d LEFT JOIN LATERAL (
      SELECT sum(a.count) FILTER (WHERE a.revoked_at IS NULL) AS recipients, sum(a.bonus_amount) FILTER (WHERE a.revoked_at IS NULL) AS money, string_agg(DISTINCT t.name, ', ') AS titles,
        string_agg(concat_ws(' ', t.search, p.search, v.names, fold_vi(a.subject_text)), ' ') AS search
      FROM award a JOIN award_type t ON t.id = a.award_type_id LEFT JOIN person p ON p.id = a.person_id
        LEFT JOIN LATERAL (SELECT string_agg(fold_vi(x.name), ' ') AS names FROM department_version x WHERE a.subject = 'DEPARTMENT' AND x.department_id = a.department_id) v ON true
      WHERE a.decision_id = d.id AND NOT a.is_party AND a.voided_at IS NULL
    ) k ON true
    WHERE d.kind = 'AWARD' AND NOT d.is_party AND d.voided_at IS NULL AND (${year}::int IS NULL OR extract(year FROM d.signed_on) = ${year}::int)
      AND (${batchId}::int IS NULL OR d.id IN (SELECT i.decision_id FROM award i WHERE i.batch_id = ${batchId}::int AND NOT i.is_party AND i.voided_at IS NULL))
      AND (${words.length === 0} OR concat_ws(' ', d.search, k.search) LIKE ALL (${words}::text[]))
    ORDER BY d.signed_on DESC NULLS LAST, d.id DESC LIMIT 300`;
}

/** Years in which award decisions were signed, the latest first. */
export async function decisionYears(actor: Actor): Promise<number[]> {
  if (!reach(actor, 'award.read')) return [];
  const rows = await db().$queryRaw<{ year: number }[]>`
    SELECT DISTINCT extract(year FROM signed_on)::int AS year FROM decision WHERE kind = 'AWARD' AND NOT is_party AND voided_at IS NULL AND signed_on IS NOT NULL ORDER BY 1 DESC`;
  return rows.map(({ year }) => year);
}

export type AwardRow = {
  id: number;
  version: number;
  typeId: number;
  title: string;
  subject: Subject;
  /** A department, or an unnamed number of collectives. */
  isCollective: boolean;
  /** Person or department by name; null for unnamed ones. */
  whom: string | null;
  honorifics: string | null;
  personId: number | null;
  departmentCode: string | null;
  /** The department that was awarded, or that the person was in, as it was called when the decision was signed, else at the end of the years of merit. */
  department: string | null;
  subjectText: string | null;
  count: number | null;
  yearFrom: number | null;
  yearTo: number | null;
  certainty: 'CONFIRMED' | 'REPORTED' | 'UNKNOWN_DATE';
  citation: string | null;
  source: string | null;
  decisionId: number | null;
  number: string | null;
  signedOn: Day | null;
  authority: string | null;
  /** đồng; null when the title carries none. */
  money: number | null;
  revokedAt: Date | null;
  revokeReason: string | null;
};

const AWARD = Prisma.sql`
  SELECT a.id, a.row_version AS version, t.id AS "typeId", t.name AS title, a.subject::text AS subject, CASE a.subject WHEN 'PERSON' THEN p.full_name WHEN 'DEPARTMENT' THEN v.name END AS whom,
    p.honorifics, a.person_id AS "personId", e.code AS "departmentCode", v.name AS department, a.subject_text AS "subjectText", (a.subject = 'DEPARTMENT' OR a.of_collectives) AS "isCollective", a.count, a.year_from AS "yearFrom", a.year_to AS "yearTo",
    a.certainty::text AS certainty, a.citation, a.source, d.id AS "decisionId", d.number, d.signed_on::text AS "signedOn", d.authority, a.bonus_amount::float8 AS money, a.revoked_at AS "revokedAt", a.revoke_reason AS "revokeReason"
  FROM award a JOIN award_type t ON t.id = a.award_type_id LEFT JOIN decision d ON d.id = a.decision_id AND NOT d.is_party LEFT JOIN person p ON p.id = a.person_id
    LEFT JOIN department e ON e.id = a.department_id
    LEFT JOIN LATERAL (${nameOn(Prisma.sql`a.department_id`, Prisma.sql`coalesce(d.signed_on, make_date(coalesce(a.year_to, 9999), 12, 31))`)}) v ON true
  WHERE NOT a.is_party AND a.voided_at IS NULL`;

/** Recipients of a decision in the order of such lists: people before collectives, the highest level first, title, then tên, họ, đệm. */
export async function recipientsOf(actor: Actor, decisionId: number): Promise<AwardRow[]> {
  if (!reach(actor, 'award.read')) return [];
  return db().$queryRaw<AwardRow[]>`${AWARD} AND a.decision_id = ${decisionId}
    ORDER BY (a.subject = 'DEPARTMENT' OR a.of_collectives), CASE t.level WHEN 'STATE' THEN 0 WHEN 'PROVINCE_MINISTRY' THEN 1 WHEN 'GRASSROOTS' THEN 2 ELSE 3 END, t.sort_order, t.id,
      p.given_name COLLATE "vi-x-icu", p.family_name COLLATE "vi-x-icu", p.middle_name COLLATE "vi-x-icu", v.name COLLATE "vi-x-icu", a.id`;
}

export type Decision = Omit<DecisionRow, 'recipients' | 'money' | 'titles'>;

/** One award decision; null when it is unknown, another kind's or the Party's. */
export async function decisionById(actor: Actor, id: number): Promise<Decision | null> {
  if (!reach(actor, 'award.read')) return null;
  const [row] = await db().$queryRaw<Decision[]>`
    SELECT id, number, signed_on::text AS "signedOn", authority, signer, subject FROM decision WHERE id = ${id} AND kind = 'AWARD' AND NOT is_party AND voided_at IS NULL`;
  return row ?? null;
}

const TIMELINE = Prisma.sql`ORDER BY a.year_to DESC NULLS LAST, a.year_from DESC NULLS LAST, t.sort_order, a.id`;

/** Awards of a person, the latest first, those without a year last. */
export async function awardsOfPerson(actor: Actor, personId: number): Promise<AwardRow[]> {
  if (!reach(actor, 'award.read')) return [];
  return db().$queryRaw<AwardRow[]>`${AWARD} AND a.person_id = ${personId} ${TIMELINE}`;
}

/** Awards of a department as a collective, and of unnamed ones that belong to it; what its people have by name is theirs. */
export async function awardsOfDepartment(actor: Actor, departmentId: number): Promise<AwardRow[]> {
  if (!reach(actor, 'award.read')) return [];
  return db().$queryRaw<AwardRow[]>`${AWARD} AND a.department_id = ${departmentId} AND a.subject <> 'PERSON' ${TIMELINE}`;
}

/** Somebody by id, as a page names them; null when there is nobody, or this actor may not read awards. */
export async function awardee(actor: Actor, id: number): Promise<{ fullName: string; honorifics: string | null } | null> {
  if (!reach(actor, 'award.read')) return null;
  const row = await db().person.findFirst({ where: { id, voidedAt: null }, select: { fullName: true, honorifics: true } });
  return row && { fullName: row.fullName ?? '', honorifics: row.honorifics };
}

/** The catalogue without the Party's titles, for choosing. */
export async function titles(actor: Actor): Promise<Title[]> {
  return reach(actor, 'award.read') ? titlesIn(db()) : [];
}
