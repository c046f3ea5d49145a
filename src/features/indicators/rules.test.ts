import { EXAMPLES, type WorkedExample } from '@tests/support/examples';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { daysBetween } from '@/domain/date';
import { QUARTERS, type Quarter, quarterDays } from '@/domain/period';
import {
  type AggregationRule,
  aggregate,
  change,
  completion,
  overall,
  percentOf,
  type QuarterValue,
  rounded,
  standing,
  tally,
  together,
  verdict,
  weighed,
  yearToDate,
} from './rules';

function quarterValue({ year, indicators }: WorkedExample, code: string, quarter: Quarter, figures: WorkedExample['plan']): QuarterValue {
  const { startsOn, endsOn } = quarterDays(year, quarter);
  const days = daysBetween(startsOn, endsOn) + 1;
  const at = (of?: string) => (of ? (figures[of]?.[quarter - 1] ?? null) : null);
  const indicator = indicators[code];
  if (indicator?.weightCode) return weighed(days, at(code), at(indicator.weightCode));
  return { days, value: at(code), numerator: at(indicator?.numeratorCode), denominator: at(indicator?.denominatorCode) };
}

describe.each(EXAMPLES.map((example) => [example.name, example] as const))('%s', (_name, example) => {
  test.each(Object.keys(example.expect))('%s', (code) => {
    const indicator = example.indicators[code];
    const expected = example.expect[code];
    if (!indicator || !expected) throw new Error(`no indicator ${code}`);
    const rule = {
      ...indicator,
      numerator: indicator.numeratorCode ? example.indicators[indicator.numeratorCode]?.aggregation : null,
      denominator: indicator.denominatorCode ? example.indicators[indicator.denominatorCode]?.aggregation : null,
    };
    const quarters = QUARTERS.map((quarter) => {
      const planned = quarterValue(example, code, quarter, example.plan);
      // A plan of a rate is typed, not worked out.
      const plan = indicator.aggregation === 'RATIO' ? { days: planned.days, value: planned.value } : planned;
      return { plan, actual: quarterValue(example, code, quarter, example.actual) };
    });
    const { plan, actual, comparedActual } = yearToDate(rule, quarters);
    expect({
      plan,
      actual,
      verdict: verdict(indicator.direction, comparedActual, plan, indicator.range),
      completion: rounded(completion(indicator.direction, comparedActual, plan, indicator.range), 4),
    }).toEqual(expected);
  });
});

describe('aggregation', () => {
  const rule = { aggregation: 'SUM', decimals: 0, denominatorDays: false, scale: 1 } as const;
  it('knows nothing of nothing, and zero is something', () => {
    expect(aggregate(rule, [])).toBeNull();
    expect(aggregate(rule, [{ days: 90, value: null }])).toBeNull();
    expect(aggregate(rule, [{ days: 90, value: 0 }])).toBe(0);
  });
  it('takes a published ratio of a past year as it is', () => {
    expect(aggregate({ ...rule, aggregation: 'RATIO', decimals: 1 }, [{ days: 365, value: 97.2 }])).toBe(97.2);
  });
  it('adds decimals without noise', () => {
    expect(
      aggregate(
        { ...rule, decimals: 1 },
        [0.1, 0.2].map((value) => ({ days: 90, value })),
      ),
    ).toBe(0.3);
  });
  it('takes each part of a ratio by its own rule: doctors and staff are both counted last', () => {
    const share = { ...rule, aggregation: 'RATIO', numerator: 'LAST', denominator: 'LAST', scale: 100, decimals: 1 } as const;
    const quarters = [150, 152, 160, null].map((numerator) => ({ days: 90, value: null, numerator, denominator: 800 }));
    expect(aggregate(share, quarters)).toBe(20);
  });
  it('judges what is shown: 7,03 days are 7,0', () => {
    const stay = { ...rule, aggregation: 'RATIO', numerator: 'SUM', denominator: 'SUM', decimals: 1 } as const;
    const actual = aggregate(stay, [{ days: 90, value: null, numerator: 703, denominator: 100 }]);
    expect(verdict('DOWN', actual, 7)).toBe('met');
  });
  it('rounds half away from zero', () => {
    expect([rounded(82.25, 1), rounded(1.005, 2), rounded(-2.5, 0), rounded(0, 1)]).toEqual([82.3, 1.01, -3, 0]);
  });
});

describe('against the plan', () => {
  it('counts up, down and within', () => {
    expect([verdict('UP', 104, 100), verdict('UP', 100, 100), verdict('UP', 99, 100)]).toEqual(['exceeded', 'met', 'notMet']);
    expect([verdict('DOWN', 6.5, 6.8), verdict('DOWN', 6.8, 6.8), verdict('DOWN', 7, 6.8)]).toEqual(['exceeded', 'met', 'notMet']);
    const range = { low: 85, high: 95 };
    expect([verdict('RANGE', 95, null, range), verdict('RANGE', 98.6, 98, range), verdict('RANGE', 84.9, 98, range)]).toEqual([
      'met',
      'notMet',
      'notMet',
    ]);
    expect([verdict('NONE', 1, 1), verdict('UP', null, 1), verdict('UP', 1, null), verdict('RANGE', 1, 1)]).toEqual([
      'none',
      'none',
      'none',
      'none',
    ]);
  });
  it('never says a percentage that reads backwards', () => {
    expect(standing('UP', 386_420, 370_000)).toEqual({ kind: 'percent', percent: expect.closeTo(104.44, 2) });
    expect(standing('NONE', 90, 90)).toEqual({ kind: 'percent', percent: 100 });
    expect(standing('DOWN', 6.4, 6.5)).toEqual({ kind: 'within' });
    expect(standing('DOWN', 99.4, 98)).toEqual({ kind: 'over', by: 1.4 });
    expect(standing('RANGE', 98.6, 95, { low: 85, high: 95 })).toEqual({ kind: 'over', by: 3.6 });
    expect(standing('RANGE', 83, 95, { low: 85, high: 95 })).toEqual({ kind: 'under', by: 2 });
    expect([standing('UP', 5, 0), standing('UP', 5, null), standing('DOWN', null, 5)]).toEqual([null, null, null]);
  });
  it('says of a whole area what holds for all of it (seven tasks of 2023, all «vượt chỉ tiêu»)', () => {
    const tasks = [
      [386_420, 370_000],
      [21, 20],
      [193, 180],
      [46, 44],
      [128, 120],
      [9, 8],
      [812.6, 800],
    ] as const;
    expect(overall(tasks.map(([actual, plan]) => verdict('UP', actual, plan)))).toBe('exceeded');
    expect(overall(['exceeded', 'met', 'none'])).toBe('met');
    expect(overall(['exceeded', 'notMet'])).toBe('notMet');
    expect(overall(['none'])).toBe('none');
  });
});

describe('against last year', () => {
  it('is a percentage of a count, «điểm» of a rate, the unit of anything worked out', () => {
    expect(percentOf(386_420, 367_300)).toBeCloseTo(105.21, 2);
    expect(change({ aggregation: 'SUM', unit: 'lượt' }, 105, 100)).toEqual({ kind: 'percent', by: 5 });
    expect(change({ aggregation: 'RATIO', unit: '%' }, 98.6, 97.2)).toEqual({ kind: 'points', by: 1.4 });
    expect(change({ aggregation: 'RATIO', unit: 'ngày' }, 6.5, 6.8)).toEqual({ kind: 'unit', by: -0.3 });
    expect(change({ aggregation: 'SUM', unit: 'lượt' }, 5, 0)).toBeNull();
    expect(change({ aggregation: 'SUM', unit: 'lượt' }, null, 5)).toBeNull();
  });
});

describe('a period equals its quarters, by every aggregation', () => {
  const DAYS = [90, 91, 92, 92];
  const amount = fc.option(
    fc.nat(9_999_999).map((steps) => steps / 100),
    { nil: null },
  );
  const size = fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: null });
  const four = fc
    .record({
      value: fc.tuple(amount, amount, amount, amount),
      weight: fc.tuple(size, size, size, size),
      numerator: fc.tuple(size, size, size, size),
      denominator: fc.tuple(size, size, size, size),
    })
    .map(({ value, weight, numerator, denominator }) =>
      DAYS.map((days, index): QuarterValue => {
        const own = weighed(days, value[index] ?? null, weight[index] ?? null);
        return {
          days,
          value: value[index] ?? null,
          weight: own.weight ?? null,
          numerator: numerator[index] ?? null,
          denominator: denominator[index] ?? null,
        };
      }),
    );
  const decimals = fc.nat(4);
  /** 6 tháng, 9 tháng, cả năm. */
  const months = fc.constantFrom(2, 3, 4);
  const rule = (aggregation: AggregationRule['aggregation'], digits: number, more: Partial<AggregationRule> = {}): AggregationRule => ({
    ...{ aggregation, decimals: digits, denominatorDays: false, scale: 1 },
    ...more,
  });
  const numbers = (values: readonly (number | null | undefined)[]) => values.filter((value) => value !== null && value !== undefined);
  const total = (values: readonly (number | null | undefined)[]) => numbers(values).reduce((sum, value) => sum + value, 0);
  const shown = (value: number, digits: number) => rounded(rounded(value, 9), digits);

  it('a count is the sum of its quarters, to the last digit', () => {
    fc.assert(
      fc.property(four, months, (quarters, count) => {
        const some = quarters.slice(0, count);
        const alone = numbers(some.map((quarter) => aggregate(rule('SUM', 2), [quarter])));
        expect(aggregate(rule('SUM', 2), some)).toBe(alone.length === 0 ? null : rounded(total(alone), 2));
        // nine months and the fourth quarter are the year
        const parts = [aggregate(rule('SUM', 2), quarters.slice(0, 3)), aggregate(rule('SUM', 2), quarters.slice(3))];
        expect(aggregate(rule('SUM', 2), quarters)).toBe(numbers(parts).length === 0 ? null : rounded(total(parts), 2));
      }),
    );
  });
  it('a stock is what its last known quarter says', () => {
    fc.assert(
      fc.property(four, months, (quarters, count) => {
        const some = quarters.slice(0, count);
        expect(aggregate(rule('LAST', 2), some)).toBe(some.findLast(({ value }) => value !== null)?.value ?? null);
      }),
    );
  });
  it('a weighted average is worked out from the sums, and lies between its quarters', () => {
    fc.assert(
      fc.property(four, months, decimals, (quarters, count, digits) => {
        const some = quarters.slice(0, count).map(({ days, value, weight }) => weighed(days, value, weight ?? null));
        const known = some.filter(({ value, weight }) => value !== null && weight !== null);
        const found = aggregate(rule('WEIGHTED_AVG', digits), some);
        if (known.length === 0) {
          expect(found).toBeNull();
          return;
        }
        expect(found).toBeCloseTo(
          total(known.map(({ value }) => value)) / total(known.map(({ weight }) => weight)),
          digits === 0 ? -0.5 : digits - 1,
        );
        const alone = numbers(known.map((quarter) => aggregate(rule('WEIGHTED_AVG', 9), [quarter])));
        const slack = 10 ** -digits;
        expect(found).toBeGreaterThanOrEqual(Math.min(...alone) - slack);
        expect(found).toBeLessThanOrEqual(Math.max(...alone) + slack);
      }),
    );
  });
  it('a ratio equals its recomputation from the parts, flows summed, stocks as they last stood, beds by the days', () => {
    const part = fc.constantFrom('SUM' as const, 'LAST' as const);
    fc.assert(
      fc.property(
        four,
        months,
        decimals,
        part,
        part,
        fc.boolean(),
        fc.constantFrom(1, 100),
        (quarters, count, digits, numerator, denominator, denominatorDays, scale) => {
          const some = quarters.slice(0, count).map((quarter) => ({ ...quarter, value: null }));
          const known = some.filter((quarter) => quarter.numerator !== null && quarter.denominator !== null);
          const of = (how: 'SUM' | 'LAST', values: (number | null | undefined)[]) => (how === 'SUM' ? total(values) : (values.at(-1) ?? 0));
          const top = of(
            numerator,
            known.map((quarter) => quarter.numerator),
          );
          const bottom = denominatorDays
            ? total(known.map((quarter) => (quarter.denominator ?? 0) * quarter.days))
            : of(
                denominator,
                known.map((quarter) => quarter.denominator),
              );
          const found = aggregate(rule('RATIO', digits, { numerator, denominator, denominatorDays, scale }), some);
          expect(found).toBe(known.length === 0 ? null : shown((top * scale) / bottom, digits));
        },
      ),
    );
  });
  it('gathering departments first or quarters first is the same', () => {
    fc.assert(
      fc.property(fc.array(four, { minLength: 1, maxLength: 6 }), (departments) => {
        const whole = (known: QuarterValue[]) =>
          known.every(({ numerator, denominator, value }) => numerator !== null && denominator !== null && value !== null);
        fc.pre(departments.every(whole));
        const hospital = DAYS.map((days, quarter) =>
          together(
            days,
            departments.flatMap((own) => own[quarter] ?? []),
          ),
        );
        const years = departments.map((own) => aggregate(rule('SUM', 2), own));
        expect(aggregate(rule('SUM', 2), hospital)).toBe(rounded(total(years), 2));
        const parts = departments.flat();
        const ratio = rule('RATIO', 4, { numerator: 'SUM', denominator: 'SUM', scale: 100 });
        expect(aggregate(ratio, hospital)).toBe(
          shown((total(parts.map(({ numerator }) => numerator)) * 100) / total(parts.map(({ denominator }) => denominator)), 4),
        );
      }),
    );
  });
});

describe('the share of targets met', () => {
  it('counts what has a target, met and exceeded, and what cannot be judged yet as not met', () => {
    const of = (...verdicts: ReturnType<typeof verdict>[]) => verdicts.map((one) => ({ verdict: one, hasTarget: true }));
    expect(tally([...of('met', 'exceeded', 'exceeded', 'notMet', 'none'), { verdict: 'none', hasTarget: false }])).toEqual({
      withTarget: 5,
      reported: 4,
      met: 3,
      exceeded: 2,
    });
    expect(tally([])).toEqual({ withTarget: 0, reported: 0, met: 0, exceeded: 0 });
  });
});
