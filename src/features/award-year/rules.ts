import { compareText } from '@/domain/text';

/** Cấp, the highest first. */
export const AWARD_LEVELS = ['STATE', 'PROVINCE_MINISTRY', 'GRASSROOTS', 'OTHER'] as const;
export type AwardLevel = (typeof AWARD_LEVELS)[number];

/** Awards of a year of merit: 0 for what came before the years looked at, null without a year. `money` in đồng; `uncounted` in lines. */
export type YearCount = {
  year: number | null;
  level: AwardLevel;
  isCollective: boolean;
  count: number;
  uncounted: number;
  money: number;
};

export type LevelRow = { isCollective: boolean; level: AwardLevel; counts: { count: number; uncounted: number }[] };
export type YearTable = {
  /** The years of the columns, the latest first; then 0 for earlier ones and null for those without a year, where there are any. */
  years: (number | null)[];
  /** People first, then collectives; only levels that occur. */
  rows: LevelRow[];
  /** đồng, by column. */
  money: number[];
};

/** Level × year, people and collectives apart; «nhiều» stands beside a sum and is never in it (domain.md A, S0-23). */
export function yearTable(counts: readonly YearCount[], year: number, years: number): YearTable {
  const before = [0, null].filter((one) => counts.some((count) => count.year === one));
  const columns = [...Array.from({ length: years }, (_, back) => year - back), ...before];
  const rows = [false, true].flatMap((isCollective) =>
    AWARD_LEVELS.filter((level) => counts.some((one) => one.level === level && one.isCollective === isCollective)).map((level) => ({
      isCollective,
      level,
      counts: columns.map((column) => {
        const found = counts.find((one) => one.year === column && one.level === level && one.isCollective === isCollective);
        return { count: found?.count ?? 0, uncounted: found?.uncounted ?? 0 };
      }),
    })),
  );
  const money = columns.map((column) => counts.reduce((sum, one) => (one.year === column ? sum + one.money : sum), 0));
  return { years: columns, rows, money };
}

export type Cell = {
  code: string;
  title: string;
  isCollective: boolean;
  departmentId: number | null;
  department: string | null;
  count: number;
};
export type DepartmentTable = {
  /** `isBoth` where people and collectives have it: they stand in two columns. */
  titles: { key: string; code: string; title: string; isCollective: boolean; isBoth: boolean; sum: number }[];
  rows: { departmentId: number | null; department: string | null; counts: number[]; sum: number }[];
};

const keyOf = ({ code, isCollective }: Pick<Cell, 'code' | 'isCollective'>) => `${code} ${isCollective ? 'collectives' : 'people'}`;

/** Department × title of a year, people and collectives of one title apart; what has no department comes last. */
export function departmentTable(cells: readonly Cell[]): DepartmentTable {
  const firsts = [...new Map(cells.map((cell) => [keyOf(cell), cell])).values()];
  const titles = firsts.map(({ code, title, isCollective }) => {
    const key = keyOf({ code, isCollective });
    const isBoth = firsts.some((one) => one.code === code && one.isCollective !== isCollective);
    return { key, code, title, isCollective, isBoth, sum: cells.reduce((sum, cell) => (keyOf(cell) === key ? sum + cell.count : sum), 0) };
  });
  const known = new Map<number | null, string | null>();
  for (const { departmentId, department } of cells) known.set(departmentId, department);
  const rows = [...known]
    .sort(([one, nameOne], [other, nameOther]) =>
      one === null ? 1 : other === null ? -1 : compareText(nameOne ?? '', nameOther ?? '') || one - other,
    )
    .map(([departmentId, department]) => {
      const counts = titles.map(({ key }) => cells.find((cell) => keyOf(cell) === key && cell.departmentId === departmentId)?.count ?? 0);
      return { departmentId, department, counts, sum: counts.reduce((sum, count) => sum + count, 0) };
    });
  return { titles, rows };
}
