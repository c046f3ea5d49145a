import { addDays, type Day, dayOf, daysBetween, endOfDay, formatDay, startOfDay, toColumn } from '@/domain/date';
import { monthDays, type Quarter, quarterDays } from '@/domain/period';
import type { MessageKey } from '@/i18n/messages';
import type { PeriodCalendar, PeriodKind, ThreeDays } from './schema';

/** Three moments: entry opens, hạn nộp (covers its whole day), ngày khóa (locked from the end of that day). */
export type Deadline = { opensAt: Date; dueAt: Date; lockAt: Date };
/** A granted extension: moments that replace due and lock for one department. */
export type Extension = { newDueAt: Date | null; newLockAt: Date | null; decidedAt: Date | null };

export type Phase = 'notOpen' | 'open' | 'late' | 'locked';

/** Where the calendar stands: before opening, until hạn nộp, after it but before ngày khóa, locked. */
export function phase({ opensAt, dueAt, lockAt }: Deadline, now: Date): Phase {
  if (now < opensAt) return 'notOpen';
  if (now > lockAt) return 'locked';
  return now > dueAt ? 'late' : 'open';
}

/** The days of three moments, in Việt Nam. */
export function daysOf({ opensAt, dueAt, lockAt }: Deadline): ThreeDays {
  return { opensOn: dayOf(opensAt), dueOn: dayOf(dueAt), lockOn: dayOf(lockAt) };
}

/** The moments of three days, in Việt Nam: opens at 00:00, due and locked at the end of the day. */
export function momentsOf({ opensOn, dueOn, lockOn }: ThreeDays): Deadline {
  return { opensAt: startOfDay(opensOn), dueAt: endOfDay(dueOn), lockAt: endOfDay(lockOn) };
}

/** Whole days from today to the opening, the due day and the lock day; 0 is today, negative is past. */
export function daysLeft(deadline: Deadline, now: Date): { toOpen: number; toDue: number; toLock: number } {
  const { opensOn, dueOn, lockOn } = daysOf(deadline);
  const today = dayOf(now);
  return { toOpen: daysBetween(today, opensOn), toDue: daysBetween(today, dueOn), toLock: daysBetween(today, lockOn) };
}

const later = (one: Date, other: Date | null) => (other !== null && other > one ? other : one);

/**
 * The deadline that binds one department: of its granted extensions the one decided last, which can only add time
 * (a period that was moved beyond it moves the department too).
 */
export function effectiveDeadline(deadline: Deadline, granted: readonly Extension[]): Deadline & { extended: boolean } {
  const last = granted.reduce<Extension | null>((best, one) => (best && (best.decidedAt ?? 0) >= (one.decidedAt ?? 0) ? best : one), null);
  const dueAt = later(deadline.dueAt, last?.newDueAt ?? null);
  const lockAt = later(later(deadline.lockAt, last?.newLockAt ?? null), dueAt);
  return { opensAt: deadline.opensAt, dueAt, lockAt, extended: dueAt > deadline.dueAt || lockAt > deadline.lockAt };
}

type Sentence = { key: MessageKey; params: Record<string, string | number> };

/** The sentence that says where a deadline stands: «Hạn nộp 05/10/2026, còn 3 ngày». */
export function phaseSentence(deadline: Deadline, now: Date): Sentence {
  const { opensOn, dueOn, lockOn } = daysOf(deadline);
  const left = daysLeft(deadline, now);
  const params = { opensOn: formatDay(opensOn), dueOn: formatDay(dueOn), lockOn: formatDay(lockOn) };
  switch (phase(deadline, now)) {
    case 'notOpen':
      return { key: 'periods.phase.notOpen', params: { ...params, days: left.toOpen } };
    case 'open':
      return left.toDue === 0
        ? { key: 'periods.phase.dueToday', params }
        : { key: 'periods.phase.open', params: { ...params, days: left.toDue } };
    case 'late':
      return left.toLock === 0
        ? { key: 'periods.phase.lateLastDay', params: { ...params, days: -left.toDue } }
        : { key: 'periods.phase.late', params: { ...params, days: -left.toDue, left: left.toLock } };
    case 'locked':
      return { key: 'periods.phase.locked', params };
  }
}

/** Saturday and Sunday; `toColumn` is midnight UTC of the same calendar day. */
const isWeekend = (day: Day) => [0, 6].includes(toColumn(day).getUTCDay());

/** The day itself when people work on it, else the next day on which they do (practice, domain.md D5). */
export function nextWorkingDay(day: Day, holidays: ReadonlySet<Day>): Day {
  let candidate = day;
  while (isWeekend(candidate) || holidays.has(candidate)) candidate = addDays(candidate, 1);
  return candidate;
}

/** Days off of one name that follow each other, as one line: Tết from the 16th to the 20th. The days come in order. */
export function holidayRuns(days: readonly { day: Day; name: string }[]): { from: Day; to: Day; name: string }[] {
  const runs: { from: Day; to: Day; name: string }[] = [];
  for (const { day, name } of days) {
    const last = runs.at(-1);
    if (last && last.name === name && addDays(last.to, 1) === day) last.to = day;
    else runs.push({ from: day, to: day, name });
  }
  return runs;
}

/** Why a due date is better moved, and to which day; null when it falls on a working day. A proposal: nothing moves by itself. */
export function workingDayProposal(day: Day, holidays: ReadonlySet<Day>): { because: 'weekend' | 'holiday'; proposed: Day } | null {
  const proposed = nextWorkingDay(day, holidays);
  if (proposed === day) return null;
  return { because: holidays.has(day) ? 'holiday' : 'weekend', proposed };
}

const LOCK_AFTER_DAYS = 15;

/**
 * What the form proposes when a quarter is opened. No law fixes these days, so the hospital may type others:
 * plan: from the 1st of the month before the quarter, due on its 25th; report: from the 1st of the quarter's last month,
 * due on the 5th after the quarter. A quarter that closes on the 14th is planned by the 10th before it and reported by the 20th, since
 * what goes on from the hospital is due on the 25th (NĐ 09/2019 Art. 13). Each due day moves to a working day; both lock 15 days later.
 */
export function defaultDays(
  year: number,
  quarter: Quarter,
  holidays: ReadonlySet<Day> = new Set(),
  calendar: PeriodCalendar = 'CALENDAR',
): Record<'plan' | 'report', ThreeDays> {
  const from = (opensOn: Day, due: Day): ThreeDays => {
    const dueOn = nextWorkingDay(due, holidays);
    return { opensOn, dueOn, lockOn: addDays(dueOn, LOCK_AFTER_DAYS) };
  };
  const { startsOn, endsOn } = quarterDays(year, quarter, calendar);
  const firstOf = (day: Day): Day => `${day.slice(0, 8)}01`;
  if (calendar === 'ADMIN_14')
    return { plan: from(firstOf(startsOn), addDays(startsOn, -5)), report: from(firstOf(endsOn), addDays(endsOn, 6)) };
  const before = firstOf(addDays(startsOn, -1));
  return { plan: from(before, addDays(before, 24)), report: from(firstOf(endsOn), addDays(endsOn, 5)) };
}

type Place = { kind: Exclude<PeriodKind, 'TERM'>; year: number; index: number; calendar: PeriodCalendar };
const MONTHS = { MONTH: 1, QUARTER: 3, HALF: 6, NINE_MONTHS: 9, YEAR: 12, FIVE_YEARS: 60 } as const;

/** How many periods of the kind a year holds: 12 months, 4 quarters, 2 halves, one of the others. */
export function periodsInYear(kind: PeriodKind): number {
  return kind === 'MONTH' ? 12 : kind === 'QUARTER' ? 4 : kind === 'HALF' ? 2 : 1;
}

/** First and last day of a period by its calendar; monthDays says what ADMIN_14 is. */
export function daysOfPeriod({ kind, year, index, calendar }: Place): { startsOn: Day; endsOn: Day } {
  const length = MONTHS[kind];
  return monthDays(year, (index - 1) * length + 1, length, calendar);
}

/** The periods of a year that figures and shares hang on, all of one calendar: four quarters, two halves, nine months, the year. */
export function periodsOfYear(
  year: number,
  calendar: PeriodCalendar,
): { kind: Exclude<PeriodKind, 'TERM'>; index: number; startsOn: Day; endsOn: Day }[] {
  const kinds = ['QUARTER', 'HALF', 'NINE_MONTHS', 'YEAR'] as const;
  return kinds.flatMap((kind) =>
    Array.from({ length: periodsInYear(kind) }, (_, place) => ({
      kind,
      index: place + 1,
      ...daysOfPeriod({ kind, year, index: place + 1, calendar }),
    })),
  );
}

/** The due day that a department asks for: so many days after its due day, or after today when that has passed. */
export function wantedDueDay(deadline: Deadline, days: number, now: Date): Day {
  const [dueOn, today] = [dayOf(deadline.dueAt), dayOf(now)];
  return addDays(daysBetween(today, dueOn) > 0 ? dueOn : today, days);
}

/** Why these days cannot replace the present ones, or null. A lock is final for all; one department gets an extension instead. */
export function rescheduleProblem(current: Deadline, wanted: Deadline, now: Date): { path: keyof ThreeDays | ''; key: MessageKey } | null {
  if (phase(current, now) === 'locked') return { path: '', key: 'periods.refused.alreadyLocked' };
  if (wanted.lockAt < now) return { path: 'lockOn', key: 'periods.refused.lockInPast' };
  if (wanted.dueAt < current.dueAt && wanted.dueAt < now) return { path: 'dueOn', key: 'periods.refused.dueInPast' };
  if (current.opensAt <= now && wanted.opensAt > now) return { path: 'opensOn', key: 'periods.refused.alreadyOpen' };
  return null;
}

/** Why these days are not an extension of what binds the department now, or null. */
export function extensionProblem(
  deadline: Deadline,
  wanted: { dueAt: Date; lockAt: Date },
  now: Date,
): { path: 'dueOn' | 'lockOn'; key: MessageKey } | null {
  if (wanted.dueAt < now) return { path: 'dueOn', key: 'periods.refused.dueInPast' };
  if (wanted.dueAt <= deadline.dueAt) return { path: 'dueOn', key: 'periods.refused.notLater' };
  if (wanted.lockAt < deadline.lockAt) return { path: 'lockOn', key: 'periods.refused.lockEarlier' };
  return null;
}
