import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { can } from '@/domain/policy';
import { Form, SubmitButton } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { withdrawAction } from '../actions';
import type { Screen } from '../queries/file';
import type { SubmissionKind } from '../schema';

/** For the person who handed in, while nobody has decided: takes the file back. */
export async function WithdrawPanel({ actor, screen, kind }: { actor: Actor; screen: Screen; kind: SubmissionKind }) {
  const { department, detail } = screen;
  const isDecided = detail.reviews.some(({ verdict, roundNo }) => verdict === 'APPROVED' && roundNo === detail.roundNo);
  if (detail.id === null || detail.state !== 'SUBMITTED' || detail.submittedBy?.id !== actor.id || isDecided) return null;
  if (!can(actor, 'submission.submit', { departmentId: department.id })) return null;
  const [t, tCommon] = await Promise.all([getTranslations('submissions.withdraw'), getTranslations('common')]);
  return (
    <DialogButton button={t('button')} title={t(`title.${kind}`)} consequence={t('body')}>
      <Form action={withdrawAction}>
        <input type="hidden" name="submissionId" value={detail.id} />
        <input type="hidden" name="version" value={detail.version} />
        <footer>
          <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
          <SubmitButton>{t('button')}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
}
