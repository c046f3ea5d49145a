import { addTask, addTasks, editTask, removeTask, reportTask, reportTasks } from '@/features/tasks/commands';
import { anActor } from '../../support/db';
import type { CommandCase, Subject, World } from '../case';
import { anOpenQuarter } from './figures';

const may = { DEPARTMENT_HEAD: 'own', REPORTER: 'own', PLANNING: 'any' } as const;

async function content({ db }: World) {
  const area = await db.area.findFirstOrThrow();
  return { areaId: area.id, title: 'Tập huấn đột quỵ', dueOn: '2026-09-30', deliverable: '02 lớp', quantity: '2', partners: 'BV Hạ Lâm' };
}

export async function aTask(world: World, subject: Subject) {
  const { periodId } = await anOpenQuarter(world, subject);
  const { departmentId } = subject;
  const actor = await anActor(world.db, 'REPORTER', departmentId);
  const { id } = await addTask.execute({ db: world.db, actor, now: world.now }, { departmentId, periodId, ...(await content(world)) });
  return { taskId: id, version: 1 };
}

export const cases: CommandCase[] = [
  {
    command: addTask,
    may,
    input: async (world, subject) => {
      const { periodId } = await anOpenQuarter(world, subject);
      return { departmentId: subject.departmentId, periodId, ...(await content(world)) };
    },
  },
  {
    command: addTasks,
    may,
    input: async (world, subject) => {
      const { periodId } = await anOpenQuarter(world, subject);
      const task = await content(world);
      return {
        departmentId: subject.departmentId,
        periodId,
        tasks: [task, { ...task, isUnplanned: 'on', title: 'Tiếp nhận ca bệnh tăng đột biến' }],
      };
    },
  },
  {
    command: editTask,
    may,
    input: async (world, subject) => ({ ...(await aTask(world, subject)), ...(await content(world)), title: 'Tập huấn đột quỵ, đợt 2' }),
  },
  { command: removeTask, may, input: async (world, subject) => ({ ...(await aTask(world, subject)), reason: 'Chuyển sang quý sau' }) },
  {
    command: reportTask,
    may,
    input: async (world, subject) => ({
      ...(await aTask(world, subject)),
      state: 'DONE',
      percent: 100,
      doneOn: '2026-08-10',
      isExceeded: 'on',
      result: 'Đã tập huấn 45 người',
    }),
  },
  {
    command: reportTasks,
    may,
    input: async (world, subject) => {
      const { taskId, version } = await aTask(world, subject);
      const { periodId } = await world.db.task.findUniqueOrThrow({ where: { id: taskId }, select: { periodId: true } });
      return { departmentId: subject.departmentId, periodId, results: [{ taskId, version, state: 'IN_PROGRESS', percent: 40 }] };
    },
  },
];
