import { getTranslations } from 'next-intl/server';
import { formatDay } from '@/domain/date';
import { decimalsOf, formatDecimal } from '@/domain/number';
import { Field, Form, SubmitButton } from '@/ui/form';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { DataTable } from '@/ui/page/data-table';
import { Section } from '@/ui/page/section';
import { setMultipleAction } from '../actions';
import type { CatalogueTitle, Multiple } from '../queries';

type MultiplesProps = { title: CatalogueTitle; multiples: Multiple[]; mayManage: boolean };

/** The money of a title by date; who keeps the catalogue sets a new multiple, or corrects the one that is looked at. */
export async function Multiples({ title, multiples, mayManage }: MultiplesProps) {
  const t = await getTranslations('awardRules');
  const decimal = (value: string | null) => (value === null ? '–' : formatDecimal(value, decimalsOf(value)));
  const correct = (row: Multiple) => {
    const what = t('catalogue.correctMultiple', { day: formatDay(row.validFrom) });
    return (
      <DialogButton button={t('catalogue.correct')} label={what} size="small" variant="bare" title={what}>
        <MultipleForm title={title} seen={row} />
      </DialogButton>
    );
  };
  return (
    <Section
      title={t('catalogue.multiples')}
      aside={
        mayManage && (
          <DialogButton
            button={t('catalogue.setMultiple')}
            size="small"
            title={t('catalogue.setMultipleTitle', { name: title.name })}
            consequence={t('catalogue.setMultipleBody')}
          >
            <MultipleForm title={title} />
          </DialogButton>
        )
      }
    >
      <DataTable
        caption={t('catalogue.multiples')}
        rows={multiples}
        rowKey={({ id }) => String(id)}
        empty={<p className="muted">{t('catalogue.multiplesNone')}</p>}
        columns={[
          { key: 'from', head: t('column.from'), rowHead: true, cell: ({ validFrom }) => formatDay(validFrom) },
          { key: 'to', head: t('column.to'), cell: ({ validTo }) => (validTo ? formatDay(validTo) : '–') },
          { key: 'person', head: t('column.person'), align: 'end', cell: ({ person }) => decimal(person) },
          { key: 'collective', head: t('column.collective'), align: 'end', cell: ({ collective }) => decimal(collective) },
          { key: 'document', head: t('column.document'), cell: ({ document }) => document ?? '–' },
          ...(mayManage ? [{ key: 'act', head: t('column.act'), cell: correct, width: '6rem' }] : []),
        ]}
        phone={(row) => ({
          title: formatDay(row.validFrom),
          detail: [`${t('column.person')} ${decimal(row.person)}`, `${t('column.collective')} ${decimal(row.collective)}`, row.document]
            .filter(Boolean)
            .join(' · '),
          aside: mayManage && correct(row),
        })}
      />
    </Section>
  );
}

/** A multiple from a day on, or the correction of the one that was seen. */
async function MultipleForm({ title, seen }: { title: CatalogueTitle; seen?: Multiple }) {
  const [t, tCommon] = await Promise.all([getTranslations('awardRules'), getTranslations('common')]);
  const fields = ['personMultiple', 'collectiveMultiple', 'roundUpTo', 'validFrom', 'document'] as const;
  return (
    <Form action={setMultipleAction} labels={Object.fromEntries(fields.map((name) => [name, t(`form.${name}`)]))}>
      <input type="hidden" name="awardTypeId" value={title.id} />
      {seen && <input type="hidden" name="seenId" value={seen.id} />}
      {seen && <input type="hidden" name="rowVersion" value={seen.rowVersion} />}
      {seen ? (
        <input type="hidden" name="validFrom" value={seen.validFrom} />
      ) : (
        <Field name="validFrom" type="date" label={t('form.validFrom')} />
      )}
      {title.forPerson && (
        <Field name="personMultiple" type="number-vi" label={t('form.personMultiple')} initial={seen?.person?.replace('.', ',') ?? ''} />
      )}
      {title.forCollective && (
        <Field
          name="collectiveMultiple"
          type="number-vi"
          label={t('form.collectiveMultiple')}
          initial={seen?.collective?.replace('.', ',') ?? ''}
        />
      )}
      <Field name="roundUpTo" type="number-vi" label={t('form.roundUpTo')} initial={seen?.roundUpTo ?? 10000} />
      <Field name="document" label={t('form.document')} initial={seen?.document ?? ''} />
      <footer>
        <CloseDialogButton>{tCommon('close')}</CloseDialogButton>
        <SubmitButton>{t('form.save')}</SubmitButton>
      </footer>
    </Form>
  );
}
