import 'server-only';
import { ROLES, type Role } from '@/domain/actor';
import { db, Prisma } from '@/server/db';
import { env } from '@/server/env';

export type SampleLine = { username: string; displayName: string; role: Role };

/** The sample accounts by role, each once, for the sign-in page of an evaluation; none anywhere else. */
export async function sampleAccounts(): Promise<SampleLine[]> {
  if (!env().APP_EVALUATION) return [];
  const rows = await db().$queryRaw<SampleLine[]>(Prisma.sql`
    SELECT a.username, a.display_name AS "displayName", (SELECT g.role::text FROM role_grant g WHERE g.account_id = a.id AND g.valid_to IS NULL ORDER BY g.id LIMIT 1) AS role
    FROM account a WHERE a.is_sample AND a.state = 'ACTIVE' AND EXISTS (SELECT FROM role_grant g WHERE g.account_id = a.id AND g.valid_to IS NULL)
    ORDER BY a.id`);
  return rows.sort((one, other) => ROLES.indexOf(one.role) - ROLES.indexOf(other.role));
}
