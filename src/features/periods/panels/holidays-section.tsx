import { getTranslations } from 'next-intl/server';
import { type Day, formatDay } from '@/domain/date';
import { Field, Form, SubmitButton } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { Section } from '@/ui/page/section';
import { addHolidayAction } from '../actions';
import { holidayRuns } from '../rules';

/** Days off, from which working days are proposed for due dates. */
export async function HolidaysSection({ year, daysOff }: { year: number; daysOff: { day: Day; name: string }[] }) {
  const [t, tCommon] = await Promise.all([getTranslations('periods.holidays'), getTranslations('common')]);
  const labels = { day: t('day'), lastDay: t('lastDay'), name: t('name') };
  const add = (
    <DialogButton button={t('add')} size="small" title={t('add')}>
      <Form action={addHolidayAction} labels={labels}>
        <Field name="day" type="date" label={t('day')} />
        <Field name="lastDay" type="date" label={t('lastDay')} optional={tCommon('optional')} />
        <Field name="name" label={t('name')} />
        <footer>
          <CloseDialogButton>{tCommon('close')}</CloseDialogButton>
          <SubmitButton>{t('add')}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
  return (
    <Section title={t('title', { count: daysOff.length, year })} aside={add}>
      {daysOff.length === 0 ? (
        <p className="muted">{t('none')}</p>
      ) : (
        <ul className="list small">
          {holidayRuns(daysOff).map(({ from, to, name }) => (
            <li key={from}>
              {name}{' '}
              <span className="muted">{from === to ? formatDay(from) : t('span', { from: formatDay(from), to: formatDay(to) })}</span>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
