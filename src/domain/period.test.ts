import { describe, expect, it } from 'vitest';
import { addDays, dayOf, daysBetween, endOfDay, formatDay, formatMoment } from './date';
import { periodFromSearch, periodToSearch, quarterDays, quarterOf, roman } from './period';

describe('periods', () => {
  const fallback = { year: 2026, quarter: 4 } as const;
  it('are read from the address and written back', () => {
    expect(periodFromSearch({ year: '2025', period: 'q3' }, fallback)).toEqual({ year: 2025, quarter: 3 });
    expect(periodFromSearch({ year: '2025', period: 'year' }, fallback)).toEqual({ year: 2025, quarter: null });
    expect(periodToSearch({ year: 2026, quarter: 3 })).toBe('year=2026&period=q3');
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
