import { z } from 'zod';
import { ROLES } from '@/domain/actor';
import { id, integer, optionalLine } from '@/domain/input';

export const REMINDER_KINDS = [
  'BEFORE_DUE',
  'ON_DUE',
  'AFTER_DUE',
  'ESCALATED_HEAD',
  'ESCALATED_DIRECTOR',
  'REVIEW_WAITING',
  'RETURNED',
  'DIGEST',
  'MENTION',
  'CUSTOM',
] as const;
/** Loại nhắc việc; the same words as the database's enum. */
export type ReminderKind = (typeof REMINDER_KINDS)[number];

const text = z.string().max(600);
const count = z.number().int();
const period = {
  file: z.enum(['PLAN', 'REPORT']),
  year: count,
  quarter: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
};
const department = { code: text, department: text };

/**
 * What a reminder says, kept as it was when it was made: who reads it later reads it in the own language. `dueOn` is a day,
 * `days` are calendar days to (before) or since (after) it.
 */
export const factsShape = z.discriminatedUnion('about', [
  /** One department's plan or report. */
  z.object({
    about: z.literal('FILE'),
    ...period,
    ...department,
    dueOn: text,
    days: count,
    extended: z.boolean(),
    /** Of a returned file: reopened instead, and whether it is said for the second time. */
    reopened: z.boolean().default(false),
    again: z.boolean().default(false),
    /** Of a nudge: who, and the word that came with it. */
    by: text.nullable().default(null),
    word: text.nullable().default(null),
  }),
  /** Several departments' plans or reports of one quarter, for those who read them all. */
  z.object({ about: z.literal('FILES'), ...period, count, departments: z.array(text).max(5), days: count }),
  /** A department's tasks of one quarter that are due on one day. */
  z.object({ about: z.literal('TASKS'), ...period, ...department, count, titles: z.array(text).max(3), dueOn: text, days: count }),
  /** A role of the Party: asked for, given as the first one, or left in force after a new password; and by whom. */
  z.object({ about: z.literal('PARTY_ROLE'), how: z.enum(['FIRST', 'ASKED', 'RESET']), role: z.enum(ROLES), account: text, by: text }),
  /** What awaits one person this morning, as counts. */
  z.object({ about: z.literal('DIGEST'), late: count, soon: count, returned: count, tasks: count, waiting: count, unread: count }),
]);
export type Facts = z.output<typeof factsShape>;

export const sendDueInput = z.strictObject({});
export const claimMailInput = z.strictObject({});
export const skipMailInput = z.strictObject({});

/** What became of an attempt: sent; refused for this address for good; not now (try again); or the server itself is out of reach. */
export const OUTCOMES = ['SENT', 'REFUSED', 'LATER', 'SERVER_AWAY'] as const;
export const settleMailInput = z.strictObject({ reminderId: id, outcome: z.enum(OUTCOMES), problem: optionalLine(300).default(null) });

/** Every mail that failed or waits, or one of them. */
export const resendMailInput = z.strictObject({ reminderId: id.optional() });

export const markReadInput = z.strictObject({ reminderId: id });
export const markAllReadInput = z.strictObject({});

const FILE = /^(\d{1,9})\/(\d{1,9})\/(PLAN|REPORT)$/;
/** «12/34/REPORT»: department, period, kind. A list of them is what a form's hidden fields send. */
const filePlace = z.string().transform((key, context) => {
  const [, departmentId, periodId, kind] = FILE.exec(key) ?? [];
  if (kind)
    return {
      departmentId: Number(departmentId),
      periodId: Number(periodId),
      kind: kind === 'PLAN' ? ('PLAN' as const) : ('REPORT' as const),
    };
  context.addIssue({ code: 'custom', message: 'common.field.notAChoice' });
  return z.NEVER;
});

export const nudgeInput = z.strictObject({
  files: z.array(filePlace).min(1).max(400),
  word: optionalLine(300).default(null),
});

/** The list's address: `?page=&only=unread`. */
export const reminderFilter = z.object({
  page: integer(1, 10_000).catch(1),
  only: z.enum(['unread']).nullable().catch(null),
});
export type ReminderFilter = z.infer<typeof reminderFilter>;
