import { isQuarter, type PeriodRef, quarterDays, quartersOf } from '@/domain/period';
import { FIRST_YEAR_OF_QUARTERS } from '@/features/cell-ratings/schema';
import { cumulative, type LevelCounts } from '@/features/rating-rules/rules/aggregates';
import { type CapExplained, type CapRule, explainCap } from '@/features/rating-rules/rules/cap';
import { RATED_LEVELS, type RatedLevel, type Subject } from '@/features/rating-rules/rules/levels';

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

/** A year as a whole (`quarter` 0), or a quarter of one from 2026 on (HD 02-HD/BTCTW). */
export type RatedSpan = { year: number; quarter: number };

/** The span that a period of the address asks for: what gathers quarters, and every quarter before 2026, is the year as a whole. */
export const spanOf = ({ year, quarter }: PeriodRef): RatedSpan => ({
  year,
  quarter: year >= FIRST_YEAR_OF_QUARTERS ? (quarter ?? 0) : 0,
});

/**
 * The spans that a review of a period speaks of: of the year its own rating; of 6 or 9 tháng, where ratings go by quarter, each quarter for
 * itself, because levels of two quarters add up to nothing. Before 2026 a part of a year has none.
 */
export function spansOf({ year, quarter, part }: PeriodRef): RatedSpan[] {
  if (quarter === null && !part) return [{ year, quarter: 0 }];
  if (year < FIRST_YEAR_OF_QUARTERS) return [];
  return quartersOf({ quarter, part }).map((one) => ({ year, quarter: one }));
}

/** Whether a span has not begun by this day: nothing of it can have been published. */
export const isAhead = ({ year, quarter }: RatedSpan, today: string): boolean =>
  today < (isQuarter(quarter) ? quarterDays(year, quarter).startsOn : `${year}-01-01`);

/** One sentence of a report, before it has words. `of` is how many were rated; a count of discipline is an explicit number, 0 for nobody. */
export type Sentence =
  | { says: 'level'; level: RatedLevel }
  | { says: 'share' | 'orBetter'; level: 'EXCELLENT' | 'GOOD'; count: number; of: number }
  | { says: 'discipline'; count: number };

/**
 * What figures of a subject, each level for itself, come to in a report: the organisation's own level; «08/42 … hoàn thành xuất sắc» and
 * «42/42 … hoàn thành tốt trở lên»; discipline when it is known. What was not published is not said.
 */
export function sentencesOf(
  subject: Subject,
  { disciplined, rated, ...counts }: LevelCounts & { rated: number; disciplined: number | null },
): Sentence[] {
  const discipline: Sentence[] = disciplined === null ? [] : [{ says: 'discipline', count: disciplined }];
  if (subject === 'ORGANISATION') {
    const level = levelOfOne(counts);
    return level ? [{ says: 'level', level }, ...discipline] : discipline;
  }
  const { good } = cumulative('DISJOINT', counts);
  return [
    { says: 'share', level: 'EXCELLENT', count: counts.excellent, of: rated },
    ...(good === null ? [] : [{ says: 'orBetter', level: 'GOOD', count: good, of: rated } as const]),
    ...discipline,
  ];
}

/** The level of the one that was rated; null when it is not one. */
export const levelOfOne = (counts: LevelCounts): RatedLevel | null => RATED_LEVELS.find((level) => countAt(counts, level) === 1) ?? null;

/** A name that later rules kept stands once, from its first year to its last. Takes the years in order. */
export function runsOf(years: readonly { year: number; label: string }[]): { label: string; fromYear: number; toYear: number }[] {
  const runs: { label: string; fromYear: number; toYear: number }[] = [];
  for (const { year, label } of years) {
    const run = runs.at(-1);
    if (run?.label === label) run.toYear = year;
    else runs.push({ label, fromYear: year, toYear: year });
  }
  return runs;
}
