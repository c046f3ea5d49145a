import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { changeFirstPasswordAction } from '@/features/accounts/actions';
import { NewPasswordForm } from '@/features/accounts/panels/new-password-form';
import { currentSession } from '@/server/session';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('accounts.firstPassword'))('title') };
}

export default async function FirstPasswordPage() {
  const [session, t] = await Promise.all([currentSession(), getTranslations('accounts.firstPassword')]);
  if (!session) redirect('/sign-in');
  if (!session.mustChangePassword) redirect('/');
  return (
    <>
      <h1 className="text-finding">{t('title')}</h1>
      <p className="muted mb-5">{t('intro')}</p>
      <NewPasswordForm action={changeFirstPasswordAction} old="first" submit={t('submit')} />
    </>
  );
}
