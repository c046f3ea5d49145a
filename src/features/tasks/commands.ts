import 'server-only';
import type { Actor } from '@/domain/actor';
import { dayOf, toColumn } from '@/domain/date';
import { Refusal } from '@/domain/errors';
import { openForWriting } from '@/features/submissions/writes';
import { defineCommand } from '@/server/command';
import type { Tx } from '@/server/db';
import { checkResult, partnerNames } from './rules';
import { addTaskInput, editTaskInput, removeTaskInput, reportTaskInput, type TaskContent } from './schema';

const refusals = {
  task_lead_absent: 'tasks.refused.leadAbsent',
  task_dates: 'tasks.refused.dates',
  task_participant_once: 'tasks.refused.supportingTwice',
  task_state: 'tasks.refused.move',
} as const;

/** Adds a task to a department's plan. Unplanned ones (nhiệm vụ phát sinh) come while the report is open, and are counted apart. */
export const addTask = defineCommand({
  name: 'task.add',
  input: addTaskInput,
  permission: 'task.manage',
  load: async (tx, { departmentId }) => {
    const department = await tx.department.findUnique({ where: { id: departmentId }, select: { id: true } });
    return department ? { departmentId } : null;
  },
  run: async ({ tx, input, actor, now }) => {
    const { departmentId, periodId, isUnplanned, ...content } = input;
    await openForWriting(tx, { departmentId, periodId, kind: isUnplanned ? 'REPORT' : 'PLAN' }, actor, now);
    const task = await tx.task.create({
      data: {
        periodId,
        leadDepartmentId: departmentId,
        isUnplanned,
        source: isUnplanned ? 'ADHOC' : 'PLAN',
        ...columns(content),
        originalDueOn: toColumn(content.dueOn),
        updatedAt: now,
        updatedById: actor.id,
      },
      select: { id: true },
    });
    await addParticipants(tx, task.id, departmentId, content);
    return { id: task.id };
  },
  refusals,
});

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
    await addParticipants(tx, taskId, before.departmentId, content);
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
    await tx.taskProgress.create({ data: { taskId, at: now, byId: actor.id, percent, state, note: result?.slice(0, 2000) ?? '' } });
    return { id: taskId };
  },
  refusals,
});

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

async function addParticipants(tx: Tx, taskId: number, leadId: number, { supportingIds, partners }: TaskContent): Promise<void> {
  if (supportingIds.includes(leadId)) throw new Refusal('tasks.refused.leadSupports');
  const rows = [
    ...[...new Set(supportingIds)].map((departmentId) => ({ taskId, departmentId })),
    ...partnerNames(partners).map((partnerName) => ({ taskId, partnerName })),
  ];
  if (rows.length > 0) await tx.taskParticipant.createMany({ data: rows });
}
