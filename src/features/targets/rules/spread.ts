import type { Aggregation } from '@/features/indicators/rules';
import { remainder, splitByWeights, splitKind } from './split';

/** By last year's share, or evenly. */
export type Basis = 'lastYear' | 'even';

/** How the form proposes shares: how departments stand to each other, how the quarters of one do, and whether only blank cells are filled. */
export type Spread = { departments: Basis; quarters: Basis; blanksOnly: boolean };

export type SpreadCell = {
  /** The department exists in this quarter, and the decision reaches it; else it stays as it is. */
  open: boolean;
  /** Last year's result of the same department and quarter. */
  lastYear: number | null;
  /** What the cell holds now. */
  share: string | null;
  /** Typed or pasted by hand: a proposal goes around it. */
  isHeld: boolean;
};

const known = (row: readonly SpreadCell[]) => row.map(({ lastYear }) => lastYear).filter((value) => value !== null);
const mean = (values: readonly number[]) => values.reduce((total, value) => total + value, 0) / values.length;

/**
 * Departments that last year says nothing about, by place: new ones. A proposal by last year leaves them blank, to be typed by hand,
 * unless nobody has a last year.
 */
export function withoutLastYear(rows: readonly (readonly SpreadCell[])[]): number[] {
  return rows.flatMap((row, index) => (row.some(({ open }) => open) && known(row).length === 0 ? [index] : []));
}

/**
 * What each cell weighs; null where nothing is to be proposed. A quarter in which a department had no result last year (it began in
 * July) counts as the mean of those that it had. Evenly by department and quarter is evenly by cell.
 */
function weights(rows: readonly (readonly SpreadCell[])[], { departments, quarters }: Spread): (number | null)[][] {
  const strangers = new Set(withoutLastYear(rows));
  if (strangers.size === rows.filter((row) => row.some(({ open }) => open)).length) return rows.map((row) => row.map(() => 1));
  const season = [0, 1, 2, 3].map((quarter) => rows.reduce((total, row) => total + Math.max(0, row[quarter]?.lastYear ?? 0), 0));
  return rows.map((row, index) => {
    const isStranger = strangers.has(index);
    if (departments === 'even' && quarters === 'even') return row.map(() => 1);
    if (departments === 'lastYear' && isStranger) return row.map(() => null);
    const results = row.map(({ lastYear }, quarter) => (isStranger ? (season[quarter] ?? 0) : Math.max(0, lastYear ?? mean(known(row)))));
    const open = results.filter((_, quarter) => row[quarter]?.open);
    const whole = open.reduce((total, value) => total + value, 0);
    return results.map((value) => {
      const byQuarter = quarters === 'even' ? whole / open.length : value;
      if (departments === 'lastYear') return byQuarter;
      return whole > 0 ? (byQuarter / whole) * open.length : 1;
    });
  });
}

/**
 * Proposed shares, department × quarter, for a value in the indicator's unit: what is held by hand stays, and the rest of the value is
 * divided over the other open cells so that all of them add up to it exactly. SUM is divided over all quarters at once; LAST over the
 * departments of each quarter; a limit is repeated. Where more is held than there is to give, nothing changes.
 */
export function spread(
  how: Spread,
  aggregation: Aggregation,
  value: string,
  rows: readonly (readonly SpreadCell[])[],
  decimals: number,
): (string | null)[][] {
  const result = rows.map((row) => row.map(({ share }) => share));
  const kind = splitKind(aggregation);
  const byCell = weights(rows, kind === 'last' ? { ...how, quarters: how.departments } : how);
  const isFree = ({ open, share, isHeld }: SpreadCell) => open && (how.blanksOnly ? share === null : !isHeld || share === null);
  for (const group of kind === 'last' ? [[0], [1], [2], [3]] : [[0, 1, 2, 3]]) {
    const places = rows.flatMap((row, index) =>
      row.flatMap((cell, quarter) => (group.includes(quarter) ? [{ index, quarter, cell, weight: byCell[index]?.[quarter] ?? null }] : [])),
    );
    const free = places.filter(({ cell }) => isFree(cell));
    const held = places.filter(({ cell }) => !isFree(cell)).map(({ cell }) => cell.share);
    const toDivide = kind === 'limit' ? value : remainder(value, held);
    if (kind !== 'limit' && toDivide.startsWith('-')) continue;
    // a stranger is left blank for a hand to fill; a limit is for everybody
    const takers = kind === 'limit' ? free : free.filter(({ weight }) => weight !== null);
    const parts =
      kind === 'limit'
        ? takers.map(() => value)
        : splitByWeights(
            toDivide,
            takers.map(({ weight }) => weight),
            decimals,
          );
    for (const { index, quarter } of free) put(index, quarter, null);
    takers.forEach(({ index, quarter }, place) => {
      put(index, quarter, parts[place] ?? null);
    });
  }
  return result;

  function put(index: number, quarter: number, share: string | null): void {
    const row = result[index];
    if (row) row[quarter] = share;
  }
}
