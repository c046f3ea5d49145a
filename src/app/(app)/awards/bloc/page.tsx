import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { BlocPanel } from '@/features/blocs/panels/bloc-panel';
import { blocSearch } from '@/features/blocs/schema';
import { currentActor } from '@/server/session';
import { currentPeriod, type SearchParams } from '../../period';
import { AwardTabs } from '../award-tabs';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('blocs'))('title') };
}

export default async function BlocPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  if (!reach(actor, 'award.read')) notFound();
  const { year } = currentPeriod(search);
  return (
    <BlocPanel
      year={year}
      blocId={blocSearch.parse({ bloc: search.bloc ?? null }).bloc}
      tabs={<AwardTabs actor={actor} current="bloc" />}
    />
  );
}
