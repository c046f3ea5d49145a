import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { addDays, type Day, dayOf, formatDay } from '@/domain/date';
import { LinkButton } from '@/ui/button';
import { Form, SubmitButton } from '@/ui/form';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { Pagination } from '@/ui/page/pagination';
import { Section } from '@/ui/page/section';
import { Tabs } from '@/ui/page/tabs';
import { markAllReadAction } from '../actions';
import { ownReminders, PAGE_SIZE, unreadCount } from '../queries';
import type { ReminderFilter } from '../schema';
import { ReminderList } from './reminder-list';

/** The actor's own reminders by day, latest first. */
export async function RemindersPanel({ actor, filter, now }: { actor: Actor; filter: ReminderFilter; now: Date }) {
  const [t, { rows, total }, unread] = await Promise.all([getTranslations('reminders'), ownReminders(actor, filter), unreadCount(actor)]);
  const today = dayOf(now);
  const days = [...new Set(rows.map(({ createdAt }) => dayOf(createdAt)))];
  const dayName = (day: Day) => (day === today ? t('today') : day === addDays(today, -1) ? t('yesterday') : formatDay(day));
  const href = (page: number) => `/reminders?${new URLSearchParams({ ...(filter.only && { only: filter.only }), page: String(page) })}`;
  const first = (filter.page - 1) * PAGE_SIZE;
  const onlyUnread = filter.only === 'unread';
  return (
    <>
      <PageHeader
        kind="finding"
        title={t('finding', { count: unread })}
        actions={
          unread > 0 && (
            <Form action={markAllReadAction} className="inline" once={false}>
              <SubmitButton variant="plain">{t('readAll')}</SubmitButton>
            </Form>
          )
        }
      />
      <Tabs
        label={t('filter')}
        tabs={[
          { href: '/reminders', label: t('all'), current: !onlyUnread },
          { href: '/reminders?only=unread', label: t('unread'), count: unread, current: onlyUnread },
        ]}
      />
      {rows.length === 0 && (
        <Empty
          title={t(onlyUnread ? 'emptyUnreadTitle' : 'emptyTitle')}
          action={<LinkButton href={onlyUnread ? '/reminders' : '/'}>{t(onlyUnread ? 'seeAll' : 'home')}</LinkButton>}
        >
          {t(onlyUnread ? 'emptyUnreadBody' : 'emptyBody')}
        </Empty>
      )}
      <div className="secs">
        {days.map((day) => (
          <Section key={day} title={dayName(day)}>
            <ReminderList rows={rows.filter(({ createdAt }) => dayOf(createdAt) === day)} />
          </Section>
        ))}
      </div>
      <Pagination
        label={t('pages')}
        range={t('range', { from: first + 1, to: first + rows.length, total })}
        previous={filter.page > 1 ? href(filter.page - 1) : undefined}
        next={first + rows.length < total ? href(filter.page + 1) : undefined}
        words={{ previous: t('newer'), next: t('older') }}
      />
    </>
  );
}
