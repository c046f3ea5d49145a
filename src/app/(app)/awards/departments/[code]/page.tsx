import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { TimelinePanel } from '@/features/awards/panels/timeline-panel';
import { awardsOfDepartment } from '@/features/awards/queries/register';
import { departmentByCode } from '@/features/departments/queries';
import { currentActor } from '@/server/session';
import { LinkButton } from '@/ui/button';
import { AwardTabs } from '../../award-tabs';

type Params = { params: Promise<{ code: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('awards.timeline'))('department') };
}

export default async function DepartmentAwardsPage({ params }: Params) {
  const [actor, { code }, t] = await Promise.all([currentActor(), params, getTranslations('awards.timeline')]);
  const department = reach(actor, 'award.read') ? await departmentByCode(actor, code) : null;
  if (!department) notFound();
  const rows = await awardsOfDepartment(actor, department.id);
  return (
    <>
      <AwardTabs actor={actor} current="decisions" />
      <TimelinePanel
        actor={actor}
        kind="department"
        title={department.name}
        rows={rows}
        actions={<LinkButton href={`/departments/${department.code}`}>{t('openDepartment')}</LinkButton>}
      />
    </>
  );
}
