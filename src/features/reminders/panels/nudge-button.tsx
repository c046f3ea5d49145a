import { getTranslations } from 'next-intl/server';
import { Field, Form, SubmitButton } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { nudgeAction } from '../actions';

type NudgeButtonProps = {
  /** «department/period/kind» of each file, as the command takes them. */
  files: string[];
  /** The one department that is reminded; without it the button counts. */
  name?: string;
  /** How many departments, when there are several. */
  count?: number;
};

/** Nhắc ngay: asks for a word, says who will get it, and sends the reminder. */
export async function NudgeButton({ files, name, count = files.length }: NudgeButtonProps) {
  const [t, tCommon] = await Promise.all([getTranslations('reminders.nudge'), getTranslations('common')]);
  return (
    <DialogButton
      button={name ? t('button') : t('many', { count })}
      label={name && t('of', { name })}
      size={name ? 'small' : undefined}
      variant={name ? 'plain' : 'main'}
      title={name ? t('title', { name }) : t('titleMany', { count })}
      consequence={t('body')}
    >
      <Form action={nudgeAction} labels={{ word: t('word') }}>
        {files.map((file) => (
          <input key={file} type="hidden" name="files[]" value={file} />
        ))}
        <Field name="word" label={t('word')} optional={t('optional')} />
        <footer>
          <CloseDialogButton>{tCommon('close')}</CloseDialogButton>
          <SubmitButton>{t('send')}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
}
