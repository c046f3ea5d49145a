import { aDepartment, anActor, freshDb } from '@tests/support/db';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import type { Db } from '@/server/db';
import { addPerson, correctPerson, movePerson } from './commands';
import { people } from './queries';

let db: Db;
let desk: Actor;
let [medicine, surgery] = [0, 0];
const now = new Date('2026-11-20T02:00:00Z');
const by = () => ({ db, actor: desk, now });
const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error: { problems?: { path: string; key: string }[]; key?: string }) =>
      error.problems?.map(({ path, key }) => `${path} ${key}`).join() ?? error.key,
  );

beforeAll(async () => {
  db = await freshDb();
  desk = await anActor(db, 'EMULATION');
  [medicine, surgery] = [(await aDepartment(db, 'NOI')).id, (await aDepartment(db, 'NGOAI')).id];
});

describe('two people of one name', () => {
  it('are asked about, with or without marks, and then both are on record', async () => {
    const add = (fullName: string, more: object = {}) =>
      addPerson.execute(by(), { fullName, departmentId: medicine, since: '2020-01-01', ...more });
    await add('Nguyễn Thị Hoa', { honorifics: 'CNĐD', category: 'PUBLIC_EMPLOYEE' });
    expect(await refusalOf(add('Nguyễn Thị Hoa'))).toBe('isAnother people.field.sameName');
    expect(await refusalOf(add('nguyen thi hoa'))).toBe('isAnother people.field.sameName');
    await add('Nguyễn Thị Hoa', { departmentId: surgery, isAnother: 'on' });
    const found = await people(desk, '2026-01-01', { q: 'thi hoa' });
    expect(found.map(({ fullName, department, category }) => [fullName, department, category])).toEqual([
      ['Nguyễn Thị Hoa', 'Khoa NOI', 'PUBLIC_EMPLOYEE'],
      ['Nguyễn Thị Hoa', 'Khoa NGOAI', null],
    ]);
  });
});

describe('somebody who moves', () => {
  it('keeps the former department on record with its day; an earlier day is refused; leaving ends the post', async () => {
    const { id: personId } = await addPerson.execute(by(), { fullName: 'Lò Văn Păn', departmentId: medicine, since: '2020-01-01' });
    const at = async (day: string) => (await people(desk, day, { q: 'lo van pan' }))[0];
    await movePerson.execute(by(), { personId, version: 1, departmentId: surgery, position: 'HEAD', since: '2024-05-01' });
    expect(await at('2024-04-30')).toMatchObject({ department: 'Khoa NOI', former: [] });
    expect(await at('2024-05-01')).toMatchObject({
      ...{ department: 'Khoa NGOAI', position: 'HEAD' },
      former: [{ department: 'Khoa NOI', until: '2024-05-01' }],
    });
    const move = (version: number, since: string, departmentId: number | null = medicine) =>
      refusalOf(movePerson.execute(by(), { personId, version, departmentId, since }));
    expect(await move(2, '2024-05-01')).toBe('since people.field.beforePost');
    expect(await move(1, '2025-01-01')).toBe('common.refused.conflict');
    expect(await move(2, '2009-12-31')).toBe('since people.field.departmentAbsent');
    expect(await move(2, '2025-01-01', null)).toBeNull();
    expect(await at('2025-01-01')).toMatchObject({ department: null, position: null });
  });
  it('has the name corrected as it was looked at', async () => {
    const { id: personId } = await addPerson.execute(by(), { fullName: 'Bui Anh Tuan', departmentId: medicine, since: '2020-01-01' });
    const correct = (version: number) =>
      refusalOf(
        correctPerson.execute(by(), { personId, version, fullName: 'Bùi Anh Tuấn', honorifics: 'KTV', category: 'CONTRACT_WORKER' }),
      );
    expect(await correct(1)).toBeNull();
    expect(await correct(1)).toBe('common.refused.conflict');
    expect(await people(desk, '2026-01-01', { q: 'tuấn' })).toMatchObject([{ fullName: 'Bùi Anh Tuấn', honorifics: 'KTV' }]);
  });
});
