import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { can } from '@/domain/policy';
import { Form, SubmitButton, TextArea } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { reopenAction } from '../actions';
import type { Screen } from '../queries/file';

/** Opens a closed file again, for those who may: the only way a closed figure can change. */
export async function ReopenPanel({ actor, screen: { department, detail } }: { actor: Actor; screen: Screen }) {
  const isClosed = detail.state === 'APPROVED' || detail.state === 'LOCKED';
  if (detail.id === null || !isClosed || !can(actor, 'submission.reopen', { departmentId: department.id })) return null;
  const [t, tCommon] = await Promise.all([getTranslations('submissions.reopen'), getTranslations('common')]);
  return (
    <DialogButton button={t('button')} title={t('title')} consequence={t('body')}>
      <Form action={reopenAction}>
        <input type="hidden" name="submissionId" value={detail.id} />
        <input type="hidden" name="version" value={detail.version} />
        <TextArea name="reason" label={t('reason')} rows={3} />
        <footer>
          <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
          <SubmitButton>{t('button')}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
}
