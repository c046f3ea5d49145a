import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { can } from '@/domain/policy';
import { DeskPanel } from '@/features/awards/panels/desk-panel';
import { currentActor } from '@/server/session';
import { currentPeriod, type SearchParams } from '../../../period';
import { AwardTabs } from '../../award-tabs';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('awards.desk'))('title') };
}

export default async function NewDecisionPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  if (!can(actor, 'award.manage')) notFound();
  return (
    <>
      <AwardTabs actor={actor} current="decisions" />
      <DeskPanel actor={actor} year={currentPeriod(search).year} existing={null} />
    </>
  );
}
