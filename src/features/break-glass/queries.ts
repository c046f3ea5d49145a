import 'server-only';
import type { Actor } from '@/domain/actor';
import { endOfDay, startOfDay } from '@/domain/date';
import { reach } from '@/domain/policy';
import { Prisma, type Tx } from '@/server/db';
import { readAs } from '@/server/party-read';
import type { ReadFilter } from './schema';

export type Look = { id: number; who: string; reason: string; startsAt: Date; endsAt: Date };

const shown = { id: true, reason: true, startsAt: true, endsAt: true, account: { select: { displayName: true } } } as const;
const LISTED = 50;

/** Looks into Party content, newest first: all of them for the office and the committee (row-level security). Takes a Party read. */
export async function looks(tx: Tx): Promise<Look[]> {
  const rows = await tx.breakGlass.findMany({ orderBy: { id: 'desc' }, take: LISTED, select: shown });
  return rows.map(({ account, ...look }) => ({ ...look, who: account.displayName }));
}

export const READS_PER_PAGE = 50;

/** One read of ratings by name: who, when, what (`party.rating`), of what (year, quarter, code …), and whether by an open break-glass. */
export type PartyReadLine = {
  id: string;
  at: Date;
  who: string;
  what: string;
  of: Record<string, string | number | null>;
  isLook: boolean;
};

/**
 * Reads of ratings by name, newest first, one page, with how many there are; and who has read, for the filter. Takes a Party read of somebody
 * who reads all (row-level security shows the audit of the Party to nobody else).
 */
export async function partyReads(
  tx: Tx,
  { who, what, from, to, page }: ReadFilter,
): Promise<{ rows: PartyReadLine[]; total: number; people: { id: number; name: string }[]; kinds: string[] }> {
  const conditions = Prisma.join(
    [
      Prisma.sql`t.kind = 'READ' AND t.is_party`,
      ...(who === null ? [] : [Prisma.sql`t.actor_id = ${who}`]),
      ...(what === null ? [] : [Prisma.sql`t.command = ${what}`]),
      ...(from === null ? [] : [Prisma.sql`t.at >= ${startOfDay(from)}`]),
      ...(to === null ? [] : [Prisma.sql`t.at <= ${endOfDay(to)}`]),
    ],
    ' AND ',
  );
  const rows = await tx.$queryRaw<(PartyReadLine & { total: number })[]>`
    SELECT t.id::text, t.at, a.display_name AS who, coalesce(t.command, '') AS what, coalesce(t.detail::jsonb, '{}') AS of,
      EXISTS (SELECT FROM break_glass b WHERE b.account_id = t.actor_id AND t.at >= b.starts_at AND t.at < b.ends_at) AS "isLook", count(*) OVER ()::int AS total
    FROM audit_tx t JOIN account a ON a.id = t.actor_id WHERE ${conditions}
    ORDER BY t.id DESC LIMIT ${READS_PER_PAGE} OFFSET ${(page - 1) * READS_PER_PAGE}`;
  const known = await tx.$queryRaw<{ id: number; name: string; kind: string }[]>`
    SELECT DISTINCT a.id, a.display_name AS name, coalesce(t.command, '') AS kind FROM audit_tx t JOIN account a ON a.id = t.actor_id WHERE t.kind = 'READ' AND t.is_party`;
  const people = new Map(known.map(({ id, name }) => [id, name]));
  return {
    rows: rows.map(({ total: _total, ...row }) => row),
    total: rows[0]?.total ?? 0,
    people: [...people].map(([id, name]) => ({ id, name })).sort((one, other) => one.name.localeCompare(other.name, 'vi')),
    kinds: [...new Set(known.map(({ kind }) => kind))].sort(),
  };
}

/** An administrator's own looks, newest first; null for those who may have none. */
export async function ownLooks(actor: Actor): Promise<Look[] | null> {
  if (!reach(actor, 'party.breakGlass')) return null;
  return readAs(actor, async (tx) => {
    const rows = await tx.breakGlass.findMany({ where: { accountId: actor.id }, orderBy: { id: 'desc' }, take: LISTED, select: shown });
    return rows.map(({ account, ...look }) => ({ ...look, who: account.displayName }));
  });
}
