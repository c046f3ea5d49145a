import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { Suspense } from 'react';
import { TasksDesk } from '@/features/tasks/panels/desk-panel';
import { readsTasks } from '@/features/tasks/queries';
import { taskFilter } from '@/features/tasks/schema';
import { currentActor } from '@/server/session';
import { TableSkeleton } from '@/ui/page/skeleton';
import { currentPeriod, type SearchParams } from '../period';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tasks'))('title') };
}

export default async function TasksPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search, t, tCommon] = await Promise.all([
    currentActor(),
    searchParams,
    getTranslations('tasks.fields'),
    getTranslations('common'),
  ]);
  if (!readsTasks(actor)) notFound();
  return (
    <Suspense fallback={<TableSkeleton label={tCommon('loading')} heads={[t('title'), t('lead'), t('area'), t('dueOn'), t('state')]} />}>
      <TasksDesk period={currentPeriod(search)} filter={taskFilter.parse(search)} />
    </Suspense>
  );
}
