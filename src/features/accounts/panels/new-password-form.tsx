import { getTranslations } from 'next-intl/server';
import { Field, Form, SubmitButton } from '@/ui/form';
import type { FormAction } from '@/ui/form-state';

type NewPasswordFormProps = {
  action: FormAction;
  /** What the password that is replaced is called. */
  old: 'old' | 'first';
  submit: string;
};

/** The password in use, and the new one twice. */
export async function NewPasswordForm({ action, old, submit }: NewPasswordFormProps) {
  const t = await getTranslations('accounts.password');
  return (
    <Form action={action} once={false} labels={{ oldPassword: t(old), newPassword: t('new'), repeatPassword: t('repeat') }}>
      <Field name="oldPassword" type="password" autoComplete="current-password" label={t(old)} />
      <Field name="newPassword" type="password" autoComplete="new-password" label={t('new')} hint={t('hint')} />
      <Field name="repeatPassword" type="password" autoComplete="new-password" label={t('repeat')} />
      <SubmitButton>{submit}</SubmitButton>
    </Form>
  );
}
