import 'server-only';
import { createHash, randomBytes } from 'node:crypto';
import { SYSTEM } from '@/domain/actor';
import { dayOf, toColumn } from '@/domain/date';
import { InvalidInput, NotFound, Refusal } from '@/domain/errors';
import type { MessageKey } from '@/i18n/messages';
import { defineCommand } from '@/server/command';
import { db, type Tx } from '@/server/db';
import { SESSION_HOURS } from '@/server/live-session';
import { countTry, forgetTries, takeBackTry } from '@/server/throttle';
import { hashPassword, isPassword, makeFirstPassword } from './passwords';
import { passwordProblem, TRIES_PER_ADDRESS, TRIES_PER_NAME } from './rules';
import {
  accountInput,
  changeOwnPasswordInput,
  createAccountInput,
  createSampleInput,
  grantRoleInput,
  nothingInput,
  renameAccountInput,
  revokeRoleInput,
  sessionInput,
  setSamplePasswordInput,
  setUpInput,
  signInInput,
  usernameForm,
  versionedAccountInput,
} from './schema';
import { addressOfCommand, endSessions, giveRoles, hasAdministrator, keepAnAdministrator, sessionOfCommand } from './writes';

const refusals = {
  account_username_key: 'accounts.refused.usernameTaken',
  role_grant_one_open: 'accounts.refused.alreadyGranted',
  role_grant_department_id_fkey: 'accounts.refused.noSuchDepartment',
} as const;

const HOUR_MS = 3_600_000;
const LINK_HOURS = 24;
const hashToken = (token: string) => createHash('sha256').update(token).digest('hex');

// ---- signing in ----

type SignedIn = { ok: true; sessionId: string; accountId: number } | { ok: false; left: number; waitSeconds: number };

/**
 * Opens a session for whoever knows the password. Unknown, closed and wrong are one answer, with the same text, count and work.
 * Tries are counted per name and address; a browser that has signed in to this account before has a count of its own, so that a
 * stranger who guesses at a name does not keep its owner out. The system acts; a session's opening is the account's own event.
 */
export const signIn = defineCommand({
  name: 'account.signIn',
  input: signInInput,
  permission: 'account.signIn',
  load: async (tx, { username }) => {
    // What cannot be a name is not asked for: Postgres would stumble over some of it.
    const account = usernameForm.test(username)
      ? await tx.account.findFirst({
          where: { username, state: 'ACTIVE', isSystem: false },
          select: { id: true, passwordHash: true, sessionVersion: true },
        })
      : null;
    return { account, accountId: account?.id ?? null };
  },
  run: async ({ tx, input, before: { account }, now }): Promise<SignedIn> => {
    const address = await addressOfCommand(tx);
    const isKnown = account !== null && input.knownAccountId === account.id;
    const nameKey = isKnown ? `sign-in/known/${account.id}` : `sign-in/name/${hashToken(`${input.username}/${address ?? ''}`)}`;
    const addressKey = address && `sign-in/address/${address}`;
    const named = await countTry(tx, nameKey, TRIES_PER_NAME, now);
    const counted = addressKey ? await countTry(tx, addressKey, TRIES_PER_ADDRESS, now) : named;
    const left = Math.min(named.left, counted.left);
    const waitSeconds = Math.max(named.waitSeconds, counted.waitSeconds);
    if (waitSeconds > 0) return { ok: false, left, waitSeconds };
    const matches = await isPassword(account?.passwordHash ?? null, input.password);
    if (!account || !matches) {
      await tx.$queryRaw`SELECT audit_event('SIGN_IN', 'account.signIn', false, ${JSON.stringify({ ok: false, accountId: account?.id ?? null })}::jsonb)`;
      return { ok: false, left, waitSeconds };
    }
    const session = await tx.session.create({
      data: {
        accountId: account.id,
        sessionVersion: account.sessionVersion,
        createdAt: now,
        lastSeenAt: now,
        expiresAt: new Date(now.getTime() + SESSION_HOURS * HOUR_MS),
        ip: address,
        userAgent: input.userAgent,
      },
      select: { id: true },
    });
    await forgetTries(tx, nameKey);
    if (addressKey) await takeBackTry(tx, addressKey);
    await tx.$executeRaw`SELECT set_config('app.actor', ${String(account.id)}, true), set_config('app.session', ${session.id}, true)`;
    await tx.$queryRaw`SELECT audit_event('SIGN_IN', 'account.signIn', false, '{"ok": true}')`;
    return { ok: true, sessionId: session.id, accountId: account.id };
  },
});

/** Ends one of the actor's own sessions: this one (signing out) or another. Ending it twice is no error. */
export const endOwnSession = defineCommand({
  name: 'account.endOwnSession',
  input: sessionInput,
  permission: 'account.own',
  load: (tx, { sessionId }) => tx.session.findUnique({ where: { id: sessionId }, select: { accountId: true } }),
  run: async ({ tx, input: { sessionId }, now }) => {
    const isThisOne = (await sessionOfCommand(tx)) === sessionId;
    const { count } = await tx.session.updateMany({
      where: { id: sessionId, endedAt: null },
      data: { endedAt: now, endReason: isThisOne ? 'SIGNED_OUT' : 'ENDED_BY_OWNER' },
    });
    if (count > 0)
      await tx.$queryRaw`SELECT audit_event('SIGN_OUT', 'account.endOwnSession', false, ${JSON.stringify({ sessionId })}::jsonb)`;
    return { ended: count };
  },
});

/** Ends all of the actor's sessions but the one that asks. */
export const endOwnOtherSessions = defineCommand({
  name: 'account.endOwnOtherSessions',
  input: nothingInput,
  permission: 'account.own',
  load: async (_tx, _input, actor) => ({ accountId: actor.id }),
  run: async ({ tx, actor, now }) => {
    const ended = await endSessions(tx, actor.id, 'ENDED_BY_OWNER', now, await sessionOfCommand(tx));
    await tx.$queryRaw`SELECT audit_event('SIGN_OUT', 'account.endOwnOtherSessions', false, ${JSON.stringify({ ended })}::jsonb)`;
    return { ended };
  },
});

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
      data: { ...(await newPassword(input.newPassword)), mustChangePassword: false, sessionVersion, ...edited(actor.id, now) },
    });
    const current = await sessionOfCommand(tx);
    const ended = await endSessions(tx, actor.id, 'PASSWORD_CHANGED', now, current);
    if (current) await tx.session.updateMany({ where: { id: current, accountId: actor.id, endedAt: null }, data: { sessionVersion } });
    await forgetTries(tx, key);
    return { ended };
  },
});

// ---- administration ----

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
        ...(await newPassword(firstPassword)),
        mustChangePassword: true,
        updatedAt: now,
        updatedById: actor.id,
      },
      select: { id: true },
    });
    await giveRoles(
      tx,
      grants.map((grant) => ({ ...grant, accountId: id })),
      toColumn(dayOf(now)),
    );
    return { id, username, firstPassword };
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
    await tx.account.update({ where: { id: accountId, rowVersion: version }, data: { displayName, ...edited(actor.id, now) } });
    return { id: accountId };
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
    await tx.account.update({
      where: { id: accountId, rowVersion: version, state: 'ACTIVE' },
      data: { state: 'CLOSED', sessionVersion: { increment: 1 }, ...edited(actor.id, now) },
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
      where: { id: accountId, rowVersion: version, state: 'CLOSED' },
      data: { state: 'ACTIVE', sessionVersion: { increment: 1 }, ...edited(actor.id, now) },
    });
    return { id: accountId };
  },
});

/** Gives one more role from a day on (today unless said otherwise). The person signs in again. */
export const grantRole = defineCommand({
  name: 'account.grantRole',
  input: grantRoleInput,
  permission: 'account.manage',
  load: loadAccount,
  run: async ({ tx, input: { accountId, role, departmentId, validFrom }, actor, now }) => {
    await giveRoles(tx, [{ accountId, role, departmentId }], toColumn(validFrom ?? dayOf(now)));
    return { id: accountId, ended: await signOutEverywhere(tx, accountId, 'ROLE_CHANGED', actor.id, now) };
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
    const validTo = new Date(Math.max(before.validFrom.getTime(), toColumn(today).getTime()));
    await tx.roleGrant.update({ where: { id: grantId, validTo: before.validTo }, data: { validTo } });
    return { id: before.accountId, ended: await signOutEverywhere(tx, before.accountId, 'ROLE_CHANGED', actor.id, now) };
  },
});

/** Gives a new first password, shown once; everything the person had open ends. One's own is changed on one's own page. */
export const resetPassword = defineCommand({
  name: 'account.resetPassword',
  input: accountInput,
  permission: 'account.manage',
  load: loadAccount,
  run: async ({ tx, input: { accountId }, before, actor, now }) => {
    if (accountId === actor.id) throw new Refusal('accounts.refused.resetOneself');
    const firstPassword = makeFirstPassword();
    const reset = { ...(await newPassword(firstPassword)), mustChangePassword: true };
    const ended = await signOutEverywhere(tx, accountId, 'PASSWORD_RESET', actor.id, now, reset);
    return { id: accountId, username: before.username, firstPassword, ended };
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
    ended: await signOutEverywhere(tx, accountId, 'ENDED_BY_ADMINISTRATOR', actor.id, now),
  }),
});

// ---- the first administrator ----

/** Makes the one-time link for the first administrator; earlier links stop working. `token` is null when somebody can administer already. */
export const offerFirstAdministrator = defineCommand({
  name: 'account.offerFirstAdministrator',
  input: nothingInput,
  permission: 'account.signIn',
  load: async () => ({}),
  run: async ({ tx, now }) => {
    if (await hasAdministrator(tx, dayOf(now))) return { token: null };
    const token = randomBytes(32).toString('base64url');
    await tx.oneTimeLink.updateMany({ where: { purpose: 'FIRST_ADMIN', usedAt: null, expiresAt: { gt: now } }, data: { expiresAt: now } });
    await tx.oneTimeLink.create({
      data: { tokenHash: hashToken(token), purpose: 'FIRST_ADMIN', expiresAt: new Date(now.getTime() + LINK_HOURS * HOUR_MS) },
    });
    return { token };
  },
});

/** Makes the first administrator for whoever holds the link; it works once. Used, expired, replaced and unknown are one answer. */
export const setUpFirstAdministrator = defineCommand({
  name: 'account.setUpFirstAdministrator',
  input: setUpInput,
  permission: 'account.signIn',
  load: (tx, { token }) =>
    tx.oneTimeLink.findFirst({
      where: { tokenHash: hashToken(token), purpose: 'FIRST_ADMIN', usedAt: null },
      select: { tokenHash: true, accountId: true },
    }),
  run: async ({ tx, input, before: { tokenHash }, now }) => {
    const { count } = await tx.oneTimeLink.updateMany({
      where: { tokenHash, usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    if (count === 0 || (await hasAdministrator(tx, dayOf(now)))) throw new NotFound();
    const problem = passwordProblem(input.newPassword, [input.username, input.displayName]);
    if (problem) throw problemAt('newPassword', problem);
    const { id } = await tx.account.create({
      data: {
        username: input.username,
        displayName: input.displayName,
        ...(await newPassword(input.newPassword)),
        mustChangePassword: false,
        updatedAt: now,
        updatedById: SYSTEM.id,
      },
      select: { id: true },
    });
    await giveRoles(tx, [{ accountId: id, role: 'ADMIN', departmentId: null }], toColumn(dayOf(now)));
    return { id, username: input.username };
  },
  refusals,
});

// ---- the sample hospital ----

/** Makes the sample's accounts, many in one go: flagged, without a password until `setSamplePassword`, with no forced change. */
export const createSample = defineCommand({
  name: 'account.createSample',
  input: createSampleInput,
  permission: 'account.sample',
  load: async () => ({}),
  run: async ({ tx, input: { accounts, validFrom }, actor, now }) => {
    const created = await tx.account.createManyAndReturn({
      data: accounts.map(({ username, displayName }) => ({
        username,
        displayName,
        isSample: true,
        mustChangePassword: false,
        updatedAt: now,
        updatedById: actor.id,
      })),
      select: { id: true, username: true },
    });
    const ids = new Map(created.map(({ id, username }) => [username, id]));
    const grants = accounts.flatMap(({ username, grants }) => {
      const accountId = ids.get(username);
      return accountId === undefined ? [] : grants.map((grant) => ({ ...grant, accountId }));
    });
    await giveRoles(tx, grants, toColumn(validFrom));
    return created;
  },
  refusals,
});

/** Gives all sample accounts one password: hashed once, and written only where another one is in force. */
export const setSamplePassword = defineCommand({
  name: 'account.setSamplePassword',
  input: setSamplePasswordInput,
  permission: 'account.sample',
  load: async () => ({}),
  run: async ({ tx, input: { password }, actor, now }) => {
    const hashes = await tx.account.groupBy({ by: ['passwordHash'], where: { isSample: true } });
    const checked = await Promise.all(
      hashes.map(async ({ passwordHash }) => ({ passwordHash, good: await isPassword(passwordHash, password) })),
    );
    const good = checked.flatMap(({ passwordHash, good }) => (good && passwordHash !== null ? [passwordHash] : []));
    if (good.length === checked.length) return { updated: 0 };
    const { count } = await tx.account.updateMany({
      where: { isSample: true, OR: [{ passwordHash: null }, { passwordHash: { notIn: good } }] },
      data: { ...(await newPassword(password)), mustChangePassword: false, sessionVersion: { increment: 1 }, ...edited(actor.id, now) },
    });
    return { updated: count };
  },
});

// ---- shared ----

/** An account that people manage; the system's own is none. */
async function loadAccount(tx: Tx, { accountId }: { accountId: number }) {
  const account = await tx.account.findFirst({ where: { id: accountId, isSystem: false }, select: { username: true, state: true } });
  return account && { ...account, accountId };
}

const edited = (actorId: number, now: Date) => ({ rowVersion: { increment: 1 }, updatedAt: now, updatedById: actorId });

async function newPassword(password: string): Promise<{ passwordHash: string }> {
  return { passwordHash: await hashPassword(password) };
}

function problemAt(path: string, key: MessageKey, params: Record<string, string | number> = {}): InvalidInput {
  return new InvalidInput([{ path, key, params }]);
}

/** What changes who somebody is ends every session they have; the next request is refused. Returns how many ended. */
async function signOutEverywhere(
  tx: Tx,
  accountId: number,
  reason: string,
  actorId: number,
  now: Date,
  more: { passwordHash?: string; mustChangePassword?: boolean } = {},
): Promise<number> {
  await tx.account.update({ where: { id: accountId }, data: { ...more, sessionVersion: { increment: 1 }, ...edited(actorId, now) } });
  return endSessions(tx, accountId, reason, now);
}
