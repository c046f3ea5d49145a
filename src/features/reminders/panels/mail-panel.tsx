import { getTranslations } from 'next-intl/server';
import { formatMoment } from '@/domain/date';
import { env } from '@/server/env';
import { currentActor } from '@/server/session';
import { Form, SubmitButton } from '@/ui/form';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { Status } from '@/ui/status';
import { resendMailAction } from '../actions';
import { type MailState, mailState } from '../queries';

/** How the e-mail of reminders goes: what waits, since when and why, and the button that tries again. Nothing for those who do not see to it. */
export async function MailPanel() {
  const [actor, t] = await Promise.all([currentActor(), getTranslations('reminders.mail')]);
  const state = await mailState(actor, new Date());
  if (!state) return null;
  const { SMTP_URL: url, MAIL_FROM: from } = env();
  const isOn = url !== undefined && from !== undefined;
  const reason = (problem: string | null) => (problem === 'INTERRUPTED' ? t('interrupted') : (problem ?? ''));
  const again = ({ id, name }: { id: number; name: string }) => isOn && <Resend id={id} label={t('again')} name={t('againOf', { name })} />;
  return (
    <>
      <PageHeader
        kind="finding"
        title={finding(t, state, isOn)}
        above={t('title')}
        actions={state.troubled.length > 0 && isOn && <Resend label={t('againAll')} />}
      >
        <p className="muted">
          {isOn ? `${t('server', { host: new URL(url).host, from })} · ${t('sent', { sent: state.sentToday })}` : t('offBody')}
          {isOn && state.nextAttemptAt && ` ${t('next', { next: formatMoment(state.nextAttemptAt) })}`}
        </p>
      </PageHeader>
      <Section
        title={t('list')}
        aside={
          <Link href="/admin/accounts" prefetch={false}>
            {t('withoutAddress', { count: state.withoutAddress })}
          </Link>
        }
      >
        <DataTable
          caption={t('list')}
          rows={state.troubled}
          rowKey={({ id }) => String(id)}
          empty={<p className="muted">{t('none')}</p>}
          columns={[
            { key: 'to', head: t('to'), rowHead: true, cell: ({ name, to }) => [name, to].filter(Boolean).join(', ') },
            {
              key: 'state',
              head: t('state'),
              cell: (row) => <Status kind={row.state === 'FAILED' ? 'late' : 'waiting'}>{t(row.state)}</Status>,
            },
            { key: 'made', head: t('made'), cell: ({ createdAt }) => <span className="num">{formatMoment(createdAt)}</span> },
            { key: 'attempts', head: t('attempts'), align: 'end', cell: ({ attempts }) => attempts },
            { key: 'problem', head: t('problem'), cell: ({ problem }) => reason(problem) },
            { key: 'again', head: <span className="sr">{t('again')}</span>, align: 'end', cell: again },
          ]}
          phone={(row) => ({ title: row.name, detail: `${t(row.state)} · ${reason(row.problem)}`, aside: again(row) })}
        />
      </Section>
    </>
  );
}

function finding(t: Awaited<ReturnType<typeof getTranslations<'reminders.mail'>>>, state: MailState, isOn: boolean): string {
  if (!isOn) return t('off');
  const trouble = [
    state.failed > 0 && t('failed', { count: state.failed }),
    state.waiting > 0 && state.since && t('waiting', { count: state.waiting, since: formatMoment(state.since) }),
  ].filter(Boolean);
  return trouble.length > 0 ? trouble.join(' ') : t('fine', { sent: state.sentToday });
}

function Resend({ id, label, name }: { id?: number; label: string; name?: string }) {
  return (
    <Form action={resendMailAction} className="inline">
      {id !== undefined && <input type="hidden" name="reminderId" value={id} />}
      <SubmitButton variant="plain" size={id === undefined ? undefined : 'small'} label={name}>
        {label}
      </SubmitButton>
    </Form>
  );
}
