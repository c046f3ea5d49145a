import { z } from 'zod';
import { checkbox, dayInput, id, integer, line, optionalDay, optionalId, optionalLine, orEmpty, rowVersion } from '@/domain/input';

/** Loại đơn vị, in the order in which the hospital lists them; the same words as the database's enum. */
export const DEPARTMENT_KINDS = [
  'HOSPITAL',
  'CLINICAL_DEPT',
  'PARACLINICAL_DEPT',
  'FUNCTIONAL_OFFICE',
  'CENTER',
  'INSTITUTE',
  'UNIT',
  'SECTION',
  'TEAM',
] as const;
export type DepartmentKind = (typeof DEPARTMENT_KINDS)[number];

const LINEAGE_KINDS = ['MERGED', 'SPLIT', 'PART_MOVED'] as const;
export type LineageKind = (typeof LINEAGE_KINDS)[number];

/** Short code that never changes and stands in addresses: «NOI-TH». */
export const departmentCode = z
  .string()
  .trim()
  .min(2)
  .max(20)
  .regex(/^[A-Z0-9]+(-[A-Z0-9]+)*$/, { message: 'departments.field.code' });

const kind = z.enum(DEPARTMENT_KINDS);
const LISTED = /^\s*(?:\d{1,2}[.)]|[-–•+*])\s+/;
const oneFunction = line(500);

/** Chức năng, nhiệm vụ: an ordered list. A form sends lines of text; the numbering that people paste with them is dropped. */
const functions = z
  .union([
    z.array(z.string().max(600)),
    z
      .string()
      .max(20_000)
      .transform((text) => text.split('\n')),
  ])
  .transform((lines) => lines.map((text) => text.replace(LISTED, '')).filter((text) => text.trim() !== ''))
  .pipe(z.array(oneFunction).max(40));

/**
 * The decision (quyết định) that an organisational change rests on: a new one, or `decisionId` of one recorded before
 * (one decision often founds two departments). A decision so old that its number is not known says so (`unnumbered`).
 */
const decisionFields = z.strictObject({
  number: optionalLine(60).default(null),
  signedOn: optionalDay,
  authority: optionalLine(200).default(null),
  signer: optionalLine(120).default(null),
  subject: optionalLine(500).default(null),
  unnumbered: checkbox,
});

export const newDecision = decisionFields.transform((decision, context) => {
  const { subject, number, signedOn, authority, signer, unnumbered } = decision;
  if (!subject && !number && !signedOn && !authority && !signer) return null;
  const missing = (path: string) => context.addIssue({ code: 'custom', path: [path], message: 'common.field.required' });
  if (!subject) missing('subject');
  if (!number && !unnumbered) missing('number');
  if (!signedOn && !unnumbered) missing('signedOn');
  return { number, signedOn, authority, signer, subject: subject ?? '' };
});
export type NewDecision = NonNullable<z.output<typeof newDecision>>;

/** Where a change says by which decision; spread into a command's input together with `oneDecision` or `atMostOneDecision`. */
export const byDecision = { decisionId: optionalId.default(null), decision: newDecision.nullable().default(null) };
type ByDecision = { decisionId: number | null; decision: NewDecision | null };

/** Not both a decision on record and a new one. */
export function atMostOneDecision({ decisionId, decision }: ByDecision, context: z.RefinementCtx): void {
  if (decisionId && decision) context.addIssue({ code: 'custom', path: ['decisionId'], message: 'departments.field.oneDecision' });
}
/** Exactly one of the two. */
export function oneDecision(input: ByDecision, context: z.RefinementCtx): void {
  atMostOneDecision(input, context);
  if (!input.decisionId && !input.decision) {
    context.addIssue({ code: 'custom', path: ['decision.subject'], message: 'departments.field.decisionNeeded' });
  }
}

/** What becomes of the work of departments that end: of the preview that was seen, who leads each open task, who reports on. */
const handingOver = {
  /** Of the consequences that the person has seen; without it they are not compared. */
  fingerprint: z
    .string()
    .regex(/^([0-9a-f]{64})?$/)
    .default(''),
  /** Who leads all tasks that are due later; blank is the successor. */
  taskLeadId: optionalId.default(null),
  /** Who leads single tasks, by «t» and the task's id. */
  taskLeads: z.record(z.string().regex(/^t[1-9]\d{0,9}$/), optionalId).default({}),
  /** The successor reports from that day on what the ended departments reported. */
  takesIndicators: checkbox,
};

/** What a department is called and is, during one span of time. */
const unit = {
  name: line(200),
  shortName: optionalLine(60).default(null),
  kind,
  /** Left empty: directly under the hospital. */
  parentId: optionalId.default(null),
  functions: functions.default([]),
};
const newUnit = z.strictObject({ code: departmentCode, ...unit });
export type NewUnit = z.output<typeof newUnit>;

export const establishInput = z
  .strictObject({ code: departmentCode, ...unit, establishedOn: dayInput, ...byDecision })
  .superRefine(atMostOneDecision);

/** From `validFrom` on; what is not sent stays as it is. */
export const renameInput = z
  .strictObject({
    departmentId: id,
    rowVersion,
    validFrom: dayInput,
    name: unit.name.optional(),
    shortName: optionalLine(60).optional(),
    kind: kind.optional(),
    parentId: optionalId.optional(),
    functions: functions.optional(),
    ...byDecision,
  })
  .superRefine(oneDecision);

const blank = (value: unknown) => value === undefined || value === null || value === '';
/** A part of a form that was left wholly empty is absent. */
export const absentWhenBlank = (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(blank) ? null : value;

/** n departments into one: an existing one (`intoId`) or a new one (`into`). */
export const mergeInput = z
  .strictObject({
    fromIds: z.array(id).min(1).max(20),
    intoId: optionalId.default(null),
    into: z.preprocess(absentWhenBlank, newUnit.nullable()).default(null),
    effectiveOn: dayInput,
    ...handingOver,
    ...byDecision,
  })
  .superRefine(oneDecision)
  .superRefine(({ fromIds, intoId, into }, context) => {
    const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (intoId && into) say('intoId', 'departments.field.oneSuccessor');
    if (!intoId && !into) say('intoId', 'departments.field.successorNeeded');
    if (into && new Set(fromIds).size < 2) say('fromIds', 'departments.field.mergeNeedsTwo');
    if (intoId && fromIds.includes(intoId)) say('intoId', 'departments.field.mergeIntoItself');
  });

/**
 * One department into several new ones. `principal` is the place (0, 1, …) in `into` of the one that takes over its past figures;
 * with `keepsOriginal` the department lives on, keeps its past, and only gives a part away.
 */
export const splitInput = z
  .strictObject({
    departmentId: id,
    rowVersion,
    effectiveOn: dayInput,
    into: z
      .preprocess((list) => (Array.isArray(list) ? list.filter((part) => absentWhenBlank(part) !== null) : list), z.array(newUnit).max(10))
      .default([]),
    principal: orEmpty(integer(0, 9)).default(null),
    keepsOriginal: checkbox,
    ...handingOver,
    ...byDecision,
  })
  .superRefine(oneDecision)
  .superRefine(({ into, principal, keepsOriginal }, context) => {
    const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (into.length < (keepsOriginal ? 1 : 2))
      say('into', keepsOriginal ? 'departments.field.splitNeedsOne' : 'departments.field.splitNeedsTwo');
    else if (!keepsOriginal && (principal === null || principal >= into.length)) say('principal', 'departments.field.principalNeeded');
  });

export const dissolveInput = z
  .strictObject({
    departmentId: id,
    rowVersion,
    dissolvedOn: dayInput,
    successorId: optionalId.default(null),
    ...handingOver,
    ...byDecision,
  })
  .superRefine(oneDecision);
