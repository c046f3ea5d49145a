import { addDays, type Day } from './date';

export type Quarter = 1 | 2 | 3 | 4;
/** What gathers some quarters of a year: 6 tháng đầu năm, 6 tháng cuối năm, 9 tháng. */
export type YearPart = 'h1' | 'h2' | 'm9';
/**
 * A quarter of a year, or the year as a whole (`quarter` null), or with `part` some of its quarters together. Every page carries
 * one in its address: `?year=2026&period=q3`. Pages that know only quarters read a part as the whole year.
 */
export type PeriodRef = { year: number; quarter: Quarter | null; part?: YearPart };
/** How the days of a year are counted: by the calendar, or closing on the 14th for administrative reports (NĐ 09/2019; domain.md D5). */
export type YearCalendar = 'CALENDAR' | 'ADMIN_14';

export const QUARTERS: readonly Quarter[] = [1, 2, 3, 4];
const ROMAN = { 1: 'I', 2: 'II', 3: 'III', 4: 'IV' } as const;

/** The first and the last year that this program keeps. */
export const YEARS = { first: 2000, last: 2100 };

/** Whether a number from outside is a quarter. */
export function isQuarter(value: number): value is Quarter {
  return value === 1 || value === 2 || value === 3 || value === 4;
}

/** 3 → «III»: official papers and screens write quarters in Roman numerals (domain.md G). */
export function roman(quarter: Quarter): string {
  return ROMAN[quarter];
}

/** The quarter that a day lies in. */
export function quarterOf(day: Day): { year: number; quarter: Quarter } {
  const quarter = Math.ceil(Number(day.slice(5, 7)) / 3);
  return { year: Number(day.slice(0, 4)), quarter: isQuarter(quarter) ? quarter : 4 };
}

/** The quarters of a period, in order: one, two for a half, three for nine months, all four for the year. */
export function quartersOf({ quarter, part }: Pick<PeriodRef, 'quarter' | 'part'>): readonly Quarter[] {
  if (quarter !== null) return [quarter];
  return part ? PARTS[part] : QUARTERS;
}
const PARTS: Record<YearPart, readonly Quarter[]> = { h1: [1, 2], h2: [3, 4], m9: [1, 2, 3] };

/** First day of a month; months outside 1–12 fall into the neighbouring years. */
function firstOfMonth(year: number, month: number): Day {
  return new Date(Date.UTC(year, month - 1, 1)).toISOString().slice(0, 10);
}

/**
 * First and last day of so many months, the first of them 1–12. By the calendar: whole months. ADMIN_14: every boundary lies on the
 * 15th of the month before, so that Quý I is 15/12–14/3 and the year 15/12–14/12 (NĐ 09/2019 Art. 12).
 */
export function monthDays(year: number, first: number, count: number, calendar: YearCalendar = 'CALENDAR'): { startsOn: Day; endsOn: Day } {
  const boundary = (month: number) => {
    const day = firstOfMonth(year, month);
    return calendar === 'CALENDAR' ? day : `${addDays(day, -1).slice(0, 8)}15`;
  };
  return { startsOn: boundary(first), endsOn: addDays(boundary(first + count), -1) };
}

/** First and last day of a quarter. */
export function quarterDays(year: number, quarter: Quarter, calendar: YearCalendar = 'CALENDAR'): { startsOn: Day; endsOn: Day } {
  return monthDays(year, quarter * 3 - 2, 3, calendar);
}

/** First and last day of quarters that follow one another; of the whole year when none is given. */
export function spanDays(year: number, quarters: readonly Quarter[], calendar: YearCalendar = 'CALENDAR'): { startsOn: Day; endsOn: Day } {
  const [first, last] = [quarters[0] ?? 1, quarters.at(-1) ?? 4];
  return { startsOn: quarterDays(year, first, calendar).startsOn, endsOn: quarterDays(year, last, calendar).endsOn };
}

type Search = Record<string, string | string[] | undefined>;

/** Reads `?year=&period=q1…q4|h1|h2|m9|year` from an address; what is missing or unreadable falls back to the given period. */
export function periodFromSearch(search: Search, fallback: PeriodRef): PeriodRef {
  const year = typeof search.year === 'string' && /^\d{4}$/.test(search.year) ? Number(search.year) : fallback.year;
  const wanted = periodFromKey(typeof search.period === 'string' ? search.period : '') ?? fallback;
  return {
    year: year >= YEARS.first && year <= YEARS.last ? year : fallback.year,
    quarter: wanted.quarter,
    ...(wanted.part && { part: wanted.part }),
  };
}

function periodFromKey(key: string): Omit<PeriodRef, 'year'> | null {
  const quarter = /^q[1-4]$/.test(key) ? Number(key[1]) : 0;
  if (isQuarter(quarter)) return { quarter };
  if (key === 'h1' || key === 'h2' || key === 'm9') return { quarter: null, part: key };
  return key === 'year' ? { quarter: null } : null;
}

/** «q3», «h1», «m9», «year»: the period as it stands in an address. */
export function periodKey({ quarter, part }: Pick<PeriodRef, 'quarter' | 'part'>): string {
  return quarter === null ? (part ?? 'year') : `q${quarter}`;
}

/** `{2026, 3}` → «year=2026&period=q3»; the whole year is «period=year». */
export function periodToSearch(period: PeriodRef): string {
  return `year=${period.year}&period=${periodKey(period)}`;
}
