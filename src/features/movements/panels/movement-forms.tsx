import { getTranslations } from 'next-intl/server';
import { DecisionFields, decisionLabels } from '@/features/departments/components/decision-fields';
import { Checkbox, CheckboxList, type Choice, Field, Form, Select, SubmitButton, TextArea } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { launchAction, recordUnitAction, reviewAction, reviseAction, takePartAction, voidAction, withdrawReviewAction } from '../actions';
import type { MovementDetail, MovementReview, MovementUnit } from '../queries';
import { MOVEMENT_SCOPES } from '../rules';
import { REVIEW_STAGES } from '../schema';

type Seen = { movement: Pick<MovementDetail, 'id' | 'version'> };

const Hidden = ({ movement: { id, version } }: Seen) => (
  <>
    <input type="hidden" name="movementId" value={id} />
    <input type="hidden" name="version" value={version} />
  </>
);

async function Ends({ save, variant }: { save?: string; variant?: 'danger' }) {
  const tCommon = await getTranslations('common');
  return (
    <footer>
      <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
      <SubmitButton variant={variant}>{save ?? tCommon('save')}</SubmitButton>
    </footer>
  );
}

/** The form of a movement: to launch one, or to correct one. Who does not keep all of them has the union's scope only. */
export async function MovementFields({ initial, mayAll }: { initial: MovementDetail | null; mayAll: boolean }) {
  const [t, tCommon, decision] = await Promise.all([getTranslations('movements'), getTranslations('common'), decisionLabels()]);
  const optional = tCommon('optional');
  const scopes = MOVEMENT_SCOPES.filter((scope) => mayAll || scope === 'UNION').map((scope) => ({
    value: scope,
    label: t(`scope.${scope}`),
  }));
  const labels = {
    ...{ name: t('fields.name'), scope: t('fields.scope'), launchedBy: t('fields.launchedBy'), startsOn: t('fields.startsOn') },
    ...{ endsOn: t('fields.endsOn'), criteria: t('fields.criteria'), result: t('fields.result'), ...decision },
  };
  return (
    <Form action={initial ? reviseAction : launchAction} labels={labels}>
      {initial && <Hidden movement={initial} />}
      <Field name="name" label={t('fields.name')} initial={initial?.name} />
      <div className="columns">
        <Select name="scope" label={t('fields.scope')} choices={scopes} initial={initial?.scope ?? (mayAll ? 'UNIT' : 'UNION')} />
        <Field name="launchedBy" label={t('fields.launchedBy')} initial={initial?.launchedBy} />
        <Field name="startsOn" type="date" label={t('fields.startsOn')} optional={optional} initial={initial?.startsOn ?? ''} />
        <Field name="endsOn" type="date" label={t('fields.endsOn')} optional={optional} initial={initial?.endsOn ?? ''} />
      </div>
      <TextArea name="criteria" label={t('fields.criteria')} optional={optional} rows={4} initial={initial?.criteria ?? ''} />
      <TextArea name="result" label={t('fields.result')} optional={optional} rows={3} initial={initial?.result ?? ''} />
      <details>
        <summary>{t(initial?.decision ? 'newDecision' : 'decision')}</summary>
        <DecisionFields decisions={[]} optional />
      </details>
      <Ends />
    </Form>
  );
}

/** Which departments take part. */
export async function TakePartButton({ movement, choices }: { movement: MovementDetail; choices: Choice[] }) {
  const t = await getTranslations('movements');
  return (
    <DialogButton wide button={t('takePart')} title={t('takePart')} consequence={t('takePartBody')}>
      <Form action={takePartAction} labels={{ departmentIds: t('fields.units') }}>
        <Hidden movement={movement} />
        <CheckboxList
          name="departmentIds"
          label={t('fields.units')}
          search={t('searchDepartments')}
          choices={choices}
          initial={movement.units.map(({ departmentId }) => departmentId)}
        />
        <Ends />
      </Form>
    </DialogButton>
  );
}

/** What one department has done. */
export async function RecordUnitButton({ movement, unit }: { movement: MovementDetail; unit: MovementUnit }) {
  const t = await getTranslations('movements');
  return (
    <DialogButton button={t('record')} size="small" label={t('recordOf', { name: unit.name })} title={unit.name}>
      <Form action={recordUnitAction} labels={{ result: t('fields.unitResult') }}>
        <Hidden movement={movement} />
        <input type="hidden" name="departmentId" value={unit.departmentId} />
        <TextArea name="result" label={t('fields.unitResult')} rows={4} initial={unit.result ?? ''} />
        <Checkbox name="isCommended" label={t('fields.isCommended')} initial={unit.isCommended} />
        <Ends />
      </Form>
    </DialogButton>
  );
}

/** An interim or a final review. */
export async function ReviewButton({ movement }: { movement: MovementDetail }) {
  const t = await getTranslations('movements');
  return (
    <DialogButton button={t('review')} title={t('review')}>
      <Form action={reviewAction} labels={{ stage: t('fields.stage'), heldOn: t('fields.heldOn'), result: t('fields.reviewResult') }}>
        <Hidden movement={movement} />
        <Select
          name="stage"
          label={t('fields.stage')}
          choices={REVIEW_STAGES.map((stage) => ({ value: stage, label: t(`stage.${stage}`) }))}
        />
        <Field name="heldOn" type="date" label={t('fields.heldOn')} />
        <TextArea name="result" label={t('fields.reviewResult')} rows={5} />
        <Ends />
      </Form>
    </DialogButton>
  );
}

/** Takes a review back. */
export async function WithdrawReviewButton({ movement, review }: { movement: MovementDetail; review: MovementReview }) {
  const t = await getTranslations('movements');
  return (
    <DialogButton button={t('withdraw')} size="small" variant="bare" title={t('withdrawTitle')} consequence={t('withdrawBody')}>
      <Form action={withdrawReviewAction}>
        <Hidden movement={movement} />
        <input type="hidden" name="reviewId" value={review.id} />
        <Ends save={t('withdraw')} variant="danger" />
      </Form>
    </DialogButton>
  );
}

/** Takes a movement out of the register, with the reason. */
export async function VoidButton({ movement }: { movement: MovementDetail }) {
  const t = await getTranslations('movements');
  return (
    <DialogButton button={t('void')} variant="bare" title={t('voidTitle', { name: movement.name })} consequence={t('voidBody')}>
      <Form action={voidAction} labels={{ reason: t('fields.reason') }}>
        <Hidden movement={movement} />
        <TextArea name="reason" label={t('fields.reason')} rows={2} />
        <Ends save={t('void')} variant="danger" />
      </Form>
    </DialogButton>
  );
}
