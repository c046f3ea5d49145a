import { beforeAll, expect, test } from 'vitest';
import { type Actor, SYSTEM } from '@/domain/actor';
import { addDays, type Day, dayOfColumn, toColumn } from '@/domain/date';
import type { Quarter } from '@/domain/period';
import { closeAccount } from '@/features/accounts/commands';
import { addHoliday, grantExtension } from '@/features/periods/commands';
import { defaultDays } from '@/features/periods/rules';
import { sendDue } from '@/features/reminders/commands';
import { lockDue } from '@/features/submissions/commands';
import type { Db } from '@/server/db';
import { aDepartment, anActor, anIndicator, aQuarter, asSystem, assign, freshDb } from './support/db';

/**
 * The year 2026 of a small hospital, minute hand moved by the test: the job of reminders runs several times a day for 365 days, on some
 * days in two processes at once. Every reminder that is expected is written here by hand, with its day; there must be no other.
 */
let db: Db;
let admin: Actor;
let planners: Actor[];
let director: Actor;
type Unit = { id: number; code: string; reporter: Actor; head: Actor };
const units = new Map<string, Unit>();
const at = (day: Day, time: string) => new Date(`${day}T${time}:00+07:00`);

type Kind = 'PLAN' | 'REPORT';
type File = `${Kind} ${Quarter}`;
const periods = new Map<Quarter, number>();

/** Tết, 30/4, 1/5 and 2/9 of 2026, and New Year. */
const DAYS_OFF: [Day, Day, string][] = [
  ['2026-01-01', '2026-01-01', 'Tết Dương lịch'],
  ['2026-02-14', '2026-02-22', 'Tết Nguyên đán'],
  ['2026-04-30', '2026-05-01', 'Ngày Chiến thắng, Quốc tế Lao động'],
  ['2026-09-01', '2026-09-02', 'Quốc khánh'],
];

/** By hand, from a calendar of 2026: when each file is due, and on which days one who never hands it in is written to. */
const CALENDAR: Record<string, { due: Day; before: Day[]; after: Day; head: Day; director: Day }> = {
  'PLAN 2': { due: '2026-03-25', before: ['2026-03-18', '2026-03-23'], after: '2026-03-26', head: '2026-03-30', director: '2026-04-01' },
  'REPORT 1': { due: '2026-04-06', before: ['2026-03-30'], after: '2026-04-07', head: '2026-04-09', director: '2026-04-13' },
  'PLAN 3': { due: '2026-06-25', before: ['2026-06-18', '2026-06-23'], after: '2026-06-26', head: '2026-06-29', director: '2026-07-02' },
  'REPORT 2': { due: '2026-07-06', before: ['2026-06-29'], after: '2026-07-07', head: '2026-07-09', director: '2026-07-13' },
  'PLAN 4': { due: '2026-09-25', before: ['2026-09-18', '2026-09-23'], after: '2026-09-28', head: '2026-09-28', director: '2026-10-02' },
  'REPORT 3': { due: '2026-10-05', before: ['2026-09-28'], after: '2026-10-06', head: '2026-10-08', director: '2026-10-12' },
};
const FILES = Object.keys(CALENDAR) as File[];
const partsOf = (file: File): { kind: Kind; quarter: Quarter } => ({
  kind: file.slice(0, -2) as Kind,
  quarter: Number(file.at(-1)) as Quarter,
});
const calendarOf = (file: File) => {
  const found = CALENDAR[file];
  if (!found) throw new Error(`no calendar of ${file}`);
  return found;
};
const unit = (code: string) => {
  const found = units.get(code);
  if (!found) throw new Error(`no department ${code}`);
  return found;
};
const periodOf = (file: File) => periods.get(partsOf(file).quarter) ?? 0;

/** What somebody does at a moment of the year. */
const acts: { at: Date; act(): Promise<unknown> }[] = [];
const then = (day: Day, time: string, act: () => Promise<unknown>) => acts.push({ at: at(day, time), act });
const expected: string[] = [];
const expectOne = (day: Day, kind: string, code: string, who: Actor, what: string) =>
  expected.push([day, kind, code, who.id, what].join(' '));
const toReporter = (day: Day, kind: string, code: string, file: File) => expectOne(day, kind, code, unit(code).reporter, file);

const write = (code: string, file: File, data: object) =>
  asSystem(db, async (tx) => {
    const place = { departmentId: unit(code).id, periodId: periodOf(file), kind: partsOf(file).kind };
    await tx.submission.createMany({ data: [place], skipDuplicates: true });
    await tx.submission.update({ where: { departmentId_periodId_kind: place }, data });
  });
const handIn = (code: string, file: File, day: Day, time = '10:00') =>
  then(day, time, () =>
    write(code, file, {
      ...{
        state: 'SUBMITTED',
        step: 'PLANNING',
        roundNo: { increment: 1 },
        submittedById: unit(code).reporter.id,
        submittedAt: at(day, time),
      },
      ...{ decidedById: null, decidedAt: null },
    }),
  );
const decide = (code: string, file: File, state: 'APPROVED' | 'RETURNED', day: Day, time = '10:00') =>
  then(day, time, () => write(code, file, { state, step: null, decidedById: planners[0]?.id, decidedAt: at(day, time) }));
/** Handed in the day before its first reminder, approved the day after. */
function inTime(code: string, file: File) {
  const day = addDays(calendarOf(file).before[0] ?? '', -1);
  handIn(code, file, day);
  decide(code, file, 'APPROVED', addDays(day, 1));
}
/** Everything that one who does nothing until a day (and hour) hears of a file. */
function silentUntil(code: string, file: File, day: Day) {
  const { due, before, after, head } = calendarOf(file);
  for (const one of before) if (one <= day) toReporter(one, 'BEFORE_DUE', code, file);
  if (due <= day) toReporter(due, 'ON_DUE', code, file);
  if (after <= day) toReporter(after, 'AFTER_DUE', code, file);
  if (head <= day) expectOne(head, 'ESCALATED_HEAD', code, unit(code).head, file);
}

beforeAll(async () => {
  db = await freshDb();
  admin = await anActor(db, 'ADMIN');
  planners = [await anActor(db, 'PLANNING'), await anActor(db, 'PLANNING')];
  director = await anActor(db, 'DIRECTOR');
  const [planner] = planners;
  if (!planner) throw new Error('no planner');
  for (const [day, lastDay, name] of DAYS_OFF)
    await addHoliday.execute({ db, actor: planner, now: at('2025-12-01', '09:00') }, { day, lastDay, name });
  const daysOff = new Set(
    DAYS_OFF.flatMap(([from, to]) => Array.from({ length: 9 }, (_, place) => addDays(from, place)).filter((day) => day <= to)),
  );
  const longPast = { opensOn: '2025-09-01', dueOn: '2025-09-10', lockOn: '2025-09-20' };
  const notYet = { opensOn: '2027-03-01', dueOn: '2027-04-05', lockOn: '2027-04-20' };
  for (const quarter of [1, 2, 3, 4] as const) {
    const { plan, report } = defaultDays(2026, quarter, daysOff);
    const { id } = await aQuarter(db, 2026, quarter, { plan: quarter === 1 ? longPast : plan, report: quarter === 4 ? notYet : report });
    periods.set(quarter, id);
  }
  const indicator = await anIndicator(db);
  for (const code of ['SOM', 'HAN', 'TRE', 'KHONG', 'GIAHAN', 'TRALAI', 'CHO', 'GIAITHE', 'VANG']) {
    const dissolvedOn = code === 'GIAITHE' ? '2026-06-01' : undefined;
    const { id } = await aDepartment(db, code, { dissolvedOn });
    await assign(db, id, [indicator.id]);
    units.set(code, { id, code, reporter: await anActor(db, 'REPORTER', id), head: await anActor(db, 'DEPARTMENT_HEAD', id) });
  }
  // a department that has nothing to report is asked for nothing
  await anActor(db, 'REPORTER', (await aDepartment(db, 'TRONG')).id);
  const addresses = [unit('SOM').reporter, unit('KHONG').reporter, director];
  await asSystem(db, async (tx) => {
    for (const { id } of addresses) await tx.account.update({ where: { id }, data: { email: `nguoi${id}@benhvien.example` } });
  });
});

function live() {
  for (const file of FILES) {
    const { due, before, after, head } = calendarOf(file);
    inTime('SOM', file);
    // in the morning of the due day: reminded three times, and then no more
    handIn('HAN', file, due);
    decide('HAN', file, 'APPROVED', addDays(due, 1));
    silentUntil('HAN', file, due);
    // five days late, in the afternoon: the head has heard of it, the director has not
    const late = addDays(due, 5);
    handIn('TRE', file, late, '16:00');
    decide('TRE', file, 'APPROVED', addDays(late, 1));
    silentUntil('TRE', file, late);
    silentUntil('KHONG', file, '2026-12-31');
    // dissolved on 1 June
    silentUntil('GIAITHE', file, '2026-05-31');
    // its reporter's account is closed on 1 September; then the head is told what the reporter would have been, once
    for (const one of before) expectOne(one, 'BEFORE_DUE', 'VANG', one < '2026-09-01' ? unit('VANG').reporter : unit('VANG').head, file);
    const author = (day: Day) => (day < '2026-09-01' ? unit('VANG').reporter : unit('VANG').head);
    expectOne(due, 'ON_DUE', 'VANG', author(due), file);
    expectOne(after, 'AFTER_DUE', 'VANG', author(after), file);
    expectOne(head, 'ESCALATED_HEAD', 'VANG', unit('VANG').head, file);
    // all who never handed it in are one reminder to the director
    expectOne(calendarOf(file).director, 'ESCALATED_DIRECTOR', '*', director, file);
    if (file !== 'REPORT 3') inTime('GIAHAN', file);
    if (file !== 'REPORT 2') inTime('TRALAI', file);
    if (file !== 'REPORT 1') inTime('CHO', file);
  }
  then('2026-09-01', '09:00', async () => {
    const { id } = unit('VANG').reporter;
    const { rowVersion } = await db.account.findUniqueOrThrow({ where: { id } });
    return closeAccount.execute({ db, actor: admin, now: at('2026-09-01', '09:00') }, { accountId: id, version: rowVersion });
  });

  // an extension moves the days: what was said before it stays, the rest follows the new due day
  const extension = { departmentId: unit('GIAHAN').id, periodId: periodOf('REPORT 3'), kind: 'REPORT' as const };
  then('2026-10-02', '14:00', () =>
    grantExtension.execute(
      { db, actor: planners[0] as Actor, now: at('2026-10-02', '14:00') },
      { ...extension, dueOn: '2026-10-16', lockOn: '2026-10-26', reason: 'Nâng cấp phần mềm bệnh viện' },
    ),
  );
  handIn('GIAHAN', 'REPORT 3', '2026-10-15');
  decide('GIAHAN', 'REPORT 3', 'APPROVED', '2026-10-16');
  for (const day of ['2026-09-28', '2026-10-09', '2026-10-14']) toReporter(day, 'BEFORE_DUE', 'GIAHAN', 'REPORT 3');

  // handed in, returned in the afternoon, lies over Sunday 5 July, handed in again on the 7th: nobody asks about the due day of a returned file
  toReporter('2026-06-29', 'BEFORE_DUE', 'TRALAI', 'REPORT 2');
  handIn('TRALAI', 'REPORT 2', '2026-07-01');
  decide('TRALAI', 'REPORT 2', 'RETURNED', '2026-07-02', '15:00');
  toReporter('2026-07-02', 'RETURNED', 'TRALAI', 'REPORT 2');
  toReporter('2026-07-06', 'RETURNED', 'TRALAI', 'REPORT 2');
  handIn('TRALAI', 'REPORT 2', '2026-07-07');
  // returned a second time, and corrected three hours later: said all the same
  decide('TRALAI', 'REPORT 2', 'RETURNED', '2026-07-08', '15:00');
  toReporter('2026-07-08', 'RETURNED', 'TRALAI', 'REPORT 2');
  handIn('TRALAI', 'REPORT 2', '2026-07-08', '18:00');
  decide('TRALAI', 'REPORT 2', 'APPROVED', '2026-07-09');

  // handed in on Friday 20 March, decided only a week later: both planners are told on Monday
  handIn('CHO', 'REPORT 1', '2026-03-20');
  decide('CHO', 'REPORT 1', 'APPROVED', '2026-03-27');
  for (const planner of planners) expectOne('2026-03-23', 'REVIEW_WAITING', '*', planner, 'REPORT 1');

  // one task nobody does, due on the eve of the national holiday; one that is done a week before
  for (const code of ['KHONG', 'SOM']) {
    then('2026-07-15', '09:00', () =>
      asSystem(db, async (tx) => {
        const { id: areaId } = await tx.area.findFirstOrThrow();
        const dueOn = toColumn('2026-08-31');
        await tx.task.create({
          data: {
            periodId: periods.get(3) ?? 0,
            areaId,
            leadDepartmentId: unit(code).id,
            title: 'Tập huấn đột quỵ',
            dueOn,
            originalDueOn: dueOn,
          },
        });
      }),
    );
    expectOne('2026-08-24', 'BEFORE_DUE', code, unit(code).reporter, 'TASK');
  }
  expectOne('2026-08-31', 'ON_DUE', 'KHONG', unit('KHONG').reporter, 'TASK');
  expectOne('2026-09-03', 'AFTER_DUE', 'KHONG', unit('KHONG').reporter, 'TASK');
  then('2026-08-25', '10:00', () =>
    asSystem(db, (tx) =>
      tx.task.updateMany({
        where: { leadDepartmentId: unit('SOM').id },
        data: { state: 'DONE', percent: 100, doneOn: toColumn('2026-08-25') },
      }),
    ),
  );
}

/** What stands in the database, in the words of the list above. */
async function made(kinds: 'digests' | 'reminders'): Promise<string[]> {
  const rows = await db.reminder.findMany({ where: { kind: kinds === 'digests' ? 'DIGEST' : { not: 'DIGEST' } } });
  const codes = new Map([...units.values()].map(({ id, code }) => [String(id), code]));
  const quarters = new Map([...periods].map(([quarter, id]) => [String(id), quarter]));
  return rows.map(({ kind, subjectType, subjectKey, accountId, dueOn }) => {
    const parts = subjectKey.split('/');
    const isGroup = subjectType === 'SUBMISSION' && parts.length === 2;
    const [department = '', period = '', what = ''] = isGroup ? ['*', ...parts] : parts;
    const file = subjectType === 'SUBMISSION' ? `${what} ${quarters.get(period)}` : subjectType;
    return [dayOfColumn(dueOn), kind, codes.get(department) ?? department, accountId, file].join(' ');
  });
}

test('in a simulated year each reminder is sent exactly once, and nothing else', { timeout: 300_000 }, async () => {
  live();
  acts.sort((one, other) => one.at.getTime() - other.at.getTime());
  const run = (now: Date) => sendDue.execute({ db, actor: SYSTEM, now }, {});
  for (let place = 0, day = '2026-01-01'; place < 365; place++, day = addDays(day, 1)) {
    await lockDue.execute({ db, actor: SYSTEM, now: at(day, '00:05') }, {});
    for (const time of ['00:30', '07:10', '12:00', '17:00']) {
      while (acts[0] && acts[0].at <= at(day, time)) await acts.shift()?.act();
      // every tenth day two processes, whose jobs meet
      if (place % 10 === 4) await Promise.all([run(at(day, time)), run(at(day, time))]);
      else if (time !== '12:00' || place % 3 === 0) await run(at(day, time));
    }
  }
  expect(expected.length).toBeGreaterThan(100);
  expect(new Set(expected).size).toBe(expected.length);
  expect((await made('reminders')).sort()).toEqual([...expected].sort());
});

test('the director’s reminder names who is missing, and only living departments', async () => {
  const rows = await db.reminder.findMany({ where: { kind: 'ESCALATED_DIRECTOR' }, orderBy: { dueOn: 'asc' }, select: { facts: true } });
  const named = rows
    .map(({ facts }) => facts)
    .map((facts) => (facts as { departments: string[] }).departments.map((name) => name.slice(5)));
  expect(named[0]).toEqual(['KHONG', 'GIAITHE', 'VANG']);
  expect(named.at(-1)).toEqual(['KHONG', 'VANG']);
});

test('a digest is for those with an address, on working days, once a day, never empty', async () => {
  const digests = await db.reminder.findMany({ where: { kind: 'DIGEST' } });
  const addressed = new Set([unit('SOM').reporter.id, unit('KHONG').reporter.id, director.id]);
  for (const { accountId, dueOn, facts, emailState, readAt } of digests) {
    expect(addressed).toContain(accountId);
    expect([0, 6]).not.toContain(dueOn.getUTCDay());
    expect(DAYS_OFF.some(([from, to]) => dayOfColumn(dueOn) >= from && dayOfColumn(dueOn) <= to)).toBe(false);
    const { about: _about, ...counts } = facts as Record<string, number>;
    expect(Object.values(counts).some((count) => count > 0)).toBe(true);
    expect({ emailState, isRead: readAt !== null }).toEqual({ emailState: 'PENDING', isRead: true });
  }
  // who hands everything in early gets a letter on two mornings of the year: the task's
  const early = digests.filter(({ accountId }) => accountId === unit('SOM').reporter.id).map(({ dueOn }) => dayOfColumn(dueOn));
  expect(early.sort()).toEqual(['2026-08-24', '2026-08-25']);
  expect(digests.filter(({ accountId }) => accountId === unit('KHONG').reporter.id).length).toBeGreaterThan(40);
});

test('what is done since has been read for its readers', async () => {
  const open = await db.reminder.findMany({
    where: { readAt: null, subjectType: 'SUBMISSION', subjectKey: { startsWith: `${unit('TRE').id}/` } },
  });
  expect(open).toEqual([]);
});
