import type { Actor } from '@/domain/actor';
import { addTask, addTasks, editTask, removeTask, reportTask, reportTasks, rescheduleTask } from '@/features/tasks/commands';
import { anActor, anIndicator, aQuarter } from '../../support/db';
import type { CommandCase, Subject, World } from '../case';

const may = { DEPARTMENT_HEAD: 'own', REPORTER: 'own', PLANNING: 'any' } as const;

const YEAR = 2095;

/** One quarter for all of these cases, open in the world's time, and whatever area there is. */
async function aPlace({ db }: World) {
  const period = await db.period.findFirst({ where: { kind: 'QUARTER', year: YEAR, index: 1 } });
  const area = (await db.area.findFirst()) ?? (await db.area.findUniqueOrThrow({ where: { id: (await anIndicator(db)).areaId } }));
  return { periodId: (period ?? (await aQuarter(db, YEAR, 1))).id, areaId: area.id };
}

const content = { title: 'Tập huấn đột quỵ', dueOn: `${YEAR}-03-30`, deliverable: '02 lớp', quantity: '2', partners: 'BV Hạ Lâm' };

export async function aTask(world: World, subject: Subject, by: Actor = world.planning) {
  const { db, now } = world;
  const place = { ...(await aPlace(world)), departmentId: subject.departmentId };
  const { id } = await addTask.execute({ db, actor: by, now }, { ...place, ...content });
  return { taskId: id, version: 1 };
}

export const cases: CommandCase[] = [
  {
    command: addTask,
    may,
    input: async (world, { departmentId }) => ({ departmentId, ...(await aPlace(world)), ...content }),
  },
  {
    command: addTasks,
    may,
    input: async (world, { departmentId }) => {
      const { periodId, areaId } = await aPlace(world);
      const task = { ...content, areaId };
      return { departmentId, periodId, tasks: [task, { ...task, isUnplanned: 'on', title: 'Tiếp nhận ca bệnh tăng đột biến' }] };
    },
  },
  {
    command: editTask,
    may,
    input: async (world, subject) => {
      const { areaId } = await aPlace(world);
      return { ...(await aTask(world, subject)), ...content, areaId, title: 'Tập huấn đột quỵ, đợt 2' };
    },
  },
  {
    command: removeTask,
    may,
    // one that the department set itself: what planning gave is planning's to take out
    input: async (world, subject) => {
      const reporter = await anActor(world.db, 'REPORTER', subject.departmentId);
      return { ...(await aTask(world, subject, reporter)), reason: 'Chuyển sang quý sau' };
    },
  },
  {
    command: reportTask,
    may,
    input: async (world, subject) => ({
      ...(await aTask(world, subject)),
      ...{ state: 'DONE', percent: 100, doneOn: '2026-08-10', isExceeded: 'on', result: 'Đã tập huấn 45 người' },
    }),
  },
  {
    command: reportTasks,
    may,
    input: async (world, subject) => {
      const { periodId } = await aPlace(world);
      const task = await aTask(world, subject);
      return { departmentId: subject.departmentId, periodId, results: [{ ...task, state: 'IN_PROGRESS', percent: 40 }] };
    },
  },
  {
    command: rescheduleTask,
    may: { PLANNING: 'any' },
    input: async (world, subject) => ({ ...(await aTask(world, subject)), dueOn: `${YEAR}-06-30`, reason: 'Chờ máy về' }),
  },
];
