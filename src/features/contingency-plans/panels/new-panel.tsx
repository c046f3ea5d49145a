import { getTranslations } from 'next-intl/server';
import { dayOf } from '@/domain/date';
import { visibleDepartments } from '@/domain/policy';
import { departmentsOn } from '@/features/departments/queries';
import { currentActor } from '@/server/session';
import { Link } from '@/ui/link';
import { PageHeader } from '@/ui/page/page-header';
import { PlanFields } from '../components/plan-fields';

/** Draws up a contingency plan; a department draws up its own only. */
export async function NewContingencyPanel() {
  const [actor, t] = await Promise.all([currentActor(), getTranslations('contingencyPlans')]);
  const today = dayOf(new Date());
  const within = visibleDepartments(actor, 'contingency.manage');
  const departments = (await departmentsOn(actor, today)).filter(({ id }) => within === 'all' || within.includes(id));
  return (
    <>
      <PageHeader title={t('drawUp')} above={<Link href="/contingency-plans">{t('title')}</Link>} />
      <div className="max-w-4xl">
        <PlanFields
          departments={departments.map(({ id, name }) => ({ value: id, label: name }))}
          mayWhole={within === 'all'}
          initial={null}
          today={today}
        />
      </div>
    </>
  );
}
