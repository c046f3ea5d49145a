import { endOwnOtherSessions, endOwnSession, signIn } from '@/features/sessions/commands';
import type { CommandCase } from '../case';

export const cases: CommandCase[] = [
  { command: signIn, may: { SYSTEM: true }, input: async () => ({ username: 'nguoi-la', password: 'quạt trần kêu to' }) },
  {
    command: endOwnSession,
    may: { EVERYONE: 'self' },
    input: async ({ db, now }, { accountId }) => {
      const expiresAt = new Date(now.getTime() + 3_600_000);
      const { id } = await db.session.create({ data: { accountId, sessionVersion: 1, createdAt: now, lastSeenAt: now, expiresAt } });
      return { sessionId: id };
    },
  },
  // it names nobody: whoever calls it acts on their own
  { command: endOwnOtherSessions, may: { EVERYONE: 'any' }, input: async () => ({}) },
];
