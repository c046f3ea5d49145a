import Inbox from 'lucide-react/icons/inbox';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { dayOf, daysBetween } from '@/domain/date';
import { TodoList } from '@/ui/page/todo-list';
import { inbox } from '../queries/inbox';

/** On the home page of those whose work is to read: what waits for their decision, when anything does. */
export async function WaitingPanel({ actor, now }: { actor: Actor; now: Date }) {
  const files = await inbox(actor);
  const [oldest] = files;
  if (!oldest) return null;
  const [t, tHome] = await Promise.all([getTranslations('review'), getTranslations('home')]);
  const days = daysBetween(dayOf(oldest.waitingSince), dayOf(now));
  return (
    <TodoList
      label={t('inboxTitle')}
      items={[
        {
          key: 'inbox',
          icon: Inbox,
          title: t('inbox.finding', { count: files.length, days }),
          detail: files
            .slice(0, 3)
            .map(({ departmentName }) => departmentName)
            .join(', '),
          action: { href: '/inbox', label: tHome('action.review') },
        },
      ]}
    />
  );
}
