import { getTranslations } from 'next-intl/server';
import { formatDay } from '@/domain/date';
import { formatNumber } from '@/domain/number';
import { AttachmentsPanel } from '@/features/attachments/panels/attachments-panel';
import { MARK as TASK_MARK } from '@/features/tasks/panels/wording';
import { taskStanding } from '@/features/tasks/rules';
import { currentActor } from '@/server/session';
import { type Choice, Field, Form, Select, SubmitButton, TextArea } from '@/ui/form';
import { Link } from '@/ui/link';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { Status } from '@/ui/status';
import { callOffDrillAction, mendAction, recordDrillAction } from '../actions';
import type { DrillLine } from '../queries';

type DrillItemProps = { drill: DrillLine; today: string; mayManage: boolean; choices: { areas: Choice[]; leads: Choice[] } };

/** One drill: scheduled or held, what it showed, what it brought to mend. */
export async function DrillItem({ drill, today, mayManage, choices }: DrillItemProps) {
  const [actor, t, tCommon, tTasks] = await Promise.all([
    currentActor(),
    getTranslations('contingencyPlans.drills'),
    getTranslations('common'),
    getTranslations('tasks'),
  ]);
  const { heldOn } = drill;
  const day = formatDay(heldOn ?? drill.scheduledOn);
  const hidden = (
    <>
      <input type="hidden" name="drillId" value={drill.id} />
      <input type="hidden" name="version" value={drill.version} />
    </>
  );
  const buttons = (save: string, variant?: 'danger') => (
    <footer>
      <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
      <SubmitButton variant={variant}>{save}</SubmitButton>
    </footer>
  );
  return (
    <li className="task">
      <div className="row between wrap">
        <h3 className="grow">{drill.scenario}</h3>
        <Status kind={heldOn ? 'approved' : drill.scheduledOn < today ? 'late' : 'waiting'} quiet={heldOn !== null}>
          {t(heldOn ? 'heldOn' : drill.scheduledOn < today ? 'notRecorded' : 'next', { day })}
        </Status>
      </div>
      {heldOn && (
        <>
          <p className="small muted">{t('participantsCount', { count: formatNumber(drill.participants) })}</p>
          <p className="whitespace-pre-line">{drill.result}</p>
          {drill.lessons && (
            <p className="whitespace-pre-line">
              <b>{t('lessons')}:</b> {drill.lessons}
            </p>
          )}
        </>
      )}
      {drill.tasks.length > 0 && (
        <ul className="list small" aria-label={t('tasks')}>
          {drill.tasks.map((task) => {
            const standing = taskStanding(task, today);
            return (
              <li key={task.id} className="row wrap">
                <Link href={`/tasks/${task.id}`}>{task.title}</Link>
                <span className="muted">{tTasks('dueShort', { day: formatDay(task.dueOn) })}</span>
                <Status kind={TASK_MARK[standing]}>{tTasks(`standingName.${standing}`)}</Status>
              </li>
            );
          })}
        </ul>
      )}
      {mayManage && (
        <div className="row wrap mt-1">
          <DialogButton button={t(heldOn ? 'correct' : 'record')} size="small" title={t('recordTitle', { scenario: drill.scenario })}>
            <Form
              action={recordDrillAction}
              labels={{ heldOn: t('held'), participants: t('participants'), result: t('result'), lessons: t('lessons') }}
            >
              {hidden}
              <div className="columns">
                <Field
                  name="heldOn"
                  type="date"
                  label={t('held')}
                  initial={heldOn ?? (drill.scheduledOn <= today ? drill.scheduledOn : today)}
                />
                <Field name="participants" type="number-vi" label={t('participants')} initial={drill.participants ?? ''} />
              </div>
              <TextArea name="result" label={t('result')} rows={4} initial={drill.result ?? ''} />
              <TextArea name="lessons" label={t('lessons')} optional={tCommon('optional')} rows={3} initial={drill.lessons ?? ''} />
              {buttons(tCommon('save'))}
            </Form>
          </DialogButton>
          {heldOn ? (
            <DialogButton button={t('mend')} size="small" title={t('mend')} consequence={t('mendBody')}>
              <Form
                action={mendAction}
                labels={{
                  ...{ title: tTasks('fields.title'), departmentId: tTasks('fields.lead'), areaId: tTasks('fields.area') },
                  dueOn: tTasks('fields.dueOn'),
                }}
              >
                <input type="hidden" name="drillId" value={drill.id} />
                <Field name="title" label={tTasks('fields.title')} />
                <Select
                  name="departmentId"
                  label={tTasks('fields.lead')}
                  choices={choices.leads}
                  empty={tCommon('choose')}
                  initial={choices.leads.length === 1 ? choices.leads[0]?.value : undefined}
                />
                <Select name="areaId" label={tTasks('fields.area')} choices={choices.areas} empty={tCommon('choose')} />
                <Field name="deliverable" label={tTasks('fields.deliverable')} optional={tCommon('optional')} />
                <Field name="dueOn" type="date" label={tTasks('fields.dueOn')} />
                {buttons(tCommon('save'))}
              </Form>
            </DialogButton>
          ) : (
            <DialogButton button={t('callOff')} size="small" variant="bare" title={t('callOffTitle', { scenario: drill.scenario })}>
              <Form action={callOffDrillAction} labels={{ reason: t('reason') }}>
                {hidden}
                <TextArea name="reason" label={t('reason')} rows={2} />
                {buttons(t('callOff'), 'danger')}
              </Form>
            </DialogButton>
          )}
        </div>
      )}
      {heldOn && (
        <details className="mt-1">
          <summary className="small">{t('files')}</summary>
          <AttachmentsPanel actor={actor} subject="DRILL" subjectKey={drill.id} title={t('files')} mayAttach={mayManage} />
        </details>
      )}
    </li>
  );
}
