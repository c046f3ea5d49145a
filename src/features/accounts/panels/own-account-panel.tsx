import { getLocale, getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { Choice } from '@/ui/choice';
import { Field, Form, SubmitButton } from '@/ui/form';
import { type Theme, ThemeSwitch } from '@/ui/overlay/theme-switch';
import { Section } from '@/ui/page/section';
import { changePasswordAction, savePreferences, saveTheme, setOwnEmailAction } from '../actions';
import { ownEmail, ownRoles } from '../queries';
import { NewPasswordForm } from './new-password-form';
import { roleNames } from './role-names';

/** The actor's own roles, each with its place. */
export async function OwnRolesPanel({ actor }: { actor: Actor }) {
  const [t, roles, nameOf] = await Promise.all([getTranslations('accounts.own'), ownRoles(actor, new Date()), roleNames()]);
  return (
    <Section title={t('roles')}>
      {roles.length === 0 ? (
        <p className="muted">{t('noRoles')}</p>
      ) : (
        <ul className="list">
          {roles.map((role) => (
            <li key={nameOf(role)}>{nameOf(role)}</li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** Where the actor's letters go: one's own address, for reminders by e-mail. */
export async function EmailPanel({ actor }: { actor: Actor }) {
  const [t, email] = await Promise.all([getTranslations('accounts'), ownEmail(actor)]);
  return (
    <Section title={t('own.emailTitle')}>
      <p className="muted small mb-3">{t('own.emailNote')}</p>
      <Form action={setOwnEmailAction} labels={{ email: t('field.email') }} once={false}>
        <Field key={email} name="email" label={t('field.email')} hint={t('field.emailHint')} initial={email ?? ''} autoComplete="email" />
        <SubmitButton variant="plain">{t('own.emailSave')}</SubmitButton>
      </Form>
    </Section>
  );
}

export async function ChangePasswordPanel() {
  const t = await getTranslations('accounts.own');
  return (
    <Section title={t('passwordTitle')}>
      <p className="muted small mb-3">{t('passwordNote')}</p>
      <NewPasswordForm action={changePasswordAction} old="old" submit={t('changePassword')} />
    </Section>
  );
}

type PreferencesPanelProps = { theme: Theme; density: string };

/** Language, theme, density: kept by this browser. */
export async function PreferencesPanel({ theme, density }: PreferencesPanelProps) {
  const [t, tCommon, locale] = await Promise.all([getTranslations('accounts.own'), getTranslations('common'), getLocale()]);
  const choices = [
    {
      name: 'locale',
      legend: t('language'),
      chosen: locale,
      // Each language is named in itself.
      options: [
        { value: 'vi', label: t('vietnamese') },
        { value: 'en', label: t('english') },
      ],
    },
    {
      name: 'density',
      legend: t('density'),
      chosen: density,
      options: [
        { value: 'gon', label: t('densityCompact') },
        { value: 'thoang', label: t('densityRoomy') },
      ],
    },
  ];
  return (
    <Section title={t('preferences')}>
      <div className="mb-3">
        <p className="small muted mb-1" aria-hidden="true">
          {t('theme')}
        </p>
        <ThemeSwitch
          current={theme}
          action={saveTheme}
          words={{ legend: t('theme'), light: t('themeLight'), dark: t('themeDark'), system: t('themeAuto') }}
        />
      </div>
      <form action={savePreferences} key={choices.map(({ chosen }) => chosen).join()}>
        {choices.map(({ name, legend, chosen, options }) => (
          <div key={name} className="mb-3">
            <p className="small muted mb-1" aria-hidden="true">
              {legend}
            </p>
            <Choice name={name} legend={legend} options={options} defaultValue={chosen} />
          </div>
        ))}
        <SubmitButton variant="plain">{tCommon('save')}</SubmitButton>
      </form>
    </Section>
  );
}
