import { getTranslations } from 'next-intl/server';
import { type Day, formatDay } from '@/domain/date';
import { QUARTERS, type Quarter, quarterDays, roman, spanDays } from '@/domain/period';
import { currentActor } from '@/server/session';
import { LinkButton } from '@/ui/button';
import { DataTable } from '@/ui/page/data-table';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { Status, type StatusKind } from '@/ui/status';
import { proposalText } from '../components/day-fields';
import { calendarOf, extensionRequests, holidays as holidaysOf, type QuarterPeriod, quartersOfYear } from '../queries';
import { type Deadline, daysLeft, daysOf, type Phase, phase } from '../rules';
import { DEADLINE_KINDS, type DeadlineKind } from '../schema';
import { OpenButton, RescheduleButton } from './deadline-buttons';
import { ExtensionsSection } from './extensions-section';
import { HolidaysSection } from './holidays-section';
import { OtherPeriodsSection } from './other-periods-section';

const MARK: Record<Phase, StatusKind> = { notOpen: 'none', open: 'draft', late: 'due', locked: 'locked' };

type Row = {
  quarter: Quarter;
  period: QuarterPeriod | null;
  kind: DeadlineKind | null;
  deadline: (Deadline & { rowVersion: number }) | null;
  off: string | null;
};

const spanWords = ({ startsOn, endsOn }: { startsOn: Day; endsOn: Day }) => ({ from: formatDay(startsOn), to: formatDay(endsOn) });

/** The year as planning keeps it: each quarter's opening, hạn nộp and ngày khóa, extensions, days off, other periods. */
export async function YearPanel({ year }: { year: number }) {
  const [actor, t] = await Promise.all([currentActor(), getTranslations('periods')]);
  const now = new Date();
  const [quarters, requests, daysOff, calendar] = await Promise.all([
    quartersOfYear(actor, year),
    extensionRequests(actor, { year }),
    holidaysOf(actor, year),
    calendarOf(year, now),
  ]);
  const off: ReadonlySet<Day> = new Set(daysOff.map(({ day }) => day));
  const rows = await Promise.all(
    QUARTERS.flatMap((quarter) => rowsOf(quarter, quarters.find((period) => period.quarter === quarter) ?? null, off)),
  );
  const waiting = requests.filter(({ state }) => state === 'REQUESTED');
  const day = (row: Row, which: 'opensOn' | 'dueOn' | 'lockOn') => (row.deadline ? formatDay(daysOf(row.deadline)[which]) : '');
  const groupLabel = (quarter: Quarter) =>
    calendar === 'ADMIN_14'
      ? t('table.quarterDays', { quarter: roman(quarter), year, ...spanWords(quarterDays(year, quarter, calendar)) })
      : t('table.quarter', { quarter: roman(quarter), year });
  const act = ({ quarter, period, kind, deadline }: Row) => {
    if (!deadline || !period || !kind) return <OpenButton year={year} quarter={quarter} daysOff={off} calendar={calendar} />;
    return phase(deadline, now) !== 'locked' && <RescheduleButton period={period} kind={kind} deadline={deadline} daysOff={off} />;
  };
  const standingOf = ({ deadline, off: dayOff }: Row) => {
    if (!deadline) return null;
    const standing = phase(deadline, now);
    return (
      <span className="row wrap">
        <Status kind={MARK[standing]} quiet={standing === 'locked'}>
          {t(`standing.${standing}`)}
        </Status>
        {dayOff && standing !== 'locked' && <span className="warn small">{dayOff}</span>}
      </span>
    );
  };
  return (
    <>
      <PageHeader
        kind="finding"
        above={t('title')}
        title={await finding(rows, waiting.length, year, now)}
        actions={
          rows.some(({ deadline }) => deadline === null) && (
            <LinkButton href={`/admin/rollover?to=${year}`}>{(await getTranslations('rollover.link'))('periods', { year })}</LinkButton>
          )
        }
      >
        <p className="small">{t('twoDates')}</p>
        {calendar === 'ADMIN_14' && <p className="small">{t('admin14', { year, ...spanWords(spanDays(year, [], calendar)) })}</p>}
      </PageHeader>
      <div className="secs">
        <Section title={t('table.title', { year })}>
          <DataTable
            caption={t('table.title', { year })}
            rows={rows}
            rowKey={({ quarter, kind }) => `${quarter}/${kind}`}
            groupOf={({ quarter }) => ({ key: String(quarter), label: groupLabel(quarter) })}
            columns={[
              {
                key: 'what',
                head: t('table.what'),
                rowHead: true,
                width: '10rem',
                cell: ({ kind }) => (kind ? t(`kind.${kind}`) : <span className="muted">{t('table.notOpened')}</span>),
              },
              {
                key: 'opens',
                head: t('table.opens'),
                align: 'end',
                width: '8.5rem',
                className: 'muted',
                cell: (row) => day(row, 'opensOn'),
              },
              {
                key: 'due',
                head: t('table.due'),
                align: 'end',
                width: '8.5rem',
                cell: (row) => <b>{day(row, 'dueOn')}</b>,
              },
              { key: 'lock', head: t('table.lock'), align: 'end', width: '8.5rem', cell: (row) => day(row, 'lockOn') },
              {
                key: 'standing',
                head: t('table.standing'),
                cell: standingOf,
              },
              {
                key: 'act',
                head: <span className="sr">{t('table.act')}</span>,
                align: 'end',
                cell: act,
              },
            ]}
            phone={(row) => ({
              title: row.kind
                ? t(`kindOf.${row.kind}`, { quarter: roman(row.quarter) })
                : t('table.quarter', { quarter: roman(row.quarter), year }),
              detail: row.deadline ? (
                <>
                  {t('table.dates', { opensOn: day(row, 'opensOn'), dueOn: day(row, 'dueOn'), lockOn: day(row, 'lockOn') })}
                  <br />
                  {standingOf(row)}
                </>
              ) : (
                t('table.notOpened')
              ),
              aside: act(row),
            })}
          />
        </Section>
        <ExtensionsSection year={year} requests={requests} quarters={quarters} />
        <HolidaysSection year={year} daysOff={daysOff.filter(({ day: one }) => one.startsWith(String(year)))} />
        <OtherPeriodsSection year={year} />
      </div>
    </>
  );
}

function rowsOf(quarter: Quarter, period: QuarterPeriod | null, off: ReadonlySet<Day>): Promise<Row>[] {
  const opened = DEADLINE_KINDS.flatMap((kind) => {
    const deadline = kind === 'PLAN' ? period?.plan : period?.report;
    return deadline ? [{ kind, deadline }] : [];
  });
  if (opened.length === 0) return [Promise.resolve({ quarter, period, kind: null, deadline: null, off: null })];
  return opened.map(async ({ kind, deadline }) => ({
    quarter,
    period,
    kind,
    deadline,
    off: await proposalText(daysOf(deadline).dueOn, off),
  }));
}

/** What planning should know first: requests that wait, then the deadline that runs, then that nothing does. */
async function finding(rows: Row[], waiting: number, year: number, now: Date): Promise<string> {
  const t = await getTranslations('periods');
  if (waiting > 0) return t('finding.requests', { count: waiting });
  const running = rows
    .flatMap(({ deadline, kind, quarter }) => (deadline && kind ? [{ deadline, kind, quarter, standing: phase(deadline, now) }] : []))
    .filter(({ standing }) => standing === 'open' || standing === 'late')
    .sort(
      (one, other) =>
        Number(one.standing === 'late') - Number(other.standing === 'late') || Number(one.deadline.dueAt) - Number(other.deadline.dueAt),
    );
  const [next] = running;
  if (!next) return t(rows.some(({ deadline }) => deadline) ? 'finding.none' : 'finding.empty', { year });
  const { dueOn, lockOn } = daysOf(next.deadline);
  const params = {
    what: t(`kindOf.${next.kind}`, { quarter: roman(next.quarter) }),
    year,
    dueOn: formatDay(dueOn),
    lockOn: formatDay(lockOn),
  };
  return next.standing === 'late' ? t('finding.late', params) : t('finding.next', { ...params, days: daysLeft(next.deadline, now).toDue });
}
