import { describe, expect, it } from 'vitest';
import { isByHand, isWritable, openingText, propose, readShare, type SplitRow } from './split-share';

const row: SplitRow = {
  departmentId: 7,
  name: 'Khoa Nội',
  group: 'Khoa lâm sàng',
  open: [true, true, true, false],
  fixed: [true, false, false, false],
  shares: ['100', '1234.5', null, null],
  lastYear: [1, 2, 3, 4],
  lastYearTotal: 10,
  former: ['90', '1200', null, null],
};

describe('a cell of a split', () => {
  it('shows the version in force in a quarter that is over, and the draft in the others', () => {
    expect([0, 1, 2].map((column) => openingText(row, column, 1))).toEqual(['90,0', '1.234,5', '']);
    expect([0, 1, 2, 3].map((column) => isWritable(row, column))).toEqual([false, true, true, false]);
  });
  it('reads what a share may be', () => {
    expect(readShare('1.234', 0)).toEqual({ value: '1234', problem: null });
    expect(['1,5', '-1', 'nhiều', '1'.repeat(16)].map((text) => readShare(text, 0).problem)).toEqual([
      'tooPrecise',
      'negative',
      'notANumber',
      'tooLarge',
    ]);
    expect(readShare('', 0)).toEqual({ value: null, problem: null });
  });
  it('is held by hand unless a program put its text there, then or earlier', () => {
    const first = propose(new Set(), [{ id: 'a', text: '10' }]);
    const second = propose(first, [{ id: 'a', text: '20' }]);
    expect(isByHand(second, 'a', '10')).toBe(false);
    expect(isByHand(second, 'a', '15')).toBe(true);
    expect(isByHand(second, 'b', '10')).toBe(true);
    expect(isByHand(second, 'a', '')).toBe(false);
  });
});
