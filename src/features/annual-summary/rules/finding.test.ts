import { anIndicatorOfYear } from '@tests/support/annual-summary';
import { describe, expect, it } from 'vitest';
import { QUARTERS } from '@/domain/period';
import type { AreaOfYear, IndicatorOfYear, YearSummary } from '../schema';
import { chartFinding, chartIndicator, chartPoints, findingOf, inSentence } from './finding';

const quarters = (actual: (number | null)[], plan: (number | null)[], previous: (number | null)[] = [null, null, null, null]) =>
  QUARTERS.map((quarter, index) => ({
    quarter,
    actual: actual[index] ?? null,
    plan: plan[index] ?? null,
    previous: previous[index] ?? null,
    planned: 42,
    reported: 42,
    toDate: { actual: null, target: null, previous: null },
  }));

const figure = (code: string, more: Partial<IndicatorOfYear>) => anIndicatorOfYear({ code, name: code, ...more });

/** Doanh thu 2025 of the reference screen, tỷ đồng. */
const revenue = figure('REVENUE', {
  name: 'Thu',
  unit: 'tỷ đồng',
  decimals: 1,
  area: 'KINH_TE',
  actual: 812.6,
  target: 830,
  basis: 830,
  verdict: 'notMet',
  completion: 97.9,
  quarters: quarters([204.1, 211.8, 195.2, 201.5], [200, 210, 210, 210], [188.4, 196.9, 201.3, 203.8]),
});
const visits = figure('OPD', {
  name: 'Lượt khám bệnh',
  actual: 386_420,
  target: 370_000,
  basis: 370_000,
  verdict: 'exceeded',
  completion: 104.4,
});
const beds = figure('BOR_PLAN', {
  name: 'Công suất giường KH',
  unit: '%',
  decimals: 1,
  direction: 'RANGE',
  aggregation: 'RATIO',
  range: { low: 85, high: 95 },
  actual: 98.6,
  previous: 97.2,
  basis: null,
  basisKind: 'range',
  verdict: 'notMet',
  completion: null,
});

const area = (code: string, completion: number | null, lead: string | null = null): AreaOfYear => ({
  code,
  name: code,
  isCore: true,
  withTarget: 4,
  met: 4,
  exceeded: 4,
  completion,
  previousCompletion: null,
  lead,
});
const SEVEN = [104.4, 105, 107.2, 104.5, 106.7, 112.5, 97.9].map((completion, index) =>
  area(String(index), completion, index === 0 ? 'OPD' : index === 6 ? 'REVENUE' : null),
);

const summary = (more: Partial<YearSummary>): YearSummary => ({
  year: 2025,
  quarter: null,
  period: 'year',
  calendar: 'CALENDAR',
  asOf: '2026-01-08T07:05:00.000Z',
  as: 'was',
  span: {
    quarters: [1, 2, 3, 4],
    asked: [1, 2, 3, 4],
    isComplete: true,
    isPartial: false,
    startsOn: '2026-01-01',
    endsOn: '2025-12-31',
    coverage: [],
  },
  indicators: { withTarget: 51, met: 45, exceeded: 40 },
  submissions: null,
  figures: [visits, beds, revenue],
  areas: SEVEN,
  departments: [],
  ...more,
});

describe('the finding', () => {
  it('says how many tasks exceed, what is short and what is over', () => {
    const found = findingOf(summary({}));
    expect(found).toMatchObject({ kind: 'tasks', met: 6, of: 7, isExceeded: true });
    expect('gaps' in found && found.gaps).toMatchObject([
      { kind: 'short', figure: { code: 'REVENUE' }, by: expect.closeTo(17.4) },
      { kind: 'above', figure: { code: 'BOR_PLAN' }, by: expect.closeTo(3.6), isOld: true },
    ]);
  });
  it('is silent about gaps when there are none', () => {
    expect(findingOf(summary({ figures: [visits], areas: SEVEN.slice(0, 6) }))).toEqual({
      kind: 'tasks',
      met: 6,
      of: 6,
      isExceeded: true,
      gaps: [],
    });
  });
  it('speaks of pace while the year runs', () => {
    const running = { ...revenue, basisKind: 'pace' as const };
    expect(findingOf(summary({ figures: [running] }))).toMatchObject({ gaps: [{ kind: 'behind' }] });
  });
  it('falls back to the count of indicators, to waiting, to nothing', () => {
    expect(findingOf(summary({ areas: [area('1', null)] }))).toMatchObject({ kind: 'indicators', met: 45, of: 51 });
    expect(findingOf(summary({ span: { ...summary({}).span, isPartial: true } }))).toEqual({ kind: 'waiting' });
    expect(findingOf(summary({ figures: [{ ...visits, actual: null }] }))).toEqual({ kind: 'empty' });
    expect(findingOf(summary({ span: { ...summary({}).span, quarters: [] } }))).toMatchObject({ kind: 'published', count: 3 });
  });
  it('counts no task as met when the plan is missed by a hair', () => {
    expect(findingOf(summary({ areas: [area('1', 99.99), area('2', 100)] }))).toMatchObject({ met: 1, of: 2, isExceeded: false });
  });
});

describe('the chart', () => {
  it('tells of the widest miss unless another is asked for', () => {
    expect(chartIndicator(summary({}), undefined)?.code).toBe('REVENUE');
    expect(chartIndicator(summary({}), 'OPD')?.code).toBe('OPD');
    expect(chartIndicator(summary({}), 'NO_SUCH')?.code).toBe('REVENUE');
    expect(chartIndicator(summary({ figures: [beds, visits] }), undefined)?.code).toBe('OPD');
  });
  it('runs up the difference from the plan', () => {
    const points = chartPoints(revenue);
    expect(points.map(({ pace }) => pace)).toEqual([4.1, 5.9, -8.9, -17.4]);
    expect(chartFinding(revenue, points)).toEqual({ kind: 'behindSince', quarter: 3 });
  });
  it('of a half year, nine months or one quarter says what held by its end', () => {
    const points = chartPoints(revenue);
    expect(chartFinding(revenue, points, [1, 2])).toEqual({ kind: 'ahead' });
    expect(chartFinding(revenue, points, [1, 2, 3])).toEqual({ kind: 'behindSince', quarter: 3 });
    // one quarter alone is still followed from the first
    expect(chartFinding(revenue, points, [3])).toEqual({ kind: 'behindSince', quarter: 3 });
    const rate = { ...beds, quarters: quarters([94, 96, 95, 99], [null, null, null, null]) };
    expect(chartFinding(rate, chartPoints(rate), [3, 4])).toEqual({ kind: 'quartersMet', met: 1, of: 2 });
  });
  it('ends where the results end', () => {
    const running = { ...revenue, quarters: quarters([204.1, 211.8, null, null], [200, 210, 210, 210]) };
    expect(chartPoints(running).map(({ pace }) => pace)).toEqual([4.1, 5.9, null, null]);
    expect(chartFinding(running, chartPoints(running))).toEqual({ kind: 'ahead' });
  });
  it('does not hold a quarter that has only begun against the plan', () => {
    const [one, two, three, four] = quarters([204.1, 211.8, 195.2, 3], [200, 210, 210, 210]);
    if (!one || !two || !three || !four) throw new Error('four quarters');
    const points = chartPoints({ ...revenue, quarters: [one, two, three, { ...four, reported: 1 }] });
    expect(points[3]).toMatchObject({ actual: 3, target: null, pace: null, isPartial: true });
    expect(chartFinding(revenue, points)).toEqual({ kind: 'behindSince', quarter: 3 });
  });
  it('reads a count that should be low the other way round', () => {
    const complaints = figure('X', { direction: 'DOWN', quarters: quarters([12, 8, 6, 5], [10, 10, 10, 10]) });
    expect(chartFinding(complaints, chartPoints(complaints))).toEqual({ kind: 'recovered', quarter: 2 });
  });
  it('counts the quarters in which a rate was where it should be', () => {
    const rate = { ...beds, quarters: quarters([94, 96, 95, 99], [null, null, null, null]) };
    const points = chartPoints(rate);
    expect(points.every(({ pace, target }) => pace === null && target === 95)).toBe(true);
    expect(chartFinding(rate, points)).toEqual({ kind: 'quartersMet', met: 2, of: 4 });
  });
});

describe('a name inside a sentence', () => {
  it('begins small, but keeps an abbreviation', () => {
    expect(inSentence('Thu viện phí')).toBe('thu viện phí');
    expect(inSentence('Đào tạo')).toBe('đào tạo');
    expect(inSentence('BHYT chi trả')).toBe('BHYT chi trả');
  });
});
