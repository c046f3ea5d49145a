import { describe, expect, it } from 'vitest';
import { heldIn, isAbove, missingSameYear, opened, repeated, shares, sharesAbove, streakEnding } from './checks';

const titles = [
  { id: 1, code: 'LDTT', name: 'Lao động tiên tiến' },
  { id: 2, code: 'CSTDCS', name: 'Chiến sĩ thi đua cơ sở' },
  { id: 3, code: 'CSTDB', name: 'Chiến sĩ thi đua cấp bộ' },
];
const held = (...years: (number | [number, number])[]) =>
  years.map((year) => {
    const [yearFrom, yearTo] = Array.isArray(year) ? year : [year, year];
    return { typeId: 2, code: 'CSTDCS', yearFrom, yearTo };
  });
const conditions = [
  { typeId: 2, rule: 'SAME_YEAR', code: 'LDTT', years: null, percent: null },
  { typeId: 2, rule: 'SHARE_MAX', code: 'LDTT', years: null, percent: 15 },
  { typeId: 3, rule: 'STREAK', code: 'CSTDCS', years: 3, percent: null },
];

describe('years in a row', () => {
  it.each([
    ['three', held(2023, 2024, 2025), 3],
    ['a gap ends the run', held(2022, 2024, 2025), 2],
    ['not this year', held(2023, 2024), 0],
    ['a range counts each of its years', held([2021, 2024], 2025), 5],
    ['the same year twice is one', held(2025, 2025, 2024), 2],
    ['no year at all', [{ typeId: 2, code: 'CSTDCS', yearFrom: null, yearTo: null }], 0],
  ])('%s', (_, rows, run) => {
    expect(streakEnding(rows, 'CSTDCS', 2025)).toBe(run);
  });
  it('opens the next title with the third year', () => {
    expect(opened(held(2023, 2024, 2025), conditions, 2025)).toEqual([{ typeId: 3, code: 'CSTDCS', years: 3 }]);
    expect(opened(held(2022, 2024, 2025), conditions, 2025)).toEqual([]);
  });
  it('holds what a range covers', () => {
    expect([...heldIn(held([2013, 2017]), 2015)]).toEqual(['CSTDCS']);
    expect([...heldIn(held([2013, 2017]), 2018)]).toEqual([]);
  });
});

describe('a base fighter is an advanced worker of the same year', () => {
  const line = (typeId: number, personId: number | null, year = 2025) => ({
    typeId,
    who: personId === null ? null : (`PERSON ${personId}` as const),
    year,
    count: 1,
  });
  const register = new Map([['PERSON 7' as const, [{ typeId: 1, code: 'LDTT', yearFrom: 2025, yearTo: 2025 }]]]);
  it.each([
    ['in the register', [line(2, 7)], []],
    ['in the same decision', [line(2, 8), line(1, 8)], []],
    ['not at all', [line(1, 9), line(2, 8)], [{ index: 1, code: 'LDTT' }]],
    ['in another year', [line(2, 7, 2024)], [{ index: 0, code: 'LDTT' }]],
    ['a new person', [line(2, -1)], [{ index: 0, code: 'LDTT' }]],
    ['an unnamed number, of whom nothing is known', [line(2, null)], []],
    [
      'a collective has what the same decision gives it',
      [
        { ...line(2, null), who: 'DEPARTMENT 3' as const },
        { ...line(1, null), who: 'DEPARTMENT 3' as const },
      ],
      [],
    ],
    ['a department is no person', [{ ...line(2, null), who: 'DEPARTMENT 7' as const }], [{ index: 0, code: 'LDTT' }]],
  ])('%s', (_, lines, missing) => {
    expect(missingSameYear(lines, register, conditions, titles)).toEqual(missing);
  });
});

describe('the share of fighters', () => {
  const of = (fighters: number, workers: number) =>
    new Map([
      ['CSTDCS', fighters],
      ['LDTT', workers],
    ]);
  it('12 of 126 is 9,5 per cent, and 15 of 100 is at the limit', () => {
    expect(shares(conditions, of(12, 126), titles)[0]?.share).toBeCloseTo(9.52, 2);
    expect(sharesAbove(conditions, of(15, 100), titles)).toEqual([]);
    // 14 / 100 × 100 is 14.000000000000002
    for (const percent of [7, 14, 28]) expect(isAbove({ holders: percent, of: 100, percent }), String(percent)).toBe(false);
  });
  it('16 of 100 is above, and any of none', () => {
    expect(sharesAbove(conditions, of(16, 100), titles)).toMatchObject([{ holders: 16, of: 100, percent: 15 }]);
    expect(sharesAbove(conditions, of(1, 0), titles)).toHaveLength(1);
    expect(sharesAbove(conditions, of(0, 0), titles)).toEqual([]);
  });
});

it('finds who stands in a list twice', () => {
  const line = (key: string | null, yearFrom: number | null, yearTo = yearFrom, isYearly = true) => ({ key, yearFrom, yearTo, isYearly });
  expect(repeated(['a', 'b', 'a', 'a'].map((key) => line(key, 2025)))).toEqual([2, 3]);
  expect(repeated([line('a', 2024), line('a', 2023, 2025), line('a', 2026)])).toEqual([1]);
  // a certificate of merit for a campaign and one for the years around it are two
  expect(repeated([line('a', 2024, 2024, false), line('a', 2023, 2025, false), line('a', 2024, 2024, false)])).toEqual([2]);
  expect(repeated([line(null, 2025), line(null, 2025)])).toEqual([]);
  expect(repeated([line('a', null), line('a', 2025)])).toEqual([]);
});
