import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { SettingsPanel } from '@/features/settings/panels/settings-panel';
import { currentActor } from '@/server/session';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('settings'))('title') };
}

export default async function SettingsPage() {
  if (!reach(await currentActor(), 'setting.manage')) notFound();
  return <SettingsPanel />;
}
