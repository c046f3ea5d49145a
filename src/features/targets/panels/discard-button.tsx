import { getTranslations } from 'next-intl/server';
import { formatDecimal } from '@/domain/number';
import type { Indicator } from '@/features/indicators/queries';
import { Form, SubmitButton } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { discardDraftAction } from '../actions';
import type { TargetVersion } from '../queries/versions';

type DiscardButtonProps = { indicator: Indicator; draft: TargetVersion; inForce?: TargetVersion };

/** Takes a draft away, once it is asked. */
export async function DiscardButton({ indicator, draft, inForce }: DiscardButtonProps) {
  const [t, tCommon] = await Promise.all([getTranslations('targets.discard'), getTranslations('common')]);
  const number = (value: string) => formatDecimal(value, indicator.decimals);
  return (
    <DialogButton
      button={t('button')}
      title={t('title', { name: indicator.name, year: draft.year })}
      consequence={
        inForce
          ? t('adjusted', { value: number(draft.value), inForce: number(inForce.value), unit: indicator.unit })
          : t('assigned', { value: number(draft.value), unit: indicator.unit })
      }
    >
      <Form action={discardDraftAction}>
        <input type="hidden" name="targetId" value={draft.targetId} />
        <input type="hidden" name="rowVersion" value={draft.rowVersion} />
        <footer>
          <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
          <SubmitButton variant="danger">{t('button')}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
}
