import 'server-only';
import { dayOf, dayOfColumn, formatDay, toColumn } from '@/domain/date';
import { problemAt, Refusal } from '@/domain/errors';
import { can, type Scoped } from '@/domain/policy';
import { storedCondition } from '@/features/award-rules/schema';
import { grantAwards } from '@/features/awards/writes';
import { decisionFor } from '@/features/departments/writes';
import { defineCommand } from '@/server/command';
import type { Tx } from '@/server/db';
import { asSeen, changedBy } from '@/server/versioned';
import { isOurs, type ProposalState } from './rules/road';
import {
  closeProposalInput,
  councilVoteInput,
  departmentVoteInput,
  describeProposalInput,
  grantProposalsInput,
  proposeAwardsInput,
  submitProposalsInput,
} from './schema';
import { ballotsOf, findingsOf, isCarried, moveAll, type OnRoad, ofSitting, proposalsOf, type Vote, writeVotes } from './writes';

const refusals = {
  award_proposal_once: 'awardProposals.refused.twice',
  award_proposal_guard: 'awardProposals.refused.notFit',
  award_proposal_state: 'awardProposals.refused.notNext',
  award_proposal_subject: 'awardProposals.field.whom',
  award_findings_guard: 'awardProposals.refused.notNext',
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
    const life = await tx.department.findUniqueOrThrow({ where: { id: departmentId }, select: { establishedOn: true, dissolvedOn: true } });
    if (life.establishedOn > toColumn(`${year}-12-31`) || (life.dissolvedOn !== null && life.dissolvedOn <= toColumn(`${year}-01-01`)))
      throw problemAt('departmentId', 'awardProposals.field.notYet', { year: String(year) });
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

const votedOn = (votes: readonly Vote[]) => votes.flatMap((vote) => (vote.votesFor === null ? [] : [{ ...vote, votesFor: vote.votesFor }]));

/** The department's meeting on its own proposals; a sitting is corrected by its day, until the council has voted. */
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
  async run({ tx, input: { votes, thresholdPercent, correcting, ...held }, before: { states }, actor, now }) {
    if (states.some((state) => state !== 'DRAFT' && state !== 'DEPARTMENT_VOTED')) throw new Refusal('awardProposals.refused.notNext');
    const sent = votedOn(votes).map((vote) => ({ ...vote, thresholdPercent }));
    const place = { stage: 'DEPARTMENT', correcting } as const;
    const voted = await ofSitting(tx, place, held, { rows: await proposalsOf(tx, sent), voted: sent, now });
    await moveAll(tx, voted, 'DEPARTMENT_VOTED', { actor, now });
    await writeVotes(tx, { stage: 'DEPARTMENT', ...held }, voted);
    return { voted: voted.length };
  },
  refusals,
});

/**
 * One sitting of the council on many proposals, each against the threshold of its title in its year (condition COUNCIL_SHARE, else more than
 * half). Only what its department carried comes before it; a sitting is corrected by its day, until it is granted or submitted, and only ballots
 * that are different then change. What was found of its conditions is kept with the vote.
 */
export const recordCouncilVote = defineCommand({
  name: 'award.councilVote',
  input: councilVoteInput,
  permission: 'award.council',
  load: async () => ({}),
  async run({ tx, input: { votes, correcting, ...held }, actor, now }) {
    const sent = votedOn(votes);
    const rows = await proposalsOf(tx, sent);
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
    const thresholdOf = ({ awardTypeId, subject, year }: OnRoad) => {
      const rule = shares.find(
        (one) =>
          one.awardTypeId === awardTypeId &&
          one.subject === (subject === 'PERSON' ? 'PERSON' : 'COLLECTIVE') &&
          one.fromYear <= year &&
          year <= (one.toYear ?? year),
      );
      const condition = rule ? storedCondition(rule.ruleCode, rule.params) : null;
      return condition?.rule === 'COUNCIL_SHARE' ? condition.params.percent : 50;
    };
    const byId = new Map(rows.map((row) => [row.id, thresholdOf(row)]));
    const asked = sent.map((vote) => ({ ...vote, thresholdPercent: byId.get(vote.proposalId) ?? 50 }));
    const full = await ofSitting(tx, { stage: 'COUNCIL', correcting }, held, { rows, voted: asked, now });
    const seenAgain = rows.filter(({ id }) => full.some(({ proposalId }) => proposalId === id));
    await moveAll(tx, full, 'COUNCIL_VOTED', { actor, now }, { council: await findingsOf(tx, seenAgain, { actor, now }) });
    await writeVotes(tx, { stage: 'COUNCIL', ...held }, full);
    return { voted: full.length };
  },
  refusals,
});

/** A decision comes after what it rests on: the council's vote, and what was submitted. */
function assertNotBefore(signedOn: Date | null, row: OnRoad): void {
  if (signedOn === null) return;
  const council = ballotsOf(row, 'COUNCIL')?.heldOn;
  if (council && signedOn < council)
    throw problemAt('decision.signedOn', 'awardProposals.field.decidedBeforeCouncil', { day: formatDay(dayOfColumn(council)) });
  if (row.state === 'SUBMITTED' && row.submittedOn && signedOn < row.submittedOn)
    throw problemAt('decision.signedOn', 'awardProposals.field.decidedBeforeSubmission', { day: formatDay(dayOfColumn(row.submittedOn)) });
}

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
    const decided = await findingsOf(tx, rows, { actor, now });
    const effectiveOn = decision?.signedOn ?? dayOf(now);
    const made = await decisionFor(tx, 'AWARD', { decisionId, decision }, { effectiveOn, actor, now });
    if (made === null) throw problemAt('decision.subject', 'departments.field.decisionNeeded');
    const { signedOn } = await tx.decision.findUniqueOrThrow({ where: { id: made }, select: { signedOn: true } });
    for (const row of rows) assertNotBefore(signedOn, row);
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
    await moveAll(tx, seen, 'GRANTED', { actor, now }, { awardIds: ids, decided });
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
    const decided = (await findingsOf(tx, await proposalsOf(tx, [{ proposalId }]), { actor, now })).get(proposalId);
    await tx.awardProposal.update({
      where: asSeen(proposalId, rowVersion),
      data: {
        state: 'REFUSED',
        decidedFindings: decided === undefined ? undefined : JSON.parse(decided),
        closedReason: reason,
        ...changedBy({ actor, now }),
      },
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
