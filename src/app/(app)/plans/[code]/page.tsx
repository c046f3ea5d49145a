import type { Metadata } from 'next';
import { getTranslations } from 'next-intl/server';
import { PlanPage } from '@/features/plans/panels/plan-page';
import { comparedRounds } from '@/features/review/schema';
import { TABS } from '@/features/submissions/panels/submission-screen';
import { currentPeriod, type SearchParams } from '../../period';

type Props = { params: Promise<{ code: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ code }, t] = await Promise.all([params, getTranslations('plans')]);
  return { title: `${t('title')} ${decodeURIComponent(code)}` };
}

export default async function DepartmentPlanPage({ params, searchParams }: Props) {
  const [{ code }, search] = await Promise.all([params, searchParams]);
  const tab = TABS.find((known) => known === search.tab) ?? 'figures';
  return <PlanPage code={decodeURIComponent(code)} period={currentPeriod(search)} tab={tab} compared={comparedRounds.parse(search)} />;
}
