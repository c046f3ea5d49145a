import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { periodToSearch } from '@/domain/period';
import { reach } from '@/domain/policy';
import { DepartmentMeetingPanel } from '@/features/award-proposals/panels/meeting-panel';
import { proposalSearch } from '@/features/award-proposals/schema';
import { currentActor } from '@/server/session';
import { PageHeader } from '@/ui/page/page-header';
import { currentPeriod, dayOfYear, type SearchParams } from '../../../period';
import { AwardTabs } from '../../award-tabs';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('awardProposals'))('meeting') };
}

export default async function MeetingPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, t, search] = await Promise.all([currentActor(), getTranslations('awardProposals'), searchParams]);
  if (!reach(actor, 'award.propose')) notFound();
  const period = currentPeriod(search);
  const { department, sitting } = proposalSearch.parse(search);
  return (
    <>
      <PageHeader title={t('meeting')} above={String(period.year)} />
      <AwardTabs actor={actor} current="proposals" search={`?${periodToSearch(period)}`} />
      <DepartmentMeetingPanel actor={actor} year={period.year} day={dayOfYear(period.year)} department={department} sitting={sitting} />
    </>
  );
}
