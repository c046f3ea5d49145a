import { addDays, type Day, startOfDay } from '@/domain/date';
import { QUARTERS, type Quarter } from '@/domain/period';
import { defaultDays } from '@/features/periods/rules';
import type { ThreeDays } from '@/features/periods/schema';
import { YEARS, type Year } from './totals';

/** The sample's today: its last act lies before this moment, and it never asks the clock. */
const TODAY: Day = '2026-11-22';

/** Days off that move proposed deadlines; Tết by its days in the lunar calendar. */
export const HOLIDAYS: readonly { day: Day; lastDay?: Day; name: string }[] = [
  ...[2023, 2024, 2025, 2026].flatMap((year) => [
    { day: `${year}-01-01`, name: 'Tết Dương lịch' },
    { day: `${year}-04-30`, lastDay: `${year}-05-01`, name: 'Ngày Chiến thắng, Quốc tế Lao động' },
    { day: `${year}-09-01`, lastDay: `${year}-09-02`, name: 'Quốc khánh' },
  ]),
  { day: '2023-01-20', lastDay: '2023-01-26', name: 'Tết Nguyên đán Quý Mão' },
  { day: '2024-02-08', lastDay: '2024-02-14', name: 'Tết Nguyên đán Giáp Thìn' },
  { day: '2025-01-25', lastDay: '2025-02-02', name: 'Tết Nguyên đán Ất Tỵ' },
  { day: '2026-02-14', lastDay: '2026-02-22', name: 'Tết Nguyên đán Bính Ngọ' },
  { day: '2027-01-01', name: 'Tết Dương lịch' },
];

const daysOff = new Set(
  HOLIDAYS.flatMap(({ day, lastDay = day }) =>
    Array.from({ length: 12 }, (_, place) => addDays(day, place)).filter((one) => one <= lastDay),
  ),
);

/**
 * The deadlines of a quarter: as the product proposes them, but for Quý IV/2026. Its targets were adjusted in October, so plans
 * could not be made in September: planning left them open until the end of November, when reports are open already.
 */
export function deadlines(year: Year, quarter: Quarter): Record<'plan' | 'report', ThreeDays> {
  if (year === 2026 && quarter === 4)
    return {
      plan: { opensOn: '2026-09-20', dueOn: '2026-11-30', lockOn: '2026-12-31' },
      report: { opensOn: '2026-11-15', dueOn: '2027-01-08', lockOn: '2027-01-31' },
    };
  return defaultDays(year, quarter, daysOff);
}

export type Step = { kind: 'PLAN' | 'REPORT'; year: Year; quarter: Quarter } & ThreeDays;
export type Event = { at: Day; step: Step | null };

/** Everything that the calendar brings, in order of time: plans and reports that are handed in, and the nights that lock them. */
export function events(): Event[] {
  const steps = YEARS.flatMap((year) =>
    QUARTERS.flatMap((quarter): Step[] => {
      const { plan, report } = deadlines(year, quarter);
      return [
        { kind: 'PLAN', year, quarter, ...plan },
        { kind: 'REPORT', year, quarter, ...report },
      ];
    }),
  ).filter(({ opensOn, kind, year, quarter }) => opensOn <= TODAY && !(kind === 'REPORT' && year === 2026 && quarter === 4));
  return steps
    .flatMap((step): Event[] => [
      { at: step.dueOn, step },
      { at: addDays(step.lockOn, 1), step: null },
    ])
    .filter(({ at, step }) => step !== null || at <= TODAY)
    .sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

/** So many minutes after seven in the morning of a day in Việt Nam. */
export const moment = (day: Day, minutesAfterSeven = 0): Date =>
  new Date(startOfDay(day).getTime() + (7 * 60 + Math.round(minutesAfterSeven)) * 60_000);
