import { expect, it } from 'vitest';
import { SYSTEM } from '@/domain/actor';
import { bodiesOn } from '@/features/party-bodies/queries';
import { countsOf } from '@/features/party-counts/queries';
import { checkOf, officialEnd, sumOf, totalEnd } from '@/features/party-counts/rules';
import { shownOf, yearsOf } from '@/features/party-figures/queries';
import { Crowd, foundHospital } from '../prisma/seed/hospital';
import { nameLeaders } from '../prisma/seed/leaders';
import { foundParty } from '../prisma/seed/party-bodies';
import { countMembers } from '../prisma/seed/party-counts';
import { commendMembers, rateCells } from '../prisma/seed/party-ratings';
import { departmentAccounts, OFFICES } from '../prisma/seed/people';
import { runner } from '../prisma/seed/run';
import { freshDb } from './support/db';
import { seenBy } from './support/party';

it('the sample’s Party has 42 cells, and 518 members at the end of 2018 (seeds/001)', async () => {
  const db = await freshDb();
  const run = runner(db);
  const people = new Crowd();
  await people.join(run, OFFICES, new Map());
  const departments = await foundHospital(run, people);
  await people.join(run, departmentAccounts(), departments);
  const cells = await foundParty(run, people, departments, await nameLeaders(run, people, departments));
  await countMembers(run, people, cells);
  for (const day of ['2018-12-31', '2026-11-23']) {
    const list = await seenBy(db, SYSTEM, (tx) => bodiesOn(tx, day));
    expect(list.filter(({ kind }) => kind === 'CELL')).toHaveLength(42);
    expect(list.filter(({ kind }) => kind === 'BOARD')).toHaveLength(2);
  }
  const of = (year: number) => seenBy(db, SYSTEM, (tx) => countsOf(tx, year));
  const rows = await of(2018);
  expect(sumOf(rows.map(({ counts }) => totalEnd(counts)))).toBe(518);
  expect(sumOf(rows.map(({ counts }) => counts.admitted))).toBe(35);
  for (const year of [2018, 2023, 2024, 2025])
    for (const { name, counts, lastEnd } of await of(year))
      expect({ name, official: officialEnd(counts), check: checkOf(counts, lastEnd) }).toMatchObject({
        official: expect.any(Number),
        check: null,
      });
  await rateCells(run, people);
  await commendMembers(run, people);
  const known = await seenBy(db, SYSTEM, (tx) => yearsOf(tx, 2025));
  const shown = (subject: string) => known.flatMap((of) => (of.year === 2025 && of.subject === subject ? (shownOf(of) ?? []) : []));
  expect(shown('CELL')).toMatchObject([{ from: 'decided', rated: 42, excellent: 8, good: 33, completed: 1, notCompleted: 0 }]);
  expect(shown('MEMBER')).toMatchObject([{ from: 'decided', total: 598 }]);
}, 120_000);
