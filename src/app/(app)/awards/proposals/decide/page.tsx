import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { periodToSearch } from '@/domain/period';
import { reach } from '@/domain/policy';
import { DecidePanel } from '@/features/award-proposals/panels/decide-panel';
import { currentActor } from '@/server/session';
import { PageHeader } from '@/ui/page/page-header';
import { currentPeriod, type SearchParams } from '../../../period';
import { AwardTabs } from '../../award-tabs';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('awardProposals'))('decide') };
}

export default async function DecidePage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, t, search] = await Promise.all([currentActor(), getTranslations('awardProposals'), searchParams]);
  if (!reach(actor, 'award.council')) notFound();
  const period = currentPeriod(search);
  return (
    <>
      <PageHeader title={t('decide')} above={String(period.year)} />
      <AwardTabs actor={actor} current="proposals" search={`?${periodToSearch(period)}`} />
      <DecidePanel actor={actor} year={period.year} />
    </>
  );
}
