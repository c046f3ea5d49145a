import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { addDays, dayOf, toColumn } from '@/domain/date';
import { Refusal } from '@/domain/errors';
import {
  dissolveDepartment,
  establishDepartment,
  mergeDepartments,
  renameDepartment,
  splitDepartment,
} from '@/features/departments/commands';
import { departmentsAsNow } from '@/features/departments/queries';
import { indicatorByCode } from '@/features/indicators/queries';
import { assignTargets } from '@/features/targets/commands';
import { shareMatrix } from '@/features/targets/queries/shares';
import type { Db } from '@/server/db';
import { anActor, anIndicator, aQuarter, asSystem, assign, freshDb } from '../../../tests/support/db';
import { consequencesOf } from './queries';

const now = new Date('2026-11-22T03:00:00Z');
/** In the middle of Quý IV/2026. */
const DAY = '2026-12-01';
let db: Db;
let planning: Actor;
let serial = 0;
let quarter: { id: number };
/** A quarter of the year after. */
let next: { id: number };
let areaId: number;
let indicatorId: number;

const context = (actor = planning) => ({ db, actor, now });
const decision = () => ({ number: `${++serial}/QĐ-SX`, signedOn: '2026-11-20', subject: 'Sắp xếp tổ chức' });
const establish = (name: string, more: object = {}) =>
  establishDepartment.execute(context(), { code: `R${++serial}`, name, kind: 'CLINICAL_DEPT', establishedOn: '2010-01-01', ...more });
const part = (name: string) => ({ code: `P${++serial}`, name, kind: 'CLINICAL_DEPT' as const });
const refusal = async (act: Promise<unknown>) => {
  const error = await act.catch((caught: unknown) => caught);
  if (!(error instanceof Refusal)) throw error instanceof Error ? error : new Error('was not refused');
  return 'problems' in error ? (error.problems as { key: string }[])[0]?.key : error.key;
};

/** A department with everything that a change touches. */
async function busy(name: string) {
  const unit = await establish(name);
  const head = await anActor(db, 'DEPARTMENT_HEAD', unit.id);
  await assign(db, unit.id, [indicatorId]);
  const task = (title: string, dueOn: string, more: object = {}) => ({
    ...{ periodId: quarter.id, areaId, leadDepartmentId: unit.id, title, dueOn: toColumn(dueOn), originalDueOn: toColumn(dueOn) },
    ...more,
  });
  const tasks = await asSystem(db, async (tx) => {
    await tx.submission.create({ data: { departmentId: unit.id, periodId: quarter.id, kind: 'REPORT' } });
    const later = await tx.task.create({ data: task(`Việc sau của ${name}`, '2026-12-20') });
    const another = await tx.task.create({ data: task(`Việc nữa của ${name}`, '2026-12-25') });
    await tx.task.create({ data: task(`Việc quá hạn của ${name}`, '2026-11-01') });
    await tx.task.create({ data: task('Xong', '2026-12-20', { state: 'DONE', doneOn: toColumn('2026-11-01'), percent: 100 }) });
    return [later, another];
  });
  return { ...unit, head, tasks };
}
const leadOf = async (id: number) => (await db.task.findUniqueOrThrow({ where: { id } })).leadDepartmentId;

beforeAll(async () => {
  db = await freshDb();
  planning = await anActor(db, 'PLANNING');
  await establish('Bệnh viện', { kind: 'HOSPITAL', establishedOn: '1951-01-01' });
  quarter = await aQuarter(db, 2026, 4);
  next = await aQuarter(db, 2027, 4);
  ({ id: indicatorId, areaId } = await anIndicator(db));
});

describe('the consequences of a change', () => {
  it('name what is open: files, tasks, targets, accounts, indicators, departments below', async () => {
    const unit = await busy('Khoa Bận');
    await establish('Đơn nguyên Bận', { parentId: unit.id, kind: 'UNIT' });
    const { id } = await anIndicator(db);
    await assignTargets.execute(context(), {
      year: 2027,
      targets: [{ indicatorId: id, value: 10, shares: [{ departmentId: unit.id, q1: 6, q2: 4 }] }],
    });
    const { units, fingerprint } = await consequencesOf(planning, [unit.id], DAY);
    expect(units).toMatchObject([
      {
        ...{ name: 'Khoa Bận', overdue: 1, supports: 0, resultsLater: 0, below: [{ name: 'Đơn nguyên Bận' }] },
        files: [{ kind: 'REPORT', year: 2026, quarter: 4, state: 'DRAFT', startsLater: false }],
        tasks: [{ title: 'Việc sau của Khoa Bận', dueOn: '2026-12-20' }, { title: 'Việc nữa của Khoa Bận' }],
        accounts: [{ id: unit.head.id, role: 'DEPARTMENT_HEAD' }],
        targets: [{ year: 2027, state: 'IN_FORCE', quarters: 2 }],
      },
    ]);
    expect(units[0]?.indicators).toHaveLength(1);
    expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
    expect((await consequencesOf(planning, [unit.id], DAY)).fingerprint).toBe(fingerprint);
    expect((await consequencesOf(unit.head, [unit.id], DAY)).units).toEqual([]);
  });

  it('that are no longer what was seen stop the act', async () => {
    const unit = await busy('Khoa Đổi');
    const { fingerprint } = await consequencesOf(planning, [unit.id], DAY);
    const heir = await establish('Khoa Nhận đổi');
    const act = () =>
      dissolveDepartment.execute(context(), {
        ...{ departmentId: unit.id, rowVersion: 1, dissolvedOn: DAY, successorId: heir.id, fingerprint, decision: decision() },
      });
    await asSystem(db, (tx) =>
      tx.task.update({ where: { id: unit.tasks[0]?.id }, data: { state: 'DONE', percent: 100, doneOn: toColumn('2026-11-21') } }),
    );
    expect(await refusal(act())).toBe('departments.refused.moved');
    expect((await db.department.findUniqueOrThrow({ where: { id: unit.id } })).dissolvedOn).toBeNull();
  });
});

describe('merging', () => {
  it('of three passes each task to who was named, the others to the new department, which reports on', async () => {
    const units = [await busy('Khoa Một'), await busy('Khoa Hai'), await busy('Khoa Ba')];
    const third = await establish('Khoa Giữ việc');
    const fromIds = units.map(({ id }) => id);
    const { fingerprint } = await consequencesOf(planning, fromIds, DAY);
    const [first] = units[0]?.tasks ?? [];
    const merged = await mergeDepartments.execute(context(), {
      ...{ fromIds, into: part('Khoa Một Hai Ba'), effectiveOn: DAY, fingerprint, decision: decision() },
      ...{ takesIndicators: 'on' as const, taskLeads: { [`t${first?.id}`]: third.id } },
    });
    expect(await leadOf(first?.id ?? 0)).toBe(third.id);
    for (const { tasks } of units) expect(await leadOf(tasks[1]?.id ?? 0)).toBe(merged.id);
    const [moved] = await db.auditEntry.findMany({ where: { tableName: 'task', rowKey: String(first?.id), op: 'UPDATE' } });
    expect((await db.auditTx.findUniqueOrThrow({ where: { id: moved?.auditTxId } })).actorId).toBe(planning.id);
    const reports = await db.indicatorAssignment.findMany({ where: { departmentId: merged.id } });
    expect(reports).toMatchObject([{ indicatorId, required: true, validFrom: toColumn(DAY), validTo: null }]);
    // the drafts stay where they are
    expect(await db.submission.count({ where: { departmentId: { in: fromIds }, state: 'DRAFT' } })).toBe(3);
  });

  it('decided for a coming day changes no reading before it', async () => {
    const [one, two] = [await establish('Khoa Sắp nhập'), await establish('Khoa Sẽ nhận')];
    const coming = addDays(dayOf(new Date()), 400);
    await mergeDepartments.execute(context(), { fromIds: [one.id], intoId: two.id, effectiveOn: coming, decision: decision() });
    expect((await departmentsAsNow(planning)).get(one.id)).toBe(one.id);
    const read = async (day: string) =>
      (await db.$queryRaw<{ id: number }[]>`SELECT as_now_id AS id FROM department_as_now(${day}::date) WHERE department_id = ${one.id}`)[0]
        ?.id;
    expect([await read(addDays(coming, -1)), await read(coming)]).toEqual([one.id, two.id]);
  });

  it('decided for a coming year leaves the split of the years before it alone', async () => {
    const [one, two] = [await establish('Khoa Còn riêng'), await establish('Khoa Nhận sau')];
    const { id } = await anIndicator(db, 'SPLIT_BEFORE');
    for (const unit of [one, two]) await assign(db, unit.id, [id]);
    const figures = [quarter, next].flatMap((period) =>
      [one, two].map((unit, place) => ({
        ...{ departmentId: unit.id, periodId: period.id, measure: 'ACTUAL' as const, indicatorId: id, value: 30 + place * 40 },
        ...{ rowVersion: 1, updatedById: 1, updatedAt: now },
      })),
    );
    await asSystem(db, (tx) => tx.figure.createMany({ data: figures }));
    await mergeDepartments.execute(context(), { fromIds: [one.id], intoId: two.id, effectiveOn: '2028-01-01', decision: decision() });
    const indicator = await indicatorByCode(planning, 'SPLIT_BEFORE');
    if (!indicator) throw new Error('no indicator');
    const lastYear = async (year: number) =>
      new Map((await shareMatrix(planning, indicator, year, null)).rows.map((row) => [row.departmentId, row.lastYearTotal]));
    const before = await lastYear(2027);
    expect([before.get(one.id), before.get(two.id)]).toEqual([30, 70]);
    // in the year of the merger the successor is split by the past of both
    const after = await lastYear(2028);
    expect([after.has(one.id), after.get(two.id)]).toEqual([false, 100]);
  });

  it('by two people at once happens once', async () => {
    const [one, two, heir] = [await establish('Khoa Đua A'), await establish('Khoa Đua B'), await establish('Khoa Đua C')];
    const merge = () =>
      mergeDepartments.execute(context(), { fromIds: [one.id, two.id], intoId: heir.id, effectiveOn: DAY, decision: decision() });
    const answers = await Promise.allSettled([merge(), merge()]);
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.key] : []))).toEqual([
      'departments.refused.alreadyDissolved',
    ]);
    expect(await db.departmentLineage.count({ where: { fromId: one.id } })).toBe(1);
  });
});

describe('splitting', () => {
  it('in two passes tasks to the principal part; the past is read under it, and nothing is deleted', async () => {
    const unit = await busy('Khoa Tách đôi');
    const { fingerprint } = await consequencesOf(planning, [unit.id], DAY);
    const { into } = await splitDepartment.execute(context(), {
      ...{ departmentId: unit.id, rowVersion: 1, effectiveOn: DAY, principal: 1, fingerprint, decision: decision() },
      into: [part('Khoa Tách A'), part('Khoa Tách B')],
    });
    expect(await leadOf(unit.tasks[0]?.id ?? 0)).toBe(into[1]?.id);
    // the department reports the quarter that it saw the beginning of
    const { units } = await consequencesOf(planning, [unit.id], DAY);
    expect(units[0]?.files).toMatchObject([{ startsLater: false }]);
  });
});

describe('dissolving in the middle of a quarter', () => {
  it('is refused while nobody takes the tasks, then passes them to who is named', async () => {
    const [unit, heir] = [await busy('Khoa Giải thể'), await establish('Khoa Nhận việc')];
    const input = { departmentId: unit.id, rowVersion: 1, dissolvedOn: DAY, decision: decision() };
    const act = (more: object) => dissolveDepartment.execute(context(), { ...input, ...more });
    expect(await refusal(act({}))).toBe('departments.refused.leadsTasks');
    expect(await refusal(act({ taskLeads: { [`t${unit.tasks[0]?.id}`]: heir.id } }))).toBe('departments.refused.leadsTasks');
    const gone = await establish('Khoa Đã thôi');
    await dissolveDepartment.execute(context(), { departmentId: gone.id, rowVersion: 1, dissolvedOn: '2026-10-01', decision: decision() });
    expect(await refusal(act({ taskLeadId: gone.id }))).toBe('departments.refused.leadAbsent');
    await act({ taskLeadId: heir.id });
    expect(await leadOf(unit.tasks[0]?.id ?? 0)).toBe(heir.id);
    expect(await leadOf(unit.tasks[1]?.id ?? 0)).toBe(heir.id);
  });

  it('may lie in the past', async () => {
    const unit = await establish('Khoa Đã giải thể');
    const { units } = await consequencesOf(planning, [unit.id], '2019-05-05');
    expect(units[0]).toMatchObject({ tasks: [], files: [] });
    await dissolveDepartment.execute(context(), { departmentId: unit.id, rowVersion: 1, dissolvedOn: '2019-05-05', decision: decision() });
    expect((await db.department.findUniqueOrThrow({ where: { id: unit.id } })).dissolvedOn).toEqual(toColumn('2019-05-05'));
  });
});

describe('renaming and moving', () => {
  const rename = (unit: { id: number }, more: object) =>
    renameDepartment.execute(context(), { departmentId: unit.id, rowVersion: 1, validFrom: DAY, decision: decision(), ...more });

  it('to the same name in other letters is its own to do, and nobody else’s', async () => {
    const [unit, other] = [await establish('Khoa Da liễu'), await establish('Khoa Mắt')];
    expect(await refusal(rename(other, { name: 'KHOA DA LIEU' }))).toBe('departments.refused.nameTaken');
    await rename(unit, { name: 'Khoa Da Liễu' });
    expect(await db.departmentVersion.count({ where: { departmentId: unit.id } })).toBe(2);
  });

  it('below itself or below what stands below it is refused', async () => {
    const top = await establish('Trung tâm Trên');
    const below = await establish('Khoa Dưới', { parentId: top.id });
    expect(await refusal(rename(top, { parentId: below.id }))).toBe('departments.refused.circle');
    expect(await refusal(rename(top, { parentId: top.id }))).toBe('departments.refused.circle');
  });
});
