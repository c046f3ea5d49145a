import { getTranslations } from 'next-intl/server';
import { dayOf, formatDay, formatMoment } from '@/domain/date';
import { type Quarter, roman } from '@/domain/period';
import { can } from '@/domain/policy';
import { currentActor } from '@/server/session';
import { Field, Form, SubmitButton, TextArea } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { requestExtensionAction } from '../actions';
import { extensionRequests } from '../queries';
import type { Deadline } from '../rules';
import { type DeadlineKind, MOST_DAYS_WANTED } from '../schema';

type ExtensionPanelProps = { departmentId: number; periodId: number; quarter: Quarter; kind: DeadlineKind; deadline: Deadline };

/**
 * For the page of a department's plan or report: asks for more time, or says what became of the request.
 * Nothing for those who may not ask. `deadline` is what binds the department now.
 */
export async function ExtensionPanel({ departmentId, periodId, quarter, kind, deadline }: ExtensionPanelProps) {
  const actor = await currentActor();
  if (!can(actor, 'extension.request', { departmentId })) return null;
  const [t, tKind, tCommon, requests] = await Promise.all([
    getTranslations('periods.extensions'),
    getTranslations('periods.kindOf'),
    getTranslations('common'),
    extensionRequests(actor, { departmentId, periodId }),
  ]);
  const last = requests.find((request) => request.kind === kind);
  if (last?.state === 'REQUESTED')
    return <p className="muted small">{t('askWaiting', { day: formatDay(dayOf(last.newDueAt ?? last.dueAt)), reason: last.reason })}</p>;
  const what = tKind(kind, { quarter: roman(quarter) });
  const words = { what, dueOn: formatDay(dayOf(deadline.dueAt)) };
  return (
    <div className="stack">
      {last?.state === 'REFUSED' && last.decidedAt && (
        <p className="muted small">
          {t('askRefused', { reason: last.decisionReason ?? '', by: last.decidedBy ?? '', moment: formatMoment(last.decidedAt) })}
        </p>
      )}
      <DialogButton button={t('ask')} size="small" title={t('askTitle', words)} consequence={t('askConsequence', words)}>
        <Form action={requestExtensionAction} labels={{ days: t('days'), reason: t('reason') }}>
          <input type="hidden" name="departmentId" value={departmentId} />
          <input type="hidden" name="periodId" value={periodId} />
          <input type="hidden" name="kind" value={kind} />
          <Field name="days" type="number-vi" label={t('days')} hint={t('daysHint', { most: MOST_DAYS_WANTED })} initial={3} />
          <TextArea name="reason" label={t('reason')} rows={3} />
          <footer>
            <CloseDialogButton>{tCommon('close')}</CloseDialogButton>
            <SubmitButton>{t('ask')}</SubmitButton>
          </footer>
        </Form>
      </DialogButton>
    </div>
  );
}
