import { can } from '@/domain/policy';
import { saveFigures } from '@/features/figures/commands';
import { assignedIndicators } from '@/features/indicators/queries';
import { approve } from '@/features/review/commands';
import { lockDue, reopen, saveSection, submit, withdraw } from '@/features/submissions/commands';
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

/** A report that was handed in, as a decision names it. */
export async function aSubmittedReport(world: World, subject: Subject) {
  const { place, indicatorId, reporter } = await aFilledReport(world, subject);
  const { submissionId, roundNo, sha256 } = await submit.execute({ db: world.db, actor: reporter, now: world.now }, place);
  return { round: { submissionId, roundNo, sha256, version: await versionOf(world, submissionId) }, indicatorId };
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
    command: withdraw,
    may: { DEPARTMENT_HEAD: 'own', REPORTER: 'own' },
    // Only who handed in may take back, so the caller hands in where it may at all.
    input: async (world, subject, caller) => {
      const { place, reporter } = await aFilledReport(world, subject);
      const mayHandIn = can(caller, 'submission.submit', { departmentId: subject.departmentId });
      const { submissionId } = await submit.execute({ db: world.db, actor: mayHandIn ? caller : reporter, now: world.now }, place);
      return { submissionId, version: await versionOf(world, submissionId) };
    },
  },
  {
    command: reopen,
    may: { PLANNING: 'any' },
    input: async (world, subject) => {
      const { round } = await aSubmittedReport(world, subject);
      const { submissionId } = await approve.execute({ db: world.db, actor: world.planning, now: world.now }, round);
      return { submissionId, version: await versionOf(world, submissionId), reason: 'Số liệu BHXH đổi' };
    },
  },
  { command: lockDue, may: { SYSTEM: true }, input: async () => ({}) },
];
