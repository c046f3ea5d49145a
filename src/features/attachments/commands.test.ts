import { aDepartment, anActor, anIndicator, aQuarter, asSystem, freshDb } from '@tests/support/db';
import { beforeAll, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { approve } from '@/features/review/commands';
import { reopen, submit } from '@/features/submissions/commands';
import { addTask } from '@/features/tasks/commands';
import { taskById } from '@/features/tasks/queries';
import type { Db } from '@/server/db';
import { attachFile, voidAttachment } from './commands';
import { attachmentById, attachmentsOf, mayAttach } from './queries';

let db: Db;
let taskId: number;
let [reporter, friend, stranger, director]: Actor[] = [];
const now = new Date('2026-09-15T03:00:00Z');

beforeAll(async () => {
  db = await freshDb();
  const [home, supporter, foreign] = [await aDepartment(db), await aDepartment(db), await aDepartment(db)];
  reporter = await anActor(db, 'REPORTER', home.id);
  friend = await anActor(db, 'REPORTER', supporter.id);
  stranger = await anActor(db, 'REPORTER', foreign.id);
  director = await anActor(db, 'DIRECTOR');
  const { areaId } = await anIndicator(db);
  const { id: periodId } = await aQuarter(db, 2026, 4);
  const input = { departmentId: home.id, periodId, areaId, title: 'Tập huấn', dueOn: '2026-11-30', supportingIds: [supporter.id] };
  taskId = (await addTask.execute({ db, actor: reporter, now }, input)).id;
});

const actorOf = (actor: Actor | undefined) => {
  if (!actor) throw new Error('nobody');
  return actor;
};
const file = (more: object = {}) => ({
  ...{ subject: 'TASK' as const, key: taskId, fileName: 'biên bản.pdf', mimeType: 'application/pdf', bytes: 1200 },
  ...{ sha256: 'b'.repeat(64), confidentiality: 'INTERNAL' as const },
  ...more,
});
const attach = (actor: Actor | undefined, more: object = {}, idempotencyKey?: string) =>
  attachFile.execute({ db, actor: actorOf(actor), now, idempotencyKey }, file(more));

it('is read by who reads the task, added by who manages it', async () => {
  const { id } = await attach(reporter);
  for (const reader of [reporter, friend, director]) {
    expect((await attachmentsOf(actorOf(reader), 'TASK', taskId)).map((one) => one.id)).toContain(id);
    expect(await attachmentById(actorOf(reader), id)).toMatchObject({ sha256: 'b'.repeat(64), fileName: 'biên bản.pdf' });
  }
  expect(await attachmentsOf(actorOf(stranger), 'TASK', taskId)).toEqual([]);
  expect(await attachmentById(actorOf(stranger), id)).toBeNull();
  for (const reader of [friend, director, stranger]) {
    expect(await mayAttach(actorOf(reader), 'TASK', taskId)).toBe(false);
    await expect(attach(reader)).rejects.toThrow('common.refused.notFound');
  }
});

it('is one file however often it is sent with one key', async () => {
  const key = '0b1d5c1e-6f0b-4f0e-9d55-3f3a3c9a7b10';
  const [first, second] = [await attach(reporter, {}, key), await attach(reporter, {}, key)];
  expect(second).toEqual(first);
  await expect(attach(reporter, { sha256: 'c'.repeat(64) }, key)).rejects.toThrow('common.refused.repeated');
});

it('is withdrawn with a reason, and the row stays', async () => {
  const { id } = await attach(reporter);
  await expect(voidAttachment.execute({ db, actor: actorOf(friend), now }, { attachmentId: id, reason: 'x' })).rejects.toThrow(
    'common.refused.notFound',
  );
  await voidAttachment.execute({ db, actor: actorOf(reporter), now }, { attachmentId: id, reason: 'Nhầm tệp' });
  expect(await attachmentById(actorOf(reporter), id)).toBeNull();
  expect(await db.attachment.findUniqueOrThrow({ where: { id } })).toMatchObject({
    voidReason: 'Nhầm tệp',
    voidedById: actorOf(reporter).id,
  });
  await expect(voidAttachment.execute({ db, actor: actorOf(reporter), now }, { attachmentId: id, reason: 'x' })).rejects.toThrow(
    'common.refused.notFound',
  );
});

it('of a task waits while its quarter is read, and what was decided about stays; later files are seen to be later', async () => {
  const home = await aDepartment(db);
  const author = await anActor(db, 'REPORTER', home.id);
  const planning = await anActor(db, 'PLANNING');
  const { id: periodId } = await db.period.findFirstOrThrow({ where: { kind: 'QUARTER', year: 2026, index: 4 } });
  const at = (hours: number) => new Date(now.getTime() + hours * 3_600_000);
  const { areaId } = await anIndicator(db);
  const task = { departmentId: home.id, periodId, areaId, title: 'Tập huấn', dueOn: '2026-11-30' };
  const { id: key } = await addTask.execute({ db, actor: author, now }, task);
  const add = (hours: number) => attachFile.execute({ db, actor: author, now: at(hours) }, file({ key }));
  const withdraw = (attachmentId: string, hours: number) =>
    voidAttachment.execute({ db, actor: author, now: at(hours) }, { attachmentId, reason: 'Nhầm tệp' });
  const { id: early } = await add(1);
  const place = { departmentId: home.id, periodId, kind: 'REPORT' as const };
  const { submissionId, roundNo, sha256 } = await submit.execute({ db, actor: author, now: at(2) }, place);
  await expect(add(3)).rejects.toThrow('tasks.refused.underReview');
  await expect(withdraw(early, 3)).rejects.toThrow('tasks.refused.underReview');
  const version = async () => (await db.submission.findUniqueOrThrow({ where: { id: submissionId } })).rowVersion;
  await approve.execute({ db, actor: planning, now: at(4) }, { submissionId, roundNo, sha256, version: await version() });
  await expect(withdraw(early, 5)).rejects.toThrow('attachments.refused.decidedAbout');
  const { id: late } = await add(5);
  expect(await taskById(author, key, at(6))).toMatchObject({ closedSince: at(2) });
  await withdraw(late, 6);
  await reopen.execute({ db, actor: planning, now: at(7) }, { submissionId, version: await version(), reason: 'Thay biên bản' });
  await withdraw(early, 8);
  expect(await attachmentsOf(author, 'TASK', key)).toEqual([]);
});

it('of the Party is nobody’s here', async () => {
  const { id } = await attach(reporter);
  await asSystem(db, (tx) => tx.attachment.update({ where: { id }, data: { isParty: true } }));
  expect(await attachmentById(actorOf(director), id)).toBeNull();
  expect((await attachmentsOf(actorOf(director), 'TASK', taskId)).map((one) => one.id)).not.toContain(id);
});

it('belongs to something that is there, and secrecy has two values', async () => {
  await expect(attach(reporter, { key: 2_000_000 })).rejects.toThrow('common.refused.notFound');
  await expect(attach(reporter, { confidentiality: 'SECRET' })).rejects.toMatchObject({ problems: [{ path: 'confidentiality' }] });
  await expect(attach(reporter, { bytes: 62_914_560 })).rejects.toMatchObject({ problems: [{ path: 'bytes' }] });
  await expect(attach(reporter, { sha256: '../x' })).rejects.toMatchObject({ problems: [{ path: 'sha256' }] });
});
