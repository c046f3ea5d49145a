import { describe, expect, it } from 'vitest';
import { figuresUnderHeirs, readDepartments, readingOf } from './as-now';
import type { DepartmentRow } from './departments';

const department = (id: number, name: string, now: { id: number; name: string } = { id, name }): DepartmentRow => ({
  ...{ id, code: `D${id}`, name, shortName: null, owed: null },
  now: { ...now, code: `D${now.id}`, shortName: null },
});

it('an address reads as it was unless it says now', () => {
  expect([readingOf('now'), readingOf('was'), readingOf(undefined), readingOf(['now'])]).toEqual(['now', 'was', 'was', 'was']);
});

describe('departments', () => {
  // Phòng Y vụ, nay là Phòng Kế hoạch tổng hợp (S0-02); two departments merged into a third
  const rows = [
    department(1, 'Phòng Y vụ', { id: 1, name: 'Phòng Kế hoạch tổng hợp' }),
    department(2, 'Khoa Lao', { id: 4, name: 'Khoa Lao và Bệnh phổi' }),
    department(3, 'Khoa Phổi', { id: 4, name: 'Khoa Lao và Bệnh phổi' }),
    department(5, 'Khoa Nội'),
  ];

  it('as was keep their names of then, with what became of them', () => {
    expect(readDepartments(rows, 'was').map(({ name, becameNow }) => [name, becameNow?.name ?? null])).toEqual([
      ['Phòng Y vụ', 'Phòng Kế hoạch tổng hợp'],
      ['Khoa Lao', 'Khoa Lao và Bệnh phổi'],
      ['Khoa Phổi', 'Khoa Lao và Bệnh phổi'],
      ['Khoa Nội', null],
    ]);
  });

  it('as now stand under the living successor, with what it adds up', () => {
    expect(readDepartments(rows, 'now').map(({ id, name, members, of }) => [id, name, members, of.map((one) => one.name)])).toEqual([
      [1, 'Phòng Kế hoạch tổng hợp', [1], ['Phòng Y vụ']],
      [4, 'Khoa Lao và Bệnh phổi', [2, 3], ['Khoa Lao', 'Khoa Phổi']],
      [5, 'Khoa Nội', [5], []],
    ]);
  });
});

describe('figures under heirs', () => {
  const figure = (departmentId: number, indicatorId: number, value: number, nowId = 9) => ({
    ...{ departmentId, indicatorId, value, nowId, year: 2026, quarter: 1, measure: 'ACTUAL' as const },
  });

  it('add up', () => {
    const read = figuresUnderHeirs([figure(1, 7, 40), figure(2, 7, 60), figure(3, 7, 5, 3)], { id: 7, weightId: null });
    expect(read.map(({ departmentId, value }) => [departmentId, value])).toEqual([
      [9, 100],
      [3, 5],
    ]);
  });

  it('of an average are weighed: 90 of 100 and 94 of 300 answers are 93', () => {
    const read = figuresUnderHeirs([figure(1, 7, 90), figure(1, 8, 100), figure(2, 7, 94), figure(2, 8, 300)], { id: 7, weightId: 8 });
    expect(read.map(({ indicatorId, value }) => [indicatorId, value])).toEqual([
      [7, 93],
      [8, 400],
    ]);
  });

  it('of an average without weights say nothing together', () => {
    expect(figuresUnderHeirs([figure(1, 7, 90), figure(2, 7, 94)], { id: 7, weightId: 8 })).toEqual([]);
    expect(figuresUnderHeirs([figure(1, 7, 90)], { id: 7, weightId: 8 })).toHaveLength(1);
  });
});
