import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { reach } from '@/domain/policy';
import { BoardPanel } from '@/features/submissions/panels/board-panel';
import { matrixFilter } from '@/features/submissions/schema';
import { currentActor } from '@/server/session';
import { TableSkeleton } from '@/ui/page/skeleton';
import { currentPeriod, type SearchParams } from '../period';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reports'))('title') };
}

export default async function ReportsPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  if (!reach(actor, 'submission.read')) notFound();
  const t = await getTranslations('submissions.list');
  return (
    <Suspense
      fallback={
        <TableSkeleton label={(await getTranslations('common'))('loading')} heads={[t('department'), t('state'), t('filled'), t('due')]} />
      }
    >
      <BoardPanel kind="REPORT" period={currentPeriod(search)} address="/reports" filter={matrixFilter.parse(search)} />
    </Suspense>
  );
}
