import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { Field, Form, SubmitButton } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { createAccountAction } from '../actions';
import { ShownOnce } from '../components/shown-once';
import { ScopeFields } from './scope-fields';

/** Opens the form for a new account; its first password is shown there, once. */
export async function CreateAccountButton({ actor }: { actor: Actor }) {
  const [t, tCommon] = await Promise.all([getTranslations('accounts'), getTranslations('common')]);
  const labels = {
    displayName: t('field.displayName'),
    username: t('field.username'),
    'grants.0.role': t('field.role'),
    'grants.0.departmentId': t('field.department'),
  };
  return (
    <DialogButton button={t('list.create')} variant="main" title={t('list.createTitle')} wide>
      <Form action={createAccountAction} once={false} stays labels={labels}>
        <Field name="displayName" label={labels.displayName} />
        <Field name="username" label={labels.username} hint={t('field.usernameHint')} />
        <ScopeFields actor={actor} prefix="grants.0." />
        <ShownOnce />
        <footer>
          <CloseDialogButton>{tCommon('close')}</CloseDialogButton>
          <SubmitButton>{t('list.createSubmit')}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
}
