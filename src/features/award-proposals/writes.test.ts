import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import { InvalidInput, Refusal } from '@/domain/errors';
import type { Db } from '@/server/db';
import { aDepartment, anActor, asSystem, freshDb } from '../../../tests/support/db';
import { grantProposals, proposeAwards, recordCouncilVote, recordDepartmentVote, refuseProposal } from './commands';
import { type ProposalLine, presentFindings, proposals } from './queries';
import { changedSince } from './rules/frozen';

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

describe('what was found is kept with the vote', () => {
  const rated = (personId: number, level: 'GOOD' | 'EXCELLENT' | 'NOT_COMPLETED') =>
    asSystem(db, (tx) =>
      tx.staffRating.upsert({
        where: { personId_year: { personId, year: 2026 } },
        create: { personId, year: 2026, level },
        update: { level, rowVersion: { increment: 1 } },
      }),
    );
  it('as it was when the council sat and when it was decided, though the facts change', async () => {
    const person = await aPerson('Oanh');
    await rated(person, 'EXCELLENT');
    const { ids } = await propose('LDTT', [person]);
    await meet(ids, 20);
    expect(await lines(ids)).toMatchObject([{ councilFindings: null, decidedFindings: null }]);
    await sit(ids, 9);
    const [voted] = await lines(ids);
    expect(voted?.councilFindings).toMatchObject({ at: now.toISOString(), verdict: 'qualifies' });
    expect(voted?.councilFindings?.findings.find(({ rule }) => rule === 'RATED')).toMatchObject({
      ...{ standing: 'met', years: { held: [2026], gaps: [] } },
      condition: { rule: 'RATED', params: { levels: ['EXCELLENT', 'GOOD'], years: 1 } },
    });
    await rated(person, 'NOT_COMPLETED');
    const { decisionId } = await grantProposals.execute(by(), { proposals: ticks(await lines(ids)), decision: decision() });
    const [granted] = await lines(ids);
    if (!granted) throw new Error('none');
    expect(granted).toMatchObject({ decision: { id: decisionId }, councilFindings: voted?.councilFindings ?? {} });
    // before it was granted: it is not said to be held already
    expect(granted.decidedFindings?.verdict).toBe('lacksMore');
    expect(changedSince(granted.councilFindings ?? { findings: [] }, granted.decidedFindings ?? { findings: [] })).toHaveLength(2);
    const candidate = { id: granted.id, year: 2026, typeCode: 'LDTT', personId: person, departmentId: home.id, claims: [] };
    const present = (await presentFindings(desk, [candidate], now)).get(granted.id);
    if (!present || !granted.decidedFindings) throw new Error('nothing found');
    expect([present.verdict, changedSince(granted.decidedFindings, present)]).toEqual(['holds', []]);
    await rated(person, 'GOOD');
    const later = (await presentFindings(desk, [candidate], now)).get(granted.id);
    expect(changedSince(granted.decidedFindings, later ?? { findings: [] })).toHaveLength(2);
    // neither is written again
    const again = (data: object) => problemsOf(asSystem(db, (tx) => tx.awardProposal.update({ where: { id: granted.id }, data })));
    expect(await again({ councilFindings: {}, rowVersion: { increment: 1 } })).toContain('award_findings_guard');
    expect(await again({ decidedFindings: {}, rowVersion: { increment: 1 } })).toContain('award_findings_guard');
  });
  it('a sitting that is corrected keeps what stands then, and what is refused keeps why', async () => {
    const person = await aPerson('Phúc');
    const { ids } = await propose('CSTDCS', [person], { claims: ['INITIATIVE'] });
    await meet(ids, 20);
    await sit(ids, 4);
    const standing = async (stage: 'councilFindings' | 'decidedFindings', rule: string) =>
      (await lines(ids))[0]?.[stage]?.findings.find((one) => one.rule === rule)?.standing;
    expect([await standing('councilFindings', 'NOT_DISCIPLINED'), await standing('councilFindings', 'EVIDENCE')]).toEqual([
      'unknown',
      'met',
    ]);
    await rated(person, 'GOOD');
    await sit(ids, 4);
    expect(await standing('councilFindings', 'NOT_DISCIPLINED')).toBe('unknown');
    await sit(ids, 3);
    expect(await standing('councilFindings', 'NOT_DISCIPLINED')).toBe('met');
    const [row] = await lines(ids);
    await refuseProposal.execute(by(), { proposalId: row?.id ?? 0, rowVersion: row?.rowVersion ?? 0, reason: 'Không đủ phiếu' });
    expect(await standing('decidedFindings', 'NOT_DISCIPLINED')).toBe('met');
  });
  it('who may not see ratings does not read them in what was kept', async () => {
    const person = await aPerson('Quế');
    await rated(person, 'EXCELLENT');
    const { ids } = await propose('LDTT', [person]);
    await meet(ids, 20);
    await sit(ids, 9);
    const kept = async (actor: Actor) => (await lines(ids, actor))[0]?.councilFindings;
    expect((await kept(head))?.findings.map(({ standing }) => standing)).toEqual(['met', 'met']);
    const reporter = await kept(await anActor(db, 'REPORTER', home.id));
    expect([reporter?.verdict, reporter?.findings.map(({ standing, years }) => [standing, years])]).toEqual([
      'unknown',
      [
        ['unknown', undefined],
        ['unknown', undefined],
      ],
    ]);
  });
  it('the hospital itself goes the same way, by the conditions of collectives', async () => {
    const root = await aDepartment(db);
    const { ids } = await proposeAwards.execute(by(), { awardTypeId: type('CO_CP'), year: 2026, departmentId: root.id });
    await recordDepartmentVote.execute(by(), {
      ...{ heldOn: '2026-11-20', eligible: 20, present: 20 },
      votes: seen(await lines(ids)).map((one) => ({ ...one, votesFor: 20 })),
    });
    await sit(ids, 9);
    expect((await lines(ids))[0]).toMatchObject({ subject: 'DEPARTMENT', councilFindings: { findings: [{}, {}] } });
  });
});
