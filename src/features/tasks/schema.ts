import { z } from 'zod';
import { checkbox, dayInput, id, integer, line, optionalDay, optionalDecimal, optionalLine, prose, rowVersion } from '@/domain/input';

export const TASK_STATES = ['PLANNED', 'IN_PROGRESS', 'DONE', 'SUSPENDED', 'CANCELLED'] as const;
export type TaskState = (typeof TASK_STATES)[number];

const content = {
  areaId: id,
  title: line(500),
  detail: prose(5_000).default(null),
  /** Sản phẩm. */
  deliverable: optionalLine(500).default(null),
  quantity: optionalDecimal.default(null),
  quantityUnit: optionalLine(50).default(null),
  startsOn: optionalDay,
  dueOn: dayInput,
  /** Phối hợp: departments of the hospital, and partners outside it, one a line. */
  supportingIds: z.array(id).max(60).default([]),
  partners: prose(2_000).default(null),
  isPriority: checkbox,
};

export const addTaskInput = z.strictObject({ departmentId: id, periodId: id, isUnplanned: checkbox, ...content });
/** A quarter's tasks in one act, as they are taken from a list. */
export const addTasksInput = z.strictObject({
  departmentId: id,
  periodId: id,
  tasks: z
    .array(z.strictObject({ isUnplanned: checkbox, ...content }))
    .min(1)
    .max(100),
});
export const editTaskInput = z.strictObject({ taskId: id, version: rowVersion, ...content });
export const removeTaskInput = z.strictObject({ taskId: id, version: rowVersion, reason: line(500) });

const outcome = {
  taskId: id,
  version: rowVersion,
  state: z.enum(TASK_STATES),
  percent: integer(0, 100),
  doneOn: optionalDay,
  isExceeded: checkbox,
  /** What came of it. */
  result: prose(10_000).default(null),
};
export const reportTaskInput = z.strictObject(outcome);
/** The results of a department's tasks of one quarter, each task once. */
export const reportTasksInput = z.strictObject({
  departmentId: id,
  periodId: id,
  results: z
    .array(z.strictObject(outcome))
    .min(1)
    .max(100)
    .refine((results) => new Set(results.map(({ taskId }) => taskId)).size === results.length, { message: 'tasks.refused.reportedTwice' }),
});

export type TaskContent = Pick<z.output<typeof addTaskInput>, keyof typeof content>;
export type NewTask = z.output<typeof addTasksInput>['tasks'][number];
