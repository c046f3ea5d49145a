import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  needsReason,
  quarterTotals,
  remainder,
  type SpreadCell,
  splitByLastYear,
  splitByWeights,
  splitEvenly,
  splitState,
  splitTotal,
  spread,
  sum,
} from './rules';

describe('dividing a target', () => {
  it('adds up exactly, whatever cannot be divided', () => {
    expect(splitEvenly('10', 4, 0)).toEqual(['3', '3', '2', '2']);
    expect(splitEvenly('1', 3, 1)).toEqual(['0.4', '0.3', '0.3']);
    expect(splitEvenly('370000', 4, 0)).toEqual(['92500', '92500', '92500', '92500']);
    expect(splitEvenly('7', 0, 0)).toEqual([]);
    expect(splitEvenly('-10', 4, 0)).toEqual(['-3', '-3', '-2', '-2']);
  });
  it('follows last year', () => {
    // 347.700 visits in 2018, of which Quý I–IV as below; the target of 370.000 keeps the proportions.
    const parts = splitByLastYear('370000', [82_100, 88_400, 90_700, 86_500], 0);
    expect(parts).toEqual(['87365', '94070', '96517', '92048']);
    expect(sum(parts)).toBe('370000');
    expect(splitByLastYear('20', [0, null, 0, null], 0)).toEqual(['5', '5', '5', '5']);
    expect(splitByLastYear('20', [0, null, 3, 1], 0)).toEqual(['0', '0', '15', '5']);
  });
  it('never loses or invents a unit', () => {
    const weight = fc.option(fc.double({ min: 0, max: 1e9, noNaN: true }), { nil: null });
    fc.assert(
      fc.property(fc.nat(2_000_000_000), fc.array(weight, { minLength: 1, maxLength: 170 }), fc.nat(4), (value, weights, decimals) => {
        const parts = splitByWeights(String(value), weights, decimals);
        expect(sum(parts)).toBe(String(value));
        expect(parts.every((part) => !part.startsWith('-'))).toBe(true);
      }),
    );
  });
  it('says what remains', () => {
    expect(remainder('0.3', ['0.1', '0.2'])).toBe('0');
    expect(remainder('100', ['60', null, '50'])).toBe('-10');
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

describe('what the form proposes', () => {
  const cell = (lastYear: number | null, share: string | null = null, open = true): SpreadCell => ({ open, lastYear, share });
  it('spreads a SUM over departments and quarters that exist', () => {
    const rows = [
      [cell(10), cell(10), cell(10), cell(10)],
      [cell(null, null, false), cell(null, null, false), cell(20), cell(40)],
    ];
    expect(spread('lastYear', 'SUM', '200', rows, 0)).toEqual([
      ['20', '20', '20', '20'],
      [null, null, '40', '80'],
    ]);
    expect(spread('even', 'SUM', '12', rows, 0)).toEqual([
      ['2', '2', '2', '2'],
      [null, null, '2', '2'],
    ]);
  });
  it('repeats a LAST over the quarters', () => {
    const rows = [
      [cell(60), cell(60), cell(60), cell(90)],
      [cell(60), cell(60), cell(60), cell(45)],
    ];
    expect(spread('lastYear', 'LAST', '135', rows, 0)).toEqual([
      ['68', '68', '68', '90'],
      ['67', '67', '67', '45'],
    ]);
  });
  it('gives a rate to everybody alike', () => {
    expect(spread('even', 'RATIO', '93.5', [[cell(null), cell(null), cell(null), cell(null, null, false)]], 1)).toEqual([
      ['93.5', '93.5', '93.5', null],
    ]);
  });
  it('fills only what is blank with the rest', () => {
    const rows = [[cell(1, '70'), cell(1), cell(3), cell(null, '10')]];
    expect(spread('rest', 'SUM', '100', rows, 0)).toEqual([['70', '5', '15', '10']]);
    expect(spread('rest', 'SUM', '60', rows, 0)).toEqual([['70', null, null, '10']]);
  });
});
