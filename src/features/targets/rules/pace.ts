import { type Day, daysBetween } from '@/domain/date';
import { QUARTERS, type Quarter, quarterDays, type YearCalendar } from '@/domain/period';
import { type Aggregation, type Direction, rounded } from '@/features/indicators/rules';

/** What a target gives each quarter, all departments together or one of them; absent quarters have nothing. */
export type Shares = Partial<Record<Quarter, number>>;

/** How much of each quarter counts, 0 to 1. */
export type Passed = (quarter: Quarter) => number;

/** Calendar days of a quarter, first and last included. */
export function daysIn(year: number, quarter: Quarter, calendar: YearCalendar): number {
  const { startsOn, endsOn } = quarterDays(year, quarter, calendar);
  return daysBetween(startsOn, endsOn) + 1;
}

/**
 * The part of a year's target that so much of its quarters should bring, 0 to 1: as the target is split over the quarters (the
 * hospital's season), else by calendar days (features.md row 28). Plans would not do: those of coming quarters are still being made.
 */
export function partOfTarget(shares: Shares | null, days: Record<Quarter, number>, passed: Passed): number {
  if (QUARTERS.every((quarter) => passed(quarter) === 1)) return 1;
  const sum = (of: (quarter: Quarter) => number) => QUARTERS.reduce<number>((total, quarter) => total + of(quarter), 0);
  const share = (quarter: Quarter) => shares?.[quarter] ?? 0;
  const split = sum(share);
  if (split > 0) return sum((quarter) => share(quarter) * passed(quarter)) / split;
  return sum((quarter) => days[quarter] * passed(quarter)) / sum((quarter) => days[quarter]);
}

/** How much of a quarter has passed by the end of a day, 0 to 1: its first day is one of 90 to 92, on its last day it is whole. */
export function passedOn(year: number, quarter: Quarter, today: Day, calendar: YearCalendar): number {
  const { startsOn } = quarterDays(year, quarter, calendar);
  const length = daysIn(year, quarter, calendar);
  return Math.min(1, Math.max(0, (daysBetween(startsOn, today) + 1) / length));
}

/** The running quarter of a year on a day; null before it begins and after it has ended. */
export function runningQuarter(year: number, today: Day, calendar: YearCalendar): Quarter | null {
  return (
    QUARTERS.find((quarter) => {
      const { startsOn, endsOn } = quarterDays(year, quarter, calendar);
      return startsOn <= today && today <= endsOn;
    }) ?? null
  );
}

/**
 * Where an indicator should be today, in its own unit. `part`: a count, so many per cent of the year's target by the end of the day.
 * `level`: a stock, an average or a ratio is where its target is, all year long; nothing of it is pro-rated.
 */
export type Pace = { kind: 'part'; value: number; percent: number; quarter: Quarter } | { kind: 'level'; value: number };

type Paced = { aggregation: Aggregation; direction: Direction; target: number | null; shares: Shares | null };

/**
 * «Hôm nay đáng lẽ ở đâu»: null outside the running year, without a target, and for what is not judged or only kept within a range.
 */
export function paceOn({ aggregation, direction, target, shares }: Paced, year: number, today: Day, calendar: YearCalendar): Pace | null {
  const quarter = runningQuarter(year, today, calendar);
  if (quarter === null || target === null || direction === 'NONE' || direction === 'RANGE') return null;
  if (aggregation !== 'SUM') return { kind: 'level', value: target };
  const days = { 1: daysIn(year, 1, calendar), 2: daysIn(year, 2, calendar), 3: daysIn(year, 3, calendar), 4: daysIn(year, 4, calendar) };
  const part = partOfTarget(shares, days, (one) => passedOn(year, one, today, calendar));
  return { kind: 'part', value: rounded(target * part, 4) ?? 0, percent: rounded(part * 100, 2) ?? 0, quarter };
}
