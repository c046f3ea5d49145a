import { getTranslations } from 'next-intl/server';
import { SampleAccounts } from '@/features/sample-accounts/components/sample-accounts';
import { sampleAccounts } from '@/features/sample-accounts/queries';
import { csrfToken } from '@/server/request';
import { type Refused, SignInForm } from '../components/sign-in-form';
import { hospitalName } from '../queries';

type SignInPanelProps = { callbackUrl: string; username: string; refused: Refused | null };

export async function SignInPanel({ callbackUrl, username, refused }: SignInPanelProps) {
  const [t, tAll, hospital, samples, token] = await Promise.all([
    getTranslations('accounts.signIn'),
    getTranslations('accounts'),
    // The door stays open when the database is away: only the decoration is missing, and the form says so itself.
    hospitalName(new Date()).catch(() => null),
    sampleAccounts().catch(() => []),
    csrfToken(),
  ]);
  const withName = (name: string) => `/sign-in?${new URLSearchParams({ username: name, ...(callbackUrl === '/' ? {} : { callbackUrl }) })}`;
  const firstOfRole = samples.filter((sample, index) => samples.findIndex(({ role }) => role === sample.role) === index);
  const others = samples.filter((sample) => !firstOfRole.includes(sample));
  return (
    <>
      <h1 className="text-finding">{t('title')}</h1>
      <p className="muted mb-5">{hospital}</p>
      <SignInForm
        key={username}
        callbackUrl={callbackUrl}
        username={username}
        csrfToken={token}
        refused={refused}
        words={{
          username: tAll('field.username'),
          password: tAll('password.name'),
          submit: t('submit'),
          signingIn: t('signingIn'),
          wrong: t('wrong'),
          wrongLeft: t.raw('wrongLeft'),
          wrongWait: t.raw('wrongWait'),
          unavailable: t('unavailable'),
          failed: t.raw('failed'),
          offline: t('offline'),
          missing: [0, 1, 2].map((count) => t('missing', { count })),
          missingName: t('missingName'),
          missingPassword: t('missingPassword'),
        }}
      />
      <p className="small mt-5">{t('forgotten')}</p>
      {samples.length > 0 && (
        <SampleAccounts
          words={{ title: t('sampleTitle'), hint: t('sampleHint'), more: t('sampleMore', { count: others.length }) }}
          first={firstOfRole.map((sample) => ({ ...sample, role: tAll(`role.${sample.role}`), href: withName(sample.username) }))}
          others={others.map((sample) => ({ ...sample, href: withName(sample.username) }))}
        />
      )}
    </>
  );
}
