import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import type { PeriodRef } from '@/domain/period';
import { reach } from '@/domain/policy';
import { quarterOf } from '@/features/periods/queries';
import { InboxPanel } from '@/features/review/panels/inbox-panel';
import { MatrixPanel } from '@/features/submissions/panels/matrix-panel';
import { ReviewBoards } from '@/features/submissions/panels/review-boards';
import { ViewChoice } from '@/features/submissions/panels/view-choice';
import { matrixFilter } from '@/features/submissions/schema';
import { currentActor } from '@/server/session';
import { currentPeriod, type SearchParams } from '../period';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('review'))('title') };
}

/** Planning's desk: what waits for a decision, and who owes what this quarter. */
export default async function ReviewPage({ searchParams }: { searchParams: SearchParams }) {
  const [actor, search] = await Promise.all([currentActor(), searchParams]);
  if (!reach(actor, 'review.planning')) notFound();
  const period = currentPeriod(search);
  if (search.view === 'matrix')
    return <MatrixPanel year={period.year} filter={matrixFilter.parse(search)} view={<ViewChoice period={period} current="matrix" />} />;
  const asked = search.kind === 'plan' ? 'PLAN' : search.kind === 'report' ? 'REPORT' : null;
  const kind = asked ?? (await dueFirst(actor, period));
  return (
    <div className="split">
      <ReviewBoards kind={kind} period={period} filter={matrixFilter.parse(search)} />
      <InboxPanel actor={actor} />
    </div>
  );
}

/** Plans until their due day has passed, then reports: what one chases now. */
async function dueFirst(actor: Actor, { year, quarter }: PeriodRef): Promise<'PLAN' | 'REPORT'> {
  const found = quarter && (await quarterOf(actor, year, quarter));
  return found?.plan && found.plan.dueAt > new Date() ? 'PLAN' : 'REPORT';
}
