import { describe, expect, it } from 'vitest';
import { checkbox, dayInput, decimal, id, line, optionalDecimal, optionalId, optionalLine, prose, rowVersion, yearInput } from './input';

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
  it('reads years and versions that the database can keep', () => {
    expect([yearInput.parse('2026'), yearInput.parse(2026)]).toEqual([2026, 2026]);
    for (const bad of ['', '1999', '2101', ['2026'], true, '0x7ea', 2026.5]) expect(yearInput.safeParse(bad).success).toBe(false);
    expect(rowVersion.safeParse(2_147_483_647).success).toBe(false);
  });
  it('reads days that there are', () => {
    for (const bad of ['2026-02-31', '31/01/2026', '1899-12-31', '2201-01-01', '']) expect(dayInput.safeParse(bad).success).toBe(false);
  });
});

describe('text input', () => {
  it('becomes NFC and single-spaced', () => {
    expect(line().parse('  Nguyễn   Văn '.normalize('NFD'))).toBe('Nguyễn Văn');
    expect(prose().parse('a\r\nb')).toBe('a\nb');
    expect([prose().parse('   '), optionalLine().parse('\u200b ')]).toEqual([null, null]);
  });
  it('is measured as it is kept, not as a machine decomposed it', () => {
    const name = 'ế'.repeat(200);
    expect(line(200).parse(name.normalize('NFD'))).toBe(name);
    expect(line(200).safeParse(`${name}ế`.normalize('NFD')).success).toBe(false);
  });
  it('loses what nobody sees: two names that look alike are alike', () => {
    expect(line().parse('\u202eKhoa\u200b Nội\ufeff')).toBe('Khoa Nội');
  });
  it('refuses what the database or the reader cannot take', () => {
    for (const bad of ['', '   ', '\u200b', 'a\u0000b', 'a\ud800b', 'x'.repeat(201), { not: '' }, ['x']])
      expect(line().safeParse(bad).success).toBe(false);
  });
});
