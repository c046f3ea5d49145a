import { getTranslations } from 'next-intl/server';
import { formatDay } from '@/domain/date';
import { currentActor } from '@/server/session';
import { Field, Form, Select, SubmitButton } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { createPeriodAction } from '../actions';
import { otherPeriods } from '../queries';
import { PERIOD_CALENDARS, PERIOD_KINDS } from '../schema';

/** Periods that nothing is handed in for: they gather quarters, or close on other days. */
export async function OtherPeriodsSection({ year }: { year: number }) {
  const [actor, t, tCommon] = await Promise.all([currentActor(), getTranslations('periods.other'), getTranslations('common')]);
  const periods = await otherPeriods(actor, year);
  const labels = {
    kind: t('kind'),
    year: t('year'),
    index: t('index'),
    calendar: t('calendar'),
    startsOn: t('startsOn'),
    endsOn: t('endsOn'),
  };
  const add = (
    <DialogButton button={t('add')} size="small" title={t('add')} consequence={t('intro')}>
      <Form action={createPeriodAction} labels={labels}>
        <Select
          name="kind"
          label={t('kind')}
          empty={tCommon('choose')}
          choices={PERIOD_KINDS.map((kind) => ({ value: kind, label: t(`kinds.${kind}`) }))}
        />
        <Field name="year" type="number-vi" label={t('year')} initial={year} />
        <Field name="index" type="number-vi" label={t('index')} hint={t('indexHint')} initial={1} />
        <Select
          name="calendar"
          label={t('calendar')}
          choices={PERIOD_CALENDARS.map((calendar) => ({ value: calendar, label: t(`calendars.${calendar}`) }))}
        />
        <Field name="startsOn" type="date" label={t('startsOn')} hint={t('termHint')} optional={tCommon('optional')} />
        <Field name="endsOn" type="date" label={t('endsOn')} optional={tCommon('optional')} />
        <footer>
          <CloseDialogButton>{tCommon('close')}</CloseDialogButton>
          <SubmitButton>{t('add')}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
  return (
    <Section title={t('title')} aside={add}>
      <DataTable
        caption={t('title')}
        rows={periods}
        rowKey={({ id }) => String(id)}
        empty={<p className="muted">{t('none')}</p>}
        dense
        columns={[
          {
            key: 'name',
            head: t('name'),
            rowHead: true,
            cell: ({ kind, index, year: of }) => t(`names.${kind}`, { index, year: String(of) }),
          },
          {
            key: 'span',
            head: t('time'),
            cell: ({ startsOn, endsOn }) => t('span', { from: formatDay(startsOn), to: formatDay(endsOn) }),
          },
          { key: 'calendar', head: t('calendar'), className: 'muted', cell: ({ calendar }) => t(`calendars.${calendar}`) },
        ]}
      />
    </Section>
  );
}
