import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import { InvalidInput, Refusal } from '@/domain/errors';
import { nameParts } from '@/features/people/rules';
import type { Db } from '@/server/db';
import { aDepartment, anActor, asSystem, freshDb } from '../../../tests/support/db';
import { addRecipients, recordDecision, recordHistoric, revokeAward, withdrawAward } from './commands';

const now = new Date('2026-07-10T03:00:00Z');
let db: Db;
let desk: Actor;
let noi: number;
let gone: number;
const type = new Map<string, number>();

const aPerson = (fullName: string, departmentId = noi) =>
  asSystem(db, async (tx) => {
    const { id } = await tx.person.create({ data: nameParts(fullName), select: { id: true } });
    await tx.personPost.create({ data: { personId: id, departmentId, validFrom: toColumn('2015-01-01') } });
    return id;
  });

beforeAll(async () => {
  db = await freshDb();
  desk = await anActor(db, 'EMULATION');
  noi = (await aDepartment(db, 'NOI')).id;
  gone = (await aDepartment(db, 'CU', { dissolvedOn: '2024-01-01' })).id;
  for (const { id, code } of await db.awardType.findMany()) type.set(code, id);
});
const context = () => ({ db, actor: desk, now });
const typeId = (code: string) => {
  const id = type.get(code);
  if (id === undefined) throw new Error(`no title ${code}`);
  return id;
};
let serial = 0;
const decision = (signedOn = '2026-06-30') => ({ number: `${++serial}/QĐ-BV`, signedOn, authority: 'Bệnh viện', subject: 'Khen thưởng' });
const person = (personId: number, code = 'LDTT') => ({ typeId: typeId(code), subject: 'PERSON' as const, personId });
const of2025 = { yearFrom: 2025, yearTo: 2025 };
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
const moneyOf = async (decisionId: number) =>
  (await db.award.findMany({ where: { decisionId }, orderBy: { id: 'asc' } })).map(({ bonusAmount }) => Number(bonusAmount));

describe('a decision with its recipients', () => {
  it('case 19: the base salary of the day of the decision counts, to the đồng', async () => {
    const [one, other] = [await aPerson('Lê Văn Sỹ'), await aPerson('Dương Thị Thanh')];
    const recipients = [person(one, 'CSTDCS'), person(one)];
    const june = await recordDecision.execute(context(), { decision: decision('2026-06-30'), ...of2025, recipients });
    const july = await recordDecision.execute(context(), {
      ...{ decision: decision('2026-07-01'), ...of2025 },
      recipients: [person(other, 'CSTDCS'), person(other)],
    });
    expect(await moneyOf(june.id)).toEqual([2_340_000, 710_000]);
    expect(await moneyOf(july.id)).toEqual([2_530_000, 760_000]);
    expect(june.warnings.filter(({ kind }) => kind !== 'SHARE')).toEqual([]);
  });

  it('36 people and 4 collectives at once, two of them new, each person with the department of the time', async () => {
    const ids = await Promise.all(Array.from({ length: 34 }, (_, index) => aPerson(`Trần Văn Người${index}`)));
    const rooms = await Promise.all(Array.from({ length: 4 }, () => aDepartment(db)));
    const newcomer = (fullName: string) => ({
      ...{ typeId: typeId('LDTT'), subject: 'PERSON' as const },
      newPerson: { fullName, honorifics: 'BS', departmentId: noi, since: '2025-01-01' },
    });
    const made = await recordDecision.execute(context(), {
      ...{ decision: decision(), ...of2025 },
      recipients: [
        ...ids.map((id) => person(id)),
        ...[newcomer('Lò Văn Păn'), newcomer('Giàng A Sử')],
        ...rooms.map(({ id }) => ({ typeId: typeId('TTLDTT'), subject: 'DEPARTMENT' as const, departmentId: id })),
      ],
    });
    expect(made).toMatchObject({ count: 40, warnings: [] });
    const rows = await db.award.findMany({ where: { decisionId: made.id }, include: { person: true } });
    expect(rows.filter(({ subject, departmentId }) => subject === 'PERSON' && departmentId === noi)).toHaveLength(36);
    expect(rows.reduce((sum, { bonusAmount }) => sum + Number(bonusAmount), 0)).toBe(36 * 710_000 + 4 * 1_880_000);
    expect(rows.map(({ person: one }) => one?.fullName)).toContain('Lò Văn Păn');
  });

  it('says beside the very row what cannot be, and writes nothing', async () => {
    const [one, held] = [await aPerson('Võ Minh Trí'), await aPerson('Cao Thị Dung')];
    const first = decision();
    await recordDecision.execute(context(), { decision: first, ...of2025, recipients: [person(held)] });
    const before = await db.award.count();
    const recipients = [
      person(one),
      person(one),
      person(held),
      { typeId: typeId('LDG'), subject: 'PERSON' as const, personId: one },
      { typeId: typeId('TTLDXS'), subject: 'PERSON' as const, personId: one },
      { typeId: typeId('LDTT'), subject: 'DEPARTMENT' as const, departmentId: noi },
      person(2_000_000_000),
      { ...person(one, 'CSTDCS'), yearFrom: 2025, yearTo: 2027 },
      {
        typeId: typeId('LDTT'),
        subject: 'PERSON' as const,
        newPerson: { fullName: 'Cao Thị Dung', departmentId: noi, since: '2025-01-01' },
      },
      { typeId: typeId('LDTT'), subject: 'PERSON' as const, newPerson: { fullName: 'Ai Đó', departmentId: gone, since: '2025-01-01' } },
    ];
    expect(await problemsOf(recordDecision.execute(context(), { decision: decision(), ...of2025, recipients }))).toEqual({
      'recipients.1.typeId': 'awards.field.twiceHere',
      'recipients.2.typeId': 'awards.field.alreadyBy',
      'recipients.3.typeId': 'awards.field.historic',
      'recipients.4.typeId': 'awards.field.notForPerson',
      'recipients.5.typeId': 'awards.field.notForCollective',
      'recipients.6.personId': 'common.field.notAChoice',
      'recipients.7.yearTo': 'awards.field.beforeMerit',
      'recipients.8.newPerson.fullName': 'awards.field.personExists',
      'recipients.9.newPerson.since': 'people.field.departmentAbsent',
    });
    expect(
      await problemsOf(recordDecision.execute(context(), { decision: decision('2024-12-31'), ...of2025, recipients: [person(one)] })),
    ).toEqual({
      'decision.signedOn': 'awards.field.beforeMerit',
    });
    const unnamed = { typeId: typeId('BD'), subject: 'UNNAMED' as const, subjectText: 'bác sĩ', count: 0 };
    expect(await problemsOf(recordDecision.execute(context(), { decision: decision(), ...of2025, recipients: [unnamed] }))).toHaveProperty(
      'recipients.0.count',
    );
    expect(await problemsOf(recordDecision.execute(context(), { decision: first, ...of2025, recipients: [person(one)] }))).toEqual({
      'decision.number': 'departments.refused.decisionExists',
    });
    expect(await db.award.count()).toBe(before);
  });

  it('a title of emulation is one a year, whatever the years around it; collectives without a name have what collectives may have', async () => {
    const one = await aPerson('Tạ Thị Ngân');
    await recordDecision.execute(context(), {
      decision: decision(),
      ...of2025,
      recipients: [{ ...person(one), yearFrom: 2024, yearTo: 2024 }],
    });
    const again = { ...person(one), yearFrom: 2023, yearTo: 2025 };
    const bodies = { typeId: typeId('LDTT'), subject: 'UNNAMED' as const, subjectText: 'hai tổ', count: 2, isCollective: true };
    const none = { typeId: typeId('LDTT'), subject: 'DEPARTMENT' as const, departmentId: noi };
    expect(
      await problemsOf(recordDecision.execute(context(), { decision: decision(), ...of2025, recipients: [again, bodies, none] })),
    ).toEqual({
      'recipients.0.typeId': 'awards.field.alreadyBy',
      'recipients.1.typeId': 'awards.field.notForCollective',
      'recipients.2.typeId': 'awards.field.notForCollective',
    });
    // two certificates of merit, one for a campaign and one for the years around it
    const merit = (yearFrom: number, yearTo: number) => ({ ...person(one, 'GK'), yearFrom, yearTo });
    await recordDecision.execute(context(), { decision: decision(), ...of2025, recipients: [merit(2024, 2024), merit(2022, 2025)] });
    expect(await db.award.count({ where: { personId: one } })).toBe(3);
  });

  it('names the department of the year of merit, of each its own', async () => {
    const first = (await aDepartment(db)).id;
    const moved = await asSystem(db, async (tx) => {
      const { id } = await tx.person.create({ data: nameParts('Ma Thị Lan'), select: { id: true } });
      const post = (departmentId: number, position: 'HEAD' | 'STAFF', validFrom: string, validTo: string | null) =>
        tx.personPost.create({
          data: {
            personId: id,
            departmentId,
            position,
            validFrom: toColumn(validFrom),
            validTo: validTo === null ? null : toColumn(validTo),
          },
        });
      // head of one until 2014, then elsewhere until autumn 2025
      await post(first, 'HEAD', '2010-01-01', '2014-01-01');
      await post(noi, 'STAFF', '2014-01-01', '2025-10-01');
      return id;
    });
    const made = await recordDecision.execute(context(), {
      ...{ decision: decision(), ...of2025 },
      recipients: [
        person(moved),
        { ...person(moved), yearFrom: 2012, yearTo: 2012 },
        { ...person(moved, 'LDTT'), yearFrom: 2014, yearTo: 2014 },
      ],
    });
    const rows = await db.award.findMany({ where: { decisionId: made.id }, orderBy: { yearTo: 'asc' } });
    expect(rows.map(({ yearTo, departmentId }) => [yearTo, departmentId])).toEqual([
      [2012, first],
      [2014, noi],
      [2025, noi],
    ]);
  });

  it('two newcomers of one name are two when both have the same title, one when the titles differ', async () => {
    const newcomer = (code: string, isAnother: boolean) => ({
      ...{ typeId: typeId(code), subject: 'PERSON' as const },
      newPerson: { fullName: 'Hà Thị Hai', departmentId: noi, since: '2020-01-01', isAnother },
    });
    const recipients = [newcomer('LDTT', true), newcomer('LDTT', true), newcomer('CSTDCS', true)];
    const made = await recordDecision.execute(context(), { decision: decision(), ...of2025, recipients });
    const rows = await db.award.findMany({ where: { decisionId: made.id }, orderBy: { id: 'asc' }, select: { personId: true } });
    expect(rows[0]?.personId).not.toBe(rows[1]?.personId);
    expect(rows[2]?.personId).toBe(rows[0]?.personId);
    expect(
      await problemsOf(
        recordDecision.execute(context(), { decision: decision(), ...of2025, recipients: [newcomer('GK', false), newcomer('GK', false)] }),
      ),
    ).toMatchObject({ 'recipients.1.typeId': 'awards.field.twiceHere' });
  });

  it('a flag of the Government asks for the ministry’s, and takes it from the same decision', async () => {
    const flag = (code: string) => ({ typeId: typeId(code), subject: 'DEPARTMENT' as const, departmentId: noi });
    const alone = await recordDecision.execute(context(), { decision: decision(), ...of2025, recipients: [flag('CO_CP')] });
    expect(alone.warnings).toMatchObject([{ kind: 'SAME_YEAR', index: 0 }]);
    const of2024 = { yearFrom: 2024, yearTo: 2024 };
    const both = await recordDecision.execute(context(), { decision: decision(), ...of2024, recipients: [flag('CO_B'), flag('CO_CP')] });
    expect(both.warnings).toEqual([]);
  });

  it('a Party title is no choice here', async () => {
    const one = await aPerson('Kiều Oanh');
    const party = await asSystem(db, (tx) => tx.awardType.findFirstOrThrow({ where: { isParty: true }, select: { id: true } }));
    const recipients = [{ typeId: party.id, subject: 'PERSON' as const, personId: one }];
    expect(await problemsOf(recordDecision.execute(context(), { decision: decision(), ...of2025, recipients }))).toEqual({
      'recipients.0.typeId': 'common.field.notAChoice',
    });
  });

  it('warns, and writes all the same: no LĐTT of the year, a dissolved department, a share above 15 %', async () => {
    const of2019 = { yearFrom: 2019, yearTo: 2019 };
    const [one, old] = [await aPerson('Tạ Minh Nghĩa'), await aPerson('Hồ Mỹ Linh', gone)];
    const made = await recordDecision.execute(context(), {
      ...{ decision: decision(), ...of2019 },
      recipients: [person(one, 'CSTDCS'), person(old)],
    });
    expect(made.warnings).toEqual([
      { kind: 'SAME_YEAR', index: 0, code: 'Lao động tiên tiến' },
      { kind: 'SHARE', code: 'Chiến sĩ thi đua cơ sở', of: 'Lao động tiên tiến', percent: 15, holders: 1, workers: 1 },
      { kind: 'DISSOLVED', index: 1 },
    ]);
  });

  it('twice at once is once', async () => {
    const one = await aPerson('Đinh Thanh Hà');
    const twice = await Promise.all(
      [decision(), decision()].map((each) =>
        problemsOf(recordDecision.execute(context(), { decision: each, ...of2025, recipients: [person(one)] })),
      ),
    );
    expect(twice.filter((result) => result === 'accepted')).toHaveLength(1);
    expect(await db.award.count({ where: { personId: one } })).toBe(1);
  });

  it('a forgotten one is added, a wrong one withdrawn and recorded again, a false one revoked with its money', async () => {
    const [one, other] = [await aPerson('Mai Thị Nguyệt'), await aPerson('Chu Lan Anh')];
    const { id: decisionId } = await recordDecision.execute(context(), {
      decision: decision(),
      ...of2025,
      recipients: [person(one, 'CSTDCS')],
    });
    await addRecipients.execute(context(), { decisionId, ...of2025, recipients: [person(other, 'CSTDCS'), person(other)] });
    expect(await moneyOf(decisionId)).toEqual([2_340_000, 2_340_000, 710_000]);
    const [wrong, falseOne] = await db.award.findMany({ where: { decisionId }, orderBy: { id: 'asc' } });
    if (!wrong || !falseOne) throw new Error('nothing granted');
    await withdrawAward.execute(context(), { awardId: wrong.id, version: 1, reason: 'Ghi nhầm' });
    expect(await problemsOf(withdrawAward.execute(context(), { awardId: wrong.id, version: 2, reason: 'Lại' }))).toBe(
      'common.refused.notFound',
    );
    await addRecipients.execute(context(), { decisionId, ...of2025, recipients: [person(one, 'CSTDCS')] });
    expect(await revokeAward.execute(context(), { awardId: falseOne.id, version: 1, reason: 'Kê khai gian dối' })).toEqual({
      ...{ id: falseOne.id, recover: 2_340_000 },
    });
    expect(await problemsOf(revokeAward.execute(context(), { awardId: falseOne.id, version: 2, reason: 'Lại' }))).toBe(
      'awards.refused.revokedAlready',
    );
    expect(await problemsOf(revokeAward.execute(context(), { awardId: wrong.id, version: 2, reason: 'Thôi' }))).toBe(
      'common.refused.notFound',
    );
  });
});

describe('what the papers tell without a decision', () => {
  const told = { source: 'Trang giới thiệu phòng KHTH' };
  it('case 8: the planning office’s honours, «nhiều» kept and not counted', async () => {
    const khth = (await aDepartment(db, 'KHTH')).id;
    const many = { subject: 'UNCOUNTED' as const, departmentId: khth, isCollective: true, ...told };
    await recordHistoric.execute(context(), { ...many, typeId: typeId('TTLDXHCN'), subjectText: 'nhiều năm liền liên tục' });
    await recordHistoric.execute(context(), { ...many, typeId: typeId('TTLDG'), subjectText: 'nhiều năm' });
    await recordHistoric.execute(context(), {
      ...{ typeId: typeId('BK_B'), subject: 'DEPARTMENT', departmentId: khth, yearFrom: 2009, yearTo: 2009 },
      source: told.source,
    });
    for (const [code, count] of [
      ['HCLD3', 1],
      ['LDST', 1],
      ['CSTDB', 4],
      ['CSTDTQ', 1],
      ['BK_TTG', 6],
    ] as const)
      await recordHistoric.execute(context(), {
        ...told,
        typeId: typeId(code),
        subject: 'UNNAMED',
        departmentId: khth,
        count,
        subjectText: 'cán bộ phòng',
      });
    const rows = await db.award.findMany({ where: { departmentId: khth }, select: { count: true, subject: true, bonusAmount: true } });
    expect(rows.reduce((sum, { count }) => sum + (count ?? 0), 0)).toBe(14);
    expect(rows.filter(({ subject, count }) => subject === 'UNCOUNTED' && count === null)).toHaveLength(2);
    expect(rows.every(({ bonusAmount }) => bonusAmount === null)).toBe(true);
  });
  it('refuses what is of this year and has no decision, «nhiều» with a number, and a title of another time', async () => {
    const one = await aPerson('Bùi Anh Tuân');
    const given = { typeId: typeId('CSTDB'), subject: 'PERSON' as const, personId: one, source: 'Sổ cũ' };
    expect(await problemsOf(recordHistoric.execute(context(), { ...given, yearFrom: 2026, yearTo: 2026 }))).toEqual({
      yearTo: 'awards.field.needsDecision',
    });
    expect(
      await problemsOf(
        recordHistoric.execute(context(), { ...given, ...told, subject: 'UNCOUNTED', personId: null, subjectText: 'nhiều', count: 3 }),
      ),
    ).toEqual({ count: 'awards.field.uncounted' });
    expect(await problemsOf(recordHistoric.execute(context(), { ...given, typeId: typeId('LDG'), yearFrom: 2024, yearTo: 2024 }))).toEqual({
      typeId: 'awards.field.historic',
    });
    const body = { ...told, typeId: typeId('TTLDXS'), subject: 'DEPARTMENT' as const, departmentId: noi };
    await recordHistoric.execute(context(), body);
    expect(await problemsOf(recordHistoric.execute(context(), body))).toEqual({ typeId: 'awards.field.alreadyUndated' });
    const old = await recordHistoric.execute(context(), { ...body, typeId: typeId('TTLDXHCN'), yearFrom: 1985, yearTo: 1985 });
    expect(await db.award.findUnique({ where: { id: old.id } })).toMatchObject({ yearFrom: 1985, certainty: 'REPORTED', decisionId: null });
    await recordHistoric.execute(context(), { ...given, ...told });
    expect(await problemsOf(recordHistoric.execute(context(), { ...given, ...told }))).toEqual({ typeId: 'awards.field.alreadyUndated' });
  });
});
