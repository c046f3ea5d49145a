import { aDepartment, anActor, anIndicator, aQuarter, asSystem, freshDb } from '@tests/support/db';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { dayOfColumn, toColumn } from '@/domain/date';
import { quarterDays } from '@/domain/period';
import { addPerson } from '@/features/people/commands';
import { approve, returnSubmission } from '@/features/review/commands';
import { submit } from '@/features/submissions/commands';
import type { Db } from '@/server/db';
import { addTask, addTasks, editTask, removeTask, reportTask, reportTasks, rescheduleTask } from './commands';
import { departmentTallies, taskById, taskCounts, taskLines } from './queries';
import { sumOf, tallyOf, taskStanding, totalOf } from './rules';
import { taskFilter } from './schema';
import { quarterHolding } from './writes';

const now = new Date('2026-09-15T03:00:00Z');
let db: Db;
let planning: Actor;
let director: Actor;
let areaId: number;
/** Quý III/2026: plans were due in June and are locked, reports open on 20/09. */
let closedPlan: number;
/** Quý IV/2026: plans and reports are open. */
let open: number;
beforeAll(async () => {
  db = await freshDb();
  [planning, director] = [await anActor(db, 'PLANNING'), await anActor(db, 'DIRECTOR')];
  areaId = (await anIndicator(db)).areaId;
  closedPlan = (
    await aQuarter(db, 2026, 3, {
      plan: { opensOn: '2026-06-01', dueOn: '2026-06-25', lockOn: '2026-07-05' },
      report: { opensOn: '2026-09-20', dueOn: '2026-10-05', lockOn: '2026-10-20' },
    })
  ).id;
  open = (await aQuarter(db, 2026, 4)).id;
});

let departmentId: number;
let reporter: Actor;
beforeEach(async () => {
  departmentId = (await aDepartment(db)).id;
  reporter = await anActor(db, 'REPORTER', departmentId);
});

const by = (actor: Actor, at = now) => ({ db, actor, now: at });
const content = () => ({ areaId, title: 'Tập huấn xử trí đột quỵ', dueOn: '2026-11-30' });
const planned = (more: object = {}) => addTask.execute(by(reporter), { departmentId, periodId: open, ...content(), ...more });
const row = (id: number) => db.task.findUniqueOrThrow({ where: { id }, include: { participants: true, progresses: true } });
const problemsOf = (call: Promise<unknown>) =>
  call.then(
    () => [],
    (error: { problems?: { path: string; key: string }[]; key?: string }) =>
      error.problems?.map(({ path, key }) => `${path} ${key}`) ?? [String(error.key)],
  );

describe('adding a task', () => {
  it('keeps the whole form: one lead, supporters, partners, who directs, what comes of it', async () => {
    const supporter = await aDepartment(db);
    const { id: directingPersonId } = await addPerson.execute(by(planning), {
      ...{ fullName: 'Đặng Hữu Khiêm', honorifics: 'TS.BS', position: 'DIRECTOR', departmentId, since: '2026-01-01' },
    });
    const { id } = await planned({
      ...{ deliverable: 'Lớp tập huấn', quantity: '1.200,5', quantityUnit: 'lượt', startsOn: '2026-10-05', detail: 'Hai đợt' },
      ...{
        supportingIds: [supporter.id, supporter.id],
        partners: 'BV Hạ Lâm\nSở Y tế',
        directingPersonId,
        isPriority: 'on',
        recurrence: 'QUARTERLY',
      },
    });
    const task = await row(id);
    expect(task).toMatchObject({ leadDepartmentId: departmentId, directingPersonId, isPriority: true, source: 'PLAN', state: 'PLANNED' });
    expect(task.recurrence).toBe('QUARTERLY');
    expect(await taskById(reporter, id, now)).toMatchObject({ recurrence: 'QUARTERLY' });
    expect(task.quantity?.toString()).toBe('1200.5');
    expect(task.participants.map(({ departmentId: at, partnerName }) => at ?? partnerName)).toEqual([supporter.id, 'BV Hạ Lâm', 'Sở Y tế']);
    expect(await taskById(reporter, id, now)).toMatchObject({
      director: { name: 'TS.BS Đặng Hữu Khiêm' },
      acts: { edit: true, report: true },
    });
  });

  it('comes again only when that is asked for, and no longer when it is taken back', async () => {
    const { id } = await planned();
    expect((await row(id)).recurrence).toBeNull();
    await editTask.execute(by(reporter), { taskId: id, version: 1, ...content(), recurrence: 'YEARLY' });
    expect((await row(id)).recurrence).toBe('YEARLY');
    await editTask.execute(by(reporter), { taskId: id, version: 2, ...content(), recurrence: '' });
    expect((await row(id)).recurrence).toBeNull();
    expect(await problemsOf(planned({ recurrence: 'MONTHLY' }))).toHaveLength(1);
  });

  it('refuses at the field a day outside the year, before the quarter, after the lead has gone or before it came', async () => {
    const gone = await aDepartment(db, undefined, { dissolvedOn: '2026-12-01' });
    const young = await aDepartment(db, undefined, { establishedOn: '2026-11-01' });
    const of = (lead: number, more: object) =>
      problemsOf(addTask.execute(by(planning), { departmentId: lead, periodId: open, ...content(), ...more }));
    expect(await of(departmentId, { dueOn: '2027-01-05' })).toEqual(['dueOn tasks.refused.dueOutsideYear']);
    expect(await of(departmentId, { dueOn: '2026-09-30' })).toEqual(['dueOn tasks.refused.dueBeforeQuarter']);
    expect(await of(gone.id, { dueOn: '2026-12-15' })).toEqual(['dueOn tasks.refused.leadDissolved']);
    expect(await of(gone.id, { dueOn: '2026-11-30' })).toEqual([]);
    expect(await of(young.id, { startsOn: '2026-10-15' })).toEqual(['startsOn tasks.refused.leadNotYet']);
    expect(await of(departmentId, { startsOn: '2026-12-15' })).toEqual(['startsOn tasks.refused.dates']);
    expect(await db.task.count({ where: { leadDepartmentId: departmentId } })).toBe(0);
  });

  it('refuses a supporter that is the lead or is gone, and a director whom nobody knows', async () => {
    const gone = await aDepartment(db, undefined, { dissolvedOn: '2026-01-01' });
    expect(await problemsOf(planned({ supportingIds: [departmentId] }))).toEqual(['supportingIds tasks.refused.leadSupports']);
    expect(await problemsOf(planned({ supportingIds: [gone.id] }))).toEqual(['supportingIds tasks.refused.supporterAbsent']);
    expect(await problemsOf(planned({ directingPersonId: 2_000_000 }))).toEqual(['directingPersonId common.field.notAChoice']);
  });

  it('takes planned ones while the plan is open, unplanned ones even before the report opens', async () => {
    const late = { departmentId, periodId: closedPlan, ...content(), dueOn: '2026-09-20' };
    expect(await problemsOf(addTask.execute(by(reporter), late))).toEqual(['figures.refused.locked']);
    const { id } = await addTask.execute(by(reporter), { ...late, isUnplanned: 'on' });
    expect(await row(id)).toMatchObject({ isUnplanned: true, source: 'ADHOC' });
    // nothing was handed in, and no report was begun for it
    expect(await db.submission.count({ where: { departmentId } })).toBe(0);
  });

  it('adds a list whole or not at all, and says in which line the fault is', async () => {
    const tasks = [content(), { ...content(), dueOn: '2027-02-01' }];
    expect(await problemsOf(addTasks.execute(by(reporter), { departmentId, periodId: open, tasks }))).toEqual([
      'tasks.1.dueOn tasks.refused.dueOutsideYear',
    ]);
    expect(await db.task.count({ where: { leadDepartmentId: departmentId } })).toBe(0);
  });
});

describe('changing a task', () => {
  it('is refused to who looked at an older version, and changes nothing', async () => {
    const { id } = await planned();
    await editTask.execute(by(reporter), { taskId: id, version: 1, ...content(), title: 'Tập huấn, đợt 2' });
    const again = editTask.execute(by(planning), { taskId: id, version: 1, ...content(), title: 'Khác' });
    expect(await problemsOf(again)).toEqual(['common.refused.conflict']);
    expect(await row(id)).toMatchObject({ title: 'Tập huấn, đợt 2', rowVersion: 2 });
  });

  it('lets one of two who save at the same moment through', async () => {
    const { id } = await planned();
    const saves = ['Một', 'Hai'].map((title) =>
      problemsOf(editTask.execute(by(reporter), { taskId: id, version: 1, ...content(), title })),
    );
    expect((await Promise.all(saves)).flat()).toEqual(['common.refused.conflict']);
  });

  it('before the plan is handed in moves the first due date too', async () => {
    const { id } = await planned();
    await editTask.execute(by(reporter), { taskId: id, version: 1, ...content(), dueOn: '2026-12-10' });
    expect(await row(id)).toMatchObject({ dueOn: toColumn('2026-12-10'), originalDueOn: toColumn('2026-12-10') });
  });

  it('takes it out of the plan with the reason', async () => {
    const { id } = await planned();
    await removeTask.execute(by(reporter), { taskId: id, version: 1, reason: 'Gộp việc' });
    expect(await row(id)).toMatchObject({ voidReason: 'Gộp việc', voidedById: reporter.id });
    expect(await taskById(reporter, id, now)).toBeNull();
  });
});

describe('moving the due date', () => {
  it('is planning’s to do, keeps the first date, and leaves its reason in the progress', async () => {
    const { id } = await planned();
    await rescheduleTask.execute(by(planning), { taskId: id, version: 1, dueOn: '2026-12-20', reason: 'Chờ máy về' });
    expect(await row(id)).toMatchObject({ dueOn: toColumn('2026-12-20'), originalDueOn: toColumn('2026-11-30') });
    expect((await row(id)).progresses).toMatchObject([{ note: '30/11/2026 → 20/12/2026: Chờ máy về', percent: 0, state: 'PLANNED' }]);
    expect(await problemsOf(rescheduleTask.execute(by(reporter), { taskId: id, version: 2, dueOn: '2026-12-25', reason: 'x' }))).toEqual([
      'common.refused.notFound',
    ]);
  });

  it('stays in the year and in the life of the lead, and spares what is over', async () => {
    const { id } = await planned();
    const move = (dueOn: string, version = 1) =>
      problemsOf(rescheduleTask.execute(by(planning), { taskId: id, version, dueOn, reason: 'Chờ' }));
    expect(await move('2027-01-10')).toEqual(['dueOn tasks.refused.dueOutsideYear']);
    expect(await move('2026-11-30')).toEqual(['dueOn tasks.refused.sameDay']);
    await reportTask.execute(by(reporter), { taskId: id, version: 1, state: 'CANCELLED', percent: 0, note: 'Bỏ' });
    expect(await move('2026-12-01', 2)).toEqual(['tasks.refused.over']);
  });
});

describe('reporting progress', () => {
  const report = (taskId: number, version: number, more: object, at = now) =>
    reportTask.execute(by(reporter, at), { taskId, version, state: 'IN_PROGRESS', percent: 40, ...more });

  it('adds a line each time, and the last one is how it stands', async () => {
    const { id } = await planned();
    await report(id, 1, { note: 'Đã mời giảng viên' });
    await report(id, 2, { percent: 70, note: 'Xong đợt 1' });
    await report(id, 3, { state: 'DONE', doneOn: '2026-09-14', isExceeded: 'on', result: 'Hai đợt, 90 người' });
    const task = await row(id);
    expect(task).toMatchObject({ state: 'DONE', percent: 100, isExceeded: true, result: 'Hai đợt, 90 người' });
    expect(task.progresses.map(({ percent, note }) => `${percent} ${note}`)).toEqual([
      '40 Đã mời giảng viên',
      '70 Xong đợt 1',
      '100 Hai đợt, 90 người',
    ]);
    await expect(asSystem(db, (tx) => tx.taskProgress.updateMany({ data: { note: 'x' } }))).rejects.toThrow(/permission denied/);
  });

  it('puts off, takes up again and gives up, each with its reason', async () => {
    const { id } = await planned();
    expect(await problemsOf(report(id, 1, { state: 'SUSPENDED', percent: 0 }))).toEqual(['note tasks.refused.reasonNeeded']);
    await report(id, 1, { state: 'SUSPENDED', percent: 0, note: 'Chờ kinh phí' });
    expect(await problemsOf(report(id, 2, { state: 'DONE', doneOn: '2026-09-14' }))).toEqual(['tasks.refused.move']);
    await report(id, 2, { percent: 10 });
    await report(id, 3, { state: 'CANCELLED', percent: 10, note: 'Bộ dừng chương trình' });
    expect(await problemsOf(report(id, 4, {}))).toEqual(['tasks.refused.move']);
  });

  it('goes on between two quarters, waits while the report is read, and after it leaves what was settled alone', async () => {
    const unplanned = { departmentId, periodId: closedPlan, ...content(), dueOn: '2026-09-18', isUnplanned: 'on' as const };
    const [{ id: settled }, { id: running }] = [
      await addTask.execute(by(reporter), unplanned),
      await addTask.execute(by(reporter), { ...unplanned, title: 'Kéo dài' }),
    ];
    await report(settled, 1, { state: 'DONE', doneOn: '2026-09-10' });
    const october = new Date('2026-10-02T03:00:00Z');
    const { roundNo, sha256, submissionId } = await submit.execute(by(reporter, october), {
      departmentId,
      periodId: closedPlan,
      kind: 'REPORT',
    });
    expect(await problemsOf(report(running, 1, {}, october))).toEqual(['tasks.refused.underReview']);
    const { rowVersion: version } = await db.submission.findUniqueOrThrow({ where: { id: submissionId } });
    await approve.execute(by(planning, october), { submissionId, roundNo, sha256, version });
    expect(await problemsOf(report(settled, 2, { state: 'DONE', doneOn: '2026-09-11' }, october))).toEqual(['tasks.refused.reported']);
    expect(await problemsOf(addTask.execute(by(reporter, october), unplanned))).toEqual(['figures.refused.closed']);
    // a day before the report would make on time of what it called open
    expect(await problemsOf(report(running, 1, { state: 'DONE', doneOn: '2026-09-17' }, october))).toEqual([
      'doneOn tasks.refused.doneBeforeReport',
    ]);
    // late, and after the report: the report keeps what it said
    await report(running, 1, { state: 'DONE', doneOn: '2026-10-02' }, october);
    const task = await row(running);
    expect(taskStanding({ ...task, dueOn: dayOfColumn(task.dueOn), doneOn: '2026-10-02' }, '2026-10-02')).toBe('doneLate');
    const { snapshot } = await db.submissionRound.findFirstOrThrow({ where: { submissionId } });
    expect(snapshot).toMatchObject({ tasks: [{ state: 'DONE' }, { state: 'PLANNED' }] });
  });

  it('never slips past somebody who hands the report in at the same moment', async () => {
    const { id } = await planned();
    const [, refused] = await Promise.all([
      submit.execute(by(reporter), { departmentId, periodId: open, kind: 'REPORT' }),
      problemsOf(report(id, 1, {})),
    ]);
    const { snapshot } = await db.submissionRound.findFirstOrThrow({ where: { submission: { departmentId, kind: 'REPORT' } } });
    const state = refused.length === 0 ? 'IN_PROGRESS' : 'PLANNED';
    expect(await row(id)).toMatchObject({ state });
    expect(snapshot).toMatchObject({ tasks: [{ state }] });
  });

  it('opens again when planning returns the report', async () => {
    const { id } = await planned();
    const { submissionId, roundNo, sha256 } = await submit.execute(by(reporter), { departmentId, periodId: open, kind: 'REPORT' });
    const { rowVersion: version } = await db.submission.findUniqueOrThrow({ where: { id: submissionId } });
    await returnSubmission.execute(by(planning), {
      submissionId,
      roundNo,
      sha256,
      version,
      reason: 'Xem lại',
      pins: [{ taskId: id, reason: 'Chưa rõ' }],
    });
    await report(id, 1, {});
    expect(await row(id)).toMatchObject({ state: 'IN_PROGRESS' });
  });

  it('gives up its own tasks with a reason; what the hospital gave it only planning does', async () => {
    const { id: own } = await planned();
    const given = { departmentId, periodId: open, ...content(), title: 'Đón đoàn kiểm tra' };
    const { id: assigned } = await addTask.execute(by(planning), given);
    expect([(await row(own)).isAssigned, (await row(assigned)).isAssigned]).toEqual([false, true]);
    const cancelled = { state: 'CANCELLED' as const, percent: 0, note: 'Không còn cần' };
    expect(await problemsOf(report(assigned, 1, cancelled))).toEqual(['tasks.refused.assigned']);
    expect(
      await problemsOf(
        reportTasks.execute(by(reporter), { departmentId, periodId: open, results: [{ taskId: assigned, version: 1, ...cancelled }] }),
      ),
    ).toEqual(['tasks.refused.assigned']);
    expect(await problemsOf(removeTask.execute(by(reporter), { taskId: assigned, version: 1, reason: 'Bỏ' }))).toEqual([
      'tasks.refused.assigned',
    ]);
    expect((await taskById(reporter, assigned, now))?.acts).toMatchObject({ edit: true, remove: false, report: true, cancel: false });
    expect((await taskById(reporter, own, now))?.acts).toMatchObject({ remove: true, cancel: true });
    await report(own, 1, cancelled);
    // its progress is the department's to report
    await report(assigned, 1, {});
    await reportTask.execute(by(planning), { taskId: assigned, version: 2, ...cancelled });
    expect((await row(assigned)).state).toBe('CANCELLED');
  });

  it('takes a whole list in one act, or nothing of it', async () => {
    const [{ id: one }, { id: other }] = [await planned(), await planned({ title: 'Khác' })];
    const results = [
      { taskId: one, version: 1, state: 'DONE' as const, percent: 100, doneOn: '2026-09-10' },
      { taskId: other, version: 1, state: 'CANCELLED' as const, percent: 0 },
    ];
    const all = (list: typeof results) => reportTasks.execute(by(reporter), { departmentId, periodId: open, results: list });
    expect(await problemsOf(all(results))).toEqual(['results.1.note tasks.refused.reasonNeeded']);
    const fit = results.map((result) => ({ ...result, result: 'Đạt' }));
    expect(await problemsOf(all(fit.map((result) => ({ ...result, version: 7 }))))).toEqual(['common.refused.conflict']);
    expect((await row(one)).state).toBe('PLANNED');
    await all(fit);
    expect([(await row(one)).state, (await row(other)).state]).toEqual(['DONE', 'CANCELLED']);
  });
});

it('of a year that closes on the 14th belongs to the quarter in which it is due', async () => {
  const year = 2041;
  await asSystem(db, (tx) =>
    tx.period.createMany({
      data: ([1, 2, 3, 4] as const).map((index) => {
        const { startsOn, endsOn } = quarterDays(year, index, 'ADMIN_14');
        return {
          kind: 'QUARTER' as const,
          calendar: 'ADMIN_14' as const,
          year,
          index,
          startsOn: toColumn(startsOn),
          endsOn: toColumn(endsOn),
        };
      }),
    }),
  );
  const quarter = async (dueOn: string) => (await db.period.findUniqueOrThrow({ where: { id: await quarterHolding(db, dueOn) } })).index;
  // 14/03 and 15/03 are of two quarters; what is due after 14/12 still counts with the year of its plan
  const days = ['2041-03-14', '2041-03-15', '2041-12-14', '2041-12-20'];
  expect(await Promise.all(days.map(quarter))).toEqual([1, 2, 4, 4]);
  for (const dueOn of days)
    await asSystem(db, async (tx) =>
      tx.task.create({
        data: {
          ...{ areaId, leadDepartmentId: departmentId, title: dueOn, periodId: await quarterHolding(tx, dueOn) },
          ...{ dueOn: toColumn(dueOn), originalDueOn: toColumn(dueOn) },
        },
      }),
    );
  const tallies = await departmentTallies(planning, year, '2042-02-01', departmentId);
  expect(tallies.map((tally) => [tally.quarter, tally.planned.overdue])).toEqual([
    [1, 1],
    [2, 1],
    [4, 2],
  ]);
});

describe('reading tasks', () => {
  const span = { startsOn: '2026-01-01', endsOn: '2026-12-31' };
  const asked = (more: object = {}, today = '2026-09-15') => ({
    span,
    filter: taskFilter.parse({ department: departmentId, ...more }),
    today,
  });
  const ids = async (actor: Actor, more: object = {}, today?: string) =>
    (await taskLines(actor, asked(more, today), { kind: 'page', page: 1 })).rows.map(({ id }) => id).sort((one, other) => one - other);

  it('shows a department its own and those that it supports, to planning and the director all, to others none', async () => {
    const { id: supporter } = await aDepartment(db);
    const [friend, stranger, office] = [
      await anActor(db, 'REPORTER', supporter),
      await anActor(db, 'REPORTER', (await aDepartment(db)).id),
      await anActor(db, 'PARTY_OFFICE'),
    ];
    const [{ id: own }, { id: shared }] = [await planned(), await planned({ supportingIds: [supporter] })];
    for (const actor of [reporter, planning, director]) expect(await ids(actor)).toEqual([own, shared]);
    expect(await ids(friend)).toEqual([shared]);
    expect(await taskById(friend, own, now)).toBeNull();
    expect((await taskById(friend, shared, now))?.acts).toEqual({
      edit: false,
      remove: false,
      report: false,
      cancel: false,
      reschedule: false,
      attach: false,
    });
    for (const actor of [stranger, office]) expect(await ids(actor)).toEqual([]);
  });

  it('finds by words without marks, by how it stands, by kind, by leader', async () => {
    const { id: stroke } = await planned({ isPriority: 'on' });
    const { id: unplanned } = await planned({ title: 'Tiếp nhận ca bệnh', dueOn: '2026-10-10', isUnplanned: 'on' });
    expect(await ids(reporter, { q: 'dot quy TAP huan' })).toEqual([stroke]);
    expect(await ids(reporter, { q: '100%' })).toEqual([]);
    expect(await ids(reporter, { unplanned: 'yes' })).toEqual([unplanned]);
    expect(await ids(reporter, { priority: '1' })).toEqual([stroke]);
    expect(await ids(reporter, { standing: 'overdue' }, '2026-10-11')).toEqual([unplanned]);
    expect(await ids(reporter, { role: 'support' })).toEqual([]);
    expect(await ids(reporter, { leader: '1', area: String(areaId) })).toEqual([]);
  });

  it('gives list, board and calendar the same tasks', async () => {
    const made = [await planned(), await planned({ dueOn: '2026-11-03' }), await planned({ dueOn: '2026-12-24' })].map(({ id }) => id);
    const of = async (window: Parameters<typeof taskLines>[2]) => (await taskLines(reporter, asked(), window)).rows.map(({ id }) => id);
    expect((await of({ kind: 'board' })).sort()).toEqual([...made].sort());
    expect(await of({ kind: 'days', startsOn: '2026-11-01', endsOn: '2026-11-30' })).toEqual([made[1], made[0]]);
  });

  it('counts as the rule does, department by department and quarter by quarter', async () => {
    const dates = ['2026-10-01', '2026-10-10', '2026-10-20', '2026-11-05', '2026-12-24', '2026-12-28'];
    const made: number[] = [];
    for (const [place, dueOn] of dates.entries()) made.push((await planned({ dueOn, ...(place === 5 && { isUnplanned: 'on' }) })).id);
    const at = new Date('2026-11-20T03:00:00Z');
    const done = (place: number, doneOn: string, isExceeded = false) =>
      reportTask.execute(by(reporter, at), { taskId: made[place] ?? 0, version: 1, state: 'DONE', percent: 100, doneOn, isExceeded });
    await done(0, '2026-10-01', true);
    await done(1, '2026-10-12');
    await reportTask.execute(by(reporter, at), { taskId: made[3] ?? 0, version: 1, state: 'CANCELLED', percent: 0, note: 'Bỏ' });
    await done(5, '2026-11-01');
    const today = '2026-11-20';
    const rows = await db.task.findMany({ where: { leadDepartmentId: departmentId } });
    const facts = (isUnplanned: boolean) =>
      tallyOf(
        rows
          .filter((task) => task.isUnplanned === isUnplanned)
          .map(({ state, dueOn, doneOn, isExceeded }) => ({
            ...{ state, isExceeded, dueOn: dayOfColumn(dueOn) },
            doneOn: doneOn && dayOfColumn(doneOn),
          })),
        today,
      );
    expect(facts(false)).toEqual({ onTime: 1, late: 1, overdue: 1, exceeded: 1, open: 1, suspended: 0, cancelled: 1 });
    expect(await departmentTallies(planning, 2026, today, departmentId)).toEqual([
      { departmentId, quarter: 4, planned: facts(false), unplanned: facts(true) },
    ]);
    expect(await taskCounts(reporter, asked({}, today))).toEqual({ planned: facts(false), unplanned: facts(true) });
    expect(await departmentTallies(await anActor(db, 'REPORTER', (await aDepartment(db)).id), 2026, today, departmentId)).toEqual([]);
    const all = await departmentTallies(director, 2026, today);
    expect(totalOf(sumOf(all.flatMap((one) => [one.planned, one.unplanned])))).toBe(
      await db.task.count({ where: { voidedAt: null, dueOn: { gte: toColumn('2026-01-01'), lte: toColumn('2026-12-31') } } }),
    );
  });
});
