import 'server-only';
import { type Day, toColumn } from '@/domain/date';
import type { Tx } from '@/server/db';
import type { Stamp } from '@/server/versioned';
import { nameParts } from './rules';

/** Somebody to be put on record, with the department they have worked in since a day. */
export type Newcomer = { fullName: string; honorifics: string | null; departmentId: number; since: Day };

/** Puts people on record with their posts, in two statements however many. Answers their ids in the order given. */
export async function enlist(tx: Tx, people: readonly Newcomer[], { actor, now }: Stamp): Promise<number[]> {
  if (people.length === 0) return [];
  const made = await tx.person.createManyAndReturn({
    data: people.map(({ fullName, honorifics }) => ({ ...nameParts(fullName), honorifics, updatedAt: now, updatedById: actor.id })),
    select: { id: true },
  });
  const ids = made.map(({ id }) => id);
  await tx.personPost.createMany({
    data: people.flatMap(({ departmentId, since }, index) => {
      const personId = ids[index];
      return personId === undefined ? [] : [{ personId, departmentId, validFrom: toColumn(since) }];
    }),
  });
  return ids;
}
