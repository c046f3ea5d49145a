import { formatEntry, readNumber } from '@/domain/number';

/** What is typed for a cell and a year, in the order of the sheet. The official members at the end follow from these. */
export const COUNT_COLUMNS = [
  'officialStart',
  'probationaryStart',
  'admitted',
  'madeOfficial',
  'transferredIn',
  'transferredOut',
  'died',
  'struckOff',
  'reprimanded',
  'warned',
  'removed',
  'expelled',
  'probationaryEnd',
] as const;
export type CountColumn = (typeof COUNT_COLUMNS)[number];
/** Null is «not entered yet», 0 is «none» (domain.md S1-13). */
export type Counts = Record<CountColumn, number | null>;
/** Official and probationary members; null when it is not known. */
type Members = { official: number | null; probationary: number | null };

/** What the members at the end follow from; the other columns do not move it. */
const MOVES = [
  'officialStart',
  'probationaryStart',
  'admitted',
  'transferredIn',
  'transferredOut',
  'died',
  'struckOff',
  'expelled',
] as const;
const MOST = 9999;

/** A typed count: a whole number from 0, or blank; null for anything else. */
export function readCount(text: string): { value: number | null } | null {
  const read = readNumber(text);
  if (!read.ok) return null;
  if (read.value === null) return { value: null };
  const value = Number(read.value);
  return Number.isInteger(value) && value >= 0 && value <= MOST ? { value } : null;
}

/** A count as its cell shows it. */
export const countText = (value: number | null): string => formatEntry(value);

/** What somebody has seen in a cell, as a version: 0 for blank, else one more than the count. Equal versions are equal contents. */
export const versionOf = (value: number | null): number => (value === null ? 0 : value + 1);

/** All members at the end of the year, as they follow from the start and the movements; null while one of them is blank. */
export function totalEnd(counts: Counts): number | null {
  const known = MOVES.map((column) => counts[column]);
  if (known.some((value) => value === null)) return null;
  const [official = 0, probationary = 0, admitted = 0, inward = 0, outward = 0, died = 0, struckOff = 0, expelled = 0] = known as number[];
  return official + probationary + admitted + inward - outward - died - struckOff - expelled;
}

/** Official members at the end: all, less those on probation; null while one is not known or the two do not fit. */
export function officialEnd(counts: Counts): number | null {
  const total = totalEnd(counts);
  if (total === null || counts.probationaryEnd === null) return null;
  return total < counts.probationaryEnd ? null : total - counts.probationaryEnd;
}

export type Check =
  | { key: 'blank'; count: number }
  | { key: 'negative'; total: number }
  | { key: 'probationary'; total: number; typed: number }
  | { key: 'probation'; expected: number; typed: number }
  | { key: 'start'; before: number; typed: number };

/** What does not fit in one row, the heaviest first; null when all fits or the row has not been begun. */
export function checkOf(counts: Counts, lastEnd: Members): Check | null {
  const blank = COUNT_COLUMNS.filter((column) => counts[column] === null).length;
  if (blank === COUNT_COLUMNS.length) return null;
  const total = totalEnd(counts);
  if (total !== null && total < 0) return { key: 'negative', total };
  if (total !== null && counts.probationaryEnd !== null && counts.probationaryEnd > total)
    return { key: 'probationary', total, typed: counts.probationaryEnd };
  const before = lastEnd.official === null || lastEnd.probationary === null ? null : lastEnd.official + lastEnd.probationary;
  if (before !== null && counts.officialStart !== null && counts.probationaryStart !== null) {
    const typed = counts.officialStart + counts.probationaryStart;
    if (typed !== before) return { key: 'start', before, typed };
  }
  if (blank > 0) return { key: 'blank', count: blank };
  return probationCheck(counts);
}

/** Where nobody came or went otherwise, those on probation at the end are known: of the start, with the admitted, less those made official. */
function probationCheck(counts: Counts): Check | null {
  const { probationaryStart, admitted, madeOfficial, probationaryEnd } = counts as Record<CountColumn, number>;
  const moved = (['transferredIn', 'transferredOut', 'died', 'struckOff', 'expelled'] as const).some((column) => counts[column] !== 0);
  const expected = probationaryStart + admitted - madeOfficial;
  return !moved && expected !== probationaryEnd ? { key: 'probation', expected, typed: probationaryEnd } : null;
}

/** The sum of what is known; null when nothing is. */
export function sumOf(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

/** The name of a cell of the sheet, and back. */
export const cellName = (partyBodyId: number, column: CountColumn): string => `${partyBodyId}/${column}`;
/** The place that a name stands for. */
export function placeOf(name: string): { partyBodyId: number; column: CountColumn } {
  const [id, column] = name.split('/');
  return { partyBodyId: Number(id), column: column as CountColumn };
}
