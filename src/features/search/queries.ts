import 'server-only';
import type { Actor } from '@/domain/actor';
import type { Day } from '@/domain/date';
import { reach } from '@/domain/policy';
import { containing, wordsOf } from '@/domain/text';
import type { DepartmentKind } from '@/features/departments/schema';
import { db } from '@/server/db';

export type IndicatorHit = { code: string; name: string; unit: string };

/** Indicators whose code or name holds all the words, without marks or case; those of the year first. */
export async function searchIndicators(actor: Actor, query: string, year: number, limit = 12): Promise<IndicatorHit[]> {
  const words = wordsOf(query);
  if (words.length === 0 || !reach(actor, 'indicator.read')) return [];
  return db().$queryRaw<IndicatorHit[]>`
    SELECT i.code, i.name, i.unit FROM indicator i JOIN area a ON a.id = i.area_id
    WHERE i.search LIKE ALL (${words.map(containing)}::text[])
    ORDER BY i.search LIKE ${containing(words.join(' '))} DESC, coalesce(i.to_year, ${year}) >= ${year} DESC, i.is_headline DESC, a.sort_order, i.sort_order, i.id LIMIT ${limit}`;
}

export type DepartmentHit = {
  id: number;
  code: string;
  /** What it is called now (or was called last). */
  name: string;
  kind: DepartmentKind;
  dissolvedOn: Day | null;
  /** The old name that was found, when the present one does not contain the words: «tên cũ: Phòng Y vụ». */
  formerName: string | null;
};

/**
 * Departments whose present or former name, short name or code holds all the words, without marks or case (domain.md K 16:
 * `phong y vu` finds Phòng Kế hoạch tổng hợp). Present names first, then the living, then Vietnamese order.
 */
export async function searchDepartments(actor: Actor, text: string, limit = 20): Promise<DepartmentHit[]> {
  const words = wordsOf(text);
  if (words.length === 0 || !reach(actor, 'department.read')) return [];
  return db().$queryRaw<DepartmentHit[]>`
    SELECT d.id, d.code, now.name, now.kind::text AS kind, d.dissolved_on::text AS "dissolvedOn",
      CASE WHEN found.id <> now.id THEN found.name END AS "formerName"
    FROM department d
    CROSS JOIN LATERAL (SELECT * FROM department_version x WHERE x.department_id = d.id ORDER BY x.valid_from DESC LIMIT 1) now
    CROSS JOIN LATERAL (
      SELECT x.id, x.name, (x.search LIKE ${containing(words.join(' '))}) AS phrase FROM department_version x
      WHERE x.department_id = d.id AND (x.search || ' ' || lower(d.code)) LIKE ALL (${words.map(containing)})
      ORDER BY (x.id = now.id) DESC, x.valid_from DESC LIMIT 1
    ) found
    ORDER BY found.phrase DESC, (found.id = now.id) DESC, (d.dissolved_on IS NULL) DESC, now.kind, now.name COLLATE "vi-x-icu"
    LIMIT ${limit}`;
}

export type PersonHit = { id: number; name: string; department: string | null };

/** People of the hospital and guests whose name holds all the words, without marks or case, in Vietnamese order; for those who read awards. */
export async function searchPeople(actor: Actor, query: string, limit = 12): Promise<PersonHit[]> {
  const words = wordsOf(query);
  if (words.length === 0 || !reach(actor, 'award.read')) return [];
  return db().$queryRaw<PersonHit[]>`
    SELECT p.id, concat_ws(' ', p.honorifics, p.full_name) AS name, k.name AS department
    FROM person p LEFT JOIN LATERAL (
      SELECT v.name FROM person_post o JOIN department_version v ON v.department_id = o.department_id
      WHERE o.person_id = p.id ORDER BY o.valid_to DESC NULLS FIRST, v.valid_from DESC LIMIT 1
    ) k ON true
    WHERE p.voided_at IS NULL AND p.search LIKE ALL (${words.map(containing)}::text[])
    ORDER BY p.search LIKE ${containing(words.join(' '))} DESC, p.given_name COLLATE "vi-x-icu", p.family_name COLLATE "vi-x-icu", p.middle_name COLLATE "vi-x-icu", p.id LIMIT ${limit}`;
}

export type DecisionHit = { id: number; number: string | null; subject: string; signedOn: Day | null };

/** Decisions on awards whose number or subject holds all the words, the latest first; the Party's are not among them. */
export async function searchAwardDecisions(actor: Actor, query: string, limit = 12): Promise<DecisionHit[]> {
  const words = wordsOf(query);
  if (words.length === 0 || !reach(actor, 'award.read')) return [];
  return db().$queryRaw<DecisionHit[]>`
    SELECT d.id, d.number, d.subject, d.signed_on::text AS "signedOn" FROM decision d
    WHERE d.kind = 'AWARD' AND NOT d.is_party AND d.voided_at IS NULL AND d.search LIKE ALL (${words.map(containing)}::text[])
    ORDER BY d.signed_on DESC NULLS LAST, d.id DESC LIMIT ${limit}`;
}
