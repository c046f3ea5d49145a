import { aDepartment, anActor, freshDb } from '@tests/support/db';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import type { Db } from '@/server/db';
import { addPerson, correctPerson, correctPost, movePerson } from './commands';
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

describe('a name', () => {
  const add = (fullName: string, more: object = {}) =>
    addPerson.execute(by(), { fullName, departmentId: medicine, since: '2020-01-01', ...more });
  const kept = async (q: string) =>
    db.person.findMany({ where: { search: { contains: q } }, select: { familyName: true, givenName: true, honorifics: true } });
  it('is kept without what was typed before it, and its twin is found', async () => {
    await add('TTND.BSCKII Mai Văn Ba');
    expect(await kept('van ba')).toEqual([{ familyName: 'Mai', givenName: 'Ba', honorifics: 'TTND.BSCKII' }]);
    expect(await refusalOf(add('BSCKI Mai Văn Ba'))).toBe('isAnother people.field.sameName');
    await add('BSCK2 Mai Văn Năm', { honorifics: 'TTƯT' });
    expect(await kept('van nam')).toEqual([{ familyName: 'Mai', givenName: 'Năm', honorifics: 'TTƯT BSCK2' }]);
  });
  it('has no numbers: none that identify anybody are kept', async () => {
    expect(await refusalOf(add('Mai Văn Bốn 038085001234'))).toBe('fullName people.field.digits');
    expect(await refusalOf(add('Mai Văn Bốn', { honorifics: '038085001234' }))).toBe('honorifics people.field.digits');
    expect(await refusalOf(add('TS.BS'))).toBe('fullName people.field.noName');
    expect(await kept('van bon')).toEqual([]);
  });
  it('is corrected in the same way', async () => {
    const { id: personId } = await add('Mai Văn Sáu');
    const correct = (version: number, fullName: string) => refusalOf(correctPerson.execute(by(), { personId, version, fullName }));
    expect(await correct(1, 'Mai Văn Sáu 0912345678')).toBe('fullName people.field.digits');
    expect(await correct(1, 'TS.BS Mai Văn Sáu')).toBeNull();
    expect(await kept('van sau')).toEqual([{ familyName: 'Mai', givenName: 'Sáu', honorifics: 'TS.BS' }]);
    // a family name too
    expect(await correct(2, 'Ông Văn Sáu')).toBeNull();
    expect(await kept('van sau')).toMatchObject([{ familyName: 'Ông' }]);
  });
});

describe('a post that was recorded wrongly', () => {
  it('is put right the same day, with its department, position and days', async () => {
    const today = '2026-11-20';
    const { id: personId } = await addPerson.execute(by(), { fullName: 'Tạ Quốc Bảy', departmentId: medicine, since: today });
    const found = async (day = today) => (await people(desk, day, { q: 'quoc bay' }))[0];
    const right = async (version: number, more: object) => {
      const last = (await found())?.last;
      return refusalOf(
        correctPost.execute(by(), {
          personId,
          version,
          postId: last?.id ?? 0,
          departmentId: surgery,
          position: 'HEAD',
          since: today,
          ...more,
        }),
      );
    };
    expect(await right(1, { since: '2026-01-01' })).toBeNull();
    expect(await found('2026-01-01')).toMatchObject({ department: 'Khoa NGOAI', position: 'HEAD' });
    expect(await right(1, {})).toBe('common.refused.conflict');
    expect(await right(2, { since: '2009-12-31' })).toBe('since people.field.departmentAbsent');
    expect(await right(2, { until: today })).toBe('until people.field.untilBefore');
  });
  it('takes the end of what was held before along; an earlier post stays', async () => {
    const { id: personId } = await addPerson.execute(by(), { fullName: 'Tạ Quốc Tám', departmentId: medicine, since: '2020-01-01' });
    await movePerson.execute(by(), { personId, version: 1, departmentId: surgery, since: '2024-05-01' });
    const posts = async () =>
      (await db.personPost.findMany({ where: { personId }, orderBy: { validFrom: 'asc' } })).map(
        ({ id, departmentId, validFrom, validTo }) => ({
          ...{ id, departmentId },
          days: [validFrom, validTo].map((day) => day?.toISOString().slice(0, 10) ?? null),
        }),
      );
    const [first, second] = await posts();
    const right = (version: number, postId: number | undefined, more: object) =>
      refusalOf(
        correctPost.execute(by(), {
          personId,
          version,
          postId: postId ?? 0,
          departmentId: surgery,
          position: 'STAFF',
          since: '2024-05-01',
          ...more,
        }),
      );
    expect(await right(2, first?.id, {})).toBe('common.refused.conflict');
    expect(await right(2, second?.id, { since: '2019-01-01' })).toBe('since people.field.beforePost');
    expect(await right(2, second?.id, { since: '2024-03-01', departmentId: medicine })).toBeNull();
    expect((await posts()).map(({ days }) => days)).toEqual([
      ['2020-01-01', '2024-03-01'],
      ['2024-03-01', null],
    ]);
    expect(await right(3, second?.id, { since: '2024-06-01', departmentId: medicine, until: '2025-01-01' })).toBeNull();
    expect((await posts()).map(({ days }) => days)).toEqual([
      ['2020-01-01', '2024-06-01'],
      ['2024-06-01', '2025-01-01'],
    ]);
  });
});
