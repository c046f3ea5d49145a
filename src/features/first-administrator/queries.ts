import 'server-only';
import { db } from '@/server/db';
import { hashToken } from '@/server/passwords';

/** Whether a one-time link for the first administrator can still be used. */
export async function isOpenLink(token: string, now: Date): Promise<boolean> {
  return (
    (await db().oneTimeLink.count({
      where: { tokenHash: hashToken(token), purpose: 'FIRST_ADMIN', usedAt: null, expiresAt: { gt: now } },
    })) > 0
  );
}
