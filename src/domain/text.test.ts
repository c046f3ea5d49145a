import { describe, expect, it } from 'vitest';
import { beginning, compareText, containing, fold, holdsWords, opensWith, visible, wordsOf } from './text';

describe('folding', () => {
  it('takes off marks and đ', () => {
    expect(fold('  Phòng  Y vụ ')).toBe('phong y vu');
    expect(fold('Khoa Ngoại Lồng ngực')).toBe('khoa ngoai long nguc');
    expect(fold('ĐIỀU DƯỠNG')).toBe('dieu duong');
    expect(fold('Nguyễn'.normalize('NFD'))).toBe(fold('Nguyễn'));
  });
});

describe('a name and its unit', () => {
  it('says the unit once', () => {
    expect(opensWith('Lượt khám bệnh', 'lượt')).toBe(true);
    expect(opensWith('Đề tài, sáng kiến cấp cơ sở', 'đề tài')).toBe(true);
    expect(opensWith('Cán bộ cử đi học', 'ca')).toBe(false);
    expect(opensWith('Thu viện phí', 'triệu đồng')).toBe(false);
    expect(opensWith('Tỷ lệ mổ đẻ', '%')).toBe(false);
  });
});

describe('order', () => {
  it('is Vietnamese (case 20 of domain.md K, given names)', () => {
    expect(['Thanh', 'Sỹ', 'Hoàng', 'Hà', 'Dũng'].sort(compareText)).toEqual(['Dũng', 'Hà', 'Hoàng', 'Sỹ', 'Thanh']);
    expect(['Đông', 'Dương', 'Ăn', 'An', 'Ân'].sort(compareText)).toEqual(['An', 'Ăn', 'Ân', 'Dương', 'Đông']);
  });
});

describe('texts', () => {
  it('drop what cannot be seen from what is kept as it is', () => {
    expect(visible('a\u0000b\ud800 khoảng'.normalize('NFD'))).toBe('ab khoảng');
    expect(visible('dòng 1\ndòng 2')).toBe('dòng 1\ndòng 2');
  });
  it('are never cut inside a character', () => {
    expect([beginning('ab😀', 3), beginning('ab😀', 4), beginning('abc', 9)]).toEqual(['ab', 'ab😀', 'abc']);
  });
});

describe('a text that is searched', () => {
  it('holds the words in any order, without marks; nothing asked is held by all', () => {
    expect(holdsWords('Khoa Cấp cứu và can thiệp tim mạch CCTM', 'tim cap cuu')).toBe(true);
    expect(holdsWords('Khoa Đột quỵ DQ', 'dot quy')).toBe(true);
    expect(holdsWords('Khoa Đột quỵ DQ', 'đột tim')).toBe(false);
    expect(holdsWords('Khoa Nhi', '  ')).toBe(true);
  });
});

describe('words of a search', () => {
  it('are at most eight, without what the database cannot take', () => {
    expect(wordsOf('a b c d e f g h i j')).toHaveLength(8);
    expect(wordsOf('Phòng\u0000Y \ud800vụ')).toEqual(['phong', 'y', 'vu']);
    expect(wordsOf(`${'x'.repeat(99)}😀`)).toEqual(['x'.repeat(99)]);
  });
  it('are no patterns', () => {
    expect(containing('100%_\\')).toBe('%100\\%\\_\\\\%');
  });
});
