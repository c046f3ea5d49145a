import { getTranslations } from 'next-intl/server';
import { formatEntry } from '@/domain/number';
import { Checkbox, CheckboxList, type Choice, Field, Form, Select, SubmitButton, TextArea } from '@/ui/form';
import { CloseDialogButton } from '@/ui/overlay/dialog';
import { Pick } from '@/ui/pick';
import { addTaskAction, editTaskAction, openTaskAction } from '../actions';
import type { TaskRow } from '../queries';
import { RECURRENCES } from '../schema';

export type TaskChoices = { areas: Choice[]; departments: Choice[]; leaders: (Choice & { aside?: string })[] };

type TaskFieldsProps = {
  /** Where a new task belongs; null when one is changed. `leads`: the departments among which its lead is chosen. */
  place: { departmentId: number | null; leads?: Choice[]; periodId: number; isUnplanned: boolean } | null;
  choices: TaskChoices;
  initial: TaskRow | null;
  defaultDue: string;
  /** On a page of its own: afterwards the task is opened, and there is no dialog to close. */
  onPage?: boolean;
};

/** The form of a task: to add one, or to change one. */
export async function TaskFields({ place, choices, initial, defaultDue, onPage }: TaskFieldsProps) {
  const [t, tCommon] = await Promise.all([getTranslations('tasks'), getTranslations('common')]);
  const optional = tCommon('optional');
  const labels = {
    ...{ departmentId: t('fields.lead'), title: t('fields.title'), areaId: t('fields.area'), dueOn: t('fields.dueOn') },
    ...{ startsOn: t('fields.startsOn'), quantity: t('fields.quantity'), supportingIds: t('fields.supporting') },
    ...{ directingPersonId: t('fields.director') },
  };
  return (
    <Form action={place ? (onPage ? openTaskAction : addTaskAction) : editTaskAction} labels={labels}>
      {place && (
        <>
          {place.departmentId !== null && <input type="hidden" name="departmentId" value={place.departmentId} />}
          <input type="hidden" name="periodId" value={place.periodId} />
          <input type="hidden" name="isUnplanned" value={place.isUnplanned ? 'on' : ''} />
        </>
      )}
      {initial && (
        <>
          <input type="hidden" name="taskId" value={initial.id} />
          <input type="hidden" name="version" value={initial.version} />
        </>
      )}
      <Field name="title" label={t('fields.title')} initial={initial?.title} />
      <div className="columns">
        {place?.leads && <Select name="departmentId" label={t('fields.lead')} choices={place.leads} empty={tCommon('choose')} />}
        <Select name="areaId" label={t('fields.area')} choices={choices.areas} initial={initial?.areaId} empty={tCommon('choose')} />
        <Field name="dueOn" label={t('fields.dueOn')} type="date" initial={initial?.dueOn ?? defaultDue} />
        <Field name="startsOn" label={t('fields.startsOn')} optional={optional} type="date" initial={initial?.startsOn ?? ''} />
      </div>
      <div className="columns">
        <Field name="deliverable" label={t('fields.deliverable')} optional={optional} initial={initial?.deliverable ?? ''} />
        <Field
          name="quantity"
          label={t('fields.quantity')}
          optional={optional}
          type="number-vi"
          initial={initial?.quantity ? formatEntry(initial.quantity) : ''}
        />
        <Field name="quantityUnit" label={t('fields.quantityUnit')} optional={optional} initial={initial?.quantityUnit ?? ''} />
      </div>
      <Pick
        name="directingPersonId"
        label={t('fields.director')}
        optional={optional}
        choices={choices.leaders}
        initial={initial?.director?.id}
        nothing={t('nobody')}
      />
      <CheckboxList
        name="supportingIds"
        label={t('fields.supporting')}
        search={t('searchSupporting')}
        choices={choices.departments}
        initial={initial?.supporting.map(({ id }) => id)}
      />
      <TextArea
        name="partners"
        label={t('fields.partners')}
        hint={t('fields.partnersHint')}
        optional={optional}
        rows={2}
        initial={initial?.partners.join('\n')}
      />
      <TextArea name="detail" label={t('fields.detail')} optional={optional} rows={3} initial={initial?.detail ?? ''} />
      <Select
        name="recurrence"
        label={t('fields.recurrence')}
        hint={t('fields.recurrenceHint')}
        initial={initial?.recurrence ?? ''}
        empty={t('recurrence.none')}
        choices={RECURRENCES.map((value) => ({ value, label: t(`recurrence.${value}`) }))}
      />
      <Checkbox name="isPriority" label={t('fields.isPriority')} initial={initial?.isPriority} />
      <footer>
        {!onPage && <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>}
        <SubmitButton>{tCommon('save')}</SubmitButton>
      </footer>
    </Form>
  );
}
