import { getLocale, getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { Choice } from '@/ui/choice';
import { SubmitButton } from '@/ui/form';
import { Section } from '@/ui/page/section';
import { changePasswordAction } from '../actions';
import { savePreferences } from '../preferences';
import { ownRoles } from '../queries';
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

export async function ChangePasswordPanel() {
  const t = await getTranslations('accounts.own');
  return (
    <Section title={t('passwordTitle')}>
      <p className="muted small mb-3">{t('passwordNote')}</p>
      <NewPasswordForm action={changePasswordAction} old="old" submit={t('changePassword')} />
    </Section>
  );
}

type PreferencesPanelProps = { theme: string; density: string };

/** Language, theme, density: kept by this browser. Works without scripts. */
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
      name: 'theme',
      legend: t('theme'),
      chosen: theme,
      options: [
        { value: 'system', label: t('themeAuto') },
        { value: 'light', label: t('themeLight') },
        { value: 'dark', label: t('themeDark') },
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
