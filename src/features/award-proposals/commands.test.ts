import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import { InvalidInput, Refusal } from '@/domain/errors';
import type { Db } from '@/server/db';
import { aDepartment, anActor, asSystem, freshDb } from '../../../tests/support/db';
import { decisionOnPaper } from '../award-papers/queries';
import {
  describeProposal,
  grantProposals,
  proposeAwards,
  recordCouncilVote,
  recordDepartmentVote,
  refuseProposal,
  submitProposals,
  withdrawProposal,
} from './commands';
import { type ProposalLine, proposals } from './queries';

let db: Db;
let desk: Actor;
let head: Actor;
let home: { id: number; code: string };
const types = new Map<string, number>();
const now = new Date('2026-12-10T02:00:00Z');
const by = (actor: Actor = desk) => ({ db, actor, now });
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
const aPerson = async (givenName: string, departmentId = home.id) =>
  (
    await asSystem(db, (tx) =>
      tx.person.create({
        data: { familyName: 'Lê', givenName, posts: { create: { departmentId, position: 'STAFF', validFrom: toColumn('2015-01-01') } } },
      }),
    )
  ).id;
const type = (code: string) => types.get(code) ?? 0;
const propose = (code: string, personIds: number[], more = {}) =>
  proposeAwards.execute(by(head), { awardTypeId: type(code), year: 2026, departmentId: home.id, personIds, ...more });
const lines = (ids: number[], actor = desk) => proposals(actor, { ids });
const seen = (rows: ProposalLine[]) => rows.map(({ id, rowVersion }) => ({ proposalId: id, rowVersion }));
const ticks = (rows: ProposalLine[]) => rows.map(({ id, rowVersion }) => `${id}:${rowVersion}`);
const meet = async (ids: number[], votesFor: number, more = {}) => {
  const rows = await lines(ids);
  return recordDepartmentVote.execute(by(head), {
    ...{ heldOn: '2026-11-20', eligible: '20', present: '20', correcting: rows[0]?.departmentVote?.heldOn ?? '' },
    votes: seen(rows).map((one) => ({ ...one, votesFor, votesAgainst: '', votesBlank: '' })),
    ...more,
  });
};
const sit = async (ids: number[], votesFor: number, more = {}) => {
  const rows = await lines(ids);
  return recordCouncilVote.execute(by(), {
    ...{ heldOn: '2026-11-25', eligible: 9, present: 9, correcting: rows[0]?.councilVote?.heldOn ?? '' },
    votes: seen(rows).map((one) => ({ ...one, votesFor })),
    ...more,
  });
};
let numbers = 0;
const decision = (signedOn = '2026-12-05') => ({
  number: `${++numbers}/QĐ-BV`,
  signedOn,
  authority: 'Bệnh viện',
  subject: 'Khen thưởng năm 2026',
});

beforeAll(async () => {
  db = await freshDb();
  home = await aDepartment(db, 'NOI');
  [desk, head] = [await anActor(db, 'EMULATION'), await anActor(db, 'DEPARTMENT_HEAD', home.id)];
  for (const { id, code } of await asSystem(db, (tx) => tx.awardType.findMany({ where: { isParty: false } }))) types.set(code, id);
});

describe('from the department to the decision', () => {
  it('two people are proposed, voted on, carried by the council and granted by one decision with their money', async () => {
    const { ids } = await propose('CSTDCS', [await aPerson('Yến'), await aPerson('An')], {
      claims: ['INITIATIVE'],
      statement: 'Sáng kiến rút ngắn thời gian chờ.',
    });
    expect(await lines(ids)).toMatchObject([
      { name: 'Lê An', state: 'DRAFT', since: '2026-12-10', next: 'departmentVote', claims: ['INITIATIVE'], department: { code: 'NOI' } },
      { name: 'Lê Yến' },
    ]);
    await meet(ids, 11);
    expect(await lines(ids)).toMatchObject([
      { state: 'DEPARTMENT_VOTED', since: '2026-11-20', next: 'council', departmentVote: { votesFor: 11, thresholdPercent: 50 } },
      {},
    ]);
    await sit(ids, 5);
    const carried = await lines(ids);
    expect(carried).toMatchObject([{ state: 'COUNCIL_VOTED', next: 'grant', councilVote: { votesFor: 5 } }, {}]);
    const { decisionId } = await grantProposals.execute(by(), { proposals: ticks(carried), decision: decision() });
    const granted = await lines(ids);
    expect(granted).toMatchObject([
      { state: 'GRANTED', since: '2026-12-05', next: 'none', decision: { id: decisionId, signedOn: '2026-12-05' } },
      {},
    ]);
    const register = await asSystem(db, (tx) => tx.award.findMany({ where: { decisionId }, orderBy: { id: 'asc' } }));
    expect(
      register.map(({ personId, departmentId, yearFrom, bonusAmount }) => [personId, departmentId, yearFrom, Number(bonusAmount)]),
    ).toEqual(register.map(({ personId }) => [personId, home.id, 2026, 2_530_000]));
    expect(new Set(register.map(({ personId }) => personId))).toEqual(new Set(granted.map(({ personId }) => personId)));
    expect((await decisionOnPaper(desk, decisionId)).recipients.map(({ name }) => name)).toEqual(['Lê An', 'Lê Yến']);
    expect(await problemsOf(grantProposals.execute(by(), { proposals: ticks(granted), decision: decision() }))).toBe(
      'awardProposals.refused.notNext',
    );
  });
  it('what others grant goes to them, and comes back granted or refused with the reason', async () => {
    const { ids } = await propose('CSTDB', [await aPerson('Bình'), await aPerson('Chi')]);
    await meet(ids, 20);
    await sit(ids, 9);
    const carried = await lines(ids);
    expect(carried.map(({ next }) => next)).toEqual(['submit', 'submit']);
    expect(await problemsOf(grantProposals.execute(by(), { proposals: ticks(carried), decision: decision() }))).toBe(
      'awardProposals.refused.submitFirst',
    );
    const submission = { superior: 'Bộ Y tế', submissionNumber: '15/TTr-BV', submittedOn: '2026-12-01' };
    expect(
      await problemsOf(submitProposals.execute(by(), { ...submission, proposals: ticks(carried), submittedOn: '2026-11-24' })),
    ).toEqual({ submittedOn: 'awardProposals.field.beforeCouncil' });
    await submitProposals.execute(by(), { ...submission, proposals: ticks(carried) });
    const [first, second] = await lines(ids);
    expect(first).toMatchObject({
      state: 'SUBMITTED',
      since: '2026-12-01',
      superior: 'Bộ Y tế',
      submissionNumber: '15/TTr-BV',
      next: 'awaitResult',
    });
    if (!first || !second) throw new Error('two were submitted');
    await grantProposals.execute(by(), { proposals: ticks([first]), decision: { ...decision('2027-02-01'), authority: 'Bộ Y tế' } });
    await refuseProposal.execute(by(), { proposalId: second.id, rowVersion: second.rowVersion, reason: 'Sáng kiến chưa có phạm vi bộ' });
    expect(await lines(ids)).toMatchObject([
      { state: 'GRANTED' },
      { state: 'REFUSED', closedReason: 'Sáng kiến chưa có phạm vi bộ', next: 'none' },
    ]);
  });
  it('a department itself, for a title of collectives', async () => {
    const { ids } = await propose('TTLDTT', []);
    expect(await lines(ids)).toMatchObject([{ subject: 'DEPARTMENT', name: 'Khoa NOI', personId: null }]);
    await meet(ids, 20);
    await sit(ids, 9);
    const { decisionId } = await grantProposals.execute(by(), { proposals: ticks(await lines(ids)), decision: decision() });
    expect((await decisionOnPaper(desk, decisionId)).recipients).toMatchObject([
      { isCollective: true, name: 'Khoa NOI', money: 2_030_000 },
    ]);
  });
});

describe('votes', () => {
  it('half is not enough, and what its department did not carry never comes before the council', async () => {
    const { ids } = await propose('LDTT', [await aPerson('Dung')]);
    await meet(ids, 10);
    expect((await lines(ids))[0]?.next).toBe('voteAgainOrWithdraw');
    expect(await problemsOf(sit(ids, 9))).toBe('awardProposals.refused.notCarried');
    await meet(ids, 11);
    expect(await problemsOf(sit(ids, 9, { heldOn: '2026-11-19' }))).toEqual({ heldOn: 'awardProposals.field.beforeDepartment' });
    await sit(ids, 4);
    expect((await lines(ids))[0]?.next).toBe('refuse');
    expect(await problemsOf(grantProposals.execute(by(), { proposals: ticks(await lines(ids)), decision: decision() }))).toBe(
      'awardProposals.refused.notCarried',
    );
    await sit(ids, 5);
    expect((await lines(ids))[0]?.next).toBe('grant');
  });
  it('the council needs what the condition of the title and year asks: 90 per cent for chiến sĩ thi đua toàn quốc', async () => {
    const { ids } = await propose('CSTDTQ', [await aPerson('Giang')]);
    await meet(ids, 20);
    await sit(ids, 8);
    expect((await lines(ids))[0]).toMatchObject({ next: 'refuse', councilVote: { thresholdPercent: 90 } });
    await sit(ids, 9);
    expect((await lines(ids))[0]?.next).toBe('submit');
  });
  it('more ballots than people, more people than are entitled, and a sitting without a vote', async () => {
    const { ids } = await propose('LDTT', [await aPerson('Hà')]);
    expect(await problemsOf(meet(ids, 19, { present: 18 }))).toEqual({ 'votes.0.votesFor': 'awardProposals.field.ballots' });
    expect(await problemsOf(meet(ids, 10, { present: 21 }))).toEqual({ present: 'awardProposals.field.present' });
    expect(await problemsOf(meet(ids, '' as never))).toEqual({ 'votes.0.votesFor': 'common.field.required' });
  });
  it('of two who record it at once the second is told', async () => {
    const { ids } = await propose('LDTT', [await aPerson('Khánh')]);
    const [row] = seen(await lines(ids));
    if (!row) throw new Error('none');
    const vote = (votesFor: number) =>
      recordDepartmentVote.execute(by(head), { heldOn: '2026-11-20', eligible: 20, present: 20, votes: [{ ...row, votesFor }] });
    const done = await Promise.allSettled([vote(12), vote(15), vote(18)]);
    expect(done.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});

describe('what cannot be', () => {
  it('twice for the same year, a title for collectives for a person, a historic one, the Party’s, somebody of another department', async () => {
    const person = await aPerson('Lan');
    const { ids } = await propose('LDTT', [person]);
    expect(await problemsOf(propose('LDTT', [person]))).toBe('awardProposals.refused.twice');
    expect(await problemsOf(propose('TTLDXS', [person]))).toEqual({ personIds: 'awardProposals.field.collectiveOnly' });
    expect(await problemsOf(propose('LDTT', []))).toEqual({ personIds: 'awardProposals.field.whom' });
    expect(await problemsOf(propose('LDG', [person]))).toBe('awardProposals.refused.notFit');
    const { id: badge } = await asSystem(db, (tx) => tx.awardType.findUniqueOrThrow({ where: { code: 'HHD30' } }));
    expect(await problemsOf(propose('LDTT', [person], { awardTypeId: badge }))).toEqual({ awardTypeId: 'common.field.notAChoice' });
    const stranger = await aPerson('Mai', (await aDepartment(db)).id);
    expect(await problemsOf(propose('LDTT', [stranger]))).toEqual({ personIds: 'awardProposals.field.notOfDepartment' });
    const [row] = await lines(ids);
    if (!row) throw new Error('none');
    await withdrawProposal.execute(by(head), { proposalId: row.id, rowVersion: row.rowVersion, reason: 'Chuyển sang bằng khen' });
    expect(await problemsOf(propose('LDTT', [person]))).toBe('accepted');
    expect(await problemsOf(describeProposal.execute(by(head), { proposalId: row.id, rowVersion: 2, statement: 'x' }))).toBe(
      'awardProposals.refused.notNext',
    );
  });
  it('a draft is not refused but withdrawn, and nobody sees or votes on another department’s', async () => {
    const { ids } = await propose('LDTT', [await aPerson('Nga')]);
    const [row] = await lines(ids);
    if (!row) throw new Error('none');
    expect(await problemsOf(refuseProposal.execute(by(), { proposalId: row.id, rowVersion: 1, reason: 'x' }))).toBe(
      'awardProposals.refused.notNext',
    );
    const other = await anActor(db, 'DEPARTMENT_HEAD', (await aDepartment(db)).id);
    expect(await lines(ids, other)).toEqual([]);
    expect(await lines(ids, await anActor(db, 'UNION'))).toEqual([]);
    expect((await lines(ids, await anActor(db, 'DIRECTOR'))).length).toBe(1);
    const vote = { heldOn: '2026-11-20', eligible: 20, present: 20, votes: [{ proposalId: row.id, rowVersion: 1, votesFor: 20 }] };
    expect(await problemsOf(recordDepartmentVote.execute(by(other), vote))).toBe('common.refused.notFound');
    expect(await problemsOf(recordCouncilVote.execute(by(head), vote))).toBe('common.refused.notFound');
  });
});
