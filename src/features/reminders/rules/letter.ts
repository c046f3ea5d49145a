import type { MessageKey } from '@/i18n/messages';
import { type Said, wordingOf } from './wording';

type Translate = (key: MessageKey, params: Record<string, string | number>) => string;
type Around = { t: Translate; name: string; hospital: string; appUrl: string };

/**
 * A reminder as a letter: the same sentence as in the app, one link to the very sheet, in plain text and simple HTML. `appUrl` is the
 * address that people type, without a slash at the end.
 */
export function letterOf(said: Said, { t, name, hospital, appUrl }: Around): { subject: string; text: string; html: string } {
  const { title, detail, href } = wordingOf(said);
  const [sentence, below] = [t(title.key, title.params), detail && t(detail.key, detail.params).trim()];
  const link = `${appUrl}${href}`;
  const [greeting, open, foot] = [
    t('reminders.letter.greeting', { name }),
    t('reminders.letter.open', {}),
    t('reminders.letter.foot', { hospital }),
  ];
  const lines = [greeting, '', sentence, ...(below ? [below] : []), '', `${open}: ${link}`, '', '-- ', foot];
  const html = [
    `<p>${escaped(greeting)}</p>`,
    `<p><strong>${escaped(sentence)}</strong>${below ? `<br>${escaped(below)}` : ''}</p>`,
    `<p><a href="${escaped(link)}">${escaped(open)}</a></p>`,
    `<p style="color:#5b6470;font-size:13px">${escaped(foot)}</p>`,
  ].join('\n');
  return { subject: oneLine(t('reminders.letter.subject', { hospital, title: sentence })), text: lines.join('\n'), html };
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim().slice(0, 200);
