import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { periodToSearch } from '@/domain/period';
import { ProposalDoors, ProposalsPanel } from '@/features/award-proposals/panels/list-panel';
import { readableDepartments } from '@/features/award-proposals/queries';
import { currentActor } from '@/server/session';
import { PageHeader } from '@/ui/page/page-header';
import { currentPeriod, type SearchParams } from '../../period';
import { AwardTabs } from '../award-tabs';

export async function generateMetadata({ searchParams }: { searchParams: SearchParams }): Promise<Metadata> {
  const { year } = currentPeriod(await searchParams);
  return { title: (await getTranslations('awardProposals'))('title', { year: String(year) }) };
}

export default async function ProposalsPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, t, search] = await Promise.all([currentActor(), getTranslations('awardProposals'), searchParams]);
  if (readableDepartments(actor) === null) notFound();
  const period = currentPeriod(search);
  return (
    <>
      <PageHeader title={t('title', { year: String(period.year) })} actions={<ProposalDoors actor={actor} year={period.year} />}>
        <p className="muted">{t('intro')}</p>
      </PageHeader>
      <AwardTabs actor={actor} current="proposals" search={`?${periodToSearch(period)}`} />
      <ProposalsPanel actor={actor} year={period.year} />
    </>
  );
}
