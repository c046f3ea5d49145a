import 'server-only';
import { createTransport } from 'nodemailer';

export type Letter = {
  /** The same letter always has the same name: a server that gets it twice can see that (Message-ID). */
  id: string;
  to: { name: string; address: string };
  subject: string;
  text: string;
  html: string;
};

/**
 * What became of a letter: sent; refused for this address for good; not taken now; or the server itself is out of reach (no answer, no
 * name, wrong password), so that the next letter would meet the same.
 */
export type Delivery = { outcome: 'SENT'; problem: null } | { outcome: 'REFUSED' | 'LATER' | 'SERVER_AWAY'; problem: string };

export type Mailer = { send(letter: Letter): Promise<Delivery> };

/** Each step of one attempt ends after so long: all of them together are shorter than a claim is held (features/reminders). */
const STEP_MS = 15_000;

/** A way to the mail server: a connection for each letter, with TLS whenever the server offers it. */
export function openMailer({ url, from }: { url: string; from: string }): Mailer {
  const transport = createTransport({
    url,
    connectionTimeout: STEP_MS,
    greetingTimeout: STEP_MS,
    socketTimeout: 2 * STEP_MS,
    dnsTimeout: STEP_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const host = from.replace(/^.*@|>$/g, '');
  return {
    async send({ id, ...letter }) {
      try {
        await transport.sendMail({
          from,
          ...letter,
          messageId: `<${id}@${host}>`,
          headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': 'vi' },
        });
        return { outcome: 'SENT', problem: null };
      } catch (error) {
        return judge(error);
      }
    },
  };
}

type Failure = {
  command?: unknown;
  code?: unknown;
  originalCode?: unknown;
  responseCode?: unknown;
  response?: unknown;
  permanent?: unknown;
};

/** Steps that concern this letter alone. Whatever fails before them, or because of the sender, would fail with the next letter too. */
const OF_THE_LETTER = ['EENVELOPE', 'EMESSAGE'];

function judge(error: unknown): Exclude<Delivery, { outcome: 'SENT' }> {
  const { command, code, originalCode, response, permanent }: Failure = typeof error === 'object' && error !== null ? error : {};
  const word = [originalCode, code].find((one) => typeof one === 'string') ?? 'EUNKNOWN';
  const problem = [word, response].filter((one) => typeof one === 'string').join(' · ');
  if (!OF_THE_LETTER.includes(String(code)) || command === 'MAIL FROM') return { outcome: 'SERVER_AWAY', problem: tidy(problem) };
  return { outcome: permanent === true ? 'REFUSED' : 'LATER', problem: tidy(problem) };
}

/** One line without what a server may put into its answer: controls, and more than anybody reads. */
const tidy = (problem: string) => problem.replace(/\p{Cc}+/gu, ' ').slice(0, 280);
