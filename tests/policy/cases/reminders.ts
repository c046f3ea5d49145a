import { toColumn } from '@/domain/date';
import { claimMail, markAllRead, markRead, nudge, resendMail, sendDue, settleMail, skipMail } from '@/features/reminders/commands';
import { anActor, asSystem } from '../../support/db';
import type { CommandCase, World } from '../case';
import { anOpenQuarter } from './figures';

const system = { SYSTEM: true } as const;
let serial = 0;

/** A reminder of this account whose letter is in the given state. */
function aReminder({ db }: World, accountId: number, emailState: 'PENDING' | 'FAILED' = 'PENDING') {
  return asSystem(db, (tx) =>
    tx.reminder.create({
      data: {
        ...{
          kind: 'CUSTOM',
          subjectType: 'SUBMISSION',
          subjectKey: `0/${++serial}/PLAN`,
          accountId,
          dueOn: toColumn('2026-08-15'),
          facts: {},
          emailState,
        },
        claimedAt: emailState === 'PENDING' ? new Date('2026-08-15T03:00:00Z') : null,
      },
      select: { id: true },
    }),
  );
}

export const cases: CommandCase[] = [
  { command: sendDue, may: system, input: async () => ({}) },
  { command: claimMail, may: system, input: async () => ({}) },
  { command: skipMail, may: system, input: async () => ({}) },
  {
    command: settleMail,
    may: system,
    input: async (world, { accountId }) => ({ reminderId: (await aReminder(world, accountId)).id, outcome: 'SENT' }),
  },
  {
    command: resendMail,
    may: { ADMIN: 'any' },
    input: async (world, { accountId }) => ({ reminderId: (await aReminder(world, accountId, 'FAILED')).id }),
  },
  {
    command: markRead,
    may: { EVERYONE: 'self' },
    input: async (world, { accountId }) => ({ reminderId: (await aReminder(world, accountId)).id }),
  },
  // it names nobody: whoever calls it acts on their own
  { command: markAllRead, may: { EVERYONE: 'any' }, input: async () => ({}) },
  {
    command: nudge,
    may: { PLANNING: 'any' },
    input: async (world, subject) => {
      const [{ db }, { departmentId }] = [world, subject];
      await anActor(db, 'REPORTER', departmentId);
      const { periodId } = await anOpenQuarter(world, subject);
      await asSystem(db, (tx) => tx.submission.create({ data: { departmentId, periodId, kind: 'PLAN' } }));
      return { files: [`${departmentId}/${periodId}/PLAN`] };
    },
  },
];
