import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { NewIndicatorPanel } from '@/features/indicators/panels/definition-panel';
import { currentActor } from '@/server/session';
import { currentPeriod, type SearchParams } from '../../period';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('indicators.form'))('new') };
}

export default async function NewIndicatorPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  return <NewIndicatorPanel actor={actor} period={currentPeriod(search)} />;
}
