import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import { InvalidInput, Refusal } from '@/domain/errors';
import type { Db } from '@/server/db';
import { aDepartment, anActor, asSystem, freshDb } from '../../../tests/support/db';
import { addAwardType, changeAwardType, endCondition, setBaseSalary, setCondition, setMultiple } from './commands';
import { baseSalaries, catalogue, datedRules, multiplesOf } from './queries';
import { rulesOf } from './rules/conditions';

let db: Db;
let desk: Actor;
const now = new Date('2026-11-20T02:00:00Z');
const DAY = '2026-11-20';
const by = (actor = desk) => ({ db, actor, now });
const typeOf = async (code: string) => {
  const found = (await catalogue(desk, DAY)).find((type) => type.code === code);
  if (!found) throw new Error(`no ${code}`);
  return found;
};
const rulesAt = async (code: string, year: number) => rulesOf(await datedRules(desk), code, year);
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
let given = 0;
const aPerson = (departmentId: number, givenName = `Tên${++given}`) =>
  asSystem(db, (tx) =>
    tx.person.create({
      data: { familyName: 'Nguyễn', givenName, posts: { create: { departmentId, position: 'STAFF', validFrom: toColumn('2015-01-01') } } },
    }),
  );
type Given = {
  personId?: number;
  departmentId?: number;
  subject?: 'PERSON' | 'DEPARTMENT' | 'UNNAMED' | 'UNCOUNTED';
  count?: number | null;
  revoked?: true;
  yearTo?: number;
};
const anAward = async (
  code: string,
  year: number,
  { personId, departmentId, subject = 'PERSON', count = 1, revoked, yearTo = year }: Given,
) => {
  const { id: awardTypeId } = await typeOf(code);
  return asSystem(db, (tx) =>
    tx.award.create({
      data: {
        ...{ awardTypeId, isParty: false, subject, personId, departmentId, count, yearFrom: year, yearTo, certainty: 'REPORTED' },
        subjectText: subject === 'UNNAMED' || subject === 'UNCOUNTED' ? 'nhiều người' : null,
        ...(revoked && { revokedAt: now, revokedById: 1, revokeReason: 'Khai sai' }),
      },
    }),
  );
};

beforeAll(async () => {
  db = await freshDb();
  desk = await anActor(db, 'EMULATION');
});

describe('the catalogue', () => {
  it('holds every title since 1951 besides the Party’s, by level, with what is in force that day', async () => {
    const titles = await catalogue(desk, DAY);
    expect(titles.filter(({ code }) => code.startsWith('HHD') || code.startsWith('DV_'))).toEqual([]);
    expect(titles[0]).toMatchObject({ code: 'AHLD', level: 'STATE', multiple: { person: '15.5', collective: '31' } });
    expect(titles.find(({ code }) => code === 'TTLDTTXS')).toMatchObject({
      toYear: 2003,
      countsAs: 'Tập thể lao động xuất sắc',
      multiple: null,
    });
    expect((await catalogue(desk, '2023-12-31')).find(({ code }) => code === 'BK_B')?.multiple).toMatchObject({
      person: '1',
      collective: '2',
    });
    expect(await catalogue(await anActor(db, 'ADMIN'), DAY)).toEqual([]);
  });
  it('reads every condition that it was founded with', async () => {
    const rules = await datedRules(desk);
    expect(rules.length).toBeGreaterThan(30);
    expect(rules.filter(({ condition }) => condition === null)).toEqual([]);
    expect((await rulesAt('CSTDCS', 2023)).map(({ rule }) => rule).sort()).toEqual([
      'EVIDENCE',
      'NOT_DISCIPLINED',
      'SAME_YEAR',
      'SHARE_MAX',
    ]);
  });
  it('takes a new title, once under its code, and keeps the years of what was granted', async () => {
    const title = {
      code: 'GK_NGANH',
      name: 'Giấy khen của ngành',
      kind: 'FORM',
      level: 'OTHER',
      track: 'ASSOCIATION',
      forPerson: 'on',
      sortOrder: '245',
    } as const;
    const { awardTypeId } = await addAwardType.execute(by(), title);
    expect(await problemsOf(addAwardType.execute(by(), title))).toEqual({ code: 'awardRules.field.codeTaken' });
    expect(await problemsOf(addAwardType.execute(by(), { ...title, code: 'X', forPerson: '' }))).toEqual({
      forPerson: 'awardRules.field.forWhom',
    });
    expect(await problemsOf(addAwardType.execute(by(), { ...title, code: 'Y', track: 'PARTY' as never }))).toHaveProperty('track');
    const person = await aPerson((await aDepartment(db)).id);
    await anAward('GK_NGANH', 2020, { personId: person.id });
    const change = { awardTypeId, name: 'Giấy khen của ngành y tế', sortOrder: 246 };
    expect(await problemsOf(changeAwardType.execute(by(), { ...change, rowVersion: 1, toYear: '2019' }))).toEqual({
      toYear: 'awardRules.field.granted',
    });
    expect(await problemsOf(changeAwardType.execute(by(), { ...change, rowVersion: 1, fromYear: '2021' }))).toEqual({
      fromYear: 'awardRules.field.granted',
    });
    await changeAwardType.execute(by(), { ...change, rowVersion: 1, toYear: '2024' });
    expect(await typeOf('GK_NGANH')).toMatchObject({ name: 'Giấy khen của ngành y tế', toYear: 2024 });
    expect(await problemsOf(changeAwardType.execute(by(), { ...change, rowVersion: 1 }))).toBe('common.refused.conflict');
  });
  it('does not touch what is the Party’s', async () => {
    const badge = await asSystem(db, (tx) => tx.awardType.findUniqueOrThrow({ where: { code: 'HHD30' } }));
    const change = { awardTypeId: badge.id, rowVersion: badge.rowVersion, name: 'Khác', sortOrder: 1 };
    expect(await problemsOf(changeAwardType.execute(by(), change))).toBe('common.refused.notFound');
    const multiple = { awardTypeId: badge.id, personMultiple: '9', validFrom: '2027-01-01', document: 'x' };
    expect(await problemsOf(setMultiple.execute(by(), multiple))).toBe('common.refused.notFound');
    expect(await multiplesOf(desk, badge.id)).toEqual([]);
  });
});

describe('conditions by year', () => {
  it('a change from a year on ends the former with the year before; other years stay', async () => {
    const { id: awardTypeId } = await typeOf('CSTDCS');
    const set = { awardTypeId, subject: 'PERSON', rule: 'SHARE_MAX', source: 'Nghị quyết của Hội đồng' } as const;
    const { ruleId } = await setCondition.execute(by(), { ...set, fromYear: '2027', params: { code: 'LDTT', percent: '20' } });
    const percent = async (year: number) => (await rulesAt('CSTDCS', year)).find(({ rule }) => rule === 'SHARE_MAX')?.condition?.params;
    expect([await percent(2023), await percent(2026), await percent(2027)]).toEqual([
      { code: 'LDTT', percent: 15 },
      { code: 'LDTT', percent: 15 },
      { code: 'LDTT', percent: 20 },
    ]);
    expect(await problemsOf(setCondition.execute(by(), { ...set, fromYear: 2027, params: { code: 'LDTT', percent: 25 } }))).toEqual({
      fromYear: 'awardRules.field.sameYear',
    });
    await setCondition.execute(by(), { ...set, fromYear: 2027, params: { code: 'LDTT', percent: 25 }, seenId: ruleId, rowVersion: 1 });
    expect(await percent(2030)).toEqual({ code: 'LDTT', percent: 25 });
    // between two: it ends where the next begins
    await setCondition.execute(by(), { ...set, fromYear: 2025, params: { code: 'LDTT', percent: 18 } });
    expect([await percent(2024), await percent(2025), await percent(2026), await percent(2027)]).toMatchObject([
      { percent: 15 },
      { percent: 18 },
      { percent: 18 },
      { percent: 25 },
    ]);
    await endCondition.execute(by(), { ruleId, rowVersion: 2, toYear: '2028' });
    expect([await percent(2028), await percent(2029)]).toMatchObject([{ percent: 25 }, undefined]);
    expect(await problemsOf(endCondition.execute(by(), { ruleId, rowVersion: 3, toYear: '2030' }))).toEqual({
      toYear: 'awardRules.field.endedBefore',
    });
  });
  it('a change inside an ended one ends with it', async () => {
    const { id: awardTypeId } = await typeOf('GK');
    const set = { awardTypeId, subject: 'PERSON', rule: 'STREAK', source: 'Quy chế', params: { code: 'LDTT', years: 2 } } as const;
    const { ruleId } = await setCondition.execute(by(), { ...set, fromYear: 2014 });
    await endCondition.execute(by(), { ruleId, rowVersion: 1, toYear: '2023' });
    await setCondition.execute(by(), { ...set, fromYear: 2018, params: { code: 'LDTT', years: 3 } });
    const years = async (year: number) => (await rulesAt('GK', year)).filter(({ rule }) => rule === 'STREAK').map(({ toYear }) => toYear);
    expect([await years(2017), await years(2018), await years(2023), await years(2024)]).toEqual([[2017], [2023], [2023], []]);
  });
  it('years of practice are on no record: the honours of physicians wait for a person', async () => {
    const rules = await datedRules(desk);
    const asked = (code: string) => rulesOf(rules, code, 2025, 'PERSON').map(({ rule }) => rule);
    expect([asked('TTUT'), asked('TTND').sort()]).toEqual([['PRACTICE'], ['FORMER', 'PRACTICE']]);
    expect((await Promise.all(['TTND', 'HCLD2', 'LDTT'].map(typeOf))).map(({ heldOnce }) => heldOnce)).toEqual([true, true, false]);
    const { id: awardTypeId, rowVersion } = await typeOf('TTUT');
    await changeAwardType.execute(by(), { awardTypeId, rowVersion, name: 'Thầy thuốc ưu tú', sortOrder: 60 });
    expect((await typeOf('TTUT')).heldOnce).toBe(false);
  });
  it('asks a person and a collective each their own, and only whom the title is for', async () => {
    const of = async (code: string, year: number, subject: 'PERSON' | 'COLLECTIVE') =>
      rulesOf(await datedRules(desk), code, year, subject)
        .map(({ rule, isUncertain }) => `${rule}${isUncertain ? '?' : ''}`)
        .sort();
    expect([await of('HCLD1', 2020, 'COLLECTIVE'), await of('HCLD1', 2024, 'COLLECTIVE'), await of('HCLD1', 2024, 'PERSON')]).toEqual([
      ['COUNT_EITHER', 'FORMER', 'STREAK'],
      ['FORMER?'],
      ['FORMER?'],
    ]);
    expect([await of('BK_B', 2024, 'PERSON'), await of('BK_B', 2024, 'COLLECTIVE')]).toEqual([['STREAK?'], ['STREAK?']]);
    expect(await of('HCLD3', 2024, 'PERSON')).toEqual(['COUNT_WITHIN', 'FORMER', 'RATED', 'RATED_WITHIN']);
    expect(await of('TTLDXS', 2024, 'PERSON')).toEqual([]);
    const { id: awardTypeId } = await typeOf('BK_TTG');
    const set = { awardTypeId, rule: 'STREAK', source: 'Nghị định mới', fromYear: 2026, params: { code: 'TTLDXS', years: 5 } } as const;
    await setCondition.execute(by(), { ...set, subject: 'COLLECTIVE', isUncertain: 'on' });
    // the same kind from the same year for the other subject is another row
    await setCondition.execute(by(), { ...set, subject: 'PERSON', params: { code: 'CSTDCS', years: 5 } });
    expect([await of('BK_TTG', 2026, 'COLLECTIVE'), await of('BK_TTG', 2025, 'COLLECTIVE')]).toEqual([['FORMER?', 'STREAK?'], ['FORMER?']]);
    const { id: collectiveOnly } = await typeOf('TTLDXS');
    expect(await problemsOf(setCondition.execute(by(), { ...set, subject: 'PERSON', awardTypeId: collectiveOnly }))).toEqual({
      subject: 'awardRules.field.notForSubject',
    });
  });
  it('takes of each kind exactly its own parameters', async () => {
    const { id: awardTypeId } = await typeOf('KNC');
    const set = { awardTypeId, subject: 'PERSON', source: 'x', fromYear: 2026 } as const;
    const wrong = (rule: string, params: object) => problemsOf(setCondition.execute(by(), { ...set, rule, params } as never));
    expect(await wrong('STREAK', { code: 'CSTDCS' })).toHaveProperty('params.years');
    expect(await wrong('STREAK', { code: 'CSTDCS', years: 3, percent: 5 })).toHaveProperty('params');
    expect(await wrong('STREAK', { code: 'KHONG_CO', years: 3 })).toEqual({ 'params.code': 'common.field.notAChoice' });
    expect(await wrong('FORMER', { code: 'HHD30' })).toEqual({ 'params.code': 'common.field.notAChoice' });
    expect(await wrong('COUNT_WITHIN', { code: 'CSTDCS', count: 6, years: 5 })).toEqual({ 'params.count': 'awardRules.field.countWithin' });
    expect(await wrong('RATED', { levels: [], years: 1 })).toHaveProperty('params.levels');
    expect(await wrong('OTHER', {})).toHaveProperty('rule');
    expect(await wrong('EVIDENCE', { anyOf: ['RESEARCH', 'RESEARCH'] })).toBe('accepted');
    expect((await rulesAt('KNC', 2026))[0]?.condition?.params).toEqual({ anyOf: ['RESEARCH'] });
  });
});

describe('money by date', () => {
  it('a new multiple ends the former on its day, and a base salary is one a day', async () => {
    const { id: awardTypeId } = await typeOf('BK_B');
    await setMultiple.execute(by(), {
      awardTypeId,
      personMultiple: '2,25',
      collectiveMultiple: '4,5',
      validFrom: '2027-01-01',
      document: 'Nghị định mới',
    });
    expect(await multiplesOf(desk, awardTypeId)).toMatchObject([
      { person: '2.25', collective: '4.5', validFrom: '2027-01-01', validTo: null },
      { person: '1.5', validFrom: '2024-01-01', validTo: '2027-01-01' },
      { person: '1', validFrom: '2017-10-01', validTo: '2024-01-01' },
    ]);
    await setMultiple.execute(by(), { awardTypeId, personMultiple: '1,2', validFrom: '2020-01-01', document: 'Giữa hai mốc' });
    expect((await multiplesOf(desk, awardTypeId))[2]).toMatchObject({
      person: '1.2',
      collective: null,
      validFrom: '2020-01-01',
      validTo: '2024-01-01',
    });
    expect(await problemsOf(setMultiple.execute(by(), { awardTypeId, validFrom: '2028-01-01', document: 'x' }))).toHaveProperty(
      'personMultiple',
    );
    await setBaseSalary.execute(by(), { validFrom: '2027-07-01', amount: '2.700.000', document: 'Nghị định mới' });
    const salary = { validFrom: '2027-07-01', amount: '2.750.000', document: 'Nghị định mới' };
    expect(await problemsOf(setBaseSalary.execute(by(), salary))).toEqual({ validFrom: 'awardRules.field.sameDay' });
    await setBaseSalary.execute(by(), { ...salary, rowVersion: 1 });
    expect((await baseSalaries(desk))[0]).toEqual({ ...salary, amount: 2_750_000, rowVersion: 2 });
  });
  it('of two who correct a multiple or a base salary at once the second is told', async () => {
    const { id: awardTypeId } = await typeOf('GK');
    const [row] = await multiplesOf(desk, awardTypeId);
    if (!row) throw new Error('no multiple');
    const correct = (personMultiple: string) =>
      setMultiple.execute(by(), { awardTypeId, personMultiple, validFrom: row.validFrom, document: 'Sửa', seenId: row.id, rowVersion: 1 });
    const raced = await Promise.allSettled([correct('0,4'), correct('0,5'), correct('0,6')]);
    expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await problemsOf(correct('0,7'))).toBe('common.refused.conflict');
    expect(
      await problemsOf(setMultiple.execute(by(), { awardTypeId, personMultiple: '1', validFrom: row.validFrom, document: 'x' })),
    ).toEqual({
      validFrom: 'awardRules.field.sameDay',
    });
    const salary = { validFrom: '2026-07-01', amount: '2.530.000', document: 'NĐ 161/2026', rowVersion: 1 };
    const salaries = await Promise.allSettled([1, 2].map(() => setBaseSalary.execute(by(), salary)));
    expect(salaries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await problemsOf(setBaseSalary.execute(by(), salary))).toBe('common.refused.conflict');
  });
});
