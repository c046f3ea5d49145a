import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { InboxPanel } from '@/features/submissions/panels/inbox-panel';
import { ReviewBoards } from '@/features/submissions/panels/review-boards';
import { currentActor } from '@/server/session';
import { currentPeriod, type SearchParams } from '../period';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('submissions.review'))('title') };
}

/** Planning's desk: what waits for a decision, and who owes what this quarter. */
export default async function ReviewPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  if (!reach(actor, 'submission.review')) notFound();
  const kind = search.kind === 'plan' ? 'PLAN' : 'REPORT';
  return (
    <div className="split">
      <ReviewBoards kind={kind} period={currentPeriod(search)} />
      <InboxPanel actor={actor} />
    </div>
  );
}
