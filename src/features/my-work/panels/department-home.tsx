import ClipboardList from 'lucide-react/icons/clipboard-list';
import ListChecks from 'lucide-react/icons/list-checks';
import Table2 from 'lucide-react/icons/table-2';
import Undo2 from 'lucide-react/icons/undo-2';
import { getTranslations } from 'next-intl/server';
import { type Actor, ownDepartments } from '@/domain/actor';
import { addDays, dayOf, daysBetween, formatDayShort, formatMoment } from '@/domain/date';
import { formatNumber, formatPercent } from '@/domain/number';
import { isQuarter, type Quarter, roman } from '@/domain/period';
import { type OwnSubmission, ownSubmissions } from '@/features/submissions/queries';
import { openTasksDue } from '@/features/tasks/queries';
import { LinkButton } from '@/ui/button';
import { DayStrip } from '@/ui/charts/day-strip';
import { Meter } from '@/ui/charts/meter';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { Timeline } from '@/ui/page/timeline';
import { DoneList, type TodoItem, TodoList } from '@/ui/page/todo-list';
import { newsOf, progressOf } from '../queries';
import { byUrgency, type Duty, dutyOf, pressure } from '../rules';

const ICON = { correct: Undo2, PLAN: ClipboardList, REPORT: Table2 };
const inRoman = (quarter: number) => (isQuarter(quarter) ? roman(quarter satisfies Quarter) : String(quarter));
const hrefOf = ({ kind, departmentCode, year, quarter }: Pick<OwnSubmission, 'kind' | 'departmentCode' | 'year' | 'quarter'>) =>
  `${kind === 'PLAN' ? '/plans' : '/reports'}/${departmentCode}?year=${year}&period=q${quarter}`;

/** What is due from a department's reporter or head, what is done, and how the year goes. */
export async function DepartmentHome({ actor, now, subtitle }: { actor: Actor; now: Date; subtitle: string }) {
  const [t, tSubmissions] = await Promise.all([getTranslations('home'), getTranslations('submissions')]);
  const today = dayOf(now);
  const [departmentId = 0] = ownDepartments(actor);
  const year = Number(today.slice(0, 4));
  const [files, tasks, news, progress] = await Promise.all([
    ownSubmissions(actor, now),
    openTasksDue(actor, ownDepartments(actor), addDays(today, 14)),
    newsOf(actor),
    progressOf(actor, departmentId, year),
  ]);
  const duties = files
    .flatMap((file): (OwnSubmission & { duty: Duty })[] => {
      const duty = dutyOf(file, now);
      return duty ? [{ ...file, duty }] : [];
    })
    .sort(byUrgency);
  const done = files.filter(({ state }) => state === 'APPROVED' || state === 'SUBMITTED').slice(-5);
  const left = (dueOn: string) => {
    const days = daysBetween(today, dueOn);
    return days < 0 ? t('late', { days: -days }) : t('left', { days });
  };
  const [firstTask] = tasks;
  const items: TodoItem[] = [
    ...duties.map((file): TodoItem => {
      const dueOn = dayOf(file.dueAt);
      const words = { roman: inRoman(file.quarter), year: file.year };
      const returned = file.duty === 'correct';
      return {
        key: `${file.kind}/${file.periodId}/${file.departmentId}`,
        icon: returned ? ICON.correct : ICON[file.kind],
        tone: returned ? 'warn' : pressure(dueOn, today),
        title: returned ? t(`correct.${file.kind}`, words) : t(`fill.${file.kind}`, words),
        detail: returned ? `${file.departmentName}, ${t('pins', { count: file.pins })}` : file.departmentName,
        due: t('due', { day: formatDayShort(dueOn) }),
        left: left(dueOn),
        action: { href: hrefOf(file), label: returned ? t('action.correct', { count: file.pins }) : t(`action.${file.kind}`) },
      };
    }),
    ...(firstTask
      ? [
          {
            key: 'tasks',
            icon: ListChecks,
            tone: pressure(firstTask.dueOn, today),
            title: t('tasks', { count: tasks.length }),
            detail: tasks
              .slice(0, 3)
              .map(({ title }) => title)
              .join(', '),
            due: t('due', { day: formatDayShort(firstTask.dueOn) }),
            left: left(firstTask.dueOn),
            action: {
              href: `/reports/${files.find(({ departmentId }) => departmentId === firstTask.leadDepartmentId)?.departmentCode ?? ''}?year=${firstTask.year}&period=q${firstTask.quarter}&tab=tasks`,
              label: t('action.tasks'),
            },
          },
        ]
      : []),
  ];
  const soonest = duties.map(({ dueAt }) => daysBetween(today, dayOf(dueAt))).sort((one, other) => one - other)[0];
  const title = items.length === 0 ? t('finding.none') : t('finding.work', { count: items.length, days: Math.max(-1, soonest ?? 0) });
  return (
    <>
      <PageHeader kind="finding" title={title}>
        <p className="muted">{subtitle}</p>
      </PageHeader>
      <div className="split">
        <div className="stack">
          {items.length > 0 ? (
            <TodoList label={t('list')} items={items} />
          ) : (
            <Empty title={t('emptyTitle')} action={<LinkButton href={`/summary/${year}`}>{t('emptyAction', { year })}</LinkButton>}>
              {t('emptyBody')}
            </Empty>
          )}
          {done.length > 0 && (
            <Section title={t('done')} level={3}>
              <DoneList
                label={t('done')}
                items={done.map((file) => ({
                  key: `${file.kind}/${file.periodId}/${file.departmentId}`,
                  what: (
                    <a className="plain" href={hrefOf(file)}>
                      {t(`doneFile.${file.kind}`, { roman: inRoman(file.quarter), year: file.year })}
                    </a>
                  ),
                  when:
                    file.state === 'APPROVED' && file.decidedAt
                      ? t('doneWhen', { day: formatDayShort(dayOf(file.decidedAt)) })
                      : t('waiting'),
                }))}
              />
            </Section>
          )}
          {duties.length > 0 && (
            <Section title={t('strip')} level={3}>
              <DayStrip
                today={today}
                todayLabel={t('today')}
                label={duties
                  .map(
                    (file) =>
                      `${formatDayShort(dayOf(file.dueAt))}: ${t(`fill.${file.kind}`, { roman: inRoman(file.quarter), year: file.year })}`,
                  )
                  .join('; ')}
                marks={duties
                  .filter((file, index) => duties.findIndex(({ dueAt }) => dayOf(dueAt) === dayOf(file.dueAt)) === index)
                  .map((file) => ({
                    day: dayOf(file.dueAt),
                    label: tSubmissions(`kind.${file.kind}`),
                    urgent: pressure(dayOf(file.dueAt), today) !== undefined,
                  }))}
              />
            </Section>
          )}
        </div>
        <aside className="stack">
          {progress.length > 0 && (
            <Section title={t('progress')}>
              <ul className="list lines">
                {progress.map(({ code, name, unit, decimals, actual, plan, completion }) => (
                  <li key={code}>
                    <div className="row between">
                      <span>
                        {name} <span className="muted small">{unit}</span>
                      </span>
                      <b className="num">{formatNumber(actual, decimals)}</b>
                    </div>
                    <div className="row">
                      <Meter
                        value={actual ?? 0}
                        target={plan}
                        label={`${name}: ${formatNumber(actual, decimals)} / ${formatNumber(plan, decimals)}`}
                      />
                      <span className={completion !== null && completion < 1 ? 'miss small num' : 'muted small num'}>
                        {formatPercent(completion === null ? null : completion * 100)}
                      </span>
                    </div>
                  </li>
                ))}
              </ul>
            </Section>
          )}
          <Section title={t('news')}>
            {news.length === 0 ? (
              <p className="muted small">{t('noNews')}</p>
            ) : (
              <Timeline
                items={news.map(({ verdict, kind, quarter, year: inYear, code, pins, by, at }, index) => ({
                  key: `${verdict}/${kind}/${code}/${inYear}/${quarter}/${at.getTime()}`,
                  what: (
                    <a className="plain" href={hrefOf({ kind, departmentCode: code, year: inYear, quarter })}>
                      {t(`newsItem.${verdict}`, { kind: tSubmissions(`kindLower.${kind}`), roman: inRoman(quarter), pins })}
                    </a>
                  ),
                  when: `${by}, ${formatMoment(at)}`,
                  dateTime: at.toISOString(),
                  current: index === 0,
                }))}
              />
            )}
          </Section>
        </aside>
      </div>
    </>
  );
}
