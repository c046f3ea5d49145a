import 'server-only';
import type { Day } from '@/domain/date';
import type { Tx } from '@/server/db';
import { type Line, missingSameYear, sharesAbove, type Who } from '../rules/checks';
import { conditionsIn, type Facts, type Title, totalsIn } from './world';

/** A warning of something that was written all the same: at which recipient, or of the whole decision. */
export type Warning =
  | { kind: 'SAME_YEAR'; index: number; code: string }
  | { kind: 'DISSOLVED'; index: number }
  | { kind: 'SHARE'; code: string; of: string; percent: number; holders: number; workers: number };

type Known = {
  titles: readonly Title[];
  /** What the register knows of those named. */
  facts: ReadonlyMap<Who, Pick<Facts, 'held' | 'dissolvedOn'>>;
  day: Day;
};

/**
 * What is written all the same, but should be looked at again: shares of a year, a title that is missing beside, a dissolved department. Each
 * line by the law of its own year of merit.
 */
export async function warningsOf(tx: Tx, lines: readonly Line[], known: Known): Promise<Warning[]> {
  const years = [...new Set(lines.map(({ year }) => year))].sort((one, other) => other - one);
  const ofYears = await Promise.all(years.map((year) => warningsOfYear(tx, year, lines, known)));
  const dissolved = lines.flatMap(({ who }, index) => {
    const dissolvedOn = (who && known.facts.get(who)?.dissolvedOn) ?? null;
    return dissolvedOn !== null && dissolvedOn <= known.day ? [{ kind: 'DISSOLVED' as const, index }] : [];
  });
  return [...ofYears.flat(), ...dissolved];
}

async function warningsOfYear(tx: Tx, year: number, lines: readonly Line[], { titles, facts }: Known): Promise<Warning[]> {
  const [conditions, totals] = [await conditionsIn(tx, year), await totalsIn(tx, year)];
  const nameOf = new Map(titles.map(({ code, name }) => [code, name]));
  const own = lines.filter((line) => line.year === year);
  for (const { typeId, count } of own) {
    const code = titles.find(({ id }) => id === typeId)?.code;
    if (code) totals.set(code, (totals.get(code) ?? 0) + count);
  }
  const given = new Set(own.map(({ typeId }) => typeId));
  const heldBy = new Map([...facts].map(([who, { held }]) => [who, held]));
  return [
    ...missingSameYear(lines, heldBy, conditions, titles)
      .filter(({ index }) => lines[index]?.year === year)
      .map(({ index, code }) => ({ kind: 'SAME_YEAR' as const, index, code: nameOf.get(code) ?? code })),
    ...sharesAbove(conditions, totals, titles)
      .filter(({ typeId }) => given.has(typeId))
      .map(({ typeId, code, percent, holders, of }) => ({
        ...{ kind: 'SHARE' as const, percent, holders, workers: of },
        code: titles.find(({ id }) => id === typeId)?.name ?? '',
        of: nameOf.get(code) ?? code,
      })),
  ];
}
