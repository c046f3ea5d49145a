import { describe, expect, it } from 'vitest';
import { isUnmarked, sameName, splitName } from './names';

describe('a name with what stands before it', () => {
  it.each([
    ['TTND.BSCKII Nguyễn Văn An', 'TTND.BSCKII', 'Nguyễn Văn An'],
    ['PGS.TS. Nguyễn Công Hoàng', 'PGS.TS', 'Nguyễn Công Hoàng'],
    ['TS. BS. Lê Văn Sỹ', 'TS.BS', 'Lê Văn Sỹ'],
    ['TS.BS Lê Văn Sỹ', 'TS.BS', 'Lê Văn Sỹ'],
    ['TS.Lê Văn Sỹ', 'TS', 'Lê Văn Sỹ'],
    ['BS CKI Dương Thị Thanh', 'BS CKI', 'Dương Thị Thanh'],
    ['Ông Đinh Văn Hà', 'Ông', 'Đinh Văn Hà'],
    ['Đinh  Thị Thanh Hà', null, 'Đinh Thị Thanh Hà'],
    ['Tạ Bà Sơn', null, 'Tạ Bà Sơn'],
    ['Hà', null, 'Hà'],
  ])('%s', (text, honorifics, fullName) => {
    expect(splitName(text)).toEqual({ honorifics, fullName });
  });
  it('is the same wherever the tone is written, and another with another mark', () => {
    expect(sameName('Lê Thị HOÀ')).toBe(sameName('Lê Thị Hòa'));
    expect(sameName('Nguyễn Thúy'.normalize('NFD'))).toBe(sameName('Nguyễn Thuý'));
    expect(sameName('Lê Thị Hoa')).not.toBe(sameName('Lê Thị Hòa'));
    expect(sameName('Trần Đức')).not.toBe(sameName('Trần Dức'));
  });
  it('knows a name typed without marks', () => {
    expect([isUnmarked('Le Van Sy'), isUnmarked('Lê Văn Sy'), isUnmarked('Đinh An')]).toEqual([true, false, false]);
  });
});
