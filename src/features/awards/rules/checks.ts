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

/** One recipient with a title, as a decision names it. */
export type Line = { typeId: number; personId: number | null; year: number; count: number };

/**
 * Lines that lack a title of the same year which their own asks for (a base fighter is an advanced worker first), by place. What the same
 * decision grants counts as held. Warnings only.
 */
export function missingSameYear(
  lines: readonly Line[],
  heldBy: ReadonlyMap<number, readonly Held[]>,
  conditions: readonly Condition[],
  titles: readonly Title[],
): { index: number; code: string }[] {
  const codeOf = new Map(titles.map(({ id, code }) => [id, code]));
  return lines.flatMap(({ typeId, personId, year }, index) =>
    conditions
      .filter((one) => one.rule === 'SAME_YEAR' && one.typeId === typeId && one.code !== null)
      .flatMap(({ code }) => {
        if (code === null) return [];
        const isHeld = personId !== null && heldIn(heldBy.get(personId) ?? [], year).has(code);
        const isBeside =
          personId !== null && lines.some((line) => line.personId === personId && line.year === year && codeOf.get(line.typeId) === code);
        return isHeld || isBeside ? [] : [{ index, code }];
      }),
  );
}

export type Share = { typeId: number; code: string; percent: number; holders: number; of: number; share: number };

/** Titles of which more are given in the year than the condition's per cent of another title: register and decision together. Percent, not rounded. */
export function sharesAbove(conditions: readonly Condition[], totals: ReadonlyMap<string, number>, titles: readonly Title[]): Share[] {
  return shares(conditions, totals, titles).filter(({ share, percent }) => share > percent);
}

/** The share that each limited title has of the other one, in per cent; Infinity when there are none of the other. */
export function shares(conditions: readonly Condition[], totals: ReadonlyMap<string, number>, titles: readonly Title[]): Share[] {
  return conditions.flatMap(({ typeId, rule, code, percent }) => {
    const own = titles.find(({ id }) => id === typeId);
    if (rule !== 'SHARE_MAX' || code === null || percent === null || !own) return [];
    const [holders, of] = [totals.get(own.code) ?? 0, totals.get(code) ?? 0];
    return holders === 0 ? [] : [{ typeId, code, percent, holders, of, share: of === 0 ? Number.POSITIVE_INFINITY : (holders / of) * 100 }];
  });
}

/** Places of recipients that an earlier one of the same list repeats, by a key that says who and what. */
export function repeated(keys: readonly string[]): number[] {
  const seen = new Set<string>();
  return keys.flatMap((key, index) => {
    if (seen.has(key)) return [index];
    seen.add(key);
    return [];
  });
}
