import { z } from 'zod';
import {
  checkbox,
  dayInput,
  id,
  integer,
  line,
  optionalDay,
  optionalDecimal,
  optionalId,
  optionalLine,
  orEmpty,
  prose,
  rowVersion,
} from '@/domain/input';
import { STANDINGS } from './rules';

export const TASK_STATES = ['PLANNED', 'IN_PROGRESS', 'DONE', 'SUSPENDED', 'CANCELLED'] as const;
export type TaskState = (typeof TASK_STATES)[number];

/** How a task comes again: hằng năm, hằng quý. Opening a year makes it anew. */
export const RECURRENCES = ['YEARLY', 'QUARTERLY'] as const;
export type Recurrence = (typeof RECURRENCES)[number];
export const recurrenceInput = orEmpty(z.enum(RECURRENCES)).default(null);

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
  /** Lãnh đạo chỉ đạo. */
  directingPersonId: optionalId.default(null),
  isPriority: checkbox,
  /** Lặp lại. */
  recurrence: recurrenceInput,
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
  /** What was done meanwhile, or why it was put off, given up, opened again. */
  note: prose(2_000).default(null),
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

/** Another due date for a task of an approved plan, with the reason; the first one is kept beside it. */
export const rescheduleTaskInput = z.strictObject({ taskId: id, version: rowVersion, dueOn: dayInput, reason: line(500) });

export const TASK_VIEWS = ['list', 'board', 'calendar', 'departments'] as const;
export type TaskView = (typeof TASK_VIEWS)[number];

/** What the address of /tasks asks for; what cannot be read asks for nothing. Year and quarter are read apart (domain/period.ts). */
export const taskFilter = z.object({
  view: z.enum(TASK_VIEWS).catch('list'),
  q: z.string().max(100).catch(''),
  department: orEmpty(id).catch(null),
  area: orEmpty(id).catch(null),
  standing: orEmpty(z.enum(STANDINGS)).catch(null),
  leader: orEmpty(id).catch(null),
  unplanned: orEmpty(z.enum(['yes', 'no'])).catch(null),
  /** In which part the readers' own departments: led or supported. */
  role: orEmpty(z.enum(['lead', 'support'])).catch(null),
  priority: z.literal('1').nullable().catch(null),
  month: z
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .nullable()
    .catch(null),
  page: integer(1, 1_000).catch(1),
});
export type TaskFilter = z.output<typeof taskFilter>;

export type TaskContent = Pick<z.output<typeof addTaskInput>, keyof typeof content>;
export type NewTask = z.output<typeof addTasksInput>['tasks'][number];
