import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { SetUpForm } from '@/features/first-administrator/panels/set-up-form';
import { isOpenLink } from '@/features/first-administrator/queries';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('accounts.setUp'))('title') };
}

/** The one-time link of the first administrator; used, expired and unknown links are no page at all. */
export default async function SetUpPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  if (!(await isOpenLink(token, new Date()))) notFound();
  return <SetUpForm token={token} />;
}
