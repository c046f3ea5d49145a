import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { NewContingencyPanel } from '@/features/contingency-plans/panels/new-panel';
import { currentActor } from '@/server/session';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('contingencyPlans'))('drawUp') };
}

export default async function NewContingencyPage() {
  if (!reach(await currentActor(), 'contingency.manage')) notFound();
  return <NewContingencyPanel />;
}
