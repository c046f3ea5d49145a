import 'server-only';
import type { Role } from '@/domain/actor';
import type { Day } from '@/domain/date';
import { Refusal } from '@/domain/errors';
import { Prisma, type Tx } from '@/server/db';

/** Sentences for what the database refuses about accounts and roles. */
export const refusals = {
  account_username_key: 'accounts.refused.usernameTaken',
  role_grant_one_open: 'accounts.refused.alreadyGranted',
  role_grant_department_id_fkey: 'accounts.refused.noSuchDepartment',
} as const;

type Granted = { accountId: number; role: Role; departmentId: number | null };

/** Gives roles from a day on. */
export async function giveRoles(tx: Tx, grants: readonly Granted[], validFrom: Date): Promise<void> {
  await tx.roleGrant.createMany({ data: grants.map((grant) => ({ ...grant, validFrom })) });
}

/** The accounts that can administer today, locked until the transaction ends: two people removing each other meet here. */
async function lockAdministrators(tx: Tx, today: Day): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>(Prisma.sql`
    SELECT a.id FROM role_grant g JOIN account a ON a.id = g.account_id
    WHERE g.role = 'ADMIN' AND a.state = 'ACTIVE' AND g.valid_from <= ${today}::date AND g.valid_to IS NULL
    ORDER BY g.id FOR UPDATE`);
  return rows.map(({ id }) => id);
}

/** Throws a Refusal when nobody else could administer after this account has lost the role. */
export async function keepAnAdministrator(tx: Tx, losing: number, today: Day): Promise<void> {
  const administrators = await lockAdministrators(tx, today);
  if (administrators.includes(losing) && administrators.every((id) => id === losing))
    throw new Refusal('accounts.refused.lastAdministrator');
}

/** Whether somebody can administer. */
export async function hasAdministrator(tx: Tx, today: Day): Promise<boolean> {
  return (await lockAdministrators(tx, today)).length > 0;
}
