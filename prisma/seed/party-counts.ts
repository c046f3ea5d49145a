import { saveCounts } from '@/features/party-counts/commands';
import { COUNT_COLUMNS, type Counts, totalEnd } from '@/features/party-counts/rules';
import { moment } from './calendar';
import type { People } from './hospital';
import type { SampleCell } from './party-bodies';
import { randomOf } from './random';
import type { Run } from './run';

/** At the end of 2018, in 42 cells (seeds/001). */
const MEMBERS_2018 = 518;
const ADMITTED_2018 = 35;
const NOBODY: Counts = Object.fromEntries(COUNT_COLUMNS.map((column) => [column, 0])) as Counts;

/** The year that the hospital published, and the three before this one: every cell, an explicit zero where there was nobody. */
export async function countMembers(run: Run, people: People, cells: readonly SampleCell[]): Promise<void> {
  const save = async (year: number, rows: ReadonlyMap<number, Counts>) => {
    const typed = [...rows].flatMap(([partyBodyId, counts]) =>
      COUNT_COLUMNS.map((column) => ({ partyBodyId, column, text: String(counts[column] ?? ''), version: 0 })),
    );
    await run(
      saveCounts,
      { actor: people.actor('vpdu'), now: moment(`${year === 2018 ? 2022 : year}-12-29`, 120) },
      { year, cells: typed },
    );
  };
  const sizes = sizesOf(cells.length);
  await save(2018, new Map(cells.map(({ id }, place) => [id, of2018(sizes[place] ?? 0, place)])));
  let last = new Map(
    cells.map(({ id }, place) => [
      id,
      { official: (sizes[place] ?? 0) + (place % 4 === 0 ? 1 : 0), probationary: place % 3 === 1 ? 1 : 0 },
    ]),
  );
  for (const year of [2023, 2024, 2025]) {
    const rows = new Map(cells.map(({ id }, place) => [id, next(last.get(id) ?? { official: 0, probationary: 0 }, place, year)]));
    await save(year, rows);
    last = new Map(
      [...rows].map(([id, counts]) => {
        const probationary = counts.probationaryEnd ?? 0;
        return [id, { official: (totalEnd(counts) ?? 0) - probationary, probationary }];
      }),
    );
  }
}

/** 518 members in so many cells, none smaller than six. */
function sizesOf(cells: number): number[] {
  const random = randomOf('party');
  const sizes = Array.from({ length: cells }, () => 6 + Math.floor(random() * 9));
  for (let left = MEMBERS_2018 - sizes.reduce((sum, size) => sum + size, 0), place = 0; left !== 0; place = (place + 1) % cells) {
    const step = Math.sign(left);
    if ((sizes[place] ?? 0) + step < 6) continue;
    sizes[place] = (sizes[place] ?? 0) + step;
    left -= step;
  }
  return sizes;
}

function of2018(end: number, place: number): Counts {
  const admitted = place < ADMITTED_2018 ? 1 : 0;
  const [madeOfficial, transferredIn, transferredOut] = [place % 3 === 0 ? 1 : 0, place % 7 === 0 ? 1 : 0, place % 11 === 0 ? 1 : 0];
  const start = end - admitted - transferredIn + transferredOut;
  return {
    ...NOBODY,
    ...{ admitted, madeOfficial, transferredIn, transferredOut },
    ...{ probationaryStart: madeOfficial, officialStart: start - madeOfficial, probationaryEnd: admitted },
  };
}

/** Everybody on probation is made official within the year; those who retire go to the cell of their street. */
function next({ official, probationary }: { official: number; probationary: number }, place: number, year: number): Counts {
  const happens = (every: number, shift = 0) => ((place + year + shift) % every === 0 ? 1 : 0);
  const admitted = happens(2);
  return {
    ...NOBODY,
    ...{ officialStart: official, probationaryStart: probationary, admitted, madeOfficial: probationary, probationaryEnd: admitted },
    ...{ transferredIn: happens(5), transferredOut: happens(4, 1), died: happens(40), struckOff: 0 },
    ...{ reprimanded: year === 2024 && place === 17 ? 1 : 0, warned: year === 2023 && place === 30 ? 1 : 0 },
  };
}
