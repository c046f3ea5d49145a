import { z } from 'zod';
import { checkbox, dayInput, id, line, optionalDay, orEmpty, prose, rowVersion } from '@/domain/input';
import { newDecision } from '@/features/departments/schema';
import { MOVEMENT_SCOPES } from './rules';

export const REVIEW_STAGES = ['INTERIM', 'FINAL'] as const;

const content = {
  name: line(300),
  scope: z.enum(MOVEMENT_SCOPES),
  /** Nơi phát động. */
  launchedBy: line(200),
  startsOn: optionalDay,
  endsOn: optionalDay,
  criteria: prose(10_000).default(null),
  result: prose(10_000).default(null),
  /** The decision or plan that launched it: a new one, if any. */
  decision: newDecision.nullable().default(null),
};

function inOrder({ startsOn, endsOn }: { startsOn: string | null; endsOn: string | null }, context: z.RefinementCtx): void {
  if (startsOn !== null && endsOn !== null && endsOn < startsOn)
    context.addIssue({ code: 'custom', path: ['endsOn'], message: 'movements.field.endsBefore' });
}

export const launchInput = z.strictObject(content).superRefine(inOrder);
export type MovementContent = z.output<typeof launchInput>;

const seen = { movementId: id, version: rowVersion };
export const reviseInput = z.strictObject({ ...seen, ...content }).superRefine(inOrder);
export const takePartInput = z.strictObject({ ...seen, departmentIds: z.array(id).max(500).default([]) });
export const recordUnitInput = z.strictObject({
  ...seen,
  departmentId: id,
  result: prose(5_000).default(null),
  isCommended: checkbox,
});
export const reviewInput = z.strictObject({
  ...seen,
  stage: z.enum(REVIEW_STAGES),
  heldOn: dayInput,
  result: prose(10_000).pipe(z.string({ message: 'common.field.required' })),
});
export const withdrawReviewInput = z.strictObject({ ...seen, reviewId: id });
export const voidInput = z.strictObject({ ...seen, reason: line(500) });

export const movementFilter = z.object({
  q: z.string().catch(''),
  scope: orEmpty(z.enum(MOVEMENT_SCOPES)).catch(null),
});
export type MovementFilter = z.output<typeof movementFilter>;
