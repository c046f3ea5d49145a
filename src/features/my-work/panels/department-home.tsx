import ClipboardList from 'lucide-react/icons/clipboard-list';
import FileCheck from 'lucide-react/icons/file-check';
import ListChecks from 'lucide-react/icons/list-checks';
import Table2 from 'lucide-react/icons/table-2';
import Undo2 from 'lucide-react/icons/undo-2';
import { getTranslations } from 'next-intl/server';
import { type Actor, ownDepartments } from '@/domain/actor';
import { type Day, dayOf, daysBetween, formatDay, formatDayShort, formatMoment } from '@/domain/date';
import { formatNumber, formatPercent } from '@/domain/number';
import { isQuarter, type Quarter, roman } from '@/domain/period';
import { opensWith } from '@/domain/text';
import { UnreadSection } from '@/features/reminders/panels/unread-section';
import { inbox } from '@/features/review/queries/inbox';
import { fileHref } from '@/features/review/rules/inbox';
import { LinkButton } from '@/ui/button';
import { DayStrip, reachesStrip } from '@/ui/charts/day-strip';
import { Meter } from '@/ui/charts/meter';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { Timeline } from '@/ui/page/timeline';
import { DoneList, type TodoItem, TodoList } from '@/ui/page/todo-list';
import { filledOf, newsOf, type OwnSubmission, ownSubmissions, type Progress, progressOf, tasksToReport } from '../queries';
import { byUrgency, type Duty, dutyOf, pressure } from '../rules';

/** So many files of one's own department to decide about stand on the home page; the rest in the inbox. */
const REVIEWS = 4;
/** From so many days on, a file has waited too long. */
const LONG_DAYS = 3;
const ICON = { correct: Undo2, PLAN: ClipboardList, REPORT: Table2 };
const inRoman = (quarter: number) => (isQuarter(quarter) ? roman(quarter satisfies Quarter) : String(quarter));
const hrefOf = ({ kind, departmentCode, year, quarter }: Pick<OwnSubmission, 'kind' | 'departmentCode' | 'year' | 'quarter'>) =>
  `${kind === 'PLAN' ? '/plans' : '/reports'}/${departmentCode}?year=${year}&period=q${quarter}`;

/** What is due from a department's reporter or head, what is done, and how the year goes. */
export async function DepartmentHome({ actor, now, subtitle }: { actor: Actor; now: Date; subtitle: string }) {
  const [t, tSubmissions, tInbox] = await Promise.all([
    getTranslations('home'),
    getTranslations('submissions'),
    getTranslations('review.inbox'),
  ]);
  const today = dayOf(now);
  const [departmentId = 0] = ownDepartments(actor);
  const year = Number(today.slice(0, 4));
  const files = await ownSubmissions(actor, now);
  const [tasks, news, progress, filled, waiting] = await Promise.all([
    tasksToReport(actor, files, now),
    newsOf(actor),
    progressOf(actor, departmentId, year),
    filledOf(actor, files),
    inbox(actor),
  ]);
  // Only another year needs saying.
  const day = (on: Day) => (Number(on.slice(0, 4)) === year ? formatDayShort(on) : formatDay(on));
  const duties = files
    .flatMap((file): (OwnSubmission & { duty: Duty })[] => {
      const duty = dutyOf(file, now);
      return duty ? [{ ...file, duty }] : [];
    })
    .sort(byUrgency);
  const done = files
    .filter(({ state, decidedAt }) => state === 'APPROVED' || state === 'SUBMITTED' || (state === 'LOCKED' && decidedAt))
    .slice(-5);
  const left = (dueOn: string) => {
    const days = daysBetween(today, dueOn);
    return days < 0 ? t('late', { days: -days }) : t('left', { days });
  };
  const [firstTask] = tasks;
  const items: TodoItem[] = [
    ...waiting.slice(0, REVIEWS).map((file): TodoItem => {
      const days = daysBetween(dayOf(file.waitingSince), today);
      return {
        key: `review/${file.submissionId}`,
        icon: FileCheck,
        tone: days >= LONG_DAYS ? 'warn' : undefined,
        title: t(`review.${file.kind}`, { roman: inRoman(file.quarter), year: file.year, department: file.departmentName }),
        detail: [`${file.submittedBy}, ${formatMoment(file.submittedAt)}`, tInbox('outliers', { count: file.outliers })].join(' · '),
        due: t('handedIn', { day: day(dayOf(file.submittedAt)) }),
        left: t('waits', { days }),
        action: { href: fileHref(file), label: t('action.review') },
      };
    }),
    ...duties.map((file): TodoItem => {
      const dueOn = dayOf(file.dueAt);
      const words = { roman: inRoman(file.quarter), year: file.year };
      const returned = file.duty === 'correct';
      const key = `${file.kind}/${file.periodId}/${file.departmentId}`;
      return {
        key,
        icon: returned ? ICON.correct : ICON[file.kind],
        tone: returned ? 'warn' : pressure(dueOn, today),
        title: returned ? t(`correct.${file.kind}`, words) : t(`fill.${file.kind}`, words),
        detail: [
          ownDepartments(actor).length > 1 && file.departmentName,
          returned ? t('pins', { count: file.pins }) : t('filled', filled.get(key) ?? { filled: 0, required: 0 }),
        ]
          .filter(Boolean)
          .join(' · '),
        due: t('due', { day: day(dueOn) }),
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
            due: t('due', { day: day(firstTask.dueOn) }),
            left: left(firstTask.dueOn),
            action: {
              href: `${hrefOf(firstTask.report)}&tab=tasks`,
              label: t('action.tasks'),
            },
          },
        ]
      : []),
  ];
  const soonest = [...duties.map(({ dueAt }) => dayOf(dueAt)), ...tasks.map(({ dueOn }) => dueOn)]
    .map((dueOn) => daysBetween(today, dueOn))
    .sort((one, other) => one - other)[0];
  const marks = [
    ...duties.map((file) => ({ day: dayOf(file.dueAt), label: t(`mark.${file.kind}`, { roman: inRoman(file.quarter) }) })),
    ...tasks.map(({ dueOn }) => ({ day: dueOn, label: t('mark.task') })),
  ].map((mark, _, all) => {
    const same = all.filter((other) => other.day === mark.day);
    return {
      ...mark,
      label: same.length > 1 ? t('mark.several', { count: same.length }) : mark.label,
      urgent: pressure(mark.day, today) !== undefined,
    };
  });
  const strip = marks.filter((mark, index) => marks.findIndex(({ day }) => day === mark.day) === index && reachesStrip(mark.day, today));
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
                  when: file.state !== 'SUBMITTED' && file.decidedAt ? t('doneWhen', { day: day(dayOf(file.decidedAt)) }) : t('waiting'),
                }))}
              />
            </Section>
          )}
          {strip.length > 0 && (
            <div className="no-phone">
              <Section title={t('strip')} level={3}>
                <DayStrip
                  today={today}
                  todayLabel={t('today')}
                  label={strip.map((mark) => `${formatDayShort(mark.day)}: ${mark.label}`).join('; ')}
                  marks={strip}
                />
              </Section>
            </div>
          )}
        </div>
        <aside className="stack">
          <UnreadSection actor={actor} />
          {progress.length > 0 && (
            <Section title={progressTitle(t, progress)}>
              <ul className="list">
                {progress.map((one) => (
                  <ProgressLine key={one.code} {...one} />
                ))}
              </ul>
            </Section>
          )}
          <Section title={t('news')}>
            {news.length === 0 ? (
              <p className="muted small">{t('noNews')}</p>
            ) : (
              <Timeline
                items={news.map(({ verdict, step, kind, quarter, year: inYear, code, pins, by, at }, index) => ({
                  key: `${verdict}/${kind}/${code}/${inYear}/${quarter}/${at.getTime()}`,
                  what: (
                    <a className="plain" href={hrefOf({ kind, departmentCode: code, year: inYear, quarter })}>
                      {t(`newsItem.${verdict}`, { kind: tSubmissions(`kindLower.${kind}`), roman: inRoman(quarter), pins, step })}
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

/** «Từ đầu năm: cả 4 chỉ tiêu đạt kế hoạch», or what falls short. */
function progressTitle(t: Awaited<ReturnType<typeof getTranslations<'home'>>>, progress: readonly Progress[]): string {
  const judged = progress.filter(({ plan, completion }) => plan !== 0 && completion !== null);
  const [first, ...others] = judged.filter(({ completion }) => completion !== null && completion < 1);
  if (judged.length === 0) return t('progress');
  if (!first) return t('progressMet', { count: judged.length });
  return others.length === 0 ? t('progressOne', { name: first.name }) : t('progressSome', { count: others.length + 1, of: judged.length });
}

/** One figure since January: its name, the number, and how far it is against the plan of the same quarters. */
function ProgressLine({ name, unit, decimals, actual, plan, completion }: Progress) {
  const share = plan === 0 || completion === null ? null : completion;
  return (
    <li>
      <div className="row between baseline">
        <span>
          {name}
          {!opensWith(name, unit) && <span className="muted small">, {unit}</span>}
        </span>
        <b className="num">{formatNumber(actual, decimals)}</b>
      </div>
      <div className="row">
        <Meter value={actual ?? 0} target={plan} label={`${name}: ${formatNumber(actual, decimals)} / ${formatNumber(plan, decimals)}`} />
        <span className={`${share !== null && share < 1 ? 'miss' : 'muted'} small num percent`}>
          {formatPercent(share === null ? null : share * 100)}
        </span>
      </div>
    </li>
  );
}
