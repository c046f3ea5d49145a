import type { Subject } from './levels';

/** What the percentage is taken of: hoàn thành tốt trở lên, only hoàn thành tốt, được xếp loại, tổng số. Both readings are in use (domain.md B4). */
export const CAP_BASES = ['GOOD_OR_BETTER', 'GOOD_ONLY', 'RATED', 'TOTAL'] as const;
export type CapBase = (typeof CAP_BASES)[number];
export const ROUNDINGS = ['HALF_UP', 'FLOOR', 'CEIL'] as const;
export type Rounding = (typeof ROUNDINGS)[number];

/** How many excellent ones a rule set allows. */
export type CapRule = { percent: number; base: CapBase; rounding: Rounding; minOne: boolean };
/**
 * Of whom the cap is counted (domain.md B4): the grassroots organisation, the bodies of one kind and level (both are the whole campaign of
 * one hospital), or the members of each cell for itself.
 */
export const CAP_SCOPES = ['PARTY_ORG', 'SAME_KIND_GROUP', 'CELL'] as const;
export type CapScope = (typeof CAP_SCOPES)[number];
/** The scopes that a cap can have for what is rated, the usual one first: only members are counted within a cell. */
export const scopesOf = (subject: Subject): CapScope[] => (subject === 'MEMBER' ? ['PARTY_ORG', 'CELL'] : ['SAME_KIND_GROUP', 'PARTY_ORG']);
/** WARN: may be passed with a reason and a document; BLOCK: by nobody. */
export const CAP_SEVERITIES = ['WARN', 'BLOCK'] as const;
export type CapSeverity = (typeof CAP_SEVERITIES)[number];
/** The cap of a rule set: how many, of whom, and how strictly. */
export type CapTerms = CapRule & { scope: CapScope; severity: CapSeverity };

/** How the levels stand, each one counted once. */
export type CapCounts = { excellent: number; good: number; rated: number; total: number };

/** The largest number of excellent ones; whole numbers only, equal to `cap_max` in the database (migration 0011). */
export function capMax(percent: number, base: number, rounding: Rounding, minOne = false): number {
  const hundredths = percent * base;
  const most =
    rounding === 'HALF_UP'
      ? Math.floor((hundredths * 2 + 100) / 200)
      : rounding === 'FLOOR'
        ? Math.floor(hundredths / 100)
        : Math.floor((hundredths + 99) / 100);
  return Math.max(most, minOne && base > 0 ? 1 : 0);
}

/** One way to read the cap: of how many, before rounding, and after it. */
export type CapReading = { base: CapBase; of: number; exact: number; limit: number };
export type CapExplained = CapReading & {
  percent: number;
  rounding: Rounding;
  /** So many excellent ones stand against the limit. */
  excellent: number;
  /** More than the limit, where somebody let it be passed with a reason. */
  allowed: number;
  /** Places left; below zero is how many too many. */
  left: number;
  isOver: boolean;
  /** The other wording of the denominator with its own number, shown beside it as information. */
  other: CapReading | null;
};

/** The largest number of excellent ones with these counts, by a rule set's own base and rounding. */
export const capOn = ({ percent, base, rounding, minOne }: CapRule, counts: CapCounts): number =>
  capMax(percent, baseCount(base, counts), rounding, minOne);

const OTHER: Partial<Record<CapBase, CapBase>> = { GOOD_OR_BETTER: 'GOOD_ONLY', GOOD_ONLY: 'GOOD_OR_BETTER' };

/**
 * The meter's arithmetic: «8 / tối đa 8 (20 % của 42 chi bộ hoàn thành tốt trở lên)» is 20 % of 42 = 8,4, rounded 8; of the 34 that are
 * only good it would be 6,8, rounded 7. `held` is what stands against the limit where it is not every excellent one (those decided);
 * `passedTo` how many were allowed in spite of it.
 */
export function explainCap(
  rule: CapRule,
  counts: CapCounts,
  { held = counts.excellent, passedTo = 0 }: { held?: number; passedTo?: number } = {},
): CapExplained {
  const reading = (base: CapBase): CapReading => {
    const of = baseCount(base, counts);
    return { base, of, exact: (rule.percent * of) / 100, limit: capMax(rule.percent, of, rule.rounding, rule.minOne) };
  };
  const own = reading(rule.base);
  const other = OTHER[rule.base];
  const allowed = Math.max(own.limit, passedTo);
  const left = allowed - held;
  return {
    ...own,
    percent: rule.percent,
    rounding: rule.rounding,
    excellent: held,
    allowed,
    left,
    isOver: left < 0,
    other: other ? reading(other) : null,
  };
}

function baseCount(base: CapBase, { excellent, good, rated, total }: CapCounts): number {
  if (base === 'GOOD_OR_BETTER') return excellent + good;
  if (base === 'GOOD_ONLY') return good;
  return base === 'RATED' ? rated : total;
}
