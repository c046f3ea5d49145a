import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import { InvalidInput, Refusal } from '@/domain/errors';
import {
  grantProposals,
  proposeAwards,
  recordCouncilVote,
  recordDepartmentVote,
  submitProposals,
} from '@/features/award-proposals/commands';
import { proposals } from '@/features/award-proposals/queries';
import { revokeAward, withdrawAward } from '@/features/awards/commands';
import type { Db } from '@/server/db';
import { aDepartment, anActor, asSystem, freshDb } from '../support/db';

let db: Db;
let desk: Actor;
let home: { id: number; code: string };
const types = new Map<string, number>();
const now = new Date('2026-02-10T02:00:00Z');
const by = () => ({ db, actor: desk, now });
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
const lines = (ids: number[]) => proposals(desk, { ids });
const propose = async (code: string, names: string[], year = 2025) => {
  const people = await asSystem(db, (tx) =>
    tx.person.createManyAndReturn({ data: names.map((givenName) => ({ familyName: 'Lê', givenName })), select: { id: true } }),
  );
  const personIds = people.map(({ id }) => id);
  await asSystem(db, (tx) =>
    tx.personPost.createMany({
      data: personIds.map((personId) => ({ personId, departmentId: home.id, position: 'STAFF', validFrom: toColumn('2015-01-01') })),
    }),
  );
  return (await proposeAwards.execute(by(), { awardTypeId: types.get(code) ?? 0, year, departmentId: home.id, personIds })).ids;
};
type Sitting = { heldOn: string; eligible?: number; present?: number; correcting?: string };
const ballots = async (ids: number[], votesFor: unknown, more: object) =>
  (await lines(ids)).map(({ id, rowVersion }) => ({ proposalId: id, rowVersion, votesFor, ...more }));
const meet = async (ids: number[], votesFor: unknown, sitting: Sitting, more = {}) =>
  recordDepartmentVote.execute(by(), { eligible: 10, present: 10, ...sitting, votes: (await ballots(ids, votesFor, more)) as never });
const sit = async (ids: number[], votesFor: unknown, sitting: Sitting, more = {}) =>
  recordCouncilVote.execute(by(), { eligible: 10, present: 10, ...sitting, votes: (await ballots(ids, votesFor, more)) as never });
const councilOf = async (ids: number[]) =>
  (await lines(ids)).map(({ councilVote }) => councilVote && `${councilVote.heldOn} ${councilVote.votesFor}/${councilVote.eligible}`);
const decision = (number: string, signedOn: string) => ({ number, signedOn, authority: '', subject: 'Khen thưởng năm 2025' });
const ticks = async (ids: number[]) => (await lines(ids)).map(({ id, rowVersion }) => `${id}:${rowVersion}`);

beforeAll(async () => {
  db = await freshDb();
  home = await aDepartment(db, 'NOI');
  desk = await anActor(db, 'EMULATION');
  for (const { id, code } of await asSystem(db, (tx) => tx.awardType.findMany({ where: { isParty: false } }))) types.set(code, id);
});

describe('sittings of the council', () => {
  it('a second one leaves the first as it was; a correction changes only its own', async () => {
    const [a = 0, b = 0, c = 0] = await propose('LDTT', ['An', 'Bình', 'Chi']);
    await meet([a, b, c], 10, { heldOn: '2026-01-05' });
    await sit([a], 9, { heldOn: '2026-01-10' });
    const second = { heldOn: '2026-01-20', eligible: 12, present: 12 };
    expect(await problemsOf(sit([a, b, c], 8, second))).toBe('awardProposals.refused.votedBefore');
    await sit([b, c], 8, second);
    expect(await councilOf([a, b, c])).toEqual(['2026-01-10 9/10', '2026-01-20 8/12', '2026-01-20 8/12']);
    // inside the second: one ballot is different, the other stays untouched
    const [, before] = await lines([b, c]);
    const [rowB, rowC] = await ballots([b, c], 8, {});
    const corrected = [{ ...rowB, votesFor: 7 }, rowC] as never;
    await recordCouncilVote.execute(by(), { ...second, correcting: '2026-01-20', votes: corrected });
    expect(await councilOf([a, b, c])).toEqual(['2026-01-10 9/10', '2026-01-20 7/12', '2026-01-20 8/12']);
    expect((await lines([c]))[0]?.rowVersion).toBe(before?.rowVersion);
    expect(await problemsOf(sit([a], 9, { ...second, correcting: '2026-01-20' }))).toBe('awardProposals.refused.otherSitting');
    // one sitting has one number of people, and is not cut in two
    const [d = 0] = await propose('LDTT', ['Dung']);
    await meet([d], 10, { heldOn: '2026-01-05' });
    expect(await problemsOf(sit([d], 9, { heldOn: '2026-01-20' }))).toEqual({ eligible: 'awardProposals.field.otherNumbers' });
    await grantProposals.execute(by(), { proposals: await ticks([c]), decision: decision('1/QĐ-BV', '2026-01-21') });
    expect(await problemsOf(sit([b], 7, { ...second, heldOn: '2026-01-19', correcting: '2026-01-20' }))).toEqual({
      heldOn: 'awardProposals.field.sittingGoesOn',
    });
  });
  it('of the department too', async () => {
    const [a = 0, b = 0] = await propose('GK', ['Giang', 'Hà']);
    await meet([a], 9, { heldOn: '2026-01-04' });
    expect(await problemsOf(meet([a, b], 9, { heldOn: '2026-01-06' }))).toBe('awardProposals.refused.votedBefore');
    await meet([b], 9, { heldOn: '2026-01-06', eligible: 12 });
    expect((await lines([a, b])).map(({ departmentVote }) => [departmentVote?.heldOn, departmentVote?.eligible])).toEqual([
      ['2026-01-04', 10],
      ['2026-01-06', 12],
    ]);
  });
  it('are held within the year of merit or later, not after today, and votes against need votes for', async () => {
    const ids = await propose('BK_B', ['Khoa']);
    expect(await problemsOf(meet(ids, 9, { heldOn: '1999-01-05' }))).toEqual({ heldOn: 'awardProposals.field.beforeMerit' });
    expect(await problemsOf(meet(ids, 9, { heldOn: '2026-02-11' }))).toEqual({ heldOn: 'awardProposals.field.afterToday' });
    expect(await problemsOf(meet(ids, '', { heldOn: '2026-01-05' }, { votesAgainst: 10 }))).toMatchObject({
      'votes.0.votesFor': 'awardProposals.field.votesFor',
    });
    expect(await problemsOf(meet(ids, 0, { heldOn: '2026-01-05' }, { votesAgainst: 10 }))).toBe('accepted');
  });
});

describe('a decision', () => {
  it('does not come before the council’s vote, nor before what was submitted', async () => {
    const ours = await propose('CSTDCS', ['Lan']);
    const theirs = await propose('BK_B', ['Mai']);
    await meet([...ours, ...theirs], 10, { heldOn: '2026-01-05' });
    await sit([...ours, ...theirs], 10, { heldOn: '2026-01-10' });
    const grant = async (ids: number[], signedOn: string) =>
      problemsOf(grantProposals.execute(by(), { proposals: await ticks(ids), decision: decision(`${signedOn}/QĐ`, signedOn) }));
    expect(await grant(ours, '2026-01-09')).toEqual({ 'decision.signedOn': 'awardProposals.field.decidedBeforeCouncil' });
    await submitProposals.execute(by(), { proposals: await ticks(theirs), superior: 'Bộ Y tế', submittedOn: '2026-01-15' });
    expect(await grant(theirs, '2026-01-14')).toEqual({ 'decision.signedOn': 'awardProposals.field.decidedBeforeSubmission' });
    expect([await grant(ours, '2026-01-10'), await grant(theirs, '2026-01-15')]).toEqual(['accepted', 'accepted']);
  });
});

describe('an award that is taken back', () => {
  const granted = async (names: string[], number: string) => {
    const ids = await propose('CSTDCS', names);
    await meet(ids, 10, { heldOn: '2026-01-05' });
    await sit(ids, 10, { heldOn: '2026-01-10' });
    const { decisionId } = await grantProposals.execute(by(), { proposals: await ticks(ids), decision: decision(number, '2026-01-20') });
    const award = await asSystem(db, (tx) => tx.award.findFirstOrThrow({ where: { decisionId } }));
    return { ids, seen: { awardId: award.id, version: award.rowVersion, reason: 'Ghi nhầm' }, personId: award.personId ?? 0 };
  };
  it('recorded wrongly: its proposal waits for the decision again, and says why', async () => {
    const { ids, seen } = await granted(['Nga'], '31/QĐ-BV');
    await withdrawAward.execute(by(), seen);
    expect(await lines(ids)).toMatchObject([
      { state: 'COUNCIL_VOTED', next: 'grant', closedReason: 'Ghi nhầm', decidedFindings: null, decision: null },
    ]);
    await grantProposals.execute(by(), { proposals: await ticks(ids), decision: decision('32/QĐ-BV', '2026-01-21') });
    expect(await lines(ids)).toMatchObject([{ state: 'GRANTED', decision: { number: '32/QĐ-BV' } }]);
  });
  it('revoked: its proposal stays, marked, and the same is proposed anew', async () => {
    const { ids, seen, personId } = await granted(['Oanh'], '33/QĐ-BV');
    const again = { awardTypeId: types.get('CSTDCS') ?? 0, year: 2025, departmentId: home.id, personIds: [personId] };
    expect(await problemsOf(proposeAwards.execute(by(), again))).toBe('awardProposals.refused.twice');
    await revokeAward.execute(by(), seen);
    expect(await lines(ids)).toMatchObject([{ state: 'GRANTED', isRevoked: true }]);
    expect(await problemsOf(proposeAwards.execute(by(), again))).toBe('accepted');
  });
  it('one decision under two writings of its authority is one', async () => {
    const [ids, more] = [await propose('LDTT', ['Phúc']), await propose('LDTT', ['Quế'])];
    await meet([...ids, ...more], 10, { heldOn: '2026-01-05' });
    await sit([...ids, ...more], 10, { heldOn: '2026-01-10' });
    const named = { ...decision('34/QĐ-BV', '2026-01-20'), authority: 'GIÁM ĐỐC BỆNH VIỆN' };
    await grantProposals.execute(by(), { proposals: await ticks(ids), decision: named });
    const blank = grantProposals.execute(by(), { proposals: await ticks(more), decision: decision('34/QĐ-BV', '2026-01-20') });
    expect(await problemsOf(blank)).toEqual({ 'decision.number': 'departments.refused.decisionExists' });
  });
});

it('a department that was not there in the year proposes nothing, and one that is on record already stays in the list', async () => {
  const young = await asSystem(db, (tx) =>
    tx.department.create({
      data: {
        ...{ code: 'MOI', establishedOn: toColumn('2026-02-01') },
        versions: { create: { name: 'Khoa Mới', kind: 'CLINICAL_DEPT', functions: [], validFrom: toColumn('2026-02-01') } },
      },
    }),
  );
  const awardTypeId = types.get('TTLDTT') ?? 0;
  expect(await problemsOf(proposeAwards.execute(by(), { awardTypeId, year: 2025, departmentId: young.id }))).toEqual({
    departmentId: 'awardProposals.field.notYet',
  });
  const { id } = await asSystem(db, (tx) =>
    tx.awardProposal.create({ data: { awardTypeId, year: 2025, subject: 'DEPARTMENT', departmentId: young.id } }),
  );
  expect(await lines([id])).toMatchObject([{ name: 'Khoa Mới' }]);
});
