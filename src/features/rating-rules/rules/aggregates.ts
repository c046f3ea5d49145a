import { formatOfficialCount, formatPercent } from '@/domain/number';

/** How sums were published: each level with the better ones in it («8; 42» of 42), or each level for itself. */
export const AGGREGATE_MODES = ['CUMULATIVE', 'DISJOINT'] as const;
export type AggregateMode = (typeof AGGREGATE_MODES)[number];

/** Counts by level. null: not published, which is not zero. */
export type LevelCounts = { excellent: number; good: number | null; completed: number | null; notCompleted: number | null };
export type Aggregate = LevelCounts & { total: number; eligible: number; rated: number };

/** Each level for itself: 8 · 42 · 42 of 42 cumulative is 8 · 34 · 0 · 0 (domain.md B5). */
export function disjoint(mode: AggregateMode, { rated, ...counts }: LevelCounts & { rated: number }): LevelCounts {
  const { excellent, good, completed, notCompleted } = counts;
  if (mode === 'DISJOINT') return { excellent, good, completed, notCompleted };
  return {
    excellent,
    good: less(good, excellent),
    completed: less(completed, good),
    notCompleted: less(rated, completed),
  };
}

/** Each level with the better ones in it: 8 · 34 · 0 is 8 · 42 · 42. */
export function cumulative(mode: AggregateMode, counts: LevelCounts): { excellent: number; good: number | null; completed: number | null } {
  const { excellent, good, completed } = counts;
  if (mode === 'CUMULATIVE') return { excellent, good, completed };
  const orBetter = plus(excellent, good);
  return { excellent, good: orBetter, completed: plus(orBetter, completed) };
}

const less = (one: number | null, other: number | null) => (one === null || other === null ? null : one - other);
const plus = (one: number | null, other: number | null) => (one === null || other === null ? null : one + other);

/**
 * What published figures must be, from the figures alone: excellent and good together above the rated ones can only be cumulative;
 * four levels that add up to the rated ones can only be separate, unless both readings are the same. null when either may be.
 */
export function detectMode({
  rated,
  excellent,
  good,
  completed,
  notCompleted,
}: Omit<Aggregate, 'total' | 'eligible'>): AggregateMode | null {
  if (good === null) return 'CUMULATIVE';
  if (excellent + good > rated) return 'CUMULATIVE';
  const isSeparate = completed !== null && excellent + good + completed + (notCompleted ?? 0) === rated;
  const isCumulative = excellent <= good && (completed === null || (good <= completed && completed <= rated));
  if (isSeparate && !isCumulative) return 'DISJOINT';
  if (!isSeparate && isCumulative) return 'CUMULATIVE';
  return null;
}

/** Published percentages: 20 % excellent and 95 % good are more than 100 %, so the second holds the first. null when either may be. */
export const detectModeOfPercents = (percents: readonly number[]): AggregateMode | null =>
  percents.reduce((sum, percent) => sum + percent, 0) > 100 ? 'CUMULATIVE' : null;

/** With what follows from what was given: where all are good or better, all have completed, and nobody has not. */
export function withImplied(mode: AggregateMode, figures: Aggregate): Aggregate {
  if (mode === 'DISJOINT') return figures;
  const { rated, good, notCompleted } = figures;
  const completed = figures.completed ?? (good === rated ? rated : less(rated, notCompleted));
  return { ...figures, completed, notCompleted: notCompleted ?? less(rated, completed) };
}

export type AggregateProblem =
  | { at: 'rated'; says: 'ratedNone' }
  | { at: 'rated'; says: 'ratedAboveEligible'; rated: number; eligible: number }
  | { at: 'eligible'; says: 'eligibleAboveTotal'; eligible: number; total: number }
  /** «8 + 42 = 50 > 42», and what the same figures say when they are read as cumulative. */
  | { at: 'mode'; says: 'aboveRated'; sum: string; rated: number; offered: LevelCounts | null }
  | { at: 'mode' | 'notCompleted'; says: 'notRated'; sum: string; rated: number }
  | { at: Level; says: 'missing' }
  | { at: Level; says: 'notAscending'; lower: number; higher: number }
  | { at: Level; says: 'above'; value: number; rated: number };
type Level = 'excellent' | 'good' | 'completed' | 'notCompleted';

/** What holds against published figures, in the order of the form; empty when they may be kept. */
export function aggregateProblems(mode: AggregateMode, figures: Aggregate): AggregateProblem[] {
  const { total, eligible, rated } = figures;
  const problems: AggregateProblem[] = [];
  if (eligible > total) problems.push({ at: 'eligible', says: 'eligibleAboveTotal', eligible, total });
  if (rated < 1) problems.push({ at: 'rated', says: 'ratedNone' });
  if (rated > eligible) problems.push({ at: 'rated', says: 'ratedAboveEligible', rated, eligible });
  if (rated < 1) return problems;
  return [...problems, ...(mode === 'DISJOINT' ? ofSeparate(figures) : ofCumulative(figures))];
}

function ofSeparate(figures: Aggregate): AggregateProblem[] {
  const { rated, excellent, good } = figures;
  if (good !== null && excellent + good > rated)
    return [{ at: 'mode', says: 'aboveRated', sum: sumOf([excellent, good]), rated, offered: asCumulative(figures) }];
  const missing = (['good', 'completed', 'notCompleted'] as const).filter((level) => figures[level] === null);
  if (missing.length > 0) return missing.map((at) => ({ at, says: 'missing' }));
  const parts = [excellent, good, figures.completed, figures.notCompleted].map(Number);
  const sum = parts.reduce((one, other) => one + other, 0);
  if (sum === rated) return [];
  return [
    sum > rated
      ? { at: 'mode', says: 'aboveRated', sum: sumOf(parts), rated, offered: asCumulative(figures) }
      : { at: 'mode', says: 'notRated', sum: sumOf(parts), rated },
  ];
}

function ofCumulative({ rated, excellent, good, completed, notCompleted }: Aggregate): AggregateProblem[] {
  const given = (['excellent', 'good', 'completed'] as const).flatMap((at) => {
    const value = { excellent, good, completed }[at];
    return value === null ? [] : [{ at, value }];
  });
  if (completed !== null && good === null) return [{ at: 'good', says: 'missing' }];
  if (completed !== null && completed <= rated && notCompleted !== null && completed + notCompleted !== rated)
    return [{ at: 'notCompleted', says: 'notRated', sum: sumOf([completed, notCompleted]), rated }];
  return given.flatMap(({ at, value }, index): AggregateProblem[] => {
    const before = given[index - 1];
    if (before && before.value > value) return [{ at, says: 'notAscending', lower: before.value, higher: value }];
    return value > rated ? [{ at, says: 'above', value, rated }] : [];
  });
}

/** The same figures read as cumulative, each level for itself; null when they cannot be that either. */
function asCumulative(figures: Aggregate): LevelCounts | null {
  const { rated, good, completed } = figures;
  const read = withImplied('CUMULATIVE', {
    ...figures,
    completed: completed === 0 && good === rated ? null : completed,
    notCompleted: null,
  });
  return ofCumulative(read).length > 0 ? null : disjoint('CUMULATIVE', read);
}

const sumOf = (parts: number[]) => `${parts.join(' + ')} = ${parts.reduce((one, other) => one + other, 0)}`;

/** As official papers print a share: «08/42 (19,05 %)», «42/42 (100 %)», «80/518 (15,44 %)». Of nobody there is no share: «00/00 (–)». */
export function printedShare(count: number, of: number): string {
  return `${formatOfficialCount(count)}/${formatOfficialCount(of)} (${printedPercent(count, of)})`;
}

/** The per cent of it alone, for a column: «19,05 %», «100 %», «–» of nobody. */
export function printedPercent(count: number, of: number): string {
  const percent = hundredthsOfPercent(count, of);
  return percent === null ? formatPercent(null) : formatPercent(percent / 100, percent % 100 === 0 ? 0 : 2);
}

/** In hundredths of a per cent, half up, whole numbers only; null of nobody. */
const hundredthsOfPercent = (count: number, of: number) => (of === 0 ? null : Math.floor((count * 20_000 + of) / (2 * of)));
