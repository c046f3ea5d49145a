import { describe, expect, it } from 'vitest';
import { addressOf, readAddress } from './period-address';

const fallback = { year: 2026, period: 'q3' };

describe('where one stands', () => {
  it('reads the query, and the path before the query', () => {
    expect(readAddress('/reports', 'year=2025&period=q1', fallback)).toEqual({ year: 2025, period: 'q1' });
    expect(readAddress('/summary/2024', 'year=2025&period=year', fallback)).toEqual({ year: 2024, period: 'year' });
  });

  it('falls back when the address says nothing, or nonsense', () => {
    expect(readAddress('/', '', fallback)).toEqual(fallback);
    expect(readAddress('/', 'year=abc', fallback)).toEqual(fallback);
  });

  it('keeps the rest of the address and forgets the page number', () => {
    expect(addressOf('/review', 'sort=late&page=3&year=2026', { year: 2025, period: 'q2' })).toBe('/review?sort=late&year=2025&period=q2');
  });

  it('writes the year where it was read', () => {
    expect(addressOf('/summary/2026', 'period=year', { year: 2025, period: 'year' })).toBe('/summary/2025?period=year');
    expect(addressOf('/departments/12026', '', { year: 2025, period: 'q1' })).toBe('/departments/12026?year=2025&period=q1');
  });
});
