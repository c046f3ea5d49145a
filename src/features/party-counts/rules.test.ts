import { describe, expect, it } from 'vitest';
import { COUNT_COLUMNS, type Counts, checkOf, officialEnd, readCount, sumOf, totalEnd, versionOf } from './rules';

const blank = Object.fromEntries(COUNT_COLUMNS.map((column) => [column, null])) as Counts;
const zero = Object.fromEntries(COUNT_COLUMNS.map((column) => [column, 0])) as Counts;
const unknown = { official: null, probationary: null };
const year: Counts = { ...zero, officialStart: 12, probationaryStart: 1, admitted: 2, madeOfficial: 1, probationaryEnd: 2 };

describe('the end of a year', () => {
  it('follows from the start and the movements', () => {
    expect([totalEnd(year), officialEnd(year)]).toEqual([15, 13]);
    expect(totalEnd({ ...year, transferredIn: 3, transferredOut: 1, died: 1, struckOff: 1, expelled: 1 })).toBe(14);
  });
  it('is not moved by discipline that leaves the member in', () => {
    expect(totalEnd({ ...year, reprimanded: 1, warned: 1, removed: 1 })).toBe(15);
  });
  it('is unknown while one of them is blank; an explicit zero is none', () => {
    expect(totalEnd({ ...year, died: null })).toBeNull();
    expect(officialEnd({ ...year, probationaryEnd: null })).toBeNull();
    expect(totalEnd(zero)).toBe(0);
  });
});

describe('what does not fit', () => {
  it.each([
    ['nothing entered', blank, unknown, null],
    ['all fits', year, unknown, null],
    ['blanks', { ...year, died: null }, unknown, { key: 'blank', count: 1 }],
    ['more left than there were', { ...year, transferredOut: 20 }, unknown, { key: 'negative', total: -5 }],
    ['more on probation than members', { ...year, probationaryEnd: 16 }, unknown, { key: 'probationary', total: 15, typed: 16 }],
    ['probation that nothing explains', { ...year, probationaryEnd: 1 }, unknown, { key: 'probation', expected: 2, typed: 1 }],
    ['a start that is not last year’s end', year, { official: 13, probationary: 1 }, { key: 'start', before: 14, typed: 13 }],
    ['a start that is', year, { official: 12, probationary: 1 }, null],
  ])('%s', (_what, counts, lastEnd, expected) => expect(checkOf(counts, lastEnd)).toEqual(expected));
  it('does not guess who was on probation of those who left', () =>
    expect(checkOf({ ...year, transferredOut: 1, probationaryEnd: 1 }, unknown)).toBeNull());
});

it.each([
  ['12', { value: 12 }],
  ['0', { value: 0 }],
  ['', { value: null }],
  ['1.234', { value: 1234 }],
  ['1,5', null],
  ['-1', null],
  ['mười', null],
  ['10000', null],
])('reads %s', (text, expected) => expect(readCount(text)).toEqual(expected));

it('tells a blank from a zero, in versions and in sums', () => {
  expect([versionOf(null), versionOf(0), versionOf(7)]).toEqual([0, 1, 8]);
  expect([sumOf([null, null]), sumOf([null, 0]), sumOf([3, null, 4])]).toEqual([null, 0, 7]);
});
