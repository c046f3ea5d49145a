import 'server-only';
import { problemAt, Refusal } from '@/domain/errors';
import { defineCommand } from '@/server/command';
import { Prisma, type Tx } from '@/server/db';
import { asSeen, changedBy } from '@/server/versioned';
import { addRuleSetInput, changeCapInput, changeLevelsInput, describeRuleSetInput } from './schema';

/** The database's last line, should a rule before it be passed by. */
const refusals = {
  rating_rule_set_no_overlap: 'ratingRules.refused.overlap',
  rating_rule_set_years: 'ratingRules.refused.yearOrder',
  rating_rule_set_cap: 'ratingRules.refused.capParts',
  rating_rule_set_cap_scope: 'ratingRules.field.scope',
  rating_cap_limit: 'ratingRules.refused.capBelowDecided',
  rating_cap_cells: 'ratingRules.refused.capBelowDecided',
} as const;

/**
 * Next year's rules: a copy of the subject's latest set from a year on, which ends the former with the year before. Levels, thresholds and
 * cap are then changed on the copy. Refused for a year that a set already covers from its start, or that a campaign already follows.
 */
export const addRuleSet = defineCommand({
  name: 'ratingRules.add',
  input: addRuleSetInput,
  permission: 'party.rules',
  load: async () => ({}),
  async run({ tx, input: { subject, fromYear, documents }, actor, now }) {
    const latest = await tx.ratingRuleSet.findFirst({
      where: { subject },
      orderBy: { fromYear: 'desc' },
      include: { ratingLevels: true },
    });
    if (!latest) throw new Refusal('ratingRules.refused.nothingToCopy');
    if (fromYear <= latest.fromYear) throw problemAt('fromYear', 'ratingRules.field.fromYear', { year: latest.fromYear });
    await tx.$queryRaw`SELECT FROM rating_rule_set WHERE id = ${latest.id} FOR UPDATE`;
    const followed = await tx.ratingCampaign.findFirst({
      where: { ruleSetId: latest.id, year: { gte: fromYear } },
      select: { year: true },
    });
    if (followed) throw problemAt('fromYear', 'ratingRules.field.followed', { year: followed.year });
    if (latest.toYear === null || latest.toYear >= fromYear)
      await tx.ratingRuleSet.update({
        where: asSeen(latest.id, latest.rowVersion),
        data: { toYear: fromYear - 1, ...changedBy({ actor, now }) },
      });
    const { criteria, capPercent, capBase, capRounding, capMinOne, capScope, capSeverity } = latest;
    const { id } = await tx.ratingRuleSet.create({
      data: {
        ...{ subject, fromYear, documents, capPercent, capBase, capRounding, capMinOne, capScope, capSeverity },
        criteria: criteria ?? Prisma.DbNull,
        ratingLevels: {
          create: latest.ratingLevels.map(({ code, rank, label, shortLabel, minScore }) => ({ code, rank, label, shortLabel, minScore })),
        },
        ...{ updatedAt: now, updatedById: actor.id },
      },
      select: { id: true },
    });
    return { ruleSetId: id };
  },
  refusals,
});

/** What the set is founded on; may be corrected at any time. */
export const describeRuleSet = defineCommand({
  name: 'ratingRules.describe',
  input: describeRuleSetInput,
  permission: 'party.rules',
  load: (tx, { ruleSetId }) => known(tx, ruleSetId),
  async run({ tx, input: { ruleSetId, rowVersion, documents }, actor, now }) {
    await tx.ratingRuleSet.update({ where: asSeen(ruleSetId, rowVersion), data: { documents, ...changedBy({ actor, now }) } });
    return { ruleSetId };
  },
  refusals,
});

/** The cap; open campaigns of the set follow at once, and a cap below what is decided already is refused by the database. */
export const changeCap = defineCommand({
  name: 'ratingRules.changeCap',
  input: changeCapInput,
  permission: 'party.rules',
  load: (tx, { ruleSetId }) => known(tx, ruleSetId),
  async run({ tx, input: { ruleSetId, rowVersion, percent, base, rounding, minOne, scope, severity }, before, actor, now }) {
    if (scope === 'CELL' && before.subject !== 'MEMBER') throw problemAt('scope', 'ratingRules.field.scope');
    const none = percent === null;
    await tx.ratingRuleSet.update({
      where: asSeen(ruleSetId, rowVersion),
      data: {
        capPercent: percent,
        capBase: none ? null : base,
        capRounding: none ? null : rounding,
        capMinOne: !none && minOne,
        capScope: none ? null : scope,
        capSeverity: none ? null : severity,
        ...changedBy({ actor, now }),
      },
    });
    return { ruleSetId };
  },
  refusals,
});

/** Labels, scores and thresholds of a set that no campaign follows yet. */
export const changeLevels = defineCommand({
  name: 'ratingRules.changeLevels',
  input: changeLevelsInput,
  permission: 'party.rules',
  load: (tx, { ruleSetId }) => known(tx, ruleSetId),
  async run({ tx, input: { ruleSetId, rowVersion, levels, criteria }, actor, now }) {
    // waits for a campaign that is just being opened on this set
    await tx.$queryRaw`SELECT FROM rating_rule_set WHERE id = ${ruleSetId} FOR UPDATE`;
    const campaign = await tx.ratingCampaign.findFirst({ where: { ruleSetId }, select: { year: true } });
    if (campaign) throw new Refusal('ratingRules.refused.inUse', { year: campaign.year });
    await tx.ratingRuleSet.update({
      where: asSeen(ruleSetId, rowVersion),
      data: { criteria, ...changedBy({ actor, now }) },
    });
    for (const { code, ...level } of levels) await tx.ratingLevel.update({ where: { ruleSetId_code: { ruleSetId, code } }, data: level });
    return { ruleSetId };
  },
  refusals,
});

/** What is rated by it; a set is nobody's own. */
async function known(tx: Tx, id: number) {
  const set = await tx.ratingRuleSet.findUnique({ where: { id }, select: { subject: true } });
  return set && { ...set, partyBodyId: null };
}
