-- Why: a reminder is read in the reader's own language and is sent by e-mail by a job that may die, meet a dead server, or run twice.
-- Its sentence was a text made once, in Vietnamese; it becomes what is said (kind, subject, facts), and the words are found when it is
-- shown (src/decisions/0012-reminders.md). No reminder was ever made before this migration.
ALTER TYPE "subject_type" ADD VALUE 'ACCOUNT';

ALTER TABLE "reminder" DROP COLUMN "text";
ALTER TABLE "reminder" ADD COLUMN "facts" JSONB NOT NULL;
-- Taken by a process that is sending it now: what is still claimed when the lease is over was sent or not, nobody knows, and is not sent twice.
ALTER TABLE "reminder" ADD COLUMN "claimed_at" TIMESTAMPTZ(3);
-- Not before this moment is it tried again; empty: at once.
ALTER TABLE "reminder" ADD COLUMN "next_attempt_at" TIMESTAMPTZ(3);
-- Why the last attempt failed, as the mail server said it.
ALTER TABLE "reminder" ADD COLUMN "email_problem" TEXT;

ALTER TABLE "reminder" ADD CONSTRAINT "reminder_sent" CHECK ((email_state = 'SENT') = (emailed_at IS NOT NULL));
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_claimed" CHECK (claimed_at IS NULL OR email_state = 'PENDING');
ALTER TABLE "reminder" ADD CONSTRAINT "reminder_attempts" CHECK (email_attempts >= 0);
-- The job asks every few minutes for what waits: nearly always nothing.
CREATE INDEX "reminder_waiting" ON "reminder" ("id") WHERE email_state = 'PENDING';

-- The job that makes reminders asks what it has made in the last days.
CREATE INDEX "reminder_due_on_idx" ON "reminder"("due_on");

-- One address, as the mail server needs it; whether it is read by anybody only the person knows.
ALTER TABLE "account" ADD CONSTRAINT "account_email_wellformed" CHECK (email ~ '^[^@[:space:]<>"]+@[^@[:space:]<>"]+\.[^@[:space:]<>"]+$' AND char_length(email) <= 254);

SELECT protect_tables();
