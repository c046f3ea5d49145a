import 'server-only';
import type { z } from 'zod';
import type { Actor } from '@/domain/actor';
import { type FieldProblem, InvalidInput, Refusal } from '@/domain/errors';
import { can } from '@/domain/policy';
import { assignedIndicators } from '@/features/indicators/queries';
import type { SubmissionState } from '@/features/submissions/schema';
import type { Tx } from '@/server/db';
import { DECIDES } from './rules/steps';
import type { approveInput, returnInput, Step } from './schema';

const NOT_YET = {
  HEAD: 'review.refused.waitsForHead',
  PLANNING: 'review.refused.waitsForPlanning',
  DIRECTOR: 'review.refused.waitsForDirector',
} as const;

type Held = {
  state: SubmissionState;
  step: Step | null;
  version: number;
  roundNo: number;
  sha256: string | null;
  steps: Step[] | null;
  submittedById: number | null;
  departmentId: number;
};

/**
 * Holds a file for a decision until the transaction ends, and gives the step it stands at. What is decided about is the round that was
 * read: of two people who decide at once, or of a decision and a withdrawal, the second is told. Throws a Refusal when the file has
 * moved on, waits for somebody else, or was handed in by the actor.
 */
export async function holdForDecision(
  tx: Tx,
  { submissionId, version, roundNo, sha256 }: z.output<typeof approveInput>,
  actor: Actor,
): Promise<{ step: Step; steps: Step[]; submittedById: number | null }> {
  const [held] = await tx.$queryRaw<Held[]>`
    SELECT s.state, s.step, s.row_version AS version, s.round_no::int AS "roundNo", s.department_id AS "departmentId", r.sha256, r.steps::text[] AS steps, r.submitted_by_id AS "submittedById"
    FROM submission s LEFT JOIN submission_round r ON r.submission_id = s.id AND r.round_no = s.round_no
    WHERE s.id = ${submissionId} FOR NO KEY UPDATE OF s`;
  const isSame = held?.state === 'SUBMITTED' && held.version === version && held.roundNo === roundNo && held.sha256 === sha256;
  if (!isSame || held.step === null || held.steps === null) throw new Refusal('review.refused.decidedAlready');
  if (!can(actor, DECIDES[held.step], { departmentId: held.departmentId })) throw new Refusal(NOT_YET[held.step]);
  if (held.submittedById === actor.id) throw new Refusal('review.refused.fourEyes');
  return { step: held.step, steps: held.steps, submittedById: held.submittedById };
}

type Span = { startsOn: Date; endsOn: Date };
type Pin = z.output<typeof returnInput>['pins'][number];

/** A pin stands at a row of the department's own sheet, or at a task of its own quarter. Throws InvalidInput at the ones that do not. */
export async function assertPinsFit(
  tx: Tx,
  { departmentId, periodId, period }: { departmentId: number; periodId: number; period: Span },
  pins: readonly Pin[],
): Promise<void> {
  const indicators = new Set((await assignedIndicators(tx, departmentId, period)).map(({ indicatorId }) => indicatorId));
  const tasks = await tx.task.findMany({
    where: { id: { in: pins.flatMap(({ taskId }) => taskId ?? []) }, leadDepartmentId: departmentId, periodId, voidedAt: null },
    select: { id: true },
  });
  const own = new Set(tasks.map(({ id }) => id));
  const problems = pins.flatMap(({ indicatorId, taskId }, index): FieldProblem[] => {
    const fits = (indicatorId === undefined || indicators.has(indicatorId)) && (taskId === undefined || own.has(taskId));
    return fits ? [] : [{ path: `pins.${index}`, key: 'common.field.notAChoice', params: {} }];
  });
  if (problems.length > 0) throw new InvalidInput(problems);
}
