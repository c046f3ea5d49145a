import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { InboxPage } from '@/features/review/panels/inbox-page';
import { hasInbox } from '@/features/review/queries/inbox';
import { inboxFilter } from '@/features/review/schema';
import { currentActor } from '@/server/session';
import { currentPeriod, type SearchParams } from '../period';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('review'))('inboxTitle') };
}

/** Everything that waits for one's own decision: heads, planning, directors each see theirs. */
export default async function ReviewInboxPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  if (!(await hasInbox(actor))) notFound();
  return <InboxPage actor={actor} filter={inboxFilter.parse(search)} period={currentPeriod(search)} />;
}
