import { z } from 'zod';
import { type Day, daysBetween } from '@/domain/date';
import { dayInput, id, integer, line, optionalDay, orEmpty, quarterInput, rowVersion, yearInput } from '@/domain/input';
import type { YearCalendar } from '@/domain/period';

/** Loại kỳ; the same words as the database's enum. */
export const PERIOD_KINDS = ['MONTH', 'QUARTER', 'HALF', 'NINE_MONTHS', 'YEAR', 'FIVE_YEARS', 'TERM'] as const;
export type PeriodKind = (typeof PERIOD_KINDS)[number];

/** Theo lịch, or closing on the 14th for administrative reports (NĐ 09/2019; domain.md D5). */
export const PERIOD_CALENDARS = ['CALENDAR', 'ADMIN_14'] as const satisfies readonly YearCalendar[];
export type PeriodCalendar = YearCalendar;

/** What is handed in for a period, each with its own deadlines. */
export const DEADLINE_KINDS = ['PLAN', 'REPORT'] as const;
export type DeadlineKind = (typeof DEADLINE_KINDS)[number];

/** Days as people say them: opens in the morning, due (hạn nộp) and locked (ngày khóa) at the end of the day. */
const threeDays = { opensOn: dayInput, dueOn: dayInput, lockOn: dayInput };
export type ThreeDays = { opensOn: Day; dueOn: Day; lockOn: Day };

function inTimeOrder({ opensOn, dueOn, lockOn }: ThreeDays, context: z.RefinementCtx): void {
  if (dueOn < opensOn) context.addIssue({ code: 'custom', path: ['dueOn'], message: 'periods.field.dueBeforeOpens' });
  if (lockOn < dueOn) context.addIssue({ code: 'custom', path: ['lockOn'], message: 'periods.field.lockBeforeDue' });
}

const deadlineDays = z.strictObject(threeDays).superRefine(inTimeOrder);

export const openInput = z.strictObject({ year: yearInput, quarter: quarterInput, plan: deadlineDays, report: deadlineDays });

export const rescheduleInput = z
  .strictObject({ periodId: id, kind: z.enum(DEADLINE_KINDS), rowVersion, ...threeDays })
  .superRefine(inTimeOrder);

/** A period of any kind. Its days follow from the calendar, except a term's (nhiệm kỳ), which are given. */
export const createPeriodInput = z
  .strictObject({
    kind: z.enum(PERIOD_KINDS),
    year: yearInput,
    index: integer(1, 12).default(1),
    /** Blank: the year's own. */
    calendar: orEmpty(z.enum(PERIOD_CALENDARS)).default(null),
    startsOn: optionalDay,
    endsOn: optionalDay,
  })
  .superRefine(({ kind, startsOn, endsOn }, context) => {
    const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (kind !== 'TERM') return;
    if (!startsOn) say('startsOn', 'common.field.required');
    if (!endsOn) say('endsOn', 'common.field.required');
    if (startsOn && endsOn && endsOn <= startsOn) say('endsOn', 'periods.field.endBeforeStart');
  });

const LONGEST_HOLIDAY = 15;

/** One day, or the days from `day` to `lastDay` (Tết). A day that is known already takes the new name. */
export const holidayInput = z
  .strictObject({
    day: dayInput,
    lastDay: optionalDay,
    name: line(100),
  })
  .superRefine(({ day, lastDay }, context) => {
    if (!lastDay) return;
    const days = daysBetween(day, lastDay);
    if (days < 0) context.addIssue({ code: 'custom', path: ['lastDay'], message: 'periods.field.endBeforeStart' });
    if (days >= LONGEST_HOLIDAY) context.addIssue({ code: 'custom', path: ['lastDay'], message: 'periods.field.holidayTooLong' });
  });

const whose = { departmentId: id, periodId: id, kind: z.enum(DEADLINE_KINDS) };

export const MOST_DAYS_WANTED = 30;
export const requestExtensionInput = z.strictObject({ ...whose, days: integer(1, MOST_DAYS_WANTED), reason: line(1000) });

const newDays = { dueOn: dayInput, lockOn: dayInput };
const dueThenLock = ({ dueOn, lockOn }: { dueOn: Day; lockOn: Day }, context: z.RefinementCtx) => {
  if (lockOn < dueOn) context.addIssue({ code: 'custom', path: ['lockOn'], message: 'periods.field.lockBeforeDue' });
};

/** Granted with new days, or refused with a reason that the department reads. */
export const decideExtensionInput = z.discriminatedUnion('verdict', [
  z
    .strictObject({
      verdict: z.literal('GRANTED'),
      extensionId: id,
      rowVersion,
      ...newDays,
      reason: z.literal('').or(line(1000)).default(''),
    })
    .superRefine(dueThenLock),
  z.strictObject({ verdict: z.literal('REFUSED'), extensionId: id, rowVersion, reason: line(1000) }),
]);

export const grantExtensionInput = z.strictObject({ ...whose, ...newDays, reason: line(1000) }).superRefine(dueThenLock);
