/** The four levels (domain.md B1), best first; what each was called is the rule set's to say. */
export const RATED_LEVELS = ['EXCELLENT', 'GOOD', 'COMPLETED', 'NOT_COMPLETED'] as const;
export type RatedLevel = (typeof RATED_LEVELS)[number];

/** Whose rating a rule set is about: đảng bộ, chi bộ, đảng viên. */
export const SUBJECTS = ['ORGANISATION', 'CELL', 'MEMBER'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** The years in which a rule set holds; without a last year it still does. */
export type Years = { fromYear: number; toYear: number | null };

/**
 * The set of a subject that counts for an evaluation year. It is the year under evaluation that decides, never the day of the decision:
 * a rating of 2018 that is decided in January 2019 follows the set of 2018 (domain.md B1). null when no set was kept for that year.
 */
export function setOfYear<Set extends Years & { subject: string }>(sets: readonly Set[], subject: Subject, year: number): Set | null {
  return sets.find((set) => set.subject === subject && set.fromYear <= year && year <= (set.toYear ?? Number.POSITIVE_INFINITY)) ?? null;
}
