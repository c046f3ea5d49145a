import { describe, expect, it } from 'vitest';
import type { Quarter } from '@/domain/period';
import { sum } from '@/features/targets/rules/split';
import { type Cell, isMovable, movedBy, sharesNextYear, sharesUnderHeirs } from './targets';

const cell = (departmentId: number, quarter: Quarter, value: string): Cell => ({ departmentId, quarter, value });

describe('a moved target', () => {
  it.each([
    // 386.420 visits in 2025 (S4), five per cent more
    ['386420', '5', 0, '405741'],
    ['1001', '5', 0, '1051'],
    ['10', '5', 0, '11'],
    ['9', '5', 0, '9'],
    ['7', '-5', 1, '6.7'],
    ['7.8', '-10.25', 1, '7'],
    ['20', '0', 0, '20'],
    ['20', '-100', 0, '0'],
    ['-10', '5', 0, '-11'],
    ['0.3', '5', 2, '0.32'],
    ['999999999999999', '1000', 0, '10999999999999989'],
  ])('%s by %s %% at %i decimals is %s', (value, percent, decimals, expected) => {
    expect(movedBy(value, percent, decimals)).toBe(expected);
  });

  it('is a level, taken over as it is, when it is a ratio, an average or a range', () => {
    expect(isMovable({ aggregation: 'SUM', direction: 'UP' })).toBe(true);
    expect(isMovable({ aggregation: 'LAST', direction: 'NONE' })).toBe(true);
    expect(isMovable({ aggregation: 'SUM', direction: 'RANGE' })).toBe(false);
    expect(isMovable({ aggregation: 'RATIO', direction: 'UP' })).toBe(false);
    expect(isMovable({ aggregation: 'WEIGHTED_AVG', direction: 'UP' })).toBe(false);
  });
});

describe('the shares of the coming year', () => {
  const visits = { aggregation: 'SUM' as const, value: '100', decimals: 0 };
  const cells = [cell(1, 1, '33'), cell(1, 2, '33'), cell(2, 1, '34')];

  it('add up to the moved target exactly, whatever the fractions', () => {
    for (const percent of ['5', '3.7', '-12.34', '0', '33.33']) {
      const next = movedBy('100', percent, 0);
      const shares = sharesNextYear(visits, cells, cells, percent, next);
      expect(sum(shares.map(({ value }) => value))).toBe(next);
      expect(shares.every(({ value }) => /^\d+$/.test(value))).toBe(true);
    }
  });

  it('that did not add up keep their proportion to the target', () => {
    const shares = sharesNextYear({ ...visits, value: '200' }, cells, cells, '10', '220');
    expect(sum(shares.map(({ value }) => value))).toBe('110');
  });

  it('of a stock add up in each quarter (1.300 beds, then 1.700)', () => {
    const beds = { aggregation: 'LAST' as const, value: '1700', decimals: 0 };
    const given = [cell(1, 1, '600'), cell(2, 1, '700'), cell(1, 4, '800'), cell(2, 4, '900')];
    const shares = sharesNextYear(beds, given, given, '5', '1785');
    const of = (quarter: number) => sum(shares.flatMap((row) => (row.quarter === quarter ? [row.value] : [])));
    expect([of(1), of(4)]).toEqual(['1365', '1785']);
  });

  it('of a level are repeated', () => {
    const given = [cell(1, 1, '92.5')];
    expect(sharesNextYear({ aggregation: 'WEIGHTED_AVG', value: '93', decimals: 1 }, given, given, '5', '93')).toEqual(given);
  });

  it('pass to the successor, and are divided among the others where there is none', () => {
    const heirs = sharesUnderHeirs('SUM', cells, (id) => (id === 1 ? 2 : id));
    expect(heirs).toEqual({ cells: [cell(2, 1, '67'), cell(2, 2, '33')], moved: [1], dropped: [] });
    const gone = sharesUnderHeirs('SUM', cells, (id) => (id === 2 ? null : id));
    expect(gone.dropped).toEqual([2]);
    const shares = sharesNextYear(visits, cells, gone.cells, '5', '105');
    expect(shares.map(({ value }) => value)).toEqual(['53', '52']);
  });

  it('of a level keep the successor’s own', () => {
    const given = [cell(1, 1, '90'), cell(2, 1, '95')];
    expect(sharesUnderHeirs('RATIO', given, () => 2).cells).toEqual([cell(2, 1, '95')]);
  });
});
