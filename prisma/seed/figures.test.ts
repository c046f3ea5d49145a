import { describe, expect, test } from 'vitest';
import { QUARTERS } from '@/domain/period';
import { DEPARTMENTS } from './departments';
import { isReported } from './fates';
import { generate } from './figures';
import { type Figures, reporting, sheetKey } from './sheets';
import { largestRemainder } from './spread';
import { ADJUSTED_2026, LOOSE, PARTS, SUMS, YEARS } from './totals';

describe('largest remainder', () => {
  test('parts add up to the whole', () => {
    expect(largestRemainder(10, [1, 1, 1])).toEqual([4, 3, 3]);
    expect(largestRemainder(386_420, [30, 7.5, 0.25]).reduce((one, other) => one + other, 0)).toBe(386_420);
  });
  test('no weight takes nothing', () => {
    expect(largestRemainder(5, [0, 1, 0])).toEqual([0, 5, 0]);
    expect(largestRemainder(5, [0, 0])).toEqual([0, 0]);
  });
});

const figures = generate({ isReported });

function total(of: Figures, year: (typeof YEARS)[number], kind: 'share' | 'plan' | 'actual', code: string): number {
  let sum = 0;
  for (const quarter of QUARTERS)
    for (const department of reporting(year, quarter))
      if (kind !== 'actual' || isReported(department.code, year, quarter))
        sum += of.get(sheetKey(department.code, year, quarter))?.[kind].get(code) ?? 0;
  return sum;
}

describe('the figures of the sample', () => {
  test('add up to what the year was given and did, whoever handed nothing in', () => {
    const given = [
      ...Object.entries(SUMS),
      ...Object.entries(LOOSE),
      ...Object.entries(PARTS).map(([code, { totals }]) => [code, totals] as const),
    ];
    for (const [place, year] of YEARS.entries())
      for (const [code, totals] of given)
        expect([code, year, total(figures, year, 'share', code), total(figures, year, 'actual', code)]).toEqual([
          code,
          year,
          ...(totals[place] ?? []),
        ]);
  });

  test('plans of 2026 carry the adjustment in the last quarter', () => {
    for (const [code, value] of Object.entries(ADJUSTED_2026)) expect([code, total(figures, 2026, 'plan', code)]).toEqual([code, value]);
  });

  test('parts stay within their wholes, and classes make the total', () => {
    for (const { share, plan, actual } of figures.values())
      for (const sheet of [share, plan, actual]) {
        for (const [code, { of }] of Object.entries(PARTS)) expect(sheet.get(code) ?? 0).toBeLessThanOrEqual(sheet.get(of) ?? 0);
        const classes = ['SURG_SP', 'SURG_1', 'SURG_2', 'SURG_3'].map((code) => sheet.get(code) ?? 0);
        expect(classes.reduce((one, other) => one + other, 0)).toBe(sheet.get('SURG_TOTAL') ?? 0);
        for (const value of sheet.values()) expect(value).toBeGreaterThanOrEqual(0);
      }
  });

  test('beds are as full as a crowded hospital is, and people stay as long as their illness asks', () => {
    for (const { code, size } of DEPARTMENTS) {
      const sheet = figures.get(sheetKey(code, 2025, 4));
      const beds = sheet?.actual.get('BED_PLAN') ?? 0;
      if (!sheet || beds === 0) continue;
      const [days, episodes] = [sheet.actual.get('IPD_DAYS') ?? 0, sheet.actual.get('IPD') ?? 1];
      const occupancy = days / (beds * 92);
      expect([code, occupancy > 0.85 && occupancy < 1.09]).toEqual([code, true]);
      expect(Math.abs(days / episodes - (size?.stay ?? 0))).toBeLessThan(1.6);
    }
  });

  test('are the same every time', () => {
    const text = (of: Figures) => JSON.stringify([...of].map(([key, { plan, actual }]) => [key, [...plan], [...actual]]));
    expect(text(generate({ isReported }))).toBe(text(figures));
  });
});
