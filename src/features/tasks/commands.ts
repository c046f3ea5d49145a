import 'server-only';
import type { Actor } from '@/domain/actor';
import { dayOf, toColumn } from '@/domain/date';
import { Refusal } from '@/domain/errors';
import { beginning } from '@/domain/text';
import { openForWriting } from '@/features/submissions/writes';
import { defineCommand } from '@/server/command';
import type { Tx } from '@/server/db';
import { checkResult, partnerNames } from './rules';
import {
  addTaskInput,
  addTasksInput,
  editTaskInput,
  type NewTask,
  removeTaskInput,
  reportTaskInput,
  reportTasksInput,
  type TaskContent,
} from './schema';

const refusals = {
  task_lead_absent: 'tasks.refused.leadAbsent',
  task_dates: 'tasks.refused.dates',
  task_participant_once: 'tasks.refused.supportingTwice',
  task_state: 'tasks.refused.move',
} as const;

const loadLead = async (tx: Tx, { departmentId }: { departmentId: number }) => {
  const department = await tx.department.findUnique({ where: { id: departmentId }, select: { id: true } });
  return department ? { departmentId } : null;
};

/** Adds a task to a department's plan. Unplanned ones (nhiệm vụ phát sinh) come while the report is open, and are counted apart. */
export const addTask = defineCommand({
  name: 'task.add',
  input: addTaskInput,
  permission: 'task.manage',
  load: loadLead,
  run: async ({ tx, input: { departmentId, periodId, ...task }, actor, now }) => {
    const [id] = await insertTasks(tx, { departmentId, periodId }, [task], actor, now);
    if (id === undefined) throw new Error('nothing was made');
    return { id };
  },
  refusals,
});

/** Adds several tasks at once, all or none; the answer has their ids in the order given. */
export const addTasks = defineCommand({
  name: 'task.addMany',
  input: addTasksInput,
  permission: 'task.manage',
  load: loadLead,
  run: async ({ tx, input: { tasks, ...place }, actor, now }) => ({ ids: await insertTasks(tx, place, tasks, actor, now) }),
  refusals,
});

type Place = { departmentId: number; periodId: number };

/** New rows in the order given, since ids are drawn in it: planned ones while the plan is open, unplanned ones while the report is. */
async function insertTasks(
  tx: Tx,
  { departmentId, periodId }: Place,
  tasks: readonly NewTask[],
  actor: Actor,
  now: Date,
): Promise<number[]> {
  // always in the same order, so that two people adding tasks do not wait for each other
  const kinds = (['PLAN', 'REPORT'] as const).filter((kind) => tasks.some(({ isUnplanned }) => isUnplanned === (kind === 'REPORT')));
  for (const kind of kinds) await openForWriting(tx, { departmentId, periodId, kind }, actor, now);
  const made = await tx.task.createManyAndReturn({
    data: tasks.map(({ isUnplanned, ...content }) => ({
      periodId,
      leadDepartmentId: departmentId,
      isUnplanned,
      source: isUnplanned ? ('ADHOC' as const) : ('PLAN' as const),
      ...columns(content),
      originalDueOn: toColumn(content.dueOn),
      updatedAt: now,
      updatedById: actor.id,
    })),
    select: { id: true },
  });
  const ids = made.map(({ id }) => id).sort((one, other) => one - other);
  const participants = tasks.flatMap((content, place) => participantsOf(ids[place] ?? 0, departmentId, content));
  if (participants.length > 0) await tx.taskParticipant.createMany({ data: participants });
  return ids;
}

/** Changes a planned task while its plan may still be written. */
export const editTask = defineCommand({
  name: 'task.edit',
  input: editTaskInput,
  permission: 'task.manage',
  load: loadTask,
  run: async ({ tx, input, before, actor, now }) => {
    const { taskId, version, ...content } = input;
    await openForWriting(
      tx,
      { departmentId: before.departmentId, periodId: before.periodId, kind: before.isUnplanned ? 'REPORT' : 'PLAN' },
      actor,
      now,
    );
    await tx.task.update({
      where: { id: taskId, rowVersion: version },
      data: { ...columns(content), rowVersion: { increment: 1 }, updatedAt: now, updatedById: actor.id },
    });
    await tx.taskParticipant.updateMany({ where: { taskId, voidedAt: null }, data: { voidedAt: now } });
    const participants = participantsOf(taskId, before.departmentId, content);
    if (participants.length > 0) await tx.taskParticipant.createMany({ data: participants });
    return { id: taskId };
  },
  refusals,
});

/** Takes a task out of the plan; it stays in the history with the reason. */
export const removeTask = defineCommand({
  name: 'task.remove',
  input: removeTaskInput,
  permission: 'task.manage',
  load: loadTask,
  run: async ({ tx, input, before, actor, now }) => {
    await openForWriting(
      tx,
      { departmentId: before.departmentId, periodId: before.periodId, kind: before.isUnplanned ? 'REPORT' : 'PLAN' },
      actor,
      now,
    );
    await tx.task.update({
      where: { id: input.taskId, rowVersion: input.version },
      data: {
        voidedAt: now,
        voidedById: actor.id,
        voidReason: input.reason,
        rowVersion: { increment: 1 },
        updatedAt: now,
        updatedById: actor.id,
      },
    });
    return { id: input.taskId };
  },
});

/** Reports what came of a task, while the quarter's report may be written. Each report is one line of its progress. */
export const reportTask = defineCommand({
  name: 'task.report',
  input: reportTaskInput,
  permission: 'task.manage',
  load: loadTask,
  run: async ({ tx, input, before, actor, now }) => {
    const { taskId, version, state, doneOn, isExceeded, result } = input;
    const { percent } = checkResult(input, dayOf(now));
    await openForWriting(tx, { departmentId: before.departmentId, periodId: before.periodId, kind: 'REPORT' }, actor, now);
    await tx.task.update({
      where: { id: taskId, rowVersion: version },
      data: {
        state,
        percent,
        doneOn: doneOn ? toColumn(doneOn) : null,
        isExceeded,
        result,
        rowVersion: { increment: 1 },
        updatedAt: now,
        updatedById: actor.id,
      },
    });
    await tx.taskProgress.create({ data: { taskId, at: now, byId: actor.id, percent, state, note: progressNote(result) } });
    return { id: taskId };
  },
  refusals,
});

/** The results of several tasks of one department and quarter at once, all or none; in one statement, however many there are. */
export const reportTasks = defineCommand({
  name: 'task.reportMany',
  input: reportTasksInput,
  permission: 'task.manage',
  load: async (tx, { departmentId, periodId, results }) => {
    const ids = results.map(({ taskId }) => taskId);
    const known = await tx.task.count({ where: { id: { in: ids }, leadDepartmentId: departmentId, periodId, voidedAt: null } });
    return known === ids.length ? { departmentId } : null;
  },
  run: async ({ tx, input: { departmentId, periodId, results }, actor, now }) => {
    const today = dayOf(now);
    const rows = results.map((one) => ({ ...one, ...checkResult(one, today) }));
    await openForWriting(tx, { departmentId, periodId, kind: 'REPORT' }, actor, now);
    const column = <Value>(pick: (row: (typeof rows)[number]) => Value) => rows.map(pick);
    const written = await tx.$executeRaw`
      UPDATE task t SET state = x.state::task_state, percent = x.percent, done_on = x.done_on, is_exceeded = x.is_exceeded, result = x.result,
        row_version = t.row_version + 1, updated_at = ${now}::timestamptz, updated_by_id = ${actor.id}::int
      FROM unnest(${column(({ taskId }) => taskId)}::int[], ${column(({ version }) => version)}::int[], ${column(({ state }) => state)}::text[],
        ${column(({ percent }) => percent)}::int[], ${column(({ doneOn }) => doneOn)}::date[], ${column(({ isExceeded }) => isExceeded)}::bool[],
        ${column(({ result }) => result)}::text[]) AS x (id, version, state, percent, done_on, is_exceeded, result)
      WHERE t.id = x.id AND t.row_version = x.version`;
    if (written < rows.length) throw new Refusal('common.refused.conflict');
    await tx.taskProgress.createMany({
      data: rows.map(({ taskId, percent, state, result }) => ({
        taskId,
        at: now,
        byId: actor.id,
        percent,
        state,
        note: progressNote(result),
      })),
    });
    return { reported: written };
  },
  refusals,
});

/** A line of progress holds the beginning of a long result. */
const progressNote = (result: string | null) => beginning(result ?? '', 2000);

async function loadTask(tx: Tx, { taskId }: { taskId: number }, _actor: Actor) {
  const task = await tx.task.findUnique({
    where: { id: taskId, voidedAt: null },
    select: { leadDepartmentId: true, periodId: true, isUnplanned: true },
  });
  return task && { departmentId: task.leadDepartmentId, periodId: task.periodId, isUnplanned: task.isUnplanned };
}

function columns({ areaId, title, detail, deliverable, quantity, quantityUnit, startsOn, dueOn, isPriority }: TaskContent) {
  return {
    areaId,
    title,
    detail,
    deliverable,
    quantity,
    quantityUnit,
    startsOn: startsOn ? toColumn(startsOn) : null,
    dueOn: toColumn(dueOn),
    isPriority,
  };
}

/** Who supports a task: departments, each once and never the lead, and partners from outside. */
function participantsOf(taskId: number, leadId: number, { supportingIds, partners }: TaskContent) {
  if (supportingIds.includes(leadId)) throw new Refusal('tasks.refused.leadSupports');
  return [
    ...[...new Set(supportingIds)].map((departmentId) => ({ taskId, departmentId })),
    ...partnerNames(partners).map((partnerName) => ({ taskId, partnerName })),
  ];
}
