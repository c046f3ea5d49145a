import { describe, expect, it } from 'vitest';
import { QUARTERS, type Quarter } from '@/domain/period';
import { coverageOf, type IndicatorRow, indicatorOf, type RollupRow, seriesOf } from './series';

const indicator = (id: number, more: Partial<IndicatorRow> = {}): IndicatorRow => ({
  id,
  code: `I${id}`,
  name: `Chỉ tiêu ${id}`,
  unit: 'lượt',
  decimals: 0,
  area: 'KCB',
  direction: 'UP',
  aggregation: 'SUM',
  numeratorId: null,
  denominatorId: null,
  denominatorDays: false,
  weightId: null,
  scale: 1,
  rangeLow: null,
  rangeHigh: null,
  isHeadline: true,
  isCurrent: true,
  target: null,
  previousTarget: null,
  shares: null,
  previousShares: null,
  ...more,
});

const row = (
  indicatorId: number,
  year: number,
  quarter: number,
  actual: number | null,
  plan: number | null = null,
  more: Partial<RollupRow> = {},
): RollupRow => ({
  indicatorId,
  year,
  quarter,
  actual,
  plan,
  planWeight: null,
  actualWeight: null,
  planned: plan === null ? 0 : 42,
  reported: actual === null ? 0 : 42,
  ...more,
});
const years = (id: number, year: number, actual: (number | null)[], plan: (number | null)[] = []) =>
  QUARTERS.map((quarter, index) => row(id, year, quarter, actual[index] ?? null, plan[index] ?? null));

const YEAR: Quarter[] = [1, 2, 3, 4];
const of = (
  subject: IndicatorRow,
  rows: RollupRow[],
  quarters: Quarter[],
  { others = [], year = 2026, whole = true }: { others?: IndicatorRow[]; year?: number; whole?: boolean } = {},
) => indicatorOf(seriesOf([subject, ...others], rows), subject, year, { quarters, isPartial: false }, whole ? 'year' : 'quarter');

describe('a count', () => {
  const visits = indicator(1, {
    target: 370_000,
    previousTarget: 360_000,
    shares: { 1: 92_000, 2: 93_000, 3: 92_500, 4: 92_500 },
    previousShares: { 1: 90_000, 2: 90_000, 3: 90_000, 4: 90_000 },
  });
  const rows = [
    ...years(1, 2025, [88_000, 91_000, 93_000, 95_310], [90_000, 90_000, 90_000, 90_000]),
    ...years(1, 2026, [94_000, 97_000, 96_000, null], [92_000, 93_000, 92_500, 92_500]),
  ];
  it('is judged by pace while the year runs, against the same quarters of last year', () => {
    const found = of(visits, rows, [1, 2, 3]);
    expect(found).toMatchObject({
      actual: 287_000,
      basisKind: 'pace',
      basis: 277_500,
      verdict: 'exceeded',
      previous: 272_000,
      target: 370_000,
    });
    expect(found.completion).toBeCloseTo(103.42);
    expect(found.percentOfTarget).toBeCloseTo(77.57);
    expect(found.change).toEqual({ kind: 'percent', by: 5.5147 });
    expect(found.previousCompletion).toBeCloseTo(100.74);
  });
  it('is judged by the whole target when the year is over', () => {
    const found = of(visits, [...rows, row(1, 2026, 4, 99_420, 92_500)], YEAR);
    expect(found).toMatchObject({
      actual: 386_420,
      basis: 370_000,
      basisKind: 'target',
      verdict: 'exceeded',
      completion: 104.44,
      percentOfTarget: 104.44,
    });
  });
  it('is judged by the departments’ own plans in a quarter, and without a target', () => {
    expect(of(visits, rows, [2], { whole: false })).toMatchObject({ actual: 97_000, basis: 93_000, basisKind: 'plan', previous: 91_000 });
    expect(of(indicator(1), rows, [1, 2, 3])).toMatchObject({ basis: 277_500, basisKind: 'plan', target: null, percentOfTarget: null });
  });
  it('keeps «chưa có» apart from zero, and a zero divisor from both', () => {
    const found = of(indicator(1, { target: 0 }), [row(1, 2026, 1, 0, 0)], [1]);
    expect(found).toMatchObject({ actual: 0, percentOfTarget: null, completion: 100, verdict: 'met' });
    expect(of(visits, [], [1])).toMatchObject({ actual: null, basis: null, verdict: 'none', previous: null });
  });
  it('is not held against a plan that was never made for a quarter', () => {
    const unplanned = [row(1, 2026, 1, 90, 100), row(1, 2026, 2, 50)];
    expect(of(indicator(1), unplanned, [1, 2])).toMatchObject({
      actual: 140,
      compared: 90,
      basis: 100,
      basisKind: 'plan',
      completion: 90,
      verdict: 'notMet',
    });
  });
  it('has a history like with like: the same quarters, and no published year beside a running one', () => {
    const all = [...years(1, 2024, [80_000, 82_000, 84_000, 86_000]), ...rows, row(1, 2022, 0, 352_900), row(1, 2023, 0, 340_000)];
    expect(of(visits, all, [1, 2, 3]).history).toEqual([
      { year: 2024, value: 246_000 },
      { year: 2025, value: 272_000 },
      { year: 2026, value: 287_000 },
    ]);
    const over = of(visits, [...all, row(1, 2026, 4, 99_420)], YEAR).history;
    expect(over.map(({ value }) => value)).toEqual([352_900, 340_000, 332_000, 367_310, 386_420]);
  });
  it('of a published year stands by itself', () => {
    const found = of(visits, [row(1, 2019, 0, 347_700), row(1, 2018, 0, 341_200)], [], { year: 2019 });
    expect(found).toMatchObject({ actual: 347_700, previous: 341_200, basisKind: 'target', completion: 93.97 });
  });
  it('is not compared with a year that lacks one of its quarters', () => {
    expect(
      of(visits, [...years(1, 2025, [88_000, null, 93_000]), ...years(1, 2026, [94_000, 97_000, 96_000])], [1, 2, 3]).previous,
    ).toBeNull();
  });
});

describe('a ratio', () => {
  const days = indicator(2, { code: 'IPD_DAYS' });
  const stays = indicator(3, { code: 'IPD' });
  const beds = indicator(4, { code: 'BED_PLAN', aggregation: 'LAST' });
  const stay = indicator(5, {
    code: 'ALOS',
    unit: 'ngày',
    decimals: 1,
    aggregation: 'RATIO',
    direction: 'DOWN',
    numeratorId: 2,
    denominatorId: 3,
    target: 6.8,
  });
  const occupancy = indicator(6, {
    code: 'BOR_PLAN',
    unit: '%',
    decimals: 1,
    aggregation: 'RATIO',
    direction: 'RANGE',
    numeratorId: 2,
    denominatorId: 4,
    denominatorDays: true,
    scale: 100,
    rangeLow: 85,
    rangeHigh: 95,
  });
  const rows = [
    ...years(2, 2026, [104_000, 103_500, 105_000, 102_000]),
    ...years(3, 2026, [15_800, 16_000, 16_100, 15_975]),
    ...years(4, 2026, [1_150, 1_150, 1_170, 1_170]),
  ];
  const others = [days, stays, beds];
  it('is worked out again from its parts, never averaged', () => {
    const found = of(stay, rows, YEAR, { others });
    expect(found).toMatchObject({ actual: 6.5, basis: 6.8, basisKind: 'target', verdict: 'exceeded', percentOfTarget: null });
    expect(found.completion).toBeCloseTo(104.62);
    expect(found.quarters[0]).toMatchObject({ actual: 6.6, reported: 42 });
  });
  it('counts each day of its beds, and is judged by its range', () => {
    const found = of(occupancy, rows, YEAR, { others });
    // 414.500 / (1.150 × 181 + 1.170 × 184) × 100
    expect(found).toMatchObject({ actual: 97.9, verdict: 'notMet', basisKind: 'range', completion: null, range: { low: 85, high: 95 } });
  });
});

it('divides a published average by its published weight', () => {
  const satisfied = indicator(7, { aggregation: 'WEIGHTED_AVG', decimals: 1, weightId: 8 });
  const published = row(7, 2019, 0, 90.4 * 1200, null, { actualWeight: 1200 });
  expect(of(satisfied, [published], [], { year: 2019, others: [indicator(8)] })).toMatchObject({ actual: 90.4 });
});

it('counts how much of each quarter is in', () => {
  const rows = [...years(1, 2026, [1, 1, null, null], [1, 1, 1, 1]), ...years(1, 2025, [1, 1, 1, 1])];
  expect(coverageOf(rows, 2026)).toEqual([
    { quarter: 1, planned: 42, reported: 42, reportedBefore: 42 },
    { quarter: 2, planned: 42, reported: 42, reportedBefore: 42 },
    { quarter: 3, planned: 42, reported: 0, reportedBefore: 42 },
    { quarter: 4, planned: 42, reported: 0, reportedBefore: 42 },
  ]);
});

it('gives neither verdict nor change while too few have reported', () => {
  const subject = indicator(1, { target: 100 });
  const found = indicatorOf(
    seriesOf([subject], [row(1, 2026, 4, 5, 25), row(1, 2025, 4, 25, 25)]),
    subject,
    2026,
    { quarters: [4], isPartial: true },
    'quarter',
  );
  expect(found).toMatchObject({ actual: 5, verdict: 'none', completion: null, change: null });
});
