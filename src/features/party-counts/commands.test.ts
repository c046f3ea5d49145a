import { anActor, freshDb } from '@tests/support/db';
import { aCell, aSecretary, seenBy } from '@tests/support/party';
import { beforeAll, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { NotFound } from '@/domain/errors';
import type { Db } from '@/server/db';
import { readParty } from '@/server/party-read';
import { saveCounts } from './commands';
import { countsOf } from './queries';
import { COUNT_COLUMNS, type CountColumn } from './rules';

const now = new Date('2026-08-15T03:00:00Z');
let db: Db;
let office: Actor;
beforeAll(async () => {
  db = await freshDb();
  office = await anActor(db, 'PARTY_OFFICE');
});

type Typed = { partyBodyId: number; column: CountColumn; text: string; version: number };
const save = (actor: Actor, cells: Typed[], year = 2025, idempotencyKey?: string) =>
  saveCounts.execute({ db, actor, now, idempotencyKey }, { year, cells });
const whole = (partyBodyId: number, texts: Partial<Record<CountColumn, string>>): Typed[] =>
  COUNT_COLUMNS.map((column) => ({ partyBodyId, column, text: texts[column] ?? '0', version: 0 }));
const rowOf = async (id: number, year = 2025) => (await seenBy(db, office, (tx) => countsOf(tx, year))).find((row) => row.id === id);
const stored = (partyBodyId: number, year = 2025) =>
  seenBy(db, office, (tx) => tx.partyYearCount.findUnique({ where: { partyBodyId_year: { partyBodyId, year } } }));

it('works the end out from the movements, and keeps a zero apart from a blank', async () => {
  const { id } = await aCell(db);
  await save(
    office,
    whole(id, { officialStart: '12', probationaryStart: '1', admitted: '2', madeOfficial: '1', probationaryEnd: '2', warned: '' }),
  );
  expect(await stored(id)).toMatchObject({ officialEnd: 13, probationaryEnd: 2, reprimanded: 0, warned: null });
  await save(office, [{ partyBodyId: id, column: 'died', text: '', version: 1 }]);
  expect(await stored(id)).toMatchObject({ officialEnd: null, died: null });
});

it('offers last year’s end beside a blank start', async () => {
  const { id } = await aCell(db);
  await save(office, whole(id, { officialStart: '7', probationaryEnd: '0' }), 2024);
  expect(await rowOf(id, 2025)).toMatchObject({ counts: { officialStart: null }, lastEnd: { official: 7, probationary: 0 } });
});

it('names what is no count, what does not fit, and a cell that was not there; nothing is written', async () => {
  const [{ id }, late] = [await aCell(db), await aCell(db, undefined, { establishedOn: '2026-01-01' })];
  const one = (text: string, column: CountColumn = 'admitted', partyBodyId = id) =>
    save(office, [{ partyBodyId, column, text, version: 0 }]);
  await expect(one('1,5')).rejects.toMatchObject({ problems: [{ path: 'cells.0', key: 'partyCounts.refused.notACount' }] });
  await expect(one('1', 'admitted', late.id)).rejects.toMatchObject({ problems: [{ key: 'partyCounts.refused.absent' }] });
  await expect(save(office, whole(id, { officialStart: '3', transferredOut: '4' }))).rejects.toMatchObject({
    problems: expect.arrayContaining([expect.objectContaining({ key: 'partyCounts.check.negative', params: { total: -1, typed: 0 } })]),
  });
  await expect(save(office, whole(id, { officialStart: '3', probationaryEnd: '4' }))).rejects.toMatchObject({
    problems: expect.arrayContaining([expect.objectContaining({ key: 'partyCounts.check.probationary', params: { total: 3, typed: 4 } })]),
  });
  expect(await stored(id)).toBeNull();
});

it('keeps what somebody else has saved since; the same count twice is no conflict, and neighbours in a row do not meet', async () => {
  const { id } = await aCell(db);
  const type = (column: CountColumn, text: string, version: number) => save(office, [{ partyBodyId: id, column, text, version }]);
  expect(await type('admitted', '2', 0)).toEqual({ saved: [`${id}/admitted`], conflicts: [] });
  expect(await type('died', '1', 0)).toEqual({ saved: [`${id}/died`], conflicts: [] });
  expect(await type('admitted', '3', 0)).toEqual({ saved: [], conflicts: [`${id}/admitted`] });
  expect(await type('admitted', '2', 0)).toEqual({ saved: [`${id}/admitted`], conflicts: [] });
  expect(await type('admitted', '3', 3)).toEqual({ saved: [`${id}/admitted`], conflicts: [] });
  expect(await stored(id)).toMatchObject({ admitted: 3, died: 1, rowVersion: 3 });
});

it('leaves no count in the memory of repeated requests', async () => {
  const { id } = await aCell(db);
  const key = '5f0c9a52-7b1e-4d3c-9a2e-1f2b3c4d5e6f';
  await save(office, [{ partyBodyId: id, column: 'admitted', text: '4321', version: 0 }], 2025, key);
  const rows = await db.$queryRaw<{ text: string }[]>`SELECT i::text AS text FROM idempotency_key i`;
  expect(rows.some(({ text }) => text.includes(`${id}/admitted`))).toBe(true);
  expect(rows.some(({ text }) => text.includes('4321'))).toBe(false);
});

it('is for the office in every cell and for a secretary in the own one', async () => {
  const [own, other] = [await aCell(db), await aCell(db)];
  const secretary = await aSecretary(db, own.id);
  const one = (partyBodyId: number): Typed => ({ partyBodyId, column: 'admitted', text: '1', version: 0 });
  await save(secretary, [one(own.id)]);
  await expect(save(secretary, [one(other.id)])).rejects.toBeInstanceOf(NotFound);
  await expect(save(secretary, [{ ...one(own.id), column: 'died' }, one(other.id)])).rejects.toBeInstanceOf(NotFound);
  expect((await readParty(secretary, 'party.read', (tx) => countsOf(tx, 2025)))?.map(({ id }) => id)).toEqual([own.id]);
  for (const role of ['PARTY_COMMITTEE', 'ADMIN', 'DIRECTOR', 'PLANNING'] as const)
    await expect(save(await anActor(db, role), [one(own.id)])).rejects.toBeInstanceOf(NotFound);
  const director = await anActor(db, 'DIRECTOR');
  expect(await readParty(director, 'party.read', (tx) => countsOf(tx, 2025))).toBeNull();
  expect(await seenBy(db, director, (tx) => countsOf(tx, 2025))).toEqual([]);
});
