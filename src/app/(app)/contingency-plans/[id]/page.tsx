import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { id as idInput } from '@/domain/input';
import { ContingencyPlanPage } from '@/features/contingency-plans/panels/plan-page';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('contingencyPlans'))('one') };
}

export default async function OneContingencyPage({ params }: { params: Promise<{ id: string }> }) {
  const wanted = idInput.safeParse((await params).id);
  if (!wanted.success) notFound();
  return <ContingencyPlanPage id={wanted.data} />;
}
