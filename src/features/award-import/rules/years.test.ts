import { expect, it } from 'vitest';
import { readYears } from './years';

it.each([
  ['2009', null, { from: 2009, to: 2009 }],
  ['2013', '2017', { from: 2013, to: 2017 }],
  ['2013–2017', null, { from: 2013, to: 2017 }],
  ['2013 - 2017', null, { from: 2013, to: 2017 }],
  ['năm 2013', null, { from: 2013, to: 2013 }],
  [null, null, 'unknown'],
  ['không rõ', null, 'unknown'],
  ['Không rõ', 'khong ro', 'unknown'],
  ['không rõ', '2005', { at: 'yearFrom', why: 'half' }],
  ['2005', 'không rõ', { at: 'yearTo', why: 'half' }],
  ['2013–2017', '2018', { at: 'yearTo', why: 'half' }],
  ['thập niên 60', null, { at: 'yearFrom', why: 'notAYear' }],
  ['2013', '17', { at: 'yearTo', why: 'notAYear' }],
  ['1944', null, { at: 'yearFrom', why: 'outOfRange' }],
  ['2027', null, { at: 'yearFrom', why: 'outOfRange' }],
  ['2020', '2019', { at: 'yearTo', why: 'order' }],
])('years «%s», «%s»', (from, to, read) => {
  expect(readYears(from, to, 2026)).toEqual(read);
});
