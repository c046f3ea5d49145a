import type { getTranslations } from 'next-intl/server';
import { formatMoment } from '@/domain/date';
import { formatEntry } from '@/domain/number';
import type { FigureMoment } from '../queries';

type T = Awaited<ReturnType<typeof getTranslations<'auditTrail'>>>;

/** What one change did, old beside new: «3.012 → 3.021», «ghi chú: …». */
export function changesWords(t: T, { value, draft, remark, flagged }: FigureMoment, decimals: number): string[] {
  const number = (text: string | null) => formatEntry(text, decimals);
  const words = [
    value &&
      t(value.after === null ? 'value.cleared' : value.before === null ? 'value.first' : 'value.changed', {
        before: number(value.before),
        after: number(value.after),
      }),
    draft && t(draft.after === null ? 'draft.gone' : 'draft.kept', { before: draft.before ?? '', after: draft.after ?? '' }),
    remark &&
      t(remark.after === null ? 'remark.cleared' : remark.before === null ? 'remark.first' : 'remark.changed', {
        after: remark.after ?? '',
      }),
    flagged !== null && t(flagged ? 'flagged' : 'unflagged'),
  ].filter((word) => typeof word === 'string');
  return words.length > 0 ? words : [t('nothing')];
}

const HOW = { PASTED: 'source.PASTED', IMPORTED: 'source.IMPORTED', API: 'source.API', REGISTER: 'source.REGISTER' } as const;
const COMMAND = { 'figure.save': 'command.figureSave', 'figure.publishYear': 'command.figurePublishYear' } as const;
const within = <Words extends object>(words: Words, key: string | null): key is Extract<keyof Words, string> =>
  key !== null && key in words;

/** «Lê Thị Hoa, 14:05 02/10/2026, dán từ bảng tính» */
export function whenWords(t: T, { by, at, source, command }: FigureMoment): string {
  const how = within(HOW, source) ? t(HOW[source]) : within(COMMAND, command) ? t(COMMAND[command]) : null;
  const when = { by, at: formatMoment(new Date(at)) };
  return how === null ? t('when', when) : t('whenBy', { ...when, how });
}
