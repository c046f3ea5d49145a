import { getTranslations } from 'next-intl/server';
import { formatTime } from '@/domain/date';
import { Form, SubmitButton } from '@/ui/form';
import { Link } from '@/ui/link';
import { Status, type StatusKind } from '@/ui/status';
import { markReadAction } from '../actions';
import { type ReminderLine, wordingOf } from '../rules/wording';
import type { ReminderKind } from '../schema';

const MARK: Record<ReminderKind, StatusKind> = {
  BEFORE_DUE: 'due',
  ON_DUE: 'due',
  AFTER_DUE: 'late',
  ESCALATED_HEAD: 'late',
  ESCALATED_DIRECTOR: 'late',
  REVIEW_WAITING: 'waiting',
  RETURNED: 'returned',
  DIGEST: 'none',
  MENTION: 'waiting',
  CUSTOM: 'waiting',
};

/** Reminders as lines: what, about whom, when; each leads to its thing, and the unread ones have a button that marks them. */
export async function ReminderList({ rows }: { rows: readonly ReminderLine[] }) {
  const [t, tAll] = await Promise.all([getTranslations('reminders'), getTranslations()]);
  return (
    <ul className="list lines reminders">
      {rows.map((row) => {
        const { title, detail, href } = wordingOf(row);
        const sentence = tAll(title.key, title.params);
        return (
          <li key={row.id}>
            <Status kind={MARK[row.kind]} quiet={row.readAt !== null}>
              {t(`kind.${row.kind}`)}
            </Status>
            <div className="min-w-0">
              <Link className="plain" href={href} prefetch={false}>
                {row.readAt ? sentence : <b>{sentence}</b>}
              </Link>
              {!row.readAt && <span className="sr">, {t('new')}</span>}
              <p className="small muted">
                {[formatTime(row.createdAt), detail && tAll(detail.key, detail.params)].filter(Boolean).join(' · ')}
              </p>
            </div>
            {!row.readAt && (
              <Form action={markReadAction} className="inline" once={false}>
                <input type="hidden" name="reminderId" value={row.id} />
                <SubmitButton variant="plain" size="small" label={t('readOf', { title: sentence })}>
                  {t('read')}
                </SubmitButton>
              </Form>
            )}
          </li>
        );
      })}
    </ul>
  );
}
