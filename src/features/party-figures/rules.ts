import type { LevelCounts } from '@/features/rating-rules/rules/aggregates';
import { type CapExplained, type CapRule, explainCap } from '@/features/rating-rules/rules/cap';
import { RATED_LEVELS, type RatedLevel } from '@/features/rating-rules/rules/levels';

const COUNT = { EXCELLENT: 'excellent', GOOD: 'good', COMPLETED: 'completed', NOT_COMPLETED: 'notCompleted' } as const;

/** How many stand at a level; null when that was not published. */
export const countAt = (counts: LevelCounts, level: RatedLevel): number | null => counts[COUNT[level]];

export type Difference = { level: RatedLevel; published: number; decided: number };

/** Where published figures, each level for itself, and decided ratings disagree. What was not published disagrees with nothing. */
export function differences(published: LevelCounts, decided: LevelCounts): Difference[] {
  return RATED_LEVELS.flatMap((level) => {
    const [one, other] = [countAt(published, level), countAt(decided, level)];
    return one === null || other === null || one === other ? [] : [{ level, published: one, decided: other }];
  });
}

/**
 * The cap of figures, each level for itself. While the good ones are unknown all the others count as good, so that only what passes the
 * cap in every case is said to pass it: 80 of 518 members with 104 places (case 4).
 */
export function capOf(rule: CapRule, counts: LevelCounts & { rated: number; total: number }): CapExplained {
  const { excellent, good, rated, total } = counts;
  const cap = explainCap(rule, { excellent, good: good ?? rated - excellent, rated, total });
  return good === null ? { ...cap, other: null } : cap;
}

/** Per cent of those rated at a level, as a number for a drawing. */
export const shareOf = (count: number, rated: number): number => (rated === 0 ? 0 : (count / rated) * 100);
