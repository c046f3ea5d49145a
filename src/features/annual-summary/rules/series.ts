import { daysBetween } from '@/domain/date';
import { isQuarter, QUARTERS, type Quarter, quarterDays } from '@/domain/period';
import {
  type Aggregation,
  type AggregationRule,
  aggregate,
  change,
  completion,
  type Direction,
  percentOf,
  type QuarterValue,
  rounded,
  verdict,
  yearToDate,
} from '@/features/indicators/rules';
import type { IndicatorOfYear, Span } from '../schema';
import { type Coverage, paceShare, type Shares } from './year';

/** An indicator with what is assigned for the year asked for and the one before. */
export type IndicatorRow = {
  id: number;
  code: string;
  name: string;
  unit: string;
  decimals: number;
  area: string;
  direction: Direction;
  aggregation: Aggregation;
  numeratorId: number | null;
  denominatorId: number | null;
  denominatorDays: boolean;
  weightId: number | null;
  scale: number;
  rangeLow: number | null;
  rangeHigh: number | null;
  isHeadline: boolean;
  /** Whether it is in the catalogue of the year asked for; the parts of a ratio may be here without being. */
  isCurrent: boolean;
  target: number | null;
  previousTarget: number | null;
  /** How those targets are split over the quarters. */
  shares: Shares | null;
  previousShares: Shares | null;
};

/** One row of `rollup_indicator`; `quarter` 0 is a figure published for the whole year. */
export type RollupRow = {
  indicatorId: number;
  year: number;
  quarter: number;
  plan: number | null;
  actual: number | null;
  planWeight: number | null;
  actualWeight: number | null;
  planned: number;
  reported: number;
};

/** The hospital's rollups of some years, ready to be asked for one indicator, year and quarter. */
export type Series = { indicators: ReadonlyMap<number, IndicatorRow>; rows: ReadonlyMap<string, RollupRow> };

const keyOf = (indicatorId: number, year: number, quarter: number) => `${indicatorId}/${year}/${quarter}`;

/** Puts rows of the database where they can be asked for. */
export function seriesOf(indicators: readonly IndicatorRow[], rollups: readonly RollupRow[]): Series {
  return {
    indicators: new Map(indicators.map((indicator) => [indicator.id, indicator])),
    rows: new Map(rollups.map((row) => [keyOf(row.indicatorId, row.year, row.quarter), row])),
  };
}

/** How much of each quarter is in: departments × indicators, over everything that is typed. */
export function coverageOf(rollups: readonly RollupRow[], year: number): Coverage[] {
  return QUARTERS.map((quarter) => {
    const count = (one: number, of: 'planned' | 'reported') =>
      rollups.reduce((total, row) => (row.year === one && row.quarter === quarter ? total + row[of] : total), 0);
    return { quarter, planned: count(year, 'planned'), reported: count(year, 'reported'), reportedBefore: count(year - 1, 'reported') };
  });
}

type Measure = 'plan' | 'actual';
type QuarterPair = { plan: QuarterValue; actual: QuarterValue };

/** Calendar days of a quarter, 90 to 92: what a bed counts in it. */
export const daysOf = (year: number, quarter: Quarter): number => {
  const { startsOn, endsOn } = quarterDays(year, quarter);
  return daysBetween(startsOn, endsOn) + 1;
};

/** How quarters of this indicator become a year, its parts' own rules included. */
function ruleOf({ indicators }: Pick<Series, 'indicators'>, indicator: IndicatorRow): AggregationRule {
  const part = (id: number | null) => (id === null ? null : (indicators.get(id)?.aggregation ?? null));
  return { ...indicator, numerator: part(indicator.numeratorId), denominator: part(indicator.denominatorId) };
}

/** Plan and result of one quarter as `aggregate` wants them: with weights, or with the parts of a ratio. */
function quarterPair({ rows }: Series, indicator: IndicatorRow, year: number, quarter: Quarter): QuarterPair {
  const row = (id: number | null) => (id === null ? undefined : rows.get(keyOf(id, year, quarter)));
  const [own, numerator, denominator] = [row(indicator.id), row(indicator.numeratorId), row(indicator.denominatorId)];
  const value = (measure: Measure): QuarterValue => ({
    days: daysOf(year, quarter),
    value: own?.[measure] ?? null,
    weight: own?.[`${measure}Weight`] ?? null,
    numerator: numerator?.[measure] ?? null,
    denominator: denominator?.[measure] ?? null,
  });
  return { plan: value('plan'), actual: value('actual') };
}

/** Result of one quarter alone, in the indicator's unit. */
function alone(series: Series, indicator: IndicatorRow, year: number, quarter: Quarter, measure: Measure): number | null {
  return aggregate(ruleOf(series, indicator), [quarterPair(series, indicator, year, quarter)[measure]]);
}

/** What was published for a whole year before there were quarters; a ratio is published as itself. */
function publishedOf(series: Series, indicator: IndicatorRow, year: number): number | null {
  const row = series.rows.get(keyOf(indicator.id, year, 0));
  return row ? aggregate(ruleOf(series, indicator), [{ days: 0, value: row.actual, weight: row.actualWeight }]) : null;
}

type Standing = {
  actual: number | null;
  compared: number | null;
  plan: number | null;
  basis: number | null;
  basisKind: IndicatorOfYear['basisKind'];
  /** The quarters that have a result. */
  reported: Quarter[];
};

/**
 * Where an indicator stands after `quarters` of a year. A count is judged against the part of its target that these quarters
 * should bring (pace), a rate against the target itself; without a target, against the departments' own plans of the same quarters.
 */
function standingOf(
  series: Series,
  indicator: IndicatorRow,
  year: number,
  quarters: readonly Quarter[],
  isWholeYear: boolean,
  { target, shares }: { target: number | null; shares: Shares | null },
): Standing {
  const rule = ruleOf(series, indicator);
  const pairs = quarters.map((quarter) => ({ quarter, ...quarterPair(series, indicator, year, quarter) }));
  const reported = pairs.filter(({ actual }) => aggregate(rule, [actual]) !== null).map(({ quarter }) => quarter);
  const { plan, actual, comparedActual } = yearToDate(rule, pairs);
  const published = isWholeYear && reported.length === 0 ? publishedOf(series, indicator, year) : null;
  const basis = basisOf();
  const whole = actual ?? published;
  return { actual: whole, compared: basis.basisKind === 'plan' ? comparedActual : whole, plan, reported, ...basis };

  function basisOf(): Pick<Standing, 'basis' | 'basisKind'> {
    if (indicator.direction === 'RANGE' && indicator.rangeLow !== null && indicator.rangeHigh !== null)
      return { basis: null, basisKind: 'range' };
    const ownPlan = { basis: plan, basisKind: plan === null ? null : ('plan' as const) };
    if (target === null) return ownPlan;
    if (indicator.aggregation !== 'SUM')
      return isWholeYear || plan === null || indicator.aggregation === 'RATIO' ? { basis: target, basisKind: 'target' } : ownPlan;
    if (!isWholeYear && plan !== null) return ownPlan;
    if (published !== null) return { basis: target, basisKind: 'target' };
    if (reported.length === 0) return { basis: null, basisKind: null };
    const days = { 1: daysOf(year, 1), 2: daysOf(year, 2), 3: daysOf(year, 3), 4: daysOf(year, 4) };
    const share = paceShare(shares, days, reported);
    return { basis: rounded(target * share, 4), basisKind: share === 1 ? 'target' : 'pace' };
  }
}

/** The same quarters of an earlier year, only if that year has them all; a whole year may also have been published as one figure. */
function sameQuarters(series: Series, indicator: IndicatorRow, year: number, quarters: readonly Quarter[]): number | null {
  if (quarters.length === 0) return publishedOf(series, indicator, year);
  const rule = ruleOf(series, indicator);
  const values = quarters.map((quarter) => quarterPair(series, indicator, year, quarter).actual);
  if (values.every((value) => aggregate(rule, [value]) !== null)) return aggregate(rule, values);
  return quarters.length === 4 ? publishedOf(series, indicator, year) : null;
}

const HISTORY_YEARS = 5;

/** Years up to this one, like with like; a rate of a published year may stand beside a running one, a count may not. */
function historyOf(
  series: Series,
  indicator: IndicatorRow,
  year: number,
  reported: readonly Quarter[],
  actual: number | null,
  isWholeYear: boolean,
): IndicatorOfYear['history'] {
  const rate = isWholeYear && indicator.aggregation !== 'SUM';
  const points = Array.from({ length: HISTORY_YEARS }, (_, index) => year - HISTORY_YEARS + 1 + index).map((one) => {
    if (one === year) return { year: one, value: actual };
    const published = publishedOf(series, indicator, one);
    return { year: one, value: sameQuarters(series, indicator, one, reported) ?? (rate ? published : null) };
  });
  return points.slice(
    Math.max(
      0,
      points.findIndex(({ value }) => value !== null),
    ),
  );
}

/** In per cent, two decimals. */
const per100 = (fraction: number | null) => (fraction === null ? null : rounded(fraction * 100, 2));

/** Everything that the page, its charts and the API say about one indicator in a year, or in one of its quarters. */
export function indicatorOf(
  series: Series,
  indicator: IndicatorRow,
  year: number,
  { quarters, isPartial }: Pick<Span, 'quarters' | 'isPartial'>,
  isWholeYear: boolean,
): IndicatorOfYear {
  const counted = quarters.filter(isQuarter);
  const range = indicator.direction === 'RANGE' ? { low: indicator.rangeLow, high: indicator.rangeHigh } : null;
  const { actual, compared, plan, basis, basisKind, reported } = standingOf(series, indicator, year, counted, isWholeYear, indicator);
  const lastYear = { target: indicator.previousTarget, shares: indicator.previousShares };
  const before = standingOf(series, indicator, year - 1, reported.length > 0 ? reported : counted, isWholeYear, lastYear);
  const previous = actual === null ? null : sameQuarters(series, indicator, year - 1, reported);
  const done = (now: number | null, of: number | null) =>
    indicator.direction === 'RANGE' ? null : per100(completion(indicator.direction, now, of));
  const numbers = (id: number) => QUARTERS.map((quarter) => series.rows.get(keyOf(id, year, quarter)));
  const counts = numbers(indicator.numeratorId ?? indicator.id);
  return {
    ...described(indicator),
    range,
    actual,
    compared,
    target: indicator.target,
    percentOfTarget: indicator.direction === 'UP' ? rounded(percentOf(actual, indicator.target), 2) : null,
    plan,
    basis,
    basisKind,
    verdict: isPartial ? 'none' : verdict(indicator.direction, compared, basis, range ?? undefined),
    completion: isPartial ? null : done(compared, basis),
    previous,
    previousCompletion: done(previous, before.basis),
    change: isPartial ? null : roundedChange(change(indicator, actual, previous)),
    quarters: QUARTERS.map((quarter, index) => ({
      quarter,
      actual: alone(series, indicator, year, quarter, 'actual'),
      plan: alone(series, indicator, year, quarter, 'plan'),
      previous: alone(series, indicator, year - 1, quarter, 'actual'),
      planned: counts[index]?.planned ?? 0,
      reported: counts[index]?.reported ?? 0,
    })),
    history: indicator.isHeadline ? historyOf(series, indicator, year, reported, actual, isWholeYear) : [],
  };
}

function described({ id, code, name, unit, decimals, area, direction, aggregation, isHeadline }: IndicatorRow) {
  return { id, code, name, unit, decimals, area, direction, aggregation, isHeadline };
}

function roundedChange(found: IndicatorOfYear['change']): IndicatorOfYear['change'] {
  return found && { ...found, by: rounded(found.by, 4) ?? 0 };
}
