import { hasRole } from '@/domain/actor';
import { approve, returnSubmission } from '@/features/review/commands';
import type { Step } from '@/features/review/schema';
import { asSystem } from '../../support/db';
import type { CommandCase } from '../case';
import { aSubmittedReport } from './submissions';

/**
 * A report that stands at the step which the caller's role decides: the head's and the director's first step are put there by hand, because
 * which steps a round has is a matter of dated settings (src/features/review/commands.test.ts walks the whole road).
 */
const atTheirStep: CommandCase['input'] = async (world, subject, caller) => {
  const { round, indicatorId } = await aSubmittedReport(world, subject);
  const step: Step = hasRole(caller, 'DEPARTMENT_HEAD') ? 'HEAD' : hasRole(caller, 'DIRECTOR') ? 'DIRECTOR' : 'PLANNING';
  if (step === 'PLANNING') return { round, indicatorId };
  return { round: { ...round, ...(await moved(world, round.submissionId, step)) }, indicatorId };
};

/** The next round of the same file, which needs this step as well; the steps before it are behind it. */
async function moved({ db, planning, now }: Parameters<CommandCase['input']>[0], submissionId: number, step: Step) {
  return asSystem(db, async (tx) => {
    const { snapshot, sha256, submittedById, roundNo } = await tx.submissionRound.findFirstOrThrow({ where: { submissionId } });
    const next = roundNo + 1;
    const steps: Step[] = step === 'HEAD' ? ['HEAD', 'PLANNING'] : ['PLANNING', 'DIRECTOR'];
    await tx.submissionRound.create({
      data: { submissionId, roundNo: next, snapshot: snapshot as object, sha256, submittedById, submittedAt: now, steps },
    });
    if (step === 'DIRECTOR')
      await tx.review.create({ data: { submissionId, roundNo: next, step: 'PLANNING', verdict: 'APPROVED', byId: planning.id, at: now } });
    const { rowVersion } = await tx.submission.update({
      where: { id: submissionId },
      data: { step, roundNo: next, rowVersion: { increment: 1 } },
    });
    return { roundNo: next, version: rowVersion };
  });
}

const may = { DEPARTMENT_HEAD: 'own', PLANNING: 'any', DIRECTOR: 'any' } as const;

export const cases: CommandCase[] = [
  {
    command: returnSubmission,
    may,
    input: async (...asked) => {
      const { round, indicatorId } = (await atTheirStep(...asked)) as Awaited<ReturnType<typeof aSubmittedReport>>;
      return { ...round, reason: 'Kiểm tra lại', pins: [{ indicatorId, reason: 'Số phiếu đợt 2' }] };
    },
  },
  {
    command: approve,
    may,
    input: async (...asked) => ((await atTheirStep(...asked)) as Awaited<ReturnType<typeof aSubmittedReport>>).round,
  },
];
