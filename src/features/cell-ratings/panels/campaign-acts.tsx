import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { formatMoment } from '@/domain/date';
import { can } from '@/domain/policy';
import { Field, Form, SubmitButton, TextArea } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { addBodiesAction, closeCampaignAction, passCapAction, publishAction } from '../actions';
import type { Campaign } from '../queries/campaign';

/** What is done with a whole campaign: late cells, a passed cap, publication, closing. */
export async function CampaignActs({ actor, campaign }: { actor: Actor; campaign: Campaign }) {
  const [t, tCommon] = await Promise.all([getTranslations('cellRatings.acts'), getTranslations('common')]);
  if (campaign.closedAt !== null) return null;
  const id = <input type="hidden" name="campaignId" value={campaign.id} />;
  const foot = (label: string) => (
    <footer>
      <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
      <SubmitButton>{label}</SubmitButton>
    </footer>
  );
  const { cap } = campaign;
  return (
    <>
      {can(actor, 'party.campaign') && (
        <DialogButton button={t('add')} size="small" title={t('addTitle')} consequence={t('addBody')}>
          <Form action={addBodiesAction}>
            {id}
            {foot(t('add'))}
          </Form>
        </DialogButton>
      )}
      {cap && cap.rule.severity === 'WARN' && cap.rule.scope !== 'CELL' && can(actor, 'party.decide') && (
        <DialogButton
          button={t('passCap')}
          size="small"
          title={t('passCapTitle')}
          consequence={t('passCapBody', { limit: cap.reading.limit })}
        >
          <Form action={passCapAction} labels={{ limit: t('limit'), reason: t('reason'), document: t('document') }}>
            {id}
            <Field name="limit" type="number-vi" label={t('limit')} initial={Math.max(cap.reading.limit, cap.override?.limit ?? 0) + 1} />
            <TextArea name="reason" label={t('reason')} rows={2} />
            <Field name="document" label={t('document')} />
            {foot(t('passCap'))}
          </Form>
        </DialogButton>
      )}
      {can(actor, 'party.publish') && (
        <DialogButton button={t('publish')} size="small" title={t('publishTitle')} consequence={t('publishBody')}>
          <Form action={publishAction}>
            {id}
            {foot(t('publish'))}
          </Form>
        </DialogButton>
      )}
      {can(actor, 'party.campaign') && (
        <DialogButton button={t('close')} size="small" title={t('closeTitle')} consequence={t('closeBody')}>
          <Form action={closeCampaignAction}>
            {id}
            <input type="hidden" name="version" value={campaign.version} />
            {foot(t('close'))}
          </Form>
        </DialogButton>
      )}
    </>
  );
}

/** Who let the cap be passed, why and by what: on the sheet for ever after. */
export async function CapOverrideLine({ campaign }: { campaign: Campaign }) {
  const override = campaign.cap?.override;
  if (!override) return null;
  const t = await getTranslations('cellRatings.acts');
  return (
    <p className="small warn">
      {t('passed', {
        limit: override.limit,
        reason: override.reason,
        document: override.document,
        by: override.by,
        when: formatMoment(override.at),
      })}
    </p>
  );
}
