/** A run of excellent years is rewarded at five; the next run begins after it (domain.md B6, the restart marked OKU there). */
export const RUN = 5;

/** The last years of each run of five excellent years in a row, ascending. `years`: excellent ones, in any order. */
export function runsOfFive(years: readonly number[]): number[] {
  const ends: number[] = [];
  let length = 0;
  let before = Number.NaN;
  for (const year of [...new Set(years)].sort((one, other) => one - other)) {
    length = year === before + 1 ? length + 1 : 1;
    before = year;
    if (length < RUN) continue;
    ends.push(year);
    length = 0;
  }
  return ends;
}

/** Years of Party membership that a badge marks (HD 01-HD/TW 2021; 45 since 25/7/2016). */
export const MILESTONES = [30, 40, 45, 50, 55, 60, 65, 70, 75, 80, 85, 90] as const;

/** Whether a badge of this milestone existed in a year. */
export const milestoneIn = (milestone: number, year: number): boolean =>
  (MILESTONES as readonly number[]).includes(milestone) && (milestone !== 45 || year >= 2016);

/** The days of a year on which badges are presented. */
export const PRESENTATIONS = ['02-03', '05-19', '09-02', '11-07'] as const;

/** The presentation on which a badge that is due on a day is given: that day or the next one (ISO). */
export function presentationOf(dueOn: string): string {
  const year = Number(dueOn.slice(0, 4));
  return PRESENTATIONS.map((day) => `${year}-${day}`).find((day) => day >= dueOn) ?? `${year + 1}-${PRESENTATIONS[0]}`;
}
