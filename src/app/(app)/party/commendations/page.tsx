import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { periodToSearch } from '@/domain/period';
import { can } from '@/domain/policy';
import { CommendationsPanel } from '@/features/party-commendations/panels/commendations-panel';
import { currentActor } from '@/server/session';
import { currentPeriod, type SearchParams } from '../../period';
import { PartyTabs } from '../party-tabs';

/** The title says nothing to those who may not know that the page exists. */
export async function generateMetadata(): Promise<Metadata> {
  return can(await currentActor(), 'party.read') ? { title: (await getTranslations('partyCommendations'))('title') } : {};
}

export default async function CommendationsPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  // nothing of it is kept by cell, so a secretary would read «none» where there is some
  if (!can(actor, 'party.read')) notFound();
  const period = currentPeriod(search);
  return (
    <CommendationsPanel
      actor={actor}
      year={period.year}
      tabs={<PartyTabs actor={actor} current="commendations" search={`?${periodToSearch(period)}`} />}
    />
  );
}
