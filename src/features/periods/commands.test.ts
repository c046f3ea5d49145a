import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { dayOf, formatDay } from '@/domain/date';
import { InvalidInput, NotFound } from '@/domain/errors';
import type { Quarter } from '@/domain/period';
import { saveSetting } from '@/features/settings/commands';
import type { Db } from '@/server/db';
import { aDepartment, anActor, freshDb } from '../../../tests/support/db';
import { addHoliday, createPeriod, decideExtension, grantExtension, openPeriod, requestExtension, reschedulePeriod } from './commands';
import {
  adminYears,
  deadlineOf,
  departmentDeadlines,
  extensionRequests,
  holidays,
  openDeadlines,
  otherPeriods,
  periodsOfYears,
  quarterOf,
  quartersOfYear,
} from './queries';
import { daysOf, defaultDays, phase } from './rules';

let db: Db;
let planning: Actor;
let head: Actor;
let admin: Actor;
let departmentId: number;
let year = 2030;

/** Each test has a year of its own. */
beforeEach(() => {
  year += 1;
});
const at = (day: string, hour = '09') => new Date(`${day}T${hour}:00:00+07:00`);
const by = (actor: Actor, day: string) => ({ db, actor, now: at(day) });

/** Quý III: plan due 25/06, report due on a working day about 05/10. */
const open = (quarter: Quarter = 3) => openPeriod.execute(by(planning, `${year}-05-20`), { year, quarter, ...defaultDays(year, quarter) });

const fieldProblem = async (act: Promise<unknown>) => {
  const error = await act.catch((caught: unknown) => caught);
  if (!(error instanceof InvalidInput)) throw error instanceof Error ? error : new Error('was not refused');
  return error.problems[0];
};

beforeAll(async () => {
  db = await freshDb();
  planning = await anActor(db, 'PLANNING');
  admin = await anActor(db, 'ADMIN');
  departmentId = (await aDepartment(db)).id;
  head = await anActor(db, 'DEPARTMENT_HEAD', departmentId);
});

describe('opening a quarter', () => {
  it('makes the periods of its year and both deadlines, each covering its whole day', async () => {
    const { periodId } = await open();
    const found = await quarterOf(head, year, 3);
    expect(found).toMatchObject({ id: periodId, year, quarter: 3, startsOn: `${year}-07-01`, endsOn: `${year}-09-30` });
    const days = defaultDays(year, 3);
    expect(found?.plan && daysOf(found.plan)).toEqual(days.plan);
    expect(found?.report && daysOf(found.report)).toEqual(days.report);
    expect(found?.plan?.dueAt.toISOString()).toBe(`${days.plan.dueOn}T16:59:59.999Z`);
    // the other quarters are there to split targets to, and are not open
    expect((await quartersOfYear(planning, year)).map(({ plan, report }) => [plan !== null, report !== null])).toEqual([
      ...[
        [false, false],
        [false, false],
        [true, true],
        [false, false],
      ],
    ]);
    expect((await otherPeriods(planning, year)).map(({ kind, index }) => `${kind} ${index}`)).toEqual([
      'HALF 1',
      'HALF 2',
      'NINE_MONTHS 1',
      'YEAR 1',
    ]);
    expect(await quarterOf(head, year + 100, 1)).toBeNull();
  });

  it('happens once, also when two people press at once', async () => {
    const outcomes = await Promise.allSettled([open(), open()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(open()).rejects.toMatchObject({ key: 'periods.refused.opened', params: { quarter: 'III', year } });
    await open(4);
  });

  it('wants days in order, and planning', async () => {
    const { plan, report } = defaultDays(year, 1);
    const wrong = openPeriod.execute(by(planning, `${year}-01-01`), {
      year,
      quarter: 1,
      plan: { ...plan, dueOn: plan.opensOn, lockOn: `${year - 2}-01-01` },
      report,
    });
    expect(await fieldProblem(wrong)).toMatchObject({ path: 'plan.lockOn', key: 'periods.field.lockBeforeDue' });
    await expect(openPeriod.execute(by(head, `${year}-01-01`), { year, quarter: 1, plan, report })).rejects.toBeInstanceOf(NotFound);
    expect(await quarterOf(planning, year, 1)).toBeNull();
  });
});

describe('moving the days', () => {
  const move = (days: object, day: string, more: object = {}) =>
    quarterOf(planning, year, 3).then((quarter) =>
      reschedulePeriod.execute(by(planning, day), {
        ...{ periodId: quarter?.id ?? 0, kind: 'REPORT', rowVersion: quarter?.report?.rowVersion ?? 0 },
        ...defaultDays(year, 3).report,
        ...days,
        ...more,
      }),
    );
  it('works until the lock, and is seen by whoever comes second', async () => {
    await open();
    const lockOn = `${year}-11-01`;
    await expect(move({ lockOn }, `${year}-10-02`)).resolves.toMatchObject({ rowVersion: 2 });
    await expect(move({ lockOn: `${year}-11-02` }, `${year}-10-02`, { rowVersion: 1 })).rejects.toMatchObject({
      key: 'common.refused.conflict',
    });
    expect(await fieldProblem(move({ lockOn: `${year}-10-25` }, `${year}-10-26`))).toMatchObject({
      path: 'lockOn',
      key: 'periods.refused.lockInPast',
    });
    await expect(move({ lockOn: `${year}-12-01` }, `${year}-11-02`)).rejects.toMatchObject({
      key: 'periods.refused.alreadyLocked',
      params: { lockOn: formatDay(lockOn) },
    });
    await expect(move({}, `${year}-10-02`, { periodId: 999_999 })).rejects.toBeInstanceOf(NotFound);
  });
});

describe('an extension', () => {
  const due = () => defaultDays(year, 3).report.dueOn;
  const ask = (periodId: number, more: object = {}, actor = head) =>
    requestExtension.execute(by(actor, `${year}-10-02`), {
      departmentId,
      periodId,
      kind: 'REPORT',
      days: 3,
      reason: 'Máy chủ hỏng hai ngày',
      ...more,
    });

  it('is asked for, waits once, is granted, and binds one department only', async () => {
    const { periodId } = await open();
    const place = { departmentId, periodId, kind: 'REPORT' } as const;
    const { extensionId, dueOn } = await ask(periodId);
    expect(dueOn > due()).toBe(true);
    await expect(ask(periodId)).rejects.toMatchObject({ key: 'periods.refused.requestWaiting' });
    const [waiting] = await extensionRequests(planning, { year });
    expect(waiting).toMatchObject({
      id: extensionId,
      state: 'REQUESTED',
      reason: 'Máy chủ hỏng hai ngày',
      requestedBy: head.displayName,
      quarter: 3,
    });
    expect(await extensionRequests(head, { year })).toHaveLength(1);
    const decision = { extensionId, rowVersion: 1, verdict: 'GRANTED' as const, dueOn: `${year}-10-12`, lockOn: `${year}-10-30` };
    await decideExtension.execute(by(planning, `${year}-10-03`), decision);
    await expect(decideExtension.execute(by(planning, `${year}-10-03`), decision)).rejects.toMatchObject({
      key: 'periods.refused.decided',
    });
    const deadline = await deadlineOf(db, place);
    expect(deadline && [deadline.extended, daysOf(deadline).dueOn, daysOf(deadline).lockOn]).toEqual([
      true,
      `${year}-10-12`,
      `${year}-10-30`,
    ]);
    const other = await aDepartment(db);
    expect(await deadlineOf(db, { ...place, departmentId: other.id })).toMatchObject({ extended: false });
    expect(await deadlineOf(db, { ...place, periodId: 999_999 })).toBeNull();
    const board = await departmentDeadlines(db, { periodId, kind: 'REPORT' });
    expect(board.filter(({ extended }) => extended).map((row) => row.departmentId)).toEqual([departmentId]);
    // after the hospital's lock the department still has time, until its own
    const mine = async (day: string) => {
      const rows = await departmentDeadlines(db, { departmentIds: [departmentId], year });
      return rows.filter((row) => phase(row, at(day)) === 'late').map((row) => row.kind);
    };
    expect(await mine(`${year}-10-28`)).toEqual(['REPORT']);
    expect(await mine(`${year}-10-31`)).toEqual([]);
  });

  it('is refused with a reason that the department reads', async () => {
    const { periodId } = await open();
    const { extensionId } = await ask(periodId);
    const refuse = (reason: string) =>
      decideExtension.execute(by(planning, `${year}-10-03`), { extensionId, rowVersion: 1, verdict: 'REFUSED', reason });
    expect(await fieldProblem(refuse('  '))).toMatchObject({ path: 'reason', key: 'common.field.required' });
    await refuse('Số liệu đã có trên phần mềm');
    expect(await extensionRequests(head, { periodId })).toMatchObject([
      { state: 'REFUSED', decisionReason: 'Số liệu đã có trên phần mềm', decidedBy: planning.displayName },
    ]);
    expect(await deadlineOf(db, { departmentId, periodId, kind: 'REPORT' })).toMatchObject({ extended: false });
    await ask(periodId); // a new request may follow
  });

  it('is given by planning itself, also after the lock, and answers a request that waits', async () => {
    const { periodId } = await open();
    await ask(periodId);
    const grant = (more: object, day: string) =>
      grantExtension.execute(by(planning, day), {
        departmentId,
        periodId,
        kind: 'REPORT',
        reason: 'Theo chỉ đạo',
        dueOn: `${year}-11-10`,
        lockOn: `${year}-11-12`,
        ...more,
      });
    expect(await fieldProblem(grant({ dueOn: `${year}-10-01` }, `${year}-10-03`))).toMatchObject({
      path: 'dueOn',
      key: 'periods.refused.dueInPast',
    });
    expect(await fieldProblem(grant({ dueOn: `${year}-10-04`, lockOn: `${year}-12-01` }, `${year}-10-03`))).toMatchObject({
      path: 'dueOn',
      key: 'periods.refused.notLater',
    });
    await grant({}, `${year}-11-05`);
    const rows = await extensionRequests(planning, { periodId });
    expect(rows.map(({ state, reason, decisionReason }) => [state, reason, decisionReason])).toEqual([
      ['GRANTED', 'Máy chủ hỏng hai ngày', 'Theo chỉ đạo'],
    ]);
    await grant({ dueOn: `${year}-11-20`, lockOn: `${year}-11-20` }, `${year}-11-06`);
    const deadline = await deadlineOf(db, { departmentId, periodId, kind: 'REPORT' });
    expect(deadline && [phase(deadline, at(`${year}-11-15`)), dayOf(deadline.lockAt)]).toEqual(['open', `${year}-11-20`]);
  });

  it('belongs to the department: others are told that there is nothing', async () => {
    const { periodId } = await open();
    const stranger = await anActor(db, 'REPORTER', (await aDepartment(db)).id);
    await expect(ask(periodId, {}, stranger)).rejects.toBeInstanceOf(NotFound);
    await expect(ask(periodId, { departmentId: 999_999 })).rejects.toBeInstanceOf(NotFound);
    await ask(periodId);
    expect(await extensionRequests(stranger, { year })).toEqual([]);
    const gone = await aDepartment(db, `GONE${year}`, { dissolvedOn: `${year}-01-01` });
    const formerHead = await anActor(db, 'DEPARTMENT_HEAD', gone.id);
    await expect(ask(periodId, { departmentId: gone.id }, formerHead)).rejects.toMatchObject({ key: 'periods.refused.departmentAbsent' });
  });
});

describe('the calendar', () => {
  it('tells the ruler what is open and what is locked', async () => {
    await open(1);
    await open(3);
    const ruler = async (day: string) => (await periodsOfYears(head, at(day))).find((entry) => entry.year === year)?.quarters;
    expect(await ruler(`${year}-03-15`)).toEqual([
      { quarter: 1, isOpen: true, isLocked: false },
      { quarter: 2, isOpen: false, isLocked: false },
      { quarter: 3, isOpen: false, isLocked: false },
      { quarter: 4, isOpen: false, isLocked: false },
    ]);
    expect((await ruler(`${year}-05-15`))?.[0]).toEqual({ quarter: 1, isOpen: false, isLocked: true });
    const running = (await openDeadlines(head, at(`${year}-06-15`))).filter((row) => row.year === year);
    expect(running.map(({ quarter, kind }) => `${kind} ${quarter}`)).toEqual(['PLAN 3']);
  });

  it('holds other kinds: a month, five years, a term, those that close on the 14th', async () => {
    const create = (input: Parameters<typeof createPeriod.execute>[1]) => createPeriod.execute(by(planning, `${year}-01-01`), input);
    await expect(create({ kind: 'MONTH', year, index: 2 })).resolves.toMatchObject({ startsOn: `${year}-02-01` });
    await expect(create({ kind: 'MONTH', year, index: 2 })).rejects.toMatchObject({ key: 'periods.refused.exists' });
    expect(await fieldProblem(create({ kind: 'HALF', year, index: 3 }))).toMatchObject({ path: 'index' });
    expect(await fieldProblem(create({ kind: 'QUARTER', year, index: 1, calendar: 'ADMIN_14' }))).toMatchObject({
      path: 'calendar',
      key: 'periods.field.otherCalendar.CALENDAR',
    });
    expect(await fieldProblem(create({ kind: 'TERM', year }))).toMatchObject({ path: 'startsOn', key: 'common.field.required' });
    await create({ kind: 'TERM', year: 2025, startsOn: '2025-08-01', endsOn: '2030-07-31' });
    await expect(create({ kind: 'TERM', year: 2027, startsOn: '2027-08-01', endsOn: '2032-07-31' })).rejects.toMatchObject({
      key: 'periods.refused.overlap',
    });
  });

  it('closes on the 14th in years that are opened while the setting says so', async () => {
    await open();
    const before = year;
    year += 1;
    const set = (adminCalendar: boolean, seen: boolean, day: string) =>
      saveSetting.execute(by(admin, day), {
        group: 'calendar',
        validFrom: day,
        seen: JSON.stringify({ adminCalendar: seen }),
        value: { adminCalendar: adminCalendar ? 'on' : '' },
      });
    await set(true, false, `${year}-02-01`);
    // a year that has begun keeps its calendar, a new one takes the setting's
    await openPeriod.execute(by(planning, `${before}-12-01`), { year: before, quarter: 4, ...defaultDays(before, 4) });
    const { periodId } = await openPeriod.execute(by(planning, `${year}-02-02`), { year, quarter: 1, ...defaultDays(year, 1) });
    expect(await quarterOf(head, before, 4)).toMatchObject({ startsOn: `${before}-10-01`, endsOn: `${before}-12-31` });
    expect(await quarterOf(head, year, 1)).toMatchObject({ id: periodId, startsOn: `${before}-12-15`, endsOn: `${year}-03-14` });
    expect((await quartersOfYear(head, year)).map(({ startsOn, endsOn }) => [startsOn.slice(5), endsOn.slice(5)])).toEqual([
      ...[
        ['12-15', '03-14'],
        ['03-15', '06-14'],
        ['06-15', '09-14'],
        ['09-15', '12-14'],
      ],
    ]);
    const spans = (await otherPeriods(head, year)).filter((one) => one.year === year);
    expect(spans.map(({ kind, index, startsOn, endsOn }) => [`${kind} ${index}`, startsOn, endsOn])).toEqual(
      expect.arrayContaining([
        ['HALF 1', `${before}-12-15`, `${year}-06-14`],
        ['HALF 2', `${year}-06-15`, `${year}-12-14`],
        ['NINE_MONTHS 1', `${before}-12-15`, `${year}-09-14`],
        ['YEAR 1', `${before}-12-15`, `${year}-12-14`],
      ]),
    );
    expect(spans.every(({ calendar }) => calendar === 'ADMIN_14')).toBe(true);
    expect(await adminYears()).toEqual(new Set([year]));
    // nothing of the other calendar comes into the year, neither through a form nor behind its back
    const create = (input: Parameters<typeof createPeriod.execute>[1]) => createPeriod.execute(by(planning, `${year}-03-01`), input);
    expect(await fieldProblem(create({ kind: 'MONTH', year, index: 2, calendar: 'CALENDAR' }))).toMatchObject({
      key: 'periods.field.otherCalendar.ADMIN_14',
    });
    await expect(create({ kind: 'MONTH', year, index: 2 })).resolves.toMatchObject({ startsOn: `${year}-01-15`, endsOn: `${year}-02-14` });
    await set(false, true, `${year}-04-01`);
    await openPeriod.execute(by(planning, `${year}-04-02`), { year, quarter: 2, ...defaultDays(year, 2) });
    expect(await quarterOf(head, year, 2)).toMatchObject({ startsOn: `${year}-03-15` });
    year += 1;
    await openPeriod.execute(by(planning, `${year}-04-02`), { year, quarter: 1, ...defaultDays(year, 1) });
    expect(await quarterOf(head, year, 1)).toMatchObject({ startsOn: `${year}-01-01` });
  });

  it('knows the days off; a name is corrected by writing it again', async () => {
    const add = (input: Parameters<typeof addHoliday.execute>[1]) => addHoliday.execute(by(planning, `${year}-01-01`), input);
    await add({ day: `${year}-02-08`, lastDay: `${year}-02-12`, name: 'Tết' });
    await add({ day: `${year}-02-12`, name: 'Nghỉ bù Tết' });
    expect((await holidays(head, year)).map(({ day, name }) => `${day.slice(5)} ${name}`)).toEqual([
      ...['02-08 Tết', '02-09 Tết', '02-10 Tết', '02-11 Tết', '02-12 Nghỉ bù Tết'],
    ]);
    expect(await fieldProblem(add({ day: `${year}-02-08`, lastDay: `${year}-05-12`, name: 'Tết' }))).toMatchObject({ path: 'lastDay' });
    await expect(addHoliday.execute(by(head, `${year}-01-01`), { day: `${year}-09-02`, name: 'Quốc khánh' })).rejects.toBeInstanceOf(
      NotFound,
    );
  });
});
