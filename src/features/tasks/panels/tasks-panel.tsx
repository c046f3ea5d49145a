import { getTranslations } from 'next-intl/server';
import { dayOf, formatDay } from '@/domain/date';
import { can } from '@/domain/policy';
import { departmentsInPeriod } from '@/features/departments/queries';
import { areas } from '@/features/indicators/queries';
import { people } from '@/features/people/queries';
import { currentActor } from '@/server/session';
import { Form, SubmitButton, TextArea } from '@/ui/form';
import { Link } from '@/ui/link';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { Empty } from '@/ui/page/empty';
import { Status } from '@/ui/status';
import { removeTaskAction } from '../actions';
import { TaskFields } from '../components/task-fields';
import { TaskResult } from '../components/task-result';
import type { TaskRow } from '../queries';
import { movesOf, taskStanding } from '../rules';
import { amountWords, leaderChoice, MARK, resultWords } from './wording';

type TasksPanelProps = {
  department: { id: number; code: string; name: string };
  quarter: { id: number; startsOn: string; endsOn: string };
  tasks: TaskRow[];
  /** PLAN: tasks are planned here; REPORT: their results are recorded, and unplanned ones added. */
  kind: 'PLAN' | 'REPORT';
  canWrite: boolean;
  pins: { taskId: number | null; reason: string }[];
};

/** The tasks that a department leads in a quarter. */
export async function TasksPanel({ department, quarter, tasks, kind, canWrite, pins }: TasksPanelProps) {
  const [actor, t, tCommon] = await Promise.all([currentActor(), getTranslations('tasks'), getTranslations('common')]);
  const today = dayOf(new Date());
  const [areaList, departments, leaders] = canWrite
    ? await Promise.all([areas(actor), departmentsInPeriod(actor, quarter), people(actor, today)])
    : [[], [], []];
  const choices = {
    areas: areaList.map(({ id, name }) => ({ value: id, label: name })),
    departments: departments.filter(({ id }) => id !== department.id).map(({ id, name }) => ({ value: id, label: name })),
    leaders: leaders.map(leaderChoice),
  };
  const words = resultWords(t, tCommon);
  const mayGiveUp = ({ isAssigned }: TaskRow) => !isAssigned || can(actor, 'task.cancelAssigned', { departmentId: department.id });
  const editable = (task: TaskRow) => canWrite && (kind === 'PLAN') !== task.isUnplanned;
  const add = canWrite && (
    <DialogButton
      button={t(kind === 'PLAN' ? 'add' : 'addUnplanned')}
      variant={tasks.length === 0 ? 'main' : 'plain'}
      title={t(kind === 'PLAN' ? 'add' : 'addUnplanned')}
      wide
    >
      <TaskFields
        place={{ departmentId: department.id, periodId: quarter.id, isUnplanned: kind === 'REPORT' }}
        choices={choices}
        initial={null}
        defaultDue={quarter.endsOn}
      />
    </DialogButton>
  );
  if (tasks.length === 0)
    return (
      <Empty title={t('empty')} action={add}>
        {t('emptyBody')}
      </Empty>
    );
  return (
    <div className="stack">
      <div className="row between">
        <p className="muted">{t('counts', { total: tasks.length, done: tasks.filter(({ state }) => state === 'DONE').length })}</p>
        {add}
      </div>
      <ul className="list lines">
        {tasks.map((task) => {
          const standing = taskStanding(task, today);
          const pin = pins.find(({ taskId }) => taskId === task.id);
          const support = [...task.supporting.map(({ name }) => name), ...task.partners];
          return (
            <li key={task.id} className="task">
              <div className="row between wrap">
                <h3 className="grow">
                  <Link href={`/tasks/${task.id}`} className="plain" prefetch={false}>
                    {task.title}
                  </Link>
                  {task.isUnplanned && <span className="muted small"> · {t('fields.isUnplanned')}</span>}
                  {task.isPriority && <span className="pri small"> · {t('fields.isPriority')}</span>}
                </h3>
                <Status kind={MARK[standing]}>{t(`standing.${standing}`, { percent: task.percent })}</Status>
              </div>
              <p className="small muted">
                {task.areaName} · {t('fields.dueOn')} {formatDay(task.dueOn)}
                {task.deliverable && ` · ${task.deliverable}`}
                {task.quantity && ` · ${amountWords(task)}`}
                {task.director && ` · ${t('directedBy', { name: task.director.name })}`}
                {support.length > 0 && ` · ${t('supports', { names: support.join(', ') })}`}
              </p>
              {task.result && <p>{task.result}</p>}
              {pin && <p className="pin">{pin.reason}</p>}
              <div className="row wrap">
                {kind === 'REPORT' && canWrite && movesOf(task.state).length > 0 && (
                  <DialogButton button={t('report')} size="small" title={t('reportTitle', { title: task.title })}>
                    <TaskResult task={task} today={today} words={words} mayCancel={mayGiveUp(task)} />
                  </DialogButton>
                )}
                {editable(task) && (
                  <>
                    <DialogButton button={tCommon('edit')} size="small" variant="bare" title={t('editTitle', { title: task.title })} wide>
                      <TaskFields place={null} choices={choices} initial={task} defaultDue={task.dueOn} />
                    </DialogButton>
                    {mayGiveUp(task) && (
                      <DialogButton
                        button={tCommon('remove')}
                        size="small"
                        variant="bare"
                        title={t('removeTitle', { title: task.title })}
                        consequence={t('removeBody')}
                      >
                        <Form action={removeTaskAction}>
                          <input type="hidden" name="taskId" value={task.id} />
                          <input type="hidden" name="version" value={task.version} />
                          <TextArea name="reason" label={t('fields.reason')} rows={2} />
                          <footer>
                            <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
                            <SubmitButton variant="danger">{tCommon('remove')}</SubmitButton>
                          </footer>
                        </Form>
                      </DialogButton>
                    )}
                  </>
                )}
              </div>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
