import { beforeAll, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import { recordCommendation } from '@/features/party-commendations/commands';
import type { Db } from '@/server/db';
import { aDepartment, anActor, asSystem, freshDb } from '../../../../tests/support/db';
import { recordDecision, recordHistoric, revokeAward } from '../commands';
import { matchText } from './match';
import { awardee, awardsOfDepartment, awardsOfPerson, decisionById, decisions, decisionYears, recipientsOf } from './register';

const now = new Date('2026-07-10T03:00:00Z');
let db: Db;
let desk: Actor;
let stranger: Actor;
let noi: number;
let decisionId: number;
let type: (code: string) => number;

beforeAll(async () => {
  db = await freshDb();
  [desk, stranger] = [await anActor(db, 'EMULATION'), await anActor(db, 'ADMIN')];
  noi = (await aDepartment(db, 'NOI')).id;
  const codes = new Map((await db.awardType.findMany()).map(({ id, code }) => [code, id]));
  type = (code) => codes.get(code) ?? 0;
  const newcomer = (fullName: string, honorifics: string, code = 'LDTT') => ({
    ...{ typeId: type(code), subject: 'PERSON' as const },
    newPerson: { fullName, honorifics, departmentId: noi, since: '2020-01-01' },
  });
  // case 20's names, in no order
  const made = await recordDecision.execute(
    { db, actor: desk, now },
    {
      ...{
        decision: { number: '52/QĐ-BV', signedOn: '2026-01-12', authority: 'Bệnh viện', subject: 'Danh hiệu năm 2025' },
        yearFrom: 2025,
        yearTo: 2025,
      },
      recipients: [
        newcomer('Dương Thị Thanh', 'BSCKII'),
        newcomer('Nguyễn Công Hoàng', 'PGS.TS'),
        newcomer('Lê Văn Sỹ', 'TTND.BSCKII'),
        newcomer('Trương Việt Dũng', ''),
        newcomer('Đinh Thị Thanh Hà', 'ĐD'),
        newcomer('Lê Văn Sỹ', 'TTND.BSCKII', 'CSTDCS'),
        { typeId: type('TTLDTT'), subject: 'DEPARTMENT', departmentId: noi },
        { typeId: type('BK_B'), subject: 'UNNAMED', count: 2, subjectText: '02 kíp mổ', isCollective: true },
      ],
    },
  );
  decisionId = made.id;
});

it('lists recipients by level, title, then given name, collectives last', async () => {
  const rows = await recipientsOf(desk, decisionId);
  const short = (text: string | null) => text?.split(' ').at(-1);
  expect(rows.map(({ whom, subjectText }) => short(whom ?? subjectText))).toEqual([
    ...['Sỹ', 'Dũng', 'Hà', 'Hoàng', 'Sỹ', 'Thanh'],
    ...['mổ', 'NOI'],
  ]);
  expect(rows.filter(({ isCollective }) => isCollective)).toHaveLength(2);
  expect(rows.find(({ subjectText }) => subjectText === '02 kíp mổ')?.money).toBe(2 * 7_020_000);
});

it('finds a decision by number, title or a name without marks, and by the year of signing', async () => {
  for (const q of ['52/qd', 'le van sy', 'lao dong tien tien', 'kip mo', 'khoa noi'])
    expect(await decisions(desk, { q }), q).toHaveLength(1);
  for (const q of ['khong co ai', 'xyz']) expect(await decisions(desk, { q }), q).toEqual([]);
  expect(await decisions(desk, { year: 2026 })).toMatchObject([{ recipients: 9, number: '52/QĐ-BV' }]);
  expect(await decisions(desk, { year: 2025 })).toEqual([]);
  expect(await decisionYears(desk)).toEqual([2026]);
});

it('counts a department once however many names it has borne, and nothing that was revoked', async () => {
  const { id: ngoai } = await aDepartment(db, 'NGOAI');
  const given = await recordDecision.execute(
    { db, actor: desk, now },
    {
      ...{
        decision: { number: '60/QĐ-BV', signedOn: '2026-02-12', authority: 'Bệnh viện', subject: 'Hai khoa' },
        yearFrom: 2025,
        yearTo: 2025,
      },
      recipients: [
        { typeId: type('TTLDXS'), subject: 'DEPARTMENT', departmentId: ngoai },
        { typeId: type('GK'), subject: 'DEPARTMENT', departmentId: ngoai },
      ],
    },
  );
  await asSystem(db, async (tx) => {
    await tx.departmentVersion.updateMany({ where: { departmentId: ngoai }, data: { validTo: toColumn('2025-06-01') } });
    const version = { departmentId: ngoai, kind: 'CLINICAL_DEPT' as const, functions: [] };
    await tx.departmentVersion.create({ data: { ...version, name: 'Khoa Ngoại mới', validFrom: toColumn('2025-06-01') } });
  });
  const [first] = await decisions(desk, { q: '60/qd ngoai moi' });
  const money = (await recipientsOf(desk, given.id)).reduce((sum, one) => sum + (one.money ?? 0), 0);
  expect(first).toMatchObject({ recipients: 2, money });
  const award = await db.award.findFirstOrThrow({ where: { decisionId: given.id }, select: { id: true } });
  await revokeAward.execute({ db, actor: desk, now }, { awardId: award.id, version: 1, reason: 'Kê khai sai' });
  expect((await decisions(desk, { q: '60/qd' }))[0]?.recipients).toBe(1);
});

it('tells a person’s and a department’s years; what is revoked stays with its reason', async () => {
  const person = await db.person.findFirstOrThrow({ where: { givenName: 'Sỹ' }, select: { id: true } });
  const [fighter] = await awardsOfPerson(desk, person.id);
  if (!fighter) throw new Error('no award');
  await revokeAward.execute({ db, actor: desk, now }, { awardId: fighter.id, version: 1, reason: 'Kê khai sai' });
  expect(await awardsOfPerson(desk, person.id)).toMatchObject([{ yearTo: 2025 }, { yearTo: 2025 }]);
  expect((await awardsOfPerson(desk, person.id)).filter(({ revokeReason }) => revokeReason === 'Kê khai sai')).toHaveLength(1);
  const many = { typeId: type('TTLDG'), subject: 'UNCOUNTED' as const, departmentId: noi, subjectText: 'nhiều năm', isCollective: true };
  await recordHistoric.execute({ db, actor: desk, now }, { ...many, source: 'Sổ truyền thống' });
  expect(
    (await awardsOfDepartment(desk, noi))
      .filter(({ number }) => number !== '60/QĐ-BV')
      .map(({ count, subjectText, yearTo }) => [count, subjectText, yearTo]),
  ).toEqual([
    [1, null, 2025],
    [null, 'nhiều năm', null],
  ]);
});

it('matches against who is on record, with what they hold and what the day pays', async () => {
  const found = await matchText(desk, { text: 'BS Lê Văn Sỹ\nduong thi thanh\nLò Văn Păn\nKhoa NOI', year: 2026, day: '2026-07-01' });
  expect(found?.lines.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    ...['PERSON MATCHED', 'PERSON MATCHED', 'PERSON NEW', 'DEPARTMENT MATCHED'],
  ]);
  expect(found?.salary).toBe(2_530_000);
  expect(found?.people.find(({ fullName }) => fullName === 'Dương Thị Thanh')).toMatchObject({
    department: 'Khoa NOI',
    held: [{ code: 'LDTT', number: '52/QĐ-BV' }],
  });
  expect(await matchText(stranger, { text: 'Lê Văn Sỹ', year: 2026, day: null })).toBeNull();
});

it('shows nothing of the Party, and nothing to who may not read', async () => {
  const office = await anActor(db, 'PARTY_OFFICE');
  const party = { number: '15-QĐ/TU', signedOn: '2026-01-07', authority: 'Tỉnh ủy' };
  const given = { typeCode: 'DV_XS', count: 3, subjectText: '03 đảng viên', yearFrom: 2025, yearTo: 2025, decision: party };
  await recordCommendation.execute({ db, actor: office, now }, given);
  const all = await decisions(desk);
  expect(all.map(({ number }) => number)).toEqual(['60/QĐ-BV', '52/QĐ-BV']);
  const ofParty = await db.decision.findFirst({ where: { number: '15-QĐ/TU' }, select: { id: true } });
  for (const id of [ofParty?.id ?? 0, decisionId + 5]) expect(await decisionById(desk, id)).toBeNull();
  expect(await decisions(stranger)).toEqual([]);
  expect(await decisionById(stranger, decisionId)).toBeNull();
  expect(await recipientsOf(stranger, decisionId)).toEqual([]);
  expect(await awardee(stranger, 1)).toBeNull();
});
