import { getTranslations } from 'next-intl/server';
import { dayOf } from '@/domain/date';
import { Field, Form, SubmitButton } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { openCampaignAction } from '../actions';
import type { CampaignSubject } from '../schema';
import { spanName } from './wording';

type OpenProps = { year: number; quarter: number; subject: CampaignSubject };

/** Opens the rating of the period in the address. */
export async function OpenCampaignButton({ year, quarter, subject }: OpenProps) {
  const [t, tCommon, span] = await Promise.all([
    getTranslations('cellRatings.open'),
    getTranslations('common'),
    spanName({ year, quarter }),
  ]);
  return (
    <DialogButton button={t('button', { span })} variant="main" title={t('title', { span })} consequence={t(`body.${subject}`)}>
      <Form action={openCampaignAction} labels={{ year: t('year'), openedOn: t('openedOn'), dueOn: t('dueOn') }}>
        <input type="hidden" name="year" value={year} />
        <input type="hidden" name="quarter" value={quarter} />
        <input type="hidden" name="subject" value={subject} />
        <Field name="openedOn" type="date" label={t('openedOn')} initial={dayOf(new Date())} />
        <Field name="dueOn" type="date" label={t('dueOn')} optional={tCommon('optional')} />
        <footer>
          <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
          <SubmitButton>{t('submit')}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
}
