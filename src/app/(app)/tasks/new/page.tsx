import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { NewTaskPanel } from '@/features/tasks/panels/new-panel';
import { currentActor } from '@/server/session';
import { currentPeriod, type SearchParams } from '../../period';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tasks'))('addUnplanned') };
}

export default async function NewTaskPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  if (!reach(actor, 'task.manage')) notFound();
  return <NewTaskPanel period={currentPeriod(search)} />;
}
