import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { periodToSearch } from '@/domain/period';
import { reach } from '@/domain/policy';
import { NewProposalPanel } from '@/features/award-proposals/panels/new-panel';
import { proposalSearch } from '@/features/award-proposals/schema';
import { currentActor } from '@/server/session';
import { PageHeader } from '@/ui/page/page-header';
import { currentPeriod, dayOfYear, type SearchParams } from '../../../period';
import { AwardTabs } from '../../award-tabs';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('awardProposals'))('new') };
}

export default async function NewProposalPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, t, search] = await Promise.all([currentActor(), getTranslations('awardProposals'), searchParams]);
  if (!reach(actor, 'award.propose')) notFound();
  const period = currentPeriod(search);
  const { sitting: _, ...asked } = proposalSearch.parse(search);
  return (
    <>
      <PageHeader title={t('new')} above={String(period.year)} />
      <AwardTabs actor={actor} current="proposals" search={`?${periodToSearch(period)}`} />
      <NewProposalPanel actor={actor} year={period.year} day={dayOfYear(period.year)} {...asked} />
    </>
  );
}
