import { getTranslations } from 'next-intl/server';
import { type PeriodRef, roman } from '@/domain/period';
import { DepartmentPaceLine } from '@/features/annual-summary/panels/department-period-panel';
import type { ComparedRounds } from '@/features/review/schema';
import { SubmissionScreen, type Tab } from '@/features/submissions/panels/submission-screen';
import { TasksPanel } from '@/features/tasks/panels/tasks-panel';
import { currentActor } from '@/server/session';
import { ReportSheet } from '../components/report-sheet';

/** One department's report of a quarter. */
export async function ReportPage({ code, period, tab, compared }: { code: string; period: PeriodRef; tab: Tab; compared: ComparedRounds }) {
  const [actor, t, tCommon] = await Promise.all([currentActor(), getTranslations('reports'), getTranslations('common')]);
  const words = {
    columns: {
      indicator: t('columns.indicator'),
      unit: t('columns.unit'),
      lastYear: t('columns.lastYear', { quarter: tCommon('quarterYear', { roman: roman(period.quarter ?? 1), year: period.year - 1 }) }),
      plan: t('columns.plan'),
      actual: t('columns.actual'),
      ofPlan: t('columns.ofPlan'),
      toDate: t('columns.toDate'),
      note: t('columns.note'),
    },
    phone: { lastYear: t('phone.lastYear'), plan: t('phone.plan'), ofPlan: t('phone.ofPlan') },
    computed: t('computed'),
    standing: { within: t('within'), over: t.raw('over'), under: t.raw('under') },
  };
  return (
    <SubmissionScreen
      kind="REPORT"
      code={code}
      period={period}
      tab={tab}
      facts={({ department, quarter }) => <DepartmentPaceLine actor={actor} department={department} year={quarter.year} />}
      compared={compared}
      sheet={(desk) => <ReportSheet {...desk} label={t('sheet')} report={words} />}
      tasks={({ department, quarter, tasks, pins }, canWrite) => (
        <TasksPanel department={department} quarter={quarter} tasks={tasks} pins={pins} kind="REPORT" canWrite={canWrite} />
      )}
    />
  );
}
