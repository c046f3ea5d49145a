import { QUARTERS, type Quarter, spanDays, type YearCalendar } from '@/domain/period';
import { rounded, tally } from '@/features/indicators/rules';
import { partOfTarget, type Shares } from '@/features/targets/rules/pace';
import type { AreaOfYear, DepartmentOfYear, DepartmentSort, IndicatorOfYear, Span, Tally } from '../schema';

/**
 * A quarter counts once four fifths of what departments planned has a result: with less, a running quarter would make
 * everybody look late and the year look smaller than it is. What is in already is shown all the same.
 */
const COUNTED_FROM = 0.8;

/** Whether a quarter of one indicator still waits for too many of the departments that planned it. */
export function isComingIn({ planned, reported }: { planned: number; reported: number }): boolean {
  return reported < planned * COUNTED_FROM;
}

export type Coverage = {
  quarter: Quarter;
  /** Departments × indicators with a plan, with a result, and with a result in the same quarter a year before. */
  planned: number;
  reported: number;
  reportedBefore: number;
};

/** Which quarters the page judges by: of those asked for (one, some, or all of the year) the ones that are in. */
export function spanOf(year: number, asked: readonly Quarter[], coverage: readonly Coverage[], calendar: YearCalendar = 'CALENDAR'): Span {
  const known = coverage.map(({ quarter, planned, reported, reportedBefore }) => ({
    quarter,
    reported,
    expected: planned || reportedBefore || reported,
  }));
  const has = known.filter(({ quarter, reported }) => reported > 0 && asked.includes(quarter));
  const counted = has.filter(({ expected, reported }) => reported >= expected * COUNTED_FROM);
  const isPartial = has.length > 0 && counted.length === 0;
  const quarters = (isPartial ? has : counted).map(({ quarter }) => quarter);
  const days = quarters.length > 0 ? spanDays(year, quarters, calendar) : null;
  return {
    quarters,
    asked: [...asked],
    isComplete: !isPartial && quarters.length === asked.length,
    isPartial,
    startsOn: days?.startsOn ?? null,
    endsOn: days?.endsOn ?? null,
    coverage: known,
  };
}

/** The part of a year's target that these whole quarters should bring, 0 to 1. */
export function paceShare(shares: Shares | null, days: Record<Quarter, number>, reported: readonly Quarter[]): number {
  return partOfTarget(shares, days, (quarter) => (reported.includes(quarter) ? 1 : 0));
}

/** How many of the hospital's indicators are judged, met (exceeded included) and exceeded: what has nothing to judge by yet does not count. */
export function tallyOf(figures: readonly Pick<IndicatorOfYear, 'verdict'>[]): Tally {
  const { withTarget, met, exceeded } = tally(figures.map(({ verdict }) => ({ verdict, hasTarget: verdict !== 'none' })));
  return { withTarget, met, exceeded };
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : rounded(known.reduce((total, value) => total + value, 0) / known.length, 2);
}

/** The tasks and further areas in the hospital's order, judged by their indicators; areas without a result or target stay, empty. */
export function areasOf(areas: readonly Pick<AreaOfYear, 'code' | 'name' | 'isCore'>[], figures: readonly IndicatorOfYear[]): AreaOfYear[] {
  return areas.map((area) => {
    const own = figures.filter((figure) => figure.area === area.code);
    const known = own.filter(({ actual }) => actual !== null);
    const lead =
      known.find(({ isHeadline, aggregation }) => isHeadline && aggregation === 'SUM') ??
      known.find(({ isHeadline }) => isHeadline) ??
      known[0];
    return {
      ...area,
      ...tallyOf(own),
      completion: mean(own.map(({ completion }) => completion)),
      previousCompletion: mean(own.map(({ previousCompletion }) => previousCompletion)),
      lead: lead?.code ?? null,
    };
  });
}

/** Widest gap below the plan first; departments without anything to judge last. */
export function byGap(one: Pick<DepartmentOfYear, 'gap'>, other: Pick<DepartmentOfYear, 'gap'>): number {
  if (one.gap === null || other.gap === null) return Number(one.gap === null) - Number(other.gap === null);
  return one.gap - other.gap;
}

/** The order asked for in the address; descending puts what is unknown last as well. */
export function sortDepartments(rows: readonly DepartmentOfYear[], sort: DepartmentSort, descending: boolean): DepartmentOfYear[] {
  const direction = descending ? -1 : 1;
  const share = ({ met, withTarget }: Tally) => (withTarget === 0 ? null : met / withTarget);
  const value = (row: DepartmentOfYear) => (sort === 'met' ? share(row) : row.gap);
  // Array.prototype.sort is stable: rows arrive in the hospital's own order of departments
  if (sort === 'name') return descending ? rows.toReversed() : [...rows];
  return rows.toSorted((one, other) => {
    const [a, b] = [value(one), value(other)];
    return a === null || b === null ? Number(a === null) - Number(b === null) : (a - b) * direction;
  });
}

/** Money is read in the largest unit that leaves something before the comma: 812.600.000.000 đồng is 812,6 tỷ đồng. */
export function readable(unit: string, largest: number | null, decimals: number): { unit: string; divisor: number; decimals: number } {
  const size = Math.abs(largest ?? 0);
  const ladder: [string, string, number][] = [
    ['đồng', 'tỷ đồng', 1e9],
    ['đồng', 'triệu đồng', 1e6],
    ['triệu đồng', 'tỷ đồng', 1e3],
  ];
  const step = ladder.find(([from, , divisor]) => from === unit && size >= divisor);
  return step ? { unit: step[1], divisor: step[2], decimals: 1 } : { unit, divisor: 1, decimals };
}

/** How the counted quarters are called: a quarter, «6 tháng», «9 tháng», the whole year, or (with holes) a list. */
export type SpanName = { kind: 'none' | 'year' | 'months'; months: number } | { kind: 'quarters'; quarters: number[] };

/** `asked` is the one quarter that the page is about; null for the year. */
export function spanName(quarters: readonly number[], asked: Quarter | null): SpanName {
  if (quarters.length === 0) return { kind: 'none', months: 0 };
  if (asked !== null || quarters.length === 1) return { kind: 'quarters', quarters: [...quarters] };
  const isUnbroken = quarters.every((quarter, index) => quarter === index + 1);
  if (!isUnbroken) return { kind: 'quarters', quarters: [...quarters] };
  return quarters.length === QUARTERS.length ? { kind: 'year', months: 12 } : { kind: 'months', months: quarters.length * 3 };
}

/** Reports that are late or were returned, worst first: the longest late, then the most cells to correct. */
export function outstanding(departments: readonly DepartmentOfYear[]): DepartmentOfYear[] {
  const owed = departments.filter(({ report }) => report && ['late', 'missing', 'returned'].includes(report.state));
  const rank = ({ report }: DepartmentOfYear) => (report?.state === 'returned' ? 0 : 1);
  return owed.toSorted(
    (one, other) =>
      rank(other) - rank(one) ||
      (other.report?.daysLate ?? 0) - (one.report?.daysLate ?? 0) ||
      (other.report?.pins ?? 0) - (one.report?.pins ?? 0),
  );
}
