import { aDepartment, anActor, anIndicator, asSystem, freshDb } from '@tests/support/db';
import { expect, it } from 'vitest';
import { toColumn } from '@/domain/date';
import { searchAwardDecisions, searchIndicators, searchPeople } from './queries';

it('finds indicators by words of name or code, without marks, in any order; a pattern is only text', async () => {
  const db = await freshDb();
  const actor = await anActor(db, 'UNION');
  await anIndicator(db, 'OPD', { name: 'Lượt khám bệnh' });
  await anIndicator(db, 'BHYT_RATE', { name: 'Tỷ lệ 100% BHYT' });
  const codes = async (query: string) => (await searchIndicators(actor, query, 2026)).map(({ code }) => code);
  expect(await codes('KHAM luot')).toEqual(['OPD']);
  expect(await codes('opd')).toEqual(['OPD']);
  expect(await codes('100%')).toEqual(['BHYT_RATE']);
  expect(await codes('%')).toEqual(['BHYT_RATE']);
  expect(await codes('_ate')).toEqual([]);
  expect(await codes('   ')).toEqual([]);
  expect(await codes('opd\u0000\ud800')).toEqual(['OPD']);
});

it('finds people and decisions on awards without marks, for those who read awards; the decisions of the Party are not found', async () => {
  const db = await freshDb();
  const [desk, admin, office] = [await anActor(db, 'EMULATION'), await anActor(db, 'ADMIN'), await anActor(db, 'PARTY_OFFICE')];
  const { id: departmentId } = await aDepartment(db, 'NOI');
  await asSystem(db, async (tx) => {
    const { id } = await tx.person.create({ data: { familyName: 'Lò', middleName: 'Văn', givenName: 'Păn', honorifics: 'KTV' } });
    await tx.personPost.create({ data: { personId: id, departmentId, validFrom: toColumn('2020-01-01') } });
    await tx.decision.create({
      data: { kind: 'AWARD', number: '52/QĐ-BV', signedOn: toColumn('2026-01-12'), subject: 'Khen thưởng năm 2025' },
    });
  });
  await asSystem(db, async (tx) => {
    await tx.$executeRaw`SELECT set_config('app.party', 'on', true)`;
    await tx.decision.create({ data: { kind: 'PARTY', isParty: true, number: '52-QĐ/ĐU', subject: 'Khen thưởng đảng viên' } });
  });
  expect(await searchPeople(desk, 'lo van pan')).toMatchObject([{ name: 'KTV Lò Văn Păn', department: 'Khoa NOI' }]);
  expect(await searchAwardDecisions(desk, 'khen thuong')).toMatchObject([{ number: '52/QĐ-BV', signedOn: '2026-01-12' }]);
  expect(await searchAwardDecisions(desk, '52/qd')).toHaveLength(1);
  for (const actor of [admin, office])
    expect([await searchPeople(actor, 'pan'), await searchAwardDecisions(actor, '52')]).toEqual([[], []]);
});
