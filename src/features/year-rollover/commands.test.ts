import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { dayOf, dayOfColumn, endOfDay, toColumn } from '@/domain/date';
import { NotFound, Refusal } from '@/domain/errors';
import { QUARTERS } from '@/domain/period';
import { dissolveDepartment } from '@/features/departments/commands';
import { saveFigures } from '@/features/figures/commands';
import { openPeriod } from '@/features/periods/commands';
import { owedTasks } from '@/features/reminders/queries';
import { closeWhatIsDone } from '@/features/reminders/writes';
import { saveSetting } from '@/features/settings/commands';
import { assignTargets, putInForce } from '@/features/targets/commands';
import { departmentTallies, openTasksDue, taskById } from '@/features/tasks/queries';
import type { Db } from '@/server/db';
import { aDepartment, anActor, anIndicator, aQuarter, asSystem, assign, freshDb } from '../../../tests/support/db';
import { confirmRollover, markRecurring, prepareRollover, tickRollover, undoRollover } from './commands';
import { markableTasks, rolloverPreview, rolloversOf, yearStandings } from './queries';

let db: Db;
let planning: Actor;
/** Each test opens a year of its own: every other one, so that the year before is its alone. */
let year = 2026;
// after every set-up write, which the database dates by its own clock
const now = new Date(Date.now() + 3_600_000);
const later = new Date(now.getTime() + 60_000);
const muchLater = new Date(now.getTime() + 120_000);
const context = (at = now, actor = planning) => ({ db, actor, now: at });

beforeAll(async () => {
  db = await freshDb();
  planning = await anActor(db, 'PLANNING');
});

const refusal = async (act: Promise<unknown>) => {
  const error = await act.catch((caught: unknown) => caught);
  if (!(error instanceof Refusal)) throw error instanceof Error ? error : new Error('was not refused');
  return error.key;
};

async function aTask(before: number, leadId: number, more: object = {}) {
  const period = await db.period.findFirstOrThrow({ where: { year: before, kind: 'QUARTER', index: 3 } });
  const area = await db.area.findFirstOrThrow();
  const due = toColumn(`${before}-09-15`);
  return asSystem(db, (tx) =>
    tx.task.create({
      data: {
        periodId: period.id,
        areaId: area.id,
        leadDepartmentId: leadId,
        title: `Việc ${leadId}`,
        dueOn: due,
        originalDueOn: due,
        ...more,
      },
    }),
  );
}

/** A year to open with a year before it that has everything: quarters, two departments, a target that is split, tasks. */
async function aYear() {
  year += 2;
  const before = year - 1;
  for (const quarter of QUARTERS) {
    const days = { opensOn: `${before}-0${quarter}-01`, dueOn: `${before}-0${quarter}-25`, lockOn: `${before}-0${quarter + 1}-10` };
    await aQuarter(db, before, quarter, { plan: days, report: days });
  }
  const [one, two] = [await aDepartment(db), await aDepartment(db)];
  const [visits, waiting] = [await anIndicator(db), await anIndicator(db, undefined, { direction: 'DOWN' })];
  await asSystem(db, (tx) =>
    tx.indicatorAssignment.createMany({
      data: [{ departmentId: one.id, indicatorId: visits.id, validFrom: toColumn('2015-01-01'), validTo: toColumn(`${year}-01-01`) }],
    }),
  );
  await assign(db, two.id, [visits.id]);
  await assignTargets.execute(context(), {
    year: before,
    targets: [
      {
        indicatorId: visits.id,
        value: 1001,
        shares: [
          { departmentId: one.id, q1: 100, q2: 100, q3: 100, q4: 101 },
          { departmentId: two.id, q1: 150, q2: 150, q3: 150, q4: 150 },
        ],
      },
      { indicatorId: waiting.id, value: 40, unsplitReason: 'Giao chung' },
    ],
  });
  const open = await aTask(before, one.id, { state: 'IN_PROGRESS', percent: 40 });
  await asSystem(db, (tx) =>
    tx.taskParticipant.createMany({
      data: [
        { taskId: open.id, departmentId: two.id },
        { taskId: open.id, partnerName: 'BV Hạ Lâm' },
      ],
    }),
  );
  await aTask(before, two.id, { state: 'DONE', doneOn: toColumn(`${before}-09-01`), percent: 100 });
  return { year, before, one, two, visits, waiting, open };
}

const preview = async (of: number) => {
  const found = await rolloverPreview(planning, of);
  if (!found) throw new Error('no preview');
  return found;
};
const press = async (of: number, at = now, actor = planning) =>
  confirmRollover.execute(context(at, actor), { year: of, fingerprint: (await preview(of)).fingerprint });
const held = async (of: number) => (await rolloversOf(planning, of)).find(({ state }) => state === 'CONFIRMED');
const takeBack = async (of: number, at = later) => {
  const batch = await held(of);
  if (!batch) throw new Error('nothing is held');
  return undoRollover.execute(context(at), { batchId: batch.id, rowVersion: batch.rowVersion });
};
const targetsOf = (of: number) => db.target.findMany({ where: { year: of }, include: { shares: true }, orderBy: { id: 'asc' } });
const tasksOf = (of: number) => db.task.findMany({ where: { period: { year: of }, voidedAt: null }, include: { participants: true } });

describe('opening a year', () => {
  it('writes what the preview said: deadlines, assignments, draft targets with their shares, unfinished tasks', async () => {
    const { year, one, two, visits, waiting, open } = await aYear();
    await prepareRollover.execute(context(), {
      year,
      parts: ['periods', 'reporters', 'targets', 'recurring', 'unfinished'],
      percent: 5,
      percentDown: -10,
    });
    const seen = await preview(year);
    const { batchId } = await confirmRollover.execute(context(), { year, fingerprint: seen.fingerprint });

    const [first, second] = await targetsOf(year);
    expect(first).toMatchObject({ indicatorId: visits.id, state: 'DRAFT', kind: 'ASSIGNED', versionNo: 1 });
    // 1.001 × 1,05 = 1.051,05: no fraction of a visit, and the shares add up
    expect(first?.value.toFixed()).toBe('1051');
    expect(first?.shares.reduce((sum, { value }) => sum + Number(value), 0)).toBe(1051);
    expect(first?.shares).toHaveLength(8);
    expect(second).toMatchObject({ indicatorId: waiting.id });
    expect(second?.value.toFixed()).toBe('36');

    const deadlines = await db.periodDeadline.findMany({ where: { period: { year, kind: 'QUARTER', index: 1 } } });
    expect(deadlines).toHaveLength(2);
    expect(deadlines[0]?.dueAt).toEqual(endOfDay(seen.plan.periods[0]?.plan.dueOn ?? ''));
    expect(await db.periodDeadline.count({ where: { period: { year } } })).toBe(8);

    const [task, ...none] = await tasksOf(year);
    expect(none).toEqual([]);
    expect(task).toMatchObject({
      carriedFromId: open.id,
      source: 'CARRIED_OVER',
      state: 'IN_PROGRESS',
      percent: 40,
      leadDepartmentId: one.id,
    });
    expect(task?.dueOn).toEqual(toColumn(`${year}-03-31`));
    expect(task?.originalDueOn).toEqual(open.originalDueOn);
    expect(task?.participants.map(({ departmentId, partnerName }) => departmentId ?? partnerName)).toEqual([two.id, 'BV Hạ Lâm']);
    const [assignment] = await db.indicatorAssignment.findMany({ where: { departmentId: one.id, indicatorId: visits.id } });
    expect(assignment?.validTo).toEqual(toColumn(`${year + 1}-01-01`));

    const batch = await db.batch.findUniqueOrThrow({ where: { id: batchId }, include: { confirmedTx: true } });
    expect(batch).toMatchObject({ kind: 'YEAR_ROLLOVER', state: 'CONFIRMED', scope: String(year) });
    expect(batch.confirmedTx).toMatchObject({ actorId: planning.id, command: 'rollover.confirm' });
    expect((await held(year))?.made).toMatchObject({
      tasks: 1,
      shares: 8,
      deadlines: 8,
      parts: { targets: { copy: 2 }, reporters: { copy: 1 } },
    });
  });

  it('leaves out what was ticked off, and gives one indicator a percentage of its own', async () => {
    const { year, visits, waiting, open } = await aYear();
    await prepareRollover.execute(context(), { year, parts: ['targets', 'unfinished'], percent: 5 });
    await tickRollover.execute(context(), {
      year,
      part: 'targets',
      shown: [visits.id, waiting.id],
      kept: [visits.id],
      percents: { [`i${visits.id}`]: 10 },
    });
    await tickRollover.execute(context(), { year, part: 'unfinished', shown: [open.id], kept: [] });
    // a later screen of another list changes nothing here
    await tickRollover.execute(context(), { year, part: 'targets', shown: [], kept: [] });
    await press(year);
    const targets = await targetsOf(year);
    expect(targets.map(({ indicatorId, value }) => [indicatorId, value.toFixed()])).toEqual([[visits.id, '1101']]);
    expect(await tasksOf(year)).toEqual([]);
    expect(await db.periodDeadline.count({ where: { period: { year } } })).toBe(0);
  });

  it('copies recurring tasks anew, also those that are done', async () => {
    const { year, before, one } = await aYear();
    const yearly = await aTask(before, one.id, { title: 'Diễn tập', state: 'DONE', doneOn: toColumn(`${before}-09-01`), percent: 100 });
    await markRecurring.execute(context(), { taskId: yearly.id, version: 1, recurrence: 'QUARTERLY' });
    await expect(markRecurring.execute(context(), { taskId: yearly.id, version: 1, recurrence: 'YEARLY' })).rejects.toMatchObject({
      key: 'common.refused.conflict',
    });
    await press(year);
    const made = (await tasksOf(year)).filter(({ title }) => title === 'Diễn tập');
    expect(made).toHaveLength(4);
    expect(
      made.every(
        ({ state, percent, source, recurrence }) => state === 'PLANNED' && percent === 0 && source === 'PLAN' && recurrence === 'QUARTERLY',
      ),
    ).toBe(true);
  });

  it('is refused the second time, by name and day', async () => {
    const { year } = await aYear();
    await press(year);
    expect(await refusal(press(year))).toBe('rollover.refused.opened');
    expect(await refusal(prepareRollover.execute(context(), { year }))).toBe('rollover.refused.opened');
    expect((await targetsOf(year)).length).toBe(2);
  });

  it('of a year that is partly open keeps what is there', async () => {
    const { year, visits, waiting } = await aYear();
    const quarter = await aQuarter(db, year, 1);
    await assignTargets.execute(context(), { year, targets: [{ indicatorId: visits.id, value: 7, unsplitReason: 'Đã giao' }] });
    await press(year);
    const [kept] = await db.periodDeadline.findMany({ where: { periodId: quarter.id, kind: 'PLAN' } });
    expect(kept?.dueAt).toEqual(endOfDay('2090-01-01'));
    expect(await db.periodDeadline.count({ where: { period: { year } } })).toBe(8);
    expect((await targetsOf(year)).map(({ indicatorId, value }) => [indicatorId, value.toFixed()])).toEqual([
      [visits.id, '7'],
      [waiting.id, '40'],
    ]);
  });

  it('is refused when the world moved since the preview, and writes nothing', async () => {
    const { year, before, two } = await aYear();
    const { fingerprint } = await preview(year);
    await aTask(before, two.id, { title: 'Việc mới' });
    expect(await refusal(confirmRollover.execute(context(), { year, fingerprint }))).toBe('rollover.refused.moved');
    expect(await targetsOf(year)).toEqual([]);
    expect(await db.periodDeadline.count({ where: { period: { year } } })).toBe(0);
  });

  it('passes tasks and shares of a department that is dissolved by then to its successor', async () => {
    const { year, before, one, two, open } = await aYear();
    await aTask(before, one.id, { title: 'Việc có đơn vị kế thừa' });
    await dissolveDepartment.execute(context(), {
      ...{ departmentId: one.id, rowVersion: 1, dissolvedOn: `${before}-12-31`, successorId: two.id },
      decision: { number: `${year}/QĐ`, signedOn: `${before}-12-01`, subject: 'Giải thể' },
    });
    await press(year);
    const tasks = await tasksOf(year);
    expect(tasks.find(({ carriedFromId }) => carriedFromId === open.id)?.leadDepartmentId).toBe(two.id);
    const [visits] = await targetsOf(year);
    expect(new Set(visits?.shares.map(({ departmentId }) => departmentId))).toEqual(new Set([two.id]));
    expect(visits?.shares.reduce((sum, { value }) => sum + Number(value), 0)).toBe(1001);
  });

  it('of nothing is refused', async () => {
    const { year } = await aYear();
    await prepareRollover.execute(context(), { year, parts: [] });
    expect(await refusal(press(year))).toBe('rollover.refused.nothing');
  });

  it('by two people at once is one opening; the other is told', async () => {
    const { year } = await aYear();
    const other = await anActor(db, 'PLANNING');
    const answers = await Promise.allSettled([press(year), press(year, now, other)]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [refused] = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
    expect(refused).toMatchObject({ key: 'rollover.refused.opened' });
    expect(await targetsOf(year)).toHaveLength(2);
    expect(await tasksOf(year)).toHaveLength(1);
  });

  it('is not for departments', async () => {
    const { year, one } = await aYear();
    const head = await anActor(db, 'DEPARTMENT_HEAD', one.id);
    expect(await rolloverPreview(head, year)).toBeNull();
    expect(await rolloversOf(head, year)).toEqual([]);
    await expect(confirmRollover.execute(context(now, head), { year, fingerprint: '0'.repeat(64) })).rejects.toBeInstanceOf(NotFound);
  });
});

describe('how far years are open', () => {
  it('says who opened one and when, as a whole or by hand, and whether that can be undone', async () => {
    const { year, before, one, visits } = await aYear();
    const standing = async (of: number) => (await yearStandings(planning, [of]))[0];
    expect(await standing(year)).toMatchObject({ quarters: 0, openedAt: null, openedBy: null, canUndo: false, handAt: null, handBy: null });
    const day = (month: string) => `${before + 1}-${month}`;
    await openPeriod.execute(context(), {
      year,
      quarter: 1,
      plan: { opensOn: dayOf(new Date()), dueOn: day('01-20'), lockOn: day('01-25') },
      report: { opensOn: day('03-20'), dueOn: day('04-05'), lockOn: day('04-15') },
    });
    expect(await standing(year)).toMatchObject({ quarters: 1, openedAt: null, handBy: planning.displayName });
    await press(year);
    expect(await standing(year)).toMatchObject({ quarters: 4, openedAt: now, openedBy: planning.displayName, canUndo: true });
    const reporter = await anActor(db, 'REPORTER', one.id);
    const quarter = await db.period.findFirstOrThrow({ where: { year, kind: 'QUARTER', index: 1 } });
    await saveFigures.execute(context(later, reporter), {
      departmentId: one.id,
      periodId: quarter.id,
      measure: 'PLAN',
      cells: [{ indicatorId: visits.id, text: '5', version: 0 }],
    });
    expect(await standing(year)).toMatchObject({ openedBy: planning.displayName, canUndo: false });
    expect(await yearStandings(reporter, [year])).toEqual([]);
  });
});

describe('taking it back', () => {
  it('leaves the year as it was, in one attributed act, and it can be opened again', async () => {
    const { year, one, visits } = await aYear();
    await prepareRollover.execute(context(), { year, parts: ['periods', 'reporters', 'targets', 'unfinished'], percent: 5 });
    await press(year);
    const made = await targetsOf(year);
    expect(await takeBack(year)).toMatchObject({ year, targets: 2, tasks: 1, deadlines: 8 });

    expect(await targetsOf(year)).toEqual([]);
    expect(await db.targetShare.count({ where: { targetId: { in: made.map(({ id }) => id) } } })).toBe(0);
    expect(await tasksOf(year)).toEqual([]);
    expect(await db.periodDeadline.count({ where: { period: { year } } })).toBe(0);
    const [assignment] = await db.indicatorAssignment.findMany({ where: { departmentId: one.id, indicatorId: visits.id } });
    expect(assignment?.validTo).toEqual(toColumn(`${year}-01-01`));

    const [undone] = await rolloversOf(planning, year);
    expect(undone).toMatchObject({ state: 'UNDONE', undoneBy: planning.displayName });
    const deleted = await db.auditEntry.findMany({
      where: { tableName: 'target', op: 'DELETE', rowKey: { in: made.map(({ id }) => String(id)) } },
    });
    expect(deleted).toHaveLength(2);
    const tx = await db.auditTx.findUniqueOrThrow({ where: { id: deleted[0]?.auditTxId ?? 0n } });
    expect(tx).toMatchObject({ actorId: planning.id, command: 'rollover.undo' });

    // what had been chosen is still there
    expect((await preview(year)).choices.percent).toBe('5');
    await press(year, later);
    expect((await targetsOf(year)).map(({ value }) => value.toFixed())).toEqual(['1051', '40']);
    expect(await tasksOf(year)).toHaveLength(1);
    expect(await db.$queryRaw`SELECT * FROM audit_verify()`).toEqual([]);
  });

  it('brings the task of the old year back: while it is carried over nobody is asked for it there, and it counts there as it stands', async () => {
    const { year, before, one, open } = await aYear();
    const asked = async () => {
      const at = new Date(`${before}-02-01T03:00:00Z`);
      const chased = await owedTasks(db, `${before}-09-01`, `${before}-09-30`, at);
      const mine = await openTasksDue(planning, [one.id], `${before}-12-31`);
      return {
        clock: chased.filter(({ departmentId }) => departmentId === one.id).map(({ count }) => count),
        home: mine.map(({ id }) => id),
        counted: (await departmentTallies(planning, before, `${year}-02-01`, one.id)).map(({ planned }) => planned.overdue),
      };
    };
    expect(await asked()).toEqual({ clock: [1], home: [open.id], counted: [1] });
    await press(year);
    const [carried] = await tasksOf(year);
    expect(await asked()).toEqual({ clock: [], home: [], counted: [1] });
    expect(await taskById(planning, open.id, now)).toMatchObject({ carriedTo: { id: carried?.id, year, isReadable: true } });
    // what was said of it before is no more to be read
    const reminder = await asSystem(db, (tx) =>
      tx.reminder.create({
        data: {
          ...{ kind: 'BEFORE_DUE', subjectType: 'TASK', subjectKey: `${one.id}/${open.periodId}/${before}-09-15` },
          ...{ accountId: planning.id, dueOn: toColumn(`${before}-09-13`), facts: {}, emailState: 'SKIPPED' },
        },
      }),
    );
    await asSystem(db, (tx) => closeWhatIsDone(tx, now));
    expect(await db.reminder.findUnique({ where: { id: reminder.id } })).toMatchObject({ readAt: now });

    await takeBack(year);
    expect(await asked()).toEqual({ clock: [1], home: [open.id], counted: [1] });
    expect(await taskById(planning, open.id, later)).toMatchObject({ carriedTo: null });
  });

  it('is refused after the first figure', async () => {
    const { year, one, visits } = await aYear();
    const quarter = await aQuarter(db, year, 1);
    await press(year);
    const reporter = await anActor(db, 'REPORTER', one.id);
    await saveFigures.execute(context(later, reporter), {
      departmentId: one.id,
      periodId: quarter.id,
      measure: 'PLAN',
      cells: [{ indicatorId: visits.id, text: '5', version: 0 }],
    });
    expect((await held(year))?.entries.map(({ kind }) => kind).sort()).toEqual(['figure', 'submission']);
    expect(await refusal(takeBack(year, muchLater))).toBe('rollover.refused.entered');
    expect(await targetsOf(year)).toHaveLength(2);
  });

  it('is refused after a target took force, and after a task was edited', async () => {
    const [first, second] = [await aYear(), await aYear()];
    await press(first.year);
    const [target] = await targetsOf(first.year);
    await putInForce.execute(context(later), { targetId: target?.id ?? 0, rowVersion: 1 });
    expect(await refusal(takeBack(first.year))).toBe('rollover.refused.entered');

    await press(second.year);
    const [task] = await tasksOf(second.year);
    await markRecurring.execute(context(later), { taskId: task?.id ?? 0, version: 1, recurrence: 'YEARLY' });
    expect(await refusal(takeBack(second.year))).toBe('rollover.refused.entered');
    expect(await tasksOf(second.year)).toHaveLength(1);
  });

  it('does not mind what was in the year before it was opened', async () => {
    const { year, one, visits } = await aYear();
    const quarter = await aQuarter(db, year, 1);
    const reporter = await anActor(db, 'REPORTER', one.id);
    await asSystem(db, (tx) =>
      tx.figure.create({
        data: {
          ...{ departmentId: one.id, periodId: quarter.id, measure: 'PLAN', indicatorId: visits.id, value: 5, rowVersion: 1 },
          ...{ updatedById: reporter.id, updatedAt: new Date('2026-11-01T00:00:00Z') },
        },
      }),
    );
    await press(year);
    await takeBack(year);
    expect(await db.figure.count({ where: { periodId: quarter.id } })).toBe(1);
    expect(await db.periodDeadline.count({ where: { periodId: quarter.id } })).toBe(2);
  });

  it('by two people at once happens once', async () => {
    const { year } = await aYear();
    await press(year);
    const batch = await held(year);
    const input = { batchId: batch?.id ?? 0, rowVersion: batch?.rowVersion ?? 0 };
    const answers = await Promise.allSettled([undoRollover.execute(context(later), input), undoRollover.execute(context(later), input)]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await refusal(undoRollover.execute(context(later), { ...input, rowVersion: input.rowVersion + 2 }))).toMatch(/undone|conflict/);
  });
});

it('opens a year of 60 departments, 40 split indicators and 240 tasks within seconds', async () => {
  year += 2;
  const before = year - 1;
  for (const quarter of QUARTERS) await aQuarter(db, before, quarter);
  const departments = await Promise.all(Array.from({ length: 60 }, () => aDepartment(db)));
  const indicators = await Promise.all(Array.from({ length: 40 }, () => anIndicator(db)));
  await assignTargets.execute(context(), {
    year: before,
    targets: indicators.map(({ id }) => ({
      indicatorId: id,
      value: 24_000,
      shares: departments.map((department) => ({ departmentId: department.id, q1: 100, q2: 100, q3: 100, q4: 100 })),
    })),
  });
  for (const { id } of departments) for (let place = 0; place < 4; place++) await aTask(before, id, { title: `Việc ${place}` });
  await prepareRollover.execute(context(), { year, parts: ['periods', 'targets', 'unfinished'], percent: 3.7 });
  const began = performance.now();
  const { fingerprint } = await preview(year);
  const seen = performance.now();
  const { targets, tasks } = await confirmRollover.execute(context(), { year, fingerprint });
  const done = performance.now();
  console.log(`preview ${(seen - began).toFixed(0)} ms, opening ${(done - seen).toFixed(0)} ms: 9,600 shares, ${tasks} tasks`);
  expect({ targets, tasks }).toEqual({ targets: 40, tasks: 240 });
  expect(await db.targetShare.count({ where: { target: { year } } })).toBe(9_600);
  expect(done - began).toBeLessThan(8_000);
  const back = performance.now();
  await takeBack(year);
  console.log(`taking it back ${(performance.now() - back).toFixed(0)} ms`);
  expect(await targetsOf(year)).toEqual([]);
}, 120_000);

it('opens a year that closes on the 14th when the settings say so: its quarters, its usual days, who exists in them', async () => {
  const { year, before, one, two, visits, open } = await aYear();
  const today = new Date();
  await saveSetting.execute(
    { db, actor: await anActor(db, 'ADMIN'), now: today },
    { group: 'calendar', validFrom: dayOf(today), seen: JSON.stringify({ adminCalendar: false }), value: { adminCalendar: 'on' } },
  );
  // by the calendar it would still be there in the last days of Quý I; here that quarter is its last
  await asSystem(db, (tx) => tx.department.update({ where: { id: two.id }, data: { dissolvedOn: toColumn(`${year}-03-15`) } }));
  await prepareRollover.execute(context(), { year, parts: ['periods', 'targets', 'unfinished'], unfinishedTo: 'FIRST_QUARTER' });
  const { plan, fingerprint } = await preview(year);
  expect(plan.periods.map(({ basis }) => basis)).toEqual(['usual', 'usual', 'usual', 'usual']);
  expect(plan.periods[0]?.plan.opensOn).toBe(`${before}-12-01`);
  await confirmRollover.execute(context(), { year, fingerprint });

  const quarters = await db.period.findMany({ where: { year, kind: 'QUARTER' }, include: { deadlines: true }, orderBy: { index: 'asc' } });
  expect(quarters.map(({ calendar, endsOn, deadlines }) => [calendar, dayOfColumn(endsOn), deadlines.length])).toEqual([
    ['ADMIN_14', `${year}-03-14`, 2],
    ['ADMIN_14', `${year}-06-14`, 2],
    ['ADMIN_14', `${year}-09-14`, 2],
    ['ADMIN_14', `${year}-12-14`, 2],
  ]);
  const report = quarters[0]?.deadlines.find(({ kind }) => kind === 'REPORT');
  expect(report?.dueAt).toEqual(endOfDay(plan.periods[0]?.report.dueOn ?? ''));
  const split = (await targetsOf(year)).find(({ indicatorId }) => indicatorId === visits.id);
  const of = (id: number) => split?.shares.filter(({ departmentId }) => departmentId === id).length;
  expect([of(one.id), of(two.id)]).toEqual([4, 1]);
  expect(split?.shares.reduce((sum, { value }) => sum + Number(value), 0)).toBe(1001);
  expect(split?.changesPast).toBe(false);
  const [carried] = await tasksOf(year);
  expect(carried).toMatchObject({ carriedFromId: open.id, periodId: quarters[0]?.id });
  expect(dayOfColumn(carried?.dueOn ?? new Date(0))).toBe(`${year}-03-14`);
  expect((await markableTasks(planning, year, '')).map(({ quarter }) => quarter)).toEqual([1]);
  expect((await yearStandings(planning, [year]))[0]).toMatchObject({ quarters: 4 });
  await takeBack(year);
  expect(await db.periodDeadline.count({ where: { period: { year } } })).toBe(0);
});
