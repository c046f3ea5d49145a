import { toColumn } from '@/domain/date';
import {
  describeProposal,
  grantProposals,
  proposeAwards,
  recordCouncilVote,
  recordDepartmentVote,
  refuseProposal,
  submitProposals,
  withdrawProposal,
} from '@/features/award-proposals/commands';
import { anActor, asSystem } from '../../support/db';
import type { CommandCase, Subject, World } from '../case';

const mine = { EMULATION: 'any', DEPARTMENT_HEAD: 'own', REPORTER: 'own' } as const;
const council = { EMULATION: 'any' } as const;
let serial = 0;
const desk = async ({ db, now }: World) => ({ db, now, actor: await anActor(db, 'EMULATION') });

async function asked({ db }: World, { departmentId }: Subject, code: string) {
  const [type, person] = await asSystem(db, async (tx) => [
    await tx.awardType.findUniqueOrThrow({ where: { code }, select: { id: true } }),
    await tx.person.create({
      data: {
        familyName: 'Lê',
        givenName: 'An',
        posts: { create: { departmentId, position: 'STAFF', validFrom: toColumn('2015-01-01') } },
      },
    }),
  ]);
  return { awardTypeId: type.id, year: 2025, departmentId, personIds: [person.id], claims: ['INITIATIVE' as const], statement: 'Báo cáo' };
}
const aDraft = async (world: World, subject: Subject, code = 'LDTT') => {
  const { ids } = await proposeAwards.execute(await desk(world), await asked(world, subject, code));
  return ids[0] ?? 0;
};
const meeting = (proposalId: number, rowVersion: number) => ({
  ...{ heldOn: '2026-01-05', eligible: 20, present: 20 },
  votes: [{ proposalId, rowVersion, votesFor: 18, votesAgainst: 1, votesBlank: 1 }],
});
const voted = async (world: World, subject: Subject, code?: string) => {
  const id = await aDraft(world, subject, code);
  await recordDepartmentVote.execute(await desk(world), meeting(id, 1));
  return id;
};
const carried = async (world: World, subject: Subject, code?: string) => {
  const id = await voted(world, subject, code);
  await recordCouncilVote.execute(await desk(world), meeting(id, 2));
  return id;
};

export const cases: CommandCase[] = [
  { command: proposeAwards, may: mine, input: (world, subject) => asked(world, subject, 'LDTT') },
  {
    command: describeProposal,
    may: mine,
    input: async (world, subject) => ({ proposalId: await aDraft(world, subject), rowVersion: 1, claims: ['RESEARCH'], statement: 'Sửa' }),
  },
  {
    command: recordDepartmentVote,
    may: mine,
    input: async (world, subject) => ({ ...meeting(await aDraft(world, subject), 1), thresholdPercent: 50 }),
  },
  { command: recordCouncilVote, may: council, input: async (world, subject) => meeting(await voted(world, subject), 2) },
  {
    command: grantProposals,
    may: council,
    input: async (world, subject) => ({
      proposals: [`${await carried(world, subject)}:3`],
      decision: { number: `${++serial}/QĐ-BV`, signedOn: '2026-02-01', authority: 'Bệnh viện', subject: 'Khen thưởng' },
    }),
  },
  {
    command: submitProposals,
    may: council,
    input: async (world, subject) => ({
      ...{ proposals: [`${await carried(world, subject, 'CSTDB')}:3`], superior: 'Bộ Y tế' },
      ...{ submissionNumber: '12/TTr-BV', submittedOn: '2026-02-01' },
    }),
  },
  {
    command: refuseProposal,
    may: council,
    input: async (world, subject) => ({ proposalId: await voted(world, subject), rowVersion: 2, reason: 'Không đạt' }),
  },
  {
    command: withdrawProposal,
    may: mine,
    input: async (world, subject) => ({ proposalId: await aDraft(world, subject), rowVersion: 1, reason: 'Đề nghị nhầm' }),
  },
];
