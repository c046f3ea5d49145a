import { getTranslations } from 'next-intl/server';
import { formatDay } from '@/domain/date';
import { formatNumber } from '@/domain/number';
import { Field, Form, SubmitButton } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { setBaseSalaryAction } from '../actions';
import type { BaseSalary } from '../queries';

/** Base salaries by date; who keeps the catalogue sets a new one, or corrects the one that is looked at. */
export async function Salaries({ salaries, mayManage }: { salaries: BaseSalary[]; mayManage: boolean }) {
  const t = await getTranslations('awardRules');
  const correct = (row: BaseSalary) => {
    const what = t('catalogue.correctSalary', { day: formatDay(row.validFrom) });
    return (
      <DialogButton button={t('catalogue.correct')} label={what} size="small" variant="bare" title={what}>
        <SalaryForm seen={row} />
      </DialogButton>
    );
  };
  return (
    <Section
      title={t('catalogue.salaries')}
      aside={
        mayManage ? (
          <DialogButton
            button={t('catalogue.setSalary')}
            size="small"
            title={t('catalogue.setSalary')}
            consequence={t('catalogue.setSalaryBody')}
          >
            <SalaryForm />
          </DialogButton>
        ) : (
          t('catalogue.salariesSource')
        )
      }
    >
      <DataTable
        caption={t('catalogue.salaries')}
        rows={salaries}
        rowKey={({ validFrom }) => validFrom}
        columns={[
          { key: 'from', head: t('column.from'), rowHead: true, cell: ({ validFrom }) => formatDay(validFrom) },
          { key: 'amount', head: t('column.amount'), align: 'end', cell: ({ amount }) => formatNumber(amount) },
          { key: 'document', head: t('column.document'), cell: ({ document }) => document },
          ...(mayManage ? [{ key: 'act', head: t('column.act'), cell: correct, width: '6rem' }] : []),
        ]}
        phone={(row) => ({
          title: formatDay(row.validFrom),
          detail: [formatNumber(row.amount), row.document].join(' · '),
          aside: mayManage && correct(row),
        })}
      />
    </Section>
  );
}

/** A base salary from a day on, or the correction of the one that was seen. */
async function SalaryForm({ seen }: { seen?: BaseSalary }) {
  const [t, tCommon] = await Promise.all([getTranslations('awardRules'), getTranslations('common')]);
  return (
    <Form action={setBaseSalaryAction} labels={{ validFrom: t('form.validFrom'), amount: t('form.amount'), document: t('form.document') }}>
      {seen && <input type="hidden" name="rowVersion" value={seen.rowVersion} />}
      {seen ? (
        <input type="hidden" name="validFrom" value={seen.validFrom} />
      ) : (
        <Field name="validFrom" type="date" label={t('form.validFrom')} />
      )}
      <Field name="amount" type="number-vi" label={t('form.amount')} initial={seen ? formatNumber(seen.amount) : ''} />
      <Field name="document" label={t('form.document')} initial={seen?.document ?? ''} />
      <footer>
        <CloseDialogButton>{tCommon('close')}</CloseDialogButton>
        <SubmitButton>{t('form.save')}</SubmitButton>
      </footer>
    </Form>
  );
}
