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
  const roleOf = ({ role, cell }: PartyRoleRequestLine) => [t(`role.${role}`), cell].filter(Boolean).join(' · ');
  return (
    <Section title={t('party.title')}>
      <p className="muted small mb-2">{t('party.body')}</p>
      <DataTable
        caption={t('party.title')}
        rows={requests}
        rowKey={({ id }) => String(id)}
        phone={(request) => ({
          title: `${request.who} (${request.username})`,
          detail: (
            <>
              {roleOf(request)} · {formatDay(dayOfColumn(request.validFrom))} · {t('party.askedBy')}: {request.askedBy}
              <Answer {...request} />
            </>
          ),
        })}
        columns={[
          { key: 'who', head: t('party.who'), rowHead: true, cell: ({ who, username }) => `${who} (${username})` },
          { key: 'role', head: t('field.role'), cell: roleOf },
          { key: 'from', head: t('field.validFrom'), cell: ({ validFrom }) => formatDay(dayOfColumn(validFrom)) },
          { key: 'by', head: t('party.askedBy'), cell: ({ askedBy, askedAt }) => `${askedBy}, ${formatMoment(askedAt)}` },
          {
            key: 'act',
            head: t('party.answer'),
            cell: (request) => <Answer {...request} />,
          },
        ]}
      />
    </Section>
  );
}

async function Answer({ id, who, isOwn }: PartyRoleRequestLine) {
  const t = await getTranslations('accounts.party');
  if (isOwn) return <span className="muted small">{t('notYours')}</span>;
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
