import { saveFigures } from '@/features/figures/commands';
import { assignedIndicators } from '@/features/indicators/queries';
import { approve, lockDue, reopen, returnSubmission, saveSection, submit } from '@/features/submissions/commands';
import { anActor } from '../../support/db';
import type { CommandCase, Subject, World } from '../case';
import { anOpenQuarter } from './figures';

async function aFilledReport(world: World, subject: Subject) {
  const { periodId, indicatorId } = await anOpenQuarter(world, subject);
  const { departmentId } = subject;
  const reporter = await anActor(world.db, 'REPORTER', departmentId);
  await saveFigures.execute(
    { db: world.db, actor: reporter, now: world.now },
    { departmentId, periodId, measure: 'ACTUAL', cells: await allCells(world, departmentId, periodId) },
  );
  return { place: { departmentId, periodId, kind: 'REPORT' as const }, indicatorId, reporter };
}

/** Other cases give the same department indicators of their own; a report is complete only with all of them. */
async function allCells({ db }: World, departmentId: number, periodId: number) {
  const span = await db.period.findUniqueOrThrow({ where: { id: periodId } });
  const assigned = await assignedIndicators(db, departmentId, span);
  return assigned.filter(({ aggregation }) => aggregation !== 'RATIO').map(({ indicatorId }) => ({ indicatorId, text: '12', version: 0 }));
}

async function aSubmittedReport(world: World, subject: Subject) {
  const { place, indicatorId, reporter } = await aFilledReport(world, subject);
  const { submissionId } = await submit.execute({ db: world.db, actor: reporter, now: world.now }, place);
  return { submissionId, indicatorId, version: await versionOf(world, submissionId) };
}

const versionOf = async ({ db }: World, id: number) => (await db.submission.findUniqueOrThrow({ where: { id } })).rowVersion;

export const cases: CommandCase[] = [
  {
    command: saveSection,
    may: { DEPARTMENT_HEAD: 'own', REPORTER: 'own', PLANNING: 'any' },
    input: async (world, subject) => ({ ...(await aFilledReport(world, subject)).place, section: 'causes', text: 'Thiếu người', base: '' }),
  },
  {
    command: submit,
    may: { DEPARTMENT_HEAD: 'own', REPORTER: 'own' },
    input: async (world, subject) => (await aFilledReport(world, subject)).place,
  },
  {
    command: returnSubmission,
    may: { PLANNING: 'any' },
    input: async (world, subject) => {
      const { indicatorId, ...file } = await aSubmittedReport(world, subject);
      return { ...file, reason: 'Kiểm tra lại', pins: [{ indicatorId, reason: 'Số phiếu đợt 2' }] };
    },
  },
  {
    command: approve,
    may: { PLANNING: 'any' },
    input: async (world, subject) => {
      const { submissionId, version } = await aSubmittedReport(world, subject);
      return { submissionId, version };
    },
  },
  {
    command: reopen,
    may: { PLANNING: 'any' },
    input: async (world, subject) => {
      const { submissionId, version } = await aSubmittedReport(world, subject);
      await approve.execute({ db: world.db, actor: world.planning, now: world.now }, { submissionId, version });
      return { submissionId, version: await versionOf(world, submissionId), reason: 'Số liệu BHXH đổi' };
    },
  },
  { command: lockDue, may: { SYSTEM: true }, input: async () => ({}) },
];
