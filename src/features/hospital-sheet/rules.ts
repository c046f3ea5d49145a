import { type Quarter, roman } from '@/domain/period';
import type { FigureProblem } from '@/features/figures/rules';
import { type Aggregation, type AggregationRule, aggregate, type QuarterValue, together, weighed } from '@/features/indicators/rules';

/** What is held still while the two others make the rows and the columns. */
export const VIEWS = ['indicator', 'department', 'quarter'] as const;
export type View = (typeof VIEWS)[number];
export type Measure = 'PLAN' | 'ACTUAL';

/** One indicator as the sheet works with it; plain values, safe to send to the browser. */
export type SheetRule = {
  id: number;
  code: string;
  name: string;
  unit: string;
  decimals: number;
  areaId: number;
  areaName: string;
  aggregation: Aggregation;
  rule: AggregationRule;
  numeratorId: number | null;
  denominatorId: number | null;
  weightId: number | null;
  hardMin: number | null;
  hardMax: number | null;
};
export type SheetUnit = { id: number; code: string; name: string; kind: string };
export type SheetQuarter = { periodId: number; quarter: Quarter; days: number };

/** A cell that its department must report in that quarter. */
export type AcrossCell = {
  departmentId: number;
  periodId: number;
  indicatorId: number;
  text: string;
  version: number;
  problem: FigureProblem | null;
  required: boolean;
  /** Nothing may be written: handed in, out of time, or not open yet. */
  locked: boolean;
  remark: string | null;
  isFlagged: boolean;
  by: string;
  at: string | null;
};
type At = { departmentId: number; periodId: number; indicatorId: number };

/** Names a cell on the page: department, period, indicator. */
export const cellName = ({ departmentId, periodId, indicatorId }: At) => `x${departmentId}-${periodId}-${indicatorId}`;
export function placeOf(name: string): At {
  const [departmentId = 0, periodId = 0, indicatorId = 0] = name.slice(1).split('-').map(Number);
  return { departmentId, periodId, indicatorId };
}

/** What a cell is of; null when the sheet does not show one of the three. */
export function namesOf(
  { departmentId, periodId, indicatorId }: At,
  { units, quarters, indicators }: Dimensions,
): { unit: SheetUnit; quarter: SheetQuarter; indicator: SheetRule } | null {
  const unit = units.find(({ id }) => id === departmentId);
  const quarter = quarters.find((one) => one.periodId === periodId);
  const indicator = indicators.find(({ id }) => id === indicatorId);
  return unit && quarter && indicator ? { unit, quarter, indicator } : null;
}

/** One line of the sheet's rows or columns. */
export type Axis =
  | { of: 'department'; key: string; unit: SheetUnit }
  | { of: 'quarter'; key: string; quarter: SheetQuarter }
  | { of: 'indicator'; key: string; indicator: SheetRule };

/** «Khoa Nội tổng hợp», «Quý III», «Lượt khám bệnh». */
export function axisName(axis: Axis): string {
  if (axis.of === 'department') return axis.unit.name;
  return axis.of === 'quarter' ? `Quý ${roman(axis.quarter.quarter)}` : axis.indicator.name;
}

export type Dimensions = { units: SheetUnit[]; quarters: SheetQuarter[]; indicators: SheetRule[] };

/** Rows and columns of a view: the longer ones stand as rows unless they are swapped. The third is held still. */
export function axesOf(view: View, { units, quarters, indicators }: Dimensions, isSwapped: boolean): { rows: Axis[]; columns: Axis[] } {
  const department = units.map((unit): Axis => ({ of: 'department', key: `d${unit.id}`, unit }));
  const quarter = quarters.map((one): Axis => ({ of: 'quarter', key: `q${one.periodId}`, quarter: one }));
  const indicator = indicators.map((one): Axis => ({ of: 'indicator', key: `i${one.id}`, indicator: one }));
  const [rows, columns] =
    view === 'indicator' ? [department, quarter] : view === 'department' ? [indicator, quarter] : [department, indicator];
  return isSwapped ? { rows: columns, columns: rows } : { rows, columns };
}

/** The number that stands at a place now: typed, or last saved where the sheet does not show it. */
export type NumberAt = (at: At) => number | null;

/**
 * What an indicator comes to over some departments and quarters, each quarter of all departments together first, then the quarters by
 * the indicator's own way (domain.md D3). null when nothing is known, and of a typed rate over several departments: rates are not added.
 */
export function marginOf(
  indicator: SheetRule,
  measure: Measure,
  { units, quarters }: Pick<Dimensions, 'units' | 'quarters'>,
  numberAt: NumberAt,
): number | null {
  const isTypedRate = indicator.aggregation === 'RATIO' && measure === 'PLAN';
  if (isTypedRate && units.length > 1) return null;
  const ofQuarter = ({ periodId, days }: SheetQuarter): QuarterValue =>
    together(
      days,
      units.map((unit) => {
        const at = (indicatorId: number | null) =>
          indicatorId === null ? null : numberAt({ departmentId: unit.id, periodId, indicatorId });
        if (indicator.aggregation === 'WEIGHTED_AVG') return weighed(days, at(indicator.id), at(indicator.weightId));
        if (indicator.aggregation !== 'RATIO' || isTypedRate) return { value: at(indicator.id) };
        return { value: null, numerator: at(indicator.numeratorId), denominator: at(indicator.denominatorId) };
      }),
    );
  return aggregate(indicator.rule, quarters.map(ofQuarter));
}
