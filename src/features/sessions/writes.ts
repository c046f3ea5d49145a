import 'server-only';
import type { Tx } from '@/server/db';

/** Ends every open session of an account but `except`; they are refused from the next request on. Returns how many. */
export async function endSessions(tx: Tx, accountId: number, reason: string, now: Date, except: string | null = null): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { accountId, endedAt: null, expiresAt: { gt: now }, ...(except && { NOT: { id: except } }) },
    data: { endedAt: now, endReason: reason },
  });
  return count;
}

/** The session that this command came from, as the command pipeline told the database; null for the system. */
export async function sessionOfCommand(tx: Tx): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ id: string | null }[]>`SELECT nullif(current_setting('app.session', true), '') AS id`;
  return row?.id ?? null;
}

/** The address that this command came from; null when it is not known (TRUST_PROXY). */
export async function addressOfCommand(tx: Tx): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ ip: string | null }[]>`SELECT nullif(current_setting('app.ip', true), '') AS ip`;
  return row?.ip ?? null;
}
