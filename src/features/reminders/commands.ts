import 'server-only';
import { addDays, dayOf } from '@/domain/date';
import { NotFound, Refusal } from '@/domain/errors';
import { settingsOn } from '@/features/settings/queries';
import { mayWrite } from '@/features/submissions/rules';
import { defineCommand } from '@/server/command';
import { Prisma, type Tx } from '@/server/db';
import { daysOffAround, owedFiles, owedTasks, readers } from './queries';
import { LAST_ATTEMPT, LEASE_MINUTES, nextAttempt } from './rules/delivery';
import { holders, isDigestDay, reminderDay } from './rules/due';
import { digestsOf, fileFacts, fileKey, type NewReminder, remindersOf, SOON_DAYS } from './rules/making';
import { readFacts, type Said } from './rules/wording';
import {
  claimMailInput,
  markAllReadInput,
  markReadInput,
  nudgeInput,
  resendMailInput,
  sendDueInput,
  settleMailInput,
  skipMailInput,
} from './schema';
import { closeWhatIsDone, makeReminders } from './writes';

const nobodys = async () => ({ departmentId: null });

/** Tasks that were due so long ago are the digest's, not the calendar's, business. */
const TASKS_BACK_DAYS = 30;

/**
 * Makes every reminder that is due at this moment and was not made yet, and closes those whose matter is done. May run as often as one
 * likes, in several processes at once. A fixed number of statements, however many departments there are.
 */
export const sendDue = defineCommand({
  name: 'reminder.sendDue',
  input: sendDueInput,
  permission: 'reminder.send',
  load: nobodys,
  run: async ({ tx, now }) => {
    await closeWhatIsDone(tx, now);
    const today = reminderDay(now);
    const rhythm = await settingsOn(tx, today);
    const daysOff = await daysOffAround(tx, today);
    const ahead = Math.max(SOON_DAYS, ...rhythm.reminderDaysBefore);
    const work = {
      files: await owedFiles(tx, now),
      tasks: await owedTasks(tx, addDays(today, -TASKS_BACK_DAYS), addDays(today, ahead), now),
      readers: await readers(tx, dayOf(now)),
    };
    const made = await makeReminders(tx, remindersOf(work, today, rhythm, daysOff), now);
    const digests = isDigestDay(today, daysOff) ? digestsOf(work, await unreadByAccount(tx, now), today) : [];
    const letters = await makeReminders(tx, digests, now);
    return { made: made.length, digests: letters.length };
  },
});

/** Unread of the last week: what lay longer is no news, and would make every morning's letter. */
const UNREAD_DAYS = 7;

async function unreadByAccount(tx: Tx, now: Date): Promise<Map<number, number>> {
  const since = new Date(now.getTime() - UNREAD_DAYS * 86_400_000);
  const rows = await tx.reminder.groupBy({
    by: ['accountId'],
    where: { readAt: null, createdAt: { gte: since }, kind: { not: 'DIGEST' } },
    _count: true,
  });
  return new Map(rows.map(({ accountId, _count }) => [accountId, _count]));
}

/**
 * Nhắc ngay: the planning office reminds the people of these files now, with a word of its own. One a day for each file and person.
 * Throws Refusal when there is nothing to remind of, nobody to remind, or all of them were reminded today.
 */
export const nudge = defineCommand({
  name: 'reminder.nudge',
  input: nudgeInput,
  permission: 'reminder.nudge',
  load: nobodys,
  run: async ({ tx, input: { files: asked, word }, actor, now }) => {
    const today = dayOf(now);
    const keys = new Set(asked.map(fileKey));
    const owed = await owedFiles(tx, now, { departmentIds: [...new Set(asked.map(({ departmentId }) => departmentId))] });
    const open = owed.filter((file) => keys.has(fileKey(file)) && mayWrite(file.state, today <= file.lockOn ? 'open' : 'locked'));
    if (open.length === 0) throw new Refusal('reminders.refused.nothingOpen');
    const people = await readers(tx, today);
    const wanted = open.flatMap((file) => {
      const to = new Set([...holders(people, 'REPORTER', file.departmentId), ...holders(people, 'DEPARTMENT_HEAD', file.departmentId)]);
      return [...to].map(
        (accountId): NewReminder => ({
          ...{ kind: 'CUSTOM', subjectType: 'SUBMISSION', subjectKey: fileKey(file), accountId, dueOn: today },
          facts: fileFacts(file, today, { by: actor.displayName, word }),
        }),
      );
    });
    if (wanted.length === 0) throw new Refusal('reminders.refused.nobody');
    const made = await makeReminders(tx, wanted, now);
    if (made.length === 0) throw new Refusal('reminders.refused.nudgedToday');
    return { people: new Set(made).size, reminders: made.length };
  },
});

/** Marks one of the actor's own reminders as read. */
export const markRead = defineCommand({
  name: 'reminder.markRead',
  input: markReadInput,
  permission: 'reminder.own',
  load: (tx, { reminderId }) => tx.reminder.findUnique({ where: { id: reminderId }, select: { accountId: true } }),
  run: async ({ tx, input: { reminderId }, now }) => {
    const { count } = await tx.reminder.updateMany({ where: { id: reminderId, readAt: null }, data: { readAt: now } });
    return { marked: count };
  },
});

/** Marks all of the actor's own reminders as read. */
export const markAllRead = defineCommand({
  name: 'reminder.markAllRead',
  input: markAllReadInput,
  permission: 'reminder.own',
  load: async (_tx, _input, actor) => ({ accountId: actor.id }),
  run: async ({ tx, actor, now }) => {
    const { count } = await tx.reminder.updateMany({ where: { accountId: actor.id, readAt: null }, data: { readAt: now } });
    return { marked: count };
  },
});

export type Claimed = Said & { reminderId: number; to: string; name: string };

/**
 * Takes the next mail to be sent, for this process alone; null when none waits. It is counted as an attempt and held before anything is
 * sent. When a process dies between sending and saying so, nobody knows whether the mail went: after the lease it is failed («interrupted»)
 * and not sent again by itself, because the reminder stands in the app in any case, and a mail twice is worse than one too few.
 */
export const claimMail = defineCommand({
  name: 'reminder.claimMail',
  input: claimMailInput,
  permission: 'reminder.send',
  load: nobodys,
  run: async ({ tx, now }): Promise<Claimed | null> => {
    const lease = new Date(now.getTime() - LEASE_MINUTES * 60_000);
    await tx.$executeRaw(Prisma.sql`
      UPDATE reminder SET email_state = 'FAILED', claimed_at = NULL, next_attempt_at = NULL, email_problem = 'INTERRUPTED'
      WHERE email_state = 'PENDING' AND claimed_at < ${lease}`);
    const [row] = await tx.$queryRaw<(Omit<Claimed, 'facts'> & { facts: unknown })[]>(Prisma.sql`
      UPDATE reminder r SET claimed_at = ${now}, email_attempts = r.email_attempts + 1 FROM account a
      WHERE a.id = r.account_id AND r.id = (
        SELECT w.id FROM reminder w JOIN account b ON b.id = w.account_id AND b.state = 'ACTIVE' AND b.email IS NOT NULL
        WHERE w.email_state = 'PENDING' AND w.claimed_at IS NULL AND (w.next_attempt_at IS NULL OR w.next_attempt_at <= ${now})
        ORDER BY w.id LIMIT 1 FOR UPDATE OF w SKIP LOCKED)
      RETURNING r.id AS "reminderId", r.kind::text AS kind, r.is_party AS "isParty", r.facts, a.email AS "to", a.display_name AS name`);
    return row ? { ...row, facts: readFacts(row.facts) } : null;
  },
});

/**
 * Says what became of a claimed mail. Refused for good: failed. Otherwise it waits longer each time, and has failed after a day. A server
 * that is away is away for every mail: all that were to be tried now wait together.
 */
export const settleMail = defineCommand({
  name: 'reminder.settleMail',
  input: settleMailInput,
  permission: 'reminder.send',
  load: async (tx, { reminderId }) => {
    const row = await tx.reminder.findUnique({
      where: { id: reminderId },
      select: { emailState: true, claimedAt: true, emailAttempts: true },
    });
    return row && { ...row, departmentId: null };
  },
  run: async ({ tx, input: { reminderId, outcome, problem }, before, now }) => {
    // The lease ran out meanwhile, and somebody has already said that nobody knows.
    if (before.emailState !== 'PENDING' || before.claimedAt === null) {
      if (outcome === 'SENT')
        await tx.reminder.updateMany({
          where: { id: reminderId, emailState: 'FAILED' },
          data: { emailState: 'SENT', emailedAt: now, emailProblem: null },
        });
      return { state: before.emailState };
    }
    if (outcome === 'SENT') {
      await tx.reminder.update({
        where: { id: reminderId },
        data: { emailState: 'SENT', emailedAt: now, claimedAt: null, nextAttemptAt: null, emailProblem: null },
      });
      return { state: 'SENT' as const };
    }
    const again = outcome === 'REFUSED' ? null : nextAttempt(before.emailAttempts, now);
    const state = again ? ('PENDING' as const) : ('FAILED' as const);
    await tx.reminder.update({
      where: { id: reminderId },
      data: { emailState: state, claimedAt: null, nextAttemptAt: again, emailProblem: problem },
    });
    if (outcome === 'SERVER_AWAY') await postponeOthers(tx, problem, now);
    return { state };
  },
});

async function postponeOthers(tx: Tx, problem: string | null, now: Date): Promise<void> {
  const pauses = Array.from({ length: LAST_ATTEMPT }, (_, place) => ({
    attempts: place + 1,
    at: nextAttempt(place + 1, now)?.toISOString() ?? null,
  }));
  await tx.$executeRaw(Prisma.sql`
    UPDATE reminder r SET email_attempts = p.attempts, next_attempt_at = p.at, email_problem = ${problem},
      email_state = CASE WHEN p.at IS NULL THEN 'FAILED' ELSE 'PENDING' END::delivery_state
    FROM jsonb_to_recordset(${JSON.stringify(pauses)}::jsonb) p (attempts smallint, at timestamptz)
    WHERE r.email_state = 'PENDING' AND r.claimed_at IS NULL AND (r.next_attempt_at IS NULL OR r.next_attempt_at <= ${now}) AND p.attempts = least(r.email_attempts + 1, ${LAST_ATTEMPT})`);
}

/** No mail server is set: what waits stays in the app, and is not sent in a heap on the day one is set. */
export const skipMail = defineCommand({
  name: 'reminder.skipMail',
  input: skipMailInput,
  permission: 'reminder.send',
  load: nobodys,
  run: async ({ tx }) => {
    const { count } = await tx.reminder.updateMany({
      where: { emailState: 'PENDING', claimedAt: null },
      data: { emailState: 'SKIPPED', nextAttemptAt: null },
    });
    return { skipped: count };
  },
});

/** Gửi lại: what failed or waits is tried at once, with a new day before it. One of them, or all. */
export const resendMail = defineCommand({
  name: 'reminder.resendMail',
  input: resendMailInput,
  permission: 'mail.manage',
  load: nobodys,
  run: async ({ tx, input: { reminderId } }) => {
    const { count } = await tx.reminder.updateMany({
      where: {
        ...(reminderId !== undefined && { id: reminderId }),
        OR: [{ emailState: 'FAILED' }, { emailState: 'PENDING', claimedAt: null, nextAttemptAt: { not: null } }],
      },
      data: { emailState: 'PENDING', emailAttempts: 0, nextAttemptAt: null },
    });
    if (count === 0 && reminderId !== undefined) throw new NotFound();
    if (count === 0) throw new Refusal('reminders.refused.nothingToSend');
    return { again: count };
  },
});
