import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import { InvalidInput, Refusal } from '@/domain/errors';
import { ruleSetOfYear } from '@/features/rating-rules/queries';
import { disjoint } from '@/features/rating-rules/rules/aggregates';
import type { Db } from '@/server/db';
import { publishPartyFigures } from '../../../prisma/seed/party-figures';
import { runner } from '../../../prisma/seed/run';
import { anActor, asSystem, freshDb } from '../../../tests/support/db';
import { aCell, seenBy } from '../../../tests/support/party';
import { recordFigures, showFigures } from './commands';
import { shownOf, type YearOf, yearsOf } from './queries';
import { capOf, differences } from './rules';

let db: Db;
let office: Actor;
let director: Actor;
const now = new Date('2026-11-20T02:00:00Z');
const by = () => ({ db, actor: office, now });
const cells = {
  ...{
    year: 2018,
    subject: 'CELL' as const,
    seenRevision: 0,
    mode: 'CUMULATIVE' as const,
    total: 42,
    eligible: 42,
    rated: 42,
    excellent: 8,
  },
  ...{ good: '42' as const, source: 'Hội nghị tổng kết ngày 09/01/2019' },
};
const known = async (actor: Actor, year: number, subject: YearOf['subject']) =>
  (await seenBy(db, actor, (tx) => yearsOf(tx, year))).find((of) => of.year === year && of.subject === subject);
const problem = async (act: Promise<unknown>) => {
  const error = await act.catch((caught: unknown) => caught);
  if (error instanceof InvalidInput) return error.problems[0];
  if (error instanceof Refusal) return error.key;
  throw new Error('was not refused', { cause: error });
};

beforeAll(async () => {
  db = await freshDb();
  [office, director] = [await anActor(db, 'PARTY_OFFICE'), await anActor(db, 'DIRECTOR')];
});

describe('published figures of a year', () => {
  it('case 3: as separate levels 8 and 42 of 42 are refused, with the cumulative reading offered', async () => {
    expect(await problem(recordFigures.execute(by(), { ...cells, mode: 'DISJOINT', completed: '0', notCompleted: '0' }))).toEqual({
      path: 'mode',
      key: 'partyFigures.problem.aboveRatedOffered',
      params: { sum: '8 + 42 = 50', rated: 42, levels: '8 · 34 · 0 · 0' },
    });
  });
  it('case 2: a ninth excellent one asks for a reason, which is kept', async () => {
    expect(await problem(recordFigures.execute(by(), { ...cells, excellent: 9 }))).toEqual({
      path: 'capReason',
      key: 'partyFigures.problem.overCap',
      params: { excellent: 9, limit: 8, year: '2018' },
    });
    await recordFigures.execute(by(), { ...cells, year: 2019, excellent: 9, capReason: 'Công văn 12-CV/ĐU' });
    expect((await known(office, 2019, 'CELL'))?.revisions).toMatchObject([{ excellent: 9, capReason: 'Công văn 12-CV/ĐU' }]);
    // before 2018 there was no cap
    await recordFigures.execute(by(), { ...cells, year: 2017, excellent: 28 });
  });
  it('refuses more rated than eligible, a rating of nobody, a year that has not come, and figures without a source', async () => {
    expect(await problem(recordFigures.execute(by(), { ...cells, eligible: 41 }))).toMatchObject({
      path: 'rated',
      key: 'partyFigures.problem.ratedAboveEligible',
    });
    expect(await problem(recordFigures.execute(by(), { ...cells, rated: 0, excellent: 0, good: '' }))).toMatchObject({ path: 'rated' });
    expect(await problem(recordFigures.execute(by(), { ...cells, year: 2027 }))).toMatchObject({ key: 'partyFigures.problem.future' });
    expect(await problem(recordFigures.execute(by(), { ...cells, source: ' ' }))).toMatchObject({ path: 'source' });
  });
  it('case 1: 8/42 and 42/42 are 8 · 34 · 0 · 0; a correction is a revision, and the first stays', async () => {
    await recordFigures.execute(by(), cells);
    const [first] = (await known(office, 2018, 'CELL'))?.revisions ?? [];
    expect(first && disjoint(first.mode, first)).toEqual({ excellent: 8, good: 34, completed: 0, notCompleted: 0 });
    const newspaper = { ...cells, good: '40', notCompleted: '0', source: 'Báo Thái Nguyên' };
    expect(await problem(recordFigures.execute(by(), newspaper))).toBe('partyFigures.refused.raced');
    await recordFigures.execute(by(), { ...newspaper, seenRevision: 1 });
    expect((await known(office, 2018, 'CELL'))?.revisions.map(({ revision, good, source }) => [revision, good, source])).toEqual([
      [2, 40, 'Báo Thái Nguyên'],
      [1, 42, 'Hội nghị tổng kết ngày 09/01/2019'],
    ]);
  });
  it('cases 4 and 5: 80 of 518, the rest unknown; nobody disciplined is a zero, not a blank', async () => {
    const members = { ...cells, subject: 'MEMBER' as const, total: 518, eligible: 518, rated: 518, excellent: 80, good: '' as const };
    await recordFigures.execute(by(), { ...members, disciplined: '0' });
    const of = await known(office, 2018, 'MEMBER');
    const shown = of && shownOf(of);
    expect(shown).toMatchObject({ excellent: 80, good: null, completed: null, notCompleted: null, disciplined: 0, from: 'published' });
    const set = await seenBy(db, office, (tx) => ruleSetOfYear(tx, 'MEMBER', 2018));
    expect(shown && set?.cap && capOf(set.cap, shown).limit).toBe(104);
    expect((await known(office, 2018, 'CELL'))?.revisions[0]?.disciplined).toBeNull();
  });
  it('recorded by two people at once is recorded once', async () => {
    const record = () => recordFigures.execute(by(), { ...cells, year: 2020 });
    const done = await Promise.allSettled([record(), record(), record()]);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of done) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(Refusal);
  });
  it('is seen by the director once it is shown, and no longer when it is not', async () => {
    const { aggregateId } = await recordFigures.execute(by(), { ...cells, year: 2021 });
    expect((await known(director, 2021, 'CELL'))?.revisions).toEqual([]);
    await showFigures.execute(by(), { aggregateId, rowVersion: 1, isPublished: true });
    expect((await known(director, 2021, 'CELL'))?.revisions).toMatchObject([{ excellent: 8 }]);
    expect(await problem(showFigures.execute(by(), { aggregateId, rowVersion: 1, isPublished: false }))).toBe('common.refused.conflict');
    await showFigures.execute(by(), { aggregateId, rowVersion: 2, isPublished: false });
    expect((await known(director, 2021, 'CELL'))?.revisions).toEqual([]);
    expect((await known(await anActor(db, 'PLANNING'), 2021, 'CELL'))?.revisions).toEqual([]);
  });
});

it('beside decided ratings, both are kept and the difference is told; the director sees no rating', async () => {
  await recordFigures.execute(by(), { ...cells, year: 2022, total: 3, eligible: 3, rated: 3, excellent: 0, good: '3', isPublished: true });
  const set = await seenBy(db, office, (tx) => ruleSetOfYear(tx, 'CELL', 2022));
  const bodies = [await aCell(db), await aCell(db), await aCell(db)];
  await asSystem(db, async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.party', 'on', true)`;
    const ruleSetId = set?.id ?? 0;
    const { id: campaignId } = await tx.ratingCampaign.create({
      data: { year: 2022, subject: 'CELL', ruleSetId, openedOn: toColumn('2022-11-01') },
    });
    const decision = await tx.decision.create({
      data: { kind: 'PARTY', isParty: true, number: '10-QĐ/ĐU', signedOn: toColumn('2022-12-20'), subject: 'Xếp loại' },
    });
    const levels = ['EXCELLENT', 'GOOD', 'GOOD'] as const;
    for (const [index, { id: partyBodyId }] of bodies.entries())
      await tx.partyRating.create({ data: { campaignId, partyBodyId, ruleSetId, level: levels[index] ?? null, state: 'APPRAISED' } });
    const some = { partyBodyId: { in: bodies.slice(0, 2).map(({ id }) => id) } };
    await tx.partyRating.updateMany({ where: some, data: { state: 'DECIDED', decisionId: decision.id } });
  });
  const half = await known(office, 2022, 'CELL');
  expect(half?.decided).toMatchObject({ excellent: 1, good: 1, rated: 2, total: 3, waiting: 1 });
  expect(half && shownOf(half)).toMatchObject({ from: 'published', excellent: 0, good: 3 });
  await asSystem(db, async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.party', 'on', true)`;
    const decided = await tx.partyRating.findFirstOrThrow({ where: { state: 'DECIDED' } });
    await tx.partyRating.updateMany({ where: { state: 'APPRAISED' }, data: { state: 'DECIDED', decisionId: decided.decisionId } });
  });
  const whole = await known(office, 2022, 'CELL');
  expect(whole && shownOf(whole)).toMatchObject({ from: 'decided', excellent: 1, good: 2 });
  const [latest] = whole?.revisions ?? [];
  expect(latest && whole?.decided && differences(disjoint(latest.mode, latest), whole.decided)).toEqual([
    { level: 'EXCELLENT', published: 0, decided: 1 },
    { level: 'GOOD', published: 3, decided: 2 },
  ]);
  expect(await known(director, 2022, 'CELL')).toMatchObject({ decided: null, revisions: [{ excellent: 0 }] });
});

it('the sample publishes 2008 to 2024, 2018 as it was printed, all within the rules of their years', async () => {
  const fresh = await freshDb();
  const actor = await anActor(fresh, 'PARTY_OFFICE');
  await publishPartyFigures(runner(fresh), { actor: () => actor } as never);
  const all = await seenBy(fresh, actor, (tx) => yearsOf(tx, 2018));
  expect(all).toHaveLength(17 * 3);
  expect(all.every(({ set, revisions }) => set !== null && revisions[0]?.publishedAt)).toBe(true);
  expect(all.find(({ year, subject }) => year === 2018 && subject === 'CELL')?.revisions).toMatchObject([
    { excellent: 8, good: 42, completed: 42 },
  ]);
});
