import { z } from 'zod';
import { checkbox, dayInput, decimal, id, integer, line, optionalId, optionalLine, orEmpty, rowVersion, yearInput } from '@/domain/input';
import { departmentCode } from '@/features/departments/schema';
import { RATED_LEVELS } from '@/features/rating-rules/rules/levels';
import { type Condition, EVIDENCE_KINDS, RULE_CODES, RULE_SUBJECTS, type RuleCode } from './rules/conditions';

/** Titles go back to 1945. */
const awardYear = integer(1945, 2100);
const titleCode = z.string().regex(/^[A-Z][A-Z0-9_]{0,29}$/, { message: 'awardRules.field.code' });
const percent = integer(1, 100);
const years = integer(1, 30);
const count = integer(1, 100);
/** At least one of a list, each once. */
const someOf = <Value extends string>(values: readonly Value[]) =>
  z
    .array(z.enum(values))
    .min(1)
    .transform((chosen) => [...new Set(chosen)]);

/** What each kind of condition is measured by, as the column `params` keeps it and as a form sends it. */
const PARAMS = {
  RATED: z.strictObject({ levels: someOf(RATED_LEVELS), years }),
  SAME_YEAR: z.strictObject({ code: titleCode }),
  EVIDENCE: z.strictObject({ anyOf: someOf(EVIDENCE_KINDS) }),
  SHARE_MAX: z.strictObject({ code: titleCode, percent }),
  STREAK: z.strictObject({ code: titleCode, years }),
  CONSECUTIVE: z.strictObject({ code: titleCode, count, yearsEach: years, of: titleCode }),
  COUNCIL_SHARE: z.strictObject({ percent }),
  COMPLETED_SHARE: z.strictObject({ percent }),
  SHARE_MIN: z.strictObject({ code: titleCode, percent }),
  SHARE_ABOVE: z.strictObject({ code: titleCode, percent: integer(1, 99) }),
  COUNT_MIN: z.strictObject({ code: titleCode, count }),
  FORMER: z.strictObject({ code: titleCode, years: orEmpty(years).default(null) }),
  COUNT_WITHIN: z
    .strictObject({ code: titleCode, count, years })
    .refine((params) => params.count <= params.years, { message: 'awardRules.field.countWithin', path: ['count'] }),
  COUNT_EITHER: z
    .strictObject({ code: titleCode, count, orCode: titleCode, orCount: count, years })
    .refine((params) => params.count <= params.years, { message: 'awardRules.field.countWithin', path: ['count'] })
    .refine((params) => params.orCount <= params.years, { message: 'awardRules.field.countWithin', path: ['orCount'] }),
  RATED_WITHIN: z
    .strictObject({ levels: someOf(RATED_LEVELS), count, years })
    .refine((params) => params.count <= params.years, { message: 'awardRules.field.countWithin', path: ['count'] }),
  NOT_DISCIPLINED: z.strictObject({}),
  PRACTICE: z.strictObject({ years: integer(1, 60) }),
} as const satisfies Record<RuleCode, z.ZodType>;

/** A stored condition; null for one that a later program wrote and this one cannot read. */
export function storedCondition(rule: string, params: unknown): Condition | null {
  const known = RULE_CODES.find((code) => code === rule);
  const read = known && PARAMS[known].safeParse(params);
  return known && read?.success ? ({ rule: known, params: read.data } as Condition) : null;
}

/** `seenId` and `rowVersion` are the row that the person was correcting; a new row of a later year needs none. */
const dated = {
  awardTypeId: id,
  subject: z.enum(RULE_SUBJECTS),
  fromYear: awardYear,
  source: line(500),
  isUncertain: checkbox,
  seenId: optionalId.default(null),
  rowVersion: rowVersion.default(0),
};
const setting = <Rule extends RuleCode>(rule: Rule) =>
  z.strictObject({ ...dated, rule: z.literal(rule), params: PARAMS[rule] as (typeof PARAMS)[Rule] });
/** A condition of a title from a year on. */
export const setConditionInput = z.discriminatedUnion('rule', [
  setting('RATED'),
  setting('SAME_YEAR'),
  setting('EVIDENCE'),
  setting('SHARE_MAX'),
  setting('STREAK'),
  setting('CONSECUTIVE'),
  setting('COUNCIL_SHARE'),
  setting('COMPLETED_SHARE'),
  setting('SHARE_MIN'),
  setting('SHARE_ABOVE'),
  setting('COUNT_MIN'),
  setting('FORMER'),
  setting('COUNT_WITHIN'),
  setting('COUNT_EITHER'),
  setting('RATED_WITHIN'),
  setting('PRACTICE'),
  // a form sends nothing for what has no parameters
  z.strictObject({ ...dated, rule: z.literal('NOT_DISCIPLINED'), params: PARAMS.NOT_DISCIPLINED.default({}) }),
]);
export const endConditionInput = z.strictObject({ ruleId: id, rowVersion, toYear: awardYear });

export const AWARD_KINDS = ['TITLE', 'FORM', 'HONOR', 'ASSOC', 'INTERNAL'] as const;
export const AWARD_LEVELS = ['STATE', 'PROVINCE_MINISTRY', 'GRASSROOTS', 'OTHER'] as const;
/** Every track but the Party's, whose catalogue is the Party's own. */
export const AWARD_TRACKS = ['STATE', 'UNION', 'YOUTH', 'ASSOCIATION', 'INTERNAL'] as const;

const described = {
  name: line(200),
  decidedBy: optionalLine(200).default(null),
  fromYear: orEmpty(awardYear).default(null),
  toYear: orEmpty(awardYear).default(null),
  /** Mỗi người, tập thể một lần. */
  heldOnce: checkbox,
  sortOrder: integer(0, 9_999),
};
type Years = { fromYear: number | null; toYear: number | null };
function inOrder({ fromYear, toYear }: Years, context: z.RefinementCtx): void {
  if (fromYear !== null && toYear !== null && toYear < fromYear)
    context.addIssue({ code: 'custom', path: ['toYear'], message: 'awardRules.field.yearOrder' });
}
export const addAwardTypeInput = z
  .strictObject({
    ...described,
    code: titleCode,
    kind: z.enum(AWARD_KINDS),
    level: z.enum(AWARD_LEVELS),
    track: z.enum(AWARD_TRACKS),
    forPerson: checkbox,
    forCollective: checkbox,
    forHousehold: checkbox,
    countsAsId: optionalId.default(null),
  })
  .superRefine((input, context) => {
    inOrder(input, context);
    if (!input.forPerson && !input.forCollective && !input.forHousehold)
      context.addIssue({ code: 'custom', path: ['forPerson'], message: 'awardRules.field.forWhom' });
  });
export const changeAwardTypeInput = z.strictObject({ awardTypeId: id, rowVersion, ...described }).superRefine(inOrder);

/** 0,3 to 999; left empty where such a subject gets no money. */
const multiple = orEmpty(
  decimal.refine((text) => Number(text) > 0 && Number(text) <= 999, { message: 'awardRules.field.multiple' }),
).default(null);
/** The row that the person was correcting; a row of another day needs none. */
const seen = { seenId: optionalId.default(null), rowVersion: rowVersion.default(0) };
export const setMultipleInput = z
  .strictObject({
    awardTypeId: id,
    ...seen,
    personMultiple: multiple,
    collectiveMultiple: multiple,
    roundUpTo: integer(1, 1_000_000).default(10_000),
    validFrom: dayInput,
    document: line(300),
  })
  .superRefine(({ personMultiple, collectiveMultiple }, context) => {
    if (personMultiple === null && collectiveMultiple === null)
      context.addIssue({ code: 'custom', path: ['personMultiple'], message: 'common.field.required' });
  });
/** đồng */
export const setBaseSalaryInput = z.strictObject({
  validFrom: dayInput,
  /** Of the row that is corrected; 0 for a new day. */
  rowVersion: rowVersion.default(0),
  amount: decimal.transform(Number).pipe(z.number().int().min(100_000).max(100_000_000)),
  document: line(300),
});

const people = orEmpty(integer(0, 100_000)).default(null);
/** Yearly appraisal of a department: its counts, and the people who are rated; `level` empty leaves somebody as they are. */
export const recordAppraisalInput = z
  .strictObject({
    departmentId: id,
    year: yearInput,
    staff: people,
    completed: people,
    disciplined: people,
    countVersion: rowVersion.default(0),
    source: optionalLine(300).default(null),
    people: z
      .array(
        z.strictObject({
          personId: id,
          level: orEmpty(z.enum(RATED_LEVELS)).default(null),
          isDisciplined: checkbox,
          rowVersion: rowVersion.default(0),
        }),
      )
      .max(900)
      .default([])
      .refine((rows) => new Set(rows.map(({ personId }) => personId)).size === rows.length, { message: 'common.refused.duplicate' }),
  })
  .superRefine(({ staff, completed, disciplined }, context) => {
    for (const [name, value] of [
      ['completed', completed],
      ['disciplined', disciplined],
    ] as const)
      if (value !== null && (staff === null || value > staff))
        context.addIssue({ code: 'custom', path: [name], message: 'awardRules.field.moreThanStaff' });
  })
  .superRefine(({ people: rows }, context) => {
    for (const [place, { level, isDisciplined }] of rows.entries())
      if (isDisciplined && level === null)
        context.addIssue({ code: 'custom', path: ['people', place, 'level'], message: 'awardRules.field.levelToo' });
  });

export const DUE_VIEWS = ['qualifies', 'lacksOne', 'unknown'] as const;
export type DueView = (typeof DUE_VIEWS)[number];
/** What stands in the address of the due list. */
export const dueSearch = z.object({
  title: titleCode.catch(''),
  view: z.enum(DUE_VIEWS).catch('qualifies'),
  department: departmentCode.catch(''),
});
