import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { InvalidInput, Refusal } from '@/domain/errors';
import type { Db } from '@/server/db';
import { anActor, freshDb } from '../../../tests/support/db';
import { aCell, seenBy } from '../../../tests/support/party';
import { addBadges, decideBadges, presentBadges, proposeBadges, recordCommendation, withdrawCommendation } from './commands';
import { badgesOf, commendationsOf } from './queries';

const now = new Date('2019-01-15T03:00:00Z');
const decision = { number: '15-QĐ/TU', signedOn: '2018-11-07', authority: 'Tỉnh ủy Thái Nguyên' };
let db: Db;
let office: Actor;
let cell: number;

beforeAll(async () => {
  db = await freshDb();
  [office, cell] = [await anActor(db, 'PARTY_OFFICE'), (await aCell(db, 'CB01')).id];
});
const context = () => ({ db, actor: office, now });
const problemsOf = (work: Promise<unknown>) =>
  work.then(
    () => 'accepted',
    (error: unknown) =>
      error instanceof InvalidInput
        ? Object.fromEntries(error.problems.map(({ path, key }) => [path, key]))
        : error instanceof Refusal
          ? error.key
          : String(error),
  );

describe('the year 2018 of the seed', () => {
  it('case 6: two badges of 30 years go from due to handed over, and are 2 × 2.085.000 đ', async () => {
    const { id: badgeId } = await addBadges.execute(context(), { milestone: 30, count: 2, dueOn: '2018-11-07' });
    expect(await problemsOf(decideBadges.execute(context(), { badgeId, version: 1, decision }))).toBe(
      'partyCommendations.refused.notProposed',
    );
    await proposeBadges.execute(context(), { badgeId, version: 1 });
    await decideBadges.execute(context(), { badgeId, version: 2, decision });
    await presentBadges.execute(context(), { badgeId, version: 3 });
    const [rows, badges] = await seenBy(db, office, async (tx) => [await commendationsOf(tx, 2018), await badgesOf(tx, 2018)] as const);
    expect(rows).toMatchObject([{ type: 'Huy hiệu 30 năm tuổi Đảng', count: 2, money: 4_170_000, subjectText: '2 đảng viên' }]);
    expect(badges).toMatchObject([{ milestone: 30, count: 2, state: 'PRESENTED' }]);
  });

  it('case 7: five members for 2013–2017, by a count', async () => {
    await recordCommendation.execute(context(), {
      ...{ typeCode: 'DV_XS5_BK', count: 5, subjectText: '05 đảng viên', yearFrom: 2013, yearTo: 2017 },
      decision: { ...decision, signedOn: '2018-01-05' },
    });
    const rows = await seenBy(db, office, (tx) => commendationsOf(tx, 2017));
    expect(rows).toMatchObject([{ count: 5, yearFrom: 2013, yearTo: 2017, money: 5 * 1_950_000 }]);
  });

  it('commends a cell once for a year, and takes back with a reason', async () => {
    const given = { typeCode: 'CB_XS', partyBodyId: cell, yearFrom: 2018, yearTo: 2018, decision };
    const { id } = await recordCommendation.execute(context(), given);
    expect(await problemsOf(recordCommendation.execute(context(), given))).toBe('partyCommendations.refused.twice');
    await withdrawCommendation.execute(context(), { awardId: id, version: 1, reason: 'Ghi nhầm chi bộ' });
    expect(await problemsOf(recordCommendation.execute(context(), given))).toBe('accepted');
    const decisions = await seenBy(db, office, (tx) =>
      tx.decision.count({ where: { isParty: true, number: decision.number, signedOn: new Date('2018-11-07') } }),
    );
    expect(decisions).toBe(1);
  });
});

it('refuses what cannot be', async () => {
  const given = { typeCode: 'CB_XS', partyBodyId: cell, yearFrom: 2019, yearTo: 2019, decision };
  expect(await problemsOf(recordCommendation.execute(context(), given))).toEqual({
    'decision.signedOn': 'partyCommendations.field.beforeMerit',
  });
  expect(await problemsOf(recordCommendation.execute(context(), { ...given, partyBodyId: null, yearFrom: 2018 }))).toEqual({
    subjectText: 'partyCommendations.field.whom',
  });
  expect(await problemsOf(recordCommendation.execute(context(), { ...given, count: 0, yearFrom: 2018 }))).toHaveProperty('count');
  const onPerson = { ...given, typeCode: 'DV_XS', yearFrom: 2017, yearTo: 2017 };
  expect(await problemsOf(recordCommendation.execute(context(), onPerson))).toBe('partyCommendations.refused.notFit');
  expect(await problemsOf(addBadges.execute(context(), { milestone: 35 }))).toEqual({ milestone: 'partyCommendations.field.milestone' });
  expect(await problemsOf(addBadges.execute(context(), { milestone: 45, dueOn: '2015-02-03' }))).toEqual({
    milestone: 'partyCommendations.field.milestone',
  });
});

it('is nobody else’s: not found for planning, and no row of it is seen', async () => {
  const planning = await anActor(db, 'PLANNING');
  expect(await problemsOf(addBadges.execute({ db, actor: planning, now }, { milestone: 30 }))).toBe('common.refused.notFound');
  expect(await seenBy(db, planning, (tx) => commendationsOf(tx, 2018))).toEqual([]);
});
