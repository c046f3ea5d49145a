import { getTranslations } from 'next-intl/server';
import type { Actor } from '@/domain/actor';
import { dayOf, formatDay } from '@/domain/date';
import { departmentsInPeriod } from '@/features/departments/queries';
import { people } from '@/features/people/queries';
import { Checkbox, Field, Form, Select, SubmitButton, TextArea } from '@/ui/form';
import { Pick } from '@/ui/pick';
import { recordHistoricAction } from '../actions';
import { titles } from '../queries/register';
import { SUBJECTS } from '../schema';

/** Old honours belong to departments that are long gone too. */
const FIRST_DAY = '1900-01-01';

/** The form for one award of which no decision is known; old titles may be chosen. */
export async function HistoricPanel({ actor }: { actor: Actor }) {
  const today = dayOf(new Date());
  const [t, tCommon, all, known, departments] = await Promise.all([
    getTranslations('awards.historic'),
    getTranslations('common'),
    titles(actor),
    people(actor, today, { limit: 5_000 }),
    departmentsInPeriod(actor, { startsOn: FIRST_DAY, endsOn: today }, { withRoot: true }),
  ]);
  const labels = {
    ...{ typeId: t('type'), subject: t('subject'), personId: t('person'), departmentId: t('department'), subjectText: t('subjectText') },
    ...{
      count: t('count'),
      yearFrom: t('yearFrom'),
      yearTo: t('yearTo'),
      citation: t('citation'),
      source: t('source'),
    },
  };
  const optional = tCommon('optional');
  return (
    <Form action={recordHistoricAction} labels={labels} className="form max-w-2xl">
      <Pick
        name="typeId"
        label={t('type')}
        nothing={t('nothing')}
        choices={all.map(({ id, name, toYear }) => ({
          value: id,
          label: toYear === null ? name : t('until', { title: name, year: String(toYear) }),
        }))}
      />
      <Select
        name="subject"
        label={t('subject')}
        initial="DEPARTMENT"
        choices={SUBJECTS.map((value) => ({ value, label: t(`subjects.${value}`) }))}
      />
      <Pick
        name="personId"
        label={t('person')}
        hint={t('personHint')}
        optional={optional}
        nothing={t('nothing')}
        choices={known.map(({ id, fullName, honorifics, department }) => ({
          value: id,
          label: fullName,
          aside: [honorifics, department].filter(Boolean).join(', '),
        }))}
      />
      <Pick
        name="departmentId"
        label={t('department')}
        hint={t('departmentHint')}
        optional={optional}
        nothing={t('nothing')}
        choices={departments.map(({ id, name, code, dissolvedOn }) => ({
          value: id,
          label: name,
          aside: dissolvedOn ? t('dissolved', { day: formatDay(dissolvedOn) }) : code,
        }))}
      />
      <Field name="subjectText" label={t('subjectText')} hint={t('subjectTextHint')} optional={optional} />
      <Field name="count" label={t('count')} hint={t('countHint')} optional={optional} />
      <Checkbox name="isCollective" label={t('isCollective')} />
      <div className="grid grid-cols-2 items-end gap-3">
        <Field name="yearFrom" label={t('yearFrom')} hint={t('yearHint')} optional={optional} />
        <Field name="yearTo" label={t('yearTo')} hint={t('yearHint')} optional={optional} />
      </div>
      <Field name="citation" label={t('citation')} optional={optional} />
      <TextArea name="source" label={t('source')} rows={2} />
      <SubmitButton>{t('submit')}</SubmitButton>
    </Form>
  );
}
