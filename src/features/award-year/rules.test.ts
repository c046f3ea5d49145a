import { describe, expect, it } from 'vitest';
import { departmentTable, type YearCount, yearTable } from './rules';

const of = (year: number | null, level: YearCount['level'], more: Partial<YearCount> = {}): YearCount => ({
  ...{ year, level, isCollective: false, count: 1, uncounted: 0, money: 0 },
  ...more,
});

describe('awards by level and year', () => {
  it('keeps people and collectives apart, the highest level first, and shows earlier and undated ones only where there are any', () => {
    const counts = [
      of(2025, 'GRASSROOTS', { count: 36, money: 27_000_000 }),
      of(2025, 'GRASSROOTS', { isCollective: true, count: 4, money: 8_100_000 }),
      of(2024, 'STATE', { count: 2 }),
    ];
    const table = yearTable(counts, 2025, 3);
    expect(table.years).toEqual([2025, 2024, 2023]);
    expect(table.rows.map(({ level, isCollective }) => `${level} ${isCollective}`)).toEqual([
      'STATE false',
      'GRASSROOTS false',
      'GRASSROOTS true',
    ]);
    expect(table.rows.map((row) => row.counts.map(({ count }) => count))).toEqual([
      [0, 2, 0],
      [36, 0, 0],
      [4, 0, 0],
    ]);
    expect(table.money).toEqual([35_100_000, 0, 0]);
    expect(yearTable([...counts, of(0, 'STATE'), of(null, 'GRASSROOTS')], 2025, 1).years).toEqual([2025, 0, null]);
  });
  it('case 8: «nhiều bằng khen» is beside the sum and never in it', () => {
    const [row] = yearTable([of(null, 'PROVINCE_MINISTRY', { count: 4, uncounted: 1 })], 2025, 1).rows;
    expect(row?.counts).toEqual([
      { count: 0, uncounted: 0 },
      { count: 4, uncounted: 1 },
    ]);
  });
});

describe('titles by department', () => {
  const cell = (code: string, departmentId: number | null, department: string | null, count: number, isCollective = false) => ({
    ...{ code, title: code, isCollective, departmentId, department, count },
  });
  it('orders departments the Vietnamese way, what has none last, and adds up both ways', () => {
    const table = departmentTable([
      cell('CSTDCS', 2, 'Ngoại', 3),
      cell('CSTDCS', 1, 'Đào tạo', 1),
      cell('LDTT', null, null, 5),
      cell('LDTT', 2, 'Ngoại', 20),
    ]);
    expect(table.titles.map(({ code, sum }) => [code, sum])).toEqual([
      ['CSTDCS', 4],
      ['LDTT', 25],
    ]);
    expect(table.rows.map(({ department, counts, sum }) => [department, counts, sum])).toEqual([
      ['Đào tạo', [1, 0], 1],
      ['Ngoại', [3, 20], 23],
      [null, [0, 5], 5],
    ]);
  });
  it('counts people and collectives of one title apart', () => {
    const table = departmentTable([cell('GK', 1, 'Nội', 1, true), cell('GK', 1, 'Nội', 4), cell('LDTT', 1, 'Nội', 20)]);
    expect(table.titles.map(({ code, isCollective, isBoth, sum }) => [code, isCollective, isBoth, sum])).toEqual([
      ['GK', true, true, 1],
      ['GK', false, true, 4],
      ['LDTT', false, false, 20],
    ]);
    expect(table.rows).toMatchObject([{ counts: [1, 4, 20], sum: 25 }]);
  });
  it('is empty without awards', () => {
    expect(departmentTable([])).toEqual({ titles: [], rows: [] });
  });
});
