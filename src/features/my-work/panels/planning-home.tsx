import BellRing from 'lucide-react/icons/bell-ring';
import CalendarPlus from 'lucide-react/icons/calendar-plus';
import ClipboardList from 'lucide-react/icons/clipboard-list';
import Table2 from 'lucide-react/icons/table-2';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { addDays, dayOf, daysBetween, formatDayShort, formatMoment } from '@/domain/date';
import { isQuarter, quarterOf as quarterOfDay, roman } from '@/domain/period';
import { extensionRequests, openDeadlines, quarterOf } from '@/features/periods/queries';
import { board, inbox } from '@/features/submissions/queries';
import { LinkButton } from '@/ui/button';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { type TodoItem, TodoList } from '@/ui/page/todo-list';

const SHOWN = 8;
const AHEAD_DAYS = 21;
const inRoman = (quarter: number) => (isQuarter(quarter) ? roman(quarter) : String(quarter));

/** What waits for the planning office: files to decide, requests to answer, departments to chase, the next quarter to open. */
export async function PlanningHome({ actor, now, subtitle }: { actor: Actor; now: Date; subtitle: string }) {
  const [t, tSubmissions] = await Promise.all([getTranslations('home'), getTranslations('submissions')]);
  const today = dayOf(now);
  const coming = quarterOfDay(addDays(today, AHEAD_DAYS));
  const [waiting, extensions, deadlines, next] = await Promise.all([
    inbox(actor),
    extensionRequests(actor).then((rows) => rows.filter(({ state }) => state === 'REQUESTED')),
    openDeadlines(actor, now),
    quarterOf(actor, coming.year, coming.quarter),
  ]);
  const passed = deadlines.filter(({ dueAt }) => dueAt < now).slice(0, 4);
  const boards = await Promise.all(
    passed.map(({ periodId, startsOn, endsOn, kind, ...deadline }) =>
      board(actor, { id: periodId, startsOn, endsOn }, kind, deadline, now),
    ),
  );
  const late = boards.map((rows) => rows.filter(({ status }) => status === 'late').length);
  const total = late.reduce((sum, count) => sum + count, 0);
  const items: TodoItem[] = [
    ...waiting.slice(0, SHOWN).map((file): TodoItem => {
      const days = daysBetween(dayOf(file.submittedAt), today);
      return {
        key: `review/${file.submissionId}`,
        icon: file.kind === 'PLAN' ? ClipboardList : Table2,
        tone: days > 2 ? 'warn' : undefined,
        title: t(`review.${file.kind}`, { roman: inRoman(file.quarter), year: file.year, department: file.departmentName }),
        detail: `${file.submittedBy}, ${formatMoment(file.submittedAt)} · ${tSubmissions('inbox.outliers', { count: file.outliers })}`,
        due: formatDayShort(dayOf(file.submittedAt)),
        left: file.roundNo > 1 ? tSubmissions('inbox.resubmitted', { round: file.roundNo }) : tSubmissions('inbox.first'),
        action: {
          href: `${file.kind === 'PLAN' ? '/plans' : '/reports'}/${file.departmentCode}?year=${file.year}&period=q${file.quarter}`,
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
    ...passed.flatMap(({ kind, year, quarter, dueAt, periodId }, index): TodoItem[] => {
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
      <PageHeader kind="finding" title={t('finding.planning', { waiting: waiting.length, late: total })}>
        <p className="muted">{subtitle}</p>
      </PageHeader>
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
    </>
  );
}
