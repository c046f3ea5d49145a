import { adjustTarget, assignTarget, assignTargets, discardDraft, editDraft, putInForce, splitTarget } from '@/features/targets/commands';
import { anIndicator } from '../../support/db';
import type { CommandCase, World } from '../case';

/** Targets are assigned to departments, not by them. */
const may: CommandCase['may'] = { PLANNING: 'any' };
/** A year of its own, since splitting makes that year's quarters. */
const YEAR = 2041;
const reason = { unsplitReason: 'Giao chung toàn viện' };

async function aDraft({ db, planning, now }: World): Promise<{ targetId: number; rowVersion: number }> {
  const { id: indicatorId } = await anIndicator(db);
  const { targetId } = await assignTarget.execute({ db, actor: planning, now }, { indicatorId, year: YEAR, value: 10 });
  return { targetId, rowVersion: 1 };
}

const shares = (departmentId: number) => [{ departmentId, q1: 4, q2: 3, q3: 2, q4: 1 }];

export const cases: CommandCase[] = [
  {
    command: assignTarget,
    may,
    input: async ({ db }, { departmentId }) => ({
      indicatorId: (await anIndicator(db)).id,
      year: YEAR,
      value: 10,
      shares: shares(departmentId),
      inForce: true,
    }),
  },
  {
    command: assignTargets,
    may,
    input: async ({ db }, { departmentId }) => ({
      year: YEAR,
      targets: [{ indicatorId: (await anIndicator(db)).id, value: 10, shares: shares(departmentId) }],
    }),
  },
  {
    command: adjustTarget,
    may,
    input: async (world) => {
      const { targetId, rowVersion } = await aDraft(world);
      await putInForce.execute({ db: world.db, actor: world.planning, now: world.now }, { targetId, rowVersion, ...reason });
      const { indicatorId } = await world.db.target.findUniqueOrThrow({ where: { id: targetId } });
      const decision = { number: `${targetId}/QĐ`, signedOn: `${YEAR}-06-01`, subject: 'Điều chỉnh chỉ tiêu' };
      return { indicatorId, year: YEAR, value: 12, effectiveOn: `${YEAR}-07-01`, decision };
    },
  },
  { command: editDraft, may, input: async (world) => ({ ...(await aDraft(world)), value: 11 }) },
  { command: splitTarget, may, input: async (world, { departmentId }) => ({ ...(await aDraft(world)), shares: shares(departmentId) }) },
  { command: discardDraft, may, input: aDraft },
  { command: putInForce, may, input: async (world) => ({ ...(await aDraft(world)), ...reason }) },
];
