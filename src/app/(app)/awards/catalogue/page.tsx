import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { dayOf } from '@/domain/date';
import { reach } from '@/domain/policy';
import { AddTitleButton, CataloguePanel } from '@/features/award-rules/panels/catalogue-panel';
import { currentActor } from '@/server/session';
import { PageHeader } from '@/ui/page/page-header';
import { AwardTabs } from '../award-tabs';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('awardRules'))('catalogue.title') };
}

export default async function CataloguePage() {
  const [actor, t] = await Promise.all([currentActor(), getTranslations('awardRules')]);
  if (!reach(actor, 'award.read')) notFound();
  const today = dayOf(new Date());
  return (
    <>
      <PageHeader title={t('catalogue.title')} actions={<AddTitleButton actor={actor} today={today} />}>
        <p className="muted">{t('catalogue.intro')}</p>
      </PageHeader>
      <AwardTabs actor={actor} current="catalogue" />
      <CataloguePanel actor={actor} today={today} />
    </>
  );
}
