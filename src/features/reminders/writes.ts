import 'server-only';
import { dayOf, toColumn } from '@/domain/date';
import { Prisma, type Tx } from '@/server/db';
import type { NewReminder } from './rules/making';

const nameOf = ({ kind, subjectType, subjectKey, accountId, dueOn }: NewReminder) =>
  `${kind} ${subjectType} ${subjectKey} ${accountId} ${dueOn}`;

/**
 * Writes those of these reminders that are not there yet; the key of the table lets each in once, whoever else is writing them now.
 * Without an address it stays in the app. Returns the accounts that got one, an entry for each reminder.
 */
export async function makeReminders(tx: Tx, wanted: readonly NewReminder[], now: Date): Promise<number[]> {
  const made = new Map(wanted.map((reminder) => [nameOf(reminder), reminder]));
  // In one order: two processes that write the same ones wait for each other, and never both.
  const rows = [...made].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row);
  if (rows.length === 0) return [];
  const written = await tx.$queryRaw<{ accountId: number }[]>(Prisma.sql`
    INSERT INTO reminder (kind, subject_type, subject_key, account_id, due_on, facts, created_at, read_at, email_state)
    SELECT w.kind::reminder_kind, w.subject_type::subject_type, w.subject_key, w.account_id, w.due_on, w.facts, ${now},
      -- a digest is a letter and no more: in the app it would be a reminder of reminders
      CASE WHEN w.kind = 'DIGEST' THEN ${now}::timestamptz END,
      CASE WHEN a.email IS NULL THEN 'SKIPPED' ELSE 'PENDING' END::delivery_state
    FROM jsonb_to_recordset(${JSON.stringify(rows.map(asRow))}::jsonb) w (place int, kind text, subject_type text, subject_key text, account_id int, due_on date, facts jsonb)
      JOIN account a ON a.id = w.account_id
    WHERE NOT EXISTS (SELECT FROM reminder r WHERE r.kind = w.kind::reminder_kind AND r.subject_type = w.subject_type::subject_type AND r.subject_key = w.subject_key
      AND r.account_id = w.account_id AND r.due_on = w.due_on)
    ORDER BY w.place ON CONFLICT DO NOTHING RETURNING account_id AS "accountId"`);
  return written.map(({ accountId }) => accountId);
}

const asRow = ({ kind, subjectType, subjectKey, accountId, dueOn, facts }: NewReminder, place: number) => ({
  ...{
    place,
    kind,
    subject_type: subjectType,
    subject_key: subjectKey,
    account_id: accountId,
    due_on: toColumn(dueOn).toISOString().slice(0, 10),
    facts,
  },
});

/**
 * What was reminded of and is done needs no reading and no mail: files that were handed in since (or passed on, for those who review),
 * tasks that nobody owes any more, mails to accounts that were closed or have no address now. Two statements.
 */
export async function closeWhatIsDone(tx: Tx, now: Date): Promise<void> {
  await tx.$executeRaw(Prisma.sql`
    UPDATE reminder r SET read_at = coalesce(r.read_at, ${now}), email_state = CASE WHEN r.email_state = 'PENDING' AND r.claimed_at IS NULL THEN 'SKIPPED' ELSE r.email_state END,
      next_attempt_at = CASE WHEN r.claimed_at IS NULL THEN NULL ELSE r.next_attempt_at END
    WHERE (r.read_at IS NULL OR (r.email_state = 'PENDING' AND r.claimed_at IS NULL)) AND CASE
      WHEN r.subject_type = 'SUBMISSION' AND r.kind IN ('BEFORE_DUE', 'ON_DUE', 'AFTER_DUE', 'ESCALATED_HEAD', 'RETURNED', 'CUSTOM') THEN EXISTS (
        SELECT FROM submission s WHERE s.department_id::text = split_part(r.subject_key, '/', 1) AND s.period_id::text = split_part(r.subject_key, '/', 2)
          AND s.kind::text = split_part(r.subject_key, '/', 3) AND s.state IN ('SUBMITTED', 'APPROVED', 'LOCKED'))
      -- what still waits must wait for this very person
      WHEN r.subject_type = 'SUBMISSION' AND r.kind = 'REVIEW_WAITING' THEN NOT EXISTS (
        SELECT FROM submission s JOIN role_grant g ON g.account_id = r.account_id AND g.valid_from <= ${dayOf(now)}::date AND (g.valid_to IS NULL OR g.valid_to > ${dayOf(now)}::date)
            AND CASE s.step WHEN 'HEAD' THEN g.role = 'DEPARTMENT_HEAD' AND g.department_id = s.department_id ELSE g.role::text = s.step::text END
          WHERE s.period_id::text = split_part(r.subject_key, '/', 1) AND s.kind::text = split_part(r.subject_key, '/', 2) AND s.state = 'SUBMITTED')
      WHEN r.subject_type = 'TASK' THEN NOT EXISTS (
        SELECT FROM task t WHERE t.lead_department_id::text = split_part(r.subject_key, '/', 1) AND t.period_id::text = split_part(r.subject_key, '/', 2)
          AND t.due_on::text = split_part(r.subject_key, '/', 3) AND t.voided_at IS NULL AND t.state IN ('PLANNED', 'IN_PROGRESS')
          AND NOT EXISTS (SELECT FROM task c WHERE c.carried_from_id = t.id AND c.voided_at IS NULL))
      ELSE false END`);
  await tx.$executeRaw(Prisma.sql`
    UPDATE reminder r SET email_state = 'SKIPPED', next_attempt_at = NULL FROM account a
    WHERE a.id = r.account_id AND r.email_state = 'PENDING' AND r.claimed_at IS NULL AND (a.state = 'CLOSED' OR a.email IS NULL)`);
}
