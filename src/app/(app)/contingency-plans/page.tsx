import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { ContingencyListPanel } from '@/features/contingency-plans/panels/list-panel';
import { contingencyFilter } from '@/features/contingency-plans/schema';
import { currentActor } from '@/server/session';
import type { SearchParams } from '../period';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('contingencyPlans'))('title') };
}

export default async function ContingencyPlansPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  if (!reach(actor, 'contingency.read')) notFound();
  return <ContingencyListPanel filter={contingencyFilter.parse(search)} />;
}
