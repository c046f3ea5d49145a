import { getTranslations } from 'next-intl/server';
import { ownDepartments } from '@/domain/actor';
import { dayOf } from '@/domain/date';
import { formatNumber, formatPercent } from '@/domain/number';
import { type PeriodRef, periodToSearch, roman } from '@/domain/period';
import { reach } from '@/domain/policy';
import { departmentsInPeriod } from '@/features/departments/queries';
import { areas } from '@/features/indicators/queries';
import { people } from '@/features/people/queries';
import { calendarOf } from '@/features/periods/queries';
import { currentActor } from '@/server/session';
import { LinkButton } from '@/ui/button';
import { ChoiceLinks } from '@/ui/choice';
import { Link } from '@/ui/link';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { Pagination } from '@/ui/page/pagination';
import { TaskFilters } from '../components/task-filters';
import { TASKS_PER_PAGE, taskCounts, taskLines } from '../queries';
import { dueSpan, judgedOf, monthsOf, STANDINGS, sharesOf, type Tally, totalOf, weeksOf } from '../rules';
import { TASK_VIEWS, type TaskFilter } from '../schema';
import { BoardView } from './board-view';
import { CalendarView } from './calendar-view';
import { ListView } from './list-view';
import { SharesByDepartment } from './shares-panel';
import { leaderChoice } from './wording';

type DeskProps = { period: PeriodRef; filter: TaskFilter };

/** The tasks due in a quarter or a year: counts and shares on top, then the same tasks as a list, a board, a calendar, or by department. */
export async function TasksDesk({ period, filter }: DeskProps) {
  const [actor, t, tCommon] = await Promise.all([currentActor(), getTranslations('tasks'), getTranslations('common')]);
  const today = dayOf(new Date());
  const span =
    period.quarter === null
      ? { startsOn: `${period.year}-01-01`, endsOn: `${period.year}-12-31` }
      : dueSpan(period.year, period.quarter, await calendarOf(period.year));
  const asked = { span, filter, today };
  const ownIds = reach(actor, 'task.read') === 'own' ? ownDepartments(actor) : [];
  const months = monthsOf(span);
  const month =
    [filter.month, today.slice(0, 7), months[0]].find((one) => one !== null && one !== undefined && months.includes(one)) ??
    today.slice(0, 7);
  const window =
    filter.view === 'board'
      ? ({ kind: 'board' } as const)
      : filter.view === 'calendar'
        ? ({ kind: 'days', ...daysOf(month) } as const)
        : ({ kind: 'page', page: filter.page } as const);
  const [counts, lines, departments, areaList, leaders] = await Promise.all([
    taskCounts(actor, asked),
    filter.view === 'departments' ? null : taskLines(actor, asked, window),
    departmentsInPeriod(actor, span),
    areas(actor),
    people(actor, today),
  ]);
  const href = (changes: Partial<TaskFilter>) => addressOf(period, { ...filter, page: 1, ...changes });
  const name =
    period.quarter === null
      ? t('ofYear', { year: period.year })
      : tCommon('quarterYear', { roman: roman(period.quarter), year: period.year });
  const isFiltered = href({}) !== addressOf(period, { ...EVERYTHING, view: filter.view, month: filter.month });
  const clear = isFiltered ? <Link href={addressOf(period, { ...EVERYTHING, view: filter.view })}>{t('clear')}</Link> : null;
  const option = ({ id, name: label }: { id: number; name: string }) => ({ value: id, label });
  const empty = (
    <Empty
      title={t(isFiltered ? 'nothingTitle' : 'emptyTitle', { period: name })}
      action={isFiltered ? <LinkButton href={addressOf(period, { ...EVERYTHING, view: filter.view })}>{t('clear')}</LinkButton> : undefined}
    >
      {t(isFiltered ? 'nothingBody' : 'emptyDesk')}
    </Empty>
  );
  return (
    <>
      <PageHeader
        title={t('deskTitle', { period: name })}
        actions={
          reach(actor, 'task.manage') && (
            <LinkButton variant="main" href={`/tasks/new?${periodToSearch(period)}`}>
              {t('addUnplanned')}
            </LinkButton>
          )
        }
      >
        <Counts planned={counts.planned} unplanned={counts.unplanned} />
      </PageHeader>
      <div className="mb-3">
        <ChoiceLinks
          label={t('view.choose')}
          options={TASK_VIEWS.map((view) => ({ href: href({ view }), label: t(`view.${view}`), current: view === filter.view }))}
        />
      </div>
      <TaskFilters
        filter={filter}
        kept={{ year: String(period.year), period: period.quarter === null ? 'year' : `q${period.quarter}`, view: filter.view }}
        options={{
          department: ownIds.length > 0 ? departments.filter(({ id }) => ownIds.includes(id)).map(option) : departments.map(option),
          area: areaList.map(option),
          standing: STANDINGS.map((standing) => ({ value: standing, label: t(`standingName.${standing}`) })),
          leader: leaders.map(leaderChoice),
          unplanned: [
            { value: 'no', label: t('plannedOnly') },
            { value: 'yes', label: t('unplannedOnly') },
          ],
          role: ownIds.length > 0 ? (['lead', 'support'] as const).map((role) => ({ value: role, label: t(`role.${role}`) })) : [],
        }}
        words={{
          ...{ search: t('search'), more: t('moreFilters'), all: t('all'), apply: t('apply'), priority: t('fields.isPriority'), clear },
          ...{ department: t('fields.lead'), area: t('fields.area'), standing: t('fields.state'), leader: t('fields.director') },
          ...{ unplanned: t('kindOfTask'), role: t('roleName') },
        }}
      />
      {filter.view === 'departments' && <SharesByDepartment period={period} />}
      {lines && filter.view === 'list' && (
        <>
          <ListView rows={lines.rows} empty={empty} ownIds={ownIds} />
          <Pagination
            label={t('pages')}
            range={t('range', {
              from: formatNumber((filter.page - 1) * TASKS_PER_PAGE + 1),
              to: formatNumber((filter.page - 1) * TASKS_PER_PAGE + lines.rows.length),
              total: formatNumber(lines.total),
            })}
            previous={filter.page > 1 ? href({ page: filter.page - 1 }) : undefined}
            next={filter.page * TASKS_PER_PAGE < lines.total ? href({ page: filter.page + 1 }) : undefined}
            words={{ previous: t('previous'), next: t('next') }}
          />
        </>
      )}
      {lines &&
        filter.view === 'board' &&
        (lines.rows.length === 0 ? empty : <BoardView {...lines} today={today} listHref={href({ view: 'list' })} />)}
      {lines && filter.view === 'calendar' && (
        <CalendarView
          rows={lines.rows}
          month={month}
          months={months.map((one) => ({ month: one, href: href({ view: 'calendar', month: one }) }))}
          today={today}
        />
      )}
    </>
  );
}

/** Planned tasks by how they stand, the unplanned ones apart. */
async function Counts({ planned, unplanned }: { planned: Tally; unplanned: Tally }) {
  const t = await getTranslations('tasks.counted');
  const words = (tally: Tally) => {
    const shares = sharesOf(tally);
    return [
      t('judged', { count: judgedOf(tally) }),
      ...(['onTime', 'late', 'overdue', 'exceeded'] as const).map((which) =>
        tally[which] > 0 ? t(which, { count: tally[which], percent: formatPercent(shares[which]) }) : null,
      ),
      tally.open > 0 && t('open', { count: tally.open }),
      tally.suspended + tally.cancelled > 0 && t('left', { count: tally.suspended + tally.cancelled }),
    ].filter(Boolean);
  };
  return (
    <>
      <p>
        <b>{t('planned', { count: totalOf(planned) })}</b> {words(planned).join(' · ')}
      </p>
      <p>
        <b>{t('unplanned', { count: totalOf(unplanned) })}</b> {totalOf(unplanned) > 0 && words(unplanned).join(' · ')}
      </p>
    </>
  );
}

function daysOf(month: string): { startsOn: string; endsOn: string } {
  const days = weeksOf(month)
    .flat()
    .filter((day) => day.startsWith(month));
  return { startsOn: `${month}-01`, endsOn: days.at(-1) ?? `${month}-28` };
}

const EVERYTHING: TaskFilter = {
  ...{ view: 'list', q: '', department: null, area: null, standing: null, leader: null, unplanned: null, role: null },
  ...{ priority: null, month: null, page: 1 },
};

/** What is asked for as an address; what is not asked for is not in it. */
function addressOf(period: PeriodRef, filter: TaskFilter): string {
  const search = new URLSearchParams(periodToSearch(period));
  for (const [key, value] of Object.entries(filter))
    if (value !== null && value !== '' && value !== EVERYTHING[key as keyof TaskFilter]) search.set(key, String(value));
  return `/tasks?${search}`;
}
