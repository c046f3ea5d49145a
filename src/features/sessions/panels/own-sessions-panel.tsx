import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatMoment } from '@/domain/date';
import { Form, SubmitButton } from '@/ui/form';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { endOwnOtherSessionsAction, endOwnSessionAction } from '../actions';
import { ownSessions, type SessionLine } from '../queries';
import { deviceOf } from '../rules';

/** Where one is signed in, and a way to end each of it. `currentId` is the session that is looking. */
export async function OwnSessionsPanel({ actor, currentId }: { actor: Actor; currentId: string }) {
  const [t, rows] = await Promise.all([getTranslations('accounts.sessions'), ownSessions(actor, new Date())]);
  const others = rows.filter(({ id }) => id !== currentId).length;
  const device = ({ userAgent }: SessionLine) => {
    const { browser, system } = deviceOf(userAgent);
    return browser && system ? t('deviceOn', { browser, system }) : (browser ?? system ?? t('deviceUnknown'));
  };
  const endButton = (row: SessionLine) =>
    row.id === currentId ? (
      <span className="muted small">{t('thisOne')}</span>
    ) : (
      <Form action={endOwnSessionAction} once={false} className="inline">
        <input type="hidden" name="sessionId" value={row.id} />
        <SubmitButton variant="bare">
          {t('end')}
          <span className="sr"> {t('endOf', { device: device(row), since: formatMoment(row.createdAt) })}</span>
        </SubmitButton>
      </Form>
    );
  return (
    <Section
      title={t('title')}
      aside={
        others > 0 ? (
          <Form action={endOwnOtherSessionsAction} once={false} className="inline">
            <SubmitButton variant="plain">{t('endOthers', { count: others })}</SubmitButton>
          </Form>
        ) : (
          t('onlyThis')
        )
      }
    >
      <DataTable
        caption={t('title')}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { key: 'device', head: t('device'), cell: device, rowHead: true },
          { key: 'since', head: t('since'), cell: ({ createdAt }) => formatMoment(createdAt), align: 'end' },
          { key: 'seen', head: t('lastSeen'), cell: ({ lastSeenAt }) => formatMoment(lastSeenAt), align: 'end' },
          { key: 'address', head: t('address'), cell: ({ ip }) => ip ?? '–' },
          { key: 'act', head: t('act'), cell: endButton, align: 'end' },
        ]}
        phone={(row) => ({ title: device(row), detail: `${t('since')} ${formatMoment(row.createdAt)}`, aside: endButton(row) })}
      />
    </Section>
  );
}
