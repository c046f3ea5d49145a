import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { Link } from '@/ui/link';
import { Section } from '@/ui/page/section';
import { ownReminders } from '../queries';
import { wordingOf } from '../rules/wording';
import type { ReminderKind } from '../schema';

/** What a home says itself, in its list of work: deadlines, returned files, what waits for a decision. */
const SAID: readonly ReminderKind[] = ['BEFORE_DUE', 'ON_DUE', 'AFTER_DUE', 'RETURNED', 'REVIEW_WAITING'];
const SHOWN = 4;

/** For a home page: the latest unread reminders that the page does not say already; nothing when there are none. */
export async function UnreadSection({ actor }: { actor: Actor }) {
  const [t, tAll, { rows, total }] = await Promise.all([
    getTranslations('reminders'),
    getTranslations(),
    ownReminders(actor, { page: 1, only: 'unread' }),
  ]);
  const news = rows.filter(({ kind }) => !SAID.includes(kind)).slice(0, SHOWN);
  if (news.length === 0) return null;
  return (
    <Section title={t('onHome')} aside={<Link href="/reminders">{t('moreOnHome', { count: total })}</Link>}>
      <ul className="list lines stacked">
        {news.map((row) => {
          const { title, detail, href } = wordingOf(row);
          return (
            <li key={row.id}>
              <Link className="plain" href={href} prefetch={false}>
                {tAll(title.key, title.params)}
              </Link>
              {detail && <p className="small muted">{tAll(detail.key, detail.params)}</p>}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
