import { z } from 'zod';
import { dayInput, id, integer, line, optionalDay, optionalId, optionalLine, orEmpty, prose, rowVersion } from '@/domain/input';
import { newDecision } from '@/features/departments/schema';

export const CONTINGENCY_KINDS = ['EPIDEMIC', 'DISASTER', 'FIRE', 'OTHER'] as const;
export type ContingencyKind = (typeof CONTINGENCY_KINDS)[number];

const content = {
  kind: z.enum(CONTINGENCY_KINDS),
  title: line(300),
  /** Left empty: the whole hospital. */
  departmentId: optionalId.default(null),
  body: prose(20_000).default(null),
  validFrom: dayInput,
  /** The last day in force; left empty: until it is retired. */
  validTo: optionalDay,
  /** By which decision: a new one, if any. */
  decision: newDecision.nullable().default(null),
};

function inOrder({ validFrom, validTo }: { validFrom: string; validTo: string | null }, context: z.RefinementCtx): void {
  if (validTo !== null && validTo < validFrom)
    context.addIssue({ code: 'custom', path: ['validTo'], message: 'contingencyPlans.refused.endsBefore' });
}

export const drawUpInput = z.strictObject(content).superRefine(inOrder);
export type PlanContent = z.output<typeof drawUpInput>;
export const reviseInput = z.strictObject({ planId: id, version: rowVersion, ...content }).superRefine(inOrder);
export const retireInput = z.strictObject({ planId: id, version: rowVersion, retiredOn: dayInput, reason: line(500) });

export const scheduleDrillInput = z.strictObject({ planId: id, scheduledOn: dayInput, scenario: line(1_000) });
export const callOffDrillInput = z.strictObject({ drillId: id, version: rowVersion, reason: line(500) });
export const recordDrillInput = z.strictObject({
  drillId: id,
  version: rowVersion,
  heldOn: dayInput,
  participants: integer(1, 100_000),
  /** Kết quả, nhận xét. */
  result: prose(10_000).pipe(z.string({ message: 'common.field.required' })),
  /** Việc cần khắc phục. */
  lessons: prose(10_000).default(null),
});

/** A task that a drill brings: who mends what by when. Its quarter is the one in which it is due. */
export const mendInput = z.strictObject({
  drillId: id,
  departmentId: id,
  areaId: id,
  title: line(500),
  deliverable: optionalLine(500).default(null),
  dueOn: dayInput,
});

export const contingencyFilter = z.object({
  kind: orEmpty(z.enum(CONTINGENCY_KINDS)).catch(null),
  /** Those that call for something: nearly over, over, not drilled this year. */
  due: z.literal('1').nullable().catch(null),
});
export type ContingencyFilter = z.output<typeof contingencyFilter>;
