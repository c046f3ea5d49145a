import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { RemindersPanel } from '@/features/reminders/panels/reminders-panel';
import { reminderFilter } from '@/features/reminders/schema';
import { currentActor } from '@/server/session';
import type { SearchParams } from '../period';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reminders'))('title') };
}

export default async function RemindersPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  return <RemindersPanel actor={actor} filter={reminderFilter.parse(search)} now={new Date()} />;
}
