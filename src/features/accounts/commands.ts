import 'server-only';
import { dayOf, toColumn } from '@/domain/date';
import { problemAt, Refusal } from '@/domain/errors';
import { TRIES_PER_NAME } from '@/features/sessions/rules';
import { endSessions, sessionOfCommand } from '@/features/sessions/writes';
import { defineCommand } from '@/server/command';
import { db, type Tx } from '@/server/db';
import { hashPassword, isPassword, makeFirstPassword } from '@/server/passwords';
import { countTry, forgetTries } from '@/server/throttle';
import { asSeen, changedBy } from '@/server/versioned';
import { passwordProblem } from './rules';
import {
  accountInput,
  changeOwnPasswordInput,
  createAccountInput,
  grantRoleInput,
  partyRoleRequestInput,
  renameAccountInput,
  revokeRoleInput,
  setEmailInput,
  setOwnEmailInput,
  versionedAccountInput,
} from './schema';
import { giveRoles, keepAnAdministrator, keepAPartyReader, refusals, signOutEverywhere, suspendPartyRoles } from './writes';

/**
 * Replaces the actor's own password; every other session of the account ends, this one goes on.
 * The old password may be tried as often as at sign-in: a borrowed session is no way to guess it.
 */
export const changeOwnPassword = defineCommand({
  name: 'account.changeOwnPassword',
  input: changeOwnPasswordInput,
  permission: 'account.own',
  load: async (tx, _input, actor) => {
    const account = await tx.account.findUnique({
      where: { id: actor.id },
      select: { username: true, displayName: true, passwordHash: true, sessionVersion: true },
    });
    return account && { ...account, accountId: actor.id };
  },
  run: async ({ tx, input, before, actor, now }) => {
    // Counted on a connection of its own: the refusal below undoes everything in this transaction.
    const key = `password/${actor.id}`;
    const { allowed, waitSeconds } = await countTry(db(), key, TRIES_PER_NAME, now);
    if (!allowed) throw problemAt('oldPassword', 'accounts.refused.tooManyTries', { minutes: Math.ceil(waitSeconds / 60) });
    if (!(await isPassword(before.passwordHash, input.oldPassword))) throw problemAt('oldPassword', 'accounts.refused.oldPassword');
    const problem = passwordProblem(input.newPassword, [before.username, before.displayName]);
    if (problem) throw problemAt('newPassword', problem);
    if (input.newPassword === input.oldPassword) throw problemAt('newPassword', 'accounts.password.same');
    const sessionVersion = before.sessionVersion + 1;
    await tx.account.update({
      where: { id: actor.id, sessionVersion: before.sessionVersion },
      data: {
        passwordHash: await hashPassword(input.newPassword),
        mustChangePassword: false,
        sessionVersion,
        ...changedBy({ actor, now }),
      },
    });
    const current = await sessionOfCommand(tx);
    const ended = await endSessions(tx, actor.id, 'PASSWORD_CHANGED', now, current);
    if (current) await tx.session.updateMany({ where: { id: current, accountId: actor.id, endedAt: null }, data: { sessionVersion } });
    await forgetTries(tx, key);
    return { ended };
  },
});

/** Makes an account with its first roles. The first password is in the answer and nowhere else; it must be changed at first sign-in. */
export const createAccount = defineCommand({
  name: 'account.create',
  input: createAccountInput,
  permission: 'account.manage',
  load: async () => ({}),
  run: async ({ tx, input: { username, displayName, grants }, actor, now }) => {
    const firstPassword = makeFirstPassword();
    const { id } = await tx.account.create({
      data: {
        username,
        displayName,
        passwordHash: await hashPassword(firstPassword),
        mustChangePassword: true,
        updatedAt: now,
        updatedById: actor.id,
      },
      select: { id: true },
    });
    const waiting = await giveRoles(
      tx,
      grants.map((grant) => ({ ...grant, accountId: id })),
      toColumn(dayOf(now)),
      { actor, now },
    );
    return { id, username, firstPassword, waiting };
  },
  refusals,
});

/** Writes a person's name as it should be. */
export const renameAccount = defineCommand({
  name: 'account.rename',
  input: renameAccountInput,
  permission: 'account.manage',
  load: loadAccount,
  run: async ({ tx, input: { accountId, version, displayName }, actor, now }) => {
    await tx.account.update({ where: asSeen(accountId, version), data: { displayName, ...changedBy({ actor, now }) } });
    return { id: accountId };
  },
});

/** Writes where a person gets letters, or that there is no such address. */
export const setEmail = defineCommand({
  name: 'account.setEmail',
  input: setEmailInput,
  permission: 'account.manage',
  load: loadAccount,
  run: async ({ tx, input: { accountId, version, email }, actor, now }) => {
    await tx.account.update({ where: asSeen(accountId, version), data: { email, ...changedBy({ actor, now }) } });
    return { id: accountId };
  },
});

/** The actor's own address for letters. */
export const setOwnEmail = defineCommand({
  name: 'account.setOwnEmail',
  input: setOwnEmailInput,
  permission: 'account.own',
  load: async (_tx, _input, actor) => ({ accountId: actor.id }),
  run: async ({ tx, input: { email }, actor, now }) => {
    await tx.account.update({ where: { id: actor.id }, data: { email, ...changedBy({ actor, now }) } });
    return { email };
  },
});

/** Closes an account: its sessions end with the next request, its records stay. Not one's own, not the last administrator's. */
export const closeAccount = defineCommand({
  name: 'account.close',
  input: versionedAccountInput,
  permission: 'account.manage',
  load: loadAccount,
  run: async ({ tx, input: { accountId, version }, actor, now }) => {
    if (accountId === actor.id) throw new Refusal('accounts.refused.closeOneself');
    await keepAnAdministrator(tx, accountId, dayOf(now));
    await keepAPartyReader(tx, accountId, dayOf(now));
    await tx.account.update({
      where: { ...asSeen(accountId, version), state: 'ACTIVE' },
      data: { state: 'CLOSED', sessionVersion: { increment: 1 }, ...changedBy({ actor, now }) },
    });
    return { id: accountId, ended: await endSessions(tx, accountId, 'ACCOUNT_CLOSED', now) };
  },
});

/** Opens a closed account again, with the roles and the password it had. */
export const reopenAccount = defineCommand({
  name: 'account.reopen',
  input: versionedAccountInput,
  permission: 'account.manage',
  load: loadAccount,
  run: async ({ tx, input: { accountId, version }, actor, now }) => {
    await tx.account.update({
      where: { ...asSeen(accountId, version), state: 'CLOSED' },
      data: { state: 'ACTIVE', sessionVersion: { increment: 1 }, ...changedBy({ actor, now }) },
    });
    return { id: accountId };
  },
});

/**
 * Gives one more role from a day on (today unless said otherwise). The person signs in again. A role that opens Party content is asked for
 * instead (`waiting`), and begins when somebody of the Party confirms it.
 */
export const grantRole = defineCommand({
  name: 'account.grantRole',
  input: grantRoleInput,
  permission: 'account.manage',
  load: loadAccount,
  run: async ({ tx, input: { accountId, role, departmentId, validFrom }, actor, now }) => {
    const waiting = await giveRoles(tx, [{ accountId, role, departmentId }], toColumn(validFrom ?? dayOf(now)), { actor, now });
    const ended = waiting > 0 ? 0 : await signOutEverywhere(tx, accountId, 'ROLE_CHANGED', { actor, now });
    return { id: accountId, waiting, ended };
  },
  refusals,
});

/** Takes a role back as of today: it is gone with the next request. One that has not begun never begins. */
export const revokeRole = defineCommand({
  name: 'account.revokeRole',
  input: revokeRoleInput,
  permission: 'account.manage',
  load: (tx, { grantId }) =>
    tx.roleGrant.findFirst({
      where: { id: grantId, account: { isSystem: false } },
      select: { accountId: true, role: true, validFrom: true, validTo: true },
    }),
  run: async ({ tx, input: { grantId }, before, actor, now }) => {
    const today = dayOf(now);
    if (before.validTo && before.validTo <= toColumn(today)) throw new Refusal('accounts.refused.alreadyRevoked');
    if (before.role === 'ADMIN') await keepAnAdministrator(tx, before.accountId, today);
    if (before.role === 'PARTY_OFFICE' || before.role === 'PARTY_COMMITTEE') await keepAPartyReader(tx, before.accountId, today);
    const validTo = new Date(Math.max(before.validFrom.getTime(), toColumn(today).getTime()));
    await tx.roleGrant.update({ where: { id: grantId, validTo: before.validTo }, data: { validTo } });
    return { id: before.accountId, ended: await signOutEverywhere(tx, before.accountId, 'ROLE_CHANGED', { actor, now }) };
  },
});

/**
 * Gives a new first password, shown once; everything the person had open ends. One's own is changed on one's own page. Roles that open Party
 * content wait until somebody of the Party confirms them again (`waiting`): the password is in the administrator's hands first.
 */
export const resetPassword = defineCommand({
  name: 'account.resetPassword',
  input: accountInput,
  permission: 'account.manage',
  load: loadAccount,
  run: async ({ tx, input: { accountId }, before, actor, now }) => {
    if (accountId === actor.id) throw new Refusal('accounts.refused.resetOneself');
    const firstPassword = makeFirstPassword();
    const reset = { passwordHash: await hashPassword(firstPassword), mustChangePassword: true };
    const waiting = await suspendPartyRoles(tx, accountId, { actor, now });
    const ended = await signOutEverywhere(tx, accountId, 'PASSWORD_RESET', { actor, now }, reset);
    return { id: accountId, username: before.username, firstPassword, waiting, ended };
  },
  refusals,
});

/** Đồng ý: a role that an administrator asked for begins, today or on its day. By somebody of the Party who did not ask and does not get it. */
export const confirmPartyRole = defineCommand({
  name: 'account.confirmPartyRole',
  input: partyRoleRequestInput,
  permission: 'account.confirmParty',
  load: loadRequest,
  run: async ({ tx, input: { requestId }, before, actor, now }) => {
    const { accountId, role, partyBodyId, askedById, decidedAt } = before;
    if (decidedAt) throw new Refusal('accounts.refused.requestDecided');
    if (askedById === actor.id || accountId === actor.id) throw new Refusal('accounts.refused.twoHands');
    const today = toColumn(dayOf(now));
    const validFrom = new Date(Math.max(before.validFrom.getTime(), today.getTime()));
    await tx.partyRoleRequest.update({
      where: { id: requestId, decidedAt: null },
      data: { decidedById: actor.id, decidedAt: now, isConfirmed: true },
    });
    await tx.roleGrant.create({ data: { accountId, role, partyBodyId, validFrom } });
    return { id: requestId, ended: await signOutEverywhere(tx, accountId, 'ROLE_CHANGED', { actor, now }) };
  },
  refusals,
});

/** Không đồng ý: the role that was asked for is not given. */
export const declinePartyRole = defineCommand({
  name: 'account.declinePartyRole',
  input: partyRoleRequestInput,
  permission: 'account.confirmParty',
  load: loadRequest,
  run: async ({ tx, input: { requestId }, before, actor, now }) => {
    if (before.decidedAt) throw new Refusal('accounts.refused.requestDecided');
    await tx.partyRoleRequest.update({
      where: { id: requestId, decidedAt: null },
      data: { decidedById: actor.id, decidedAt: now, isConfirmed: false },
    });
    return { id: requestId };
  },
});

/** Ends every session of an account, for a lost machine. */
export const endAllSessions = defineCommand({
  name: 'account.endAllSessions',
  input: accountInput,
  permission: 'account.manage',
  load: loadAccount,
  run: async ({ tx, input: { accountId }, actor, now }) => ({
    id: accountId,
    ended: await signOutEverywhere(tx, accountId, 'ENDED_BY_ADMINISTRATOR', { actor, now }),
  }),
});

async function loadRequest(tx: Tx, { requestId }: { requestId: number }) {
  return tx.partyRoleRequest.findUnique({
    where: { id: requestId },
    select: { accountId: true, role: true, partyBodyId: true, validFrom: true, askedById: true, decidedAt: true },
  });
}

/** An account that people manage; the system's own is none. */
async function loadAccount(tx: Tx, { accountId }: { accountId: number }) {
  const account = await tx.account.findFirst({ where: { id: accountId, isSystem: false }, select: { username: true, state: true } });
  return account && { ...account, accountId };
}
