import { z } from 'zod';
import {
  checkbox,
  dayInput,
  decimal,
  id,
  optionalDay,
  optionalDecimal,
  optionalId,
  optionalLine,
  rowVersion,
  yearInput,
} from '@/domain/input';
import { newDecision } from '@/features/departments/schema';

const quarter = optionalDecimal.default(null);

/** What one department is given in each quarter, in the indicator's unit; blank is not given. */
const shareRow = z.strictObject({ departmentId: id, q1: quarter, q2: quarter, q3: quarter, q4: quarter });
export type ShareRow = z.output<typeof shareRow>;

const shares = z
  .array(shareRow)
  .max(500)
  .superRefine((rows, context) => {
    const seen = new Set<number>();
    rows.forEach(({ departmentId }, index) => {
      if (seen.has(departmentId))
        context.addIssue({ code: 'custom', path: [index, 'departmentId'], message: 'targets.field.departmentTwice' });
      seen.add(departmentId);
    });
  });

const note = optionalLine(500).default(null);
/** Why a target takes force though its shares do not add up to it. */
const unsplitReason = optionalLine(500).default(null);

/** The decision moves quarters that are over as well; without it they keep what they were given. */
const changesPast = checkbox;

/** By which decision: a new one, or one that was recorded before (one decision assigns many targets). */
const byDecision = { decisionId: optionalId.default(null), decision: newDecision.nullable().default(null) };
type ByDecision = { decisionId: number | null; decision: z.output<typeof newDecision> };

function atMostOneDecision({ decisionId, decision }: ByDecision, context: z.RefinementCtx): void {
  if (decisionId && decision) context.addIssue({ code: 'custom', path: ['decisionId'], message: 'targets.field.oneDecision' });
}

/** The first target of a year. With `inForce` it counts at once, else it stays a draft. */
export const assignTargetInput = z
  .strictObject({
    indicatorId: id,
    year: yearInput,
    value: decimal,
    /** Blank: the first day of the year. */
    effectiveOn: optionalDay,
    note,
    ...byDecision,
    shares: shares.default([]),
    inForce: checkbox,
    unsplitReason,
  })
  .superRefine(atMostOneDecision);

/** Many first targets of one year by one decision, all in force at once. */
export const assignTargetsInput = z
  .strictObject({
    year: yearInput,
    effectiveOn: optionalDay,
    ...byDecision,
    targets: z
      .array(z.strictObject({ indicatorId: id, value: decimal, note, shares: shares.default([]), unsplitReason }))
      .min(1)
      .max(500),
  })
  .superRefine(atMostOneDecision);

/** A new version by decision; the shares of the present one are copied as its draft. */
export const adjustTargetInput = z
  .strictObject({ indicatorId: id, year: yearInput, value: decimal, effectiveOn: dayInput, note, changesPast, ...byDecision })
  .superRefine(atMostOneDecision)
  .superRefine(({ decisionId, decision }, context) => {
    if (!decisionId && !decision) context.addIssue({ code: 'custom', path: ['decision.subject'], message: 'targets.field.decisionNeeded' });
  });

/** What a draft says besides its split; a blank value stays as it is. */
export const editDraftInput = z.strictObject({
  targetId: id,
  rowVersion,
  value: optionalDecimal.default(null),
  effectiveOn: optionalDay,
  note,
  changesPast,
});

/** The whole split of a draft: what is not in it is taken back. `value` corrects the target in the same act. */
export const splitTargetInput = z.strictObject({
  targetId: id,
  rowVersion,
  value: optionalDecimal.default(null),
  shares,
  inForce: checkbox,
  unsplitReason,
});

export const discardDraftInput = z.strictObject({ targetId: id, rowVersion });

export const putInForceInput = z.strictObject({ targetId: id, rowVersion, unsplitReason });
