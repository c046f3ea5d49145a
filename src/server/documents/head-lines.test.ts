import { expect, it } from 'vitest';
import { headLines } from './head-lines';

it.each([
  ['SỞ Y TẾ TỈNH AN HÒA', ['SỞ Y TẾ TỈNH AN HÒA']],
  ['BỆNH VIỆN ĐA KHOA TỈNH AN HÒA', ['BỆNH VIỆN ĐA KHOA', 'TỈNH AN HÒA']],
  ['BỆNH VIỆN TRUNG ƯƠNG THÁI NGUYÊN', ['BỆNH VIỆN', 'TRUNG ƯƠNG THÁI NGUYÊN']],
  ['HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG', ['HỘI ĐỒNG', 'THI ĐUA - KHEN THƯỞNG']],
  ['KHOA CHẨN ĐOÁN HÌNH ẢNH – THĂM DÒ CHỨC NĂNG', ['KHOA CHẨN ĐOÁN HÌNH ẢNH –', 'THĂM DÒ CHỨC NĂNG']],
  ['CƠ QUAN CHỦ QUẢN ………', ['CƠ QUAN CHỦ QUẢN ………']],
  ['ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEF', ['ABCDEFGHIJKLMNOPQRSTUVWXYZABCDEF']],
])('%s', (name, lines) => {
  expect(headLines(name, 25)).toEqual(lines);
});
