import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { periodToSearch } from '@/domain/period';
import { reach } from '@/domain/policy';
import { PapersPanel } from '@/features/party-papers/panels/papers-panel';
import { paperSearch } from '@/features/party-papers/schema';
import { currentActor } from '@/server/session';
import { currentPeriod, type SearchParams } from '../../period';
import { PartyTabs } from '../party-tabs';

/** The title says nothing to those who may not know that the page exists. */
export async function generateMetadata(): Promise<Metadata> {
  return reach(await currentActor(), 'party.publish') ? { title: (await getTranslations('modules.party.parts'))('papers') } : {};
}

export default async function PapersPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  if (!reach(actor, 'party.publish')) notFound();
  const period = currentPeriod(search);
  const { paper } = paperSearch.parse(search);
  const tabs = <PartyTabs actor={actor} current="papers" search={`?${periodToSearch(period)}`} />;
  return <PapersPanel actor={actor} period={period} paper={paper} tabs={tabs} />;
}
