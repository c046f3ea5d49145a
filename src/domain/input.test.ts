import { describe, expect, it } from 'vitest';
import { checkbox, decimal, id, optionalDecimal, optionalId } from './input';

describe('input', () => {
  it('reads ids from forms and JSON only', () => {
    expect([id.parse('7'), id.parse(7)]).toEqual([7, 7]);
    for (const bad of ['', '0', '-1', '1.5', 1.5, [5], { not: '' }, null, true, '99999999999', 'abc', Number.NaN])
      expect(id.safeParse(bad).success).toBe(false);
    expect([optionalId.parse(''), optionalId.parse(null), optionalId.parse('3')]).toEqual([null, null, 3]);
  });
  it('reads numbers the Vietnamese way', () => {
    expect([decimal.parse('1.234,5'), decimal.parse('1.5'), decimal.parse(12), decimal.parse(1.234)]).toEqual([
      '1234.5',
      '1.5',
      '12',
      '1.234',
    ]);
    for (const bad of ['', 'abc', [1], { gt: 1 }]) expect(decimal.safeParse(bad).success).toBe(false);
    expect(optionalDecimal.parse('')).toBeNull();
  });
  it('takes an absent checkbox as unchecked', () => {
    expect([checkbox.parse(undefined), checkbox.parse('on'), checkbox.parse(true)]).toEqual([false, true, true]);
  });
});
