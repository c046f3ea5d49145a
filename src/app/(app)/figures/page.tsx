import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { HospitalSheetPanel } from '@/features/hospital-sheet/panels/hospital-sheet-panel';
import { acrossSearch } from '@/features/hospital-sheet/schema';
import { currentActor } from '@/server/session';
import { currentPeriod, type SearchParams } from '../period';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('hospitalSheet'))('title') };
}

/** `?view=indicator|department|quarter`, `measure=`, `indicator=`, `department=`, `area=`, `kind=`, `swap=1`, beside the year and the quarter. */
export default async function FiguresPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  if (!reach(actor, 'submission.readAcross')) notFound();
  return <HospitalSheetPanel actor={actor} period={currentPeriod(search)} search={acrossSearch.parse(search)} />;
}
