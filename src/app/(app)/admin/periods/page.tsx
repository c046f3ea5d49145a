import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { YearPanel } from '@/features/periods/panels/year-panel';
import { currentActor } from '@/server/session';
import { currentPeriod, type SearchParams } from '../../period';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('periods'))('title') };
}

export default async function PeriodsPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  if (!reach(actor, 'period.manage')) notFound();
  return <YearPanel year={currentPeriod(search).year} />;
}
