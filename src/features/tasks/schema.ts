import { z } from 'zod';
import { dayInput } from '@/domain/date';
import { checkbox, id, integer, optionalDecimal, rowVersion } from '@/domain/input';
import { line, optionalLine, prose } from '@/domain/text';

export const TASK_STATES = ['PLANNED', 'IN_PROGRESS', 'DONE', 'SUSPENDED', 'CANCELLED'] as const;
export type TaskState = (typeof TASK_STATES)[number];

const optionalDay = z.union([z.literal('').transform(() => null), z.null(), dayInput]).default(null);

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
export const editTaskInput = z.strictObject({ taskId: id, version: rowVersion, ...content });
export const removeTaskInput = z.strictObject({ taskId: id, version: rowVersion, reason: line(500) });

export const reportTaskInput = z.strictObject({
  taskId: id,
  version: rowVersion,
  state: z.enum(TASK_STATES),
  percent: integer(0, 100),
  doneOn: optionalDay,
  isExceeded: checkbox,
  /** What came of it. */
  result: prose(10_000).default(null),
});

export type TaskContent = Pick<z.output<typeof addTaskInput>, keyof typeof content>;
