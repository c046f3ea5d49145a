import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { dayOf } from '@/domain/date';
import { formatPercent } from '@/domain/number';
import { type PeriodRef, periodToSearch, roman } from '@/domain/period';
import { can } from '@/domain/policy';
import { departmentsInPeriod } from '@/features/departments/queries';
import { currentActor } from '@/server/session';
import { Link } from '@/ui/link';
import { type Column, DataTable } from '@/ui/page/data-table';
import { Empty } from '@/ui/page/empty';
import { Section } from '@/ui/page/section';
import { departmentTallies } from '../queries';
import { EMPTY_TALLY, judgedOf, sharesOf, sumOf, type Tally, totalOf } from '../rules';

type Line = { key: string; name: string; href?: string; planned: Tally; unplanned: Tally; isSum?: boolean };

/** A department's tasks by quarter and for the year to date: how many were due, and which part on time, late, exceeded. */
export async function DepartmentSharesPanel({ department, year }: { department: { id: number; code: string }; year: number }) {
  const [actor, t, tCommon] = await Promise.all([currentActor(), getTranslations('tasks.shares'), getTranslations('common')]);
  if (!can(actor, 'task.read', { departmentId: department.id })) return null;
  const tallies = await departmentTallies(actor, year, dayOf(new Date()), department.id);
  const lines = tallies.map(
    ({ quarter, planned, unplanned }): Line => ({
      ...{ key: String(quarter), planned, unplanned },
      name: tCommon('quarter', { roman: roman(quarter) }),
      href: `/tasks?${periodToSearch({ year, quarter })}&department=${department.id}`,
    }),
  );
  return (
    <Section title={t('ofYear', { year })} aside={t('basis')}>
      {lines.length === 0 ? (
        <p className="muted">{t('none', { year })}</p>
      ) : (
        <SharesTable caption={t('ofYear', { year })} head={t('quarter')} lines={[...lines, sumLine(lines, t('toDate'))]} compact />
      )}
    </Section>
  );
}

/** Every department that the reader may see, for the chosen quarter or the year to date. */
export async function SharesByDepartment({ period }: { period: PeriodRef }) {
  const [actor, t] = await Promise.all([currentActor(), getTranslations('tasks.shares')]);
  const { year, quarter } = period;
  const [tallies, departments] = await Promise.all([
    departmentTallies(actor, year, dayOf(new Date())),
    departmentsInPeriod(actor, { startsOn: `${year}-01-01`, endsOn: `${year}-12-31` }),
  ]);
  const lines = departments.flatMap(({ id, name }): Line[] => {
    const own = tallies.filter((tally) => tally.departmentId === id && (quarter === null || tally.quarter === quarter));
    if (own.length === 0) return [];
    const href = `/tasks?${periodToSearch(period)}&department=${id}`;
    const [planned, unplanned] = [sumOf(own.map((tally) => tally.planned)), sumOf(own.map((tally) => tally.unplanned))];
    return [{ key: String(id), name, href, planned, unplanned }];
  });
  if (lines.length === 0) return <Empty title={t('noneTitle')}>{t('noneBody')}</Empty>;
  return (
    <>
      <p className="small muted mb-2">{t('basis')}</p>
      <SharesTable
        caption={t('byDepartment')}
        head={t('department')}
        lines={lines.length > 1 ? [...lines, sumLine(lines, t('all'))] : lines}
      />
    </>
  );
}

function sumLine(lines: Line[], name: string): Line {
  return {
    ...{ key: 'sum', name, isSum: true },
    planned: sumOf(lines.map(({ planned }) => planned)),
    unplanned: sumOf(lines.map(({ unplanned }) => unplanned)),
  };
}

const LEFT_OUT: [string, (line: Line) => ReactNode][] = [
  ['open', ({ planned }) => planned.open || '–'],
  ['left', ({ planned }) => planned.suspended + planned.cancelled || '–'],
];

/** Counts and shares of planned tasks, the unplanned ones apart; a sum closes it. */
async function SharesTable({ caption, head, lines, compact }: { caption: string; head: string; lines: Line[]; compact?: boolean }) {
  const t = await getTranslations('tasks.shares');
  const rows = lines.filter(({ isSum }) => !isSum);
  const sum = lines.find(({ isSum }) => isSum);
  const cells: [string, (line: Line) => ReactNode][] = [
    ['judged', ({ planned }) => <b>{judgedOf(planned)}</b>],
    ['onTime', ({ planned }) => share(planned, 'onTime')],
    ['late', ({ planned }) => share(planned, 'late')],
    ['overdue', ({ planned }) => share(planned, 'overdue')],
    ['exceeded', ({ planned }) => share(planned, 'exceeded')],
    ...(compact ? [] : LEFT_OUT),
    ['unplanned', ({ unplanned }) => unplannedWords(t, unplanned)],
  ];
  const heads: Record<string, string> = {
    ...{ judged: t('judged'), onTime: t('onTime'), late: t('late'), overdue: t('overdue'), exceeded: t('exceeded') },
    ...{ open: t('open'), left: t('left'), unplanned: t('unplanned') },
  };
  const columns: Column<Line>[] = [
    { key: 'name', head, rowHead: true, className: compact ? 'nowrap' : undefined, cell: nameOf, total: sum?.name },
    ...cells.map(
      ([key, cell]): Column<Line> => ({ key, head: heads[key], align: 'end', className: 'nowrap', cell, total: sum && cell(sum) }),
    ),
  ];
  const phone = (line: Line) => ({
    title: nameOf(line),
    detail: t('phone', {
      judged: judgedOf(line.planned),
      late: formatPercent(sharesOf(line.planned).late),
      exceeded: formatPercent(sharesOf(line.planned).exceeded),
      unplanned: totalOf(line.unplanned),
    }),
    aside: <b>{formatPercent(sharesOf(line.planned).onTime)}</b>,
  });
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ key }) => key}
      columns={columns}
      phone={phone}
      phoneTotal={sum && phone(sum)}
      dense
    />
  );
}

function nameOf({ name, href }: Line): ReactNode {
  return href ? (
    <Link href={href} prefetch={false}>
      {name}
    </Link>
  ) : (
    name
  );
}

/** «91,9 % (34)» */
function share(tally: Tally, which: 'onTime' | 'late' | 'overdue' | 'exceeded'): ReactNode {
  const percent = sharesOf(tally)[which];
  if (percent === null) return <span className="muted">–</span>;
  if (tally[which] === 0) return <span className="muted">0</span>;
  const tone = which === 'overdue' ? 'bad' : which === 'late' ? 'warn' : undefined;
  return (
    <>
      <span className={tone}>{formatPercent(percent)}</span> <span className="muted small">({tally[which]})</span>
    </>
  );
}

type T = Awaited<ReturnType<typeof getTranslations<'tasks.shares'>>>;

function unplannedWords(t: T, tally: Tally = EMPTY_TALLY): ReactNode {
  const total = totalOf(tally);
  return total === 0 ? <span className="muted">–</span> : t('unplannedCell', { total, onTime: tally.onTime });
}
