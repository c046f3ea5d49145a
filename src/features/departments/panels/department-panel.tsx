import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { type Day, dayOf, formatDay, formatDayShort } from '@/domain/date';
import { type PeriodRef, periodToSearch, QUARTERS, type Quarter, roman } from '@/domain/period';
import { can, reach } from '@/domain/policy';
import { type AccountOfDepartment, accountsOfDepartment } from '@/features/accounts/queries';
import { DepartmentPeriodPanel } from '@/features/annual-summary/panels/department-period-panel';
import { phase, phaseSentence } from '@/features/periods/rules';
import { type QuarterOfDepartment, yearOfDepartment } from '@/features/submissions/queries/board';
import { type BoardStatus, boardStatus } from '@/features/submissions/rules';
import { DepartmentSharesPanel } from '@/features/tasks/panels/shares-panel';
import { currentActor } from '@/server/session';
import { LinkButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { Status, type StatusKind } from '@/ui/status';
import { type Department, type DepartmentHistory, departmentByCode, departmentHistory, departmentsOn } from '../queries';
import { LineageSection, NamesSection } from './history-sections';

type DepartmentPanelProps = { code: string; on: Day | null; period: PeriodRef };

/** One department: what it is, where its plans and reports stand, what it is for, and what it was called before. */
export async function DepartmentPanel({ code, on, period }: DepartmentPanelProps) {
  const [actor, t, tKind] = await Promise.all([currentActor(), getTranslations('departments.page'), getTranslations('departments.kind')]);
  const today = dayOf(new Date());
  const day = on ?? today;
  const unit = await departmentByCode(actor, code, day);
  if (!unit) notFound();
  const isRoot = unit.kind === 'HOSPITAL';
  const [history, all, year, accounts] = await Promise.all([
    departmentHistory(actor, unit.id),
    departmentsOn(actor, day),
    isRoot ? null : yearOfDepartment(actor, unit.id, period.year),
    accountsOfDepartment(actor, unit.id, today),
  ]);
  const below = isRoot ? [] : all.filter(({ parentId }) => parentId === unit.id);
  const suffix = on ? `?on=${on}` : '';
  const mayManage = can(actor, 'department.manage') && unit.dissolvedOn === null;
  return (
    <>
      <PageHeader
        title={unit.name}
        above={
          <>
            <Link href={`/departments${suffix}`}>{t('list')}</Link> · {t('above', { kind: tKind(unit.kind), code: unit.code })}
          </>
        }
        actions={
          <>
            {reach(actor, 'award.read') && <LinkButton href={`/awards/departments/${unit.code}`}>{t('awards')}</LinkButton>}
            {mayManage && <LinkButton href={`/departments/${unit.code}/change`}>{t('change')}</LinkButton>}
          </>
        }
      >
        <Facts unit={unit} asNow={history.asNow} day={day} today={today} />
      </PageHeader>
      <div className="split">
        <div>
          {year && <YearSection unit={unit} rows={year} period={period} />}
          {!isRoot && <DepartmentPeriodPanel actor={actor} department={unit} period={period} />}
          {!isRoot && <DepartmentSharesPanel department={unit} year={period.year} />}
          <Section title={t('functions', { count: unit.functions.length })}>
            {unit.functions.length > 0 ? (
              <ol className="list-decimal pl-6">
                {unit.functions.map((text) => (
                  <li key={text} className="py-1">
                    {text}
                  </li>
                ))}
              </ol>
            ) : (
              <p className="muted">
                {t('noFunctions')} {mayManage && <Link href={`/departments/${unit.code}/change`}>{t('addFunctions')}</Link>}
              </p>
            )}
          </Section>
          {below.length > 0 && (
            <Section title={t('below', { count: below.length })}>
              <ul className="list">
                {below.map((child) => (
                  <li key={child.code}>
                    <Link href={`/departments/${child.code}${suffix}`}>{child.name}</Link>{' '}
                    <span className="muted small">{tKind(child.kind)}</span>
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </div>
        <aside>
          <NamesSection history={history} day={day} />
          {history.lineage.length > 0 && <LineageSection history={history} />}
          {can(actor, 'account.read') && !isRoot && <AccountsSection accounts={accounts} />}
        </aside>
      </div>
    </>
  );
}

async function Facts({ unit, asNow, day, today }: { unit: Department; asNow: DepartmentHistory['asNow']; day: Day; today: Day }) {
  const t = await getTranslations('departments.page');
  const { establishedOn, dissolvedOn, parent } = unit;
  const facts = [
    day !== today && t('onDay', { day: formatDay(day) }),
    !unit.exists && establishedOn > day && t('absent', { day: formatDay(day) }),
    parent && t('under', { parent: parent.name }),
    t('since', { day: formatDay(establishedOn) }),
    dissolvedOn && t(dissolvedOn <= today ? 'gone' : 'willEnd', { day: formatDay(dissolvedOn) }),
  ].filter(Boolean);
  return (
    <p>
      {facts.join(' ')} {asNow && <Link href={`/departments/${asNow.code}`}>{t('asNow', { name: asNow.name })}</Link>}
    </p>
  );
}

const MARK: Record<BoardStatus, StatusKind> = {
  none: 'none',
  draft: 'draft',
  late: 'late',
  extended: 'extended',
  submitted: 'submitted',
  returned: 'returned',
  approved: 'approved',
  locked: 'locked',
  missing: 'late',
};
/** What is over stays quiet among what is not. */
const OVER: readonly BoardStatus[] = ['approved', 'locked'];

/** The four quarters of the chosen year: where plan and report stand, each a way in. */
async function YearSection({ unit, rows, period }: { unit: Department; rows: QuarterOfDepartment[]; period: PeriodRef }) {
  const [t, tStatus, tCommon, tAny] = await Promise.all([
    getTranslations('departments.page'),
    getTranslations('submissions.status'),
    getTranslations('common'),
    getTranslations(),
  ]);
  const now = new Date();
  const cell = (quarter: Quarter, kind: 'PLAN' | 'REPORT') => {
    const row = rows.find((one) => one.quarter === quarter && one.kind === kind);
    if (!row) return <span className="muted">–</span>;
    const standing = phase(row.deadline, now);
    const status = boardStatus(row.state, standing, row.deadline.extended, row.wasApproved);
    const href = `/${kind === 'PLAN' ? 'plans' : 'reports'}/${unit.code}?${periodToSearch({ year: period.year, quarter })}`;
    const isRunning = standing !== 'locked' && !OVER.includes(status);
    return (
      <span className="row wrap">
        <Link href={href} prefetch={false}>
          <Status kind={MARK[status]} quiet={OVER.includes(status)}>
            {tStatus(status)}
          </Status>
        </Link>
        {isRunning && <span className="muted small nowrap">{t('dueOn', { day: formatDayShort(dayOf(row.deadline.dueAt)) })}</span>}
      </span>
    );
  };
  const running = rows.filter(({ quarter, deadline, state, wasApproved }) => {
    const status = boardStatus(state, phase(deadline, now), deadline.extended, wasApproved);
    return quarter === period.quarter && !OVER.includes(status) && status !== 'submitted';
  });
  const quarters = QUARTERS.filter((quarter) => rows.some((row) => row.quarter === quarter));
  return (
    <Section title={t('year', { year: period.year })}>
      <DataTable
        caption={t('year', { year: period.year })}
        rows={quarters}
        rowKey={String}
        selected={(quarter) => quarter === period.quarter}
        empty={<p className="muted">{t('noQuarter', { year: period.year })}</p>}
        columns={[
          {
            key: 'quarter',
            head: t('quarter'),
            rowHead: true,
            className: 'nowrap',
            cell: (quarter) => tCommon('quarter', { roman: roman(quarter) }),
          },
          { key: 'plan', head: t('plan'), cell: (quarter) => cell(quarter, 'PLAN') },
          { key: 'report', head: t('report'), cell: (quarter) => cell(quarter, 'REPORT') },
        ]}
      />
      {running.map(({ quarter, kind, deadline }) => {
        const { key, params } = phaseSentence(deadline, now);
        return (
          <p key={kind} className="muted small mt-2">
            {tAny(`periods.kindOf.${kind}`, { quarter: roman(quarter) })}: {tAny(key, params)}
          </p>
        );
      })}
    </Section>
  );
}

async function AccountsSection({ accounts }: { accounts: AccountOfDepartment[] }) {
  const [t, tRole] = await Promise.all([getTranslations('departments.page'), getTranslations('accounts.role')]);
  return (
    <Section title={t('accounts', { count: accounts.length })}>
      {accounts.length === 0 && <p className="muted small">{t('noAccounts')}</p>}
      <ul className="list small">
        {accounts.map(({ id, displayName, role, isClosed }) => (
          <li key={`${id}/${role}`}>
            <Link href={`/admin/accounts/${id}`}>{displayName}</Link>{' '}
            <span className="muted">{[tRole(role), isClosed && t('closed')].filter(Boolean).join(', ')}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
