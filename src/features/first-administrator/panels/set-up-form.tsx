import { getTranslations } from 'next-intl/server';
import { Field, Form, SubmitButton } from '@/ui/form';
import { setUpAction } from '../actions';

export async function SetUpForm({ token }: { token: string }) {
  const t = await getTranslations('accounts');
  const labels = {
    username: t('field.username'),
    displayName: t('field.displayName'),
    newPassword: t('password.name'),
    repeatPassword: t('password.repeat'),
  };
  return (
    <>
      <h1 className="text-finding">{t('setUp.title')}</h1>
      <p className="muted mb-5">{t('setUp.intro')}</p>
      <Form action={setUpAction} once={false} labels={labels}>
        <input type="hidden" name="token" value={token} />
        <Field name="displayName" label={labels.displayName} autoComplete="name" />
        <Field name="username" label={labels.username} hint={t('field.usernameHint')} autoComplete="username" />
        <Field name="newPassword" type="password" label={labels.newPassword} hint={t('password.hint')} autoComplete="new-password" />
        <Field name="repeatPassword" type="password" label={labels.repeatPassword} autoComplete="new-password" />
        <SubmitButton>{t('setUp.submit')}</SubmitButton>
      </Form>
    </>
  );
}
