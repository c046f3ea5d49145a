import type { Metadata } from 'next';
import { dayInput } from '@/domain/input';
import { DepartmentPanel } from '@/features/departments/panels/department-panel';
import { departmentByCode } from '@/features/departments/queries';
import { currentActor } from '@/server/session';
import { currentPeriod, type SearchParams } from '../../period';

type Props = { params: Promise<{ code: string }>; searchParams: SearchParams };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ code }, actor] = await Promise.all([params, currentActor()]);
  return { title: (await departmentByCode(actor, decodeURIComponent(code)))?.name };
}

export default async function DepartmentPage({ params, searchParams }: Props) {
  const [{ code }, search] = await Promise.all([params, searchParams]);
  const on = dayInput.safeParse(search.on).data ?? null;
  return <DepartmentPanel code={decodeURIComponent(code)} on={on} period={currentPeriod(search)} />;
}
