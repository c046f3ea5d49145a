import 'server-only';
import { PARTY_ROLES, type Role, SYSTEM } from '@/domain/actor';
import { type Day, dayOf, toColumn } from '@/domain/date';
import { problemAt, Refusal } from '@/domain/errors';
import { makeReminders } from '@/features/reminders/writes';
import { endSessions } from '@/features/sessions/writes';
import { Prisma, type Tx } from '@/server/db';
import { changedBy, type Stamp } from '@/server/versioned';

/** Sentences for what the database refuses about accounts and roles. */
export const refusals = {
  account_username_key: 'accounts.refused.usernameTaken',
  role_grant_one_open: 'accounts.refused.alreadyGranted',
  party_role_request_one_open: 'accounts.refused.alreadyAsked',
  party_role_request_two_hands: 'accounts.refused.twoHands',
  role_grant_two_hands: 'accounts.refused.twoHands',
  role_grant_department_id_fkey: 'accounts.refused.noSuchDepartment',
} as const;

type Granted = { accountId: number; role: Role; departmentId: number | null };

/**
 * Gives roles from a day on. One that opens Party content is only asked for, and waits for somebody of the Party; the system gives it at
 * once, and so does whoever gives the very first one, which is told to all administrators and the director. Returns how many wait.
 */
export async function giveRoles(tx: Tx, grants: readonly Granted[], validFrom: Date, stamp: Stamp): Promise<number> {
  const sensitive = stamp.actor.id === SYSTEM.id ? [] : grants.filter(({ role }) => PARTY_ROLES.includes(role));
  const isFirst =
    sensitive.length > 0 && (await tx.roleGrant.count({ where: { role: { in: ['PARTY_OFFICE', 'PARTY_COMMITTEE'] } } })) === 0;
  const now = isFirst ? grants : grants.filter((grant) => !sensitive.includes(grant));
  await tx.roleGrant.createMany({ data: now.map((grant) => ({ ...grant, validFrom })) });
  if (isFirst) for (const { accountId, role } of sensitive) await tellOfPartyRole(tx, { how: 'FIRST', accountId, role }, stamp);
  else if (sensitive.length > 0)
    await askForPartyRoles(
      tx,
      sensitive.map(({ accountId, role }) => ({ accountId, role, partyBodyId: null, validFrom })),
      stamp,
    );
  return isFirst ? 0 : sensitive.length;
}

type Asked = { accountId: number; role: Role; partyBodyId: number | null; validFrom: Date };

/** Asks the Party for these roles; everybody who can confirm them is told. A role that one has, or that is asked for already, is refused. */
async function askForPartyRoles(tx: Tx, asked: readonly Asked[], stamp: Stamp): Promise<void> {
  for (const { accountId, role, partyBodyId, validFrom } of asked) {
    if ((await tx.roleGrant.count({ where: { accountId, role, partyBodyId, validTo: null } })) > 0)
      throw new Refusal('accounts.refused.alreadyGranted');
    await tx.partyRoleRequest.create({
      data: { accountId, role, partyBodyId, validFrom, askedById: stamp.actor.id, askedAt: stamp.now },
    });
    await tellOfPartyRole(tx, { how: 'ASKED', accountId, role }, stamp);
  }
}

/** Whoever reads all of the Party's content today with an open account, locked until the transaction ends. */
async function partyReaders(tx: Tx, today: Day): Promise<number[]> {
  const rows = await tx.$queryRaw<{ id: number }[]>(Prisma.sql`
    SELECT a.id FROM role_grant g JOIN account a ON a.id = g.account_id
    WHERE g.role IN ('PARTY_OFFICE', 'PARTY_COMMITTEE') AND a.state = 'ACTIVE' AND NOT a.is_system AND g.valid_from <= ${today}::date
      AND (g.valid_to IS NULL OR g.valid_to > ${today}::date) ORDER BY g.id FOR UPDATE OF g`);
  return [...new Set(rows.map(({ id }) => id))];
}

/** Throws a Refusal when nobody could confirm a role of the Party after this account has lost its own: then nobody would watch over it. */
export async function keepAPartyReader(tx: Tx, losing: number, today: Day): Promise<void> {
  const readers = await partyReaders(tx, today);
  if (readers.includes(losing) && readers.length === 1) throw new Refusal('accounts.refused.lastOfParty');
}

/**
 * Whoever has given an account a new password could sign in as its person: what it may read of the Party ends, and is asked for anew. When
 * nobody else could confirm it, it goes on, and all administrators and the director are told. Returns how many roles wait.
 */
export async function suspendPartyRoles(tx: Tx, accountId: number, stamp: Stamp): Promise<number> {
  const today = dayOf(stamp.now);
  const held = await tx.roleGrant.findMany({
    where: { accountId, role: { in: [...PARTY_ROLES] }, OR: [{ validTo: null }, { validTo: { gt: toColumn(today) } }] },
    select: { id: true, role: true, partyBodyId: true, validFrom: true },
  });
  if (held.length === 0) return 0;
  const others = (await partyReaders(tx, today)).filter((id) => id !== accountId && id !== stamp.actor.id);
  if (others.length === 0) {
    for (const { role } of held) await tellOfPartyRole(tx, { how: 'RESET', accountId, role }, stamp);
    return 0;
  }
  for (const { id, validFrom } of held)
    await tx.roleGrant.update({ where: { id }, data: { validTo: new Date(Math.max(validFrom.getTime(), toColumn(today).getTime())) } });
  await askForPartyRoles(
    tx,
    held.map(({ role, partyBodyId }) => ({ accountId, role, partyBodyId, validFrom: toColumn(today) })),
    stamp,
  );
  return held.length;
}

type PartyRoleNews = { how: 'FIRST' | 'ASKED' | 'RESET'; accountId: number; role: Role };

/** Tells who watches over it: the Party of what is asked of it, all administrators and the director of what nobody confirmed. */
async function tellOfPartyRole(tx: Tx, { how, accountId, role }: PartyRoleNews, { actor, now }: Stamp): Promise<void> {
  const today = dayOf(now);
  const known = await tx.account.findMany({ where: { id: { in: [accountId, actor.id] } }, select: { id: true, displayName: true } });
  const nameOf = (id: number) => known.find((account) => account.id === id)?.displayName ?? '';
  const roles: Role[] = how === 'ASKED' ? ['PARTY_OFFICE', 'PARTY_COMMITTEE'] : ['ADMIN', 'DIRECTOR'];
  const inForce = { validFrom: { lte: toColumn(today) }, OR: [{ validTo: null }, { validTo: { gt: toColumn(today) } }] };
  const told = await tx.account.findMany({
    where: { state: 'ACTIVE', isSystem: false, roleGrants: { some: { role: { in: roles }, ...inForce } } },
    select: { id: true },
  });
  await makeReminders(
    tx,
    told.map(({ id }) => ({
      ...{
        kind: 'CUSTOM',
        subjectType: 'ACCOUNT',
        subjectKey: `${how}/${accountId}/${role}/${now.getTime()}`,
        accountId: id,
        dueOn: today,
      },
      facts: { about: 'PARTY_ROLE', how, role, account: nameOf(accountId), by: nameOf(actor.id) },
    })),
    now,
  );
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
