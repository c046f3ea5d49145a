import 'server-only';
import { problemAt, Refusal } from '@/domain/errors';
import { fold } from '@/domain/text';
import type { Tx } from '@/server/db';
import { changedBy, type Stamp } from '@/server/versioned';
import { type BlocRole, kindOf, rankings } from './rules';

/** Changes of one bloc wait for each other: each looks at all of its members. */
export async function hold(tx: Tx, blocId: number): Promise<void> {
  await tx.$executeRaw`SELECT 1 FROM bloc WHERE id = ${blocId} FOR UPDATE`;
}

type Place = { blocId: number; year: number; but?: number };

/** The chair before becomes a member like the others. */
export async function makeRoom(tx: Tx, { blocId, year, role, but }: Place & { role: BlocRole }, { actor, now }: Stamp): Promise<void> {
  if (role !== 'CHAIR') return;
  await tx.blocMember.updateMany({
    where: { blocId, year, role: 'CHAIR', voidedAt: null, ...(but !== undefined && { id: { not: but } }) },
    data: { role: 'MEMBER', ...changedBy({ actor, now }) },
  });
}

/** The unit of this name in the bloc's year, however it is written: who is in it, else who was taken out last. */
export async function memberCalled(tx: Tx, { blocId, year, organisation, but = 0 }: Place & { organisation: string }) {
  const [found] = await tx.$queryRaw<{ id: number; isLive: boolean }[]>`
    SELECT id, voided_at IS NULL AS "isLive" FROM bloc_member
    WHERE bloc_id = ${blocId} AND year = ${year} AND fold_vi(organisation) = ${fold(organisation)} AND id <> ${but}
    ORDER BY voided_at DESC NULLS FIRST, id DESC LIMIT 1`;
  return found ?? null;
}

/** The hospital is one unit of the bloc. */
export async function assertOnlyUs(tx: Tx, { blocId, year, isUs, but }: Place & { isUs: boolean }): Promise<void> {
  if (!isUs) return;
  const other = await tx.blocMember.count({
    where: { blocId, year, isUs: true, voidedAt: null, ...(but !== undefined && { id: { not: but } }) },
  });
  if (other > 0) throw problemAt('isUs', 'blocs.field.oneUs');
}

/** A sheet holds no more criteria than are scored at once. */
export async function assertRoom(tx: Tx, { blocId, year }: Place, most: number): Promise<void> {
  const items = await tx.scoreItem.count({ where: { blocId, year, voidedAt: null } });
  if (items > most) throw new Refusal('blocs.refused.manyItems', { most });
}

/** A criterion that comes back may not hold less than was given by it before. */
export async function assertBelow(tx: Tx, itemId: number, maxPoints: string): Promise<void> {
  const above = await tx.scoreEntry.count({
    where: { scoreItemId: itemId, OR: [{ selfPoints: { gt: maxPoints } }, { verifiedPoints: { gt: maxPoints } }] },
  });
  if (above > 0) throw problemAt('maxPoints', 'blocs.field.belowGiven');
}

/** Ranks are written with whatever moves them, in one statement. */
export async function rerank(tx: Tx, blocId: number, year: number): Promise<void> {
  const here = { blocId, year, voidedAt: null };
  const [members, items, entries] = await Promise.all([
    tx.blocMember.findMany({ where: here, select: { id: true, ballots: true } }),
    tx.scoreItem.findMany({ where: here, select: { id: true, isBonus: true, isPenalty: true } }),
    tx.scoreEntry.findMany({ where: { scoreItem: here, blocMember: here } }),
  ]);
  const points = entries.map(({ scoreItemId, blocMemberId, verifiedPoints }) => ({
    ...{ itemId: scoreItemId, memberId: blocMemberId, self: null, verified: verifiedPoints?.toString() ?? null },
  }));
  const ranks = rankings(
    items.map((item) => ({ id: item.id, kind: kindOf(item) })),
    members,
    points,
  );
  await tx.$executeRaw`
    UPDATE bloc_member m SET rank = x.rank FROM unnest(${ranks.map(({ memberId }) => memberId)}::int[], ${ranks.map(({ rank }) => rank)}::smallint[]) x (id, rank)
    WHERE m.id = x.id AND m.rank IS DISTINCT FROM x.rank`;
}
