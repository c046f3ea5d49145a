import { z } from 'zod';
import { checkbox, dayInput, id, integer, line, optionalId, optionalLine, orEmpty, rowVersion } from '@/domain/input';
import { newDecision } from '@/features/departments/schema';

/** Whom an award names: a person, a department (the hospital is its root), a number of unnamed ones, or «nhiều», which nobody counts. */
export const SUBJECTS = ['PERSON', 'DEPARTMENT', 'UNNAMED', 'UNCOUNTED'] as const;
export type Subject = (typeof SUBJECTS)[number];

/** A year of merit: the hospital's honours go back to its first years (domain.md A0). */
export const meritYear = integer(1945, 2100);
const optionalYear = orEmpty(meritYear).default(null);

/** Somebody who is put on record with their first award: name, and the department they have worked in since a day. */
const newPerson = z.strictObject({
  fullName: line(120),
  honorifics: optionalLine(60).default(null),
  departmentId: id,
  since: dayInput,
  /** Another one of this name in this department, not the one on record. */
  isAnother: checkbox,
});
export type NewPerson = z.output<typeof newPerson>;

const subject = {
  subject: z.enum(SUBJECTS),
  personId: optionalId.default(null),
  /** The department that is awarded, or that unnamed ones belong to; a person's is known. */
  departmentId: optionalId.default(null),
  /** Who the unnamed ones are, in words: «04 bác sĩ triển khai kỹ thuật mới». */
  subjectText: optionalLine(300).default(null),
  /** Null only for «nhiều». */
  count: orEmpty(integer(1, 10_000)).default(null),
  /** Unnamed collectives, not people: they have another money. */
  isCollective: checkbox,
  citation: optionalLine(500).default(null),
};
type Named = { subject: Subject; personId: number | null; departmentId: number | null; subjectText: string | null; count: number | null };

/** What a subject must say, by its kind; `newcomer` stands for a person who is put on record in the same act. */
function checkSubject(
  { subject: kind, personId, departmentId, subjectText, count }: Named,
  newcomer: boolean,
  context: z.RefinementCtx,
): void {
  const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  const isNamed = kind === 'PERSON' || kind === 'DEPARTMENT';
  if (kind === 'PERSON' && (personId !== null) === newcomer) say('personId', 'awards.field.whom');
  if (kind !== 'PERSON' && (personId !== null || newcomer)) say('personId', 'awards.field.oneSubject');
  if (kind === 'DEPARTMENT' && departmentId === null) say('departmentId', 'common.field.required');
  if (!isNamed && subjectText === null) say('subjectText', 'common.field.required');
  if (isNamed && count !== null && count !== 1) say('count', 'awards.field.oneByName');
  if (kind === 'UNNAMED' && count === null) say('count', 'common.field.required');
  if (kind === 'UNCOUNTED' && count !== null) say('count', 'awards.field.uncounted');
}

function checkYears({ yearFrom, yearTo }: { yearFrom: number | null; yearTo: number | null }, context: z.RefinementCtx): void {
  const say = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
  if ((yearFrom === null) !== (yearTo === null)) say('yearTo', 'awards.field.bothYears');
  else if (yearFrom !== null && yearTo !== null && yearTo < yearFrom) say('yearTo', 'awards.field.yearOrder');
}

const recipient = z
  .strictObject({
    typeId: id,
    ...subject,
    newPerson: newPerson.nullable().default(null),
    /** Years of merit when they are not the decision's. */
    yearFrom: optionalYear,
    yearTo: optionalYear,
  })
  .superRefine((one, context) => {
    checkSubject(one, one.newPerson !== null, context);
    checkYears(one, context);
  });
export type Recipient = z.output<typeof recipient>;

const recipients = z.array(recipient).min(1).max(1_000);
const merit = { yearFrom: meritYear, yearTo: meritYear };

/** A decision with all whom it names. */
export const recordDecisionInput = z.strictObject({ decision: newDecision, ...merit, recipients }).superRefine((input, context) => {
  checkYears(input, context);
  if (input.decision === null) context.addIssue({ code: 'custom', path: ['decision.subject'], message: 'common.field.required' });
});

/** Recipients that were forgotten when the decision was recorded. */
export const addRecipientsInput = z.strictObject({ decisionId: id, ...merit, recipients }).superRefine(checkYears);

/** One award of which no decision is known, as a paper tells of it. */
export const recordHistoricInput = z
  .strictObject({
    typeId: id,
    ...subject,
    yearFrom: optionalYear,
    yearTo: optionalYear,
    /** The paper that says so. */
    source: line(500),
  })
  .superRefine((one, context) => {
    checkSubject(one, false, context);
    checkYears(one, context);
  });

export const withdrawAwardInput = z.strictObject({ awardId: id, version: rowVersion, reason: line(500) });
export const revokeAwardInput = z.strictObject({ awardId: id, version: rowVersion, reason: line(500) });

/** A pasted list whose lines are to be matched; at most as many lines as one decision takes. */
export const matchInput = z.strictObject({ text: z.string().max(200_000), year: meritYear, day: orEmpty(dayInput).default(null) });

/** What the list of decisions asks of its address: words, the year of signing, and the import that brought them. Whatever it cannot read it leaves out. */
export const decisionSearch = z.object({
  q: z.string().max(200).catch(''),
  signed: meritYear.nullable().catch(null).default(null),
  import: id.nullable().catch(null).default(null),
});
