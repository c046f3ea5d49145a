import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { reach } from '@/domain/policy';
import { MailPanel } from '@/features/reminders/panels/mail-panel';
import { currentActor } from '@/server/session';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('reminders.mail'))('title') };
}

export default async function MailPage() {
  if (!reach(await currentActor(), 'mail.manage')) notFound();
  return <MailPanel />;
}
