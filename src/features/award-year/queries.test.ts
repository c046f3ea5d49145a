import { aDepartment, anActor, asSystem, freshDb } from '@tests/support/db';
import { aCell } from '@tests/support/party';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { SYSTEM } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import { grantAwards, type NewAward } from '@/features/awards/writes';
import type { Db, Tx } from '@/server/db';
import { awardYears, recipientsOf, titlesByDepartment } from './queries';

let db: Db;
let desk: Actor;
let admin: Actor;
let [medicine, surgery] = [0, 0];
const types = new Map<string, { id: number; isParty: boolean }>();
const stamp = { actor: SYSTEM, now: new Date('2026-01-12T02:00:00Z') };

const person = (tx: Tx, familyName: string, givenName: string, honorifics: string | null = null) =>
  tx.person.create({ data: { familyName, givenName, honorifics }, select: { id: true } });
const award = (code: string, more: Partial<NewAward>): NewAward => {
  const type = types.get(code);
  if (!type) throw new Error(code);
  return { awardTypeId: type.id, isParty: type.isParty, subject: 'PERSON', yearFrom: 2025, yearTo: 2025, ...more };
};

beforeAll(async () => {
  db = await freshDb();
  [desk, admin] = [await anActor(db, 'EMULATION'), await anActor(db, 'ADMIN')];
  [medicine, surgery] = [(await aDepartment(db, 'NOI')).id, (await aDepartment(db, 'NGOAI')).id];
  const cell = await aCell(db);
  await asSystem(db, async (tx) => {
    for (const { id, code, isParty } of await tx.awardType.findMany()) types.set(code, { id, isParty });
    const [an, binh] = [await person(tx, 'Vũ', 'An', 'TS.BS'), await person(tx, 'Đỗ', 'Bình')];
    const on = (day: string, number: string) =>
      tx.decision.create({ data: { kind: 'AWARD', number, signedOn: toColumn(day), subject: 'Khen thưởng' }, select: { id: true } });
    const { id: decisionId } = await on('2026-07-01', '52/QĐ-BV');
    await grantAwards(
      tx,
      { decisionId, signedOn: '2026-07-01' },
      [
        award('LDTT', { personId: binh.id, departmentId: medicine }),
        award('LDTT', { personId: an.id, departmentId: surgery }),
        award('CSTDCS', { personId: an.id, departmentId: surgery }),
        award('TTLDTT', { subject: 'DEPARTMENT', departmentId: medicine }),
        award('GK', { subject: 'UNNAMED', count: 3, subjectText: '03 tổ', ofCollectives: true }),
        award('BK_B', { personId: binh.id, departmentId: medicine }),
      ],
      stamp,
    );
    await tx.award.updateMany({
      where: { awardType: { code: 'BK_B' } },
      data: { revokedAt: stamp.now, revokedById: SYSTEM.id, revokeReason: 'Kê khai không đúng' },
    });
    await grantAwards(
      tx,
      { decisionId: null, signedOn: null },
      [
        award('TTLDTTXS', { subject: 'DEPARTMENT', departmentId: medicine, yearFrom: 1995, yearTo: 1999, certainty: 'REPORTED' }),
        award('BK_B', {
          subject: 'UNCOUNTED',
          count: null,
          subjectText: 'nhiều bằng khen',
          yearFrom: null,
          yearTo: null,
          certainty: 'UNKNOWN_DATE',
        }),
      ],
      stamp,
    );
  });
  await asSystem(db, async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.party', 'on', true)`;
    await grantAwards(
      tx,
      { decisionId: null, signedOn: null },
      [award('CB_XS', { subject: 'PARTY_BODY', partyBodyId: cell.id, certainty: 'REPORTED' })],
      stamp,
    );
  });
});

describe('awards of a year', () => {
  it('are summed by level, people and collectives apart, with the money of the decision’s day', async () => {
    const counts = await awardYears(desk, 2025, 6);
    const at = (level: string, isCollective: boolean, year: number | null = 2025) =>
      counts.find((one) => one.level === level && one.isCollective === isCollective && one.year === year);
    // 2 LĐTT at 760.000 and one CSTĐ at 2.530.000 (case 19)
    expect(at('GRASSROOTS', false)).toMatchObject({ count: 3, uncounted: 0, money: 2 * 760_000 + 2_530_000 });
    // TTLĐTT 0,8 and three giấy khen of collectives 0,6, each rounded up to 10.000
    expect(at('GRASSROOTS', true)).toMatchObject({ count: 4, money: 2_030_000 + 3 * 1_520_000 });
    expect(at('PROVINCE_MINISTRY', false)).toBeUndefined();
    expect(at('PROVINCE_MINISTRY', true, 0)).toMatchObject({ count: 1, money: 0 });
    expect(at('PROVINCE_MINISTRY', false, null)).toMatchObject({ count: 0, uncounted: 1 });
    expect(counts.reduce((sum, { count }) => sum + count, 0)).toBe(8);
  });
  it('stand by department and title; an old title counts under the present one', async () => {
    const cells = await titlesByDepartment(desk, 2025);
    expect(cells.map(({ code, department, count }) => [code, department, count])).toEqual([
      ['TTLDTT', 'Khoa NOI', 1],
      ['CSTDCS', 'Khoa NGOAI', 1],
      ['LDTT', 'Khoa NGOAI', 1],
      ['LDTT', 'Khoa NOI', 1],
      ['GK', null, 3],
    ]);
    expect((await titlesByDepartment(desk, 1999)).map(({ code }) => code)).toEqual(['TTLDXS']);
    // the cell leads to what it counts
    expect((await recipientsOf(desk, 1999, { code: 'TTLDXS', most: 9 })).map(({ code, name }) => `${code} ${name}`)).toEqual([
      'TTLDTTXS Khoa NOI',
    ]);
  });
  it('are listed by level and title, collectives first, people by given name; a long title is cut and says so', async () => {
    const lines = await recipientsOf(desk, 2025, { most: 10 });
    expect(lines.map(({ code, name }) => `${code} ${name}`)).toEqual([
      'TTLDTT Khoa NOI',
      'CSTDCS Vũ An',
      'LDTT Vũ An',
      'LDTT Đỗ Bình',
      'GK 03 tổ',
    ]);
    expect(lines[1]).toMatchObject({
      honorifics: 'TS.BS',
      department: 'Khoa NGOAI',
      decisionNumber: '52/QĐ-BV',
      signedOn: '2026-07-01',
      money: 2_530_000,
    });
    const cut = await recipientsOf(desk, 2025, { most: 1 });
    expect(cut.filter(({ code }) => code === 'LDTT')).toMatchObject([{ name: 'Vũ An', lines: 2 }]);
    expect((await recipientsOf(desk, 2025, { code: 'LDTT', most: 10 })).map(({ name }) => name)).toEqual(['Vũ An', 'Đỗ Bình']);
  });
  it('are not for those who may not read them, and never the Party’s', async () => {
    expect([await awardYears(admin, 2025, 6), await titlesByDepartment(admin, 2025), await recipientsOf(admin, 2025, { most: 9 })]).toEqual(
      [[], [], []],
    );
    const office = await anActor(db, 'PARTY_OFFICE');
    expect(await awardYears(office, 2025, 6)).toEqual([]);
  });
});
