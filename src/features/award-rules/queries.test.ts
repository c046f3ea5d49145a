import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import { InvalidInput, Refusal } from '@/domain/errors';
import type { Db } from '@/server/db';
import { aDepartment, anActor, asSystem, freshDb } from '../../../tests/support/db';
import { recordAppraisal } from './commands';
import { appraisalOf, catalogue, collectiveFacts, datedRules, peopleFacts, registerFacts } from './queries';
import { eligibilityOf } from './rules/eligibility';

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

describe('who is due what', () => {
  it('does not take unnamed collectives for people, nor people for collectives', async () => {
    const { id: awardTypeId } = await typeOf('GK');
    const unnamed = { awardTypeId, isParty: false, subject: 'UNNAMED', yearFrom: 2011, yearTo: 2011, certainty: 'REPORTED' } as const;
    await asSystem(db, (tx) => tx.award.create({ data: { ...unnamed, count: 3, ofCollectives: true, subjectText: '03 tổ' } }));
    const first = await registerFacts(desk, 2011);
    expect([first?.holders.GK, first?.isRecorded('GK', 2011, 'PERSON'), first?.isRecorded('GK', 2011, 'COLLECTIVE')]).toEqual([
      0,
      false,
      true,
    ]);
    await asSystem(db, (tx) => tx.award.create({ data: { ...unnamed, count: 5, subjectText: '05 người' } }));
    const second = await registerFacts(desk, 2011);
    expect([second?.holders.GK, second?.isRecorded('GK', 2011, 'PERSON')]).toEqual([5, true]);
  });
  it('takes no discipline without a level', async () => {
    const home = await aDepartment(db);
    const { id: personId } = await aPerson(home.id);
    const rows = { departmentId: home.id, year: 2025, people: [{ personId, isDisciplined: 'on', level: '' }] } as never;
    expect(await problemsOf(recordAppraisal.execute(by(), rows))).toEqual({ 'people.0.level': 'awardRules.field.levelToo' });
  });
  it('reads what counts of a person: not what was revoked, an old title under its present one, ratings where one may see them', async () => {
    const [home, other] = [await aDepartment(db), await aDepartment(db)];
    const [one, two] = [await aPerson(home.id, 'An'), await aPerson(other.id, 'Bình')];
    for (const year of [2023, 2024, 2025]) await anAward('CSTDCS', year, { personId: one.id, departmentId: home.id });
    await anAward('CSTDCS', 2024, { personId: two.id, departmentId: other.id });
    await anAward('CSTDCS', 2025, { personId: two.id, departmentId: other.id, revoked: true });
    await recordAppraisal.execute(by(), {
      ...{ departmentId: home.id, year: 2025, staff: '10', completed: '10', disciplined: '0' },
      people: [{ personId: one.id, level: 'EXCELLENT' }],
    });
    const at = { year: 2025, day: '2025-12-31' };
    const register = await registerFacts(desk, 2025);
    if (!register) throw new Error('no register');
    expect([register.isRecorded('CSTDCS', 2023, 'PERSON'), register.isRecorded('CSTDCS', 2022, 'PERSON'), register.holders.CSTDCS]).toEqual(
      [true, false, 1],
    );
    const rules = await datedRules(desk);
    const verdict = (person: Awaited<ReturnType<typeof peopleFacts>>[number] | undefined) =>
      person && eligibilityOf(rules, 'CSTDB', { kind: 'PERSON', ...person, evidence: ['INITIATIVE_PROVINCE'] }, register);
    const seen = await peopleFacts(desk, { ...at, personIds: [one.id, two.id] });
    expect(seen.map(({ fullName }) => fullName)).toEqual(['Nguyễn An', 'Nguyễn Bình']);
    expect(verdict(seen[0])?.verdict).toBe('qualifies');
    expect(verdict(seen[1])?.findings.find(({ rule }) => rule === 'STREAK')).toMatchObject({
      standing: 'notMet',
      years: { held: [2024], gaps: [2023, 2025] },
    });

    // a head sees the own department with its ratings; planning sees all people, and nobody's ratings
    const [head, planning] = [await anActor(db, 'DEPARTMENT_HEAD', home.id), await anActor(db, 'PLANNING')];
    expect((await peopleFacts(head, at)).map(({ id, ratings }) => [id, ratings.length])).toEqual([[one.id, 1]]);
    expect((await peopleFacts(planning, { ...at, personIds: [one.id] })).map(({ ratings }) => ratings)).toEqual([[]]);
    expect(await appraisalOf(head, home.code, at)).toMatchObject({
      counts: { staff: 10 },
      people: [{ level: 'EXCELLENT', rowVersion: 1 }],
    });
    expect(await appraisalOf(head, other.code, at)).toBeNull();
    expect(await appraisalOf(planning, home.code, at)).toBeNull();
  });
  it('counts the people of a department who hold a title, by name and by number, and nothing of «nhiều»', async () => {
    const unit = await aDepartment(db);
    const people = [await aPerson(unit.id), await aPerson(unit.id)];
    for (const { id } of people) await anAward('LDTT', 2022, { personId: id });
    await anAward('LDTT', 2022, { departmentId: unit.id, subject: 'UNNAMED', count: 5 });
    await anAward('LDTT', 2022, { departmentId: unit.id, subject: 'UNCOUNTED', count: null });
    await anAward('CSTDCS', 2022, { personId: people[0]?.id, departmentId: unit.id });
    await anAward('TTLDXS', 2020, { departmentId: unit.id, subject: 'DEPARTMENT' });
    await recordAppraisal.execute(by(), { departmentId: unit.id, year: 2022, staff: 10, completed: 10, disciplined: 0 });
    const lines = await collectiveFacts(desk, { year: 2022, day: '2022-12-31' });
    const line = lines.find(({ id }) => id === unit.id);
    expect(line).toMatchObject({ members: { LDTT: 7, CSTDCS: 1 }, staff: { staff: 10, completed: 10, disciplined: 0 } });
    const register = await registerFacts(desk, 2022);
    if (!line || !register) throw new Error('nothing read');
    expect(register.holders).toMatchObject({ LDTT: 7, CSTDCS: 1 });
    expect(eligibilityOf(await datedRules(desk), 'TTLDXS', { kind: 'COLLECTIVE', ...line }, register).verdict).toBe('qualifies');
  });
  it('an appraisal that another has changed meanwhile is told so, and so is somebody of another department', async () => {
    const [home, other] = [await aDepartment(db), await aDepartment(db)];
    const [one, stranger] = [await aPerson(home.id), await aPerson(other.id)];
    const sheet = { departmentId: home.id, year: 2024, people: [{ personId: one.id, level: 'GOOD' as const, rowVersion: 0 }] };
    await recordAppraisal.execute(by(), sheet);
    expect(await problemsOf(recordAppraisal.execute(by(), sheet))).toBe('common.refused.conflict');
    await recordAppraisal.execute(by(), {
      ...sheet,
      people: [{ personId: one.id, level: 'COMPLETED', isDisciplined: 'on', rowVersion: 1 }],
    });
    expect(await appraisalOf(desk, home.code, { year: 2024, day: '2024-12-31' })).toMatchObject({
      people: [{ level: 'COMPLETED', isDisciplined: true, rowVersion: 2 }],
    });
    expect(await problemsOf(recordAppraisal.execute(by(), { ...sheet, people: [{ personId: stranger.id, level: 'GOOD' }] }))).toBe(
      'awardRules.refused.notOfDepartment',
    );
    const counts = { departmentId: home.id, year: 2024, staff: 5, completed: 6 };
    expect(await problemsOf(recordAppraisal.execute(by(), counts))).toEqual({ completed: 'awardRules.field.moreThanStaff' });
    const raced = await Promise.allSettled([1, 2, 3].map(() => recordAppraisal.execute(by(), { ...counts, completed: 5 })));
    expect(raced.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });
});
