import { anIndicatorOfYear } from '@tests/support/annual-summary';
import { describe, expect, it } from 'vitest';
import { QUARTERS } from '@/domain/period';
import { chosenCell, isPartlyCompared, planOfSpan, spanOfResults } from './department-year';

describe('the cell that an address means', () => {
  const cell = (quarter: number, measure: 'PLAN' | 'ACTUAL', code = 'OPD') => ({ quarter, measure, indicator: { code } });
  const cells = [
    cell(1, 'PLAN'),
    cell(1, 'ACTUAL'),
    cell(2, 'PLAN'),
    cell(2, 'ACTUAL', 'IPD_DAYS'),
    cell(2, 'ACTUAL', 'IPD'),
    cell(3, 'PLAN'),
  ];
  const choose = (quarter: number | null, measure: 'PLAN' | 'ACTUAL', of?: string) => chosenCell(cells, { quarter, measure, of });

  it('is the quarter and measure that it names, and of a ratio the part', () => {
    expect(choose(1, 'PLAN')).toEqual(cell(1, 'PLAN'));
    expect(choose(2, 'ACTUAL', 'IPD_DAYS')).toEqual(cell(2, 'ACTUAL', 'IPD_DAYS'));
  });
  it('is the nearest there is when that one is not', () => {
    expect(choose(2, 'ACTUAL', 'NO_SUCH')).toEqual(cell(2, 'ACTUAL', 'IPD'));
    expect(choose(3, 'ACTUAL')).toEqual(cell(3, 'PLAN'));
    expect(choose(4, 'ACTUAL')).toEqual(cell(2, 'ACTUAL', 'IPD'));
    expect(chosenCell([], { quarter: 1, measure: 'PLAN', of: undefined })).toBeUndefined();
  });
});

describe('a department that missed a quarter', () => {
  const quarters = (rows: [plan: number | null, actual: number | null][]) =>
    QUARTERS.map((quarter, index) => {
      const [plan = null, actual = null] = rows[index] ?? [];
      return { quarter, plan, actual, previous: null, planned: 1, reported: 1, toDate: { actual: null, target: null, previous: null } };
    });
  const whole = anIndicatorOfYear({
    ...{ aggregation: 'SUM' as const, actual: 9_000, compared: 9_000, basis: 8_800 },
    quarters: quarters([
      [2_900, 3_000],
      [2_950, 3_000],
      [2_950, 3_000],
      [3_000, null],
    ]),
  });
  it('is compared over what has both, and shows the plans of all quarters so far', () => {
    expect(spanOfResults(whole)).toEqual([1, 2, 3]);
    expect(planOfSpan(whole, [1, 2, 3])).toBe(8_800);
    expect(isPartlyCompared(whole, [1, 2, 3])).toBe(false);
    const noReport = { ...whole, basis: 5_850, actual: 6_000, compared: 6_000 };
    expect(isPartlyCompared(noReport, [1, 2, 3])).toBe(true);
    const noPlan = {
      ...whole,
      compared: 6_000,
      basis: 5_900,
      quarters: quarters([
        [null, 3_000],
        [2_950, 3_000],
        [2_950, 3_000],
      ]),
    };
    expect(planOfSpan(noPlan, [1, 2, 3])).toBe(5_900);
    expect(isPartlyCompared(noPlan, [1, 2, 3])).toBe(true);
  });
  it('is not told so of a rate, or without anything to compare', () => {
    expect(isPartlyCompared({ ...whole, aggregation: 'RATIO', basis: 95 }, [1, 2, 3])).toBe(false);
    expect(planOfSpan({ ...whole, aggregation: 'RATIO', basis: 95 }, [1, 2, 3])).toBe(95);
    const nothing = { ...whole, actual: null, compared: null, basis: null, quarters: quarters([]) };
    expect(spanOfResults(nothing)).toEqual([1, 2, 3, 4]);
    expect(planOfSpan(nothing, [1, 2, 3, 4])).toBeNull();
    expect(isPartlyCompared(nothing, [1, 2, 3, 4])).toBe(false);
  });
});
