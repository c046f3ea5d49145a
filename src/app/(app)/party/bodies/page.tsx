import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { BodyListPanel } from '@/features/party-bodies/panels/list-panel';
import { currentActor } from '@/server/session';
import type { SearchParams } from '../../period';
import { partyDay } from '../day';
import { PartyTabs } from '../party-tabs';

export async function generateMetadata(): Promise<Metadata> {
  return reach(await currentActor(), 'party.read') ? { title: (await getTranslations('partyBodies'))('title') } : {};
}

export default async function PartyBodiesPage({ searchParams }: { searchParams: SearchParams }) {
  const [search, actor] = await Promise.all([searchParams, currentActor()]);
  if (!reach(actor, 'party.read')) notFound();
  const { day, year } = partyDay(search.year);
  const text = typeof search.q === 'string' ? search.q.trim().slice(0, 100) : '';
  const tabs = <PartyTabs actor={actor} current="bodies" search={year ? `?year=${year}` : ''} />;
  return <BodyListPanel day={day} year={year} text={text} tabs={tabs} />;
}
