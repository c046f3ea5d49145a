import { expect, it } from 'vitest';
import { isSameAuthority } from './authority';

it('one authority is one however it is written, and nobody named is the hospital', () => {
  const hospital = 'Bệnh viện Đa khoa tỉnh An Hòa';
  for (const said of [null, '', ' ', 'BỆNH VIỆN ĐA KHOA TỈNH AN HÒA', 'benh vien da khoa tinh an hoa', 'Giám đốc Bệnh viện'])
    expect(isSameAuthority(said, hospital, hospital), String(said)).toBe(true);
  expect(isSameAuthority('Bộ Y tế', 'bộ y tế', hospital)).toBe(true);
  expect(isSameAuthority('Bộ Y tế', null, hospital)).toBe(false);
  expect(isSameAuthority('Sở Y tế', 'Bộ Y tế', hospital)).toBe(false);
});
