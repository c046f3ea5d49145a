import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { BreakGlassPanel } from '@/features/break-glass/panels/break-glass-panel';
import { currentActor } from '@/server/session';

export async function generateMetadata(): Promise<Metadata> {
  return reach(await currentActor(), 'party.breakGlass') ? { title: (await getTranslations('breakGlass'))('title') } : {};
}

export default async function PartyAccessPage() {
  const actor = await currentActor();
  if (!reach(actor, 'party.breakGlass')) notFound();
  return <BreakGlassPanel actor={actor} />;
}
