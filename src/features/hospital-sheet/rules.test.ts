import { describe, expect, it } from 'vitest';
import { axesOf, cellName, type Dimensions, marginOf, type NumberAt, placeOf, type SheetRule } from './rules';

const indicator = (id: number, more: Partial<SheetRule>): SheetRule => {
  const aggregation = more.aggregation ?? 'SUM';
  return {
    id,
    code: `I${id}`,
    name: `I${id}`,
    unit: 'lượt',
    decimals: 0,
    areaId: 1,
    areaName: 'KCB',
    aggregation,
    rule: { aggregation, decimals: more.decimals ?? 0, numerator: 'SUM', denominator: 'LAST', denominatorDays: true, scale: 100 },
    numeratorId: null,
    denominatorId: null,
    weightId: null,
    hardMin: 0,
    hardMax: null,
    ...more,
  };
};
const units = [1, 2].map((id) => ({ id, code: `K${id}`, name: `Khoa ${id}`, kind: 'KHOA' }));
const quarters = [
  { periodId: 11, quarter: 1 as const, days: 90 },
  { periodId: 12, quarter: 2 as const, days: 91 },
];
const figures =
  (known: Record<string, number>): NumberAt =>
  ({ departmentId, periodId, indicatorId }) =>
    known[`${departmentId}/${periodId}/${indicatorId}`] ?? null;

describe('margins', () => {
  const all = { units, quarters };
  const sums = figures({ '1/11/5': 100, '1/12/5': 120, '2/11/5': 30 });
  it('add counts over departments and quarters, blanks left out', () => {
    expect(marginOf(indicator(5, {}), 'ACTUAL', all, sums)).toBe(250);
    expect(marginOf(indicator(5, {}), 'ACTUAL', { units: units.slice(1), quarters: quarters.slice(1) }, sums)).toBeNull();
  });
  it('take the last of what stands at a moment, departments together', () => {
    expect(marginOf(indicator(5, { aggregation: 'LAST' }), 'ACTUAL', { units: units.slice(0, 1), quarters }, sums)).toBe(120);
  });
  it('work ratios out again from their parts', () => {
    const days = { '1/11/8': 8100, '1/12/8': 8190, '1/11/9': 90, '1/12/9': 90, '2/11/8': 900, '2/11/9': 10 };
    const occupancy = indicator(7, { aggregation: 'RATIO', decimals: 1, numeratorId: 8, denominatorId: 9 });
    expect(marginOf(occupancy, 'ACTUAL', { units: units.slice(0, 1), quarters }, figures(days))).toBe(100);
    // (8.100 + 900 + 8.190) / (100 × 90 + 90 × 91)
    expect(marginOf(occupancy, 'ACTUAL', all, figures(days))).toBe(100);
  });
  it('add no rates that somebody typed', () => {
    const rate = indicator(7, { aggregation: 'RATIO', decimals: 1 });
    const typed = figures({ '1/11/7': 93.5, '2/11/7': 90 });
    expect(marginOf(rate, 'PLAN', all, typed)).toBeNull();
    expect(marginOf(rate, 'PLAN', { units: units.slice(0, 1), quarters }, typed)).toBe(93.5);
  });
  it('weigh averages', () => {
    const stay = indicator(7, { aggregation: 'WEIGHTED_AVG', decimals: 1, weightId: 6 });
    expect(
      marginOf(
        stay,
        'ACTUAL',
        { units, quarters: quarters.slice(0, 1) },
        figures({ '1/11/7': 6, '1/11/6': 300, '2/11/7': 9, '2/11/6': 100 }),
      ),
    ).toBe(6.8);
  });
});

describe('rows and columns', () => {
  const dimensions: Dimensions = { units, quarters, indicators: [indicator(5, {})] };
  const keys = (view: 'indicator' | 'department' | 'quarter', isSwapped: boolean) => {
    const { rows, columns } = axesOf(view, dimensions, isSwapped);
    return [rows.map(({ key }) => key), columns.map(({ key }) => key)];
  };
  it('hold one thing still and swap the two others', () => {
    expect(keys('indicator', false)).toEqual([
      ['d1', 'd2'],
      ['q11', 'q12'],
    ]);
    expect(keys('indicator', true)).toEqual([
      ['q11', 'q12'],
      ['d1', 'd2'],
    ]);
    expect(keys('department', false)).toEqual([['i5'], ['q11', 'q12']]);
    expect(keys('quarter', false)).toEqual([['d1', 'd2'], ['i5']]);
  });
  it('name a cell by where it stands', () => {
    expect(placeOf(cellName({ departmentId: 12, periodId: 208, indicatorId: 3 }))).toEqual({
      departmentId: 12,
      periodId: 208,
      indicatorId: 3,
    });
  });
});
