import 'server-only';
import { problemAt } from '@/domain/errors';
import { defineCommand } from '@/server/command';
import type { Tx } from '@/server/db';
import { asSeen, changedBy } from '@/server/versioned';
import { defineRuleInput, endRuleInput } from './schema';

/** Makes a rule that holds from a year on. Throws InvalidInput when it names an indicator that does not exist. */
export const defineRule = defineCommand({
  name: 'checkRule.define',
  input: defineRuleInput,
  permission: 'indicator.manage',
  load: async () => ({ departmentId: null }),
  async run({ tx, input, actor, now }) {
    const { params, ...rule } = input;
    const named = rule.kind === 'PARTS_SUM' && 'parts' in params ? params.parts : 'whole' in params ? [params.whole] : [];
    await assertIndicators(tx, [...named, ...(rule.indicatorId === null ? [] : [rule.indicatorId])]);
    const { id } = await tx.checkRule.create({
      data: { ...rule, params, updatedAt: now, updatedById: actor.id },
      select: { id: true },
    });
    return { ruleId: id };
  },
});

/** Ends a rule after a year; in that year and before it keeps holding. */
export const endRule = defineCommand({
  name: 'checkRule.end',
  input: endRuleInput,
  permission: 'indicator.manage',
  load: async (tx, { ruleId }) => {
    const rule = await tx.checkRule.findUnique({ where: { id: ruleId }, select: { fromYear: true } });
    return rule && { departmentId: null, ...rule };
  },
  async run({ tx, input: { ruleId, rowVersion, toYear }, before: { fromYear }, actor, now }) {
    // The year before it began: it was a mistake, and never holds.
    if (toYear < fromYear - 1) throw problemAt('toYear', 'checkRules.field.toYear', { year: fromYear - 1 });
    await tx.checkRule.update({
      where: asSeen(ruleId, rowVersion),
      data: { toYear, ...changedBy({ actor, now }) },
    });
    return { ruleId };
  },
});

async function assertIndicators(tx: Tx, ids: number[]): Promise<void> {
  const wanted = [...new Set(ids)];
  const known = await tx.indicator.count({ where: { id: { in: wanted } } });
  if (known !== wanted.length) throw problemAt('indicatorId', 'common.field.notAChoice');
}
