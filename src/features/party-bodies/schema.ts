import { z } from 'zod';
import { checkbox, dayInput, id, integer, line, optionalId, orEmpty, rowVersion } from '@/domain/input';
import { absentWhenBlank, atMostOneDecision, byDecision, departmentCode, oneDecision } from '@/features/departments/schema';

/** Tổ chức đảng, in the order in which the Party lists them; the same words as the database's enum. */
export const BODY_KINDS = [
  'ORGANISATION',
  'COMMITTEE',
  'STANDING_COMMITTEE',
  'OFFICE',
  'BOARD',
  'SUB_ORGANISATION',
  'CELL',
  'GROUP',
] as const;
export type BodyKind = (typeof BODY_KINDS)[number];

/** Short code that never changes and stands in addresses: «CB-NOI», written as a department's. */
export const bodyCode = departmentCode;

const departmentIds = z.array(id).max(40).default([]);
/** Who leads: people on record. */
const leaders = { secretaryId: optionalId.default(null), deputyId: optionalId.default(null) };

/** One cell that a merger or a split founds. */
const newCell = z.strictObject({ code: bodyCode, name: line(200), departmentIds });
export type NewCell = z.output<typeof newCell>;

export const establishBodyInput = z
  .strictObject({
    code: bodyCode,
    kind: z.enum(BODY_KINDS),
    name: line(200),
    /** Left empty: directly under the hospital's Party organisation. */
    parentId: optionalId.default(null),
    ...leaders,
    departmentIds,
    establishedOn: dayInput,
    ...byDecision,
  })
  .superRefine(atMostOneDecision);
export type NewBody = z.output<typeof establishBodyInput>;

const body = { partyBodyId: id, rowVersion };

/** From `validFrom` on; what is not sent stays as it is. */
export const renameBodyInput = z
  .strictObject({ ...body, validFrom: dayInput, name: line(200), parentId: optionalId.optional(), ...byDecision })
  .superRefine(oneDecision);

/** Secretary and deputy from a day on, and which account writes for the cell from then on. */
export const setLeadersInput = z
  .strictObject({
    ...body,
    validFrom: dayInput,
    ...leaders,
    /** Without it the accounts stay as they are. */
    changesAccess: checkbox,
    accountId: optionalId.default(null),
    ...byDecision,
  })
  .superRefine(atMostOneDecision)
  .superRefine(({ secretaryId, deputyId }, context) => {
    if (secretaryId !== null && secretaryId === deputyId)
      context.addIssue({ code: 'custom', path: ['deputyId'], message: 'partyBodies.field.deputyIsSecretary' });
  });

export const linkDepartmentsInput = z.strictObject({ ...body, departmentIds: z.array(id).min(1).max(40), validFrom: dayInput });
export const unlinkDepartmentsInput = z.strictObject({ ...body, departmentIds: z.array(id).min(1).max(40), validTo: dayInput });

/** Of the consequences that the person has seen; without it they are not compared. */
const fingerprint = z
  .string()
  .regex(/^([0-9a-f]{64})?$/)
  .default('');

/** n cells into one: an existing one (`intoId`) or a new one (`into`). */
export const mergeCellsInput = z
  .strictObject({
    fromIds: z.array(id).min(1).max(20),
    intoId: optionalId.default(null),
    into: z.preprocess(absentWhenBlank, newCell.nullable()).default(null),
    effectiveOn: dayInput,
    fingerprint,
    ...byDecision,
  })
  .superRefine(oneDecision)
  .superRefine(({ fromIds, intoId, into }, context) => {
    const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (intoId && into) say('intoId', 'partyBodies.field.oneSuccessor');
    if (!intoId && !into) say('intoId', 'partyBodies.field.successorNeeded');
    if (into && new Set(fromIds).size < 2) say('fromIds', 'partyBodies.field.mergeNeedsTwo');
    if (intoId && fromIds.includes(intoId)) say('intoId', 'partyBodies.field.mergeIntoItself');
  });

const isBlankPart = (part: unknown) => {
  if (typeof part !== 'object' || part === null) return false;
  const { departmentIds: _chosen, ...typed } = part as Record<string, unknown>;
  return absentWhenBlank(typed) === null;
};

/** One cell into several; with `keepsOriginal` it lives on and only gives a part away. `principal` is the place of the main heir. */
export const splitCellInput = z
  .strictObject({
    ...body,
    effectiveOn: dayInput,
    into: z
      .preprocess((list) => (Array.isArray(list) ? list.filter((part) => !isBlankPart(part)) : list), z.array(newCell).max(10))
      .default([]),
    principal: orEmpty(integer(0, 9)).default(null),
    keepsOriginal: checkbox,
    fingerprint,
    ...byDecision,
  })
  .superRefine(oneDecision)
  .superRefine(({ into, principal, keepsOriginal }, context) => {
    const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (into.length < (keepsOriginal ? 1 : 2))
      say('into', keepsOriginal ? 'partyBodies.field.splitNeedsOne' : 'partyBodies.field.splitNeedsTwo');
    else if (!keepsOriginal && (principal === null || principal >= into.length)) say('principal', 'partyBodies.field.principalNeeded');
  });

export const dissolveBodyInput = z
  .strictObject({ ...body, dissolvedOn: dayInput, successorId: optionalId.default(null), fingerprint, ...byDecision })
  .superRefine(oneDecision);
