import { getTranslations } from 'next-intl/server';
import { dayOfColumn, formatDay, formatMoment } from '@/domain/date';
import { Form, SubmitButton } from '@/ui/form';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { confirmPartyRoleAction, declinePartyRoleAction } from '../actions';
import type { PartyRoleRequestLine } from '../queries';

/** Roles of the Party that wait for the second hand: who asks, for whom, and yes or no. Nothing when none waits. */
export async function PartyRequestsPanel({ requests }: { requests: PartyRoleRequestLine[] }) {
  if (requests.length === 0) return null;
  const t = await getTranslations('accounts');
  return (
    <Section title={t('party.title')}>
      <p className="muted small mb-2">{t('party.body')}</p>
      <DataTable
        caption={t('party.title')}
        rows={requests}
        rowKey={({ id }) => String(id)}
        columns={[
          { key: 'who', head: t('party.who'), rowHead: true, cell: ({ who, username }) => `${who} (${username})` },
          { key: 'role', head: t('field.role'), cell: ({ role, cell }) => [t(`role.${role}`), cell].filter(Boolean).join(' · ') },
          { key: 'from', head: t('field.validFrom'), cell: ({ validFrom }) => formatDay(dayOfColumn(validFrom)) },
          { key: 'by', head: t('party.askedBy'), cell: ({ askedBy, askedAt }) => `${askedBy}, ${formatMoment(askedAt)}` },
          {
            key: 'act',
            head: t('party.answer'),
            cell: (request) => (request.isOwn ? <span className="muted small">{t('party.notYours')}</span> : <Answer {...request} />),
          },
        ]}
      />
    </Section>
  );
}

async function Answer({ id, who }: PartyRoleRequestLine) {
  const t = await getTranslations('accounts.party');
  return (
    <span className="row">
      <Form action={confirmPartyRoleAction} className="inline">
        <input type="hidden" name="requestId" value={id} />
        <SubmitButton variant="plain" label={t('confirmOf', { who })}>
          {t('confirm')}
        </SubmitButton>
      </Form>
      <Form action={declinePartyRoleAction} className="inline">
        <input type="hidden" name="requestId" value={id} />
        <SubmitButton variant="plain" label={t('declineOf', { who })}>
          {t('decline')}
        </SubmitButton>
      </Form>
    </span>
  );
}
