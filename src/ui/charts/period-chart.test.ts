import { describe, expect, it } from 'vitest';
import { asTable, drawnHeight, inWords, misses, type PeriodSeries, paceTone, strength } from './period-chart';

const words = {
  period: 'Kỳ',
  actual: 'thực hiện',
  target: 'kế hoạch',
  previous: '2024',
  pace: 'lệch nhịp',
  today: 'hôm nay',
  todayHead: 'Hôm nay đáng lẽ',
  numbers: 'Xem số liệu',
  outside: 'ngoài kỳ',
};
const revenue: PeriodSeries = {
  points: [
    { label: 'Quý III', actual: 195.2, target: 210, previous: 201.3, pace: -8.9 },
    { label: 'Quý IV', actual: null, target: 210 },
  ],
  unit: 'tỷ đồng',
  decimals: 1,
  words,
};

describe('a series over periods', () => {
  it('says its numbers in one sentence, and says when there is none', () => {
    expect(inWords(revenue)).toBe(
      'tỷ đồng. Quý III: thực hiện 195,2, kế hoạch 210,0, 2024 201,3, lệch nhịp −8,9; Quý IV: thực hiện –, kế hoạch 210,0',
    );
  });

  it('gives the same figures as a table, without empty columns', () => {
    expect(asTable(revenue).rows).toEqual([
      ['Quý III', '195,2', '210,0', '201,3', '−8,9'],
      ['Quý IV', '–', '210,0', '–', '–'],
    ]);
    const bare = asTable({ ...revenue, points: [{ label: 'Quý I', actual: 3 }], decimals: 0 });
    expect(bare.heads).toEqual(['Kỳ', 'thực hiện']);
    expect(bare.rows).toEqual([['Quý I', '3']]);
  });

  it('says of a quarter beside the span that it is outside, and draws it pale', () => {
    const half: PeriodSeries = {
      ...revenue,
      points: [
        { label: 'Quý II', actual: 3 },
        { label: 'Quý III', actual: 4, isOutside: true },
      ],
      decimals: 0,
    };
    expect(inWords(half)).toBe('tỷ đồng. Quý II: thực hiện 3; Quý III (ngoài kỳ): thực hiện 4');
    expect(asTable(half).rows).toEqual([
      ['Quý II', '3'],
      ['Quý III (ngoài kỳ)', '4'],
    ]);
    expect(half.points.map(strength)).toEqual([undefined, 0.3]);
  });

  it('judges by the direction, and not at all without a plan or a value', () => {
    expect(misses({ label: '', actual: 195.2, target: 210 })).toBe(true);
    expect(misses({ label: '', actual: 6.5, target: 6.8 }, true)).toBe(false);
    expect(misses({ label: '', actual: 6.9, target: 6.8 }, true)).toBe(true);
    expect(misses({ label: '', actual: null, target: 210 })).toBe(false);
    expect(misses({ label: '', actual: 5 })).toBe(false);
  });

  it('colours a running difference by the direction too', () => {
    expect(paceTone(4.1)).toBe('t-pri');
    expect(paceTone(-8.9)).toBe('t-miss');
    expect(paceTone(-8.9, true)).toBe('t-pri');
    expect(paceTone(0)).toBeUndefined();
  });

  it('needs a second row only for a running difference', () => {
    expect(drawnHeight(revenue.points)).toBe(200);
    expect(drawnHeight([{ label: 'Quý I', actual: 3 }])).toBe(176);
  });
});
