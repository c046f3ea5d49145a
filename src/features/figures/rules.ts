import { decimalsOf, endsInPercent, formatEntry, formatNumber, readNumber } from '@/domain/number';
import { type Quarter, roman } from '@/domain/period';
import {
  type Aggregation,
  type AggregationRule,
  aggregate,
  type Direction,
  type QuarterValue,
  rounded,
  weighed,
} from '@/features/indicators/rules';

/** Why a typed text was kept as a draft instead of becoming a figure; also the key of its sentence. */
const FIGURE_PROBLEMS = ['notANumber', 'tooLarge', 'tooPrecise', 'belowMinimum', 'aboveMaximum', 'whole', 'percent'] as const;
export type FigureProblem = (typeof FIGURE_PROBLEMS)[number];

/** Reads the column `draft_problem`; what no program of ours wrote is no problem. */
export function isFigureProblem(text: string | null): text is FigureProblem {
  return text !== null && (FIGURE_PROBLEMS as readonly string[]).includes(text);
}

/** So many quarters stand beside a cell. */
const HISTORY = 12;

export type FigureRule = { unit: string; decimals: number; hardMin: number | null; hardMax: number | null };

/** The unit of what is counted in per cent. */
export const PERCENT = '%';

/** A typed text as it will be kept: a figure (canonical decimal, or null for blank), or a draft with its reason. */
export type ReadFigure = { value: string | null; draft: null; problem: null } | { value: null; draft: string; problem: FigureProblem };

/**
 * Reads one typed cell. What cannot be a figure is kept as it was typed, with the reason, and never dropped:
 * unreadable text, a percentage of what is not counted in per cent, more decimals than the indicator has, outside its hard limits (a
 * negative count).
 */
export function readFigure(typed: string, { unit, decimals, hardMin, hardMax }: FigureRule): ReadFigure {
  const draft = (problem: FigureProblem): ReadFigure => ({ value: null, draft: typed.normalize('NFC').trim(), problem });
  const read = readNumber(typed);
  if (!read.ok) return draft(read.problem);
  if (read.value === null) return { value: null, draft: null, problem: null };
  if (unit !== PERCENT && endsInPercent(typed)) return draft('percent');
  const number = Number(read.value);
  if (hardMin !== null && number < hardMin) return draft('belowMinimum');
  if (hardMax !== null && number > hardMax) return draft('aboveMaximum');
  if (decimalsOf(read.value) > decimals) return draft(decimals === 0 ? 'whole' : 'tooPrecise');
  return { value: read.value, draft: null, problem: null };
}

/** What the cell shows: the kept draft as typed, else the figure in Vietnamese digits. */
export function cellText({ value, draftText }: { value: string | null; draftText: string | null }, decimals: number): string {
  return draftText ?? formatEntry(value, decimals);
}

/** A stored figure with who saved it last. */
export type KnownFigure = {
  value: string | null;
  draft: string | null;
  problem: string | null;
  remark: string | null;
  isFlagged: boolean;
  version: number;
  by: string;
  at: Date;
};

/** One writable cell: its text as shown, and what is needed to save it again. */
type SheetCell = {
  text: string;
  value: string | null;
  version: number;
  problem: FigureProblem | null;
  remark: string | null;
  /** To be watched. */
  isFlagged: boolean;
  by: string;
  at: string | null;
};

/** One line of a department's sheet. Values in the indicator's own unit; null is «chưa có». */
export type SheetLine = {
  indicator: SheetIndicator;
  plan: SheetCell;
  actual: SheetCell;
  /** The assigned share of the quarter, as a canonical decimal. */
  share: string | null;
  /** Last year's actual of the same quarter; ratios worked out from their parts. */
  lastYear: number | null;
  /** Actuals of the year's earlier quarters, oldest first, for «lũy kế». */
  earlier: QuarterValue[];
  /** Actuals of the last twelve quarters, oldest first, this one last; ratios worked out. */
  history: (number | null)[];
  /** Days of this quarter. */
  days: number;
};

/** One cell's line of its department's sheet, and what its twelve quarters are called. */
export type CellQuarters = { line: SheetLine; quarters: string[] };

/** The part of an assigned indicator that the sheet needs; plain numbers, safe to send to the browser. */
export type SheetIndicator = {
  indicatorId: number;
  code: string;
  name: string;
  unit: string;
  decimals: number;
  areaId: number;
  areaName: string;
  direction: Direction;
  aggregation: Aggregation;
  numeratorId: number | null;
  denominatorId: number | null;
  numeratorAggregation: Aggregation | null;
  denominatorAggregation: Aggregation | null;
  denominatorDays: boolean;
  scale: number;
  weightId: number | null;
  hardMin: number | null;
  hardMax: number | null;
  softChangePct: number | null;
  rangeLow: number | null;
  rangeHigh: number | null;
  required: boolean;
};

type Around = {
  share: string | null;
  quarter: { year: number; quarter: Quarter };
  earlier: readonly Quarter[];
  find(indicatorId: number, measure: 'PLAN' | 'ACTUAL', year: number, quarter: Quarter): KnownFigure | null;
  days(year: number, quarter: Quarter): number;
};

/** Puts one indicator's line together from the figures around it. */
export function sheetLine(indicator: SheetIndicator, { share, quarter: { year, quarter }, earlier, find, days }: Around): SheetLine {
  const number = (figure: KnownFigure | null) => (figure?.value == null ? null : Number(figure.value));
  const actualOf = (inYear: number, inQuarter: Quarter): QuarterValue => {
    const read = (id: number | null) => (id === null ? null : number(find(id, 'ACTUAL', inYear, inQuarter)));
    return quarterValue(indicator, days(inYear, inQuarter), read(indicator.indicatorId), {
      weight: read(indicator.weightId),
      numerator: read(indicator.numeratorId),
      denominator: read(indicator.denominatorId),
    });
  };
  return {
    indicator,
    plan: sheetCell(find(indicator.indicatorId, 'PLAN', year, quarter), indicator.decimals),
    actual: sheetCell(find(indicator.indicatorId, 'ACTUAL', year, quarter), indicator.decimals),
    share,
    lastYear: aggregate(ruleOf(indicator), [actualOf(year - 1, quarter)]),
    earlier: earlier.map((one) => actualOf(year, one)),
    history: lastQuarters(year, quarter).map((one) => aggregate(ruleOf(indicator), [actualOf(one.year, one.quarter)])),
    days: days(year, quarter),
  };
}

/** The twelve quarters that end with this one, oldest first. */
export function lastQuarters(year: number, quarter: Quarter): { year: number; quarter: Quarter }[] {
  return Array.from({ length: HISTORY }, (_, index) => {
    const count = year * 4 + quarter - HISTORY + index;
    return { year: Math.floor(count / 4), quarter: ([1, 2, 3, 4] as const)[count % 4] ?? 1 };
  });
}

/** What those quarters are called under a chart: «IV/2023» … «III/2026». */
export const quarterNames = (year: number, quarter: Quarter): string[] =>
  lastQuarters(year, quarter).map((one) => `${roman(one.quarter)}/${one.year}`);

/** A typed text as a number; null while it is none. */
export function numberOf(text: string): number | null {
  const read = readNumber(text);
  return read.ok && read.value !== null ? Number(read.value) : null;
}

/** What a figure is held against, as it is read: «6.500», «≤ 6,5» of a limit, «85–95» of a range; «–» without one. */
export function basisText(
  { direction, decimals, rangeLow, rangeHigh }: Pick<SheetIndicator, 'direction' | 'decimals' | 'rangeLow' | 'rangeHigh'>,
  value: string | null,
): string {
  if (direction === 'RANGE' && rangeLow !== null && rangeHigh !== null) return `${formatEntry(rangeLow)}–${formatEntry(rangeHigh)}`;
  if (value === null) return formatNumber(null);
  return `${direction === 'DOWN' ? '≤\u00a0' : ''}${formatEntry(value, decimals)}`;
}

function sheetCell(figure: KnownFigure | null, decimals: number): SheetCell {
  if (!figure) return { text: '', value: null, version: 0, problem: null, remark: null, isFlagged: false, by: '', at: null };
  const { value, draft, problem, remark, isFlagged, version, by, at } = figure;
  return {
    text: cellText({ value, draftText: draft }, decimals),
    value,
    version,
    problem: isFigureProblem(problem) ? problem : null,
    remark,
    isFlagged,
    by,
    at: at.toISOString(),
  };
}

/** The indicator's rule in the words of features/indicators/rules.ts. */
export function ruleOf(indicator: SheetIndicator): AggregationRule {
  const { aggregation, decimals, numeratorAggregation, denominatorAggregation, denominatorDays, scale } = indicator;
  return { aggregation, decimals, numerator: numeratorAggregation, denominator: denominatorAggregation, denominatorDays, scale };
}

type Parts = { weight: number | null; numerator: number | null; denominator: number | null };

/** One quarter of one department in the form in which quarters are added up. */
export function quarterValue(indicator: SheetIndicator, days: number, value: number | null, parts: Parts): QuarterValue {
  if (indicator.aggregation === 'WEIGHTED_AVG') return weighed(days, value, parts.weight);
  if (indicator.aggregation === 'RATIO') return { days, value: null, numerator: parts.numerator, denominator: parts.denominator };
  return { days, value };
}

/**
 * Whether the newest of these quarters (null: nothing known) is the lowest or the highest of all, to be pointed at beside the cell
 * (reference/design, entry). Null when it is neither, is unknown, or all are equal.
 */
export function extremeOf(values: readonly (number | null)[]): 'lowest' | 'highest' | null {
  const known = values.filter((value) => value !== null);
  const now = values.at(-1) ?? null;
  const [least, most] = [Math.min(...known), Math.max(...known)];
  if (now === null || least === most) return null;
  if (now === least) return 'lowest';
  return now === most ? 'highest' : null;
}

/** A count moves by about its square root by chance alone; within twice that nobody is asked why. */
const CHANCE = 2;

/**
 * By how many per cent a figure has moved since the same quarter of last year, when that is more than the indicator lets pass without a
 * word (features.md row 45); null when nothing needs to be said. Small counts move by large shares: 3 after 2 is no change to explain.
 */
export function largeChange(
  { softChangePct, aggregation }: Pick<SheetIndicator, 'softChangePct' | 'aggregation'>,
  now: number | null,
  before: number | null,
): number | null {
  if (softChangePct === null || now === null || before === null || before <= 0) return null;
  const moved = now - before;
  if (Math.abs(moved) * 100 <= before * softChangePct) return null;
  if (aggregation === 'SUM' && moved * moved <= CHANCE * CHANCE * Math.max(now, before)) return null;
  return rounded((moved * 100) / before, 1);
}
