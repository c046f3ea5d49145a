import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { can } from '@/domain/policy';
import { ImportPanel } from '@/features/award-import/panels/import-panel';
import { importSearch } from '@/server/imports/file';
import { currentActor } from '@/server/session';
import type { SearchParams } from '../../period';
import { AwardTabs } from '../award-tabs';

export async function generateMetadata(): Promise<Metadata> {
  return can(await currentActor(), 'award.manage') ? { title: (await getTranslations('awardImport'))('title') } : {};
}

export default async function ImportAwardsPage({ searchParams }: { searchParams: SearchParams }) {
  const [search, actor] = await Promise.all([searchParams, currentActor()]);
  if (!can(actor, 'award.manage')) notFound();
  return <ImportPanel search={importSearch.parse(search)} tabs={<AwardTabs actor={actor} current="import" />} />;
}
