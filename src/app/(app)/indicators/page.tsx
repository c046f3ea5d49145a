import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { CataloguePanel } from '@/features/indicators/panels/catalogue-panel';
import { currentActor } from '@/server/session';
import { currentPeriod, type SearchParams } from '../period';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('indicators'))('title') };
}

const text = (value: string | string[] | undefined) => (typeof value === 'string' ? value.slice(0, 100) : '');

export default async function IndicatorsPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  if (!reach(actor, 'indicator.read')) notFound();
  return <CataloguePanel actor={actor} period={currentPeriod(search)} q={text(search.q)} area={text(search.area)} />;
}
