import FilePen from 'lucide-react/icons/file-pen-line';
import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatDecimal } from '@/domain/number';
import type { Indicator } from '@/features/indicators/queries';
import { Checkbox, Field, Form, SubmitButton } from '@/ui/form';
import { Icon } from '@/ui/icon';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { adjustTargetAction } from '../actions';
import { DecisionFields } from '../components/terms';
import { type TargetVersion, targetDecisions } from '../queries/versions';

type AdjustButtonProps = { actor: Actor; indicator: Indicator; inForce: TargetVersion };

/** Begins a new version by decision. */
export async function AdjustButton({ actor, indicator, inForce }: AdjustButtonProps) {
  const [t, tCommon, decisions] = await Promise.all([getTranslations('targets.form'), getTranslations('common'), targetDecisions(actor)]);
  const { name, unit, decimals, id } = indicator;
  return (
    <DialogButton
      wide
      button={
        <>
          <Icon of={FilePen} />
          {t('adjust')}
        </>
      }
      title={t('adjustTitle', { name, year: inForce.year })}
      consequence={t('adjustConsequence', { value: formatDecimal(inForce.value, decimals), unit })}
    >
      <Form
        action={adjustTargetAction}
        labels={{
          value: t('newValue'),
          effectiveOn: t('effectiveOn'),
          'decision.number': t('number'),
          'decision.signedOn': t('signedOn'),
          'decision.subject': t('subject'),
        }}
      >
        <input type="hidden" name="indicatorId" value={id} />
        <input type="hidden" name="year" value={inForce.year} />
        <div className="group/decision">
          <div className="grid grid-cols-2 items-end gap-x-4 [&>.field]:mt-0">
            <Field name="value" label={`${t('newValue')} (${unit})`} type="number-vi" />
            <Field name="effectiveOn" label={t('effectiveOn')} type="date" />
          </div>
          <div className="mt-3.5">
            <DecisionFields decisions={decisions} />
          </div>
          <div className="mt-3.5">
            <Checkbox name="changesPast" label={t('changesPast')} hint={t('changesPastHint')} />
            <Field name="note" label={t('note')} />
          </div>
        </div>
        <footer>
          <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
          <SubmitButton>{t('adjustSubmit')}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
}
