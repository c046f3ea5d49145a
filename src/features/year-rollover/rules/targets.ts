import { QUARTERS, type Quarter } from '@/domain/period';
import type { Aggregation, Direction } from '@/features/indicators/rules';
import { splitByWeights, splitKind, sum } from '@/features/targets/rules/split';

const ONE = 10_000n;
const HUNDRED = 100n * ONE;

/** A canonical decimal in ten-thousandths. */
function exact(canonical: string): bigint {
  const [whole = '0', fraction = ''] = canonical.replace('-', '').split('.');
  const size = BigInt(whole) * ONE + BigInt(fraction.padEnd(4, '0').slice(0, 4));
  return canonical.startsWith('-') ? -size : size;
}

/**
 * A value moved by so many per cent, rounded half away from zero to the indicator's decimals: 1.001 lượt + 5 % is 1.051, not 1.051,05.
 * Both are canonical decimals; worked out exactly.
 */
export function movedBy(value: string, percent: string, decimals: number): string {
  const scaled = exact(value) * (HUNDRED + exact(percent));
  const step = HUNDRED * 10n ** BigInt(4 - decimals);
  const size = scaled < 0n ? -scaled : scaled;
  const steps = (size + step / 2n) / step;
  const digits = String(steps).padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`.replace(/\.?0+$/, '');
  return scaled < 0n && steps !== 0n ? `-${text}` : text;
}

/** Whether a percentage means anything for a target: ratios, averages and ranges are levels, and are taken over as they are. */
export function isMovable({ aggregation, direction }: { aggregation: Aggregation; direction: Direction }): boolean {
  return splitKind(aggregation) !== 'limit' && direction !== 'RANGE';
}

export type Cell = { departmentId: number; quarter: Quarter; value: string };

/**
 * This year's shares (`cells`, held next year by `heirs`) as shares of another value. A sum is divided over its cells in their
 * proportions, a stock over the departments of each quarter, so that both add up exactly wherever they did before, also when a
 * department is gone without an heir; levels are repeated. Shares that did not add up keep their proportion to the target.
 */
export function sharesNextYear(
  target: { aggregation: Aggregation; value: string; decimals: number },
  cells: readonly Cell[],
  heirs: readonly Cell[],
  percent: string,
  next: string,
): Cell[] {
  const { aggregation, value, decimals } = target;
  const kind = splitKind(aggregation);
  if (kind === 'limit') return [...heirs];
  const groups: ((cell: Cell) => boolean)[] =
    kind === 'sum' ? [() => true] : QUARTERS.map((quarter) => (cell: Cell) => cell.quarter === quarter);
  return groups.flatMap((belongs) => {
    const [before, group] = [cells.filter(belongs), heirs.filter(belongs)];
    const total = sum(before.map((cell) => cell.value));
    const parts = splitByWeights(
      total === value ? next : movedBy(total, percent, decimals),
      group.map((cell) => Number(cell.value)),
      decimals,
    );
    return group.map((cell, place) => ({ ...cell, value: parts[place] ?? '0' }));
  });
}

/**
 * Shares under the departments that exist in the coming year: `placed` says who holds a department's share in a quarter (itself, its
 * principal successor) or null when nobody does. What meets in one cell is added; of levels the holder's own stays.
 */
export function sharesUnderHeirs(
  aggregation: Aggregation,
  cells: readonly Cell[],
  placed: (departmentId: number, quarter: Quarter) => number | null,
): { cells: Cell[]; moved: number[]; dropped: number[] } {
  const isLevel = splitKind(aggregation) === 'limit';
  const under = new Map<string, Cell>();
  const [moved, dropped] = [new Set<number>(), new Set<number>()];
  // the holders' own cells first, so that an heir's level stands before the one it takes over
  const ordered = [...cells].sort(
    (one, other) =>
      Number(placed(one.departmentId, one.quarter) !== one.departmentId) -
      Number(placed(other.departmentId, other.quarter) !== other.departmentId),
  );
  for (const cell of ordered) {
    const holder = placed(cell.departmentId, cell.quarter);
    if (holder === null) {
      dropped.add(cell.departmentId);
      continue;
    }
    if (holder !== cell.departmentId) moved.add(cell.departmentId);
    const key = `${holder}/${cell.quarter}`;
    const there = under.get(key);
    if (there && isLevel) continue;
    under.set(key, { departmentId: holder, quarter: cell.quarter, value: there ? sum([there.value, cell.value]) : cell.value });
  }
  const rows = [...under.values()].sort((one, other) => one.departmentId - other.departmentId || one.quarter - other.quarter);
  return { cells: rows, moved: [...moved], dropped: [...dropped] };
}
