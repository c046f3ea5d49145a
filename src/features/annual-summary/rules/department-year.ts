import { QUARTERS, type Quarter } from '@/domain/period';
import { weighed } from '@/features/indicators/rules';
import type { IndicatorOfYear } from '../schema';
import { type IndicatorRow, indicatorOf, type RollupRow, seriesOf } from './series';

/** One figure of one department in a quarter. */
export type QuarterFigure = {
  departmentId: number;
  indicatorId: number;
  year: number;
  quarter: number;
  measure: 'PLAN' | 'ACTUAL';
  value: number;
};

/** A department has no target of its own: it is judged by its plan. */
const UNASSIGNED = { target: null, previousTarget: null, shares: null, previousShares: null };

/**
 * One department's year of one indicator, by the same rules as the hospital's: its figures stand where the rollup's sums
 * stand. Judged by the department's own plan of the quarters that have a result, among those that count.
 */
export function departmentYear(
  indicators: readonly IndicatorRow[],
  wanted: IndicatorRow,
  figures: readonly QuarterFigure[],
  year: number,
  quarters: readonly Quarter[] = QUARTERS,
  adminYears: ReadonlySet<number> = new Set(),
): IndicatorOfYear {
  const own = indicators.map((indicator) => ({ ...indicator, ...UNASSIGNED }));
  const rows = [year - 1, year].flatMap((one) =>
    QUARTERS.flatMap((quarter) => own.map((indicator) => asRollup(indicator, figures, one, quarter))),
  );
  const subject = { ...wanted, ...UNASSIGNED, isHeadline: false };
  return indicatorOf(seriesOf(own, rows, adminYears), subject, year, { quarters: [...quarters], isPartial: false }, 'year');
}

function asRollup({ id, weightId }: IndicatorRow, figures: readonly QuarterFigure[], year: number, quarter: number): RollupRow {
  const value = (indicatorId: number | null, measure: QuarterFigure['measure']) =>
    figures.find((row) => row.indicatorId === indicatorId && row.year === year && row.quarter === quarter && row.measure === measure)
      ?.value ?? null;
  const of = (measure: QuarterFigure['measure']) => {
    const own = value(id, measure);
    return weightId === null ? { value: own, weight: null } : weighed(0, own, value(weightId, measure));
  };
  const [plan, actual] = [of('PLAN'), of('ACTUAL')];
  return {
    indicatorId: id,
    year,
    quarter,
    plan: plan.value,
    actual: actual.value,
    planWeight: plan.weight ?? null,
    actualWeight: actual.weight ?? null,
    planned: plan.value === null ? 0 : 1,
    reported: actual.value === null ? 0 : 1,
  };
}

/**
 * The plans of these quarters of a count, all of them, so that departments add up to the hospital; of a rate, what it is judged against.
 * In the indicator's unit; null without any.
 */
export function planOfSpan({ aggregation, basis, quarters }: IndicatorOfYear, span: readonly number[]): number | null {
  if (aggregation !== 'SUM') return basis;
  const plans = quarters.flatMap(({ quarter, plan }) => (span.includes(quarter) && plan !== null ? [plan] : []));
  return plans.length === 0 ? null : plans.reduce((total, plan) => total + plan, 0);
}

/** The quarters of the year up to the last one that has a result: all four, before there is any. */
export function spanOfResults({ quarters }: Pick<IndicatorOfYear, 'quarters'>): Quarter[] {
  const last = quarters.findLast(({ actual }) => actual !== null)?.quarter ?? QUARTERS.length;
  return QUARTERS.filter((quarter) => quarter <= last);
}

/** Whether a count's percentage leaves quarters out, because one of them has a plan and no result, or a result and no plan. */
export function isPartlyCompared(figure: IndicatorOfYear, span: readonly number[]): boolean {
  const { aggregation, actual, compared, basis } = figure;
  return aggregation === 'SUM' && compared !== null && basis !== null && (actual !== compared || planOfSpan(figure, span) !== basis);
}

type Choosable = { quarter: number; measure: 'PLAN' | 'ACTUAL'; indicator: { code: string } };

/** The cell that an address means: quarter, measure and (for a ratio) the part; what is not said is the latest result. */
export function chosenCell<Cell extends Choosable>(
  cells: readonly Cell[],
  { quarter, measure, of }: { quarter: number | null; measure: 'PLAN' | 'ACTUAL'; of: unknown },
): Cell | undefined {
  const inQuarter = cells.filter((cell) => quarter === null || cell.quarter === quarter);
  const fits = (cell: Cell) => cell.measure === measure && (of === undefined || cell.indicator.code === of);
  return (
    inQuarter.findLast(fits) ??
    inQuarter.findLast((cell) => cell.measure === measure) ??
    inQuarter.at(-1) ??
    cells.findLast(fits) ??
    cells.at(-1)
  );
}
