import 'server-only';
import { dayOf, toColumn } from '@/domain/date';
import { InvalidInput, problemAt, Refusal } from '@/domain/errors';
import { differs, suggest } from '@/features/rating-rules/rules/suggestion';
import { defineCommand } from '@/server/command';
import type { Prisma, Tx } from '@/server/db';
import { asSeen, changedBy, type Stamp } from '@/server/versioned';
import { campaignOf } from './queries/campaign';
import { memberLines } from './queries/members';
import { ratingLines } from './queries/sheet';
import {
  ballotProblems,
  countsAfter,
  factsOf,
  isDecided,
  isEarly,
  levelWarnings,
  mayAct,
  memberProblems,
  type RatingAct,
  readPastedMembers,
} from './rules';
import {
  type Appraisal,
  addBodiesInput,
  appealInput,
  appraiseInput,
  campaignInput,
  decideInput,
  decideMembersInput,
  type Level,
  meetingInput,
  membersInput,
  openInput,
  passCapInput,
  pasteMembersInput,
  publishInput,
  returnInput,
  selfRateInput,
} from './schema';
import { capWith, holdCap, insertMissing, keepCap, recordDecision, writeDecided, writeMembers, writeOverride } from './writes';

/** What the database refuses about a rating, in words. */
const refusals = {
  rating_cap_limit: 'cellRatings.refused.capHolds',
  rating_cap_cells: 'cellRatings.refused.capHolds',
  rating_cap_blocks: 'cellRatings.refused.capBlocks',
  rating_cap_override: 'cellRatings.refused.overrideNeeds',
  rating_cap_counts: 'common.refused.conflict',
  rating_campaign_quarter: 'cellRatings.refused.noQuarters',
  rating_campaign_year_quarter_subject_key: 'cellRatings.refused.opened',
  rating_campaign_rule_set: 'cellRatings.refused.ruleSetOfYear',
  party_rating_campaign_id_party_body_id_key: 'cellRatings.refused.inCampaign',
  party_rating_decided: 'cellRatings.refused.needsDecision',
  party_rating_cell_absent: 'cellRatings.refused.absent',
  party_rating_rule_set_id_level_fkey: 'cellRatings.refused.noSuchLevel',
  party_rating_discipline: 'cellRatings.refused.disciplined',
  party_rating_state: 'cellRatings.refused.notNext',
  party_rating_step_votes: 'cellRatings.refused.ballots',
  member_rating_state: 'cellRatings.refused.notNext',
  member_rating_not_negative: 'cellRatings.refused.notACount',
  member_rating_order: 'cellRatings.refused.order',
  member_rating_levels: 'cellRatings.refused.levels',
  member_rating_exempt_reason: 'cellRatings.refused.exemptNeedsReason',
  member_rating_decided: 'cellRatings.refused.needsDecision',
  decision_once: 'departments.refused.decisionExistsNow',
} as const;

/** Opens the rating of a year or quarter: the rule set of the evaluation year, and a row for every cell that existed in it. */
export const openCampaign = defineCommand({
  name: 'party.openCampaign',
  input: openInput,
  permission: 'party.campaign',
  load: async () => ({}),
  run: async ({ tx, input: { year, quarter, subject, openedOn, dueOn }, actor, now }) => {
    const ruleSet = await tx.ratingRuleSet.findFirst({
      where: { subject, fromYear: { lte: year }, OR: [{ toYear: null }, { toYear: { gte: year } }] },
      select: { id: true },
    });
    if (!ruleSet) throw problemAt('year', 'cellRatings.refused.noRuleSet', { year });
    const known = await tx.ratingCampaign.count({ where: { year, quarter, subject } });
    if (known > 0) throw new Refusal('cellRatings.refused.opened');
    const campaign = await tx.ratingCampaign.create({
      data: {
        ...{ year, quarter, subject, ruleSetId: ruleSet.id, openedOn: toColumn(openedOn), dueOn: dueOn === null ? null : toColumn(dueOn) },
        ...{ updatedAt: now, updatedById: actor.id },
      },
      select: { id: true },
    });
    const count = await insertMissing(tx, { ...campaign, year, quarter, subject, ruleSetId: ruleSet.id }, { actor, now });
    if (count === 0) throw problemAt('year', 'cellRatings.refused.noBodies', { year });
    return { id: campaign.id, count };
  },
  refusals,
});

/** Adds the cells that were recorded after the campaign was opened. */
export const addBodies = defineCommand({
  name: 'party.addToCampaign',
  input: addBodiesInput,
  permission: 'party.campaign',
  load: (tx, { campaignId }) => loadCampaign(tx, campaignId),
  run: async ({ tx, before, actor, now }) => {
    assertOpen(before.campaign);
    return { count: await insertMissing(tx, before.campaign, { actor, now }) };
  },
  refusals,
});

/** Closes a campaign in which everything is decided; nothing of it changes any more. */
export const closeCampaign = defineCommand({
  name: 'party.closeCampaign',
  input: campaignInput,
  permission: 'party.campaign',
  load: (tx, { campaignId }) => loadCampaign(tx, campaignId),
  run: async ({ tx, input: { campaignId, version }, before, actor, now }) => {
    assertOpen(before.campaign);
    const undecided = { campaignId, state: { notIn: ['DECIDED', 'PUBLISHED'] } } satisfies Prisma.MemberRatingWhereInput;
    const open =
      (await tx.partyRating.count({ where: { ...undecided, voidedAt: null } })) + (await tx.memberRating.count({ where: undecided }));
    if (open > 0) throw new Refusal('cellRatings.refused.undecided', { count: open });
    await tx.ratingCampaign.update({ where: asSeen(campaignId, version), data: { closedAt: now, ...changedBy({ actor, now }) } });
    return { id: campaignId };
  },
  refusals,
});

/** A cell rates itself (tự xếp loại): one of the four levels of the year. */
export const selfRate = defineCommand({
  name: 'party.selfRate',
  input: selfRateInput,
  permission: 'party.rate',
  load: loadRating,
  run: async ({ tx, input: { ratingId, version, level, score, note }, before, actor, now }) => {
    await assertNext(tx, 'selfRate', before, level);
    await tx.partyRating.update({
      where: asSeen(ratingId, version),
      data: { state: 'SELF_RATED', level, ...changedBy({ actor, now }) },
    });
    await addStep(tx, { ratingId, step: 'SELF', level, score, note }, { actor, now });
    return { id: ratingId };
  },
  refusals,
});

/** Records the cell's meeting: who could vote, who was there, the ballots of each level, and the level that the meeting proposes. */
export const recordMeeting = defineCommand({
  name: 'party.recordMeeting',
  input: meetingInput,
  permission: 'party.rate',
  load: loadRating,
  run: async ({ tx, input, before, actor, now }) => {
    const { ratingId, version, level, score, note, eligibleVoters, present } = input;
    await assertNext(tx, 'meet', before, level);
    const problems = ballotProblems(input);
    if (problems.length > 0) throw new InvalidInput(problems);
    await tx.partyRating.update({
      where: asSeen(ratingId, version),
      data: { state: 'CELL_REVIEWED', level, ...changedBy({ actor, now }) },
    });
    const votes = {
      ...{ votesExcellent: input.excellent, votesGood: input.good, votesCompleted: input.completed },
      ...{ votesNotCompleted: input.notCompleted, invalidVotes: input.invalid },
    };
    await addStep(tx, { ratingId, step: 'CELL_MEETING', level, score, note, eligibleVoters, present, ...votes }, { actor, now });
    return { id: ratingId };
  },
  refusals,
});

/**
 * Appraises (thẩm định): the level that goes to the deciders, with the evidence of the plans and the level that the rules suggest from it,
 * each condition with its numbers, as they stand at that moment. Answers what to warn of; nothing of that holds the appraisal up.
 */
export const appraise = defineCommand({
  name: 'party.appraise',
  input: appraiseInput,
  permission: 'party.appraise',
  load: loadRating,
  run: async ({ tx, input: { ratingId, version, level, discipline, allFixed, headLevel, reason }, before, actor, now }) => {
    await assertNext(tx, 'appraise', before, level);
    const { partyBodyId, campaign, selfLevel } = before;
    if (discipline !== null && level === 'EXCELLENT') throw problemAt('level', 'cellRatings.refused.disciplined');
    if (level !== selfLevel && !reason) throw problemAt('reason', 'cellRatings.refused.reasonNeeded');
    const { year, quarter } = campaign;
    const of = await campaignOf(tx, { year, quarter, subject: campaign.subject === 'ORGANISATION' ? 'ORGANISATION' : 'CELL' });
    const [line] = of ? await ratingLines(tx, of, dayOf(now), partyBodyId) : [];
    if (!of || !line) throw new Refusal('common.refused.notFound');
    const isAllFixed = allFixed && allFixed === 'YES';
    const { members, units, score } = line;
    const suggestion = suggest(of, factsOf({ ...line, discipline, isAllFixed }));
    const written: Appraisal = { suggestion, isAllFixed, headLevel };
    const evidence = { ...line.evidence, score, members, units, ...written };
    await tx.partyRating.update({
      where: asSeen(ratingId, version),
      data: {
        ...{ state: 'APPRAISED', level, discipline, evidence, suggestedLevel: suggestion?.level ?? null },
        ...changedBy({ actor, now }),
      },
    });
    await addStep(tx, { ratingId, step: 'APPRAISAL', level, note: reason }, { actor, now });
    return { id: ratingId, warnings: levelWarnings(level, suggestion, headLevel) };
  },
  refusals,
});

/** Gives a rating back to its cell, with the reason. */
export const returnRating = defineCommand({
  name: 'party.returnRating',
  input: returnInput,
  permission: 'party.appraise',
  load: loadRating,
  run: async ({ tx, input: { ratingId, version, reason }, before, actor, now }) => {
    await assertNext(tx, 'return', before);
    await tx.partyRating.update({ where: asSeen(ratingId, version), data: { state: 'RETURNED', ...changedBy({ actor, now }) } });
    await addStep(tx, { ratingId, step: 'APPRAISAL', note: reason }, { actor, now });
    return { id: ratingId };
  },
  refusals,
});

/**
 * Decides one or many ratings by one decision; a rating that was decided is decided again only after an appeal. One more excellent than
 * the cap allows needs `override`: both are one act. Answers whether the decision was signed before the span had ended, and how many
 * levels are not the suggested ones: both are told, neither is refused.
 */
export const decide = defineCommand({
  name: 'party.decide',
  input: decideInput,
  permission: 'party.decide',
  load: (tx, { campaignId }) => loadCampaign(tx, campaignId),
  run: async ({ tx, input: { campaignId, decision, rows, override }, before: { campaign }, actor, now }) => {
    assertOpen(campaign);
    const { counts, overrideLimit } = await holdCap(tx, campaignId);
    const known = await tx.partyRating.findMany({
      where: { id: { in: rows.map(({ ratingId }) => ratingId) }, campaignId, voidedAt: null },
      select: { id: true, state: true, level: true, discipline: true, suggestedLevel: true },
    });
    const byId = new Map(known.map((rating) => [rating.id, rating]));
    if (byId.size !== rows.length) throw new Refusal('common.refused.notFound');
    const levels = await levelsOf(tx, campaign.ruleSetId);
    const changes = rows.map(({ ratingId, level: to }) => {
      const rating = byId.get(ratingId);
      if (!rating || isDecided(rating.state)) throw new Refusal('cellRatings.refused.alreadyDecided');
      if (!mayAct('decide', rating.state)) throw new Refusal('cellRatings.refused.notAppraised');
      if (!levels.has(to)) throw new Refusal('cellRatings.refused.noSuchLevel');
      if (rating.discipline !== null && to === 'EXCELLENT') throw new Refusal('cellRatings.refused.disciplined');
      return { from: rating.level === 'NOT_RATED' ? null : rating.level, isDecided: rating.state === 'APPEALED', to };
    });
    await keepCap(tx, campaignId, { after: countsAfter(counts, changes), overrideLimit, override }, { actor, now });
    const decisionId = await recordDecision(tx, decision, subjectOf(campaign), { actor, now });
    await writeDecided(tx, rows, decisionId, { actor, now });
    const differing = rows.filter(({ ratingId, level }) => {
      const suggested = byId.get(ratingId)?.suggestedLevel ?? null;
      return suggested !== 'NOT_RATED' && differs(level, suggested) !== null;
    }).length;
    return { count: rows.length, differing, isEarly: isEarly(decision.signedOn, campaign.year, campaign.quarter) };
  },
  refusals,
});

/** Lets a campaign have more excellent ones than its cap, before they are decided: how many, why, and by which document. */
export const passCap = defineCommand({
  name: 'party.passCap',
  input: passCapInput,
  permission: 'party.decide',
  load: (tx, { campaignId }) => loadCampaign(tx, campaignId),
  run: async ({ tx, input: { campaignId, limit, reason, document }, before: { campaign }, actor, now }) => {
    assertOpen(campaign);
    const { counts, overrideLimit } = await holdCap(tx, campaignId);
    const cap = await capWith(tx, campaignId, counts);
    if (cap.limit === null) throw new Refusal('cellRatings.refused.noCap');
    if (cap.severity === 'BLOCK') throw new Refusal('cellRatings.refused.capBlocks');
    const least = Math.max(cap.limit, overrideLimit ?? 0);
    if (limit <= least) throw problemAt('limit', 'cellRatings.refused.limitNotAbove', { limit: least });
    await writeOverride(tx, campaignId, limit, { reason, document }, { actor, now });
    return { id: campaignId };
  },
  refusals,
});

/** A cell asks for its decided level to be looked at again (khiếu nại); the level stands until a decision on it. */
export const appeal = defineCommand({
  name: 'party.appeal',
  input: appealInput,
  permission: 'party.rate',
  load: loadRating,
  run: async ({ tx, input: { ratingId, version, reason }, before, actor, now }) => {
    await assertNext(tx, 'appeal', before);
    await tx.partyRating.update({ where: asSeen(ratingId, version), data: { state: 'APPEALED', ...changedBy({ actor, now }) } });
    await addStep(tx, { ratingId, step: 'APPEAL', note: reason }, { actor, now });
    return { id: ratingId };
  },
  refusals,
});

/** Publishes what is decided in a campaign. */
export const publishRatings = defineCommand({
  name: 'party.publishRatings',
  input: publishInput,
  permission: 'party.publish',
  load: (tx, { campaignId }) => loadCampaign(tx, campaignId),
  run: async ({ tx, input: { campaignId }, before, actor, now }) => {
    assertOpen(before.campaign);
    const where = { campaignId, state: 'DECIDED' } as const;
    const data = { state: 'PUBLISHED', ...changedBy({ actor, now }) } as const;
    const cells = await tx.partyRating.updateMany({ where: { ...where, voidedAt: null }, data });
    const members = await tx.memberRating.updateMany({ where, data });
    const count = cells.count + members.count;
    if (count === 0) throw new Refusal('cellRatings.refused.nothingToPublish');
    return { count };
  },
  refusals,
});

/** The members of a cell as counts, after its meeting: all, exempt, to be rated, rated, and the four levels. Said again, it corrects them. */
export const recordMembers = defineCommand({
  name: 'party.recordMembers',
  input: membersInput,
  permission: 'party.rate',
  load: async (tx, { campaignId, partyBodyId }) => {
    const found = await tx.memberRating.findUnique({
      where: { campaignId_partyBodyId: { campaignId, partyBodyId } },
      select: { state: true, campaign: { select: { closedAt: true } } },
    });
    return found && { ...found, partyBodyId };
  },
  run: async ({ tx, input, before, actor, now }) => {
    assertOpen(before.campaign);
    if (isDecided(before.state)) throw new Refusal('cellRatings.refused.alreadyDecided');
    const problems = memberProblems(input);
    if (problems.length > 0) throw new InvalidInput(problems);
    const { campaignId, partyBodyId, version, ...counts } = input;
    // a cell's own rating of its members and its meeting are one act here, and the road has both
    if (before.state === 'DRAFT')
      await tx.memberRating.update({ where: { campaignId_partyBodyId: { campaignId, partyBodyId } }, data: { state: 'SELF_RATED' } });
    await tx.memberRating.update({
      where: { campaignId_partyBodyId: { campaignId, partyBodyId }, rowVersion: version },
      data: { ...counts, state: 'CELL_REVIEWED', ...changedBy({ actor, now }) },
    });
    return { id: partyBodyId };
  },
  refusals,
});

/** The members of many cells at once, copied out of Excel: all of it is right, or nothing is written and every wrong row is named. */
export const pasteMembers = defineCommand({
  name: 'party.pasteMembers',
  input: pasteMembersInput,
  permission: 'party.campaign',
  load: (tx, { campaignId }) => loadCampaign(tx, campaignId),
  run: async ({ tx, input: { campaignId, text }, before: { campaign }, actor, now }) => {
    assertOpen(campaign);
    const { year, quarter } = campaign;
    const of = await campaignOf(tx, { year, quarter, subject: 'MEMBER' });
    const lines = of?.id === campaignId ? await memberLines(tx, of) : [];
    const { rows, problems } = readPastedMembers(text, lines);
    const decided = rows.flatMap(({ partyBodyId }) => lines.filter((line) => line.partyBodyId === partyBodyId && isDecided(line.state)));
    problems.push(...decided.map(({ name }) => ({ path: 'text', key: 'cellRatings.paste.decided' as const, params: { name } })));
    if (problems.length > 0) throw new InvalidInput(problems);
    if (rows.length === 0) throw problemAt('text', 'cellRatings.paste.nothing');
    await writeMembers(tx, campaignId, rows, { actor, now });
    return { count: rows.length };
  },
  refusals,
});

/** Decides the members of all cells by one decision; the cap is over the sum of the hospital. */
export const decideMembers = defineCommand({
  name: 'party.decideMembers',
  input: decideMembersInput,
  permission: 'party.decide',
  load: (tx, { campaignId }) => loadCampaign(tx, campaignId),
  run: async ({ tx, input: { campaignId, decision, override }, before: { campaign }, actor, now }) => {
    assertOpen(campaign);
    const { counts, overrideLimit } = await holdCap(tx, campaignId);
    const rows = await tx.memberRating.groupBy({ by: ['state'], where: { campaignId }, _count: true });
    const missing = rows.filter(({ state }) => state === 'DRAFT' || state === 'SELF_RATED').reduce((sum, row) => sum + row._count, 0);
    if (missing > 0) throw new Refusal('cellRatings.refused.membersMissing', { count: missing });
    if (!rows.some(({ state }) => state === 'CELL_REVIEWED')) throw new Refusal('cellRatings.refused.alreadyDecided');
    await keepCap(tx, campaignId, { after: { ...counts, decided: counts.excellent }, overrideLimit, override }, { actor, now });
    const decisionId = await recordDecision(tx, decision, subjectOf(campaign), { actor, now });
    const changed = changedBy({ actor, now });
    await tx.memberRating.updateMany({ where: { campaignId, state: 'CELL_REVIEWED' }, data: { state: 'APPRAISED', ...changed } });
    const { count } = await tx.memberRating.updateMany({
      where: { campaignId, state: 'APPRAISED' },
      data: { state: 'DECIDED', decisionId, ...changed },
    });
    return { count, isEarly: isEarly(decision.signedOn, campaign.year, campaign.quarter) };
  },
  refusals,
});

async function loadCampaign(tx: Tx, id: number) {
  const campaign = await tx.ratingCampaign.findUnique({
    where: { id },
    select: { id: true, year: true, quarter: true, subject: true, ruleSetId: true, closedAt: true },
  });
  return campaign && { campaign, partyBodyId: null };
}

/** A rating with what an act on it asks for; `partyBodyId` says whose it is. Row-level security leaves a secretary the own cell's. */
async function loadRating(tx: Tx, { ratingId }: { ratingId: number }) {
  const rating = await tx.partyRating.findUnique({
    where: { id: ratingId, voidedAt: null },
    select: {
      ...{ state: true, partyBodyId: true, ruleSetId: true },
      campaign: { select: { year: true, quarter: true, subject: true, closedAt: true } },
      partyRatingSteps: { where: { step: 'SELF' }, orderBy: { id: 'desc' }, take: 1, select: { level: true } },
    },
  });
  return rating && { ...rating, selfLevel: rating.partyRatingSteps[0]?.level ?? null };
}

const levelsOf = async (tx: Tx, ruleSetId: number): Promise<ReadonlySet<string>> =>
  new Set((await tx.ratingLevel.findMany({ where: { ruleSetId }, select: { code: true } })).map(({ code }) => code));

type Loaded = { state: Parameters<typeof mayAct>[1]; ruleSetId: number; campaign: { closedAt: Date | null } };

async function assertNext(tx: Tx, act: RatingAct, { state, ruleSetId, campaign }: Loaded, level?: Level): Promise<void> {
  assertOpen(campaign);
  if (!mayAct(act, state)) throw new Refusal(isDecided(state) ? 'cellRatings.refused.alreadyDecided' : 'cellRatings.refused.notNext');
  if (level !== undefined && !(await levelsOf(tx, ruleSetId)).has(level)) throw problemAt('level', 'cellRatings.refused.noSuchLevel');
}

function assertOpen({ closedAt }: { closedAt: Date | null }): void {
  if (closedAt !== null) throw new Refusal('cellRatings.refused.closed');
}

type Step = Omit<Prisma.PartyRatingStepUncheckedCreateInput, 'byId' | 'at'>;
const addStep = (tx: Tx, step: Step, { actor, now }: Stamp) => tx.partyRatingStep.create({ data: { ...step, byId: actor.id, at: now } });

/** Trích yếu of a decision that rates. Official prose: always Vietnamese. */
function subjectOf({ year, quarter, subject }: { year: number; quarter: number; subject: string }): string {
  const whom = { CELL: 'chi bộ', ORGANISATION: 'tổ chức đảng', MEMBER: 'đảng viên' }[subject] ?? '';
  return `Xếp loại chất lượng ${whom} ${quarter === 0 ? 'năm' : `quý ${['I', 'II', 'III', 'IV'][quarter - 1]} năm`} ${year}`;
}
