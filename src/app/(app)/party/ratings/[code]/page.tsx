import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { periodToSearch } from '@/domain/period';
import { reach } from '@/domain/policy';
import { cellPanel } from '@/features/cell-ratings/panels/cell-panel';
import { ratingSearch } from '@/features/cell-ratings/schema';
import { currentActor } from '@/server/session';
import { currentPeriod, type SearchParams } from '../../../period';
import { PartyTabs } from '../../party-tabs';

/** The title says nothing to those who may not know that the page exists. */
export async function generateMetadata(): Promise<Metadata> {
  return reach(await currentActor(), 'party.read') ? { title: (await getTranslations('cellRatings'))('title') } : {};
}

type CellPageProps = { params: Promise<{ code: string }>; searchParams: SearchParams };

export default async function CellRatingPage({ params, searchParams }: CellPageProps) {
  const [actor, { code }, search] = await Promise.all([currentActor(), params, searchParams]);
  if (!reach(actor, 'party.read')) notFound();
  const period = currentPeriod(search);
  const { subject } = ratingSearch.parse(search);
  const panel = await cellPanel({
    actor,
    period,
    code: decodeURIComponent(code),
    subject: subject === 'organisation' ? 'ORGANISATION' : 'CELL',
  });
  if (panel === null) notFound();
  return (
    <>
      <PartyTabs actor={actor} current="ratings" search={`?${periodToSearch(period)}`} />
      {panel}
    </>
  );
}
