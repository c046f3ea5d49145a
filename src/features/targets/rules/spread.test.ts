import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sum } from './split';
import { type Spread, type SpreadCell, spread, withoutLastYear } from './spread';

const BY_LAST_YEAR: Spread = { departments: 'lastYear', quarters: 'lastYear', blanksOnly: false };
const EVEN: Spread = { departments: 'even', quarters: 'even', blanksOnly: false };
const cell = (lastYear: number | null, share: string | null = null, more: Partial<SpreadCell> = {}): SpreadCell => ({
  ...{ open: true, lastYear, share, isHeld: false },
  ...more,
});
const shut = (share: string | null = null) => cell(null, share, { open: false });
const held = (lastYear: number | null, share: string) => cell(lastYear, share, { isHeld: true });

describe('what the form proposes', () => {
  it('spreads a SUM over departments and quarters that exist', () => {
    const rows = [
      [cell(10), cell(10), cell(10), cell(10)],
      [shut(), shut(), cell(20), cell(40)],
    ];
    expect(spread(BY_LAST_YEAR, 'SUM', '200', rows, 0)).toEqual([
      ['20', '20', '20', '20'],
      [null, null, '40', '80'],
    ]);
    expect(spread(EVEN, 'SUM', '12', rows, 0)).toEqual([
      ['2', '2', '2', '2'],
      [null, null, '2', '2'],
    ]);
  });
  it('mixes: departments by last year and their quarters evenly, or the other way round', () => {
    const rows = [
      [cell(10), cell(20), cell(30), cell(40)],
      [cell(50), cell(50), cell(100), cell(100)],
    ];
    expect(spread({ ...BY_LAST_YEAR, quarters: 'even' }, 'SUM', '800', rows, 0)).toEqual([
      ['50', '50', '50', '50'],
      ['150', '150', '150', '150'],
    ]);
    expect(spread({ ...BY_LAST_YEAR, departments: 'even' }, 'SUM', '1200', rows, 0)).toEqual([
      ['60', '120', '180', '240'],
      ['100', '100', '200', '200'],
    ]);
  });
  it('leaves what was typed by hand, and divides the rest around it', () => {
    const rows = [
      [held(10, '7'), cell(10, '1'), cell(10), cell(10)],
      [cell(20), cell(20), cell(20), held(20, '13')],
    ];
    expect(spread(EVEN, 'SUM', '80', rows, 0)).toEqual([
      ['7', '10', '10', '10'],
      ['10', '10', '10', '13'],
    ]);
    expect(spread(BY_LAST_YEAR, 'SUM', '110', rows, 0)).toEqual([
      ['7', '10', '10', '10'],
      ['20', '20', '20', '13'],
    ]);
    // more is held than there is to give: nothing moves
    expect(spread(EVEN, 'SUM', '19', rows, 0)).toEqual([
      ['7', '1', null, null],
      [null, null, null, '13'],
    ]);
  });
  it('fills only what is blank with the rest', () => {
    const rows = [[cell(1, '70'), cell(1), cell(3), cell(null, '10')]];
    expect(spread({ ...BY_LAST_YEAR, blanksOnly: true }, 'SUM', '100', rows, 0)).toEqual([['70', '5', '15', '10']]);
    expect(spread({ ...EVEN, blanksOnly: true }, 'SUM', '100', rows, 0)).toEqual([['70', '10', '10', '10']]);
    expect(spread({ ...BY_LAST_YEAR, blanksOnly: true }, 'SUM', '60', rows, 0)).toEqual([['70', null, null, '10']]);
  });
  it('leaves a department without last year to a hand, and says which', () => {
    const rows = [
      [cell(30), cell(30), cell(30), cell(30)],
      [cell(null), cell(null), cell(null), cell(null)],
      [shut(), shut(), shut(), shut()],
    ];
    expect(withoutLastYear(rows)).toEqual([1]);
    expect(spread(BY_LAST_YEAR, 'SUM', '100', rows, 0)[1]).toEqual([null, null, null, null]);
    const typed = [rows[0] ?? [], [held(null, '10'), cell(null), cell(null), cell(null)]];
    expect(spread(BY_LAST_YEAR, 'SUM', '100', typed, 0)).toEqual([
      ['23', '23', '22', '22'],
      ['10', null, null, null],
    ]);
    // nobody has a last year: evenly
    expect(spread(BY_LAST_YEAR, 'SUM', '8', [rows[1] ?? []], 0)).toEqual([['2', '2', '2', '2']]);
  });
  it('takes the mean of its known quarters where a department began in July', () => {
    expect(spread(BY_LAST_YEAR, 'SUM', '100', [[cell(null), cell(null), cell(20), cell(30)]], 0)).toEqual([['25', '25', '20', '30']]);
  });
  it('repeats a LAST over the quarters', () => {
    const rows = [
      [cell(60), cell(60), cell(60), cell(90)],
      [cell(60), cell(60), cell(60), cell(45)],
    ];
    expect(spread(BY_LAST_YEAR, 'LAST', '135', rows, 0)).toEqual([
      ['68', '68', '68', '90'],
      ['67', '67', '67', '45'],
    ]);
  });
  it('gives a rate to everybody alike, but for what was typed', () => {
    expect(spread(EVEN, 'RATIO', '93.5', [[cell(null), held(null, '95'), cell(null), shut()]], 1)).toEqual([['93.5', '95', '93.5', null]]);
  });
  it('leaves closed quarters as they are and counts them', () => {
    expect(spread(EVEN, 'SUM', '100', [[shut('40'), cell(1), cell(1), cell(1)]], 0)).toEqual([['40', '20', '20', '20']]);
  });

  it('adds up exactly whatever is held, closed or without a last year', () => {
    const basis = fc.constantFrom('lastYear' as const, 'even' as const);
    const how = fc.record({ departments: basis, quarters: basis, blanksOnly: fc.boolean() });
    const any = fc.record({
      open: fc.boolean(),
      lastYear: fc.option(fc.nat(10_000), { nil: null }),
      share: fc.option(fc.nat(50).map(String), { nil: null }),
      isHeld: fc.boolean(),
    });
    const rows = fc.array(fc.tuple(any, any, any, any), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(how, rows, fc.integer({ min: 6_000, max: 1_000_000 }), fc.nat(2), (mode, matrix, value, decimals) => {
        const shares = spread(mode, 'SUM', String(value), matrix, decimals);
        matrix.forEach((row, index) => {
          row.forEach((one, quarter) => {
            if (!one.open || (one.isHeld && one.share !== null)) expect(shares[index]?.[quarter]).toBe(one.share);
          });
        });
        const takes = (one: SpreadCell) => one.open && (one.share === null || (!mode.blanksOnly && !one.isHeld));
        const strangers = new Set(withoutLastYear(matrix));
        const isEverybody = strangers.size === matrix.filter((row) => row.some(({ open }) => open)).length;
        const takers = matrix.filter(
          (row, index) => row.some(takes) && (mode.departments === 'even' || isEverybody || !strangers.has(index)),
        );
        if (takers.length > 0) expect(sum(shares.flat())).toBe(String(value));
      }),
      { numRuns: 300 },
    );
  });
});
