import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { currentActor } from '@/server/session';
import { LinkButton } from '@/ui/button';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { currentPeriod, type SearchParams } from '../period';
import { AwardTabs } from './award-tabs';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('modules.awards'))('title') };
}

export default async function AwardsPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, t, search] = await Promise.all([currentActor(), getTranslations('modules.awards'), searchParams]);
  if (!reach(actor, 'award.read')) notFound();
  const { year } = currentPeriod(search);
  return (
    <>
      <PageHeader title={t('title')} />
      <AwardTabs actor={actor} current="year" />
      <Empty title={t('emptyTitle')} action={<LinkButton href={`/summary/${year}`}>{t('action', { year })}</LinkButton>}>
        {t('emptyBody')}
      </Empty>
    </>
  );
}
