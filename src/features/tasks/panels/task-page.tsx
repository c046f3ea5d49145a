import { notFound } from 'next/navigation';
import { getTranslations } from 'next-intl/server';
import { dayOf, formatDay, formatMoment } from '@/domain/date';
import { periodToSearch, roman } from '@/domain/period';
import { AttachmentsPanel } from '@/features/attachments/panels/attachments-panel';
import { RecordHistory } from '@/features/audit-trail/panels/record-history';
import { departmentsInPeriod } from '@/features/departments/queries';
import { areas } from '@/features/indicators/queries';
import { people } from '@/features/people/queries';
import { currentActor } from '@/server/session';
import { Field, Form, SubmitButton, TextArea } from '@/ui/form';
import { Link } from '@/ui/link';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { DefinitionList } from '@/ui/page/definition-list';
import { PageHeader } from '@/ui/page/page-header';
import { Section } from '@/ui/page/section';
import { Timeline } from '@/ui/page/timeline';
import { StatusSentence } from '@/ui/status';
import { leaveTaskAction, rescheduleTaskAction } from '../actions';
import { TaskFields } from '../components/task-fields';
import { TaskResult } from '../components/task-result';
import { type TaskDetail, taskById } from '../queries';
import { movesOf, taskStanding } from '../rules';
import { amountWords, leaderChoice, MARK, resultWords } from './wording';

/** One task: what it is, who does it, how far it is, what proves it, and what may be done next. */
export async function TaskPage({ id }: { id: number }) {
  const [actor, t, tCommon] = await Promise.all([currentActor(), getTranslations('tasks'), getTranslations('common')]);
  const now = new Date();
  const today = dayOf(now);
  const task = await taskById(actor, id, now);
  if (!task) notFound();
  const { period, lead, acts } = task;
  const standing = taskStanding(task, today);
  const quarter = tCommon('quarterYear', { roman: roman(period.quarter), year: period.year });
  const flags = [
    task.carriedTo && t('page.carried', { year: task.carriedTo.year }),
    task.isAssigned && t('page.assigned'),
    task.isUnplanned && t('fields.isUnplanned'),
    task.isPriority && t('fields.isPriority'),
    task.isExceeded && t('fields.isExceeded'),
  ];
  return (
    <>
      <PageHeader
        title={task.title}
        above={
          <>
            <Link href={`/tasks?${periodToSearch(period)}`}>{t('title')}</Link> · {quarter} · {lead.name}
          </>
        }
        actions={<Acts task={task} today={today} />}
      >
        <StatusSentence kind={MARK[standing]} lead={t(`standing.${standing}`, { percent: task.percent })}>
          {[nextWords(t, task, today), ...flags].filter(Boolean).join(' · ')}
        </StatusSentence>
      </PageHeader>
      <div className="split">
        <div>
          <Section title={t('page.facts')}>
            <DefinitionList
              wide
              items={[
                { term: t('fields.lead'), value: <Link href={`/departments/${lead.code}`}>{lead.name}</Link> },
                { term: t('fields.supporting'), value: task.supporting.map(({ name }) => name).join(', ') || '–' },
                { term: t('fields.partners'), value: task.partners.join(', ') || '–' },
                { term: t('fields.director'), value: task.director?.name ?? '–' },
                { term: t('fields.area'), value: task.areaName },
                { term: t('fields.deliverable'), value: [task.deliverable, amountWords(task)].filter(Boolean).join(' · ') || '–' },
                { term: t('fields.startsOn'), value: task.startsOn ? formatDay(task.startsOn) : '–' },
                {
                  term: t('fields.dueOn'),
                  value:
                    task.dueOn === task.originalDueOn
                      ? formatDay(task.dueOn)
                      : t('page.moved', { day: formatDay(task.dueOn), first: formatDay(task.originalDueOn) }),
                },
                ...(task.doneOn ? [{ term: t('fields.doneOn'), value: formatDay(task.doneOn) }] : []),
                ...(task.recurrence ? [{ term: t('fields.recurrence'), value: t(`recurrence.${task.recurrence}`) }] : []),
                ...(task.carriedTo
                  ? [
                      {
                        term: t('page.goesOn'),
                        value: task.carriedTo.isReadable ? (
                          <Link href={`/tasks/${task.carriedTo.id}`}>{t('page.carried', { year: task.carriedTo.year })}</Link>
                        ) : (
                          t('page.carried', { year: task.carriedTo.year })
                        ),
                      },
                    ]
                  : []),
                { term: t('page.source'), value: <Source task={task} words={{ source: t(`source.${task.source}`), quarter }} /> },
              ]}
            />
            {task.detail && <p className="whitespace-pre-line mt-2">{task.detail}</p>}
          </Section>
          {task.result && (
            <Section title={t('fields.result')}>
              <p className="whitespace-pre-line">{task.result}</p>
            </Section>
          )}
          <Section title={t('page.progress')}>
            {task.progress.length === 0 ? (
              <p className="muted">{t(acts.report ? 'page.noProgress' : 'page.noProgressReader')}</p>
            ) : (
              <Timeline
                label={t('page.progress')}
                items={task.progress.map(({ id: line, at, by, percent, state, note }, index) => ({
                  key: String(line),
                  what: (
                    <span className="block">
                      <b>{t('page.progressLine', { state: t(`state.${state}`), percent })}</b>
                      {note && <span className="block whitespace-pre-line">{note}</span>}
                    </span>
                  ),
                  when: [t('page.by', { by, at: formatMoment(at) }), task.closedSince && at > task.closedSince && t('page.afterReport')]
                    .filter(Boolean)
                    .join(' · '),
                  dateTime: at.toISOString(),
                  current: index === 0,
                  tone: state === 'SUSPENDED' || state === 'CANCELLED' ? ('warn' as const) : undefined,
                }))}
              />
            )}
          </Section>
        </div>
        <aside>
          <AttachmentsPanel
            actor={actor}
            subject="TASK"
            subjectKey={task.id}
            title={t('page.evidence')}
            mayAttach={acts.attach}
            closedSince={task.closedSince}
          />
          <RecordHistory actor={actor} record={{ table: 'task', id: task.id }} title={t('page.history')} />
        </aside>
      </div>
    </>
  );
}

type T = Awaited<ReturnType<typeof getTranslations<'tasks'>>>;

function nextWords(t: T, task: TaskDetail, today: string): string {
  switch (taskStanding(task, today)) {
    case 'doneOnTime':
    case 'doneLate':
      return t('page.doneOn', { day: formatDay(task.doneOn ?? task.dueOn), due: formatDay(task.dueOn) });
    case 'overdue':
      return t('page.wasDue', { day: formatDay(task.dueOn), percent: task.percent });
    case 'suspended':
      return t('page.suspended');
    case 'cancelled':
      return t('page.cancelled');
    default:
      return t('page.isDue', { day: formatDay(task.dueOn) });
  }
}

function Source({ task, words }: { task: TaskDetail; words: { source: string; quarter: string } }) {
  const { period, lead, drill, carriedFromId } = task;
  const place = `/${task.isUnplanned ? 'reports' : 'plans'}/${lead.code}?${periodToSearch(period)}&tab=tasks`;
  if (drill)
    return (
      <>
        {words.source}: <Link href={`/contingency-plans/${drill.planId}`}>{drill.title}</Link>
      </>
    );
  if (carriedFromId !== null) return <Link href={`/tasks/${carriedFromId}`}>{words.source}</Link>;
  return (
    <Link href={place}>
      {words.source}, {words.quarter}
    </Link>
  );
}

/** What may be done next; nothing that the command would refuse. */
async function Acts({ task, today }: { task: TaskDetail; today: string }) {
  const [actor, t, tCommon] = await Promise.all([currentActor(), getTranslations('tasks'), getTranslations('common')]);
  const { acts, period, lead } = task;
  const moves = movesOf(task.state, acts.cancel);
  const hidden = (
    <>
      <input type="hidden" name="taskId" value={task.id} />
      <input type="hidden" name="version" value={task.version} />
    </>
  );
  const [areaList, departments, leaders] = acts.edit
    ? await Promise.all([areas(actor), departmentsInPeriod(actor, period), people(actor, today)])
    : [[], [], []];
  return (
    <>
      {acts.report && moves.length > 0 && (
        <DialogButton button={t('page.report')} variant="main" title={t('reportTitle', { title: task.title })}>
          <TaskResult
            task={task}
            today={today}
            words={resultWords(t, tCommon)}
            mayCancel={acts.cancel}
            first={task.state === 'DONE' ? 'DONE' : 'IN_PROGRESS'}
          />
        </DialogButton>
      )}
      {acts.reschedule && (
        <DialogButton button={t('reschedule')} title={t('rescheduleTitle', { title: task.title })} consequence={t('rescheduleBody')}>
          <Form action={rescheduleTaskAction} labels={{ dueOn: t('fields.newDue'), reason: t('fields.why') }}>
            {hidden}
            <Field name="dueOn" label={t('fields.newDue')} type="date" initial={task.dueOn} />
            <TextArea name="reason" label={t('fields.why')} rows={2} />
            <footer>
              <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
              <SubmitButton>{tCommon('save')}</SubmitButton>
            </footer>
          </Form>
        </DialogButton>
      )}
      {acts.edit && (
        <DialogButton button={tCommon('edit')} title={t('editTitle', { title: task.title })} wide>
          <TaskFields
            place={null}
            choices={{
              areas: areaList.map(({ id, name }) => ({ value: id, label: name })),
              departments: departments.filter(({ id }) => id !== lead.id).map(({ id, name }) => ({ value: id, label: name })),
              leaders: leaders.map(leaderChoice),
            }}
            initial={task}
            defaultDue={task.dueOn}
          />
        </DialogButton>
      )}
      {acts.remove && (
        <DialogButton button={tCommon('remove')} title={t('removeTitle', { title: task.title })} consequence={t('removeBody')}>
          <Form action={leaveTaskAction} labels={{ reason: t('fields.reason') }}>
            {hidden}
            <TextArea name="reason" label={t('fields.reason')} rows={2} />
            <footer>
              <CloseDialogButton>{tCommon('cancel')}</CloseDialogButton>
              <SubmitButton variant="danger">{tCommon('remove')}</SubmitButton>
            </footer>
          </Form>
        </DialogButton>
      )}
    </>
  );
}
