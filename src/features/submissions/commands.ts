import 'server-only';
import { createHash } from 'node:crypto';
import { SYSTEM } from '@/domain/actor';
import { dayOf } from '@/domain/date';
import { type FieldProblem, InvalidInput, Refusal } from '@/domain/errors';
import { formatChange } from '@/domain/number';
import { holdsAgainst } from '@/features/check-rules/queries';
import { sentenceOf } from '@/features/check-rules/rules';
import { deadlineOf } from '@/features/periods/queries';
import { phase } from '@/features/periods/rules';
import { reviewersOf } from '@/features/review/queries/people';
import { stepsFor } from '@/features/review/rules/steps';
import { settingsOn } from '@/features/settings/queries';
import { defineCommand } from '@/server/command';
import { Prisma, type Tx } from '@/server/db';
import { asSeen, changedBy, type Stamp } from '@/server/versioned';
import { canonicalJson, type Missing, whatIsMissing } from './rules';
import { lockDueInput, reopenInput, saveSectionInput, submitInput, withdrawInput } from './schema';
import { contentOf, findPlace, openForWriting, standingBefore } from './writes';

const refusals = {
  submission_state: 'submissions.refused.movedOn',
  review_withdrawn_undecided: 'submissions.refused.withdrawDecided',
} as const;

const loadSubmission = (tx: Tx, { submissionId }: { submissionId: number }) =>
  tx.submission.findUnique({
    where: { id: submissionId },
    select: {
      id: true,
      departmentId: true,
      periodId: true,
      kind: true,
      state: true,
      step: true,
      roundNo: true,
      submittedById: true,
      submittedAt: true,
    },
  });

/** Saves one text of the report. Refused with the other's text in hand when somebody has changed it since. */
export const saveSection = defineCommand({
  name: 'submission.saveSection',
  input: saveSectionInput,
  permission: 'submission.write',
  load: findPlace,
  run: async ({ tx, input, actor, now }) => {
    const { section, text, base } = input;
    const { id } = await openForWriting(tx, input, actor, now, true);
    const { count } = await tx.submission.updateMany({
      where: { id, [section]: base },
      data: { [section]: text, ...changedBy({ actor, now }) },
    });
    if (count === 1) return { saved: true as const, text };
    const current = await tx.submission.findUniqueOrThrow({
      where: { id },
      select: { strengths: true, limitations: true, causes: true, proposals: true },
    });
    // The same words arriving twice (a retry) are no conflict.
    return current[section] === text ? { saved: true as const, text } : { saved: false as const, text: current[section] };
  },
});

const MISSING = {
  empty: 'submissions.refused.cellEmpty',
  unreadable: 'submissions.refused.cellUnreadable',
  unexplained: 'submissions.refused.cellUnexplained',
} as const;

const missingProblem = (cell: Missing): FieldProblem => ({
  path: `cell.${cell.indicatorId}`,
  key: MISSING[cell.why],
  params: { name: cell.name, ...(cell.why === 'unexplained' && { percent: formatChange(cell.percent, 1) }) },
});

const ruleProblem = ({ finding, asks }: Awaited<ReturnType<typeof holdsAgainst>>[number]): FieldProblem => ({
  path: `cell.${finding.indicatorId}`,
  key: `checkRules.${asks}.${sentenceOf(finding)}`,
  params: { name: finding.name, ...finding.facts },
});

/**
 * Hands a plan or report in: every required cell has a figure, nothing is unreadable, every large change has a remark, and no rule of the sheet
 * holds it back; a round is frozen with its hash.
 * The figures cannot be written from then on, until somebody returns them. Which steps the round must pass is settled here (settings of
 * the day, who could decide) and stays with the round.
 */
export const submit = defineCommand({
  name: 'submission.submit',
  input: submitInput,
  permission: 'submission.submit',
  load: findPlace,
  run: async ({ tx, input, before, actor, now }) => {
    const { departmentId, periodId, kind } = input;
    const { id } = await openForWriting(tx, input, actor, now, true);
    const content = await contentOf(tx, { submissionId: id, departmentId, periodId, kind, period: before.period });
    const held = await holdsAgainst(tx, { departmentId, periodId, measure: kind === 'PLAN' ? 'PLAN' : 'ACTUAL' });
    const problems = [...whatIsMissing(content.checks).map(missingProblem), ...held.map(ruleProblem)];
    if (problems.length > 0) throw new InvalidInput(problems);
    const reviewers = await reviewersOf(tx, departmentId, dayOf(now));
    const { steps, skips } = stepsFor({
      ...(await settingsOn(tx, dayOf(now))),
      ...{ heads: reviewers.HEAD, directors: reviewers.DIRECTOR },
      submitterId: actor.id,
    });
    const { roundNo } = await tx.submission.update({
      where: { id },
      data: {
        state: 'SUBMITTED',
        step: steps[0],
        roundNo: { increment: 1 },
        submittedById: actor.id,
        submittedAt: now,
        decidedById: null,
        decidedAt: null,
        ...changedBy({ actor, now }),
      },
      select: { roundNo: true },
    });
    const text = canonicalJson(content.snapshot);
    const sha256 = createHash('sha256').update(text).digest('hex');
    await tx.submissionRound.create({
      data: {
        submissionId: id,
        roundNo,
        snapshot: JSON.parse(text),
        sha256,
        submittedById: actor.id,
        submittedAt: now,
        steps,
        skips,
      },
    });
    await tx.reviewPin.updateMany({ where: { review: { submissionId: id }, resolvedAt: null }, data: { resolvedAt: now } });
    return { submissionId: id, roundNo, sha256, steps, skips };
  },
  refusals,
});

/**
 * Takes a file back while nobody has decided about it: it stands again where it stood before it was handed in, the round stays as
 * evidence, and what the last return pinned is to be corrected again. Only by the person who handed it in.
 */
export const withdraw = defineCommand({
  name: 'submission.withdraw',
  input: withdrawInput,
  permission: 'submission.submit',
  load: loadSubmission,
  run: async ({ tx, input, before, actor, now }) => {
    const { id, departmentId, periodId, kind, roundNo, step } = before;
    if (before.submittedById !== actor.id) throw new Refusal('submissions.refused.withdrawOwn');
    const { state: to, ...decision } = await standingBefore(tx, id);
    if (to === 'DRAFT') {
      const deadline = await deadlineOf(tx, { departmentId, periodId, kind });
      // Nobody could hand it in again: the calendar closes what is a draft.
      if (!deadline || phase(deadline, now) === 'locked') throw new Refusal('submissions.refused.withdrawLocked');
    }
    await move(tx, { id, version: input.version, from: ['SUBMITTED'], to, decision, actor, now });
    await tx.review.create({
      data: { submissionId: id, roundNo, step: step ?? 'PLANNING', verdict: 'WITHDRAWN', byId: actor.id, at: now },
    });
    if (before.submittedAt)
      await tx.reviewPin.updateMany({
        where: { review: { submissionId: id }, resolvedAt: before.submittedAt },
        data: { resolvedAt: null },
      });
    return { submissionId: id, state: to };
  },
  refusals,
});

/** Opens an approved or locked file again, with a reason that stays visible: the only way a closed figure can change. */
export const reopen = defineCommand({
  name: 'submission.reopen',
  input: reopenInput,
  permission: 'submission.reopen',
  load: loadSubmission,
  run: async ({ tx, input, before, actor, now }) => {
    const decision = { decidedById: actor.id, decidedAt: now };
    await move(tx, { id: before.id, version: input.version, from: ['APPROVED', 'LOCKED'], to: 'REOPENED', decision, actor, now });
    await tx.review.create({
      data: {
        submissionId: before.id,
        roundNo: before.roundNo,
        step: 'PLANNING',
        verdict: 'REOPENED',
        reason: input.reason,
        byId: actor.id,
        at: now,
      },
    });
    return { submissionId: before.id };
  },
  refusals,
});

/**
 * Locks what the calendar closes: drafts that were never handed in and approved files whose lock date (with the
 * department's extension) has passed. Files waiting for planning or returned by it stay open for its decision.
 */
export const lockDue = defineCommand({
  name: 'submission.lockDue',
  input: lockDueInput,
  permission: 'submission.lock',
  load: async () => ({ departmentId: null }),
  run: async ({ tx, now }) => {
    const locked = await tx.$queryRaw<{ id: number }[]>(Prisma.sql`
      UPDATE submission s SET state = 'LOCKED', row_version = s.row_version + 1, updated_at = ${now}, updated_by_id = ${SYSTEM.id}::int
      FROM period_deadline d
      WHERE d.period_id = s.period_id AND d.kind = s.kind AND s.state IN ('DRAFT', 'APPROVED')
        AND ${now}::timestamptz > greatest(d.lock_at, (SELECT e.new_lock_at FROM deadline_extension e
          WHERE e.period_id = s.period_id AND e.kind = s.kind AND e.department_id = s.department_id AND e.state = 'GRANTED'
          ORDER BY e.decided_at DESC, e.id DESC LIMIT 1))
      RETURNING s.id`);
    if (locked.length > 0)
      await tx.$executeRaw(Prisma.sql`
        INSERT INTO review (submission_id, round_no, step, verdict, by_id, at)
        SELECT s.id, s.round_no, 'PLANNING', 'LOCKED', ${SYSTEM.id}::int, ${now}::timestamptz FROM submission s WHERE s.id = ANY (${locked.map(({ id }) => id)}::int[])`);
    return { locked: locked.length };
  },
  refusals,
});

type Move = Stamp & {
  id: number;
  version: number;
  from: ('SUBMITTED' | 'APPROVED' | 'LOCKED')[];
  to: 'DRAFT' | 'RETURNED' | 'REOPENED';
  /** Whose decision it stands by from now on. */
  decision: { decidedById: number | null; decidedAt: Date | null };
};

/** Compare and set: of two people who act at once, the second is told that the file has moved on. */
async function move(tx: Tx, { id, version, from, to, decision, actor, now }: Move): Promise<void> {
  const { count } = await tx.submission.updateMany({
    where: { ...asSeen(id, version), state: { in: from } },
    data: {
      state: to,
      step: null,
      ...decision,
      ...changedBy({ actor, now }),
    },
  });
  if (count === 0) throw new Refusal('review.refused.decidedAlready');
}
