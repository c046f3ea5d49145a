import { getTranslations } from 'next-intl/server';
import { Form, SubmitButton, TextArea } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { revokeAwardAction, withdrawAwardAction } from '../actions';
import type { AwardRow } from '../queries/register';

const ACTS = { withdraw: withdrawAwardAction, revoke: revokeAwardAction } as const;

/** Withdraw what was recorded wrongly, revoke what was given on false grounds: each with a reason. */
export async function AwardActs({ row }: { row: AwardRow }) {
  const [t, tCommon] = await Promise.all([getTranslations('awards.decision'), getTranslations('common')]);
  const name = row.whom ?? row.subjectText ?? '';
  const acts = row.revokedAt ? (['withdraw'] as const) : (['withdraw', 'revoke'] as const);
  return (
    <span className="row">
      {acts.map((act) => (
        <DialogButton
          key={act}
          button={t(act)}
          size="small"
          variant="bare"
          label={t(`${act}Title`, { name })}
          title={t(`${act}Title`, { name })}
          consequence={t(`${act}Body`)}
        >
          <Form action={ACTS[act]} labels={{ reason: t('reason') }}>
            <input type="hidden" name="awardId" value={row.id} />
            <input type="hidden" name="version" value={row.version} />
            <TextArea name="reason" label={t('reason')} rows={2} />
            <footer>
              <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
              <SubmitButton variant="danger">{t(act)}</SubmitButton>
            </footer>
          </Form>
        </DialogButton>
      ))}
    </span>
  );
}
