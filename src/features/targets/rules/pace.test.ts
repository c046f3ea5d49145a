import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { addDays } from '@/domain/date';
import { paceOn, partOfTarget, passedOn, runningQuarter } from './pace';

const count = { aggregation: 'SUM', direction: 'UP', target: 830, shares: { 1: 200, 2: 210, 3: 210, 4: 210 } } as const;
const on = (today: string, more: object = {}, year = 2026) => paceOn({ ...count, ...more }, year, today, 'CALENDAR');

describe('how much of a quarter has passed', () => {
  test.each([
    ['the first day is one of 90', 2026, 1, '2026-01-01', 1 / 90],
    ['of a leap year one of 91', 2024, 1, '2024-01-01', 1 / 91],
    ['29 February is the 60th day', 2024, 1, '2024-02-29', 60 / 91],
    ['on the last day it is whole', 2024, 1, '2024-03-31', 1],
    ['the day before it is not', 2024, 1, '2024-03-30', 90 / 91],
    ['before it begins it is nothing', 2026, 2, '2026-03-31', 0],
    ['after it has ended it is whole', 2026, 2, '2026-09-01', 1],
  ] as const)('%s', (_what, year, quarter, today, passed) => {
    expect(passedOn(year, quarter, today, 'CALENDAR')).toBeCloseTo(passed, 12);
  });
  it('counts from the 15th where the year closes on the 14th', () => {
    expect(passedOn(2026, 1, '2025-12-15', 'ADMIN_14')).toBeCloseTo(1 / 90);
    expect(passedOn(2026, 1, '2026-03-14', 'ADMIN_14')).toBe(1);
    expect(passedOn(2026, 2, '2026-03-14', 'ADMIN_14')).toBe(0);
    expect([runningQuarter(2026, '2025-12-20', 'ADMIN_14'), runningQuarter(2026, '2026-12-15', 'ADMIN_14')]).toEqual([1, null]);
  });
});

describe('where a count should be today', () => {
  it('is what the quarters that are over were given, and the days of the running one', () => {
    // Quý I and II are 410 of 830; on 15 August 46 of the 92 days of Quý III have passed, half of its 210
    expect(on('2026-08-15')).toEqual({ kind: 'part', value: 515, percent: 62.05, quarter: 3 });
    expect(on('2026-06-30')).toEqual({ kind: 'part', value: 410, percent: 49.4, quarter: 2 });
    expect(on('2026-12-31')).toEqual({ kind: 'part', value: 830, percent: 100, quarter: 4 });
    expect(on('2026-01-01')).toMatchObject({ value: 2.2222, percent: 0.27 });
  });
  it('goes by the days of the year when the target was not split', () => {
    expect(on('2026-07-01', { shares: null })).toMatchObject({ percent: 49.86 }); // 182 of 365
    expect(on('2024-07-01', { shares: null }, 2024)).toMatchObject({ percent: 50 }); // 183 of 366
    expect(on('2024-12-31', { shares: {} }, 2024)).toMatchObject({ percent: 100 });
  });
  it('is a limit for what should stay low', () => {
    expect(on('2026-08-15', { direction: 'DOWN' })).toMatchObject({ value: 515 });
  });
  it('is nobody’s business before the year and after it', () => {
    expect([on('2025-12-31'), on('2027-01-01'), on('2026-08-15', { target: null })]).toEqual([null, null, null]);
  });
  it('does not pro-rate beds, averages and ratios, nor judge what is not judged', () => {
    for (const aggregation of ['LAST', 'WEIGHTED_AVG', 'RATIO'] as const)
      expect(on('2026-02-01', { aggregation, target: 93.5 })).toEqual({ kind: 'level', value: 93.5 });
    expect([on('2026-02-01', { direction: 'RANGE' }), on('2026-02-01', { direction: 'NONE' })]).toEqual([null, null]);
  });

  it('never falls, begins near nothing and ends at the whole target, whatever the split', () => {
    const shares = fc.option(fc.record({ 1: fc.nat(1000), 2: fc.nat(1000), 3: fc.nat(1000), 4: fc.nat(1000) }, { requiredKeys: [] }), {
      nil: null,
    });
    fc.assert(
      fc.property(
        shares,
        fc.integer({ min: 2020, max: 2040 }),
        fc.nat(364),
        fc.constantFrom('CALENDAR' as const, 'ADMIN_14' as const),
        (some, year, day, calendar) => {
          const first = calendar === 'CALENDAR' ? `${year}-01-01` : `${year - 1}-12-15`;
          const at = (today: string) => {
            const pace = paceOn({ ...count, target: 1000, shares: some }, year, today, calendar);
            return pace?.kind === 'part' ? pace.value : null;
          };
          const [now, next] = [at(addDays(first, day)), at(addDays(first, day + 1))];
          expect(now).not.toBeNull();
          if (now !== null && next !== null) expect(next).toBeGreaterThanOrEqual(now);
          expect(at(calendar === 'CALENDAR' ? `${year}-12-31` : `${year}-12-14`)).toBe(1000);
        },
      ),
    );
  });
  it('whole quarters are the pace of a year that compares what is in', () => {
    const days = { 1: 90, 2: 91, 3: 92, 4: 92 };
    expect(partOfTarget(count.shares, days, (quarter) => (quarter <= 3 ? 1 : 0))).toBeCloseTo(620 / 830);
  });
});
