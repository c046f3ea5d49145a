import 'server-only';
import type { Role } from '@/domain/actor';
import { type Day, toColumn } from '@/domain/date';
import { problemAt, Refusal } from '@/domain/errors';
import { endSessions } from '@/features/sessions/writes';
import { Prisma, type Tx } from '@/server/db';
import { changedBy, type Stamp } from '@/server/versioned';

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

/** What changes who somebody is ends every session they have; the next request is refused. Returns how many ended. */
export async function signOutEverywhere(
  tx: Tx,
  accountId: number,
  reason: string,
  { actor, now }: Stamp,
  more: { passwordHash?: string; mustChangePassword?: boolean } = {},
): Promise<number> {
  await tx.account.update({ where: { id: accountId }, data: { ...more, sessionVersion: { increment: 1 }, ...changedBy({ actor, now }) } });
  return endSessions(tx, accountId, reason, now);
}

/**
 * Lets one account, or nobody (null), read and write as the secretary of a Party cell from a day on; whoever did so before loses it that
 * day (never before today). Both sign in again. Giving it to who has it already changes nothing.
 */
export async function setCellSecretary(
  tx: Tx,
  { partyBodyId, accountId, from, today }: { partyBodyId: number; accountId: number | null; from: Day; today: Day },
  stamp: Stamp,
): Promise<void> {
  const held = await tx.roleGrant.findMany({
    where: { role: 'CELL_SECRETARY', partyBodyId, OR: [{ validTo: null }, { validTo: { gt: toColumn(today) } }] },
    select: { id: true, accountId: true, validFrom: true, validTo: true },
  });
  const day = from > today ? from : today;
  for (const grant of held) {
    if (grant.accountId === accountId && grant.validTo === null) continue;
    if (grant.validTo !== null && grant.validTo <= toColumn(day)) continue;
    const validTo = new Date(Math.max(grant.validFrom.getTime(), toColumn(day).getTime()));
    await tx.roleGrant.update({ where: { id: grant.id }, data: { validTo } });
    await signOutEverywhere(tx, grant.accountId, 'ROLE_CHANGED', stamp);
  }
  if (accountId === null || held.some((grant) => grant.accountId === accountId && grant.validTo === null)) return;
  const account = await tx.account.findFirst({ where: { id: accountId, isSystem: false, state: 'ACTIVE' }, select: { id: true } });
  if (!account) throw problemAt('accountId', 'common.field.notAChoice');
  await tx.roleGrant.create({ data: { accountId, role: 'CELL_SECRETARY', partyBodyId, validFrom: toColumn(from) } });
  await signOutEverywhere(tx, accountId, 'ROLE_CHANGED', stamp);
}
