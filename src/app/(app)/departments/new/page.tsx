import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { EstablishPanel } from '@/features/departments/panels/establish-panel';
import { currentActor } from '@/server/session';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('departments.form'))('establishTitle') };
}

export default async function NewDepartmentPage() {
  if (!reach(await currentActor(), 'department.manage')) notFound();
  return <EstablishPanel />;
}
