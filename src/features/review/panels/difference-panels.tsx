import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { formatDay, formatMoment } from '@/domain/date';
import { formatChange, formatEntry } from '@/domain/number';
import type { SheetLine } from '@/features/figures/rules';
import type { Snapshot } from '@/features/submissions/schema';
import { TASK_STATES, type TaskState } from '@/features/tasks/schema';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { type CellChange, cellChanges, type TaskField, taskChanges, textChanges } from '../rules/changes';

type Pair = { before: Snapshot; after: Snapshot };
const shown = (value: string | null, decimals: number) => (value === null ? '–' : formatEntry(value, decimals));

/** Cells that differ: old, new, how much, who typed it and when, what was remarked. */
export async function CellsPanel({ before, after, from, to, lines }: Pair & { from: number; to: number; lines: readonly SheetLine[] }) {
  const t = await getTranslations('review.changes');
  const aggregations = new Map(lines.map(({ indicator }) => [indicator.indicatorId, indicator.aggregation]));
  const cells = cellChanges(before, after, aggregations);
  const title = t('title', { from, to, count: cells.length });
  if (cells.length === 0)
    return (
      <Section title={title}>
        <p className="muted">{t('sameCells')}</p>
      </Section>
    );
  const moved = ({ change }: CellChange) =>
    change === null ? '–' : `${formatChange(change.by, 1)}\u00a0${change.kind === 'points' ? t('points') : '%'}`;
  const difference = ({ difference: by, decimals }: CellChange) => (by === null ? '–' : formatChange(by, decimals));
  const who = ({ by, at }: CellChange) => [by, at && formatMoment(new Date(at))].filter(Boolean).join(', ');
  const said = ({ remark, remarkBefore, flag, only }: CellChange): ReactNode => (
    <>
      {remark ?? <span className="muted">{t('noRemark')}</span>}
      {remarkBefore !== undefined && (
        <span className="muted block small">{t('remarkBefore', { text: remarkBefore || t('noRemark') })}</span>
      )}
      {flag && <span className="warn block small">{t(flag === 'set' ? 'flagSet' : 'flagCleared')}</span>}
      {only && <span className="muted block small">{t(only === 'before' ? 'onlyBefore' : 'onlyAfter')}</span>}
    </>
  );
  return (
    <Section title={title}>
      <DataTable
        caption={title}
        rows={cells}
        rowKey={({ indicatorId }) => String(indicatorId)}
        columns={[
          {
            key: 'name',
            head: t('indicator'),
            rowHead: true,
            cell: ({ name, unit }) => (
              <>
                {name}
                <span className="muted small">, {unit}</span>
              </>
            ),
          },
          { key: 'before', head: t('before', { round: from }), align: 'end', cell: (cell) => shown(cell.before, cell.decimals) },
          { key: 'after', head: t('after', { round: to }), align: 'end', cell: (cell) => <b>{shown(cell.after, cell.decimals)}</b> },
          { key: 'difference', head: t('difference'), align: 'end', cell: difference },
          { key: 'change', head: t('percent'), align: 'end', cell: moved },
          { key: 'who', head: t('who'), className: 'two', cell: (cell) => <span className="small">{who(cell)}</span> },
          { key: 'remark', head: t('remark'), className: 'two', cell: said },
        ]}
        phone={(cell) => ({
          title: cell.name,
          detail: (
            <>
              <span className="block figures">
                {shown(cell.before, cell.decimals)} → <b>{shown(cell.after, cell.decimals)}</b> {cell.unit}
              </span>
              {who(cell) && <span className="block">{who(cell)}</span>}
              {said(cell)}
            </>
          ),
          aside: cell.before !== cell.after && (
            <span className="num nowrap">
              <b>{difference(cell)}</b>
              <span className="block small muted">{moved(cell)}</span>
            </span>
          ),
        })}
      />
    </Section>
  );
}

/** Tasks that are new, gone or read differently; nothing when they are the same. */
export async function TasksPanel({ before, after }: Pair) {
  const changes = taskChanges(before, after);
  if (changes.length === 0) return null;
  const [t, tState] = await Promise.all([getTranslations('review.changes'), getTranslations('tasks.state')]);
  const value = (field: TaskField, text: string | null) => {
    if (text === null) return '–';
    if (field === 'dueOn') return formatDay(text);
    const state = TASK_STATES.find((known): known is TaskState => field === 'state' && known === text);
    return state ? tState(state) : text;
  };
  return (
    <Section title={t('tasksTitle', { count: changes.length })}>
      <ul className="list">
        {changes.map(({ taskId, title, kind, fields }) => (
          <li key={taskId}>
            <b>{t(`task.${kind}`)}</b>: {title}
            {fields.map(({ field, before: was, after: is }) => (
              <span key={field} className="block small muted">
                {t(`taskField.${field}`)}: <del>{value(field, was)}</del> → <ins>{value(field, is)}</ins>
              </span>
            ))}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Texts that differ, word by word; nothing when they are the same. */
export async function TextsPanel({ before, after }: Pair) {
  const changes = textChanges(before, after);
  if (changes.length === 0) return null;
  const [t, tSections] = await Promise.all([getTranslations('review.changes'), getTranslations('submissions.sections')]);
  return (
    <Section title={t('textsTitle', { count: changes.length })}>
      {changes.map(({ section, pieces }) => (
        <div key={section} className="text-diff">
          <h3>{tSections(section)}</h3>
          <p>
            {pieces.map(({ kind, text }, index) => {
              // Pieces never move: their place is their name.
              const key = `${index}/${kind}`;
              if (kind === 'same') return <span key={key}>{text}</span>;
              const Mark = kind === 'removed' ? 'del' : 'ins';
              return (
                <Mark key={key}>
                  <span className="sr"> [{t(kind)}: </span>
                  {text}
                  <span className="sr">] </span>
                </Mark>
              );
            })}
          </p>
        </div>
      ))}
    </Section>
  );
}
