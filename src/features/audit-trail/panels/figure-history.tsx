import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatMoment } from '@/domain/date';
import { formatEntry } from '@/domain/number';
import { Timeline } from '@/ui/page/timeline';
import { type Cell, type FigureMoment, figureHistory } from '../queries';

type T = Awaited<ReturnType<typeof getTranslations<'auditTrail'>>>;

/** Everything that happened to one cell, newest first: old beside new, who, when, and how. Nothing for who may not read the department. */
export async function FigureHistory({ actor, cell, decimals, limit = 50 }: { actor: Actor; cell: Cell; decimals: number; limit?: number }) {
  const [t, moments] = await Promise.all([getTranslations('auditTrail'), figureHistory(actor, cell, limit)]);
  if (moments.length === 0) return <p className="small muted">{t('none')}</p>;
  return (
    <Timeline
      label={t('label')}
      items={moments.map((moment, index) => ({
        key: moment.id,
        what: <span className="block">{changesWords(t, moment, decimals).join('; ')}</span>,
        when: whenWords(t, moment),
        dateTime: moment.at,
        current: index === 0,
        tone: moment.draft?.after ? 'warn' : undefined,
      }))}
    />
  );
}

function changesWords(t: T, { value, draft, remark, flagged }: FigureMoment, decimals: number): string[] {
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
function whenWords(t: T, { by, at, source, command }: FigureMoment): string {
  const how = within(HOW, source) ? t(HOW[source]) : within(COMMAND, command) ? t(COMMAND[command]) : null;
  const when = { by, at: formatMoment(new Date(at)) };
  return how === null ? t('when', when) : t('whenBy', { ...when, how });
}
