import {
  launchMovement,
  recordUnit,
  reviewMovement,
  reviseMovement,
  takePart,
  voidMovement,
  withdrawReview,
} from '@/features/movements/commands';
import { aDepartment, anActor } from '../../support/db';
import type { CommandCase, World } from '../case';

const may = { EMULATION: 'any', UNION: 'any' } as const;
const content = { name: 'Lao động giỏi', scope: 'UNION', launchedBy: 'Công đoàn' } as const;

async function launched({ db, now }: World) {
  const { id } = await launchMovement.execute({ db, actor: await anActor(db, 'UNION'), now }, content);
  return { movementId: id, version: 1 };
}

async function joined(world: World) {
  const seen = await launched(world);
  const { id } = await aDepartment(world.db);
  await takePart.execute({ db: world.db, actor: await anActor(world.db, 'EMULATION'), now: world.now }, { ...seen, departmentIds: [id] });
  return { movementId: seen.movementId, version: 2, departmentId: id };
}

async function reviewed(world: World) {
  const seen = await launched(world);
  const actor = await anActor(world.db, 'EMULATION');
  const input = { ...seen, stage: 'FINAL' as const, heldOn: '2026-01-05', result: 'Tốt' };
  const { id } = await reviewMovement.execute({ db: world.db, actor, now: world.now }, input);
  return { movementId: seen.movementId, version: 2, reviewId: id };
}

export const cases: CommandCase[] = [
  { command: launchMovement, may, input: async () => content },
  { command: reviseMovement, may, input: async (world) => ({ ...(await launched(world)), ...content }) },
  {
    command: takePart,
    may,
    input: async (world, { departmentId }) => ({ ...(await launched(world)), departmentIds: [departmentId] }),
  },
  { command: recordUnit, may, input: async (world) => ({ ...(await joined(world)), result: 'Tốt', isCommended: true }) },
  {
    command: reviewMovement,
    may,
    input: async (world) => ({ ...(await launched(world)), stage: 'INTERIM', heldOn: '2026-01-05', result: 'Tốt' }),
  },
  { command: withdrawReview, may, input: reviewed },
  { command: voidMovement, may, input: async (world) => ({ ...(await launched(world)), reason: 'Ghi nhầm' }) },
];
