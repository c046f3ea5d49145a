import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { dayOf } from '@/domain/date';
import { reach } from '@/domain/policy';
import { RolloverPanel } from '@/features/year-rollover/panels/rollover-panel';
import { yearToOffer } from '@/features/year-rollover/queries';
import { placeOf } from '@/features/year-rollover/rules/steps';
import { currentActor } from '@/server/session';
import type { SearchParams } from '../../period';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('rollover'))('title') };
}

export default async function RolloverPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  if (!reach(actor, 'rollover.manage')) notFound();
  const today = dayOf(new Date());
  return <RolloverPanel actor={actor} place={placeOf(search, await yearToOffer(actor, today))} today={today} />;
}
