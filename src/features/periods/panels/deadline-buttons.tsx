import { getTranslations } from 'next-intl/server';
import type { Day } from '@/domain/date';
import { type Quarter, roman, type YearCalendar } from '@/domain/period';
import { Form, SubmitButton } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { openPeriodAction, reschedulePeriodAction } from '../actions';
import { DayFields, dayLabels } from '../components/day-fields';
import type { QuarterPeriod } from '../queries';
import { type Deadline, daysOf, defaultDays } from '../rules';
import type { DeadlineKind } from '../schema';

type OpenProps = { year: number; quarter: Quarter; daysOff: ReadonlySet<Day>; calendar: YearCalendar };

/** Opens a quarter with the days that are proposed for it. */
export async function OpenButton({ year, quarter, daysOff, calendar }: OpenProps) {
  const [t, tKind, tCommon] = await Promise.all([getTranslations('periods'), getTranslations('periods.kind'), getTranslations('common')]);
  const proposed = defaultDays(year, quarter, daysOff, calendar);
  const words = { quarter: roman(quarter), year };
  const labels = { ...(await dayLabels('plan.', tKind('PLAN'))), ...(await dayLabels('report.', tKind('REPORT'))) };
  return (
    <DialogButton button={t('table.open', words)} size="small" title={t('open.title', words)} consequence={t('open.intro')} wide>
      <Form action={openPeriodAction} labels={labels}>
        <input type="hidden" name="year" value={year} />
        <input type="hidden" name="quarter" value={quarter} />
        <div className="grid grid-cols-2 gap-5 phone:grid-cols-1">
          <fieldset>
            <legend className="text-head font-strong">{tKind('PLAN')}</legend>
            <DayFields at="plan." initial={proposed.plan} holidays={daysOff} />
          </fieldset>
          <fieldset>
            <legend className="text-head font-strong">{tKind('REPORT')}</legend>
            <DayFields at="report." initial={proposed.report} holidays={daysOff} />
          </fieldset>
        </div>
        <footer>
          <CloseDialogButton>{tCommon('close')}</CloseDialogButton>
          <SubmitButton>{t('open.submit', words)}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
}

type RescheduleProps = {
  period: QuarterPeriod;
  kind: DeadlineKind;
  deadline: Deadline & { rowVersion: number };
  daysOff: ReadonlySet<Day>;
};

/** New days of a plan or a report for everybody. */
export async function RescheduleButton({ period, kind, deadline, daysOff }: RescheduleProps) {
  const [t, tCommon] = await Promise.all([getTranslations('periods'), getTranslations('common')]);
  const what = t(`kindOf.${kind}`, { quarter: roman(period.quarter) });
  return (
    <DialogButton
      button={t('table.reschedule')}
      size="small"
      variant="bare"
      label={t('reschedule.title', { what, year: period.year })}
      title={t('reschedule.title', { what, year: period.year })}
      consequence={t('reschedule.consequence')}
    >
      <Form action={reschedulePeriodAction} labels={await dayLabels()}>
        <input type="hidden" name="periodId" value={period.id} />
        <input type="hidden" name="kind" value={kind} />
        <input type="hidden" name="rowVersion" value={deadline.rowVersion} />
        <DayFields initial={daysOf(deadline)} holidays={daysOff} />
        <footer>
          <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
          <SubmitButton>{t('reschedule.submit')}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
}
