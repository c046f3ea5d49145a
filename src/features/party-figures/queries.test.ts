import { aDepartment, anActor, asSystem, freshDb } from '@tests/support/db';
import { aCell, aSecretary, seenBy } from '@tests/support/party';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, ROLES } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import { reach } from '@/domain/policy';
import type { Db } from '@/server/db';
import { recordFigures, showFigures } from './commands';
import { publishedSentences, shownOf, type YearOf, yearsOf } from './queries';

let db: Db;
let office: Actor;
let director: Actor;
const now = new Date('2026-11-20T02:00:00Z');
const cells = {
  ...{ year: 2018, subject: 'CELL' as const, mode: 'CUMULATIVE' as const, seenRevision: 0, source: 'Hội nghị ngày 09/01/2019' },
};
const of2018 = { total: 42, eligible: 42, rated: 42, excellent: 8, good: '42' as const };
const record = (more: object) =>
  recordFigures.execute({ db, actor: office, now }, { ...cells, ...of2018, isPublished: true, ...more } as never);
const said = async (actor: Actor, period: Parameters<typeof publishedSentences>[1]) =>
  (await publishedSentences(actor, period))?.map(({ quarter, subject, sentences }) => ({ quarter, subject, sentences }));

beforeAll(async () => {
  db = await freshDb();
  [office, director] = [await anActor(db, 'PARTY_OFFICE'), await anActor(db, 'DIRECTOR')];
});

describe('what a review of the hospital may say of the Party', () => {
  it('2018: the organisation, 08/42 and 42/42 cells, 80/518 members and nobody disciplined', async () => {
    await record({});
    await record({ subject: 'MEMBER', total: 518, eligible: 518, rated: 518, excellent: 80, good: '', disciplined: '0' });
    await record({
      subject: 'ORGANISATION',
      mode: 'DISJOINT',
      total: 1,
      eligible: 1,
      rated: 1,
      excellent: 1,
      good: '0',
      completed: '0',
      notCompleted: '0',
    });
    const sentences = [
      { quarter: 0, subject: 'ORGANISATION', sentences: [{ says: 'level', level: 'EXCELLENT' }] },
      {
        quarter: 0,
        subject: 'CELL',
        sentences: [
          { says: 'share', level: 'EXCELLENT', count: 8, of: 42 },
          { says: 'orBetter', level: 'GOOD', count: 42, of: 42 },
        ],
      },
      {
        quarter: 0,
        subject: 'MEMBER',
        sentences: [
          { says: 'share', level: 'EXCELLENT', count: 80, of: 518 },
          { says: 'discipline', count: 0 },
        ],
      },
    ];
    for (const actor of [director, office, await anActor(db, 'PARTY_COMMITTEE')])
      expect(await said(actor, { year: 2018, quarter: null })).toEqual(sentences);
  });
  it('is for those alone who may read sums: nobody else gets even an empty answer', async () => {
    const departmentId = (await aDepartment(db)).id;
    for (const role of ROLES) {
      const actor = role === 'CELL_SECRETARY' ? await aSecretary(db, (await aCell(db)).id) : await anActor(db, role, departmentId);
      const answer = await publishedSentences(actor, { year: 2018, quarter: null });
      expect([role, answer === null]).toEqual([role, reach(actor, 'party.aggregate') === undefined]);
    }
  });
  it('never has what was not published, whoever asks, and a half-year by its quarters', async () => {
    const { aggregateId } = await record({ year: 2026, quarter: 1, isPublished: false });
    await record({ year: 2026, quarter: 2, excellent: 7 });
    const second = {
      quarter: 2,
      subject: 'CELL',
      sentences: expect.arrayContaining([{ says: 'share', level: 'EXCELLENT', count: 7, of: 42 }]),
    };
    for (const actor of [office, director]) {
      expect(await said(actor, { year: 2026, quarter: null, part: 'h1' })).toEqual([second]);
      expect(await said(actor, { year: 2026, quarter: null })).toEqual([]);
    }
    await showFigures.execute({ db, actor: office, now }, { aggregateId, rowVersion: 1, isPublished: true });
    expect((await said(director, { year: 2026, quarter: null, part: 'h1' }))?.map(({ quarter }) => quarter)).toEqual([1, 2]);
    expect((await said(director, { year: 2026, quarter: 2 }))?.map(({ quarter }) => quarter)).toEqual([2]);
    // a correction that is not published yet leaves what was published
    await record({ year: 2026, quarter: 2, seenRevision: 1, excellent: 6, isPublished: false });
    expect(await said(director, { year: 2026, quarter: 2 })).toEqual([second]);
    expect(await said(office, { year: 2026, quarter: 2 })).toEqual([second]);
  });
});

it('quarters stand beside their year, each with revisions of its own', async () => {
  const known = await seenBy(db, office, (tx) => yearsOf(tx, 2026, 2));
  const of = (quarter: number) => known.find((one) => one.year === 2026 && one.quarter === quarter && one.subject === 'CELL');
  expect(of(2)?.revisions.map(({ revision, excellent }) => [revision, excellent])).toEqual([
    [2, 6],
    [1, 7],
  ]);
  expect(of(1)?.revisions).toHaveLength(1);
  expect(of(0)).toBeUndefined();
  expect(known.filter((one) => one.quarter === 2).map(({ subject }) => subject)).toEqual(['ORGANISATION', 'CELL', 'MEMBER']);
});

it('refuses a quarter before 2026, and one that has not begun', async () => {
  await expect(record({ year: 2025, quarter: 4 })).rejects.toMatchObject({ problems: [{ key: 'partyFigures.problem.noQuarters' }] });
  const early = new Date('2026-09-30T02:00:00Z');
  const ahead = recordFigures.execute({ db, actor: office, now: early }, { ...cells, ...of2018, year: 2026, quarter: 4 } as never);
  await expect(ahead).rejects.toMatchObject({ problems: [{ key: 'partyFigures.problem.future' }] });
});

it('a director who leads a cell too reads what was published, and nothing else of the hospital', async () => {
  const cell = await aCell(db);
  await aCell(db);
  const both = await aSecretary(db, cell.id);
  await asSystem(db, (tx) => tx.roleGrant.create({ data: { accountId: both.id, role: 'DIRECTOR', validFrom: toColumn('2020-01-01') } }));
  const [shown, hidden, bodies] = await seenBy(db, both, async (tx) => [
    await tx.partyAggregate.count({ where: { publishedAt: { not: null } } }),
    await tx.partyAggregate.count({ where: { publishedAt: null } }),
    await tx.partyBody.findMany({ select: { id: true } }),
  ]);
  expect([shown > 0, hidden, bodies]).toEqual([true, 0, [{ id: cell.id }]]);
});

it('a campaign that is half decided is shown as such, and only while nothing was published', () => {
  const counts = { excellent: 0, good: 2, completed: 1, notCompleted: 0 };
  const decided = { year: 2026, quarter: 2, subject: 'CELL' as const, ...counts, rated: 3, total: 42, cells: 42, waiting: 39 };
  const of: YearOf = { year: 2026, quarter: 2, subject: 'CELL', revisions: [], decided, set: null };
  expect(shownOf(of)).toMatchObject({ from: 'decided', waiting: 39, rated: 3 });
  expect(shownOf({ ...of, decided: { ...decided, waiting: 0 } })).toMatchObject({ from: 'decided', waiting: 0 });
  expect(shownOf({ ...of, decided: null })).toBeNull();
});
