import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { type Day, formatDay } from '@/domain/date';
import { isQuarter, roman } from '@/domain/period';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import type { Consequences } from '../queries';

type T = Awaited<ReturnType<typeof getTranslations<'reorganisation'>>>;
/** `ends`: the departments stop existing that day; `stays`: they live on. */
export type Mode = 'ends' | 'stays';
type Row = { key: string; unit: Consequences; what: string; count: number; happens: ReactNode; names: ReactNode; blocks?: boolean };

const MOST = 6;

/** What a change of the organisation does to open plans, targets, tasks, people: one line each, with its count, before anybody confirms. */
export async function ConsequencesPanel(props: { units: Consequences[]; day: Day; mode: Mode; heirName: string | null }) {
  const { units, day, mode } = props;
  const t = await getTranslations('reorganisation');
  const rows = units.flatMap((unit) => rowsOf(t, unit, props));
  return (
    <Section title={t(`title.${mode}`, { day: formatDay(day) })}>
      <p className="muted small">{t('figuresStay')}</p>
      <DataTable
        caption={t(`title.${mode}`, { day: formatDay(day) })}
        rows={rows}
        rowKey={({ key, unit }) => `${unit.id}/${key}`}
        groupOf={units.length > 1 ? ({ unit }) => ({ key: unit.code, label: unit.name, aside: unit.code }) : undefined}
        empty={<p>{t('nothing')}</p>}
        columns={[
          { key: 'what', head: t('what'), rowHead: true, cell: ({ what }) => what },
          { key: 'count', head: t('count'), align: 'end', cell: ({ count }) => <b>{count}</b> },
          {
            key: 'happens',
            head: t('happens'),
            cell: ({ happens, blocks }) => <span className={blocks ? 'bad' : undefined}>{happens}</span>,
          },
          { key: 'names', head: t('which'), className: 'small muted', cell: ({ names }) => names },
        ]}
        phone={({ what, count, happens, names, blocks, unit }) => ({
          title: what,
          detail: (
            <>
              {units.length > 1 && `${unit.name}: `}
              <span className={blocks ? 'bad' : undefined}>{happens}</span>
              {names && (
                <details>
                  <summary className="min-h-6">{t('which')}</summary>
                  {names}
                </details>
              )}
            </>
          ),
          aside: <b>{count}</b>,
        })}
      />
    </Section>
  );
}

function rowsOf(t: T, unit: Consequences, { day, mode, heirName }: { day: Day; mode: Mode; heirName: string | null }): Row[] {
  const { code, files, targets, tasks, overdue, supports, accounts, indicators, below, resultsLater } = unit;
  const words = { day: formatDay(day), heir: heirName ?? '' };
  const ends = mode === 'ends';
  const say = (key: 'filesNow' | 'filesLater' | 'indicators' | 'targets' | 'tasks' | 'overdue' | 'supports' | 'accounts' | 'below') =>
    t(ends ? (heirName === null ? `ends.${key}None` : `ends.${key}`) : `stays.${key}`, words);
  const [now, later] = [files.filter(({ startsLater }) => !startsLater), files.filter(({ startsLater }) => startsLater)];
  const fileNames = (rows: Consequences['files']) =>
    cut(
      t,
      rows.map(({ kind, year, quarter, state }) => (
        <Link
          key={`${kind}/${year}/${quarter}`}
          href={`${kind === 'PLAN' ? '/plans' : '/reports'}/${code}?year=${year}&period=q${quarter}`}
        >
          {t(`file.${kind}`, { roman: isQuarter(quarter) ? roman(quarter) : '', year })} ({t(`state.${state as 'DRAFT'}`)})
        </Link>
      )),
    );
  const row = (key: string, count: number, what: string, happens: ReactNode, names: ReactNode, blocks = false): Row[] =>
    count > 0 ? [{ key, unit, what, count, happens, names, blocks }] : [];
  return [
    ...(ends ? row('results', resultsLater, t('whatIs.results'), t('ends.results', words), '', true) : []),
    ...row('now', now.length, t('whatIs.filesNow'), say('filesNow'), fileNames(now)),
    ...row('later', later.length, t('whatIs.filesLater'), say('filesLater'), fileNames(later)),
    ...row(
      'indicators',
      indicators.length,
      t('whatIs.indicators'),
      say('indicators'),
      cut(
        t,
        indicators.map((one) => (
          <Link key={one.code} href={`/indicators/${one.code}`}>
            {one.name}
          </Link>
        )),
      ),
    ),
    ...row(
      'targets',
      targets.length,
      t('whatIs.targets'),
      say('targets'),
      cut(
        t,
        targets.map(({ code: indicator, name, year, quarters }) => (
          <Link key={`${indicator}/${year}`} href={`/indicators/${indicator}/target?year=${year}`}>
            {t('target', { name, year, quarters })}
          </Link>
        )),
      ),
    ),
    ...row(
      'tasks',
      tasks.length,
      t('whatIs.tasks'),
      say('tasks'),
      cut(
        t,
        tasks.map(({ id, title, dueOn }) => <span key={id}>{t('task', { title, day: formatDay(dueOn) })}</span>),
      ),
    ),
    ...row('overdue', overdue, t('whatIs.overdue'), say('overdue'), ''),
    ...row('supports', supports, t('whatIs.supports'), say('supports'), ''),
    ...row(
      'accounts',
      new Set(accounts.map(({ id }) => id)).size,
      t('whatIs.accounts'),
      say('accounts'),
      cut(
        t,
        accounts.map(({ id, name, role }) => <span key={`${id}/${role}`}>{t(`role.${role}`, { name })}</span>),
      ),
    ),
    ...row(
      'below',
      below.length,
      t('whatIs.below'),
      say('below'),
      cut(
        t,
        below.map((one) => (
          <Link key={one.code} href={`/departments/${one.code}`}>
            {one.name}
          </Link>
        )),
      ),
      ends && heirName === null,
    ),
  ];
}

/** The first few, and how many more. */
function cut(t: T, items: ReactNode[]): ReactNode {
  return (
    <ul>
      {items.slice(0, MOST).map((item, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the items carry their keys, their places do not move
        <li key={place} className="min-h-6">
          {item}
        </li>
      ))}
      {items.length > MOST && <li>{t('more', { count: items.length - MOST })}</li>}
    </ul>
  );
}
