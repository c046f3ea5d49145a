import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { can } from '@/domain/policy';
import { Form, SubmitButton, TextArea } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { approveAction, reopenAction } from '../actions';
import { ReturnForm } from '../components/return-form';
import type { Screen } from '../queries/file';
import { SECTIONS, type SubmissionKind } from '../schema';

/** Approve, return with pinned reasons, reopen: what planning may do now, and nothing for everyone else. */
export async function ReviewActions({ actor, screen, kind }: { actor: Actor; screen: Screen; kind: SubmissionKind }) {
  const [t, tCommon, tTasks] = await Promise.all([getTranslations('submissions'), getTranslations('common'), getTranslations('tasks')]);
  const { department, detail, lines, tasks } = screen;
  if (detail.id === null) return null;
  const ids = (
    <>
      <input type="hidden" name="submissionId" value={detail.id} />
      <input type="hidden" name="version" value={detail.version} />
    </>
  );
  if (detail.state === 'SUBMITTED' && can(actor, 'submission.review', { departmentId: department.id })) {
    if (detail.submittedBy?.id === actor.id) return <p className="muted small">{t('review.notYours')}</p>;
    const targets = [
      {
        label: t('tabs.figures'),
        options: lines.map(({ indicator }) => ({ value: `indicatorId:${indicator.indicatorId}`, label: indicator.name })),
      },
      { label: tTasks('title'), options: tasks.map(({ id, title }) => ({ value: `taskId:${id}`, label: title })) },
      {
        label: t('tabs.texts'),
        options: kind === 'REPORT' ? SECTIONS.map((section) => ({ value: `section:${section}`, label: t(`sections.${section}`) })) : [],
      },
    ].filter(({ options }) => options.length > 0);
    return (
      <div className="row wrap">
        <DialogButton
          button={t('review.return')}
          title={t(`review.returnTitle.${kind}`, { department: department.name })}
          consequence={t('review.returnBody')}
          wide
        >
          <ReturnForm
            submissionId={detail.id}
            version={detail.version}
            targets={targets}
            words={{
              reason: t('review.reason'),
              pins: t('review.pins'),
              target: t('review.pinTarget'),
              pinReason: t('review.pinReason'),
              choose: t('review.choose'),
              add: t('review.addPin'),
              remove: t('review.removePin'),
              send: Array.from({ length: 20 }, (_, index) => t('review.send', { count: index + 1 })),
              cancel: tCommon('cancel'),
            }}
          />
        </DialogButton>
        <Form action={approveAction} className="inline">
          {ids}
          <SubmitButton>{t(`review.approveDetail.${kind}`)}</SubmitButton>
        </Form>
      </div>
    );
  }
  if ((detail.state === 'APPROVED' || detail.state === 'LOCKED') && can(actor, 'submission.reopen', { departmentId: department.id })) {
    return (
      <DialogButton button={t('review.reopen')} title={t('review.reopenTitle')} consequence={t('review.reopenBody')}>
        <Form action={reopenAction}>
          {ids}
          <TextArea name="reason" label={t('review.reason')} rows={3} />
          <footer>
            <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
            <SubmitButton>{t('review.reopen')}</SubmitButton>
          </footer>
        </Form>
      </DialogButton>
    );
  }
  return null;
}
