import { getTranslations } from 'next-intl/server';
import { type PeriodRef, roman } from '@/domain/period';
import type { ComparedRounds } from '@/features/review/schema';
import { SubmissionScreen, type Tab } from '@/features/submissions/panels/submission-screen';
import { TasksPanel } from '@/features/tasks/panels/tasks-panel';
import { PlanSheet } from '../components/plan-sheet';

/** One department's plan of a quarter. */
export async function PlanPage({ code, period, tab, compared }: { code: string; period: PeriodRef; tab: Tab; compared: ComparedRounds }) {
  const [t, tCommon] = await Promise.all([getTranslations('plans'), getTranslations('common')]);
  const name = (year: number) => tCommon('quarterYear', { roman: roman(period.quarter ?? 1), year });
  const words = {
    columns: {
      indicator: t('columns.indicator'),
      unit: t('columns.unit'),
      lastYear: t('columns.lastYear', { quarter: name(period.year - 1) }),
      share: t('columns.share'),
      plan: t('columns.plan', { quarter: name(period.year) }),
      ofShare: t('columns.ofShare'),
      change: t('columns.change'),
      note: t('columns.note'),
    },
    phone: { lastYear: t('phone.lastYear'), share: t('phone.share'), ofShare: t('phone.ofShare') },
    ratioNote: t('ratioNote'),
  };
  return (
    <SubmissionScreen
      kind="PLAN"
      code={code}
      period={period}
      tab={tab}
      compared={compared}
      sheet={(desk) => <PlanSheet {...desk} label={t('sheet')} plan={words} />}
      tasks={({ department, quarter, tasks, pins }, canWrite) => (
        <TasksPanel department={department} quarter={quarter} tasks={tasks} pins={pins} kind="PLAN" canWrite={canWrite} />
      )}
    />
  );
}
