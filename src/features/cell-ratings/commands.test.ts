import { aDepartment, anActor, anIndicator, aQuarter, asSystem, freshDb } from '@tests/support/db';
import { aCell, aSecretary, seenBy } from '@tests/support/party';
import { aCampaign, aRuleSet } from '@tests/support/ratings';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import { departmentTallies } from '@/features/tasks/queries';
import { sumOf } from '@/features/tasks/rules';
import type { Db, Prisma } from '@/server/db';
import {
  addBodies,
  appeal,
  appraise,
  closeCampaign,
  decide,
  decideMembers,
  openCampaign,
  passCap,
  pasteMembers,
  publishRatings,
  recordMeeting,
  recordMembers,
  returnRating,
  selfRate,
} from './commands';
import { campaignOf } from './queries/campaign';
import { evidenceOf } from './queries/evidence';
import { memberLines } from './queries/members';
import { ratingLines } from './queries/sheet';
import { stepsOf } from './queries/steps';

let db: Db;
let office: Actor;
let committee: Actor;
const cells: number[] = [];
const now = new Date('2026-12-15T03:00:00Z');
let ruleSetId: number;

beforeAll(async () => {
  db = await freshDb();
  [office, committee] = [await anActor(db, 'PARTY_OFFICE'), await anActor(db, 'PARTY_COMMITTEE')];
  ruleSetId = (await aRuleSet(db)).id;
  await aRuleSet(db, { subject: 'MEMBER' });
  for (let place = 0; place < 10; place++) cells.push((await aCell(db)).id);
});

const by = (actor: Actor = office) => ({ db, actor, now });
const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error: { problems?: { path: string; key: string }[]; key?: string; message: string }) =>
      error.problems?.map(({ path, key }) => `${path} ${key}`).join() ?? error.key ?? error.message,
  );
let serial = 0;
const decision = (signedOn = '2026-12-31') => ({
  number: `${++serial}-QĐ/ĐU`,
  ...{ signedOn, authority: 'Đảng ủy Bệnh viện', signer: 'Bùi Quang Thắng' },
});
const open = (year: number, more: object = {}) => openCampaign.execute(by(), { year, subject: 'CELL', openedOn: `${year}-11-15`, ...more });
const rowOf = (id: number) => seenBy(db, office, (tx) => tx.partyRating.findUniqueOrThrow({ where: { id } }));
const firstOf = (campaignId: number, partyBodyId = cells[0] ?? 0) =>
  seenBy(db, office, (tx) => tx.partyRating.findUniqueOrThrow({ where: { campaignId_partyBodyId: { campaignId, partyBodyId } } }));
const meeting = (ratingId: number, version: number, more: object = {}) => ({
  ...{ ratingId, version, level: 'EXCELLENT' as const, eligibleVoters: 20, present: 18 },
  ...{ excellent: 16, good: 1, completed: 0, notCompleted: 0, invalid: 1, ...more },
});

describe('opening a campaign', () => {
  it('takes the rule set of the year and every cell that existed in it, once', async () => {
    const gone = await aCell(db, undefined, { dissolvedOn: '2020-06-01' });
    const { id, count } = await open(2021);
    expect(count).toBe(cells.length);
    expect(await refusalOf(open(2021))).toBe('cellRatings.refused.opened');
    const early = await open(2019);
    expect(early.count).toBe(cells.length + 1);
    const late = await aCell(db);
    expect(await addBodies.execute(by(), { campaignId: id })).toEqual({ count: 1 });
    const rows = await seenBy(db, office, (tx) => tx.partyRating.findMany({ where: { campaignId: id } }));
    expect(rows.map((row) => row.state)).toEqual(Array(cells.length + 1).fill('DRAFT'));
    expect(rows.some((row) => row.partyBodyId === gone.id)).toBe(false);
    expect(rows.some((row) => row.partyBodyId === late.id)).toBe(true);
    const absent = { campaignId: id, partyBodyId: gone.id, ruleSetId };
    await expect(asSystem(db, (tx) => tx.partyRating.create({ data: absent }))).rejects.toThrow(/party_rating_cell_absent/);
  });

  it('refuses a year without a rule set, and quarters before 2026', async () => {
    expect(await refusalOf(open(2007))).toBe('year cellRatings.refused.noRuleSet');
    expect(await refusalOf(open(2025, { quarter: 2 }))).toBe('quarter cellRatings.refused.noQuarters');
    expect(await refusalOf(open(2026, { quarter: 2, openedOn: '2026-06-20' }))).toBeNull();
  });

  it('closes when everything is decided, and then nothing changes', async () => {
    const { id, ratings } = await aCampaign(db, { year: 2050, ruleSetId }, cells.slice(0, 2), { state: 'APPRAISED', level: 'GOOD' });
    const close = () => refusalOf(closeCampaign.execute(by(), { campaignId: id, version: 1 }));
    expect(await close()).toBe('cellRatings.refused.undecided');
    const rows = ratings.map((ratingId) => ({ ratingId, version: 1, level: 'GOOD' as const }));
    await decide.execute(by(committee), { campaignId: id, decision: decision('2050-12-31'), rows });
    expect(await close()).toBeNull();
    const [ratingId = 0] = ratings;
    expect(await refusalOf(appeal.execute(by(), { ratingId, version: 2, reason: 'Xem lại' }))).toBe('cellRatings.refused.closed');
  });
});

describe('the road of one cell', () => {
  it('goes from the self-rating to the published decision, a step a row', async () => {
    const { id: campaignId } = await open(2022);
    const [cell = 0, other = 0] = cells;
    const [secretary, stranger] = [await aSecretary(db, cell), await aSecretary(db, other)];
    const { id: ratingId } = await firstOf(campaignId);
    const rating = { ratingId, version: 1 };
    const self = { ...rating, level: 'EXCELLENT' as const, score: '95,7', note: 'Hoàn thành 100 % nhiệm vụ' };
    expect(await refusalOf(selfRate.execute(by(stranger), self))).toBe('common.refused.notFound');
    expect(await refusalOf(recordMeeting.execute(by(secretary), meeting(ratingId, 1)))).toBe('cellRatings.refused.notNext');
    await selfRate.execute(by(secretary), self);
    expect(await refusalOf(selfRate.execute(by(secretary), self))).toBe('common.refused.conflict');

    expect(await refusalOf(recordMeeting.execute(by(secretary), meeting(ratingId, 2, { good: 3 })))).toBe(
      'excellent cellRatings.refused.ballotsAbove',
    );
    await recordMeeting.execute(by(secretary), meeting(ratingId, 2));

    const lower = { ratingId, version: 3, level: 'GOOD' as const };
    expect(await refusalOf(appraise.execute(by(secretary), lower))).toBe('common.refused.notFound');
    expect(await refusalOf(appraise.execute(by(), lower))).toBe('reason cellRatings.refused.reasonNeeded');
    expect(await refusalOf(appraise.execute(by(), { ratingId, version: 3, level: 'EXCELLENT', discipline: 'REPRIMAND' }))).toBe(
      'level cellRatings.refused.disciplined',
    );
    await returnRating.execute(by(), { ratingId, version: 3, reason: 'Thiếu biên bản' });
    await recordMeeting.execute(by(secretary), meeting(ratingId, 4));
    await appraise.execute(by(), { ratingId, version: 5, level: 'GOOD', reason: 'Còn 2 nhiệm vụ trễ' });
    expect(await rowOf(ratingId)).toMatchObject({ state: 'APPRAISED', level: 'GOOD', evidence: { departments: 0 } });

    const rows = [{ ratingId, version: 6, level: 'GOOD' as const }];
    const decided = await decide.execute(by(committee), { campaignId, decision: decision('2022-12-20'), rows });
    expect(decided).toEqual({ count: 1, differing: 0, isEarly: true });
    const again = { campaignId, decision: decision(), rows: [{ ratingId, version: 7, level: 'EXCELLENT' as const }] };
    expect(await refusalOf(decide.execute(by(committee), again))).toBe('cellRatings.refused.alreadyDecided');
    expect(await publishRatings.execute(by(committee), { campaignId })).toEqual({ count: 1 });
    await appeal.execute(by(secretary), { ratingId, version: 8, reason: 'Hai nhiệm vụ trễ do dịch' });
    await decide.execute(by(committee), { ...again, rows: [{ ratingId, version: 9, level: 'COMPLETED' }] });

    const steps = await seenBy(db, office, (tx) => stepsOf(tx, ratingId));
    expect(steps.map(({ step, level }) => `${step} ${level}`).reverse()).toEqual([
      ...['SELF EXCELLENT', 'CELL_MEETING EXCELLENT', 'APPRAISAL null', 'CELL_MEETING EXCELLENT', 'APPRAISAL GOOD'],
      ...['DECISION GOOD', 'APPEAL null', 'DECISION COMPLETED'],
    ]);
    expect(steps.find(({ step }) => step === 'CELL_MEETING')?.votes).toMatchObject({ present: 18, excellent: 16, invalid: 1 });
    await expect(asSystem(db, (tx) => tx.partyRatingStep.deleteMany({ where: { ratingId } }))).rejects.toThrow();
    const seen = await seenBy(db, secretary, async (tx) => {
      const campaign = await campaignOf(tx, { year: 2022, quarter: 0, subject: 'CELL' });
      return campaign && { cap: campaign.cap, lines: await ratingLines(tx, campaign, '2026-12-15') };
    });
    expect(seen?.cap).toBeNull();
    expect(seen?.lines.map(({ partyBodyId }) => partyBodyId)).toEqual([cell]);
  });

  it('knows only the levels of its year', async () => {
    const { id } = await aRuleSet(db, { fromYear: 2010, toYear: 2013, levels: ['EXCELLENT', 'GOOD', 'COMPLETED'] });
    const { ratings } = await aCampaign(db, { year: 2012, ruleSetId: id }, cells.slice(0, 1), { state: 'DRAFT', level: null });
    const [ratingId = 0] = ratings;
    const rate = (level: 'NOT_COMPLETED' | 'GOOD') => refusalOf(selfRate.execute(by(), { ratingId, version: 1, level }));
    expect(await rate('NOT_COMPLETED')).toBe('level cellRatings.refused.noSuchLevel');
    expect(await rate('GOOD')).toBeNull();
  });
});

describe('the cap', () => {
  const rowsOf = (ratings: readonly number[], level: 'EXCELLENT' | 'GOOD' = 'EXCELLENT') =>
    ratings.map((ratingId) => ({ ratingId, version: 1, level }));

  it('lets the last within it pass and no more, but for a reason that stands on the sheet ever after', async () => {
    // ten cells: 20 % of 10 good or better is 2
    const { id: campaignId, ratings } = await aCampaign(db, { year: 2031, ruleSetId }, cells, { state: 'APPRAISED', level: 'GOOD' });
    const act = (rows: ReturnType<typeof rowsOf>, more: object = {}) =>
      decide.execute(by(committee), { campaignId, decision: decision('2031-12-31'), rows, ...more });
    expect(await refusalOf(act(rowsOf(ratings.slice(0, 3))))).toBe('cellRatings.refused.overCap');
    await act(rowsOf(ratings.slice(0, 2)));
    expect(await refusalOf(act(rowsOf(ratings.slice(2, 3))))).toBe('cellRatings.refused.overCap');
    expect(await refusalOf(act(rowsOf(ratings.slice(2, 3)), { override: { reason: ' ', document: '112-CV/ĐU' } }))).toMatch(
      /^override\.reason /,
    );
    const override = { reason: 'Đảng ủy cấp trên cho phép 25 %', document: '112-CV/ĐU' };
    await act(rowsOf(ratings.slice(2, 3)), { override });
    const seen = await seenBy(db, office, (tx) => campaignOf(tx, { year: 2031, quarter: 0, subject: 'CELL' }));
    expect(seen?.cap).toMatchObject({
      reading: { limit: 2, of: 10, exact: 2, excellent: 3, allowed: 3, isOver: false },
      counts: { decided: 3 },
      override: { limit: 3, ...override, by: committee.displayName },
    });
    // the reason was for three, not for four
    expect(await refusalOf(act(rowsOf(ratings.slice(3, 4))))).toBe('cellRatings.refused.overCap');
    const pass = (limit: number, actor = committee) =>
      refusalOf(passCap.execute(by(actor), { campaignId, limit, reason: 'Bổ sung một chi bộ', document: '113-CV/ĐU' }));
    expect(await pass(3)).toBe('limit cellRatings.refused.limitNotAbove');
    expect(await pass(4)).toBeNull();
    await act(rowsOf(ratings.slice(3, 4)));
    // what is within the cap leaves no reason behind
    await act(rowsOf(ratings.slice(4), 'GOOD'), { override: { reason: 'Không cần', document: '0' } });
    expect((await seenBy(db, office, (tx) => campaignOf(tx, { year: 2031, quarter: 0, subject: 'CELL' })))?.cap?.override?.document).toBe(
      '113-CV/ĐU',
    );
  });

  it('holds in the database itself, past every command', async () => {
    const { ratings } = await aCampaign(db, { year: 2032, ruleSetId }, cells, { state: 'APPRAISED', level: 'GOOD' });
    const made = await asSystem(db, (tx) => tx.decision.create({ data: { kind: 'PARTY', isParty: true, subject: 'x', number: 'x' } }));
    const data = { state: 'DECIDED', level: 'EXCELLENT', decisionId: made.id } satisfies Prisma.PartyRatingUncheckedUpdateInput;
    await expect(asSystem(db, (tx) => tx.partyRating.updateMany({ where: { id: { in: ratings.slice(0, 3) } }, data }))).rejects.toThrow(
      /rating_cap_limit/,
    );
  });

  it('is not there in a year whose rule set has none', async () => {
    const { id } = await aRuleSet(db, {
      fromYear: 2014,
      toYear: 2017,
      capPercent: null,
      capBase: null,
      capRounding: null,
      capSeverity: null,
    });
    const { id: campaignId, ratings } = await aCampaign(db, { year: 2015, ruleSetId: id }, cells, { state: 'APPRAISED', level: 'GOOD' });
    expect(await refusalOf(decide.execute(by(committee), { campaignId, decision: decision(), rows: rowsOf(ratings) }))).toBeNull();
    expect(await refusalOf(passCap.execute(by(), { campaignId, limit: 9, reason: 'x', document: 'y' }))).toBe('cellRatings.refused.noCap');
  });

  it('lets nobody pass where the rules of the year say so; what was let through before they did stays', async () => {
    const set = await aRuleSet(db, { fromYear: 2013, toYear: 2013, capSeverity: 'BLOCK' });
    const { id: campaignId, ratings } = await aCampaign(db, { year: 2013, ruleSetId: set.id }, cells, {
      state: 'APPRAISED',
      level: 'GOOD',
    });
    const override = { reason: 'Cấp trên cho phép', document: '114-CV/ĐU' };
    const act = (rows: ReturnType<typeof rowsOf>, more: object = {}) =>
      refusalOf(decide.execute(by(committee), { campaignId, decision: decision('2013-12-31'), rows, ...more }));
    const pass = () => refusalOf(passCap.execute(by(committee), { campaignId, limit: 3, ...override }));
    expect(await act(rowsOf(ratings.slice(0, 2)))).toBeNull();
    expect(await act(rowsOf(ratings.slice(2, 3)), { override })).toBe('cellRatings.refused.capBlocks');
    expect(await pass()).toBe('cellRatings.refused.capBlocks');
    const severity = (capSeverity: 'WARN' | 'BLOCK') =>
      asSystem(db, (tx) => tx.ratingRuleSet.update({ where: { id: set.id }, data: { capSeverity } }));
    await severity('WARN');
    expect(await pass()).toBeNull();
    await severity('BLOCK');
    expect(await act(rowsOf(ratings.slice(2, 3)))).toBeNull();
    expect(await act(rowsOf(ratings.slice(3, 4)), { override })).toBe('cellRatings.refused.capBlocks');
  });

  it('refuses a row that somebody changed meanwhile, and a decision number twice', async () => {
    const { id: campaignId, ratings } = await aCampaign(db, { year: 2033, ruleSetId }, cells, { state: 'APPRAISED', level: 'GOOD' });
    const [first = 0, second = 0] = ratings;
    const stale = { campaignId, decision: decision(), rows: [{ ratingId: first, version: 0, level: 'GOOD' as const }] };
    expect(await refusalOf(decide.execute(by(), stale))).toBe('common.refused.conflict');
    const same = decision();
    await decide.execute(by(), { campaignId, decision: same, rows: rowsOf([first], 'GOOD') });
    expect(await refusalOf(decide.execute(by(), { campaignId, decision: same, rows: rowsOf([second], 'GOOD') }))).toBe(
      'decision.number cellRatings.refused.decisionExists',
    );
  });
});

describe('members as counts', () => {
  const counts = {
    total: 12,
    exempt: 1,
    exemptReason: 'Miễn công tác',
    eligible: 11,
    rated: 10,
    excellent: 2,
    good: 8,
    completed: 0,
    notCompleted: 0,
  };

  it('are kept by each cell, decided by one decision, and capped over the sum of the hospital', async () => {
    const { id: campaignId } = await openCampaign.execute(by(), { year: 2024, subject: 'MEMBER', openedOn: '2024-11-15' });
    const asked = { year: 2024, quarter: 0, subject: 'MEMBER' } as const;
    const lines = () =>
      seenBy(db, office, async (tx) => {
        const campaign = await campaignOf(tx, asked);
        return campaign ? { cap: campaign.cap, rows: await memberLines(tx, campaign) } : null;
      });
    const bodies = (await lines())?.rows.map(({ partyBodyId }) => partyBodyId) ?? [];
    expect(bodies.length).toBeGreaterThanOrEqual(cells.length);
    const [cell = 0, other = 0, ...rest] = bodies;
    const [secretary, stranger] = [await aSecretary(db, cell), await aSecretary(db, other)];
    const record = (actor: Actor, partyBodyId: number, more: object = {}) =>
      refusalOf(recordMembers.execute(by(actor), { campaignId, partyBodyId, version: 1, ...counts, ...more }));
    expect(await record(stranger, cell)).toBe('common.refused.notFound');
    expect(await record(secretary, cell, { eligible: 12 })).toBe('eligible cellRatings.refused.eligibleAbove');
    expect(await record(secretary, cell)).toBeNull();
    const all = (more: object = {}) => decideMembers.execute(by(committee), { campaignId, decision: decision('2024-12-31'), ...more });
    expect(await refusalOf(all())).toBe('cellRatings.refused.membersMissing');
    for (const id of rest) expect(await record(office, id)).toBeNull();
    // one cell alone may be over a fifth; the hospital may not
    expect(await record(office, other, { excellent: 9, good: 1 })).toBeNull();
    expect(await refusalOf(all())).toBe('cellRatings.refused.overCap');
    expect(await refusalOf(all({ override: { reason: 'Cấp trên cho phép', document: '7-CV/ĐU' } }))).toBeNull();
    expect((await lines())?.cap).toMatchObject({ override: { document: '7-CV/ĐU' } });
    expect(await refusalOf(all())).toBe('cellRatings.refused.alreadyDecided');
    expect(await record(office, cell, { version: 3 })).toBe('cellRatings.refused.alreadyDecided');
  });

  it('are pasted for many cells at once: all of it, or nothing', async () => {
    const { id: campaignId } = await openCampaign.execute(by(), { year: 2022, subject: 'MEMBER', openedOn: '2022-11-15' });
    const rows = await seenBy(db, office, (tx) => tx.memberRating.findMany({ where: { campaignId }, include: { partyBody: true } }));
    const text = rows.map(({ partyBody: { code } }) => `${code}\t10\t0\t10\t10\t2\t8\t0\t0`);
    const paste = (lines: string[]) => refusalOf(pasteMembers.execute(by(), { campaignId, text: lines.join('\n') }));
    const counted = () => seenBy(db, office, (tx) => tx.memberRating.count({ where: { campaignId, state: 'CELL_REVIEWED' } }));
    expect(await paste([...text.slice(1), `${rows[0]?.partyBody.code}\t10\t0\t10\t10\t3\t8\t0\t0`])).toBe(
      'text cellRatings.refused.levelsSum',
    );
    expect([await counted(), await paste(['Tổng\t1\t2'])]).toEqual([0, 'text cellRatings.paste.nothing']);
    expect(await paste(text)).toBeNull();
    expect(await counted()).toBe(rows.length);
    const cap = await seenBy(db, office, (tx) => tx.ratingCap.findUniqueOrThrow({ where: { campaignId } }));
    expect(cap).toMatchObject({ totalCount: 10 * rows.length, excellentCount: 2 * rows.length, capLimit: 2 * rows.length });
    await decideMembers.execute(by(committee), { campaignId, decision: decision('2022-12-31') });
    expect(await paste(text.slice(0, 1))).toBe('text cellRatings.paste.decided');
  });

  it('stand against the cap of their own cell where the rules of the year count by cell', async () => {
    const ofCells = (year: number, more: object) =>
      aRuleSet(db, { subject: 'MEMBER', fromYear: year, toYear: year, capScope: 'CELL', ...more });
    const ready = async (year: number, excellent: number) => {
      const { id: campaignId } = await openCampaign.execute(by(), { year, subject: 'MEMBER', openedOn: `${year}-11-15` });
      const bodies = await seenBy(db, office, (tx) => tx.memberRating.findMany({ where: { campaignId }, orderBy: { partyBodyId: 'asc' } }));
      for (const [place, { partyBodyId }] of bodies.entries())
        await recordMembers.execute(by(), {
          ...{ campaignId, partyBodyId, version: 1, ...counts },
          ...(place === 0 ? { excellent, good: 10 - excellent } : { excellent: 0, good: 10 }),
        });
      return {
        cap: () => seenBy(db, office, (tx) => tx.ratingCap.findUniqueOrThrow({ where: { campaignId } })),
        cells: bodies.length,
        decided: (more: object = {}) =>
          refusalOf(decideMembers.execute(by(committee), { campaignId, decision: decision(`${year}-12-31`), ...more })),
      };
    };
    const override = { reason: 'Cấp trên cho phép', document: '8-CV/ĐU' };
    await ofCells(2036, {});
    const warned = await ready(2036, 3);
    // three of ten in one cell and nobody elsewhere: well below a fifth of the hospital, one above a fifth of the cell
    expect(await warned.cap()).toMatchObject({ capLimit: 2 * warned.cells, overCellCount: 0 });
    expect(await warned.decided()).toBe('cellRatings.refused.overCellCap');
    expect(await warned.decided({ override })).toBeNull();
    expect(await warned.cap()).toMatchObject({ overCellCount: 1, overrideDocument: '8-CV/ĐU' });

    await ofCells(2037, { capSeverity: 'BLOCK' });
    expect(await (await ready(2037, 3)).decided({ override })).toBe('cellRatings.refused.capBlocks');
    await ofCells(2038, { capSeverity: 'BLOCK' });
    expect(await (await ready(2038, 2)).decided()).toBeNull();
  });

  it('by cell is counted again by the database, past every command', async () => {
    const campaign = await seenBy(db, office, (tx) => tx.ratingCampaign.findFirstOrThrow({ where: { year: 2037, subject: 'MEMBER' } }));
    const { id: decisionId } = await asSystem(db, (tx) =>
      tx.decision.create({ data: { kind: 'PARTY', isParty: true, subject: 'x', number: 'y' } }),
    );
    const decided = asSystem(db, async (tx) => {
      await tx.memberRating.updateMany({ where: { campaignId: campaign.id }, data: { state: 'APPRAISED' } });
      await tx.memberRating.updateMany({ where: { campaignId: campaign.id }, data: { state: 'DECIDED', decisionId } });
    });
    await expect(decided).rejects.toThrow(/rating_cap_cells/);
  });
});

describe('the suggested level', () => {
  const asked = { year: 2029, quarter: 0, subject: 'CELL' } as const;
  const read = (id: number) =>
    seenBy(db, office, async (tx) => {
      const campaign = await campaignOf(tx, asked);
      return campaign && (await ratingLines(tx, campaign, '2029-12-15')).find((line) => line.id === id);
    });

  it('is written down with its arithmetic at the appraisal; another level is told of and goes through', async () => {
    const criteria = {
      levels: { EXCELLENT: { minDone: 100, allFixed: true }, GOOD: {} },
      ...{ lowestBelow: 50, disciplined: 'NOT_COMPLETED', lowestOtherwise: true, members: { over: [1, 2], effect: 'WARN' } },
    };
    const set = await aRuleSet(db, { fromYear: 2029, toYear: 2029, criteria });
    const { id: campaignId, ratings } = await aCampaign(db, { year: 2029, ruleSetId: set.id }, cells.slice(0, 3), {
      ...{ state: 'CELL_REVIEWED', level: 'GOOD' },
    });
    const [low = 0, fine = 0] = ratings;
    const [cell = 0] = cells;
    const members = await aRuleSet(db, { subject: 'MEMBER', fromYear: 2029, toYear: 2029 });
    await asSystem(db, async (tx) => {
      const { id } = await tx.ratingCampaign.create({
        data: { year: 2029, quarter: 0, subject: 'MEMBER', ruleSetId: members.id, openedOn: toColumn('2029-11-01') },
      });
      const counts = { total: 13, exempt: 0, eligible: 13, rated: 13, excellent: 1, good: 5, completed: 0, notCompleted: 7 };
      await tx.memberRating.create({ data: { campaignId: id, partyBodyId: cell, state: 'CELL_REVIEWED', ...counts } });
      await tx.partyRatingStep.create({ data: { ratingId: low, step: 'SELF', level: 'GOOD', score: '49.5', byId: office.id, at: now } });
      await tx.partyRatingStep.create({ data: { ratingId: fine, step: 'SELF', level: 'GOOD', score: '80', byId: office.id, at: now } });
    });
    expect(await read(low)).toMatchObject({
      members: { rated: 13, notCompleted: 7 },
      suggestion: { level: 'NOT_COMPLETED', reason: 'SCORE' },
    });

    const said = await appraise.execute(by(), { ratingId: low, version: 1, level: 'GOOD', allFixed: 'NO', headLevel: 'EXCELLENT' });
    expect(said.warnings).toEqual(['ABOVE_SUGGESTED', 'MEMBERS', 'HEAD_ABOVE']);
    const kept = await read(low);
    expect(kept).toMatchObject({
      ...{ level: 'GOOD', state: 'APPRAISED', appraisal: { isAllFixed: false, headLevel: 'EXCELLENT' } },
      suggestion: { level: 'NOT_COMPLETED', warnings: ['MEMBERS'] },
    });
    expect(kept?.suggestion?.conditions.map(({ kind, holds }) => `${kind} ${holds}`)).toEqual(['minDone null', 'allFixed false']);
    expect(await rowOf(low)).toMatchObject({ suggestedLevel: 'NOT_COMPLETED' });

    const unknown = await appraise.execute(by(), { ratingId: fine, version: 1, level: 'GOOD' });
    expect(unknown.warnings).toEqual([]);
    expect((await read(fine))?.suggestion).toMatchObject({ level: null, isUncertain: true });
    const rows = [low, fine].map((ratingId) => ({ ratingId, version: 2, level: 'GOOD' as const }));
    expect(await decide.execute(by(committee), { campaignId, decision: decision('2029-12-31'), rows })).toMatchObject({ differing: 1 });
  });

  it('warns of an organisation whose cells have not completed, and counts every task of its cells once', async () => {
    const organisation = await asSystem(db, (tx) =>
      tx.partyBody.create({ data: { kind: 'ORGANISATION', code: 'DB-BV', establishedOn: toColumn('2000-01-01') } }),
    );
    const department = await aDepartment(db);
    for (const code of ['CHUNG-1', 'CHUNG-2']) await aCell(db, code, {}, [department.id]);
    const { areaId } = await anIndicator(db);
    const { id: periodId } = await aQuarter(db, 2028, 1);
    await asSystem(db, (tx) =>
      tx.task.create({
        data: {
          ...{ leadDepartmentId: department.id, areaId, title: 'Việc chung', source: 'PLAN', periodId, state: 'DONE', percent: 100 },
          ...{ dueOn: toColumn('2028-02-10'), originalDueOn: toColumn('2028-02-10'), doneOn: toColumn('2028-02-10') },
        },
      }),
    );
    const criteria = { levels: {}, disciplined: 'NOT_COMPLETED', lowestOtherwise: false, units: { over: [1, 3], effect: 'WARN' } };
    await aRuleSet(db, {
      subject: 'ORGANISATION',
      fromYear: 2028,
      toYear: 2028,
      criteria,
      capPercent: null,
      capBase: null,
      capRounding: null,
      capSeverity: null,
    });
    const ofCells = await aRuleSet(db, { fromYear: 2028, toYear: 2028 });
    await aCampaign(db, { year: 2028, ruleSetId: ofCells.id }, cells.slice(0, 2), { state: 'APPRAISED', level: 'NOT_COMPLETED' });
    await openCampaign.execute(by(), { year: 2028, subject: 'ORGANISATION', openedOn: '2028-11-15' });
    const [line, ...more] =
      (await seenBy(db, office, async (tx) => {
        const campaign = await campaignOf(tx, { year: 2028, quarter: 0, subject: 'ORGANISATION' });
        return campaign && ratingLines(tx, campaign, '2028-12-15');
      })) ?? [];
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      ...{ partyBodyId: organisation.id, units: { rated: 2, notCompleted: 2 }, suggestion: { warnings: ['UNITS'] } },
      evidence: { planned: { onTime: 1 } },
    });
  });
});

describe('evidence of a cell', () => {
  it("equals the tasks' own counts of the departments that it covered when each task was due", async () => {
    const planning = await anActor(db, 'PLANNING');
    const [one, two] = [await aDepartment(db), await aDepartment(db)];
    const { areaId } = await anIndicator(db);
    const periods = [await aQuarter(db, 2026, 1), await aQuarter(db, 2026, 2)];
    const task = (lead: number, dueOn: string, more: Partial<Prisma.TaskUncheckedCreateInput> = {}) => ({
      ...{
        leadDepartmentId: lead,
        areaId,
        title: 'Việc',
        source: 'PLAN' as const,
        periodId: periods[dueOn < '2026-04-01' ? 0 : 1]?.id ?? 0,
      },
      ...{ dueOn: toColumn(dueOn), originalDueOn: toColumn(dueOn), ...more },
    });
    const done = (doneOn: string, isExceeded = false) => ({ state: 'DONE' as const, percent: 100, doneOn: toColumn(doneOn), isExceeded });
    await asSystem(db, (tx) =>
      tx.task.createMany({
        data: [
          task(one.id, '2026-02-10', done('2026-02-10', true)),
          task(one.id, '2026-03-10', done('2026-03-12')),
          task(one.id, '2026-05-10'),
          task(one.id, '2026-05-20', { ...done('2026-05-02'), isUnplanned: true }),
          task(two.id, '2026-03-20', done('2026-03-01', true)),
          task(two.id, '2026-06-20', { state: 'CANCELLED' }),
        ],
      }),
    );
    const cell = await aCell(db, undefined, {}, [one.id, two.id]);
    // the second department went to another cell on 1 April: what is due later is no longer evidence of this one
    await asSystem(db, (tx) =>
      tx.partyCellDepartment.updateMany({
        where: { partyBodyId: cell.id, departmentId: two.id },
        data: { validTo: toColumn('2026-04-01') },
      }),
    );
    const today = '2026-12-15';
    const read = (quarter: number) =>
      seenBy(db, office, (tx) => evidenceOf(tx, { year: 2026, quarter, subject: 'CELL', today })).then((found) => found.get(cell.id));
    const [own, other] = [await departmentTallies(planning, 2026, today, one.id), await departmentTallies(planning, 2026, today, two.id)];
    const until = other.filter(({ quarter }) => quarter === 1);
    expect(await read(0)).toMatchObject({
      departments: 2,
      planned: sumOf([...own, ...until].map(({ planned }) => planned)),
      unplanned: sumOf([...own, ...until].map(({ unplanned }) => unplanned)),
    });
    expect((await read(0))?.planned).toMatchObject({ onTime: 2, late: 1, overdue: 1, exceeded: 2, cancelled: 0 });
    const first = [...own, ...until].filter(({ quarter }) => quarter === 1);
    expect(await read(1)).toMatchObject({ departments: 2, planned: sumOf(first.map(({ planned }) => planned)) });
    expect(await read(2)).toMatchObject({ departments: 1, unplanned: { onTime: 1 } });
    expect(await read(3)).toMatchObject({ departments: 1, planned: sumOf([]) });
  });
});
