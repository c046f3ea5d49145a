import 'server-only';
import type { Actor } from '@/domain/actor';
import { reach } from '@/domain/policy';
import { nameActor, type RequestInfo } from './command';
import { db, type Tx } from './db';

/** A read of Party content that is written down: what was read (a name such as «party.ratingSheet») and of what, ids only. */
export type PartyRead = { what: string; of?: Record<string, number | string | null> };

/** Reads with the actor named to the database, so that row-level security answers; asks no permission itself. */
export function readAs<Result>(
  actor: Actor,
  read: (tx: Tx) => Promise<Result>,
  act = 'party.read',
  request?: RequestInfo,
): Promise<Result> {
  return db().$transaction(async (tx) => {
    await nameActor(tx, { name: act, permission: 'party.read' }, { actor, request });
    return read(tx);
  });
}

/**
 * Reads Party content as the actor: row-level security answers by the actor's own grants, and without this transaction there are no rows
 * at all (reliability.md 3.7). `logged` names a read of ratings by name, which the audit keeps; sums are not logged. One transaction for
 * all the queries of a page, read by the caller through `tx`. Answers null to those who may not read at all.
 */
export async function readParty<Result>(
  actor: Actor,
  permission: 'party.read' | 'party.aggregate',
  read: (tx: Tx) => Promise<Result>,
  logged?: PartyRead,
  request?: RequestInfo,
): Promise<Result | null> {
  if (!reach(actor, permission)) return null;
  return readAs(
    actor,
    async (tx) => {
      const result = await read(tx);
      if (logged) await tx.$queryRaw`SELECT audit_event('READ', ${logged.what}, true, ${JSON.stringify(logged.of ?? {})}::jsonb)`;
      return result;
    },
    logged?.what,
    request,
  );
}
