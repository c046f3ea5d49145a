import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { MovementListPanel } from '@/features/movements/panels/list-panel';
import { movementFilter } from '@/features/movements/schema';
import { currentActor } from '@/server/session';
import type { SearchParams } from '../../period';
import { AwardTabs } from '../award-tabs';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('movements'))('title') };
}

export default async function MovementsPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  if (!reach(actor, 'award.read')) notFound();
  return <MovementListPanel filter={movementFilter.parse(search)} tabs={<AwardTabs actor={actor} current="movements" />} />;
}
