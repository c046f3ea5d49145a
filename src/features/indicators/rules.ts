/** Chiều tốt: higher is better, lower is better, inside a range, not judged. The same words as the database's enum `direction`. */
export const DIRECTIONS = ['UP', 'DOWN', 'RANGE', 'NONE'] as const;
export type Direction = (typeof DIRECTIONS)[number];

/** Cách gộp over quarters and departments. The same words as the database's enum `aggregation`. */
export const AGGREGATIONS = ['SUM', 'LAST', 'WEIGHTED_AVG', 'RATIO'] as const;
export type Aggregation = (typeof AGGREGATIONS)[number];

/** How the quarters of one indicator become a year (domain.md D3). */
export type AggregationRule = {
  aggregation: Aggregation;
  decimals: number;
  /** RATIO only: how the parts themselves are aggregated; visits are SUM, beds are LAST. */
  numerator?: Aggregation | null;
  denominator?: Aggregation | null;
  /** RATIO only: the denominator counts once for each day of its quarter (bed occupancy). */
  denominatorDays: boolean;
  /** RATIO only: 100 makes it a percentage. */
  scale: number;
};

type Computed = { aggregation: Aggregation };

/** The rule of an indicator as the catalogue gives it. */
export function ruleOf(indicator: {
  aggregation: Aggregation;
  decimals: number;
  numerator: Computed | null;
  denominator: Computed | null;
  denominatorDays: boolean;
  scale: number;
}): AggregationRule {
  const { aggregation, decimals, numerator, denominator, denominatorDays, scale } = indicator;
  return {
    aggregation,
    decimals,
    numerator: numerator?.aggregation,
    denominator: denominator?.aggregation,
    denominatorDays,
    scale,
  };
}

/** What is known of one quarter: of a department (from `figure`) or of the hospital (from `rollup_indicator`). null is «chưa có», 0 is zero. */
export type QuarterValue = {
  /** Calendar days of the quarter. */
  days: number;
  /** The value; for WEIGHTED_AVG Σ value × weight, as `rollup_indicator` keeps it (see `weighed` for a single figure). */
  value: number | null;
  /** WEIGHTED_AVG: Σ weight. */
  weight?: number | null;
  /** RATIO: the two parts of the same measure. */
  numerator?: number | null;
  denominator?: number | null;
};

/** One department's figure with its weight, in the form in which sums of many are kept. */
export function weighed(days: number, value: number | null, weight: number | null): QuarterValue {
  return { days, value: value === null || weight === null ? null : value * weight, weight: value === null ? null : weight };
}

/**
 * The value of a year, or of the quarters so far, in the indicator's own unit; null when nothing is known or a denominator is zero.
 * Quarters come oldest first. Ratios and weighted averages are never averaged: they are worked out again from their parts, over the
 * quarters in which both parts are known. A ratio without parts (a plan typed as a rate, a published year) is the last one known.
 * Everything is rounded to the indicator's decimals, as in the database: what is judged is what is shown.
 */
export function aggregate(rule: AggregationRule, quarters: readonly QuarterValue[]): number | null {
  // 71.005 / 70,4 is 1.008,59375, in binary fractions a hair less: nine decimals take the hair away before a half is decided
  return rounded(rounded(exactly(rule, quarters), 9), rule.decimals);
}

function exactly(rule: AggregationRule, quarters: readonly QuarterValue[]): number | null {
  const values = quarters.map((quarter) => quarter.value);
  switch (rule.aggregation) {
    case 'SUM':
      return total(values);
    case 'LAST':
      return last(values);
    case 'WEIGHTED_AVG': {
      const known = quarters.filter((quarter) => quarter.value !== null && isNumber(quarter.weight));
      return divided(total(known.map(({ value }) => value)), total(known.map(({ weight }) => weight ?? null)));
    }
    case 'RATIO': {
      const known = quarters.filter(hasParts);
      if (known.length === 0) return last(values);
      const numerator = part(rule.numerator ?? 'SUM', known, ({ numerator }) => numerator ?? null);
      const denominator = rule.denominatorDays
        ? total(known.map(({ denominator, days }) => (denominator ?? 0) * days))
        : part(rule.denominator ?? 'SUM', known, ({ denominator }) => denominator ?? null);
      return divided(numerator === null ? null : numerator * rule.scale, denominator);
    }
  }
}

/** One quarter of several departments together: sums of what `aggregate` works from. */
export function together(days: number, values: readonly Omit<QuarterValue, 'days'>[]): QuarterValue {
  const of = (key: 'value' | 'weight' | 'numerator' | 'denominator') => total(values.map((one) => one[key] ?? null));
  return { days, value: of('value'), weight: of('weight'), numerator: of('numerator'), denominator: of('denominator') };
}

/**
 * Result and plan of the quarters so far, like with like: the plan counts only the quarters that have a result, so that a running
 * year is not behind its own future. `comparedActual` leaves out results of quarters that were never planned: judge with it, as the
 * database does (`compared_actual`). The year's whole plan is the target.
 */
export function yearToDate(
  rule: AggregationRule,
  quarters: readonly { plan: QuarterValue; actual: QuarterValue }[],
): { plan: number | null; actual: number | null; comparedActual: number | null } {
  const isKnown = (value: QuarterValue) => value.value !== null || (rule.aggregation === 'RATIO' && hasParts(value));
  const reported = quarters.filter(({ actual }) => isKnown(actual));
  const compared = reported.filter(({ plan }) => isKnown(plan));
  const of = (some: typeof reported, measure: 'plan' | 'actual') =>
    aggregate(
      rule,
      some.map((quarter) => quarter[measure]),
    );
  return { plan: of(compared, 'plan'), actual: of(reported, 'actual'), comparedActual: of(compared, 'actual') };
}

/** The bounds of a RANGE indicator, both included. */
export type Range = { low: number | null; high: number | null };
const NO_RANGE: Range = { low: null, high: null };

/** đạt · vượt · chưa đạt · không đánh giá. */
export type Verdict = 'met' | 'exceeded' | 'notMet' | 'none';

/**
 * How a result stands to its plan. Lower is better for DOWN, so below the plan is «vượt» and equal is «đạt»; RANGE is «đạt» inside
 * its bounds whatever the plan says. 'none' when there is nothing to judge by.
 */
export function verdict(direction: Direction, actual: number | null, plan: number | null, range: Range = NO_RANGE): Verdict {
  if (actual === null || direction === 'NONE') return 'none';
  if (direction === 'RANGE') {
    if (range.low === null || range.high === null) return 'none';
    return actual >= range.low && actual <= range.high ? 'met' : 'notMet';
  }
  if (plan === null) return 'none';
  if (actual === plan) return 'met';
  return actual > plan === (direction === 'UP') ? 'exceeded' : 'notMet';
}

/** How many have a target, of these how many can be judged, met it (exceeding included) and exceeded it. */
export type Tally = { withTarget: number; reported: number; met: number; exceeded: number };

/**
 * The share of targets met and exceeded, of a department or of the hospital, over any period: the one rule, which the database keeps
 * as well (rollup_department). What has no target does not count; what has one and is not judged yet counts as not met.
 */
export function tally(judged: readonly { verdict: Verdict; hasTarget: boolean }[]): Tally {
  const targets = judged.filter(({ hasTarget }) => hasTarget);
  const count = (...verdicts: Verdict[]) => targets.filter(({ verdict }) => verdicts.includes(verdict)).length;
  return {
    withTarget: targets.length,
    reported: count('met', 'exceeded', 'notMet'),
    met: count('met', 'exceeded'),
    exceeded: count('exceeded'),
  };
}

/** Many verdicts as one: «vượt» when all are, «đạt» when none is missed; what is not judged does not count. */
export function overall(verdicts: readonly Verdict[]): Verdict {
  const judged = verdicts.filter((one) => one !== 'none');
  if (judged.length === 0) return 'none';
  if (judged.includes('notMet')) return 'notMet';
  return judged.includes('met') ? 'met' : 'exceeded';
}

/**
 * Completion of the plan, 1 = 100 %, not capped; what the database adds up in `rollup_department.completion_sum`.
 * Nothing planned is complete. DOWN turns the fraction over (a result of 0 is complete); RANGE is 1 inside its bounds and 0 outside, whatever the plan.
 */
export function completion(direction: Direction, actual: number | null, plan: number | null, range: Range = NO_RANGE): number | null {
  if (direction === 'RANGE') {
    const judged = verdict(direction, actual, plan, range);
    return judged === 'none' ? null : judged === 'met' ? 1 : 0;
  }
  if (direction === 'NONE' || actual === null || plan === null) return null;
  if (direction === 'UP') return plan === 0 ? 1 : divided(actual, plan);
  return actual === 0 ? 1 : divided(plan, actual);
}

/** What the column «% KH» says: a percentage, or for limits and ranges «đạt», «vượt 1,4», «thiếu 2,0» in the indicator's own unit. */
export type Standing =
  | { kind: 'percent'; percent: number }
  | { kind: 'within' }
  | { kind: 'over'; by: number }
  | { kind: 'under'; by: number };

/** How to say a result against its plan without a percentage that reads backwards (DESIGN.md, Type and numbers); null is «–». */
export function standing(direction: Direction, actual: number | null, plan: number | null, range: Range = NO_RANGE): Standing | null {
  if (actual === null) return null;
  if (direction === 'DOWN') {
    if (plan === null) return null;
    return actual <= plan ? { kind: 'within' } : { kind: 'over', by: difference(actual, plan) };
  }
  if (direction === 'RANGE' && range.low !== null && range.high !== null) {
    if (actual > range.high) return { kind: 'over', by: difference(actual, range.high) };
    return actual < range.low ? { kind: 'under', by: difference(range.low, actual) } : { kind: 'within' };
  }
  const percent = percentOf(actual, plan);
  return percent === null ? null : { kind: 'percent', percent };
}

/** `% CK` and the like: 386.420 of 370.000 is 104.4 (in percent); null without a denominator. */
export function percentOf(value: number | null, of: number | null): number | null {
  return divided(value === null ? null : value * 100, of);
}

/** How a value changed since the same quarters of last year: counts in %, rates in «điểm», other computed values in their own unit. */
export type Change = { kind: 'percent' | 'points' | 'unit'; by: number };

/** null when either value is missing, or a count had nothing to grow from. */
export function change(indicator: { aggregation: Aggregation; unit: string }, now: number | null, before: number | null): Change | null {
  if (now === null || before === null) return null;
  if (indicator.unit === '%') return { kind: 'points', by: difference(now, before) };
  if (indicator.aggregation === 'RATIO' || indicator.aggregation === 'WEIGHTED_AVG') return { kind: 'unit', by: difference(now, before) };
  const percent = percentOf(now - before, Math.abs(before));
  return percent === null ? null : { kind: 'percent', by: percent };
}

/** Half away from zero at so many decimals, as the database's `round(numeric, int)`. */
export function rounded(value: number, decimals: number): number;
export function rounded(value: number | null, decimals: number): number | null;
export function rounded(value: number | null, decimals: number): number | null {
  if (value === null) return null;
  const shifted = Math.round(Number(`${Math.abs(value)}e${decimals}`));
  // What is too small to be written without an exponent is nothing at four decimals; what is too large has none.
  if (Number.isNaN(shifted)) return Math.abs(value) < 1 ? 0 : value;
  return Math.sign(value) * Number(`${shifted}e-${decimals}`);
}

function isNumber(value: number | null | undefined): value is number {
  return value !== null && value !== undefined;
}

function hasParts(quarter: QuarterValue): boolean {
  return isNumber(quarter.numerator) && isNumber(quarter.denominator);
}

function part(aggregation: Aggregation, quarters: readonly QuarterValue[], of: (quarter: QuarterValue) => number | null): number | null {
  return aggregation === 'LAST' ? last(quarters.map(of)) : total(quarters.map(of));
}

function total(values: readonly (number | null)[]): number | null {
  const known = values.filter(isNumber);
  return known.length === 0
    ? null
    : rounded(
        known.reduce((sum, value) => sum + value, 0),
        4,
      );
}

function last(values: readonly (number | null)[]): number | null {
  return values.findLast(isNumber) ?? null;
}

function divided(value: number | null, by: number | null): number | null {
  return value === null || by === null || by === 0 ? null : value / by;
}

/** Figures keep four decimals; the noise of binary fractions beyond them is nobody's result. */
function difference(one: number, other: number): number {
  return rounded(one - other, 4) ?? 0;
}
