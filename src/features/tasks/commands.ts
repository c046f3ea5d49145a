import 'server-only';
import type { Actor } from '@/domain/actor';
import { dayOf, dayOfColumn, formatDay, toColumn } from '@/domain/date';
import { InvalidInput, problemAt, Refusal } from '@/domain/errors';
import { can } from '@/domain/policy';
import { beginning } from '@/domain/text';
import { openForWriting, reportStanding } from '@/features/submissions/writes';
import { defineCommand } from '@/server/command';
import type { Tx } from '@/server/db';
import { asSeen, changedBy } from '@/server/versioned';
import { dateProblems, movesOf, percentOf, resultProblems } from './rules';
import {
  addTaskInput,
  addTasksInput,
  editTaskInput,
  removeTaskInput,
  reportTaskInput,
  reportTasksInput,
  rescheduleTaskInput,
} from './schema';
import { assertFits, assertReportOpen, columns, insertTasks, participantsOf, taskRefusals as refusals } from './writes';

const loadLead = async (tx: Tx, { departmentId }: { departmentId: number }) => {
  const department = await tx.department.findUnique({ where: { id: departmentId }, select: { id: true } });
  return department ? { departmentId } : null;
};

/** Adds a task to a department's plan. Unplanned ones (nhiệm vụ phát sinh) come until the report is handed in, and are counted apart. */
export const addTask = defineCommand({
  name: 'task.add',
  input: addTaskInput,
  permission: 'task.manage',
  load: loadLead,
  run: async ({ tx, input: { departmentId, periodId, ...task }, actor, now }) => {
    const [id] = await insertTasks(tx, { departmentId, periodId }, [task], { actor, now });
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
  run: async ({ tx, input: { tasks, ...place }, actor, now }) => ({
    ids: await insertTasks(tx, place, tasks, { actor, now, path: (index) => `tasks.${index}.` }),
  }),
  refusals,
});

/**
 * Changes a planned task while its plan may be written, an unplanned one while its report may. Until the plan is handed in for the first
 * time a new due date is the first one; later the first stays beside it.
 */
export const editTask = defineCommand({
  name: 'task.edit',
  input: editTaskInput,
  permission: 'task.manage',
  load: loadTask,
  run: async ({ tx, input, before, actor, now }) => {
    const { taskId, version, ...content } = input;
    const isDraft = (await holdPlaceOf(tx, before, actor, now)) === 'DRAFT';
    await assertFits(tx, before, [content]);
    await tx.task.update({
      where: asSeen(taskId, version),
      data: {
        ...columns(content),
        ...(isDraft && { originalDueOn: toColumn(content.dueOn) }),
        ...changedBy({ actor, now }),
      },
    });
    await tx.taskParticipant.updateMany({ where: { taskId, voidedAt: null }, data: { voidedAt: now } });
    const participants = participantsOf(taskId, content);
    if (participants.length > 0) await tx.taskParticipant.createMany({ data: participants });
    return { id: taskId };
  },
  refusals,
});

/** Takes a task out of the plan; it stays in the history with the reason. One that the hospital gave is planning's to take out. */
export const removeTask = defineCommand({
  name: 'task.remove',
  input: removeTaskInput,
  permission: 'task.manage',
  load: loadTask,
  run: async ({ tx, input, before, actor, now }) => {
    assertMayGiveUp(actor, before);
    await holdPlaceOf(tx, before, actor, now);
    await tx.task.update({
      where: asSeen(input.taskId, input.version),
      data: {
        voidedAt: now,
        voidedById: actor.id,
        voidReason: input.reason,
        ...changedBy({ actor, now }),
      },
    });
    return { id: input.taskId };
  },
});

/**
 * Reports where a task stands: progress, done on a day, put off, taken up again, given up. Each report is one line of its progress.
 * Possible until the quarter's report is handed in, and again after its approval for what was not over then: the report keeps what it
 * said, the task goes on, and is done on no day before the report was handed in. While planning reads the report nothing moves. What the
 * hospital gave is planning's to give up.
 */
export const reportTask = defineCommand({
  name: 'task.report',
  input: reportTaskInput,
  permission: 'task.manage',
  load: loadTask,
  run: async ({ tx, input, before, actor, now }) => {
    const { taskId, version, state, doneOn, isExceeded, result, note } = input;
    const problems = resultProblems(input, before.state, dayOf(now));
    if (problems.length > 0) throw new InvalidInput(problems);
    const standing = await reportStanding(tx, before, actor, now);
    if (standing.kind === 'underReview') throw new Refusal('tasks.refused.underReview');
    if (standing.kind === 'closed') {
      // somebody may have finished it since it was loaded: the version below tells
      if (before.state === 'DONE' || before.state === 'CANCELLED') throw new Refusal('tasks.refused.reported');
      // an earlier day would make on time of what the report called open
      const since = dayOf(standing.since);
      if (doneOn !== null && doneOn < since) throw problemAt('doneOn', 'tasks.refused.doneBeforeReport', { day: formatDay(since) });
    }
    if (!movesOf(before.state).includes(state)) throw new Refusal('tasks.refused.move');
    if (state === 'CANCELLED') assertMayGiveUp(actor, before);
    const percent = percentOf(input);
    await tx.task.update({
      where: asSeen(taskId, version),
      data: {
        ...{ state, percent, isExceeded, result },
        doneOn: doneOn ? toColumn(doneOn) : null,
        ...changedBy({ actor, now }),
      },
    });
    await tx.taskProgress.create({ data: { taskId, at: now, byId: actor.id, percent, state, note: note ?? lineOf(result) } });
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
    const rows = await tx.task.findMany({
      where: { id: { in: results.map(({ taskId }) => taskId) }, leadDepartmentId: departmentId, periodId, voidedAt: null },
      select: { id: true, state: true, isAssigned: true },
    });
    return rows.length === results.length ? { departmentId, tasks: new Map(rows.map((row) => [row.id, row])) } : null;
  },
  run: async ({ tx, input: { departmentId, periodId, results }, before: { tasks }, actor, now }) => {
    const today = dayOf(now);
    const problems = results.flatMap((one, index) =>
      // in a list the result says why
      resultProblems({ ...one, note: one.note ?? one.result }, tasks.get(one.taskId)?.state ?? 'PLANNED', today).map((problem) => ({
        ...problem,
        path: `results.${index}.${problem.path}`,
      })),
    );
    if (problems.length > 0) throw new InvalidInput(problems);
    for (const { taskId, state } of results) if (state === 'CANCELLED') assertMayGiveUp(actor, { departmentId, ...tasks.get(taskId) });
    const rows = results.map((one) => ({ ...one, percent: percentOf(one) }));
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
      data: rows.map(({ taskId, percent, state, result, note }) => ({
        ...{ taskId, at: now, byId: actor.id, percent, state },
        note: note ?? lineOf(result),
      })),
    });
    return { reported: written };
  },
  refusals,
});

/**
 * Moves the due date of a task that is not over, with the reason as a line of its progress. The first due date stays; on time and late
 * are counted by the date in force.
 */
export const rescheduleTask = defineCommand({
  name: 'task.reschedule',
  input: rescheduleTaskInput,
  permission: 'task.reschedule',
  load: loadTask,
  run: async ({ tx, input: { taskId, version, dueOn, reason }, before, actor, now }) => {
    if (before.state === 'DONE' || before.state === 'CANCELLED') throw new Refusal('tasks.refused.over');
    if (dueOn === before.dueOn) throw problemAt('dueOn', 'tasks.refused.sameDay');
    const { period, leadDepartment: lead } = await tx.task.findUniqueOrThrow({
      where: { id: taskId },
      select: {
        period: { select: { year: true, startsOn: true } },
        leadDepartment: { select: { establishedOn: true, dissolvedOn: true } },
      },
    });
    const problems = dateProblems(
      { startsOn: before.startsOn, dueOn },
      {
        year: period.year,
        startsOn: dayOfColumn(period.startsOn),
        establishedOn: dayOfColumn(lead.establishedOn),
        dissolvedOn: lead.dissolvedOn && dayOfColumn(lead.dissolvedOn),
      },
    ).map((problem) => ({ ...problem, path: 'dueOn' }));
    if (problems.length > 0) throw new InvalidInput(problems);
    await tx.task.update({
      where: asSeen(taskId, version),
      data: { dueOn: toColumn(dueOn), ...changedBy({ actor, now }) },
    });
    const note = `${formatDay(before.dueOn)} → ${formatDay(dueOn)}: ${reason}`;
    await tx.taskProgress.create({ data: { taskId, at: now, byId: actor.id, percent: before.percent, state: before.state, note } });
    return { id: taskId };
  },
  refusals,
});

/** A line of progress holds the beginning of a long result. */
const lineOf = (result: string | null) => beginning(result ?? '', 2000);

async function loadTask(tx: Tx, { taskId }: { taskId: number }, _actor: Actor) {
  const task = await tx.task.findUnique({
    where: { id: taskId, voidedAt: null },
    select: {
      ...{ leadDepartmentId: true, periodId: true, isUnplanned: true, isAssigned: true },
      ...{ state: true, percent: true, startsOn: true, dueOn: true },
    },
  });
  if (!task) return null;
  const { leadDepartmentId: departmentId, startsOn, dueOn, ...more } = task;
  return { departmentId, ...more, startsOn: startsOn && dayOfColumn(startsOn), dueOn: dayOfColumn(dueOn) };
}

/** What the hospital gave a department to do is not the department's to give up; its own tasks are, with the reason. */
function assertMayGiveUp(actor: Actor, task: { departmentId: number; isAssigned?: boolean }): void {
  if (task.isAssigned && !can(actor, 'task.cancelAssigned', task)) throw new Refusal('tasks.refused.assigned');
}

/** Holds the file that a task's content belongs to: the plan of a planned one, the report of an unplanned one. The plan's state comes back. */
async function holdPlaceOf(tx: Tx, task: NonNullable<Awaited<ReturnType<typeof loadTask>>>, actor: Actor, now: Date) {
  const { departmentId, periodId } = task;
  if (!task.isUnplanned) return (await openForWriting(tx, { departmentId, periodId, kind: 'PLAN' }, actor, now)).state;
  await assertReportOpen(tx, { departmentId, periodId }, actor, now);
  return null;
}
