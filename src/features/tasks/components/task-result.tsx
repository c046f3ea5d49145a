import { getTranslations } from 'next-intl/server';
import { Checkbox, Field, Form, Select, SubmitButton, TextArea } from '@/ui/form';
import { CloseDialogButton } from '@/ui/overlay/dialog';
import { reportTaskAction } from '../actions';
import type { TaskRow } from '../queries';
import { TASK_STATES } from '../schema';

/** What came of one task. */
export async function TaskResult({ task, today }: { task: TaskRow; today: string }) {
  const [t, tCommon] = await Promise.all([getTranslations('tasks'), getTranslations('common')]);
  return (
    <Form action={reportTaskAction} labels={{ percent: t('fields.percent'), doneOn: t('fields.doneOn') }}>
      <input type="hidden" name="taskId" value={task.id} />
      <input type="hidden" name="version" value={task.version} />
      <div className="columns">
        <Select
          name="state"
          label={t('fields.state')}
          choices={TASK_STATES.map((state) => ({ value: state, label: t(`state.${state}`) }))}
          initial={task.state === 'PLANNED' ? 'DONE' : task.state}
        />
        <Field name="percent" label={t('fields.percent')} type="number-vi" initial={task.state === 'PLANNED' ? 100 : task.percent} />
        <Field
          name="doneOn"
          label={t('fields.doneOn')}
          optional={tCommon('optional')}
          type="date"
          initial={task.doneOn ?? (today < task.dueOn ? today : task.dueOn)}
        />
      </div>
      <TextArea name="result" label={t('fields.result')} rows={4} initial={task.result ?? ''} />
      <Checkbox name="isExceeded" label={t('fields.isExceeded')} initial={task.isExceeded} />
      <footer>
        <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
        <SubmitButton>{tCommon('save')}</SubmitButton>
      </footer>
    </Form>
  );
}
