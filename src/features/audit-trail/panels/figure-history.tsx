import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { Timeline } from '@/ui/page/timeline';
import { type Cell, figureHistory } from '../queries';
import { changesWords, whenWords } from './wording';

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
