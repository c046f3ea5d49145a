import { fold } from '@/domain/text';

/** The first year of which a hospital tells titles. */
export const FIRST_YEAR = 1945;

export type Years = { from: number; to: number } | 'unknown';
export type YearProblem = { at: 'yearFrom' | 'yearTo'; why: 'notAYear' | 'outOfRange' | 'order' | 'half' };

const UNKNOWN = new Set(['khong ro', 'chua ro', 'khong', '?', '-', 'nhieu nam']);
const YEAR = /^(?:nam )?(\d{4})$/;
const RANGE = /^(?:nam )?(\d{4}) ?[-–—] ?(\d{4})$/;

/**
 * The merit years of a row: one year, two, «2013–2017» in the first cell, or «không rõ». Blank both is unknown; a second cell that is blank
 * is the first one's year. Years lie from 1945 to `thisYear`.
 */
export function readYears(from: string | null, to: string | null, thisYear: number): Years | YearProblem {
  const [first, second] = [from && fold(from), to && fold(to)];
  const isUnknown = (text: string | null | '') => !text || UNKNOWN.has(text);
  if (isUnknown(first) && isUnknown(second)) return 'unknown';
  if (isUnknown(first)) return { at: 'yearFrom', why: 'half' };
  const range = RANGE.exec(first ?? '');
  if (range && second) return { at: 'yearTo', why: 'half' };
  const start = range?.[1] ?? YEAR.exec(first ?? '')?.[1];
  if (!start) return { at: 'yearFrom', why: 'notAYear' };
  if (second && UNKNOWN.has(second)) return { at: 'yearTo', why: 'half' };
  const end = range?.[2] ?? (second ? YEAR.exec(second)?.[1] : start);
  if (!end) return { at: 'yearTo', why: 'notAYear' };
  const [one, other] = [Number(start), Number(end)];
  if (one < FIRST_YEAR || one > thisYear) return { at: 'yearFrom', why: 'outOfRange' };
  if (other < FIRST_YEAR || other > thisYear) return { at: range ? 'yearFrom' : 'yearTo', why: 'outOfRange' };
  return other < one ? { at: range ? 'yearFrom' : 'yearTo', why: 'order' } : { from: one, to: other };
}
