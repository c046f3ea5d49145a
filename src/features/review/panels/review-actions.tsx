import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatMoment } from '@/domain/date';
import { can } from '@/domain/policy';
import type { Screen } from '@/features/submissions/queries/file';
import { SECTIONS, type SubmissionKind } from '@/features/submissions/schema';
import { Form, SubmitButton } from '@/ui/form';
import { DialogButton } from '@/ui/overlay/dialog';
import { approveAction } from '../actions';
import { ReturnForm } from '../components/return-form';
import { ownHandAt } from '../queries/people';
import { DECIDES, shortHash } from '../rules/steps';

/** Approve or return with pinned reasons, for those at whose step the file stands; which round is decided about is said and sent along. */
export async function ReviewActions({ actor, screen, kind }: { actor: Actor; screen: Screen; kind: SubmissionKind }) {
  const { department, detail, lines, tasks, isIntact } = screen;
  const round = detail.rounds.find(({ roundNo }) => roundNo === detail.roundNo);
  if (detail.id === null || detail.step === null || !round) return null;
  if (!can(actor, DECIDES[detail.step], { departmentId: department.id })) return null;
  const [t, tCommon, tSections, tTabs] = await Promise.all([
    getTranslations('review'),
    getTranslations('common'),
    getTranslations('submissions.sections'),
    getTranslations('submissions.tabs'),
  ]);
  if (detail.submittedBy?.id === actor.id) return <p className="muted small">{t('notYours')}</p>;
  const { id, roundNo, step, submittedBy } = detail;
  const standing = {
    submissionId: id,
    roundNo,
    step,
    steps: round.steps,
    submittedById: submittedBy?.id ?? null,
    departmentId: department.id,
  };
  const hand = await ownHandAt(actor, standing, new Date());
  if (!isIntact) return <p className="bad small">{t('broken')}</p>;
  const reviewed = (
    <>
      <input type="hidden" name="submissionId" value={detail.id} />
      <input type="hidden" name="version" value={detail.version} />
      <input type="hidden" name="roundNo" value={round.roundNo} />
      <input type="hidden" name="sha256" value={round.sha256} />
    </>
  );
  const targets = [
    {
      label: tTabs('figures'),
      options: lines.map(({ indicator }) => ({ value: `indicatorId:${indicator.indicatorId}`, label: indicator.name })),
    },
    { label: tTabs('tasks'), options: tasks.map(({ id, title }) => ({ value: `taskId:${id}`, label: title })) },
    {
      label: tTabs('texts'),
      options: kind === 'REPORT' ? SECTIONS.map((section) => ({ value: `section:${section}`, label: tSections(section) })) : [],
    },
  ].filter(({ options }) => options.length > 0);
  return (
    <div className="review-acts">
      <div className="row wrap">
        <DialogButton
          button={t('return')}
          title={t(`returnTitle.${kind}`, { department: department.name })}
          consequence={t('returnBody')}
          wide
        >
          <ReturnForm
            reviewed={reviewed}
            targets={targets}
            words={{
              reason: t('reason'),
              pins: t('pins'),
              target: t('pinTarget'),
              pinReason: t('pinReason'),
              choose: t('choose'),
              add: t('addPin'),
              remove: t('removePin'),
              send: Array.from({ length: 20 }, (_, index) => t('send', { count: index + 1 })),
              cancel: tCommon('cancel'),
            }}
          />
        </DialogButton>
        {hand !== 'second' && (
          <Form action={approveAction} className="inline">
            {reviewed}
            <SubmitButton>{t(`approve.${kind}`)}</SubmitButton>
          </Form>
        )}
      </div>
      {hand !== 'first' && <p className="muted small">{t(`hand.${hand}`)}</p>}
      <p className="muted small">{t('round', { round: round.roundNo, moment: formatMoment(round.at), hash: shortHash(round.sha256) })}</p>
    </div>
  );
}
