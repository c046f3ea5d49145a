import { describe, expect, it } from 'vitest';
import { addDays, dayOf, daysBetween, endOfDay, formatDay, formatMoment } from './date';
import { periodFromSearch, periodToSearch, quarterDays, quarterOf, quartersOf, roman, spanDays } from './period';

describe('periods', () => {
  const fallback = { year: 2026, quarter: 4 } as const;
  it('are read from the address and written back', () => {
    expect(periodFromSearch({ year: '2025', period: 'q3' }, fallback)).toEqual({ year: 2025, quarter: 3 });
    expect(periodFromSearch({ year: '2025', period: 'year' }, fallback)).toEqual({ year: 2025, quarter: null });
    expect(periodToSearch({ year: 2026, quarter: 3 })).toBe('year=2026&period=q3');
  });
  it('gather quarters: six months, nine months, the year', () => {
    for (const part of ['h1', 'h2', 'm9'] as const) {
      const period = periodFromSearch({ year: '2025', period: part }, fallback);
      expect(period).toEqual({ year: 2025, quarter: null, part });
      expect(periodToSearch(period)).toBe(`year=2025&period=${part}`);
    }
    expect(quartersOf({ quarter: null, part: 'h1' })).toEqual([1, 2]);
    expect(quartersOf({ quarter: null, part: 'h2' })).toEqual([3, 4]);
    expect(quartersOf({ quarter: null, part: 'm9' })).toEqual([1, 2, 3]);
    expect(quartersOf({ quarter: null })).toEqual([1, 2, 3, 4]);
    expect(quartersOf({ quarter: 3 })).toEqual([3]);
    expect(spanDays(2024, [1, 2])).toEqual({ startsOn: '2024-01-01', endsOn: '2024-06-30' });
  });
  it('may close on the 14th (NĐ 09/2019): the year runs from 15/12 to 14/12', () => {
    expect(quarterDays(2026, 1, 'ADMIN_14')).toEqual({ startsOn: '2025-12-15', endsOn: '2026-03-14' });
    expect(spanDays(2026, [1, 2], 'ADMIN_14')).toEqual({ startsOn: '2025-12-15', endsOn: '2026-06-14' });
    expect(spanDays(2026, [1, 2, 3], 'ADMIN_14')).toEqual({ startsOn: '2025-12-15', endsOn: '2026-09-14' });
    expect(spanDays(2026, [], 'ADMIN_14')).toEqual({ startsOn: '2025-12-15', endsOn: '2026-12-14' });
  });
  it('fall back when the address is nonsense', () => {
    expect(periodFromSearch({ year: 'abc', period: 'q9' }, fallback)).toEqual(fallback);
    expect(periodFromSearch({ year: ['2025', '2026'], period: ['q1'] }, fallback)).toEqual(fallback);
  });
  it('know their days', () => {
    expect(quarterDays(2026, 3)).toEqual({ startsOn: '2026-07-01', endsOn: '2026-09-30' });
    expect(quarterOf('2022-07-13')).toEqual({ year: 2022, quarter: 3 });
    expect([1, 2, 3, 4].map((quarter) => roman(quarter as 1 | 2 | 3 | 4))).toEqual(['I', 'II', 'III', 'IV']);
  });
});

describe('days', () => {
  it('turn at midnight in Việt Nam, not in Greenwich', () => {
    expect(dayOf(new Date('2026-10-05T16:59:59.999Z'))).toBe('2026-10-05');
    expect(dayOf(new Date('2026-10-05T17:00:00.000Z'))).toBe('2026-10-06');
    expect(endOfDay('2026-10-05').toISOString()).toBe('2026-10-05T16:59:59.999Z');
  });
  it('count and print', () => {
    expect(daysBetween('2026-02-27', '2026-03-02')).toBe(3);
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(formatDay('2026-01-09')).toBe('09/01/2026');
    expect(formatMoment(new Date('2026-10-02T07:05:00Z'))).toBe('14:05 02/10/2026');
  });
});
