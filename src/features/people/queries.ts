import 'server-only';
import type { Actor } from '@/domain/actor';
import type { Day } from '@/domain/date';
import { reach } from '@/domain/policy';
import { containing, wordsOf } from '@/domain/text';
import { db } from '@/server/db';
import type { Position, StaffCategory } from './rules';

export type PersonLine = {
  id: number;
  version: number;
  /** What stands before the name: «TS.BS», or null. */
  honorifics: string | null;
  fullName: string;
  category: StaffCategory | null;
  isExternal: boolean;
  /** The highest post that is held on the day; null when none. */
  position: Position | null;
  department: string | null;
  /** The last post on record, held or ended, as it may be corrected. */
  last: { id: number; departmentId: number; department: string; position: Position; since: Day; until: Day | null } | null;
  /** Departments held before, with the day each ended: «Khoa Nội (đến 2024-05-01)» is made of it. */
  former: { department: string; until: Day }[];
};

/** What the page of people shows; it asks for one more, to say that there are others. */
export const MOST_PEOPLE = 300;

/**
 * People on record on a day, the highest post first, then by tên, họ, đệm; `q` is searched without marks. At most `limit`.
 * The index on (given, family, middle) carries the order within a post.
 */
export async function people(
  actor: Actor,
  day: Day,
  { q = '', limit = MOST_PEOPLE }: { q?: string; limit?: number } = {},
): Promise<PersonLine[]> {
  if (!reach(actor, 'person.read')) return [];
  const words = wordsOf(q).map(containing);
  return db().$queryRaw<PersonLine[]>`
    SELECT p.id, p.row_version AS version, p.honorifics, p.full_name AS "fullName", p.category::text, p.is_external AS "isExternal", k.position, k.name AS department,
      (SELECT jsonb_build_object('id', o.id, 'departmentId', o.department_id, 'department', w.name, 'position', o.position, 'since', o.valid_from, 'until', o.valid_to) FROM person_post o
        JOIN LATERAL (SELECT v.name FROM department_version v WHERE v.department_id = o.department_id ORDER BY v.valid_from DESC LIMIT 1) w ON true
        WHERE o.person_id = p.id ORDER BY o.valid_from DESC, o.id DESC LIMIT 1) AS last,
      coalesce((SELECT jsonb_agg(jsonb_build_object('department', w.name, 'until', o.valid_to) ORDER BY o.valid_to DESC) FROM person_post o
        JOIN LATERAL (SELECT v.name FROM department_version v WHERE v.department_id = o.department_id AND v.valid_from < o.valid_to ORDER BY v.valid_from DESC LIMIT 1) w ON true
        WHERE o.person_id = p.id AND o.valid_to <= ${day}::date), '[]') AS former
    FROM person p LEFT JOIN LATERAL (
      SELECT o.position, v.name FROM person_post o
        LEFT JOIN department_version v ON v.department_id = o.department_id AND v.valid_from <= ${day}::date AND (v.valid_to IS NULL OR v.valid_to > ${day}::date)
      WHERE o.person_id = p.id AND o.valid_from <= ${day}::date AND (o.valid_to IS NULL OR o.valid_to > ${day}::date)
      ORDER BY o.position, o.id LIMIT 1
    ) k ON true
    WHERE p.voided_at IS NULL AND (${words.length === 0} OR p.search LIKE ALL (${words}::text[]))
    ORDER BY k.position NULLS LAST, p.given_name COLLATE "vi-x-icu", p.family_name COLLATE "vi-x-icu", p.middle_name COLLATE "vi-x-icu" LIMIT ${limit}`;
}
