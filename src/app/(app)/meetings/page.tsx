import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { currentActor } from '@/server/session';
import { LinkButton } from '@/ui/button';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('modules.meetings'))('title') };
}

export default async function MeetingsPage() {
  const [actor, t] = await Promise.all([currentActor(), getTranslations('modules.meetings')]);
  if (!reach(actor, 'meeting.read')) notFound();

  return (
    <>
      <PageHeader title={t('title')} />
      <Empty title={t('emptyTitle')} action={<LinkButton href={'/plans'}>{t('action')}</LinkButton>}>
        {t('emptyBody')}
      </Empty>
    </>
  );
}
