import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { id as idInput } from '@/domain/input';
import { MovementPanel } from '@/features/movements/panels/movement-panel';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('movements'))('one') };
}

export default async function MovementPage({ params }: { params: Promise<{ id: string }> }) {
  const wanted = idInput.safeParse((await params).id);
  if (!wanted.success) notFound();
  return <MovementPanel id={wanted.data} />;
}
