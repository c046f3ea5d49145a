import { describe, expect, it } from 'vitest';
import { formatDay, readDay } from './date';

describe('a typed date', () => {
  const read = (text: string) => readDay(text, 2026);
  it.each([
    ['5/10/2026', '2026-10-05'],
    ['05/10/2026', '2026-10-05'],
    ['29-12', '2026-12-29'],
    ['13/7', '2026-07-13'],
    ['5.10.26', '2026-10-05'],
    ['5 10 2026', '2026-10-05'],
    [' 05 / 10 / 2026 ', '2026-10-05'],
    ['05102026', '2026-10-05'],
    ['2026-10-05', '2026-10-05'],
    ['29/02/2024', '2024-02-29'],
  ])('%s is %s: the day stands before the month', (text, day) => expect(read(text)).toBe(day));
  it.each([
    '31/02/2026',
    '29/02/2026',
    '10/13/2026',
    '0/1/2026',
    '5/10/202',
    '1/1/0001',
    'mai',
    '',
    '5',
    '5/10/2026/1',
    '2026-13-01',
    '²/10/2026',
  ])('«%s» is no day', (text) => expect(read(text)).toBeNull());
  it('is written as it is read', () => {
    expect(formatDay('2026-10-05')).toBe('05/10/2026');
    expect(formatDay('mai')).toBe('mai');
  });
});
