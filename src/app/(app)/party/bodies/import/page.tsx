import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { can } from '@/domain/policy';
import { ImportPanel } from '@/features/cell-import/panels/import-panel';
import { importSearch } from '@/server/imports/file';
import { currentActor } from '@/server/session';
import type { SearchParams } from '../../../period';
import { PartyTabs } from '../../party-tabs';

/** The title says nothing to those who may not know that the page exists. */
export async function generateMetadata(): Promise<Metadata> {
  return can(await currentActor(), 'party.organise') ? { title: (await getTranslations('cellImport'))('title') } : {};
}

export default async function ImportCellsPage({ searchParams }: { searchParams: SearchParams }) {
  const [search, actor] = await Promise.all([searchParams, currentActor()]);
  if (!can(actor, 'party.organise')) notFound();
  return <ImportPanel search={importSearch.parse(search)} tabs={<PartyTabs actor={actor} current="bodies" />} />;
}
