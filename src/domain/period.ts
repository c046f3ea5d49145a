import type { Day } from './date';

/** A quarter of a year, or the year as a whole. Every page carries one in its address: `?year=2026&period=q3`. */
export type Quarter = 1 | 2 | 3 | 4;
export type PeriodRef = { year: number; quarter: Quarter | null };

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

/** First and last day of a calendar quarter. */
export function quarterDays(year: number, quarter: Quarter): { startsOn: Day; endsOn: Day } {
  const last = ['03-31', '06-30', '09-30', '12-31'][quarter - 1];
  return { startsOn: `${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`, endsOn: `${year}-${last}` };
}

type Search = Record<string, string | string[] | undefined>;

/** Reads `?year=&period=q1…q4|year` from an address; what is missing or unreadable falls back to the given period. */
export function periodFromSearch(search: Search, fallback: PeriodRef): PeriodRef {
  const year = typeof search.year === 'string' && /^\d{4}$/.test(search.year) ? Number(search.year) : fallback.year;
  const wanted = typeof search.period === 'string' ? search.period : '';
  const quarter = /^q[1-4]$/.test(wanted) ? Number(wanted[1]) : null;
  return {
    year: year >= YEARS.first && year <= YEARS.last ? year : fallback.year,
    quarter: quarter !== null && isQuarter(quarter) ? quarter : wanted === 'year' ? null : fallback.quarter,
  };
}

/** `{2026, 3}` → «year=2026&period=q3»; the whole year is «period=year». */
export function periodToSearch({ year, quarter }: PeriodRef): string {
  return `year=${year}&period=${quarter === null ? 'year' : `q${quarter}`}`;
}
