import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimalsOf, leftWords, needsReason, quarterTotals, remainder, splitByWeights, splitState, splitTotal, sum } from './split';

describe('dividing a target', () => {
  it('adds up exactly, whatever cannot be divided', () => {
    const evenly = (value: string, parts: number, decimals: number) => splitByWeights(value, Array<null>(parts).fill(null), decimals);
    expect(evenly('10', 4, 0)).toEqual(['3', '3', '2', '2']);
    expect(evenly('1', 3, 1)).toEqual(['0.4', '0.3', '0.3']);
    expect(evenly('370000', 4, 0)).toEqual(['92500', '92500', '92500', '92500']);
    expect(evenly('7', 0, 0)).toEqual([]);
    expect(evenly('-10', 4, 0)).toEqual(['-3', '-3', '-2', '-2']);
  });
  it('follows last year', () => {
    // 347.700 visits in 2018, of which Quý I–IV as below; the target of 370.000 keeps the proportions.
    const parts = splitByWeights('370000', [82_100, 88_400, 90_700, 86_500], 0);
    expect(parts).toEqual(['87365', '94070', '96517', '92048']);
    expect(sum(parts)).toBe('370000');
    expect(splitByWeights('20', [0, null, 0, null], 0)).toEqual(['5', '5', '5', '5']);
    expect(splitByWeights('20', [0, null, 3, 1], 0)).toEqual(['0', '0', '15', '5']);
  });
  /** Results as the database keeps them, four decimals; some nothing, some not known. */
  const weight = fc.option(
    fc.oneof(
      fc.constant(0),
      fc.nat(1_000_000),
      fc.maxSafeNat().map((one) => (one % 1e13) / 1e4),
    ),
    { nil: null },
  );
  const weights = fc.array(weight, { minLength: 1, maxLength: 170 });
  /** Up to 15 digits with at most so many decimals, as the database keeps them. */
  const amount = fc.nat(4).chain((decimals) =>
    fc.bigInt({ min: 0n, max: 10n ** BigInt(15 + decimals) - 1n }).map((steps) => {
      const digits = String(steps).padStart(decimals + 1, '0');
      const value = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`.replace(/\.?0+$/, '');
      return { value, decimals };
    }),
  );
  const size = (part: string) => BigInt(part.split('.')[0] ?? 0) * 10_000n + BigInt((part.split('.')[1] ?? '').padEnd(4, '0'));

  it('adds up exactly for every amount, number of decimals and weights', () => {
    fc.assert(
      fc.property(amount, weights, ({ value, decimals }, some) => {
        const parts = splitByWeights(value, some, decimals);
        expect(parts).toHaveLength(some.length);
        expect(remainder(value, parts)).toBe('0');
        expect(parts.every((part) => !part.startsWith('-') && decimalsOf(part) <= decimals)).toBe(true);
        // what weighs nothing is given nothing, unless nothing weighs anything
        if (some.some((one) => one !== null && one > 0))
          some.forEach((one, index) => {
            if (one === null || one === 0) expect(parts[index]).toBe('0');
          });
        const opposite = value === '0' ? '0' : `-${value}`;
        expect(remainder(opposite, splitByWeights(opposite, some, decimals))).toBe('0');
      }),
      { numRuns: 300 },
    );
  });
  it('never gives less to what weighs more', () => {
    fc.assert(
      fc.property(amount, weights, ({ value, decimals }, some) => {
        const parts = splitByWeights(value, some, decimals).map((part, index) => ({ size: size(part), weight: some[index] ?? 0 }));
        parts.sort((one, other) => one.weight - other.weight);
        parts.forEach((part, index) => {
          const before = parts[index - 1];
          if (before && before.weight < part.weight) expect(part.size).toBeGreaterThanOrEqual(before.size);
        });
      }),
      { numRuns: 200 },
    );
  });
  it('keeps within one smallest unit of its exact share', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), fc.array(fc.nat(1000), { minLength: 1, maxLength: 40 }), (value, some) => {
        const whole = some.reduce((total, one) => total + one, 0);
        fc.pre(whole > 0);
        splitByWeights(String(value), some, 0).forEach((part, index) => {
          expect(Math.abs(Number(part) - (value * (some[index] ?? 0)) / whole)).toBeLessThan(1.000001);
        });
      }),
    );
  });
  it('says what remains', () => {
    expect(remainder('0.3', ['0.1', '0.2'])).toBe('0');
    expect(remainder('100', ['60', null, '50'])).toBe('-10');
    expect(leftWords('370000', '368766', 0)).toEqual({ kind: 'short', left: '1.234' });
    expect(leftWords('93.5', '94', 1)).toEqual({ kind: 'over', left: '0,5' });
    expect(leftWords('120', '120', 0)).toBeNull();
    expect(remainder('812600000000', ['204100000000', '211800000000'])).toBe('396700000000');
  });
});

describe('the sum that must fit', () => {
  const beds = [
    ['1000', '1000', '1200', '1300'],
    ['300', '300', '350', '400'],
  ] as const;
  it('adds everything of a SUM, the last quarter of a LAST, nothing of a rate', () => {
    expect(
      splitTotal('SUM', [
        ['1', '2', '3', '4'],
        ['5', null, null, null],
      ]),
    ).toBe('15');
    // 1.300 beds in Quý I, 1.700 in Quý IV: the year is 1.700.
    expect(splitTotal('LAST', beds)).toBe('1700');
    expect(splitTotal('LAST', [['120', '135', null, null]])).toBe('135');
    expect(splitTotal('RATIO', beds)).toBeNull();
    expect(quarterTotals(beds)).toEqual(['1300', '1300', '1550', '1700']);
  });
  it('decides whether a reason is needed', () => {
    expect(splitState('SUM', '1700', null)).toBe('none');
    expect(splitState('LAST', '1700.0', '1700')).toBe('full');
    expect(splitState('SUM', '1700', '1699')).toBe('differs');
    expect(splitState('RATIO', '93', '372')).toBe('limits');
    expect([
      needsReason('SUM', 'none'),
      needsReason('LAST', 'none'),
      needsReason('LAST', 'differs'),
      needsReason('RATIO', 'limits'),
    ]).toEqual([true, false, true, false]);
  });
});
