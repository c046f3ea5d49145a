import { z } from 'zod';
import { checkbox, decimal, id, integer, line, orEmpty, rowVersion, yearInput } from '@/domain/input';
import { CAP_BASES, CAP_SCOPES, CAP_SEVERITIES, type CapBase, type CapScope, type CapTerms, ROUNDINGS, type Rounding } from './rules/cap';
import { RATED_LEVELS, SUBJECTS } from './rules/levels';
import { CONDITION_KINDS, type Criteria, REASONS, type Suggestion } from './rules/suggestion';

/** Typed «30» or stored 30; left empty the set does not ask. */
const share = orEmpty(integer(0, 100))
  .optional()
  .transform((value) => value ?? undefined);
/** Not asked is absent, as with the shares. */
const asked = checkbox.transform((value) => value || undefined);
const shares = z.strictObject({ minDone: share, minOnTime: share, minExceeded: share, maxLate: share, allFixed: asked });
const lowest = z.strictObject({ over: z.tuple([integer(1, 99), integer(2, 100)]), effect: z.enum(['LOWEST', 'WARN']) });
/** A form sends every part; one without an effect is not asked. */
const lowestRule = z
  .union([lowest, z.object({ effect: z.literal('') }).transform(() => undefined)])
  .optional()
  .transform((value) => value ?? undefined);

/** The thresholds of a rule set, as the column `criteria` keeps them and as the form sends them. */
const criteria = z.strictObject({
  levels: z.strictObject({ EXCELLENT: shares.optional(), GOOD: shares.optional(), COMPLETED: shares.optional() }),
  lowestBelow: share,
  disciplined: z.enum(['NOT_COMPLETED', 'NOT_EXCELLENT']),
  lowestOtherwise: checkbox,
  members: lowestRule,
  units: lowestRule,
}) satisfies z.ZodType<Criteria, unknown>;

/** The stored thresholds; null where the year has none, or where a later program wrote what this one cannot read. */
export function storedCriteria(value: unknown): Criteria | null {
  const read = criteria.safeParse(value);
  return read.success ? read.data : null;
}

const number = z.number().nullable();
const suggestion = z.object({
  level: z.enum(RATED_LEVELS).nullable(),
  reason: z.enum(REASONS),
  conditions: z.array(
    z.object({
      ...{ level: z.enum(RATED_LEVELS), kind: z.enum(CONDITION_KINDS), asked: z.number() },
      ...{ actual: number, part: number, whole: number, holds: z.boolean().nullable() },
    }),
  ),
  isUncertain: z.boolean(),
  warnings: z.array(z.enum(['MEMBERS', 'UNITS'])),
}) satisfies z.ZodType<Suggestion>;

/** A suggestion as it was written down with a rating; null where there was none, or where a later program wrote what this one cannot read. */
export function storedSuggestion(value: unknown): Suggestion | null {
  const read = suggestion.safeParse(value);
  return read.success ? read.data : null;
}

const documents = line(2000);
const seen = { ruleSetId: id, rowVersion };

export const addRuleSetInput = z.strictObject({ subject: z.enum(SUBJECTS), fromYear: yearInput, documents });
export const describeRuleSetInput = z.strictObject({ ...seen, documents });
/** Without a percentage there is no cap. */
export const changeCapInput = z.strictObject({
  ...seen,
  percent: orEmpty(integer(0, 100)),
  base: z.enum(CAP_BASES),
  rounding: z.enum(ROUNDINGS),
  minOne: checkbox,
  scope: z.enum(CAP_SCOPES),
  severity: z.enum(CAP_SEVERITIES),
});
/** Điểm: 0 to 100, left empty not given. */
export const optionalScore = orEmpty(
  decimal.refine((text) => Number(text) >= 0 && Number(text) <= 100, { message: 'ratingRules.field.score' }),
);
export const changeLevelsInput = z.strictObject({
  ...seen,
  levels: z
    .array(z.strictObject({ code: z.enum(RATED_LEVELS), label: line(120), shortLabel: line(20), minScore: optionalScore.default(null) }))
    .length(RATED_LEVELS.length)
    .refine((levels) => new Set(levels.map(({ code }) => code)).size === levels.length, { message: 'ratingRules.field.levels' }),
  criteria,
});

/** The cap of a stored rule set; null without one. What was stored before scopes were is of the whole campaign and may be passed with a reason. */
export function capTerms(set: {
  subject: string;
  capPercent: number | null;
  capBase: CapBase | null;
  capRounding: Rounding | null;
  capMinOne: boolean;
  capScope: CapScope | null;
  capSeverity: string | null;
}): CapTerms | null {
  const { subject, capPercent: percent, capBase: base, capRounding: rounding, capMinOne: minOne, capScope, capSeverity } = set;
  if (percent === null || base === null || rounding === null) return null;
  const scope = capScope ?? (subject === 'MEMBER' ? 'PARTY_ORG' : 'SAME_KIND_GROUP');
  return { percent, base, rounding, minOne, scope, severity: capSeverity === 'BLOCK' ? 'BLOCK' : 'WARN' };
}
