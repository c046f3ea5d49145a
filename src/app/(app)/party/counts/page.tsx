import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { CountsPanel } from '@/features/party-counts/panels/counts-panel';
import { currentActor } from '@/server/session';
import { currentPeriod, type SearchParams } from '../../period';
import { PartyTabs } from '../party-tabs';

export async function generateMetadata(): Promise<Metadata> {
  return reach(await currentActor(), 'party.read') ? { title: (await getTranslations('partyCounts'))('title') } : {};
}

export default async function PartyCountsPage({ searchParams }: { searchParams: SearchParams }) {
  const [search, actor] = await Promise.all([searchParams, currentActor()]);
  if (!reach(actor, 'party.read')) notFound();
  const { year } = currentPeriod(search);
  return <CountsPanel actor={actor} year={year} tabs={<PartyTabs actor={actor} current="counts" search={`?year=${year}`} />} />;
}
