import 'server-only';
import { dayOf } from '@/domain/date';
import { Refusal } from '@/domain/errors';
import { defineCommand } from '@/server/command';
import type { Tx } from '@/server/db';
import { changedBy, type Stamp } from '@/server/versioned';
import { handAt } from './queries/people';
import { nextStep } from './rules/steps';
import { approveInput, returnInput } from './schema';
import { assertPinsFit, holdForDecision } from './writes';

const refusals = {
  submission_state: 'review.refused.decidedAlready',
  submission_four_eyes: 'review.refused.fourEyes',
  review_four_eyes: 'review.refused.fourEyes',
  review_two_steps: 'review.refused.twoSteps',
  review_one_verdict_per_step: 'review.refused.decidedAlready',
} as const;

const load = (tx: Tx, { submissionId }: { submissionId: number }) =>
  tx.submission.findUnique({
    where: { id: submissionId },
    select: { id: true, departmentId: true, periodId: true, period: { select: { startsOn: true, endsOn: true } } },
  });

/** Sends a file back to its department, from whatever step it stands at; every reason is pinned to a cell, a task or a text. */
export const returnSubmission = defineCommand({
  name: 'submission.return',
  input: returnInput,
  permission: 'submission.review',
  load,
  run: async ({ tx, input, before, actor, now }) => {
    const { pins, reason, ...reviewed } = input;
    const { step } = await holdForDecision(tx, reviewed, actor);
    await assertPinsFit(tx, before, pins);
    const review = await tx.review.create({
      data: { submissionId: before.id, roundNo: input.roundNo, step, verdict: 'RETURNED', reason, byId: actor.id, at: now },
      select: { id: true },
    });
    await tx.reviewPin.createMany({ data: pins.map((pin) => ({ reviewId: review.id, ...pin })) });
    await tx.submission.update({ where: { id: before.id }, data: { state: 'RETURNED', step: null, ...decided({ actor, now }) } });
    return { submissionId: before.id, reviewId: review.id };
  },
  refusals,
});

/**
 * Approves the round that was read at the step where it stands: the file passes to the next step of its road, or is approved and its
 * figures stay closed. Never by the person who handed it in, nor by who approved the step before unless nobody else could: then the decision
 * says so.
 */
export const approve = defineCommand({
  name: 'submission.approve',
  input: approveInput,
  permission: 'submission.review',
  load,
  run: async ({ tx, input, before, actor, now }) => {
    const { step, steps, submittedById } = await holdForDecision(tx, input, actor);
    const round = { submissionId: before.id, roundNo: input.roundNo, step, steps, submittedById, departmentId: before.departmentId };
    const hand = await handAt(tx, round, actor.id, dayOf(now));
    if (hand === 'second') throw new Refusal('review.refused.twoSteps');
    await tx.review.create({
      data: {
        submissionId: before.id,
        roundNo: input.roundNo,
        step,
        verdict: 'APPROVED',
        byId: actor.id,
        at: now,
        isAlone: hand === 'alone',
      },
    });
    const next = nextStep(steps, step);
    await tx.submission.update({
      where: { id: before.id },
      data: next ? { step: next, ...changedBy({ actor, now }) } : { state: 'APPROVED', step: null, ...decided({ actor, now }) },
    });
    return { submissionId: before.id, next };
  },
  refusals,
});

const decided = ({ actor, now }: Stamp) => ({ decidedById: actor.id, decidedAt: now, ...changedBy({ actor, now }) });
