import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import { InvalidInput, Refusal } from '@/domain/errors';
import type { Db } from '@/server/db';
import { aDepartment, anActor, asSystem, freshDb } from '../../../tests/support/db';
import { aCell, seenBy } from '../../../tests/support/party';
import { addRuleSet, changeCap, changeLevels, describeRuleSet } from './commands';
import { type RuleSet, ruleSetOfYear, ruleSets } from './queries';
import type { Subject } from './rules/levels';
import { suggest } from './rules/suggestion';

let db: Db;
let office: Actor;
const now = new Date('2026-11-20T02:00:00Z');
const by = () => ({ db, actor: office, now });
const ofYear = (subject: Subject, year: number) => seenBy(db, office, (tx) => ruleSetOfYear(tx, subject, year));
const known = (set: RuleSet | null) => {
  if (!set) throw new Error('no set');
  return set;
};
const seen = ({ id, rowVersion }: RuleSet) => ({ ruleSetId: id, rowVersion });
const problem = async (act: Promise<unknown>) => {
  const error = await act.catch((caught: unknown) => caught);
  if (error instanceof InvalidInput) return error.problems[0]?.key;
  if (error instanceof Refusal) return error.key;
  throw new Error('was not refused', { cause: error });
};
const campaign = async (year: number, ruleSetId: number) =>
  asSystem(db, (tx) => tx.ratingCampaign.create({ data: { year, subject: 'CELL', ruleSetId, openedOn: toColumn(`${year}-11-01`) } }));

beforeAll(async () => {
  db = await freshDb();
  office = await anActor(db, 'PARTY_OFFICE');
});

describe('the rules as they stand (domain.md B1)', () => {
  it('cover each year since 2008 once for each subject, and none before', async () => {
    const sets = await seenBy(db, office, ruleSets);
    for (const subject of ['ORGANISATION', 'CELL', 'MEMBER'] as const) {
      const years = sets.filter((set) => set.subject === subject).map(({ fromYear, toYear }) => [fromYear, toYear]);
      expect(years.reverse()).toEqual([
        [2008, 2010],
        [2011, 2013],
        [2014, 2017],
        [2018, 2018],
        [2019, 2022],
        [2023, 2024],
        [2025, null],
      ]);
    }
    expect(await ofYear('CELL', 2007)).toBeNull();
    expect(sets.every(({ levels }) => levels.length === 4 && levels.map(({ rank }) => rank).join() === '4,3,2,1')).toBe(true);
  });
  it('keep the names of their own years', async () => {
    const names = async (subject: Subject, year: number) => (await ofYear(subject, year))?.levels.map(({ label }) => label);
    expect((await names('CELL', 2016))?.[0]).toBe('Trong sạch, vững mạnh');
    expect((await names('CELL', 2016))?.[3]).toBe('Yếu kém');
    expect((await names('MEMBER', 2012))?.[3]).toBe('Vi phạm tư cách');
    expect((await names('MEMBER', 2015))?.[3]).toBe('Không hoàn thành nhiệm vụ');
    expect((await names('CELL', 2018))?.[0]).toBe('Hoàn thành xuất sắc nhiệm vụ');
  });
  it('cap the excellent ones from 2018 on, and not before', async () => {
    const cap = { percent: 20, base: 'GOOD_OR_BETTER', rounding: 'HALF_UP', minOne: false, scope: 'SAME_KIND_GROUP', severity: 'WARN' };
    expect((await ofYear('CELL', 2017))?.cap).toBeNull();
    expect((await ofYear('CELL', 2018))?.cap).toEqual(cap);
    expect((await ofYear('MEMBER', 2026))?.cap).toEqual({ ...cap, scope: 'PARTY_ORG' });
    expect((await ofYear('ORGANISATION', 2026))?.cap).toBeNull();
  });
  it('suggest by the thresholds of the year: 35 % exceeded is excellent in 2025 and not in 2024', async () => {
    const facts = { score: 95, isDisciplined: false, tasks: { total: 20, done: 20, onTime: 20, exceeded: 7, late: 0 } };
    expect(suggest(known(await ofYear('CELL', 2025)), facts)?.level).toBe('EXCELLENT');
    expect(suggest(known(await ofYear('CELL', 2024)), facts)?.level).toBeNull();
    expect(suggest(known(await ofYear('CELL', 2009)), facts)).toBeNull();
    const split = { ...facts, members: { rated: 13, notCompleted: 7 } };
    expect(suggest(known(await ofYear('CELL', 2016)), split)?.reason).toBe('MEMBERS');
  });
});

describe("next year's guidance", () => {
  it('needs no code: a copy, its own levels and thresholds, a cap of its own; earlier years stay', async () => {
    const { ruleSetId } = await addRuleSet.execute(by(), { subject: 'CELL', fromYear: 2027, documents: 'Hướng dẫn mới của năm 2027' });
    expect(await ofYear('CELL', 2026)).toMatchObject({ fromYear: 2025, toYear: 2026 });
    const copy = known(await ofYear('CELL', 2027));
    expect(copy).toMatchObject({ id: ruleSetId, fromYear: 2027, toYear: null, cap: { percent: 20 } });
    expect(copy.levels.map(({ minScore }) => minScore)).toEqual([90, 70, 50, null]);

    await changeLevels.execute(by(), {
      ...seen(copy),
      levels: copy.levels.map(({ code, shortLabel, minScore }) => ({
        ...{ code: code as 'GOOD', shortLabel, label: code === 'EXCELLENT' ? 'Dẫn đầu' : `Mức ${shortLabel}` },
        minScore: minScore === 90 ? '92,5' : minScore,
      })),
      criteria: { levels: { EXCELLENT: { minDone: '100', minExceeded: '40' } }, lowestBelow: '50', disciplined: 'NOT_EXCELLENT' },
    });
    const cap = { percent: '25', base: 'RATED', rounding: 'FLOOR', minOne: 'on', scope: 'PARTY_ORG', severity: 'BLOCK' } as const;
    expect(await problem(changeCap.execute(by(), { ruleSetId, rowVersion: 2, ...cap, scope: 'CELL' }))).toBe('ratingRules.field.scope');
    await changeCap.execute(by(), { ruleSetId, rowVersion: 2, ...cap });
    const next = known(await ofYear('CELL', 2028));
    expect(next.cap).toEqual({ ...cap, percent: 25, minOne: true });
    expect(next.levels[0]).toMatchObject({ label: 'Dẫn đầu', minScore: 92.5 });
    const facts = { score: 93, isDisciplined: false, tasks: { total: 10, done: 10, onTime: 9, exceeded: 4, late: 1 } };
    expect(suggest(next, facts)?.level).toBe('EXCELLENT');
    expect(suggest(known(await ofYear('CELL', 2026)), facts)?.level).toBe('COMPLETED');
  });
  it('may not begin in years that a set covers from its start, nor where a campaign follows the former', async () => {
    const add = (fromYear: number) => addRuleSet.execute(by(), { subject: 'MEMBER', fromYear, documents: 'x' });
    expect(await problem(add(2025))).toBe('ratingRules.field.fromYear');
    expect(await problem(add(2019))).toBe('ratingRules.field.fromYear');
    const { id } = known(await ofYear('MEMBER', 2026));
    await asSystem(db, (tx) =>
      tx.ratingCampaign.create({ data: { year: 2026, subject: 'MEMBER', ruleSetId: id, openedOn: toColumn('2026-11-01') } }),
    );
    expect(await problem(add(2026))).toBe('ratingRules.field.followed');
    expect(await ofYear('MEMBER', 2027)).toMatchObject({ fromYear: 2025, toYear: null });
  });
  it('added by two people at once is added once', async () => {
    const add = () => addRuleSet.execute(by(), { subject: 'ORGANISATION', fromYear: 2027, documents: 'x' });
    const done = await Promise.allSettled([add(), add(), add()]);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of done) if (one.status === 'rejected') expect(one.reason).toBeInstanceOf(Refusal);
  });
});

describe('a set that a campaign follows', () => {
  it('keeps levels and thresholds; its documents may be corrected', async () => {
    const set = known(await ofYear('CELL', 2020));
    await campaign(2020, set.id);
    const levels = set.levels.map(({ code, label, shortLabel }) => ({ code: code as 'GOOD', label, shortLabel }));
    const change = changeLevels.execute(by(), { ...seen(set), levels, criteria: { levels: {}, disciplined: 'NOT_COMPLETED' } });
    expect(await problem(change)).toBe('ratingRules.refused.inUse');
    await describeRuleSet.execute(by(), { ...seen(set), documents: 'Hướng dẫn 21-HD/BTCTW' });
    expect(await ofYear('CELL', 2020)).toMatchObject({ documents: 'Hướng dẫn 21-HD/BTCTW', campaigns: [{ year: 2020, isOpen: true }] });
    expect(await problem(describeRuleSet.execute(by(), { ...seen(set), documents: 'y' }))).toBe('common.refused.conflict');
  });
  it('moves the limit of an open campaign with its cap, but never below what is decided', async () => {
    const set = known(await ofYear('CELL', 2023));
    const { id: campaignId } = await campaign(2023, set.id);
    await aDepartment(db);
    const cells = await Promise.all(Array.from({ length: 10 }, () => aCell(db)));
    const decision = await asSystem(db, async (tx) => {
      await tx.$executeRaw`SELECT set_config('app.party', 'on', true)`;
      return tx.decision.create({
        data: { kind: 'PARTY', isParty: true, number: '10-QĐ/ĐU', signedOn: toColumn('2023-12-20'), subject: 'x' },
      });
    });
    for (const [index, { id: partyBodyId }] of cells.entries())
      await asSystem(db, async (tx) => {
        await tx.$executeRaw`SELECT set_config('app.party', 'on', true)`;
        const rated = { campaignId, partyBodyId, ruleSetId: set.id, level: index < 2 ? ('EXCELLENT' as const) : ('GOOD' as const) };
        await tx.partyRating.create({ data: { ...rated, state: 'APPRAISED' } });
      });
    await asSystem(db, async (tx) => {
      await tx.$executeRaw`SELECT set_config('app.party', 'on', true)`;
      await tx.partyRating.updateMany({ where: { campaignId, level: 'EXCELLENT' }, data: { state: 'DECIDED', decisionId: decision.id } });
    });
    const limit = () => seenBy(db, office, (tx) => tx.ratingCap.findUniqueOrThrow({ where: { campaignId } }));
    expect(await limit()).toMatchObject({ capLimit: 2, decidedExcellentCount: 2 });
    const whole = { base: 'GOOD_OR_BETTER', rounding: 'HALF_UP', scope: 'SAME_KIND_GROUP', severity: 'WARN' } as const;
    const change = (percent: string, rowVersion: number) => changeCap.execute(by(), { ruleSetId: set.id, rowVersion, percent, ...whole });
    await change('30', set.rowVersion);
    expect(await limit()).toMatchObject({ capLimit: 3 });
    expect(await problem(change('10', set.rowVersion + 1))).toBe('ratingRules.refused.capBelowDecided');
    await change('', set.rowVersion + 1);
    expect(await limit()).toMatchObject({ capLimit: null });
  });
});

it('is seen by nobody else', async () => {
  for (const role of ['PLANNING', 'UNION', 'ADMIN'] as const) expect(await seenBy(db, await anActor(db, role), ruleSets), role).toEqual([]);
});
