import { getTranslations } from 'next-intl/server';
import { dayOf } from '@/domain/date';
import { type PeriodRef, periodToSearch, quarterOf as quarterOfDay, roman } from '@/domain/period';
import { visibleDepartments } from '@/domain/policy';
import { departmentsInPeriod } from '@/features/departments/queries';
import { areas } from '@/features/indicators/queries';
import { people } from '@/features/people/queries';
import { quarterOf } from '@/features/periods/queries';
import { currentActor } from '@/server/session';
import { LinkButton } from '@/ui/button';
import { Link } from '@/ui/link';
import { Empty } from '@/ui/page/empty';
import { PageHeader } from '@/ui/page/page-header';
import { TaskFields } from '../components/task-fields';
import { leaderChoice } from './wording';

/** An unplanned task (nhiệm vụ phát sinh); planned ones are written in the quarter's plan. */
export async function NewTaskPanel({ period }: { period: PeriodRef }) {
  const [actor, t, tCommon] = await Promise.all([currentActor(), getTranslations('tasks'), getTranslations('common')]);
  const today = dayOf(new Date());
  const wanted =
    period.quarter === null
      ? ({ year: period.year, quarter: period.year === quarterOfDay(today).year ? quarterOfDay(today).quarter : 4 } as const)
      : { year: period.year, quarter: period.quarter };
  const quarter = await quarterOf(actor, wanted.year, wanted.quarter);
  const name = tCommon('quarterYear', { roman: roman(wanted.quarter), year: wanted.year });
  const above = <Link href={`/tasks?${periodToSearch(wanted)}`}>{t('title')}</Link>;
  if (!quarter)
    return (
      <>
        <PageHeader title={t('addUnplanned')} above={above} />
        <Empty title={t('noQuarterTitle', { period: name })} action={<LinkButton href="/tasks">{t('title')}</LinkButton>}>
          {t('noQuarterBody')}
        </Empty>
      </>
    );
  const [departments, areaList, leaders] = await Promise.all([departmentsInPeriod(actor, quarter), areas(actor), people(actor, today)]);
  const reach = visibleDepartments(actor, 'task.manage');
  const leads = departments.filter(({ id }) => reach === 'all' || reach.includes(id));
  const [only] = leads;
  const option = ({ id, name: label }: { id: number; name: string }) => ({ value: id, label });
  return (
    <>
      <PageHeader title={t('addUnplannedTo', { period: name })} above={above}>
        {only && leads.length === 1 ? t('newIntroOf', { department: only.name }) : t('newIntro')}
      </PageHeader>
      <div className="max-w-4xl">
        <TaskFields
          place={{
            departmentId: only && leads.length === 1 ? only.id : null,
            leads: leads.length === 1 ? undefined : leads.map(option),
            periodId: quarter.id,
            isUnplanned: true,
          }}
          choices={{
            areas: areaList.map(option),
            departments: departments.filter(({ id }) => leads.length !== 1 || id !== only?.id).map(option),
            leaders: leaders.map(leaderChoice),
          }}
          initial={null}
          defaultDue={quarter.endsOn}
          onPage
        />
      </div>
    </>
  );
}
