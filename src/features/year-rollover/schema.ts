import { z } from 'zod';
import { id, optionalDecimal, optionalId, rowVersion, yearInput } from '@/domain/input';
import { recurrenceInput } from '@/features/tasks/schema';

/** What a new year takes over: hạn nộp, ai báo cáo gì, chỉ tiêu, nhiệm vụ thường xuyên, nhiệm vụ còn dở. */
export const ROLLOVER_PARTS = ['periods', 'reporters', 'targets', 'recurring', 'unfinished'] as const;
export type RolloverPart = (typeof ROLLOVER_PARTS)[number];

/** Where unfinished tasks go: into the first quarter, or the same days a year later. */
export const UNFINISHED_TO = ['FIRST_QUARTER', 'YEAR_LATER'] as const;
export type UnfinishedTo = (typeof UNFINISHED_TO)[number];

/** Per cent by which a target moves, two digits after the comma at most; −100 leaves nothing. */
const percent = optionalDecimal.superRefine((value, context) => {
  if (value === null) return;
  const say = (message: string) => context.addIssue({ code: 'custom', message });
  if (Number(value) < -100 || Number(value) > 1000) say('rollover.field.percentRange');
  else if (/\.\d{3}/.test(value)) say('rollover.field.percentDigits');
});

const keyed = (letter: 'i' | 't') => z.string().regex(new RegExp(`^${letter}[1-9]\\d{0,9}$`));
const ids = z.array(id).max(5_000);

/** What planning has chosen for a year so far; kept with the rollover (batch) until it is confirmed, so that nothing is lost on a reload. */
export const rolloverChoices = z.object({
  parts: z.array(z.enum(ROLLOVER_PARTS)).default([...ROLLOVER_PARTS]),
  /** Per cent for every count that is better when higher or not judged. */
  percent: z.string().default('0'),
  /** Per cent for counts that are better when lower. */
  percentDown: z.string().default('0'),
  unfinishedTo: z.enum(UNFINISHED_TO).default('FIRST_QUARTER'),
  /** Rows that were ticked off, by part: quarters, assignments, indicators, tasks. */
  without: z.partialRecord(z.enum(ROLLOVER_PARTS), z.array(z.int())).default({}),
  /** Per cent of single indicators, by «i» and the indicator's id. */
  percents: z.record(z.string(), z.string()).default({}),
  /** Who leads a task whose department is gone, by «t» and the task's id. */
  leads: z.record(z.string(), z.int()).default({}),
});
export type RolloverChoices = z.output<typeof rolloverChoices>;

export const prepareInput = z.strictObject({
  year: yearInput,
  parts: z.array(z.enum(ROLLOVER_PARTS)).max(ROLLOVER_PARTS.length).default([]),
  percent: percent.default(null),
  percentDown: percent.default(null),
  unfinishedTo: z.enum(UNFINISHED_TO).default('FIRST_QUARTER'),
});

/** One screen of a list: of the rows `shown`, those `kept` are taken over; rows elsewhere stay as they were. */
export const tickInput = z.strictObject({
  year: yearInput,
  part: z.enum(ROLLOVER_PARTS),
  shown: ids.default([]),
  kept: ids.default([]),
  percents: z.record(keyed('i'), percent).default({}),
  leads: z.record(keyed('t'), optionalId).default({}),
});

export const confirmInput = z.strictObject({
  year: yearInput,
  /** Of the preview that the person has seen. */
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
});

export const undoInput = z.strictObject({ batchId: id, rowVersion });

export const markRecurringInput = z.strictObject({
  taskId: id,
  version: rowVersion,
  recurrence: recurrenceInput,
});
