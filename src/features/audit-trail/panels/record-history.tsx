import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatDay, formatMoment } from '@/domain/date';
import { Section } from '@/ui/page/section';
import { Timeline } from '@/ui/page/timeline';
import { type AuditedRecord, type RecordMoment, recordHistory } from '../queries';

type RecordHistoryProps = { actor: Actor; record: AuditedRecord & { table: 'task' | 'contingency_plan' }; title: string };

/** What was changed in one task or contingency plan, by whom and when, old beside new; the latest first. Nothing for who may not read it. */
export async function RecordHistory({ actor, record, title }: RecordHistoryProps) {
  const [t, moments] = await Promise.all([getTranslations('auditTrail'), recordHistory(actor, record, 30)]);
  const name = (column: string) => {
    const key = COLUMNS.find((known) => known === column);
    return key ? t(`column.${key}`) : null;
  };
  const what = ({ op, changes }: RecordMoment) => {
    if (op === 'INSERT') return [t('record.made')];
    const words = changes.flatMap(({ column, before, after }) => {
      const named = name(column);
      if (named === null) return [];
      return [t('record.changed', { column: named, before: shown(before), after: shown(after) })];
    });
    return words.length > 0 ? words : [t('record.other')];
  };
  return (
    <Section title={title}>
      {moments.length === 0 ? (
        <p className="muted small">{t('record.none')}</p>
      ) : (
        <details>
          <summary>{t('record.count', { count: moments.length })}</summary>
          <Timeline
            label={title}
            items={moments.map((moment) => ({
              key: moment.id,
              what: what(moment).map((line) => (
                <span key={line} className="block break-words">
                  {line}
                </span>
              )),
              when: t('when', { by: moment.by, at: formatMoment(new Date(moment.at)) }),
              dateTime: moment.at,
            }))}
          />
        </details>
      )}
    </Section>
  );
}

/** Columns that have a name for readers; numbers of other rows tell nothing here. */
const COLUMNS = [
  'title',
  'detail',
  'deliverable',
  'quantity',
  'quantity_unit',
  'starts_on',
  'due_on',
  'done_on',
  'percent',
  'is_priority',
  'is_exceeded',
  'is_assigned',
  'result',
  'void_reason',
  'body',
  'valid_from',
  'valid_to',
  'retired_on',
  'retire_reason',
] as const;

/** Days the hospital's way, long texts by their beginning; what is empty is a dash. */
function shown(value: string | null): string {
  if (value === null || value === '') return '–';
  if (value === 'true') return '✓';
  if (value === 'false') return '–';
  const text = formatDay(value);
  return text.length > 120 ? `${text.slice(0, 120)}…` : text;
}
