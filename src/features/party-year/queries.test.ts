import { anActor, asSystem, freshDb } from '@tests/support/db';
import { aCell, aSecretary, seenBy } from '@tests/support/party';
import { aCampaign, aRuleSet } from '@tests/support/ratings';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import { addBadges, decideBadges, proposeBadges } from '@/features/party-commendations/commands';
import { saveCounts } from '@/features/party-counts/commands';
import { COUNT_COLUMNS } from '@/features/party-counts/rules';
import type { Db, Tx } from '@/server/db';
import { readParty } from '@/server/party-read';
import { badgeSums, matrixRatings, yearSums } from './queries';
import { disciplineOf, matrixOf, standingOf } from './rules';

let db: Db;
let office: Actor;
let committee: Actor;
let secretary: Actor;
let cells: { id: number; code: string }[];
const others = new Map<string, Actor>();
const now = new Date('2026-11-20T02:00:00Z');
const seen = <Result>(actor: Actor, read: (tx: Tx) => Promise<Result>) => seenBy(db, actor, read);
const table = async (actor: Actor, year: number) => matrixOf(await seen(actor, (tx) => matrixRatings(tx, year)));

beforeAll(async () => {
  db = await freshDb();
  [office, committee] = [await anActor(db, 'PARTY_OFFICE'), await anActor(db, 'PARTY_COMMITTEE')];
  for (const role of ['DIRECTOR', 'PLANNING', 'ADMIN', 'EMULATION'] as const) others.set(role, await anActor(db, role));
  cells = [await aCell(db, 'CB01'), await aCell(db, 'CB02'), await aCell(db, 'CB03', { establishedOn: '2018-06-01' })];
  const gone = await aCell(db, 'CB09', { dissolvedOn: '2015-01-01' });
  secretary = await aSecretary(db, cells[1]?.id ?? 0);
  const ids = cells.map(({ id }) => id);
  const [old, late] = [await aRuleSet(db, { fromYear: 2014, toYear: 2017 }), await aRuleSet(db, { fromYear: 2018 })];
  await asSystem(db, async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.party', 'on', true)`;
    await tx.$executeRaw`UPDATE rating_level SET label = 'Trong sạch, vững mạnh', short_label = 'TSVM' WHERE rule_set_id = ${old.id} AND code = 'EXCELLENT'`;
  });
  const decided = { state: 'APPRAISED', level: 'EXCELLENT' } as const;
  const campaigns = [
    await aCampaign(db, { year: 2014, ruleSetId: old.id }, [...ids.slice(0, 2), gone.id], decided),
    await aCampaign(db, { year: 2018, ruleSetId: late.id }, ids, { ...decided, level: 'GOOD' }),
    await aCampaign(db, { year: 2026, quarter: 1, ruleSetId: late.id }, ids, { ...decided, level: 'COMPLETED' }),
  ];
  await aCampaign(db, { year: 2026, quarter: 2, ruleSetId: late.id }, ids, { state: 'SELF_RATED', level: 'EXCELLENT' });
  await asSystem(db, async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.party', 'on', true)`;
    const decision = await tx.decision.create({
      data: { kind: 'PARTY', isParty: true, number: '10-QĐ/ĐU', signedOn: toColumn('2026-10-20'), subject: 'Xếp loại' },
    });
    for (const { id: campaignId } of campaigns) {
      await tx.ratingCap.update({
        where: { campaignId },
        data: { overrideLimit: 9, overrideReason: 'Cho phép', overrideDocument: '1-CV/ĐU', overrideById: office.id, overrideAt: now },
      });
      await tx.partyRating.updateMany({ where: { campaignId }, data: { state: 'DECIDED', decisionId: decision.id } });
    }
  });
});

describe('cell × year', () => {
  it('shows the office and the committee every cell under the names of its years; quarters of the asked year only', async () => {
    for (const actor of [office, committee]) {
      const { spans, rows } = await table(actor, 2026);
      expect(spans.map(({ year, quarter }) => `${year}/${quarter}`)).toEqual(['2026/2', '2026/1', '2018/0', '2014/0']);
      expect(rows.map(({ name, isCurrent, cells: of }) => [name, isCurrent, ...of.map((cell) => cell?.short ?? null)])).toEqual([
        ['Chi bộ CB01', true, 'XS', 'HT', 'T', 'TSVM'],
        ['Chi bộ CB02', true, 'XS', 'HT', 'T', 'TSVM'],
        ['Chi bộ CB03', true, 'XS', 'HT', 'T', null],
        ['Chi bộ CB09', false, null, null, null, 'TSVM'],
      ]);
      // proposed, not decided
      expect(rows[0]?.cells[0]?.isDecided).toBe(false);
      expect(rows[0]?.cells[1]?.isDecided).toBe(true);
    }
    expect((await table(office, 2018)).spans).toEqual([
      { year: 2018, quarter: 0 },
      { year: 2014, quarter: 0 },
    ]);
  });
  it('leaves a secretary the own row, and nobody else any', async () => {
    expect((await table(secretary, 2026)).rows.map(({ code }) => code)).toEqual(['CB02']);
    for (const [role, actor] of others) expect([role, await seen(actor, (tx) => matrixRatings(tx, 2026))]).toEqual([role, []]);
  });
  it('is kept in the audit as a read, with the year and no name', async () => {
    const logged = { what: 'party.matrix', of: { year: 2026 } };
    expect(await readParty(secretary, 'party.read', (tx) => matrixRatings(tx, 2026), logged)).not.toEqual([]);
    expect(await readParty(others.get('DIRECTOR') as Actor, 'party.read', (tx) => matrixRatings(tx, 2026), logged)).toBeNull();
    const reads = await seen(office, (tx) =>
      tx.auditTx.findMany({ where: { command: 'party.matrix' }, select: { actorId: true, isParty: true } }),
    );
    expect(reads).toEqual([{ actorId: secretary.id, isParty: true }]);
  });
});

describe('counts of a year', () => {
  const entered = (id: number, counts: Record<string, number>) =>
    COUNT_COLUMNS.map((column) => ({ partyBodyId: id, column, text: String(counts[column] ?? 0), version: 0 }));
  const sumsOf = (actor: Actor, year: number) => seen(actor, (tx) => yearSums(tx, year));

  it('are unknown before anybody wrote, at least so much while some did, and known when all did', async () => {
    const before = await sumsOf(office, 2018);
    expect([before.cells, standingOf(before.officialEnd), before.unfinished]).toEqual([
      3,
      'unknown',
      ['Chi bộ CB01', 'Chi bộ CB02', 'Chi bộ CB03'],
    ]);
    expect(disciplineOf(before)).toEqual({ says: 'unknown' });
    const [one, two, three] = cells.map(({ id }) => id) as [number, number, number];
    const save = (typed: ReturnType<typeof entered>) => saveCounts.execute({ db, actor: office, now }, { year: 2018, cells: typed });
    await save([
      ...entered(one, { officialStart: 250, admitted: 20, probationaryEnd: 20 }),
      ...entered(two, { officialStart: 230, admitted: 15, probationaryEnd: 15 }),
    ]);
    const some = await sumsOf(office, 2018);
    expect([some.officialEnd.sum, some.officialEnd.missing, some.unfinished]).toEqual([480, 1, ['Chi bộ CB03']]);
    expect(disciplineOf(some)).toEqual({ says: 'noneSoFar', missing: 1, cells: 3 });
    await save(entered(three, { officialStart: 3 }));
    const all = await sumsOf(committee, 2018);
    expect([all.officialEnd.sum + all.probationaryEnd.sum, all.admitted.sum, standingOf(all.officialEnd), all.unfinished]).toEqual([
      518,
      35,
      'known',
      [],
    ]);
    expect(disciplineOf(all)).toEqual({ says: 'none' });
    // nobody was asked whom not to rate
    expect(standingOf(all.exempt)).toBe('unknown');
  });
  it('are the own cell’s for its secretary, and of no cell for the director', async () => {
    const own = await sumsOf(secretary, 2018);
    expect([own.cells, own.officialEnd.sum, own.probationaryEnd.sum]).toEqual([1, 230, 15]);
    for (const actor of others.values())
      expect(await sumsOf(actor, 2018)).toMatchObject({ cells: 0, unfinished: [], officialEnd: { sum: 0 } });
  });
});

it('badges by milestone: two of 30 years given in 2018, what is due until the end of the year, no name', async () => {
  const by = { db, actor: office, now };
  const { id } = await addBadges.execute(by, { milestone: 30, count: 2, dueOn: '2018-11-07' });
  await addBadges.execute(by, { milestone: 40, count: 3, dueOn: '2018-09-02' });
  await addBadges.execute(by, { milestone: 50, count: 1, dueOn: '2019-02-03' });
  await proposeBadges.execute(by, { badgeId: id, version: 1 });
  await decideBadges.execute(by, {
    badgeId: id,
    version: 2,
    decision: { number: '15-QĐ/TU', signedOn: '2018-11-07', authority: 'Tỉnh ủy' },
  });
  expect(await seen(office, (tx) => badgeSums(tx, 2018))).toEqual([
    { milestone: 30, due: 0, given: 2, presented: 0 },
    { milestone: 40, due: 3, given: 0, presented: 0 },
  ]);
  for (const actor of [...others.values(), secretary]) expect(await seen(actor, (tx) => badgeSums(tx, 2018))).toEqual([]);
});
