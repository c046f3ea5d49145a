import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { formatDay, formatDayShort } from '@/domain/date';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Status } from '@/ui/status';
import type { TaskLine } from '../queries';
import { isQuiet, MARK } from './wording';

type ListViewProps = {
  rows: TaskLine[];
  empty: ReactNode /** Whose tasks these are when it is one department's. */;
  ownIds: readonly number[];
};

/** Tasks as a list, what is still to do first, by due date. */
export async function ListView({ rows, empty, ownIds }: ListViewProps) {
  const t = await getTranslations('tasks');
  const title = (task: TaskLine) => (
    <>
      <Link href={`/tasks/${task.id}`} prefetch={false}>
        {task.title}
      </Link>
      <Flags
        task={task}
        words={{
          carried: (year) => t('page.carried', { year }),
          unplanned: t('fields.isUnplanned'),
          priority: t('fields.isPriority'),
          exceeded: t('fields.isExceeded'),
        }}
      />
    </>
  );
  const status = (task: TaskLine) => (
    <Status kind={MARK[task.standing]} quiet={isQuiet(task.standing)}>
      {t(`standing.${task.standing}`, { percent: task.percent })}
    </Status>
  );
  const lead = (task: TaskLine) => (
    <>
      {task.lead.name}
      {ownIds.length > 0 && !ownIds.includes(task.lead.id) && <span className="muted small"> · {t('weSupport')}</span>}
    </>
  );
  const due = (task: TaskLine) => (
    <>
      {formatDay(task.dueOn)}
      {task.originalDueOn !== task.dueOn && (
        <span className="muted small block">{t('wasDue', { day: formatDayShort(task.originalDueOn) })}</span>
      )}
    </>
  );
  return (
    <DataTable
      caption={t('title')}
      rows={rows}
      rowKey={({ id }) => String(id)}
      empty={empty}
      columns={[
        { key: 'title', head: t('fields.title'), rowHead: true, cell: title },
        { key: 'lead', head: t('fields.lead'), cell: lead },
        { key: 'area', head: t('fields.area'), className: 'muted small', cell: ({ areaName }) => areaName },
        {
          key: 'director',
          head: t('fields.director'),
          className: 'small',
          cell: ({ director }) => director ?? <span className="muted">–</span>,
        },
        { key: 'due', head: t('fields.dueOn'), align: 'end', className: 'nowrap', cell: due },
        { key: 'status', head: t('fields.state'), className: 'nowrap', cell: status },
        {
          key: 'files',
          head: t('page.evidence'),
          align: 'end',
          className: 'muted',
          cell: ({ files }) => files || '–',
        },
      ]}
      phone={(task) => ({
        title: title(task),
        detail: `${task.lead.name} · ${t('dueShort', { day: formatDay(task.dueOn) })}`,
        aside: status(task),
      })}
    />
  );
}

type FlagWords = { unplanned: string; priority: string; exceeded: string; carried(year: number): string };

/** Unplanned, priority, exceeded, carried over: in words, after the title. */
export function Flags({ task, words }: { task: TaskLine; words: FlagWords }) {
  return (
    <>
      {task.isPriority && <span className="pri small font-normal"> · {words.priority}</span>}
      {task.isUnplanned && <span className="muted small font-normal"> · {words.unplanned}</span>}
      {task.isExceeded && <span className="ok small font-normal"> · {words.exceeded}</span>}
      {task.carriedToYear !== null && <span className="muted small font-normal"> · {words.carried(task.carriedToYear)}</span>}
    </>
  );
}
