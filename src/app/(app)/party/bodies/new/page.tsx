import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { EstablishBodyPanel } from '@/features/party-bodies/panels/establish-panel';
import { currentActor } from '@/server/session';

export async function generateMetadata(): Promise<Metadata> {
  return reach(await currentActor(), 'party.organise') ? { title: (await getTranslations('partyBodies.form'))('establishTitle') } : {};
}

export default async function EstablishBodyPage() {
  if (!reach(await currentActor(), 'party.organise')) notFound();
  return <EstablishBodyPanel />;
}
