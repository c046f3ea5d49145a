import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { periodToSearch } from '@/domain/period';
import { reach } from '@/domain/policy';
import { CouncilPanel } from '@/features/award-proposals/panels/council-panel';
import { proposalSearch } from '@/features/award-proposals/schema';
import { currentActor } from '@/server/session';
import { PageHeader } from '@/ui/page/page-header';
import { currentPeriod, type SearchParams } from '../../../period';
import { AwardTabs } from '../../award-tabs';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('awardProposals'))('council') };
}

export default async function CouncilPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, t, search] = await Promise.all([currentActor(), getTranslations('awardProposals'), searchParams]);
  if (!reach(actor, 'award.council')) notFound();
  const period = currentPeriod(search);
  return (
    <>
      <PageHeader title={t('council')} above={String(period.year)} />
      <AwardTabs actor={actor} current="proposals" search={`?${periodToSearch(period)}`} />
      <CouncilPanel actor={actor} year={period.year} sitting={proposalSearch.parse(search).sitting} />
    </>
  );
}
