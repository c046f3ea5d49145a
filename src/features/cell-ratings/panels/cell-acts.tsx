import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { can } from '@/domain/policy';
import { Field, Form, Select, SubmitButton, TextArea } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { Section } from '@/ui/page/section';
import { appealAction, appraiseAction, recordMeetingAction, returnAction, selfRateAction } from '../actions';
import type { Campaign } from '../queries/campaign';
import type { RatingLine } from '../queries/sheet';
import { mayAct } from '../rules';
import { DISCIPLINES } from '../schema';
import { levelChoices } from './wording';

const BALLOTS = ['eligibleVoters', 'present', 'excellent', 'good', 'completed', 'notCompleted', 'invalid'] as const;

/** What the reader may do with this rating now: a secretary rates and records the meeting, the office appraises and returns. */
export async function CellActs({ actor, campaign, line }: { actor: Actor; campaign: Campaign; line: RatingLine }) {
  const [t, tCommon] = await Promise.all([getTranslations('cellRatings.cell'), getTranslations('common')]);
  const tWords = await getTranslations('cellRatings');
  if (campaign.closedAt !== null) return null;
  const { partyBodyId, state } = line;
  const mayRate = can(actor, 'party.rate', { partyBodyId });
  const mayAppraise = can(actor, 'party.appraise');
  const levels = levelChoices(campaign);
  const asksFixed = Object.values(campaign.criteria?.levels ?? {}).some((asked) => asked.allFixed);
  const isAllFixed = line.appraisal?.isAllFixed ?? null;
  const hidden = (
    <>
      <input type="hidden" name="ratingId" value={line.id} />
      <input type="hidden" name="version" value={line.version} />
    </>
  );
  const foot = (label: string) => (
    <footer>
      <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
      <SubmitButton>{label}</SubmitButton>
    </footer>
  );
  const level = (initial: string | null) => (
    <Select name="level" label={t('level')} choices={levels} initial={initial ?? ''} empty={tCommon('choose')} />
  );
  const labels = {
    level: t('level'),
    score: t('score'),
    note: t('note'),
    reason: t('reason'),
    allFixed: t('allFixed'),
    headLevel: t('headLevel'),
    ...Object.fromEntries(BALLOTS.map((key) => [key, t(`ballots.${key}`)])),
  };
  const isMeeting = mayRate && mayAct('meet', state) && state !== 'CELL_REVIEWED';
  const acts = [
    mayRate && mayAct('selfRate', state) && (
      <DialogButton
        key="self"
        button={t('selfRate')}
        variant={state === 'DRAFT' || !isMeeting ? 'main' : 'plain'}
        title={t('selfRate')}
        consequence={t('selfRateBody')}
      >
        <Form action={selfRateAction} labels={labels}>
          {hidden}
          {level(line.selfLevel)}
          <Field name="score" type="number-vi" label={t('score')} optional={tCommon('optional')} />
          <TextArea name="note" label={t('note')} rows={3} />
          {foot(t('selfRate'))}
        </Form>
      </DialogButton>
    ),
    mayRate && mayAct('meet', state) && (
      <DialogButton
        key="meet"
        button={t(state === 'CELL_REVIEWED' ? 'meetAgain' : 'meet')}
        variant={isMeeting ? 'main' : 'plain'}
        title={t('meet')}
        consequence={t('meetBody')}
      >
        <Form action={recordMeetingAction} labels={labels}>
          {hidden}
          <div className="grid grid-cols-2 gap-3">
            {BALLOTS.map((key) => (
              <Field
                key={key}
                name={key}
                type="number-vi"
                label={t(`ballots.${key}`)}
                initial={key === 'eligibleVoters' || key === 'present' ? '' : 0}
              />
            ))}
          </div>
          {level(line.level)}
          <Field name="score" type="number-vi" label={t('score')} optional={tCommon('optional')} />
          <TextArea name="note" label={t('note')} rows={2} />
          {foot(t('meet'))}
        </Form>
      </DialogButton>
    ),
    mayAppraise && mayAct('appraise', state) && (
      <DialogButton
        key="appraise"
        button={t('appraise')}
        variant={state === 'CELL_REVIEWED' ? 'main' : 'plain'}
        title={t('appraise')}
        consequence={t('appraiseBody')}
      >
        <Form action={appraiseAction} labels={labels}>
          {hidden}
          {level(line.level)}
          <Select
            name="discipline"
            label={tWords('columns.discipline')}
            empty={tCommon('none')}
            initial={line.discipline ?? ''}
            choices={DISCIPLINES.map((value) => ({ value, label: tWords(`discipline.${value}`) }))}
          />
          {asksFixed && (
            <Select
              name="allFixed"
              label={t('allFixed')}
              empty={t('fixed.UNKNOWN')}
              initial={isAllFixed === null ? '' : isAllFixed ? 'YES' : 'NO'}
              choices={(['YES', 'NO'] as const).map((value) => ({ value, label: t(`fixed.${value}`) }))}
            />
          )}
          <Select
            name="headLevel"
            label={t('headLevel')}
            optional={tCommon('optional')}
            empty={t('headUnknown')}
            initial={line.appraisal?.headLevel ?? ''}
            choices={levels}
          />
          <TextArea name="reason" label={t('reason')} hint={t('reasonHint')} rows={2} />
          {foot(t('appraise'))}
        </Form>
      </DialogButton>
    ),
    mayAppraise && mayAct('return', state) && (
      <DialogButton key="return" button={t('return')} title={t('return')} consequence={t('returnBody')}>
        <Form action={returnAction} labels={labels}>
          {hidden}
          <TextArea name="reason" label={t('reason')} rows={2} />
          {foot(t('return'))}
        </Form>
      </DialogButton>
    ),
    mayRate && mayAct('appeal', state) && (
      <DialogButton key="appeal" button={t('appeal')} title={t('appeal')} consequence={t('appealBody')}>
        <Form action={appealAction} labels={labels}>
          {hidden}
          <TextArea name="reason" label={t('reason')} rows={3} />
          {foot(t('appeal'))}
        </Form>
      </DialogButton>
    ),
  ].filter(Boolean);
  if (acts.length === 0) return null;
  return (
    <Section title={t('next')}>
      <div className="row wrap">{acts}</div>
    </Section>
  );
}
