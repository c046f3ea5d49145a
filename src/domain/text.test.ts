import { describe, expect, it } from 'vitest';
import { compareText, fold, line, prose, visible } from './text';

describe('folding', () => {
  it('takes off marks and đ', () => {
    expect(fold('  Phòng  Y vụ ')).toBe('phong y vu');
    expect(fold('Khoa Ngoại Lồng ngực')).toBe('khoa ngoai long nguc');
    expect(fold('ĐIỀU DƯỠNG')).toBe('dieu duong');
    expect(fold('Nguyễn'.normalize('NFD'))).toBe(fold('Nguyễn'));
  });
});

describe('order', () => {
  it('is Vietnamese (case 20 of domain.md K, given names)', () => {
    expect(['Thanh', 'Sỹ', 'Hoàng', 'Hà', 'Dũng'].sort(compareText)).toEqual(['Dũng', 'Hà', 'Hoàng', 'Sỹ', 'Thanh']);
    expect(['Đông', 'Dương', 'Ăn', 'An', 'Ân'].sort(compareText)).toEqual(['An', 'Ăn', 'Ân', 'Dương', 'Đông']);
  });
});

describe('text input', () => {
  it('becomes NFC and single-spaced', () => {
    expect(line().parse('  Nguyễn   Văn '.normalize('NFD'))).toBe('Nguyễn Văn');
    expect(prose().parse('a\r\nb')).toBe('a\nb');
    expect(prose().parse('   ')).toBeNull();
  });
  it('drops what cannot be seen from what is kept as it is', () => {
    expect(visible('a\u0000b\ud800 khoảng'.normalize('NFD'))).toBe('ab khoảng');
    expect(visible('dòng 1\ndòng 2')).toBe('dòng 1\ndòng 2');
  });
  it('refuses what the database or the reader cannot take', () => {
    for (const bad of ['', '   ', 'a\u0000b', 'a\ud800b', 'x'.repeat(201), { not: '' }, ['x']])
      expect(line().safeParse(bad).success).toBe(false);
  });
});
