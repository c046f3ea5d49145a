import 'server-only';
import type { Day } from '@/domain/date';
import type { Tx } from '@/server/db';
import type { Stamp } from '@/server/versioned';
import { nameParts } from './rules';

/** Somebody to be put on record, with the department they worked in since a day, and until one if they did not stay; or without any. */
export type Newcomer = {
  fullName: string;
  honorifics: string | null;
  post: { departmentId: number; since: Day; until: Day | null } | null;
};

/** Rows to a statement: a statement has some 32,000 values at most. */
const AT_ONCE = 1_000;

/**
 * Puts people on record, a thousand to a statement, and their posts in one, however many. A post lies within the department's life. Answers
 * their ids in the order given; `onPart` hears how many are written.
 */
export async function enlist(
  tx: Tx,
  people: readonly Newcomer[],
  { actor, now }: Stamp,
  onPart: (done: number) => void = () => {},
): Promise<number[]> {
  const ids: number[] = [];
  for (let from = 0; from < people.length; from += AT_ONCE) {
    const made = await tx.person.createManyAndReturn({
      data: people
        .slice(from, from + AT_ONCE)
        .map(({ fullName, honorifics }) => ({ ...nameParts(fullName), honorifics, updatedAt: now, updatedById: actor.id })),
      select: { id: true },
    });
    ids.push(...made.map(({ id }) => id));
    onPart(ids.length);
  }
  const posts = people.flatMap(({ post }, at) => (post ? [{ ...post, personId: ids[at] ?? 0 }] : []));
  if (posts.length > 0)
    await tx.$executeRaw`
      INSERT INTO person_post (person_id, department_id, valid_from, valid_to)
      SELECT x.person_id, x.department_id, greatest(x.since, d.established_on), least(x.until, d.dissolved_on)
      FROM unnest(${posts.map(({ personId }) => personId)}::int[], ${posts.map(({ departmentId }) => departmentId)}::int[],
        ${posts.map(({ since }) => since)}::date[], ${posts.map(({ until }) => until)}::date[]) x (person_id, department_id, since, until)
      JOIN department d ON d.id = x.department_id
      WHERE (x.until IS NULL OR x.until > d.established_on) AND (d.dissolved_on IS NULL OR x.since < d.dissolved_on)`;
  return ids;
}
