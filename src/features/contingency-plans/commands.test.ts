import { aDepartment, anActor, anIndicator, aQuarter, freshDb } from '@tests/support/db';
import { beforeAll, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import type { Db } from '@/server/db';
import { callOffDrill, drawUpPlan, mendByTask, recordDrill, retirePlan, revisePlan, scheduleDrill } from './commands';
import { contingencyPlan, contingencyPlans } from './queries';

let db: Db;
let planning: Actor;
let reporter: Actor;
let departmentId: number;
let areaId: number;
const now = new Date('2026-08-15T03:00:00Z');

beforeAll(async () => {
  db = await freshDb();
  planning = await anActor(db, 'PLANNING');
  departmentId = (await aDepartment(db)).id;
  reporter = await anActor(db, 'REPORTER', departmentId);
  areaId = (await anIndicator(db)).areaId;
  await aQuarter(db, 2026, 4);
});

const by = (actor: Actor) => ({ db, actor, now });
const content = { kind: 'EPIDEMIC' as const, title: 'Phương án phòng chống sởi', validFrom: '2026-01-01', validTo: '2026-12-31' };
const draw = (more: object = {}, actor = planning) => drawUpPlan.execute(by(actor), { ...content, ...more });
const refusalOf = (call: Promise<unknown>) =>
  call.then(
    () => null,
    (error: { problems?: { path: string; key: string }[]; key?: string }) =>
      error.problems?.map(({ path, key }) => `${path} ${key}`).join() ?? error.key,
  );
const schedule = (planId: number, scheduledOn = '2026-08-10') =>
  scheduleDrill.execute(by(planning), { planId, scheduledOn, scenario: 'Ba ca sốc cùng một buổi' });
const held = { version: 1, heldOn: '2026-08-10', participants: 40, result: 'Xử trí đúng quy trình', lessons: 'Thiếu dịch truyền' };

it('is drawn up with its decision, for the hospital by planning, for a department by itself', async () => {
  const decision = { number: '512/QĐ-BV', signedOn: '2025-12-28', subject: 'Ban hành phương án', authority: 'Bệnh viện' };
  const { id } = await draw({ decision });
  expect(await contingencyPlan(reporter, id)).toMatchObject({
    department: null,
    decision: { number: '512/QĐ-BV', signedOn: '2025-12-28' },
  });
  expect(await refusalOf(draw({}, reporter))).toBe('common.refused.notFound');
  const { id: own } = await draw({ departmentId }, reporter);
  expect(await contingencyPlan(reporter, own)).toMatchObject({ department: { id: departmentId } });
  expect((await contingencyPlans(reporter, 'EPIDEMIC')).length).toBeGreaterThan(1);
  expect(await contingencyPlans(reporter, 'FIRE')).toEqual([]);
});

it('ends after it begins, at the field', async () => {
  expect(await refusalOf(draw({ validTo: '2025-12-31' }))).toBe('validTo contingencyPlans.refused.endsBefore');
});

it('is revised by version, and never handed to a department out of reach', async () => {
  const { id: planId } = await draw({ departmentId });
  await revisePlan.execute(by(reporter), { planId, version: 1, ...content, departmentId, body: 'Cơ số thuốc: 40 liều' });
  expect(await contingencyPlan(planning, planId)).toMatchObject({ body: 'Cơ số thuốc: 40 liều', version: 2 });
  expect(await refusalOf(revisePlan.execute(by(planning), { planId, version: 1, ...content, departmentId }))).toBe(
    'common.refused.conflict',
  );
  const other = await aDepartment(db);
  expect(await refusalOf(revisePlan.execute(by(reporter), { planId, version: 2, ...content, departmentId: other.id }))).toBe(
    'common.refused.notFound',
  );
});

it('is retired once, with a reason, and then nothing is scheduled', async () => {
  const { id: planId } = await draw();
  const retire = (version: number, retiredOn = '2026-08-15') =>
    refusalOf(retirePlan.execute(by(planning), { planId, version, retiredOn, reason: 'Có phương án mới' }));
  expect(await retire(1, '2025-06-01')).toBe('retiredOn contingencyPlans.refused.retiredBefore');
  expect(await retire(1)).toBeNull();
  expect(await retire(2)).toBe('contingencyPlans.refused.retired');
  expect(await refusalOf(schedule(planId))).toBe('contingencyPlans.refused.retired');
  expect(await refusalOf(revisePlan.execute(by(planning), { planId, version: 2, ...content }))).toBe('contingencyPlans.refused.retired');
});

it('is drilled while it is in force, once a day; a drill is held, or called off', async () => {
  const { id: planId } = await draw();
  expect(await refusalOf(schedule(planId, '2027-01-05'))).toBe('scheduledOn contingencyPlans.refused.notInForce');
  const { id: drillId } = await schedule(planId);
  expect(await refusalOf(schedule(planId))).toBe('contingencyPlans.refused.sameDay');
  const record = (more: object) => refusalOf(recordDrill.execute(by(planning), { drillId, ...held, ...more }));
  expect(await record({ heldOn: '2026-08-20' })).toBe('heldOn contingencyPlans.refused.heldInFuture');
  expect(await record({ result: ' ' })).toBe('result common.field.required');
  expect(await record({ participants: 0 })).toMatch(/^participants /);
  expect(await record({})).toBeNull();
  expect(await refusalOf(callOffDrill.execute(by(planning), { drillId, version: 2, reason: 'Mưa' }))).toBe('contingencyPlans.refused.held');
  const { id: second } = await schedule(planId, '2026-11-10');
  await callOffDrill.execute(by(planning), { drillId: second, version: 1, reason: 'Mưa bão' });
  expect(await contingencyPlan(reporter, planId)).toMatchObject({
    lastHeldOn: '2026-08-10',
    nextDrillOn: null,
    drills: [{ participants: 40 }],
  });
});

it('brings tasks: unplanned ones of the quarter in which they are due', async () => {
  const { id: planId } = await draw({ departmentId });
  const { id: drillId } = await schedule(planId);
  const mend = (actor: Actor, more: object = {}) =>
    mendByTask.execute(by(actor), { drillId, departmentId, areaId, title: 'Bổ sung dịch truyền', dueOn: '2026-10-30', ...more });
  expect(await refusalOf(mend(reporter))).toBe('contingencyPlans.refused.notHeld');
  await recordDrill.execute(by(reporter), { drillId, ...held });
  const other = await aDepartment(db);
  expect(await refusalOf(mend(reporter, { departmentId: other.id }))).toBe('departmentId contingencyPlans.refused.otherLead');
  expect(await refusalOf(mend(reporter, { dueOn: '2026-07-30' }))).toBe('dueOn tasks.refused.noQuarter');
  const { id } = await mend(reporter);
  expect(await db.task.findUniqueOrThrow({ where: { id }, include: { period: true } })).toMatchObject({
    ...{ source: 'CONTINGENCY', drillId, isUnplanned: true, leadDepartmentId: departmentId },
    period: { year: 2026, index: 4 },
  });
  await mend(planning, { departmentId: other.id, title: 'Tập huấn lại' });
  // who may not read a task does not see it here either
  expect((await contingencyPlan(reporter, planId))?.drills[0]?.tasks.map(({ title }) => title)).toEqual(['Bổ sung dịch truyền']);
  expect((await contingencyPlan(planning, planId))?.drills[0]?.tasks).toHaveLength(2);
});
