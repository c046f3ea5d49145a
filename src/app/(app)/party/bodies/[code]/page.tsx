import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { BodyPanel } from '@/features/party-bodies/panels/body-panel';
import { currentActor } from '@/server/session';
import type { SearchParams } from '../../../period';
import { partyDay } from '../../day';
import { PartyTabs } from '../../party-tabs';

type Props = { params: Promise<{ code: string }>; searchParams: SearchParams };

/** The title names no cell: tabs and histories of a browser outlive the sign-in. */
export async function generateMetadata(): Promise<Metadata> {
  return reach(await currentActor(), 'party.read') ? { title: (await getTranslations('partyBodies'))('title') } : {};
}

export default async function PartyBodyPage({ params, searchParams }: Props) {
  const [{ code }, search, actor] = await Promise.all([params, searchParams, currentActor()]);
  if (!reach(actor, 'party.read')) notFound();
  const { day, year } = partyDay(search.year);
  const tabs = <PartyTabs actor={actor} current="bodies" search={year ? `?year=${year}` : ''} />;
  return <BodyPanel code={decodeURIComponent(code)} day={day} year={year} tabs={tabs} />;
}
