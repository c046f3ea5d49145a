import { expect, it } from 'vitest';
import { SYSTEM } from '@/domain/actor';
import { bodiesOn } from '@/features/party-bodies/queries';
import { countsOf } from '@/features/party-counts/queries';
import { checkOf, officialEnd, sumOf, totalEnd } from '@/features/party-counts/rules';
import { Crowd, foundHospital } from '../prisma/seed/hospital';
import { nameLeaders } from '../prisma/seed/leaders';
import { foundParty } from '../prisma/seed/party-bodies';
import { countMembers } from '../prisma/seed/party-counts';
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
}, 120_000);
