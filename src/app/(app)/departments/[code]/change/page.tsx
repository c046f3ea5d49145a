import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { dayInput, id } from '@/domain/input';
import { reach } from '@/domain/policy';
import { CHANGES, ChangePanel } from '@/features/departments/panels/change-panel';
import { currentActor } from '@/server/session';
import type { SearchParams } from '../../../period';

type Props = { params: Promise<{ code: string }>; searchParams: SearchParams };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('departments.page'))('change') };
}

export default async function ChangeDepartmentPage({ params, searchParams }: Props) {
  const [{ code }, search, actor] = await Promise.all([params, searchParams, currentActor()]);
  if (!reach(actor, 'department.manage')) notFound();
  const change = CHANGES.find((known) => known === search.do) ?? 'rename';
  const from = [search['from[]'] ?? []].flat().flatMap((text) => id.safeParse(text).data ?? []);
  const asked = {
    on: dayInput.safeParse(search.on).data ?? null,
    from,
    into: id.safeParse(search.into).data ?? null,
    keeps: search.keeps === 'on',
  };
  return <ChangePanel code={decodeURIComponent(code)} change={change} asked={asked} />;
}
