import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { currentActor } from '@/server/session';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { PartyTabs } from './party-tabs';

/** The title says nothing to those who may not know that the page exists. */
export async function generateMetadata(): Promise<Metadata> {
  return reach(await currentActor(), 'party.read') ? { title: (await getTranslations('modules.party'))('title') } : {};
}

export default async function PartyPage() {
  const actor = await currentActor();
  if (!reach(actor, 'party.read')) notFound();
  const t = await getTranslations('modules.party');
  return (
    <>
      <PageHeader title={t('title')}>
        <p className="muted small">{t('private')}</p>
      </PageHeader>
      <PartyTabs actor={actor} current="year" />
      <Empty title={t('emptyTitle')}>{t('emptyBody')}</Empty>
    </>
  );
}
