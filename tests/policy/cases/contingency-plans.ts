import {
  callOffDrill,
  drawUpPlan,
  mendByTask,
  recordDrill,
  retirePlan,
  revisePlan,
  scheduleDrill,
} from '@/features/contingency-plans/commands';
import { anIndicator, aQuarter } from '../../support/db';
import type { CommandCase, Subject, World } from '../case';

const may = { DEPARTMENT_HEAD: 'own', REPORTER: 'own', PLANNING: 'any' } as const;
const content = {
  kind: 'EPIDEMIC' as const,
  title: 'Phương án phòng chống sốt xuất huyết',
  validFrom: '2026-01-01',
  validTo: '2026-12-31',
};

async function aPlan({ db, now, planning }: World, { departmentId }: Subject) {
  const { id } = await drawUpPlan.execute({ db, actor: planning, now }, { ...content, departmentId });
  return { planId: id, version: 1 };
}

async function aDrill(world: World, subject: Subject) {
  const { planId } = await aPlan(world, subject);
  const { db, now, planning } = world;
  const { id } = await scheduleDrill.execute({ db, actor: planning, now }, { planId, scheduledOn: '2026-08-01', scenario: 'Ba ca sốc' });
  return { drillId: id, version: 1 };
}

const held = { heldOn: '2026-08-01', participants: 24, result: 'Đạt', lessons: 'Thiếu dịch truyền' };

export const cases: CommandCase[] = [
  { command: drawUpPlan, may, input: async (_world, { departmentId }) => ({ ...content, departmentId }) },
  {
    command: revisePlan,
    may,
    input: async (world, subject) => ({
      ...(await aPlan(world, subject)),
      ...content,
      departmentId: subject.departmentId,
      body: 'Bổ sung cơ số thuốc',
    }),
  },
  {
    command: retirePlan,
    may,
    input: async (world, subject) => ({ ...(await aPlan(world, subject)), retiredOn: '2026-08-15', reason: 'Có phương án mới' }),
  },
  {
    command: scheduleDrill,
    may,
    input: async (world, subject) => {
      const { planId } = await aPlan(world, subject);
      return { planId, scheduledOn: '2026-09-20', scenario: 'Ba ca sốc cùng một buổi' };
    },
  },
  { command: callOffDrill, may, input: async (world, subject) => ({ ...(await aDrill(world, subject)), reason: 'Dời sang tháng sau' }) },
  { command: recordDrill, may, input: async (world, subject) => ({ ...(await aDrill(world, subject)), ...held }) },
  {
    command: mendByTask,
    may,
    input: async (world, subject) => {
      const { db, now, planning } = world;
      const drill = await aDrill(world, subject);
      await recordDrill.execute({ db, actor: planning, now }, { ...drill, ...held });
      if ((await db.period.count({ where: { kind: 'QUARTER', year: 2026, index: 4 } })) === 0) await aQuarter(db, 2026, 4);
      const area = (await db.area.findFirst()) ?? (await db.area.findUniqueOrThrow({ where: { id: (await anIndicator(db)).areaId } }));
      const { drillId } = drill;
      return { drillId, departmentId: subject.departmentId, areaId: area.id, title: 'Bổ sung dịch truyền', dueOn: '2026-10-30' };
    },
  },
];
