import type { Day } from '@/domain/date';
import { isQuarter, QUARTERS, type Quarter, type YearCalendar } from '@/domain/period';
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
import { daysIn, paceOn, type Shares } from '@/features/targets/rules/pace';
import type { IndicatorOfYear, Span } from '../schema';
import { type Coverage, paceShare } from './year';

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
export type Series = {
  indicators: ReadonlyMap<number, IndicatorRow>;
  rows: ReadonlyMap<string, RollupRow>;
  /** The years that close on the 14th; their quarters have other days. */
  adminYears: ReadonlySet<number>;
};

/** One quarter, some of them together (6 tháng, 9 tháng), or the whole year. */
export type Extent = 'quarter' | 'part' | 'year';
const NONE: ReadonlySet<number> = new Set();

const keyOf = (indicatorId: number, year: number, quarter: number) => `${indicatorId}/${year}/${quarter}`;

/** Puts rows of the database where they can be asked for. */
export function seriesOf(
  indicators: readonly IndicatorRow[],
  rollups: readonly RollupRow[],
  adminYears: ReadonlySet<number> = NONE,
): Series {
  return {
    indicators: new Map(indicators.map((indicator) => [indicator.id, indicator])),
    rows: new Map(rollups.map((row) => [keyOf(row.indicatorId, row.year, row.quarter), row])),
    adminYears,
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

/** How a year counts its days. */
export const calendarIn = ({ adminYears }: Pick<Series, 'adminYears'>, year: number): YearCalendar =>
  adminYears.has(year) ? 'ADMIN_14' : 'CALENDAR';

/** Days of a quarter, 89 to 92: what a bed counts in it. */
const daysOf = (series: Pick<Series, 'adminYears'>, year: number, quarter: Quarter): number =>
  daysIn(year, quarter, calendarIn(series, year));

/** How quarters of this indicator become a year, its parts' own rules included. */
function ruleOf({ indicators }: Pick<Series, 'indicators'>, indicator: IndicatorRow): AggregationRule {
  const part = (id: number | null) => (id === null ? null : (indicators.get(id)?.aggregation ?? null));
  return { ...indicator, numerator: part(indicator.numeratorId), denominator: part(indicator.denominatorId) };
}

/** Plan and result of one quarter as `aggregate` wants them: with weights, or with the parts of a ratio. */
function quarterPair(series: Series, indicator: IndicatorRow, year: number, quarter: Quarter): QuarterPair {
  const row = (id: number | null) => (id === null ? undefined : series.rows.get(keyOf(id, year, quarter)));
  const [own, numerator, denominator] = [row(indicator.id), row(indicator.numeratorId), row(indicator.denominatorId)];
  const value = (measure: Measure): QuarterValue => ({
    days: daysOf(series, year, quarter),
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
  extent: Extent,
  { target, shares }: { target: number | null; shares: Shares | null },
): Standing {
  const rule = ruleOf(series, indicator);
  const pairs = quarters.map((quarter) => ({ quarter, ...quarterPair(series, indicator, year, quarter) }));
  const reported = pairs.filter(({ actual }) => aggregate(rule, [actual]) !== null).map(({ quarter }) => quarter);
  const { plan, actual, comparedActual } = yearToDate(rule, pairs);
  const published = extent === 'year' && reported.length === 0 ? publishedOf(series, indicator, year) : null;
  const basis = basisOf();
  const whole = actual ?? published;
  return { actual: whole, compared: basis.basisKind === 'plan' ? comparedActual : whole, plan, reported, ...basis };

  function basisOf(): Pick<Standing, 'basis' | 'basisKind'> {
    if (indicator.direction === 'RANGE' && indicator.rangeLow !== null && indicator.rangeHigh !== null)
      return { basis: null, basisKind: 'range' };
    const ownPlan = { basis: plan, basisKind: plan === null ? null : ('plan' as const) };
    if (target === null) return ownPlan;
    if (indicator.aggregation !== 'SUM')
      return extent !== 'quarter' || plan === null || indicator.aggregation === 'RATIO' ? { basis: target, basisKind: 'target' } : ownPlan;
    if (extent === 'quarter' && plan !== null) return ownPlan;
    if (published !== null) return { basis: target, basisKind: 'target' };
    if (reported.length === 0) return { basis: null, basisKind: null };
    const share = paceShare(shares, daysOfYear(series, year), reported);
    return { basis: rounded(target * share, 4), basisKind: share === 1 ? 'target' : 'pace' };
  }
}

const daysOfYear = (series: Series, year: number): Record<Quarter, number> => ({
  1: daysOf(series, year, 1),
  2: daysOf(series, year, 2),
  3: daysOf(series, year, 3),
  4: daysOf(series, year, 4),
});

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
  extent: Extent,
): IndicatorOfYear['history'] {
  const rate = extent === 'year' && indicator.aggregation !== 'SUM';
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

/**
 * Everything that the page, its charts and the API say about one indicator in a year, in some of its quarters, or in one of them.
 * With `today` also where it should be on that day, when the year is running.
 */
export function indicatorOf(
  series: Series,
  indicator: IndicatorRow,
  year: number,
  { quarters, isPartial }: Pick<Span, 'quarters' | 'isPartial'>,
  extent: Extent,
  today: Day | null = null,
): IndicatorOfYear {
  const counted = quarters.filter(isQuarter);
  const range = indicator.direction === 'RANGE' ? { low: indicator.rangeLow, high: indicator.rangeHigh } : null;
  const { actual, compared, plan, basis, basisKind, reported } = standingOf(series, indicator, year, counted, extent, indicator);
  const lastYear = { target: indicator.previousTarget, shares: indicator.previousShares };
  const before = standingOf(series, indicator, year - 1, reported.length > 0 ? reported : counted, extent, lastYear);
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
    pace: extent === 'year' && today !== null ? paceOn(indicator, year, today, calendarIn(series, year)) : null,
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
      toDate: toDateOf(series, indicator, year, quarter),
    })),
    history: indicator.isHeadline ? historyOf(series, indicator, year, reported, actual, extent) : [],
  };
}

/** From Quý I to a quarter: result, target and last year's result; null where the quarter itself, or of a count one before it, is not known. */
function toDateOf(series: Series, indicator: IndicatorRow, year: number, quarter: Quarter): IndicatorOfYear['quarters'][number]['toDate'] {
  const quarters = QUARTERS.filter((one) => one <= quarter);
  const rule = ruleOf(series, indicator);
  const over = (one: number) => {
    const values = quarters.map((each) => quarterPair(series, indicator, one, each).actual);
    const isKnown = (value: QuarterValue | undefined) => value !== undefined && aggregate(rule, [value]) !== null;
    const isWhole = indicator.aggregation === 'LAST' ? isKnown(values.at(-1)) : values.every(isKnown);
    return isWhole ? aggregate(rule, values) : null;
  };
  const { target, shares, aggregation } = indicator;
  const part = aggregation === 'SUM' ? paceShare(shares, daysOfYear(series, year), quarters) : 1;
  return { actual: over(year), target: target === null ? null : rounded(target * part, 4), previous: over(year - 1) };
}

function described({ id, code, name, unit, decimals, area, direction, aggregation, isHeadline }: IndicatorRow) {
  return { id, code, name, unit, decimals, area, direction, aggregation, isHeadline };
}

function roundedChange(found: IndicatorOfYear['change']): IndicatorOfYear['change'] {
  return found && { ...found, by: rounded(found.by, 4) ?? 0 };
}
