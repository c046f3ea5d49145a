import type { RatedLevel } from '@/features/rating-rules/rules/levels';

/** A column of the matrix: a year as a whole (`quarter` 0) or a quarter, with the names that its levels had then. */
export type MatrixSpan = { year: number; quarter: number };

/** One rating of one cell, as it is read. `level` null: not decided yet, or not rated. */
export type MatrixRating = MatrixSpan & {
  partyBodyId: number;
  code: string;
  name: string;
  /** Whether the cell exists in the year that is looked at. */
  isCurrent: boolean;
  /** null in a row that only says that the cell exists. */
  campaignId: number | null;
  level: RatedLevel | null;
  /** As that year's rules have it: «HTXSNV» and «Hoàn thành xuất sắc nhiệm vụ»; '' without a level. */
  short: string;
  label: string;
  isDecided: boolean;
};

export type MatrixCell = Pick<MatrixRating, 'level' | 'short' | 'label' | 'isDecided'>;
export type MatrixRow = {
  partyBodyId: number;
  code: string;
  name: string;
  isCurrent: boolean;
  /** In the order of the spans; null where the cell has no rating. */
  cells: (MatrixCell | null)[];
};

const place = ({ year, quarter }: MatrixSpan) => year * 10 + quarter;

/**
 * Ratings as cell × year, what exists now before what was merged or dissolved: the latest year first, its quarters after it, the last of
 * them first. Rows keep the order in which they come.
 */
export function matrixOf(ratings: readonly MatrixRating[]): { spans: MatrixSpan[]; rows: MatrixRow[] } {
  const rated = ratings.filter(({ campaignId }) => campaignId !== null);
  const spans = [...new Map(rated.map(({ year, quarter }) => [place({ year, quarter }), { year, quarter }])).values()].sort(
    (one, other) => other.year - one.year || order(one.quarter) - order(other.quarter),
  );
  const at = new Map(spans.map((span, index) => [place(span), index]));
  const rows = new Map<number, MatrixRow>();
  for (const { partyBodyId, code, name, isCurrent, campaignId, ...rating } of ratings) {
    const row = rows.get(partyBodyId) ?? { partyBodyId, code, name, isCurrent, cells: spans.map(() => null) };
    rows.set(partyBodyId, row);
    const { level, short, label, isDecided } = rating;
    if (campaignId !== null) row.cells[at.get(place(rating)) ?? -1] = { level, short, label, isDecided };
  }
  const all = [...rows.values()];
  return { spans, rows: [...all.filter((row) => row.isCurrent), ...all.filter((row) => !row.isCurrent)] };
}

/** The year before its quarters, then the fourth quarter first. */
const order = (quarter: number) => (quarter === 0 ? 0 : 5 - quarter);

/** The movements of a year, in the order in which they are read. */
export const COUNTED = [
  ...(['officialStart', 'probationaryStart', 'admitted', 'madeOfficial', 'transferredIn', 'transferredOut', 'died', 'struckOff'] as const),
  ...(['officialEnd', 'probationaryEnd', 'exempt'] as const),
] as const;
export type Counted = (typeof COUNTED)[number];

/** What all cells of a year have of one thing: the sum of what was written down, and of how many of `cells` nothing was. */
export type Sum = { sum: number; missing: number; cells: number };

/** known: every cell wrote a number, a zero too. partial: some did, the sum is at least that. unknown: nobody did, which is not zero. */
export function standingOf({ missing, cells }: Sum): 'known' | 'partial' | 'unknown' {
  if (cells === 0 || missing >= cells) return 'unknown';
  return missing === 0 ? 'known' : 'partial';
}

/** Kỷ luật đảng viên: khiển trách, cảnh cáo, cách chức, khai trừ (QĐ 69-QĐ/TW). */
export const PENALTIES = ['reprimanded', 'warned', 'removed', 'expelled'] as const;
export type Penalty = (typeof PENALTIES)[number];

export type Discipline =
  | { says: 'none' }
  | { says: 'some'; count: number; by: { penalty: Penalty; count: number }[]; missing: number }
  /** Nobody among those who wrote; so many cells have not. */
  | { says: 'noneSoFar'; missing: number; cells: number }
  | { says: 'unknown' };

/**
 * What the counts say of members under discipline. «Không có đảng viên nào bị thi hành kỷ luật» only where every cell wrote a zero for
 * every form (domain.md S1-13, PTY-V10); a blank is no zero.
 */
export function disciplineOf(sums: Record<Penalty, Sum>): Discipline {
  const by = PENALTIES.flatMap((penalty) => (sums[penalty].sum > 0 ? [{ penalty, count: sums[penalty].sum }] : []));
  const missing = Math.max(...PENALTIES.map((penalty) => sums[penalty].missing));
  const count = by.reduce((sum, one) => sum + one.count, 0);
  if (count > 0) return { says: 'some', count, by, missing };
  if (PENALTIES.every((penalty) => standingOf(sums[penalty]) === 'unknown')) return { says: 'unknown' };
  return missing === 0 ? { says: 'none' } : { says: 'noneSoFar', missing, cells: sums.warned.cells };
}

/** How many are disciplined by the counts; null while that is not known of every cell. */
export function disciplinedOf(said: Discipline): number | null {
  if (said.says === 'none') return 0;
  return said.says === 'some' && said.missing === 0 ? said.count : null;
}

/** Several counts of the same cells as one: a cell that left one of them blank is missing in the sum. */
export function sumTogether(sums: readonly [Sum, ...Sum[]]): Sum {
  return {
    sum: sums.reduce((total, { sum }) => total + sum, 0),
    missing: Math.max(...sums.map(({ missing }) => missing)),
    cells: sums[0].cells,
  };
}
