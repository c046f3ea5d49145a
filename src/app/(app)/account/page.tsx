import type { Metadata } from 'next';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { ChangePasswordPanel, EmailPanel, OwnRolesPanel, PreferencesPanel } from '@/features/accounts/panels/own-account-panel';
import { signOutAction } from '@/features/sessions/actions';
import { OwnSessionsPanel } from '@/features/sessions/panels/own-sessions-panel';
import { currentSession } from '@/server/session';
import { Button } from '@/ui/button';
import { PageHeader } from '@/ui/page/page-header';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations('accounts.own'))('title') };
}

const THEMES = ['light', 'dark'] as const;

export default async function AccountPage() {
  const [session, jar, t] = await Promise.all([currentSession(), cookies(), getTranslations('accounts.own')]);
  if (!session) redirect('/sign-in');
  const { actor, username } = session;
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          <form action={signOutAction}>
            <Button type="submit">{t('signOut')}</Button>
          </form>
        }
      >
        {t('who', { name: actor.displayName, username })}
      </PageHeader>
      <div className="split">
        <div className="secs">
          <OwnSessionsPanel actor={actor} currentId={session.id} />
          <ChangePasswordPanel />
        </div>
        <div className="secs">
          <OwnRolesPanel actor={actor} />
          <EmailPanel actor={actor} />
          <PreferencesPanel
            theme={THEMES.find((theme) => theme === jar.get('theme')?.value) ?? 'system'}
            density={jar.get('density')?.value ?? 'gon'}
          />
        </div>
      </div>
    </>
  );
}
