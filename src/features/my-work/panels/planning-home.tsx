import BellRing from 'lucide-react/icons/bell-ring';
import CalendarPlus from 'lucide-react/icons/calendar-plus';
import CalendarRange from 'lucide-react/icons/calendar-range';
import ClipboardList from 'lucide-react/icons/clipboard-list';
import Table2 from 'lucide-react/icons/table-2';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { addDays, dayOf, daysBetween, formatDay, formatDayShort, formatMoment } from '@/domain/date';
import { isQuarter, quarterOf as quarterOfDay, roman } from '@/domain/period';
import { extensionRequests, openDeadlines, quarterOf } from '@/features/periods/queries';
import { UnreadSection } from '@/features/reminders/panels/unread-section';
import { inbox } from '@/features/review/queries/inbox';
import { fileHref } from '@/features/review/rules/inbox';
import { board } from '@/features/submissions/queries/board';
import { yearStandings } from '@/features/year-rollover/queries';
import { LinkButton } from '@/ui/button';
import { Meter } from '@/ui/charts/meter';
import { Link } from '@/ui/link';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { type TodoItem, TodoList } from '@/ui/page/todo-list';

const SHOWN = 8;
const AHEAD_DAYS = 21;
const BOARDS = 4;
/** From so many days on, a file has waited too long. */
const LONG_DAYS = 3;
const inRoman = (quarter: number) => (isQuarter(quarter) ? roman(quarter) : String(quarter));

/** What waits for the planning office: files to decide, requests to answer, departments to chase, the next quarter to open. */
export async function PlanningHome({ actor, now, subtitle }: { actor: Actor; now: Date; subtitle: string }) {
  const [t, tSubmissions, tInbox, tRollover] = await Promise.all([
    getTranslations('home'),
    getTranslations('submissions'),
    getTranslations('review.inbox'),
    getTranslations('rollover.link'),
  ]);
  const today = dayOf(now);
  const coming = quarterOfDay(addDays(today, AHEAD_DAYS));
  const thisQuarter = quarterOfDay(today);
  const [waiting, extensions, deadlines, next, [newYear]] = await Promise.all([
    inbox(actor),
    extensionRequests(actor).then((rows) => rows.filter(({ state }) => state === 'REQUESTED')),
    openDeadlines(actor, now),
    quarterOf(actor, coming.year, coming.quarter),
    // the year is opened in its last quarter
    thisQuarter.quarter === 4 ? yearStandings(actor, [thisQuarter.year + 1]) : [],
  ]);
  const running = deadlines.slice(0, BOARDS);
  const boards = await Promise.all(
    running.map(({ periodId, startsOn, endsOn, kind, ...deadline }) =>
      board(actor, { id: periodId, startsOn, endsOn }, kind, deadline, now),
    ),
  );
  const late = boards.map((rows) => rows.filter(({ status }) => status === 'late').length);
  const total = late.reduce((sum, count) => sum + count, 0);
  const [longest] = waiting;
  const days = longest ? daysBetween(dayOf(longest.waitingSince), today) : 0;
  const items: TodoItem[] = [
    ...waiting.slice(0, SHOWN).map((file): TodoItem => {
      const days = daysBetween(dayOf(file.waitingSince), today);
      return {
        key: `review/${file.submissionId}`,
        icon: file.kind === 'PLAN' ? ClipboardList : Table2,
        tone: days >= LONG_DAYS ? 'warn' : undefined,
        title: t(`review.${file.kind}`, { roman: inRoman(file.quarter), year: file.year, department: file.departmentName }),
        detail: [
          `${file.submittedBy}, ${formatMoment(file.submittedAt)}`,
          file.roundNo > 1 && tInbox('resubmitted', { round: file.roundNo }),
          tInbox('outliers', { count: file.outliers }),
        ]
          .filter(Boolean)
          .join(' · '),
        due: t('handedIn', { day: formatDayShort(dayOf(file.submittedAt)) }),
        left: t('waits', { days }),
        action: {
          href: fileHref(file),
          label: t('action.review'),
        },
      };
    }),
    ...(extensions.length > 0
      ? [
          {
            key: 'extensions',
            icon: CalendarPlus,
            title: t('extensions', { count: extensions.length }),
            action: { href: `/admin/periods?year=${coming.year}`, label: t('action.extensions') },
          },
        ]
      : []),
    ...running.flatMap(({ kind, year, quarter, dueAt, periodId }, index): TodoItem[] => {
      const count = late[index] ?? 0;
      if (count === 0) return [];
      return [
        {
          key: `chase/${kind}/${periodId}`,
          icon: BellRing,
          tone: 'bad',
          title: t(`chase.${kind}`, { roman: inRoman(quarter), count }),
          due: t('due', { day: formatDayShort(dayOf(dueAt)) }),
          left: t('late', { days: daysBetween(dayOf(dueAt), today) }),
          action: { href: `${kind === 'PLAN' ? '/plans' : '/reports'}?year=${year}&period=q${quarter}`, label: t('action.chase') },
        },
      ];
    }),
    ...(newYear && newYear.openedAt === null && newYear.quarters < 4
      ? [
          {
            key: 'new-year',
            icon: CalendarRange,
            title: tRollover('home', { year: newYear.year }),
            detail: tRollover('homeDetail', { before: newYear.year - 1 }),
            action: { href: `/admin/rollover?to=${newYear.year}`, label: t('action.open') },
          },
        ]
      : []),
    ...(next
      ? []
      : [
          {
            key: 'open',
            icon: CalendarPlus,
            title: t('openQuarter', { roman: roman(coming.quarter), year: coming.year }),
            detail: t('openQuarterDetail'),
            action: { href: `/admin/periods?year=${coming.year}`, label: t('action.open') },
          },
        ]),
  ];
  return (
    <>
      <PageHeader kind="finding" title={t('finding.planning', { waiting: waiting.length, days, late: total })}>
        <p className="muted">{subtitle}</p>
      </PageHeader>
      <div className="split">
        <div>
          {items.length > 0 ? (
            <TodoList label={t('list')} items={items} />
          ) : (
            <Empty
              title={t('emptyTitle')}
              action={<LinkButton href={`/summary/${coming.year}`}>{t('emptyAction', { year: coming.year })}</LinkButton>}
            >
              {t('emptyBody')}
            </Empty>
          )}
          {waiting.length > SHOWN && (
            <p className="small mt-2">
              <Link href="/inbox">{t('moreWaiting', { count: waiting.length - SHOWN })}</Link>
            </p>
          )}
        </div>
        <aside className="stack">
          <UnreadSection actor={actor} />
          {running.map((deadline, index) => {
            const rows = boards[index] ?? [];
            const count = (...statuses: string[]) => rows.filter(({ status }) => statuses.includes(status)).length;
            const handedIn = count('submitted', 'approved', 'locked');
            const dueOn = dayOf(deadline.dueAt);
            const left = daysBetween(today, dueOn);
            const words = { roman: inRoman(deadline.quarter), year: deadline.year };
            const parts = (['late', 'returned', 'submitted', 'approved', 'extended', 'draft', 'none'] as const).flatMap((status) => {
              const found = count(status, ...(status === 'approved' ? ['locked'] : []));
              return found > 0 ? [{ status, found }] : [];
            });
            return (
              <Section
                key={`${deadline.kind}/${deadline.periodId}`}
                title={
                  <Link
                    className="plain"
                    href={`/review?year=${deadline.year}&period=q${deadline.quarter}&kind=${deadline.kind.toLowerCase()}`}
                  >
                    {t(`doneFile.${deadline.kind}`, words)}
                  </Link>
                }
                aside={t('handedInOf', { count: handedIn, of: rows.length })}
              >
                <Meter
                  value={handedIn}
                  end={Math.max(rows.length, 1)}
                  tone="quiet"
                  label={t('handedInOf', { count: handedIn, of: rows.length })}
                />
                <dl className="kv small mt-2">
                  <div>
                    <dt>{t('dueDay')}</dt>
                    <dd className="num">
                      <b>{formatDay(dueOn)}</b>, {left < 0 ? t('late', { days: -left }) : t('left', { days: left })}
                    </dd>
                  </div>
                  {parts.map(({ status, found }) => (
                    <div key={status}>
                      <dt>{tSubmissions(`status.${status}`)}</dt>
                      <dd className={`num ${status === 'late' ? 'bad' : status === 'returned' ? 'warn' : ''}`}>
                        <b>{found}</b>
                      </dd>
                    </div>
                  ))}
                </dl>
              </Section>
            );
          })}
        </aside>
      </div>
    </>
  );
}
