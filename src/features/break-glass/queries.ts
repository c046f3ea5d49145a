import 'server-only';
import type { Actor } from '@/domain/actor';
import { reach } from '@/domain/policy';
import type { Tx } from '@/server/db';
import { readAs } from '@/server/party-read';

export type Look = { id: number; who: string; reason: string; startsAt: Date; endsAt: Date };

const shown = { id: true, reason: true, startsAt: true, endsAt: true, account: { select: { displayName: true } } } as const;
const LISTED = 50;

/** Looks into Party content, newest first: all of them for the office and the committee (row-level security). Takes a Party read. */
export async function looks(tx: Tx): Promise<Look[]> {
  const rows = await tx.breakGlass.findMany({ orderBy: { id: 'desc' }, take: LISTED, select: shown });
  return rows.map(({ account, ...look }) => ({ ...look, who: account.displayName }));
}

/** An administrator's own looks, newest first; null for those who may have none. */
export async function ownLooks(actor: Actor): Promise<Look[] | null> {
  if (!reach(actor, 'party.breakGlass')) return null;
  return readAs(actor, async (tx) => {
    const rows = await tx.breakGlass.findMany({ where: { accountId: actor.id }, orderBy: { id: 'desc' }, take: LISTED, select: shown });
    return rows.map(({ account, ...look }) => ({ ...look, who: account.displayName }));
  });
}
