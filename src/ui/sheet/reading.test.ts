import { describe, expect, it, test } from 'vitest';
import vi from '@/i18n/messages/vi/sheet.json';
import { fill, joined, shortMoment } from './phrase';
import { readCell } from './reading';

const cell = { decimals: 0, min: '0', max: '100' };

describe('what a typed text becomes', () => {
  test.each([
    ['1.5', '1,5'],
    ['1.234,5', '1.234,5'],
    ['12', '12,0'],
    ['  ', ''],
    ['93,1 %', '93,1'],
  ])('«%s» is shown as «%s»', (typed, text) => {
    expect(readCell(typed, { decimals: 1, percent: true }, vi.problem)).toEqual({ text, problem: null });
  });

  it('keeps what it cannot read, with the reason', () => {
    expect(readCell('12a', cell, vi.problem)).toEqual({ text: '12a', problem: vi.problem.notANumber });
    expect(readCell('120', cell, vi.problem)).toEqual({ text: '120', problem: 'Lớn hơn 100' });
    expect(readCell('-1', cell, vi.problem)).toEqual({ text: '−1', problem: 'Nhỏ hơn 0' });
    expect(readCell('1,5', cell, vi.problem)).toEqual({ text: '1,5', problem: vi.problem.whole });
    expect(readCell('1,55', { decimals: 1 }, vi.problem).problem).toBe(vi.problem.tooPrecise);
    expect(readCell('45 %', { ...cell, percent: false }, vi.problem)).toEqual({ text: '45 %', problem: vi.problem.percent });
    expect(readCell('#REF!', cell, vi.problem)).toEqual({ text: '#REF!', problem: vi.problem.notANumber });
    expect(readCell('05/10/2026', cell, vi.problem)).toEqual({ text: '05/10/2026', problem: vi.problem.notANumber });
    expect(readCell('1,23456', cell, vi.problem).problem).toBe(vi.problem.tooPrecise);
  });

  it('takes one composed line without control characters, and not a book', () => {
    expect(readCell('nga\u0300y\u0000\n2\ud800', cell, vi.problem).text).toBe('ngày 2');
    expect(readCell('9a'.repeat(500_000), cell, vi.problem).text).toHaveLength(200);
  });
});

describe('sentences', () => {
  it('fills names and plurals', () => {
    const english = 'Saving {count, plural, one {# cell} other {# cells}}';
    expect(fill(english, { count: 1 })).toBe('Saving 1 cell');
    expect(fill(english, { count: 3 })).toBe('Saving 3 cells');
    expect(fill(vi.status.saving, { count: 3 })).toBe('Đang lưu 3 ô');
    expect(joined('Đã lưu 14:12', 'Đang lưu 1 ô')).toBe('Đã lưu 14:12, đang lưu 1 ô');
  });
  it('names the day only when it is not today, in Việt Nam', () => {
    const now = Date.parse('2026-10-02T08:00:00Z');
    expect(shortMoment('2026-10-02T07:12:00Z', now)).toBe('14:12');
    expect(shortMoment('2026-10-01T16:59:00Z', now)).toBe('01/10 23:59');
    expect(shortMoment('2026-10-01T17:00:00Z', now)).toBe('00:00');
    expect(shortMoment('', now)).toBe('');
  });
});
