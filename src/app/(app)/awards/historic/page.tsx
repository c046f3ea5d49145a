import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { can } from '@/domain/policy';
import { HistoricPanel } from '@/features/awards/panels/historic-panel';
import { currentActor } from '@/server/session';
import { PageHeader } from '@/ui/page/page-header';
import { AwardTabs } from '../award-tabs';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('awards.historic'))('title') };
}

export default async function HistoricAwardPage() {
  const [actor, t] = await Promise.all([currentActor(), getTranslations('awards.historic')]);
  if (!can(actor, 'award.manage')) notFound();
  return (
    <>
      <PageHeader title={t('title')}>
        <p className="muted">{t('intro')}</p>
      </PageHeader>
      <AwardTabs actor={actor} current="decisions" />
      <HistoricPanel actor={actor} />
    </>
  );
}
