import { getTranslations } from 'next-intl/server';
import type { ReactNode } from 'react';
import { dayOf, daysBetween, formatDay, formatMoment } from '@/domain/date';
import { type PeriodRef, periodToSearch, roman } from '@/domain/period';
import { can, visibleDepartments } from '@/domain/policy';
import { holdsWords } from '@/domain/text';
import { DEPARTMENT_KINDS } from '@/features/departments/schema';
import { quarterOf } from '@/features/periods/queries';
import { NudgeButton } from '@/features/reminders/panels/nudge-button';
import { currentActor } from '@/server/session';
import { LinkButton } from '@/ui/button';
import { Meter } from '@/ui/charts/meter';
import { Tape } from '@/ui/charts/tape';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { Status } from '@/ui/status';
import { DepartmentFilter } from '../components/department-filter';
import { type BoardRow, board } from '../queries/board';
import { type BoardStatus, isChased } from '../rules';
import { BOARD_STATUSES, type MatrixFilter as Filter, type SubmissionKind } from '../schema';
import { MARK } from './matrix-cells';

/** Worst first: what somebody must act on stands on top, what is done is quiet below. */
const ORDER = BOARD_STATUSES;

type BoardPanelProps = {
  kind: SubmissionKind;
  period: PeriodRef;
  /** The page on which it stands, and what its address asks for. */
  address: string;
  filter: Pick<Filter, 'q' | 'unit'>;
  actions?: ReactNode;
};

/** So many departments are read at a glance; of more one searches. */
const AT_A_GLANCE = 12;

/** Who owes what: every department the actor may read, with its plan or report of the quarter. The finding and the counts are of all. */
export async function BoardPanel({ kind, period, address, filter, actions }: BoardPanelProps) {
  const [actor, t, tKind] = await Promise.all([currentActor(), getTranslations('submissions'), getTranslations('departments.kind')]);
  const now = new Date();
  if (period.quarter === null)
    return (
      <Empty level={1} title={t('list.wholeYearTitle')}>
        {t('list.wholeYearBody')}
      </Empty>
    );
  const words = { roman: roman(period.quarter), year: period.year };
  const quarter = await quarterOf(actor, period.year, period.quarter);
  const deadline = kind === 'PLAN' ? quarter?.plan : quarter?.report;
  if (!quarter || !deadline)
    return (
      <Empty
        level={1}
        title={t('list.emptyTitle', words)}
        action={
          can(actor, 'period.manage') && (
            <LinkButton variant="main" href={`/admin/periods?year=${period.year}`}>
              {t('list.openPeriod', words)}
            </LinkButton>
          )
        }
      >
        {t('list.emptyBody')}
      </Empty>
    );
  const rows = (await board(actor, quarter, kind, deadline, now)).sort(
    (one, other) => ORDER.indexOf(one.status) - ORDER.indexOf(other.status),
  );
  const asked = rows.filter(({ name, code, unit }) => (!filter.unit || unit === filter.unit) && holdsWords(`${name} ${code}`, filter.q));
  const units = DEPARTMENT_KINDS.filter((one) => rows.some(({ unit }) => unit === one));
  const count = (...statuses: BoardStatus[]) => rows.filter(({ status }) => statuses.includes(status)).length;
  const [approved, submitted, late] = [count('approved', 'locked'), count('submitted'), count('late', 'missing')];
  const kindWord = t(`kindLower.${kind}`);
  const own = visibleDepartments(actor, 'submission.read') !== 'all' && rows.length === 1 ? rows[0] : undefined;
  const href = (row: BoardRow) => `${kind === 'PLAN' ? '/plans' : '/reports'}/${row.code}?${periodToSearch(period)}`;
  const fileOf = ({ departmentId }: BoardRow) => `${departmentId}/${quarter.id}/${kind}`;
  const mayNudge = rows.length > 1 && can(actor, 'reminder.nudge');
  const lateFiles = rows.filter(({ status }) => status === 'late').map(fileOf);
  const nudge = (row: BoardRow) => mayNudge && isChased(row, now) && <NudgeButton files={[fileOf(row)]} name={row.name} />;
  const dates = [deadline.opensAt, deadline.dueAt, deadline.lockAt].map((moment) => formatDay(dayOf(moment)));
  return (
    <>
      <PageHeader
        kind="finding"
        title={finding()}
        actions={
          <>
            {actions}
            {mayNudge && lateFiles.length > 0 && <NudgeButton files={lateFiles} />}
          </>
        }
        above={own ? t(`list.own.${kind}`, words) : t(`list.title.${kind}`, words)}
      >
        <p className="muted small">{t('list.dates', { opensOn: dates[0] ?? '', dueOn: dates[1] ?? '', lockOn: dates[2] ?? '' })}</p>
      </PageHeader>
      {rows.length > 1 && (
        <Tape
          label={t('list.progress', { approved, submitted, open: rows.length - approved - submitted })}
          parts={[
            { key: t('status.late'), count: late, tone: 'bad' },
            { key: t('status.returned'), count: count('returned'), tone: 'warn' },
            { key: t('status.submitted'), count: submitted, tone: 'pri' },
            { key: t('status.draft'), count: count('draft', 'none', 'extended'), tone: 'grey' },
            { key: t('status.approved'), count: approved, tone: 'ok' },
          ]}
        />
      )}
      {rows.length > 1 && (
        <ul className="legend counts">
          {ORDER.filter((status) => count(status) > 0).map((status) => (
            <li key={status}>
              <b>{count(status)}</b>
              <Status kind={MARK[status]} quiet={status === 'approved' || status === 'locked'}>
                {t(`status.${status}`)}
              </Status>
            </li>
          ))}
        </ul>
      )}
      {rows.length > AT_A_GLANCE && (
        <DepartmentFilter
          address={address}
          filter={filter}
          kept={{ ...Object.fromEntries(new URLSearchParams(periodToSearch(period))), kind: kind.toLowerCase() }}
          units={units.map((value) => ({ value, label: tKind(value) }))}
          words={{ search: t('matrix.search'), kind: t('matrix.kind'), all: t('matrix.all'), apply: t('matrix.apply') }}
        />
      )}
      <DataTable
        caption={t(`list.title.${kind}`, words)}
        rows={asked}
        rowKey={({ code }) => code}
        empty={<p className="muted">{t(rows.length > 0 ? 'matrix.nothing' : 'list.noDepartment')}</p>}
        columns={[
          {
            key: 'name',
            head: t('list.department'),
            rowHead: true,
            cell: (row) => (
              <Link href={href(row)} prefetch={false}>
                {row.name}
              </Link>
            ),
          },
          {
            key: 'state',
            head: t('list.state'),
            cell: ({ status }) => (
              <Status kind={MARK[status]} quiet={status === 'approved' || status === 'locked'}>
                {t(`status.${status}`)}
              </Status>
            ),
          },
          {
            key: 'filled',
            head: t('list.filled'),
            cell: ({ filled, required }) => (
              <span className="row">
                <Meter value={filled} end={required} tone="quiet" label={`${filled}/${required}`} width="4rem" />
                <span className="num">{`${filled}/${required}`}</span>
              </span>
            ),
          },
          { key: 'due', head: t('list.due'), cell: (row) => <span className="muted">{detail(row)}</span> },
          ...(mayNudge ? [{ key: 'nudge', head: <span className="sr">{t('matrix.chase')}</span>, cell: nudge }] : []),
        ]}
        phone={(row) => ({
          title: <Link href={href(row)}>{row.name}</Link>,
          detail: [`${row.filled}/${row.required}`, detail(row)].filter(Boolean).join(' · '),
          aside: <Status kind={MARK[row.status]}>{t(`status.${row.status}`)}</Status>,
        })}
      />
    </>
  );

  function finding(): string {
    if (own)
      return t('list.finding.own', {
        department: own.name,
        status: t(`status.${own.status}`).toLocaleLowerCase('vi'),
        detail: detail(own) && `, ${detail(own)}`,
      });
    if (late > 0) return t('list.finding.late', { count: late, kind: kindWord, waiting: submitted, ...words });
    if (rows.length > 0 && approved === rows.length) return t('list.finding.allApproved', { total: rows.length, kind: kindWord, ...words });
    if (submitted > 0) return t('list.finding.waiting', { waiting: submitted });
    return t('list.finding.running', { submitted: submitted + approved, total: rows.length, kind: kindWord, ...words });
  }

  function detail({ status, dueAt, pins, step, waitingSince, decidedAt }: BoardRow): string {
    if (status === 'returned') return t('list.cellsToFix', { count: pins });
    if (status === 'submitted' && step && waitingSince)
      return t('list.waitsFor', { step, days: daysBetween(dayOf(waitingSince), dayOf(now)) });
    if (status === 'approved' && decidedAt) return t('list.approvedAt', { moment: formatMoment(decidedAt) });
    if (status === 'locked' || status === 'missing') return '';
    const days = daysBetween(dayOf(now), dayOf(dueAt));
    return days < 0 ? t('list.daysLate', { days: -days }) : t('list.daysLeft', { days });
  }
}
