import { anIndicatorOfYear } from '@tests/support/annual-summary';
import { describe, expect, it, test } from 'vitest';
import { QUARTERS, type Quarter } from '@/domain/period';
import type { DepartmentOfYear, IndicatorOfYear } from '../schema';
import { areasOf, byGap, outstanding, paceShare, readable, sortDepartments, spanName, spanOf, tallyOf } from './year';

const coverage = (...reported: number[]) =>
  reported.map((count, index) => ({ quarter: (index + 1) as Quarter, planned: 500, reported: count, reportedBefore: 480 }));

describe('which quarters count', () => {
  it('are those that are nearly all in', () => {
    expect(spanOf(2026, QUARTERS, coverage(500, 498, 470, 0))).toMatchObject({
      quarters: [1, 2, 3],
      isComplete: false,
      isPartial: false,
      endsOn: '2026-09-30',
    });
    expect(spanOf(2025, QUARTERS, coverage(500, 498, 470, 500))).toMatchObject({ quarters: [1, 2, 3, 4], isComplete: true });
  });
  it('leave out a quarter that has only begun, so that nobody looks late', () => {
    expect(spanOf(2026, QUARTERS, coverage(500, 500, 500, 60)).quarters).toEqual([1, 2, 3]);
  });
  it('show what there is when nothing is in yet, and judge nothing', () => {
    expect(spanOf(2027, QUARTERS, coverage(60, 0, 0, 0))).toMatchObject({ quarters: [1], isPartial: true, isComplete: false });
    expect(spanOf(2026, [4], coverage(500, 500, 500, 60))).toMatchObject({ quarters: [4], isPartial: true });
    expect(spanOf(2027, QUARTERS, coverage(0, 0, 0, 0))).toMatchObject({ quarters: [], isPartial: false, endsOn: null });
  });
  it('go by last year where nobody planned', () => {
    const unplanned = coverage(60, 0, 0, 0).map((row) => ({ ...row, planned: 0 }));
    expect(spanOf(2024, QUARTERS, unplanned)).toMatchObject({ isPartial: true });
    expect(spanOf(2024, QUARTERS, [{ quarter: 1, planned: 0, reported: 60, reportedBefore: 0 }])).toMatchObject({
      quarters: [1],
      isPartial: false,
    });
  });
  test.each([
    [[1, 2, 3, 4], null, { kind: 'year', months: 12 }],
    [[1, 2, 3], null, { kind: 'months', months: 9 }],
    [[1], null, { kind: 'quarters', quarters: [1] }],
    [[3], 3, { kind: 'quarters', quarters: [3] }],
    [[1, 3], null, { kind: 'quarters', quarters: [1, 3] }],
    [[], null, { kind: 'none', months: 0 }],
  ] as const)('%j asked %s are called %j', (quarters, asked, name) => {
    expect(spanName(quarters, asked)).toEqual(name);
  });
});

describe('pace: where the year should be', () => {
  const days = { 1: 90, 2: 91, 3: 92, 4: 92 };
  it('follows the split of the target over the quarters', () => {
    const shares = { 1: 200, 2: 210, 3: 210, 4: 210 };
    expect(paceShare(shares, days, [1, 2, 3])).toBeCloseTo(620 / 830);
    expect(paceShare(shares, days, [1, 2, 3, 4])).toBe(1);
    expect(paceShare(shares, days, [])).toBe(0);
    expect(paceShare({ 4: 12 }, days, [1, 2, 3])).toBe(0);
  });
  it('goes by days when the target was not split', () => {
    expect(paceShare(null, days, [1, 2])).toBeCloseTo(181 / 365);
    expect(paceShare({ 1: 0 }, days, [1, 2])).toBeCloseTo(181 / 365);
  });
});

const figure = (more: Partial<IndicatorOfYear>) =>
  anIndicatorOfYear({ isHeadline: false, previous: 90, previousCompletion: 95, quarters: [], ...more });

describe('tasks', () => {
  const figures = [
    figure({ code: 'OPD', completion: 104.4, verdict: 'exceeded', previousCompletion: 99.3 }),
    figure({ code: 'ALOS', completion: 96.5, verdict: 'notMet', aggregation: 'RATIO', isHeadline: true }),
    figure({ code: 'BOR_PLAN', completion: null, verdict: 'notMet', direction: 'RANGE' }),
    figure({ code: 'DEATH', completion: null, verdict: 'none', actual: null }),
  ];
  it('count what is judged, met and exceeded', () => {
    expect(tallyOf(figures)).toEqual({ withTarget: 3, met: 1, exceeded: 1 });
  });
  it('take the mean of what has a degree; a range is only met or not', () => {
    const [task, empty] = areasOf(
      [
        { code: 'KCB', name: 'Cấp cứu – Khám bệnh – Chữa bệnh', isCore: true },
        { code: 'HTQT', name: 'Hợp tác quốc tế', isCore: true },
      ],
      figures,
    );
    expect(task).toMatchObject({ withTarget: 3, met: 1, completion: 100.45, previousCompletion: 96.08, lead: 'ALOS' });
    expect(empty).toMatchObject({ withTarget: 0, completion: null, lead: null });
  });
});

const department = (code: string, more: Partial<DepartmentOfYear> = {}): DepartmentOfYear => ({
  code,
  name: code,
  shortName: null,
  now: null,
  of: [],
  withTarget: 10,
  reported: 10,
  met: 5,
  exceeded: 2,
  completion: 100,
  gap: 0,
  previousCompletion: null,
  areas: [],
  report: null,
  ...more,
});

describe('departments', () => {
  const rows = [
    department('A', { gap: 2.5 }),
    department('B', { gap: null, completion: null, withTarget: 0, met: 0 }),
    department('C', { gap: -9.8, met: 9 }),
  ];
  it('stand widest below the plan first, the unjudged last', () => {
    expect(rows.toSorted(byGap).map(({ code }) => code)).toEqual(['C', 'A', 'B']);
  });
  it('sort by what the address asks; the unknown stays last both ways', () => {
    const order = (...args: Parameters<typeof sortDepartments> extends [unknown, ...infer Rest] ? Rest : never) =>
      sortDepartments(rows, ...args)
        .map(({ code }) => code)
        .join('');
    expect(order('gap', true)).toBe('ACB');
    expect(order('met', false)).toBe('ACB');
    expect(order('met', true)).toBe('CAB');
    expect(order('name', true)).toBe('CBA');
  });
  it('owe: the longest late first, then what was returned', () => {
    const report = (state: 'late' | 'returned' | 'approved', daysLate: number, pins = 0) => ({
      state,
      dueOn: '2026-10-05',
      daysLate,
      pins,
    });
    const owing = [
      department('D', { report: report('returned', 0, 2) }),
      department('E', { report: report('late', 4) }),
      department('F', { report: report('approved', 0) }),
      department('G', { report: report('late', 6) }),
    ];
    expect(outstanding(owing).map(({ code }) => code)).toEqual(['G', 'E', 'D']);
  });
});

describe('money', () => {
  test.each([
    ['đồng', 812_600_000_000, 'tỷ đồng', 1e9],
    ['đồng', 2_340_000, 'triệu đồng', 1e6],
    ['triệu đồng', 812_600, 'tỷ đồng', 1e3],
    ['tỷ đồng', 812.6, 'tỷ đồng', 1],
    ['lượt', 386_420, 'lượt', 1],
  ])('%s of %d is read in %s', (unit, largest, shown, divisor) => {
    expect(readable(unit, largest, 0)).toMatchObject({ unit: shown, divisor });
  });
});
