import type { Day } from '@/domain/date';
import { addDays, daysBetween } from '@/domain/date';
import { QUARTERS, type Quarter, type YearCalendar } from '@/domain/period';
import { defaultDays, nextWorkingDay } from '@/features/periods/rules';
import type { ThreeDays } from '@/features/periods/schema';

/** The same day so many calendar months later; the 31st of a shorter month is its last day, and 29/02 becomes 28/02. */
export function monthsLater(day: Day, months: number): Day {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10);
}

/**
 * Deadlines a year later: it opens on the same day, hạn nộp moves to a working day (domain.md D5), and ngày khóa keeps its distance
 * to it.
 */
export function daysNextYear({ opensOn, dueOn, lockOn }: ThreeDays, holidays: ReadonlySet<Day>): ThreeDays {
  const due = nextWorkingDay(monthsLater(dueOn, 12), holidays);
  return { opensOn: monthsLater(opensOn, 12), dueOn: due, lockOn: addDays(due, daysBetween(dueOn, lockOn)) };
}

export type KnownDeadlines = { year: number; quarter: Quarter; calendar: YearCalendar; plan: ThreeDays | null; report: ThreeDays | null };
export type QuarterToOpen = { id: Quarter; isOpened: boolean; basis: 'lastYear' | 'usual'; plan: ThreeDays; report: ThreeDays };

/**
 * The four quarters of a year with the days they get: last year's a year later, or the usual ones for a quarter that had none. Days of
 * a year that closed on other days say nothing about one that closes on the 14th, or the other way round.
 */
export function quartersToOpen(
  year: number,
  known: readonly KnownDeadlines[],
  holidays: ReadonlySet<Day>,
  calendar: YearCalendar,
): QuarterToOpen[] {
  return QUARTERS.map((quarter) => {
    const of = (wanted: number) => known.find((row) => row.year === wanted && row.quarter === quarter && row.calendar === calendar);
    const [before, now, usual] = [of(year - 1), of(year), defaultDays(year, quarter, holidays, calendar)];
    return {
      id: quarter,
      isOpened: now !== undefined && (now.plan !== null || now.report !== null),
      basis: before?.plan && before.report ? 'lastYear' : 'usual',
      plan: before?.plan ? daysNextYear(before.plan, holidays) : usual.plan,
      report: before?.report ? daysNextYear(before.report, holidays) : usual.report,
    };
  });
}
