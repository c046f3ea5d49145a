import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { id as idInput } from '@/domain/input';
import { TaskPage } from '@/features/tasks/panels/task-page';
import { readsTasks } from '@/features/tasks/queries';
import { currentActor } from '@/server/session';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('tasks'))('one') };
}

export default async function OneTaskPage({ params }: { params: Promise<{ id: string }> }) {
  const [actor, { id }] = await Promise.all([currentActor(), params]);
  const wanted = idInput.safeParse(id);
  if (!wanted.success || !readsTasks(actor)) notFound();
  return <TaskPage id={wanted.data} />;
}
