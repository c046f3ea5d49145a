import { describe, expect, it } from 'vitest';
import { chosenCell } from './department-year';

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
