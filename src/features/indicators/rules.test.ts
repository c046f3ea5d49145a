import { EXAMPLES, type WorkedExample } from '@tests/support/examples';
import { describe, expect, it, test } from 'vitest';
import { daysBetween } from '@/domain/date';
import { QUARTERS, type Quarter, quarterDays } from '@/domain/period';
import {
  aggregate,
  change,
  completion,
  overall,
  percentOf,
  type QuarterValue,
  rounded,
  standing,
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
