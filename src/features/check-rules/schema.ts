import { z } from 'zod';
import { decimal, id, integer, line, orEmpty, yearInput } from '@/domain/input';
import { type CheckKind, SEVERITIES } from './rules';

/** The kinds in the order in which they are offered. */
export const CHECK_KINDS = ['PARTS_SUM', 'NOT_ABOVE', 'WITHIN', 'OWN_PAST'] as const satisfies CheckKind[];

/** Which sheet a rule reads: the plan, the report, or both when null. */
export const CHECK_MEASURES = ['PLAN', 'ACTUAL'] as const;

const limit = orEmpty(decimal).default(null);
/** As typed: «3,5» stands in the row as "3.5". */
const spread = z.union([z.number(), decimal.transform(Number)]).pipe(z.number().min(2).max(20));

/** What each kind is measured by; a row of `check_rule` holds one of these in `params`. The finding is told at `indicatorId`. */
export const PARAMS = {
  PARTS_SUM: z.strictObject({
    parts: z
      .array(id)
      .max(30)
      .refine((parts) => parts.length >= 2, { message: 'checkRules.field.parts' }),
  }),
  NOT_ABOVE: z.strictObject({ whole: id }),
  WITHIN: z
    .strictObject({ above: limit, below: limit })
    .refine(({ above, below }) => above !== null || below !== null, { message: 'checkRules.field.limit', path: ['above'] }),
  OWN_PAST: z.strictObject({ spread, least: integer(4, 11) }),
} as const;

/** The kind and the parameters of a stored rule. What it does not know, a later program wrote. */
export const storedRule = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('PARTS_SUM'), params: PARAMS.PARTS_SUM }),
  z.object({ kind: z.literal('NOT_ABOVE'), params: PARAMS.NOT_ABOVE }),
  z.object({ kind: z.literal('WITHIN'), params: PARAMS.WITHIN }),
  z.object({ kind: z.literal('OWN_PAST'), params: PARAMS.OWN_PAST }),
]);

const common = {
  severity: z.enum(SEVERITIES),
  measure: orEmpty(z.enum(CHECK_MEASURES)).default(null),
  description: line(200),
  fromYear: yearInput,
};

/** A rule is named by the cell at which it is told; only the comparison with the own past may be of every indicator. */
export const defineRuleInput = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('PARTS_SUM'), indicatorId: id, params: PARAMS.PARTS_SUM, ...common }),
    z.strictObject({ kind: z.literal('NOT_ABOVE'), indicatorId: id, params: PARAMS.NOT_ABOVE, ...common }),
    z.strictObject({ kind: z.literal('WITHIN'), indicatorId: id, params: PARAMS.WITHIN, ...common }),
    z.strictObject({ kind: z.literal('OWN_PAST'), indicatorId: orEmpty(id).default(null), params: PARAMS.OWN_PAST, ...common }),
  ])
  .superRefine((rule, context) => {
    const others = rule.kind === 'PARTS_SUM' ? rule.params.parts : rule.kind === 'NOT_ABOVE' ? [rule.params.whole] : [];
    if (new Set([rule.indicatorId, ...others]).size < others.length + 1)
      context.addIssue({ code: 'custom', path: ['params'], message: 'checkRules.field.twice' });
  });

/** From a year on the rule no longer holds, or weighs differently; what it was in earlier years stays. */
export const endRuleInput = z.strictObject({ ruleId: id, rowVersion: integer(1, 2_147_483_646), toYear: yearInput });
