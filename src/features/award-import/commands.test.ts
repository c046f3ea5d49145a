import { aDepartment, anActor, asSystem, freshDb } from '@tests/support/db';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { NotFound } from '@/domain/errors';
import type { Db } from '@/server/db';
import { checkImport, confirmImport, discardImport, undoImport } from './commands';
import { checkedFile, importsOf } from './queries';
import { AWARD_COLUMNS, type AwardValues } from './rules/columns';

const now = new Date('2026-08-15T03:00:00Z');
let db: Db;
let desk: Actor;
let noi: number;
let serial = 0;
const act = (actor: Actor = desk) => ({ db, actor, now });

type Given = Partial<AwardValues>;
const fileOf = (rows: Given[]) => ({
  fileName: 'khen-thuong.xlsx',
  sha256: String(++serial).padStart(64, 'a'),
  findings: {
    rows: rows.map((values, at): [number, (string | null)[]] => [at + 4, AWARD_COLUMNS.map(({ key }) => values[key] ?? null)]),
    letters: Object.fromEntries(AWARD_COLUMNS.map(({ key }, at) => [key, String.fromCharCode(65 + at)])),
    problems: [],
  },
});
const upload = async (rows: Given[]) => (await checkImport.execute(act(), fileOf(rows))).batchId;
const seen = async (batchId: number) => {
  const found = await checkedFile(desk, batchId, now);
  if (!found) throw new Error('nothing is kept');
  return { ...found.run, seen: { batchId, rowVersion: found.batch.rowVersion, fingerprint: found.run.fingerprint } };
};
const confirm = async (batchId: number) => confirmImport.execute(act(), (await seen(batchId)).seen);
const batchOf = async (batchId: number) => {
  const [batch] = await importsOf(desk, { batchId });
  if (!batch) throw new Error('no batch');
  return batch;
};
const undo = async (batchId: number) => undoImport.execute(act(), { batchId, rowVersion: (await batchOf(batchId)).rowVersion });
const person = (name: string, more: Given = {}): Given => ({
  ...{ subject: 'cá nhân', name, title: 'CSTDCS', yearFrom: '2019', department: 'NOI' },
  ...{ decisionNumber: '5/QĐ-BV', decisionDate: '2020-01-10', authority: 'Bệnh viện', signer: 'Giám đốc' },
  ...more,
});
const awards = (batchId: number) =>
  db.award.findMany({
    where: { batchId },
    include: { person: { include: { posts: true } }, decision: true, awardType: true },
    orderBy: { id: 'asc' },
  });

beforeAll(async () => {
  db = await freshDb();
  desk = await anActor(db, 'EMULATION');
  noi = (await aDepartment(db, 'NOI', { establishedOn: '1988-05-19' })).id;
  await asSystem(db, (tx) => tx.person.create({ data: { familyName: 'Lê', middleName: 'Thị', givenName: 'Hòa' } }));
});

describe('a file of awards', () => {
  it('says of each award the department of its year, whatever the row leaves out', async () => {
    const years: [string, string | null, string][] = [
      ['2008-01-01', '2012-01-01', 'CU'],
      ['2012-01-01', null, 'MOI'],
    ];
    const [old, present] = [await aDepartment(db, 'CU'), await aDepartment(db, 'MOI')];
    await asSystem(db, (tx) =>
      tx.person.create({
        data: {
          ...{ familyName: 'Tạ', middleName: 'Văn', givenName: 'Chuyển' },
          posts: {
            create: years.map(([from, to, code]) => ({
              ...{ departmentId: code === 'CU' ? old.id : present.id, validFrom: new Date(from), validTo: to && new Date(to) },
            })),
          },
        },
      }),
    );
    const silent = { department: null, decisionNumber: null, decisionDate: null, authority: null, signer: null };
    const batchId = await upload([
      person('Tạ Văn Chuyển', { ...silent, yearFrom: '2010' }),
      person('Tạ Văn Chuyển', { ...silent, yearFrom: '2013', yearTo: '2015' }),
      person('Tạ Văn Chuyển', { ...silent, yearFrom: 'không rõ' }),
      person('Tạ Văn Chuyển', { ...silent, yearFrom: '2016', department: 'NOI' }),
      person('Tạ Thị Vào', { department: 'MOI', yearFrom: '2018' }),
      person('Tạ Thị Vào', { ...silent, yearFrom: '2017' }),
    ]);
    await confirm(batchId);
    expect((await awards(batchId)).map(({ departmentId }) => departmentId)).toEqual([
      old.id,
      present.id,
      null,
      noi,
      present.id,
      present.id,
    ]);
    await undo(batchId);
  });

  it('does not hang awards on the same number of another year', async () => {
    const bare = { authority: null, signer: null };
    const first = await upload([person('Lê Thị Hòa', { ...bare, yearFrom: '2008', decisionNumber: '77/QĐ-BV', decisionDate: '2009' })]);
    await confirm(first);
    const second = await upload([
      person('Lê Thị Hòa', { ...bare, yearFrom: '2024', decisionNumber: '77/QĐ-BV', decisionDate: '2025-01-15' }),
    ]);
    await confirm(second);
    const [[old], [late]] = [await awards(first), await awards(second)];
    expect([old?.certainty, old?.bonusAmount]).toEqual(['REPORTED', null]);
    expect(late?.certainty).toBe('CONFIRMED');
    expect(late?.decisionId).not.toBe(old?.decisionId);
    expect(late?.decision?.signedOn).toEqual(new Date('2025-01-15'));
    for (const batchId of [second, first]) await undo(batchId);
  });

  it('is written whole: new people with their post, one decision, money by its day, what is uncertain as it is', async () => {
    const batchId = await upload([
      person('TTƯT.BSCKII Mai Văn Ba'),
      person('mai văn ba', { yearFrom: '2018' }),
      person('Lê Thị Hoà'),
      { subject: 'tập thể', name: 'Khoa NOI', title: 'BK_TTG', yearFrom: '2009', decisionDate: '2009' },
      { subject: 'nhiều', name: 'nhiều cán bộ', title: 'BK_B', yearFrom: 'không rõ', source: 'Kỷ yếu 70 năm' },
      { subject: 'số lượng', name: '05 cá nhân', count: '5', title: 'LDTT', yearFrom: '2019', decisionNumber: '5/qđ-bv' },
    ]);
    expect(await confirm(batchId)).toEqual({ batchId, awards: 6, people: 1 });
    const made = await awards(batchId);
    expect(
      made.map(({ awardType, subject, count, yearFrom, certainty, bonusAmount }) => [
        awardType.code,
        subject,
        count,
        yearFrom,
        certainty,
        bonusAmount && Number(bonusAmount),
      ]),
    ).toEqual([
      ['CSTDCS', 'PERSON', 1, 2019, 'CONFIRMED', 1_490_000],
      ['CSTDCS', 'PERSON', 1, 2018, 'CONFIRMED', 1_490_000],
      ['CSTDCS', 'PERSON', 1, 2019, 'CONFIRMED', 1_490_000],
      ['BK_TTG', 'DEPARTMENT', 1, 2009, 'REPORTED', null],
      ['BK_B', 'UNCOUNTED', null, null, 'UNKNOWN_DATE', null],
      // 0,3 × 1.490.000 = 447.000, rounded up, five times
      ['LDTT', 'UNNAMED', 5, 2019, 'CONFIRMED', 2_250_000],
    ]);
    expect(made[0]?.person).toMatchObject({ id: made[1]?.personId, honorifics: 'TTƯT.BSCKII', familyName: 'Mai', givenName: 'Ba' });
    expect(made[0]?.person?.posts).toMatchObject([
      { departmentId: noi, position: 'STAFF', validFrom: new Date('2018-01-01'), validTo: new Date('2020-01-01') },
    ]);
    expect(made[2]?.person?.honorifics).toBeNull();
    expect(new Set([0, 1, 2, 5].map((at) => made[at]?.decisionId)).size).toBe(1);
    expect(made[0]?.decision).toMatchObject({ kind: 'AWARD', number: '5/QĐ-BV', authority: 'Bệnh viện', signer: 'Giám đốc' });
    expect(made[3]?.decision).toMatchObject({
      number: null,
      signedOn: null,
      subject: 'Khen thưởng: Bằng khen của Thủ tướng Chính phủ (ký 2009)',
    });
    expect(await batchOf(batchId)).toMatchObject({ state: 'CONFIRMED', rowsTotal: 6, rowsAccepted: 6, rowsRejected: 0, findings: null });

    // and all of it goes back, with whom and what it brought; the audit keeps every row
    expect(await undo(batchId)).toMatchObject({ awards: 6, people: 1 });
    expect(await db.award.count()).toBe(0);
    expect(await db.person.count({ where: { familyName: 'Mai' } })).toBe(0);
    expect(await db.person.count({ where: { familyName: 'Lê' } })).toBe(1);
    expect(await db.decision.count({ where: { kind: 'AWARD' } })).toBe(0);
    const kept = await db.auditEntry.findMany({ where: { tableName: 'award', rowKey: String(made[0]?.id) }, orderBy: { id: 'asc' } });
    expect(kept.map(({ op, isParty }) => [op, isParty])).toEqual([
      ['INSERT', false],
      ['DELETE', false],
    ]);
    await expect(undo(batchId)).rejects.toMatchObject({ key: 'imports.refused.undone' });
  });

  it('writes the right rows and leaves the wrong ones, each wrong cell told by its place', async () => {
    const batchId = await upload([
      person('Vũ Thị Tám'),
      person('Vũ Thị Tám', { name: 'VŨ THỊ TÁM' }),
      person('Vũ Thị Chín', { title: 'Danh hiệu lạ', decisionDate: '2018-01-01', decisionNumber: '6/QĐ' }),
      { subject: 'số lượng', name: 'cá nhân', count: '0', title: 'LDTT', yearFrom: '2019' },
      { subject: 'tập thể', name: 'Khoa NOI', title: 'TTLDG', yearFrom: '2019' },
    ]);
    const { problems } = await seen(batchId);
    expect(problems.map(({ row, letter, key }) => `${letter}${row} ${key.split('.').slice(2).join('.')}`)).toEqual([
      ...['D5 twice', 'D6 noTitle', 'I6 decisionBefore', 'G7 countZero', 'D8 ended'],
    ]);
    expect(await confirm(batchId)).toMatchObject({ awards: 1 });
    expect(await batchOf(batchId)).toMatchObject({ rowsTotal: 5, rowsAccepted: 1, rowsRejected: 4 });
    // what is on record now is told of the next file
    const again = await seen(await upload([person('Vũ Thị Tám')]));
    expect(again.problems.map(({ key }) => key)).toEqual(['awardImport.cell.onRecord']);
  });
});

describe('an import', () => {
  const one = () =>
    person(`Đỗ Văn ${String.fromCharCode(65 + (++serial % 26))}${'aeiou'[serial % 5]}${'nmtpc'[Math.floor(serial / 26) % 5]}`, {
      decisionNumber: `${serial}/QĐ-KT`,
    });

  it.each<[string, (award: { id: number; personId: number | null }) => Promise<unknown>]>([
    ['changed', ({ id }) => asSystem(db, (tx) => tx.award.update({ where: { id }, data: { citation: 'Sửa', rowVersion: 2 } }))],
    [
      'changed',
      ({ id }) =>
        asSystem(db, (tx) =>
          tx.award.update({ where: { id }, data: { revokedAt: now, revokedById: desk.id, revokeReason: 'Khai sai', rowVersion: 2 } }),
        ),
    ],
    [
      'proposal',
      ({ id, personId }) =>
        asSystem(db, async (tx) => {
          const { id: awardTypeId } = await tx.awardType.findFirstOrThrow({ where: { code: 'CSTDCS' } });
          return tx.awardProposal.create({
            data: { awardTypeId, year: 2019, subject: 'PERSON', personId, departmentId: noi, state: 'GRANTED', awardId: id },
          });
        }),
    ],
    ['person', ({ personId }) => asSystem(db, (tx) => tx.account.update({ where: { id: desk.id }, data: { personId } }))],
    [
      'person',
      ({ personId }) => asSystem(db, (tx) => tx.staffRating.create({ data: { personId: personId ?? 0, year: 2019, level: 'GOOD' } })),
    ],
    [
      'person',
      ({ personId }) =>
        asSystem(db, (tx) =>
          tx.personPost.create({ data: { personId: personId ?? 0, departmentId: noi, validFrom: new Date('2024-01-01') } }),
        ),
    ],
  ])('stays once something rests on it: %s', async (kind, build) => {
    const batchId = await upload([one()]);
    await confirm(batchId);
    const [award] = await awards(batchId);
    if (!award) throw new Error('no award');
    await build(award);
    expect((await batchOf(batchId)).built.map((on) => on.kind)).toContain(kind);
    await expect(undo(batchId)).rejects.toMatchObject({ key: 'imports.refused.built' });
    expect(await awards(batchId)).toHaveLength(1);
  });

  it('that stands in the Party’s register is held like any other, and by nothing that tells it', async () => {
    const next = async () => {
      const batchId = await upload([one()]);
      await confirm(batchId);
      return batchId;
    };
    const [party, ordinary, untouched] = [await next(), await next(), await next()];
    const personOf = async (batchId: number) => (await awards(batchId))[0]?.personId ?? 0;
    const [member, other] = [await personOf(party), await personOf(ordinary)];
    await asSystem(db, (tx) => tx.partyBadge.create({ data: { personId: member, milestone: 30, note: 'mật của Đảng' } }));
    await asSystem(db, (tx) => tx.staffRating.create({ data: { personId: other, year: 2018, level: 'GOOD' } }));
    // the desk's own eyes do not see it
    expect(await db.partyBadge.count({ where: { personId: member } })).toBe(0);
    const listed = new Map((await importsOf(desk)).map((batch) => [batch.id, batch]));
    expect(listed.get(party)?.built).toEqual([{ kind: 'person', name: '' }]);
    expect(listed.get(party)?.built).toEqual(listed.get(ordinary)?.built);
    expect(listed.get(untouched)?.built).toEqual([]);
    const refused = await Promise.all([party, ordinary].map((batchId) => undo(batchId).catch((error: unknown) => error)));
    expect(refused[0]).toMatchObject({ key: 'imports.refused.built' });
    expect(JSON.stringify(refused[0])).toBe(JSON.stringify(refused[1]));
  });

  it('writes nothing when the register has changed since it was looked at, or when the file came before', async () => {
    const row = one();
    const moving = await upload([row]);
    const { seen: before } = await seen(moving);
    await asSystem(db, (tx) =>
      tx.person.create({ data: { familyName: 'Đỗ', middleName: 'Văn', givenName: row.name?.split(' ').at(-1) ?? '' } }),
    );
    await expect(confirmImport.execute(act(), before)).rejects.toMatchObject({ key: 'imports.refused.moved' });
    expect(await awards(moving)).toEqual([]);
    const file = fileOf([one()]);
    await confirm((await checkImport.execute(act(), file)).batchId);
    await expect(checkImport.execute(act(), file)).rejects.toMatchObject({ key: 'imports.refused.sameFile' });
  });

  it('is half applied by nothing: what the database refuses of one award, no row has done', async () => {
    const batchId = await upload([
      one(),
      person('Lê Thị Hòa', { yearFrom: '2001', decisionNumber: null, decisionDate: null, authority: null, signer: null }),
    ]);
    const { seen: before } = await seen(batchId);
    const people = await db.person.count();
    const { id: awardTypeId } = await db.awardType.findFirstOrThrow({ where: { code: 'CSTDCS' } });
    const { id: personId } = await db.person.findFirstOrThrow({ where: { familyName: 'Lê' } });
    let confirming: Promise<unknown> = Promise.resolve();
    // somebody is writing the last award by another way: the plan cannot see it yet, the last statement waits for it
    const award = await asSystem(db, async (tx) => {
      const years = { yearFrom: 2001, yearTo: 2001 };
      const [own] = await tx.$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
      const made = await tx.award.create({
        data: { awardTypeId, isParty: false, subject: 'PERSON', personId, ...years, certainty: 'REPORTED' },
      });
      confirming = confirmImport.execute(act(), before).catch((error: unknown) => error);
      for (let waiting = 0; waiting === 0; ) {
        await new Promise((resolve) => setTimeout(resolve, 50));
        // what stands still because of this transaction is the insert of the awards: nothing but their constraint makes it wait
        const [found] = await db.$queryRaw<
          { n: number }[]
        >`SELECT count(*)::int AS n FROM pg_stat_activity WHERE ${own?.pid ?? 0} = ANY (pg_blocking_pids(pid)) AND query LIKE 'INSERT INTO%"award"%'`;
        waiting = found?.n ?? 0;
      }
      return made;
    });
    expect(await confirming).toMatchObject({ key: 'imports.refused.moved' });
    expect([await db.person.count(), (await awards(batchId)).length]).toEqual([people, 0]);
    expect((await batchOf(batchId)).state).toBe('CHECKED');
    await asSystem(db, (tx) =>
      tx.award.update({ where: { id: award.id }, data: { voidedAt: now, voidedById: desk.id, voidReason: 'thử' } }),
    );
  });

  it('by two people at once is one import', async () => {
    const batchId = await upload([one()]);
    const { seen: before } = await seen(batchId);
    const both = await Promise.allSettled([1, 2].map(() => confirmImport.execute(act(), before)));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await awards(batchId)).toHaveLength(1);
  });

  it('of the same new person by two files at once is one person: the second looks again', async () => {
    const row = one();
    const [first, other] = [await upload([row]), await anActor(db, 'EMULATION')];
    const { batchId: second } = await checkImport.execute(act(other), fileOf([{ ...row, yearFrom: '2018' }]));
    const [a, b] = [await seen(first), await seen(second)];
    const both = await Promise.allSettled([confirmImport.execute(act(), a.seen), confirmImport.execute(act(other), b.seen)]);
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await db.person.count({ where: { familyName: 'Đỗ', givenName: row.name?.split(' ').at(-1) ?? '' } })).toBe(1);
  });

  it('gives way to the next file of the same hand, and can be put away: nothing of it stays', async () => {
    const first = await upload([one()]);
    const second = await upload([one()]);
    expect(await db.batch.findUnique({ where: { id: first } })).toMatchObject({ state: 'DISCARDED', findings: null });
    await discardImport.execute(act(), { batchId: second, rowVersion: 1 });
    expect(await db.batch.findUnique({ where: { id: second } })).toMatchObject({ state: 'DISCARDED', findings: null });
  });

  it('knows no title of the Party, and is the emulation desk’s alone', async () => {
    const { problems } = await seen(await upload([person('Đỗ Văn Mười', { title: 'DV_XS' })]));
    expect(problems.map(({ key }) => key)).toEqual(['awardImport.cell.noTitle']);
    for (const role of ['ADMIN', 'PLANNING', 'DIRECTOR', 'UNION', 'PARTY_OFFICE'] as const) {
      const actor = await anActor(db, role);
      await expect(checkImport.execute(act(actor), fileOf([one()]))).rejects.toBeInstanceOf(NotFound);
      expect(await importsOf(actor)).toEqual([]);
    }
  });

  it('of 5,000 rows is checked, written and taken back whole, at no more than a few times the price of the bare rows', async () => {
    const parts = ['An', 'Bình', 'Chi', 'Dũng', 'Én', 'Phú', 'Giang', 'Hà', 'Khoa', 'Lan'];
    const name = (at: number) => `Tôn ${[1000, 100, 10, 1].map((unit) => parts[Math.floor(at / unit) % 10]).join(' ')}`;
    const rows = Array.from({ length: 5_000 }, (_, at) =>
      person(name(at % 4_000), {
        yearFrom: String(2010 + Math.floor(at / 4_000)),
        decisionNumber: `${at % 300}/QĐ-LS`,
        decisionDate: '2020-05-05',
      }),
    );
    const clock = async <Result>(work: () => Promise<Result>): Promise<[Result, number]> => {
      const from = performance.now();
      return [await work(), Math.round(performance.now() - from)];
    };
    // the floor: as many people and audit lines, with nothing read, planned or compared
    const [, floor] = await clock(() =>
      asSystem(db, async (tx) => {
        for (let part = 0; part < 5; part++)
          await tx.person.createMany({
            data: Array.from({ length: 1_000 }, (_, at) => ({ familyName: 'Sàn', middleName: `${part}`, givenName: `${at}` })),
          });
      }),
    );
    const [batchId, checking] = await clock(() => upload(rows));
    const [before, reading] = await clock(() => seen(batchId));
    const [done, confirming] = await clock(() => confirmImport.execute(act(), before.seen));
    expect(done).toMatchObject({ awards: 5_000, people: 4_000 });
    const [listed, listing] = await clock(() => batchOf(batchId));
    expect(listed.built).toEqual([]);
    const [back, undoing] = await clock(() => undo(batchId));
    expect(back).toMatchObject({ awards: 5_000, people: 4_000 });
    const times = { checking, reading, confirming, listing, undoing };
    for (const [what, took] of Object.entries(times))
      expect(took / floor, `${what}, floor ${floor} ms: ${JSON.stringify(times)}`).toBeLessThan(TIMES[what as keyof typeof times]);
    if (process.env.SAY_TIMES) process.stdout.write(`${JSON.stringify({ floor, ...times })}\n`);
  }, 150_000);
});

/** How many times the bare rows each act may take: some four times what it does, so that a tenfold slowdown is seen. */
const TIMES = { checking: 5, reading: 4, confirming: 20, listing: 0.5, undoing: 4 };
