import 'server-only';
import { nothingInput } from '@/domain/input';
import { usernameForm } from '@/features/accounts/schema';
import { defineCommand } from '@/server/command';
import { SESSION_HOURS } from '@/server/live-session';
import { hashToken, isPassword } from '@/server/passwords';
import { countTry, forgetTries, takeBackTry } from '@/server/throttle';
import { TRIES_PER_ADDRESS, TRIES_PER_NAME } from './rules';
import { sessionInput, signInInput } from './schema';
import { addressOfCommand, endSessions, sessionOfCommand } from './writes';

const HOUR_MS = 3_600_000;

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
