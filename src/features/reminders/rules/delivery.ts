/** Minutes after each failed attempt before the next: a day in all, longer each time. */
const PAUSES = [2, 10, 30, 60, 120, 240, 480, 498];

/** A process that holds a mail longer than this has died: every step of sending has a shorter limit (server/mail.ts). */
export const LEASE_MINUTES = 10;

/** When a mail is tried again after so many attempts (1 is the first); null: a day has gone by, it has failed. */
export function nextAttempt(attempts: number, now: Date): Date | null {
  const pause = PAUSES[attempts - 1];
  return pause === undefined ? null : new Date(now.getTime() + pause * 60_000);
}

/** The attempts after which nothing is tried any more. */
export const LAST_ATTEMPT = PAUSES.length + 1;
