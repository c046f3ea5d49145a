import 'server-only';
import { dayOf, dayOfColumn, toColumn } from '@/domain/date';
import { problemAt, Refusal } from '@/domain/errors';
import { can, type Scoped } from '@/domain/policy';
import { storedCondition } from '@/features/award-rules/schema';
import { grantAwards } from '@/features/awards/writes';
import { decisionFor } from '@/features/departments/writes';
import { defineCommand } from '@/server/command';
import type { Tx } from '@/server/db';
import { asSeen, changedBy, type Stamp } from '@/server/versioned';
import { carries, isOurs, type ProposalState } from './rules/road';
import {
  closeProposalInput,
  councilVoteInput,
  departmentVoteInput,
  describeProposalInput,
  grantProposalsInput,
  proposeAwardsInput,
  submitProposalsInput,
} from './schema';

const refusals = {
  award_proposal_once: 'awardProposals.refused.twice',
  award_proposal_guard: 'awardProposals.refused.notFit',
  award_proposal_state: 'awardProposals.refused.notNext',
  award_proposal_subject: 'awardProposals.field.whom',
  proposal_vote_counts: 'awardProposals.field.ballots',
  award_person_once: 'awardProposals.refused.held',
  award_department_once: 'awardProposals.refused.held',
  award_person_undated_once: 'awardProposals.refused.held',
  award_department_undated_once: 'awardProposals.refused.held',
  award_guard: 'awardProposals.refused.notFit',
  award_confirmed_has_decision: 'awardProposals.refused.undecided',
} as const;

/** A department proposes people of its own, or itself, for a title of a year of merit: one proposal each. */
export const proposeAwards = defineCommand({
  name: 'award.propose',
  input: proposeAwardsInput,
  permission: 'award.propose',
  load: async (tx, { departmentId }) => {
    const department = await tx.department.findUnique({ where: { id: departmentId }, select: { id: true } });
    return department && { departmentId };
  },
  async run({ tx, input: { awardTypeId, year, departmentId, personIds, claims, statement }, actor, now }) {
    const type = await tx.awardType.findFirst({
      where: { id: awardTypeId, isParty: false },
      select: { forPerson: true, forCollective: true },
    });
    if (!type) throw problemAt('awardTypeId', 'common.field.notAChoice');
    if (personIds.length === 0 && !type.forCollective) throw problemAt('personIds', 'awardProposals.field.whom');
    if (personIds.length > 0 && !type.forPerson) throw problemAt('personIds', 'awardProposals.field.collectiveOnly');
    const belong = await tx.personPost.findMany({
      where: {
        ...{ personId: { in: personIds }, departmentId, validFrom: { lte: toColumn(`${year}-12-31`) } },
        OR: [{ validTo: null }, { validTo: { gt: toColumn(`${year}-01-01`) } }],
      },
      select: { personId: true },
    });
    if (new Set(belong.map(({ personId }) => personId)).size < personIds.length)
      throw problemAt('personIds', 'awardProposals.field.notOfDepartment');
    const of = { awardTypeId, year, departmentId, statement, evidence: { claims }, updatedAt: now, updatedById: actor.id };
    const made = await tx.awardProposal.createManyAndReturn({
      data:
        personIds.length === 0 ? [{ ...of, subject: 'DEPARTMENT' }] : personIds.map((personId) => ({ ...of, subject: 'PERSON', personId })),
      select: { id: true },
    });
    return { ids: made.map(({ id }) => id), year };
  },
  refusals,
});

type Loaded = Scoped & { departmentId: number; state: ProposalState };
async function loadOne(tx: Tx, { proposalId }: { proposalId: number }): Promise<Loaded | null> {
  return tx.awardProposal.findFirst({ where: { id: proposalId, voidedAt: null }, select: { departmentId: true, state: true } });
}

/** The report of merit and what is claimed as evidence, while the council has not voted. */
export const describeProposal = defineCommand({
  name: 'award.describeProposal',
  input: describeProposalInput,
  permission: 'award.propose',
  load: loadOne,
  async run({ tx, input: { proposalId, rowVersion, claims, statement }, before: { state }, actor, now }) {
    if (state !== 'DRAFT' && state !== 'DEPARTMENT_VOTED') throw new Refusal('awardProposals.refused.notNext');
    await tx.awardProposal.update({
      where: asSeen(proposalId, rowVersion),
      data: { evidence: { claims }, statement, ...changedBy({ actor, now }) },
    });
    return { id: proposalId };
  },
  refusals,
});

type Vote = { proposalId: number; rowVersion: number; votesFor: number | null; votesAgainst: number | null; votesBlank: number | null };
type Voted = Vote & { votesFor: number; thresholdPercent: number };
type Held = { stage: 'DEPARTMENT' | 'COUNCIL'; heldOn: string; eligible: number; present: number };

const votedOn = (votes: readonly Vote[]) => votes.flatMap((vote) => (vote.votesFor === null ? [] : [{ ...vote, votesFor: vote.votesFor }]));

/**
 * Proposals as they were seen, moved to the next state together: two statements however many there are. Of two who move one at once the
 * second is told; the database refuses a state that does not follow.
 */
async function moveAll(
  tx: Tx,
  seen: readonly { proposalId: number; rowVersion: number }[],
  state: ProposalState,
  { actor, now }: Stamp,
  more: { awardIds?: number[]; superior?: string; submissionNumber?: string | null; submittedOn?: string } = {},
): Promise<void> {
  const { awardIds = seen.map(() => null), superior = null, submissionNumber = null, submittedOn = null } = more;
  const moved = await tx.$executeRaw`
    UPDATE award_proposal p SET state = ${state}::proposal_state, row_version = p.row_version + 1, updated_at = ${now}::timestamptz, updated_by_id = ${actor.id},
      award_id = x.award_id, superior = coalesce(${superior}, p.superior), submission_number = coalesce(${submissionNumber}, p.submission_number), submitted_on = coalesce(${submittedOn}::date, p.submitted_on)
    FROM unnest(${seen.map(({ proposalId }) => proposalId)}::int[], ${seen.map(({ rowVersion }) => rowVersion)}::int[], ${awardIds}::int[]) x (id, row_version, award_id)
    WHERE p.id = x.id AND p.row_version = x.row_version AND p.voided_at IS NULL`;
  if (moved < seen.length) throw new Refusal('common.refused.conflict');
}

/** Ballots of one sitting; said again for the same stage, they are corrected. */
async function writeVotes(tx: Tx, { stage, heldOn, eligible, present }: Held, votes: readonly Voted[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO proposal_vote (proposal_id, stage, held_on, eligible, present, votes_for, votes_against, votes_blank, threshold_percent)
    SELECT x.id, ${stage}::vote_stage, ${heldOn}::date, ${eligible}, ${present}, x.votes_for, x.votes_against, x.votes_blank, x.threshold
    FROM unnest(${votes.map(({ proposalId }) => proposalId)}::int[], ${votes.map(({ votesFor }) => votesFor)}::int[], ${votes.map(({ votesAgainst }) => votesAgainst ?? 0)}::int[],
      ${votes.map(({ votesBlank }) => votesBlank ?? 0)}::int[], ${votes.map(({ thresholdPercent }) => String(thresholdPercent))}::numeric[]) x (id, votes_for, votes_against, votes_blank, threshold)
    ON CONFLICT (proposal_id, stage) DO UPDATE SET held_on = excluded.held_on, eligible = excluded.eligible, present = excluded.present, votes_for = excluded.votes_for,
      votes_against = excluded.votes_against, votes_blank = excluded.votes_blank, threshold_percent = excluded.threshold_percent`;
}

/** The department's meeting on its own proposals; may be corrected until the council has voted. */
export const recordDepartmentVote = defineCommand({
  name: 'award.departmentVote',
  input: departmentVoteInput,
  permission: 'award.propose',
  load: async (tx, { votes }, actor) => {
    const ids = votes.map(({ proposalId }) => proposalId);
    const rows = await tx.awardProposal.findMany({
      where: { id: { in: ids }, voidedAt: null },
      select: { departmentId: true, state: true },
    });
    const [first] = rows;
    // one department's meeting; somebody else's proposal among them is not there at all
    const isOne =
      rows.length === ids.length &&
      rows.every(({ departmentId }) => can(actor, 'award.propose', { departmentId }) && departmentId === first?.departmentId);
    return first && isOne ? { departmentId: first.departmentId, states: rows.map(({ state }) => state) } : null;
  },
  async run({ tx, input: { votes, thresholdPercent, ...held }, before: { states }, actor, now }) {
    if (states.some((state) => state !== 'DRAFT' && state !== 'DEPARTMENT_VOTED')) throw new Refusal('awardProposals.refused.notNext');
    const voted = votedOn(votes).map((vote) => ({ ...vote, thresholdPercent }));
    await moveAll(tx, voted, 'DEPARTMENT_VOTED', { actor, now });
    await writeVotes(tx, { stage: 'DEPARTMENT', ...held }, voted);
    return { voted: voted.length };
  },
  refusals,
});

const onRoad = {
  ...{ id: true, state: true, year: true, departmentId: true, subject: true, personId: true, awardTypeId: true },
  awardType: { select: { level: true, track: true, name: true } },
  proposalVotes: { select: { stage: true, heldOn: true, eligible: true, votesFor: true, thresholdPercent: true } },
} as const;

async function proposalsOf(tx: Tx, seen: readonly { proposalId: number }[]) {
  const rows = await tx.awardProposal.findMany({
    where: { id: { in: seen.map(({ proposalId }) => proposalId) }, voidedAt: null, awardType: { isParty: false } },
    select: onRoad,
    orderBy: { id: 'asc' },
  });
  if (rows.length < new Set(seen.map(({ proposalId }) => proposalId)).size) throw new Refusal('common.refused.notFound');
  return rows;
}
type OnRoad = Awaited<ReturnType<typeof proposalsOf>>[number];
const ballotsOf = ({ proposalVotes }: OnRoad, stage: 'DEPARTMENT' | 'COUNCIL') => {
  const vote = proposalVotes.find((one) => one.stage === stage);
  return vote && { ...vote, thresholdPercent: vote.thresholdPercent.toNumber() };
};
const isCarried = (proposal: OnRoad, stage: 'DEPARTMENT' | 'COUNCIL') => {
  const ballots = ballotsOf(proposal, stage);
  return ballots !== undefined && carries(ballots);
};

/**
 * One sitting of the council on many proposals, each against the threshold of its title in its year (condition COUNCIL_SHARE, else more than
 * half). Only what its department carried comes before it; may be corrected until it is granted or submitted.
 */
export const recordCouncilVote = defineCommand({
  name: 'award.councilVote',
  input: councilVoteInput,
  permission: 'award.council',
  load: async () => ({}),
  async run({ tx, input: { votes, ...held }, actor, now }) {
    const voted = votedOn(votes);
    const rows = await proposalsOf(tx, voted);
    for (const row of rows) {
      if (row.state !== 'DEPARTMENT_VOTED' && row.state !== 'COUNCIL_VOTED') throw new Refusal('awardProposals.refused.notNext');
      if (!isCarried(row, 'DEPARTMENT')) throw new Refusal('awardProposals.refused.notCarried');
      const former = ballotsOf(row, 'DEPARTMENT');
      if (former && dayOfColumn(former.heldOn) > held.heldOn) throw problemAt('heldOn', 'awardProposals.field.beforeDepartment');
    }
    const shares = await tx.eligibilityRule.findMany({
      where: { ruleCode: 'COUNCIL_SHARE', awardTypeId: { in: rows.map(({ awardTypeId }) => awardTypeId) } },
      orderBy: { fromYear: 'desc' },
    });
    const thresholdOf = ({ awardTypeId, year }: OnRoad) => {
      const rule = shares.find((one) => one.awardTypeId === awardTypeId && one.fromYear <= year && year <= (one.toYear ?? year));
      const condition = rule ? storedCondition(rule.ruleCode, rule.params) : null;
      return condition?.rule === 'COUNCIL_SHARE' ? condition.params.percent : 50;
    };
    const byId = new Map(rows.map((row) => [row.id, thresholdOf(row)]));
    const full = voted.map((vote) => ({ ...vote, thresholdPercent: byId.get(vote.proposalId) ?? 50 }));
    await moveAll(tx, full, 'COUNCIL_VOTED', { actor, now });
    await writeVotes(tx, { stage: 'COUNCIL', ...held }, full);
    return { voted: full.length };
  },
  refusals,
});

/**
 * Grants proposals by one decision: our own for what the council carried at the hospital's level, the superior's for what was submitted. The
 * awards with their money and the proposals' end are one act.
 */
export const grantProposals = defineCommand({
  name: 'award.grantProposals',
  input: grantProposalsInput,
  permission: 'award.council',
  load: async () => ({}),
  async run({ tx, input: { proposals, decisionId, decision }, actor, now }) {
    const rows = await proposalsOf(tx, proposals);
    for (const row of rows) {
      if (row.state === 'SUBMITTED') continue;
      if (row.state !== 'COUNCIL_VOTED') throw new Refusal('awardProposals.refused.notNext');
      if (!isCarried(row, 'COUNCIL')) throw new Refusal('awardProposals.refused.notCarried');
      if (!isOurs(row.awardType)) throw new Refusal('awardProposals.refused.submitFirst', { title: row.awardType.name });
    }
    const effectiveOn = decision?.signedOn ?? dayOf(now);
    const made = await decisionFor(tx, 'AWARD', { decisionId, decision }, { effectiveOn, actor, now });
    if (made === null) throw problemAt('decision.subject', 'departments.field.decisionNeeded');
    const { signedOn } = await tx.decision.findUniqueOrThrow({ where: { id: made }, select: { signedOn: true } });
    const versions = new Map(proposals.map((one) => [one.proposalId, one.rowVersion]));
    const ids = await grantAwards(
      tx,
      { decisionId: made, signedOn: signedOn && dayOfColumn(signedOn) },
      rows.map(({ awardTypeId, subject, personId, departmentId, year }) => ({
        ...{ awardTypeId, isParty: false, personId, departmentId, yearFrom: year, yearTo: year },
        subject: subject === 'PERSON' ? 'PERSON' : 'DEPARTMENT',
      })),
      { actor, now },
    );
    const seen = rows.map(({ id }) => ({ proposalId: id, rowVersion: versions.get(id) ?? 0 }));
    await moveAll(tx, seen, 'GRANTED', { actor, now }, { awardIds: ids });
    return { decisionId: made, granted: ids.length, year: rows[0]?.year ?? 0 };
  },
  refusals,
});

/** What others grant goes to the superior, once the council has carried it. */
export const submitProposals = defineCommand({
  name: 'award.submitProposals',
  input: submitProposalsInput,
  permission: 'award.council',
  load: async () => ({}),
  async run({ tx, input: { proposals, ...submission }, actor, now }) {
    const rows = await proposalsOf(tx, proposals);
    for (const row of rows) {
      if (row.state !== 'COUNCIL_VOTED') throw new Refusal('awardProposals.refused.notNext');
      if (!isCarried(row, 'COUNCIL')) throw new Refusal('awardProposals.refused.notCarried');
      if (isOurs(row.awardType)) throw new Refusal('awardProposals.refused.oursToGrant', { title: row.awardType.name });
      const council = ballotsOf(row, 'COUNCIL');
      if (council && dayOfColumn(council.heldOn) > submission.submittedOn)
        throw problemAt('submittedOn', 'awardProposals.field.beforeCouncil');
    }
    await moveAll(tx, proposals, 'SUBMITTED', { actor, now }, submission);
    return { submitted: proposals.length, year: rows[0]?.year ?? 0 };
  },
  refusals,
});

/** The council or the superior does not grant it; it stays on record with the reason. */
export const refuseProposal = defineCommand({
  name: 'award.refuseProposal',
  input: closeProposalInput,
  permission: 'award.council',
  load: loadOne,
  async run({ tx, input: { proposalId, rowVersion, reason }, actor, now }) {
    await tx.awardProposal.update({
      where: asSeen(proposalId, rowVersion),
      data: { state: 'REFUSED', closedReason: reason, ...changedBy({ actor, now }) },
    });
    return { id: proposalId };
  },
  refusals,
});

/** Who proposed takes it back, while it is not decided. */
export const withdrawProposal = defineCommand({
  name: 'award.withdrawProposal',
  input: closeProposalInput,
  permission: 'award.propose',
  load: loadOne,
  async run({ tx, input: { proposalId, rowVersion, reason }, actor, now }) {
    await tx.awardProposal.update({
      where: asSeen(proposalId, rowVersion),
      data: { state: 'WITHDRAWN', closedReason: reason, ...changedBy({ actor, now }) },
    });
    return { id: proposalId };
  },
  refusals,
});
