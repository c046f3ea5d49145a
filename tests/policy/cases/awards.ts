import { addRecipients, recordDecision, recordHistoric, revokeAward, withdrawAward } from '@/features/awards/commands';
import { anActor } from '../../support/db';
import type { CommandCase, World } from '../case';

const may = { EMULATION: 'any' } as const;
const merit = { yearFrom: 2025, yearTo: 2025 };
let serial = 0;
const decision = () => ({ number: `${++serial}/QĐ-KT`, signedOn: '2026-01-12', authority: 'Bệnh viện', subject: 'Khen thưởng năm 2025' });
const unnamed = async ({ db }: World) => ({
  ...{ subject: 'UNNAMED' as const, count: 3, subjectText: '03 bác sĩ' },
  typeId: (await db.awardType.findUniqueOrThrow({ where: { code: 'GK' }, select: { id: true } })).id,
});
const decided = async (world: World) => {
  const actor = await anActor(world.db, 'EMULATION');
  const { id } = await recordDecision.execute(
    { db: world.db, now: world.now, actor },
    { decision: decision(), ...merit, recipients: [await unnamed(world)] },
  );
  return id;
};
const granted = async (world: World) => {
  const decisionId = await decided(world);
  const award = await world.db.award.findFirstOrThrow({ where: { decisionId }, select: { id: true } });
  return { awardId: award.id, version: 1, reason: 'Ghi nhầm' };
};

export const cases: CommandCase[] = [
  { command: recordDecision, may, input: async (world) => ({ decision: decision(), ...merit, recipients: [await unnamed(world)] }) },
  {
    command: addRecipients,
    may,
    input: async (world) => ({ decisionId: await decided(world), ...merit, recipients: [await unnamed(world)] }),
  },
  {
    command: recordHistoric,
    may,
    input: async (world) => ({ ...(await unnamed(world)), source: 'Sổ cũ' }),
  },
  { command: withdrawAward, may, input: granted },
  { command: revokeAward, may, input: granted },
];
