import type { Metadata, Route } from 'next';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { SignInPanel } from '@/features/sessions/panels/sign-in-panel';
import { pathAfterSignIn } from '@/features/sessions/rules';
import { currentSession } from '@/server/session';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('accounts.signIn'))('title') };
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Record<string, string | string[] | undefined>> }) {
  const search = await searchParams;
  const text = (name: string) => (typeof search[name] === 'string' ? search[name] : null);
  const callbackUrl = pathAfterSignIn(text('callbackUrl'));
  const session = await currentSession();
  // The path was made one of ours just above.
  if (session) redirect(session.mustChangePassword ? '/first-password' : (callbackUrl as Route));
  const error = text('error');
  return (
    <SignInPanel
      callbackUrl={callbackUrl}
      username={(text('username') ?? '').slice(0, 60)}
      refused={error ? { error, left: text('left'), wait: text('wait'), code: text('code') } : null}
    />
  );
}
