import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { RulesPanel } from '@/features/check-rules/panels/rules-panel';
import { currentActor } from '@/server/session';
import { currentPeriod, type SearchParams } from '../../period';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('checkRules'))('title') };
}

export default async function CheckRulesPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  if (!reach(actor, 'indicator.read')) notFound();
  return <RulesPanel actor={actor} year={currentPeriod(search).year} />;
}
