import { type Actor, SYSTEM } from '@/domain/actor';
import { signIn } from '@/features/sessions/commands';
import type { Command } from '@/server/command';
import type { Db } from '@/server/db';
import { hashPassword } from '@/server/passwords';
import { anActor, asSystem } from './db';

export const now = new Date('2026-10-01T01:00:00Z');
export const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
export const PASSWORD = 'quạt trần kêu to';

export type At = { at?: Date; ip?: string | null; sessionId?: string | null };

/** People with passwords, who come in through the door. */
export function peopleOf(db: Db) {
  const context = (actor: Actor, { at = now, ip = null, sessionId = null }: At = {}) => ({
    db,
    actor,
    now: at,
    request: { id: 'r', ip, sessionId },
  });
  // biome-ignore lint/suspicious/noExplicitAny: any command, as the caller writes it
  const as = <R>(actor: Actor, command: Command<any, R>, input: object = {}, at: At = {}): Promise<R> =>
    command.execute(context(actor, at), input);
  const enter = (username: string, password: string, { knownAccountId = null, ...at }: At & { knownAccountId?: number | null } = {}) =>
    as(SYSTEM, signIn, { username, password, userAgent: 'test', knownAccountId }, at);

  async function aPerson(role: 'PLANNING' | 'ADMIN' = 'PLANNING') {
    const actor = await anActor(db, role);
    const passwordHash = await hashPassword(PASSWORD);
    const { username } = await asSystem(db, (tx) => tx.account.update({ where: { id: actor.id }, data: { passwordHash } }));
    const open = async (at: At = {}) => {
      const result = await enter(username, PASSWORD, at);
      if (!result.ok) throw new Error('could not sign in');
      return result.sessionId;
    };
    const version = async () => (await db.account.findUniqueOrThrow({ where: { id: actor.id } })).rowVersion;
    return { actor, username, open, version };
  }
  return { as, enter, aPerson };
}
