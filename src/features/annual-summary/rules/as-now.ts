import type { QuarterFigure } from './department-year';
import type { DepartmentRow } from './departments';

/** Như đã báo cáo: departments and names of the time. Như hiện nay: sums under the living principal successor. Figures never move. */
export const READINGS = ['was', 'now'] as const;
export type Reading = (typeof READINGS)[number];

/** `?as=now`; anything else is as it was. */
export function readingOf(text: unknown): Reading {
  return text === 'now' ? 'now' : 'was';
}

/** The reading as an address says it: as it was is said by nothing. */
export function asOf(reading: Reading): 'now' | undefined {
  return reading === 'now' ? 'now' : undefined;
}

type Named = { code: string; name: string };

/** Departments of a year as one reads them: `of` is what a row adds up when that is not just itself, `now` what became of it. */
export type ReadDepartment = DepartmentRow & { members: number[]; of: Named[]; becameNow: Named | null };

/**
 * As was: each department of the time with its name of then, and what it is called now when that differs. As now: one row per living
 * successor, which gathers the departments whose past it reads. The report that is owed is the successor's own, or that of the first it gathers.
 */
export function readDepartments(departments: readonly DepartmentRow[], reading: Reading): ReadDepartment[] {
  if (reading === 'was') {
    return departments.map((row) => ({
      ...row,
      members: [row.id],
      of: [],
      becameNow: row.now.id === row.id && row.now.name === row.name ? null : { code: row.now.code, name: row.now.name },
    }));
  }
  const groups = new Map<number, DepartmentRow[]>();
  for (const row of departments) groups.set(row.now.id, [...(groups.get(row.now.id) ?? []), row]);
  return [...groups.values()].flatMap((rows): ReadDepartment[] => {
    const [first] = rows;
    if (!first) return [];
    const { now } = first;
    const own = rows.find(({ id }) => id === now.id);
    const isItself = rows.length === 1 && own?.name === now.name;
    return [
      {
        ...now,
        now,
        owed: (own ?? first).owed,
        members: rows.map(({ id }) => id),
        of: isItself ? [] : rows.map(({ code, name }) => ({ code, name })),
        becameNow: null,
      },
    ];
  });
}

type HeldFigure = QuarterFigure & { nowId: number };

/**
 * Figures under the departments that read them now: counts and stocks of one cell add up, an average is weighed by its weight (where
 * the weight is missing it counts nothing beside others). Values in the indicator's unit.
 */
export function figuresUnderHeirs(
  figures: readonly HeldFigure[],
  { id, weightId }: { id: number; weightId: number | null },
): QuarterFigure[] {
  const cells = new Map<string, HeldFigure[]>();
  for (const figure of figures) {
    const { nowId, indicatorId, year, quarter, measure } = figure;
    const key = [nowId, indicatorId, year, quarter, measure].join('/');
    cells.set(key, [...(cells.get(key) ?? []), figure]);
  }
  const weightOf = (one: HeldFigure) =>
    figures.find(
      (row) =>
        row.indicatorId === weightId &&
        row.departmentId === one.departmentId &&
        row.year === one.year &&
        row.quarter === one.quarter &&
        row.measure === one.measure,
    )?.value ?? 0;
  return [...cells.values()].flatMap((rows): QuarterFigure[] => {
    const [first] = rows;
    if (!first) return [];
    const { nowId: departmentId, indicatorId, year, quarter, measure } = first;
    const place = { departmentId, indicatorId, year, quarter, measure };
    if (weightId === null || indicatorId !== id || rows.length === 1)
      return [{ ...place, value: rows.reduce((sum, { value }) => sum + value, 0) }];
    const weight = rows.reduce((sum, row) => sum + weightOf(row), 0);
    return weight === 0 ? [] : [{ ...place, value: rows.reduce((sum, row) => sum + row.value * weightOf(row), 0) / weight }];
  });
}
