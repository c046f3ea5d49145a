import 'server-only';
import type { Day } from '@/domain/date';
import type { Tx } from '@/server/db';
import { type Line, missingSameYear, sharesAbove } from '../rules/checks';
import { conditionsIn, type Title, totalsIn } from './world';

/** A warning of something that was written all the same: at which recipient, or of the whole decision. */
export type Warning =
  | { kind: 'SAME_YEAR'; index: number; code: string }
  | { kind: 'DISSOLVED'; index: number }
  | { kind: 'SHARE'; code: string; of: string; percent: number; holders: number; workers: number };

type Known = {
  titles: readonly Title[];
  facts: ReadonlyMap<
    number,
    { held: { typeId: number; code: string; yearFrom: number | null; yearTo: number | null }[]; dissolvedOn: Day | null }
  >;
  day: Day;
};

/** What is written all the same, but should be looked at again: shares of the year, a title that is missing beside, a dissolved department. */
export async function warningsOf(tx: Tx, lines: readonly Line[], { titles, facts, day }: Known): Promise<Warning[]> {
  const [year = 0] = lines.map((line) => line.year).sort((one, other) => other - one);
  const conditions = await conditionsIn(tx, year);
  const totals = await totalsIn(tx, year);
  const nameOf = new Map(titles.map(({ code, name }) => [code, name]));
  for (const { typeId, count, year: ofLine } of lines) {
    const code = titles.find(({ id }) => id === typeId)?.code;
    if (code && ofLine === year) totals.set(code, (totals.get(code) ?? 0) + count);
  }
  const given = new Set(lines.map(({ typeId }) => typeId));
  const heldBy = new Map([...facts].map(([id, { held }]) => [id, held]));
  return [
    ...missingSameYear(lines, heldBy, conditions, titles).map(({ index, code }) => ({
      kind: 'SAME_YEAR' as const,
      index,
      code: nameOf.get(code) ?? code,
    })),
    ...lines.flatMap(({ personId }, index) => {
      const dissolvedOn = facts.get(personId ?? 0)?.dissolvedOn ?? null;
      return dissolvedOn !== null && dissolvedOn <= day ? [{ kind: 'DISSOLVED' as const, index }] : [];
    }),
    ...sharesAbove(conditions, totals, titles)
      .filter(({ typeId }) => given.has(typeId))
      .map(({ typeId, code, percent, holders, of }) => ({
        ...{ kind: 'SHARE' as const, percent, holders, workers: of },
        code: titles.find(({ id }) => id === typeId)?.name ?? '',
        of: nameOf.get(code) ?? code,
      })),
  ];
}
