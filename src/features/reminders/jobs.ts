import 'server-only';
import { createTranslator } from 'use-intl/core';
import { SYSTEM } from '@/domain/actor';
import { hospitalName } from '@/features/sessions/queries';
import vi from '@/i18n/messages/vi';
import type { Db } from '@/server/db';
import { env } from '@/server/env';
import { logError } from '@/server/log';
import { type Mailer, openMailer } from '@/server/mail';
import type { Job } from '@/server/scheduler';
import { claimMail, sendDue, settleMail, skipMail } from './commands';
import { letterOf } from './rules/letter';

/** Every ten minutes, what the calendar asks for is made. Running it twice makes it once. */
export const remindOfWhatIsDue: Job = {
  name: 'reminders.sendDue',
  everyMinutes: 10,
  run: async ({ db, now }) => {
    await sendDue.execute({ db, actor: SYSTEM, now }, {});
  },
};

/** Every two minutes, what waits is sent; without a mail server it stays in the app. */
export const deliverMail: Job = {
  name: 'reminders.deliverMail',
  everyMinutes: 2,
  run: async ({ db, now }) => {
    const { SMTP_URL: url, MAIL_FROM: from, APP_URL: appUrl } = env();
    if (!url || !from || !appUrl) {
      await skipMail.execute({ db, actor: SYSTEM, now }, {});
      return;
    }
    await deliver({ db, mailer: openMailer({ url, from }), appUrl, clock: () => new Date() });
  },
};

/** The scheduler's lock is held for a minute; what is left then is for the next turn. */
const LONGEST_MS = 40_000;

type Delivering = { db: Db; mailer: Mailer; appUrl: string; clock: () => Date };

/** Sends one letter after the other until none waits, the server is away, or the time is over. Returns how many went. */
export async function deliver({ db, mailer, appUrl, clock }: Delivering): Promise<number> {
  const t = createTranslator({ locale: 'vi', messages: vi, onError: (error) => logError('reminders.letter', error) });
  const began = clock().getTime();
  const hospital = (await hospitalName(clock())) ?? 'Tổng Kết';
  let sent = 0;
  while (clock().getTime() - began < LONGEST_MS) {
    const claimed = await claimMail.execute({ db, actor: SYSTEM, now: clock() }, {});
    if (!claimed) break;
    const { reminderId, to, name, ...said } = claimed;
    const letter = letterOf(said, { t, name, hospital, appUrl });
    const { outcome, problem } = await mailer.send({ id: `reminder-${reminderId}`, to: { name, address: to }, ...letter });
    await settleMail.execute({ db, actor: SYSTEM, now: clock() }, { reminderId, outcome, problem: problem ?? '' });
    if (outcome === 'SENT') sent += 1;
    if (outcome === 'SERVER_AWAY') break;
  }
  return sent;
}
