/** A year of one person or collective: the titles held in it. */
export type Held = { typeId: number; code: string; yearFrom: number | null; yearTo: number | null };

/** Codes held for one year of merit: a range counts for each of its years, what has no year for none. */
export const heldIn = (held: readonly Held[], year: number): Set<string> =>
  new Set(
    held.flatMap(({ code, yearFrom, yearTo }) =>
      yearFrom !== null && yearTo !== null && yearFrom <= year && year <= yearTo ? [code] : [],
    ),
  );

/** How many years in a row a title is held, back from `year`; a gap ends the run. */
export function streakEnding(held: readonly Held[], code: string, year: number): number {
  let run = 0;
  while (heldIn(held, year - run).has(code)) run++;
  return run;
}

/** A condition of the catalogue, as the year of merit has it (domain.md C3). */
export type Condition = { typeId: number; rule: string; code: string | null; years: number | null; percent: number | null };
type Title = { id: number; code: string; name: string };

/** Titles that a run of years makes possible to propose: of conditions «n years in a row of this title», those fulfilled with this year. */
export function opened(
  held: readonly Held[],
  conditions: readonly Condition[],
  year: number,
): { typeId: number; code: string; years: number }[] {
  return conditions.flatMap(({ typeId, rule, code, years }) =>
    rule === 'STREAK' && code !== null && years !== null && streakEnding(held, code, year) >= years ? [{ typeId, code, years }] : [],
  );
}

/** Whom a line of a decision means: «PERSON 7», «DEPARTMENT 3»; null for unnamed ones, of whom nothing is known. */
export type Who = `${'PERSON' | 'DEPARTMENT'} ${number}`;
/** One recipient with a title, as a decision names it. */
export type Line = { typeId: number; who: Who | null; year: number; count: number };

/**
 * Lines that lack a title of the same year which their own asks for (a base fighter is an advanced worker first; who has the Government's flag has the ministry's), by place. What the same
 * decision grants counts as held. Warnings only.
 */
export function missingSameYear(
  lines: readonly Line[],
  heldBy: ReadonlyMap<Who, readonly Held[]>,
  conditions: readonly Condition[],
  titles: readonly Title[],
): { index: number; code: string }[] {
  const codeOf = new Map(titles.map(({ id, code }) => [id, code]));
  return lines.flatMap(({ typeId, who, year }, index) =>
    conditions
      .filter((one) => one.rule === 'SAME_YEAR' && one.typeId === typeId && one.code !== null)
      .flatMap(({ code }) => {
        if (code === null || who === null) return [];
        const isHeld = heldIn(heldBy.get(who) ?? [], year).has(code);
        const isBeside = lines.some((line) => line.who === who && line.year === year && codeOf.get(line.typeId) === code);
        return isHeld || isBeside ? [] : [{ index, code }];
      }),
  );
}

export type Share = { typeId: number; code: string; percent: number; holders: number; of: number; share: number };

/** Titles of which more are given in the year than the condition's per cent of another title: register and decision together. Percent, not rounded. */
export function sharesAbove(conditions: readonly Condition[], totals: ReadonlyMap<string, number>, titles: readonly Title[]): Share[] {
  return shares(conditions, totals, titles).filter(isAbove);
}

/** Whether a share is above its limit; exact, because 14 of 100 divided is a little more than 14 %. */
export const isAbove = ({ holders, of, percent }: Pick<Share, 'holders' | 'of' | 'percent'>): boolean => holders * 100 > of * percent;

/** The share that each limited title has of the other one, in per cent; Infinity when there are none of the other. */
export function shares(conditions: readonly Condition[], totals: ReadonlyMap<string, number>, titles: readonly Title[]): Share[] {
  return conditions.flatMap(({ typeId, rule, code, percent }) => {
    const own = titles.find(({ id }) => id === typeId);
    if (rule !== 'SHARE_MAX' || code === null || percent === null || !own) return [];
    const [holders, of] = [totals.get(own.code) ?? 0, totals.get(code) ?? 0];
    return holders === 0 ? [] : [{ typeId, code, percent, holders, of, share: of === 0 ? Number.POSITIVE_INFINITY : (holders / of) * 100 }];
  });
}

export type Years = { yearFrom: number | null; yearTo: number | null };

/**
 * Whether two awards of one title to one subject are the same (AWD-R8): of the same years; a title of emulation, which is given year by year,
 * also when the years only touch: who has it for 2023 to 2025 has it for 2024.
 */
export const isSame = (one: Years, other: Years, isYearly: boolean): boolean =>
  (one.yearFrom === other.yearFrom && one.yearTo === other.yearTo) ||
  (isYearly &&
    one.yearFrom !== null &&
    one.yearTo !== null &&
    other.yearFrom !== null &&
    other.yearTo !== null &&
    one.yearFrom <= other.yearTo &&
    other.yearFrom <= one.yearTo);

/** Places of recipients that an earlier one of the same list repeats; `key` says who and what, null that it is never the same. */
export function repeated(lines: readonly (Years & { key: string | null; isYearly: boolean })[]): number[] {
  const seen = new Map<string, Years[]>();
  return lines.flatMap(({ key, isYearly, ...years }, index) => {
    if (key === null) return [];
    const before = seen.get(key) ?? [];
    seen.set(key, [...before, years]);
    return before.some((one) => isSame(one, years, isYearly)) ? [index] : [];
  });
}
