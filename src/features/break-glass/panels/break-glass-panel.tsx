import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatMoment, formatTime } from '@/domain/date';
import { Form, Select, SubmitButton, TextArea } from '@/ui/form';
import { Link } from '@/ui/link';
import { DataTable } from '@/ui/page/data-table';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { openBreakGlassAction } from '../actions';
import { type Look, ownLooks } from '../queries';
import { LOOKS } from '../schema';

/** Where an administrator asks for a look into Party content, and sees the looks taken so far. Nothing for anybody else. */
export async function BreakGlassPanel({ actor }: { actor: Actor }) {
  const [t, own] = await Promise.all([getTranslations('breakGlass'), ownLooks(actor)]);
  if (!own) return null;
  const until = actor.breakGlassUntil;
  return (
    <>
      <PageHeader title={t('title')}>
        <p className="muted">{t('body')}</p>
      </PageHeader>
      {until ? (
        <p role="status">
          <b className="warn">{t('openUntil', { at: formatMoment(new Date(until)) })}</b> <Link href="/party">{t('toParty')}</Link>
        </p>
      ) : (
        <Form action={openBreakGlassAction} labels={{ reason: t('reason'), minutes: t('minutes') }}>
          <TextArea name="reason" label={t('reason')} hint={t('reasonHint')} rows={3} />
          <Select
            name="minutes"
            label={t('minutes')}
            initial={30}
            choices={LOOKS.map((minutes) => ({ value: minutes, label: t('forMinutes', { minutes }) }))}
          />
          <SubmitButton>{t('open')}</SubmitButton>
        </Form>
      )}
      <Section title={t('own')}>
        <LookTable looks={own} />
      </Section>
    </>
  );
}

/** Who looked, why, and from when to when. */
export async function LookTable({ looks }: { looks: Look[] }) {
  const t = await getTranslations('breakGlass');
  return (
    <DataTable
      caption={t('list')}
      rows={looks}
      rowKey={({ id }) => String(id)}
      empty={<p className="muted">{t('none')}</p>}
      phone={({ who, reason, startsAt, endsAt }) => ({
        title: who,
        detail: reason,
        aside: `${formatMoment(startsAt)} – ${formatTime(endsAt)}`,
      })}
      columns={[
        { key: 'who', head: t('who'), rowHead: true, cell: ({ who }) => who },
        { key: 'from', head: t('from'), cell: ({ startsAt }) => formatMoment(startsAt) },
        { key: 'until', head: t('until'), cell: ({ endsAt }) => formatMoment(endsAt) },
        { key: 'reason', head: t('reason'), cell: ({ reason }) => reason },
      ]}
    />
  );
}
