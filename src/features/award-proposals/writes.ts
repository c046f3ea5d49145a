import 'server-only';
import type { Actor } from '@/domain/actor';
import { type Day, dayOf, dayOfColumn } from '@/domain/date';
import { problemAt, Refusal } from '@/domain/errors';
import type { Tx } from '@/server/db';
import type { Stamp } from '@/server/versioned';
import { claimsOf, presentFindings } from './queries';
import { freeze } from './rules/frozen';
import { carries, type ProposalState } from './rules/road';
import { ballotsToWrite, type Sitting } from './rules/sitting';

/** Ballots on one proposal as a sitting sends them; without `votesFor` it was not voted on. */
export type Vote = {
  proposalId: number;
  rowVersion: number;
  votesFor: number | null;
  votesAgainst: number | null;
  votesBlank: number | null;
};
type Voted = Vote & { votesFor: number; thresholdPercent: number };
type Held = Sitting & { stage: 'DEPARTMENT' | 'COUNCIL' };

/** What was found at a moment, as text, by proposal. */
type Kept = ReadonlyMap<number, string>;

/**
 * Proposals as they were seen, moved to the next state together: two statements however many there are. Of two who move one at once the
 * second is told; the database refuses a state that does not follow.
 */
export async function moveAll(
  tx: Tx,
  seen: readonly { proposalId: number; rowVersion: number }[],
  state: ProposalState,
  { actor, now }: Stamp,
  more: {
    awardIds?: number[];
    council?: Kept;
    decided?: Kept;
    superior?: string;
    submissionNumber?: string | null;
    submittedOn?: string;
  } = {},
): Promise<void> {
  const { awardIds = seen.map(() => null), council, decided, superior = null, submissionNumber = null, submittedOn = null } = more;
  const keptOf = (kept: Kept | undefined) => seen.map(({ proposalId }) => kept?.get(proposalId) ?? null);
  const moved = await tx.$executeRaw`
    UPDATE award_proposal p SET state = ${state}::proposal_state, row_version = p.row_version + 1, updated_at = ${now}::timestamptz, updated_by_id = ${actor.id},
      award_id = x.award_id, council_findings = coalesce(x.council::jsonb, p.council_findings), decided_findings = coalesce(x.decided::jsonb, p.decided_findings), superior = coalesce(${superior}, p.superior), submission_number = coalesce(${submissionNumber}, p.submission_number), submitted_on = coalesce(${submittedOn}::date, p.submitted_on)
    FROM unnest(${seen.map(({ proposalId }) => proposalId)}::int[], ${seen.map(({ rowVersion }) => rowVersion)}::int[], ${awardIds}::int[],
      ${keptOf(council)}::text[], ${keptOf(decided)}::text[]) x (id, row_version, award_id, council, decided)
    WHERE p.id = x.id AND p.row_version = x.row_version AND p.voided_at IS NULL`;
  if (moved < seen.length) throw new Refusal('common.refused.conflict');
}

/** The award of a proposal was recorded wrongly and is taken out of the register: the proposal stands again where the decision found it. */
export async function reopenProposal(tx: Tx, awardId: number, reason: string, { actor, now }: Stamp): Promise<void> {
  await tx.$executeRaw`
    UPDATE award_proposal p SET state = (CASE WHEN p.submitted_on IS NULL THEN 'COUNCIL_VOTED' ELSE 'SUBMITTED' END)::proposal_state, award_id = NULL, decided_findings = NULL,
      closed_reason = ${reason}, row_version = p.row_version + 1, updated_at = ${now}::timestamptz, updated_by_id = ${actor.id}
    WHERE p.award_id = ${awardId} AND NOT p.is_revoked AND p.voided_at IS NULL`;
}

/** The award of a proposal was revoked: the proposal stays as it ended, marked, and the same may be proposed anew. */
export async function markRevoked(tx: Tx, awardId: number, { actor, now }: Stamp): Promise<void> {
  await tx.$executeRaw`
    UPDATE award_proposal p SET is_revoked = true, row_version = p.row_version + 1, updated_at = ${now}::timestamptz, updated_by_id = ${actor.id} WHERE p.award_id = ${awardId} AND p.voided_at IS NULL`;
}

type Place = { stage: 'DEPARTMENT' | 'COUNCIL'; correcting: Day | null };

/**
 * What a sitting sends, against what is on record: answers the ballots to be written. Refuses what belongs to another sitting, a day before the
 * year of merit or after today, another number of people than the sitting of that day had, and a day that would cut a sitting in two.
 */
export async function ofSitting<Line extends Voted>(
  tx: Tx,
  { stage, correcting }: Place,
  held: Sitting,
  { rows, voted, now }: { rows: readonly OnRoad[]; voted: readonly Line[]; now: Date },
): Promise<Line[]> {
  const { heldOn, eligible, present } = held;
  const years = [...new Set(rows.map(({ year }) => year))];
  const first = years.find((year) => heldOn < `${year}-01-01`);
  if (first !== undefined) throw problemAt('heldOn', 'awardProposals.field.beforeMerit', { year: String(first) });
  if (heldOn > dayOf(now)) throw problemAt('heldOn', 'awardProposals.field.afterToday');
  const kept = new Map(
    rows.flatMap((row) => {
      const vote = ballotsOf(row, stage);
      return vote ? [[row.id, { ...vote, heldOn: dayOfColumn(vote.heldOn) }] as const] : [];
    }),
  );
  const counted = voted.map((vote) => ({ ...vote, votesAgainst: vote.votesAgainst ?? 0, votesBlank: vote.votesBlank ?? 0 }));
  const { write, problem } = ballotsToWrite(counted, kept, { heldOn, eligible, present, correcting });
  if (problem) throw new Refusal(`awardProposals.refused.${problem}`);
  // two who record one sitting at once see each other's numbers
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.proposal_vote'))`;
  const departments = stage === 'DEPARTMENT' ? rows.map(({ departmentId }) => departmentId) : null;
  const others = await tx.$queryRaw<Sitting[]>`
    SELECT DISTINCT v.held_on::text AS "heldOn", v.eligible, v.present FROM proposal_vote v JOIN award_proposal p ON p.id = v.proposal_id AND p.voided_at IS NULL
    WHERE v.stage = ${stage}::vote_stage AND v.held_on = ANY (${[heldOn, correcting ?? heldOn]}::date[]) AND p.year = ANY (${years}::int[])
      AND (${departments}::int[] IS NULL OR p.department_id = ANY (${departments}::int[])) AND NOT p.id = ANY (${voted.map(({ proposalId }) => proposalId)}::int[])`;
  if (others.some((one) => one.heldOn === heldOn && (one.eligible !== eligible || one.present !== present)))
    throw problemAt('eligible', 'awardProposals.field.otherNumbers');
  if (correcting !== null && correcting !== heldOn && others.some((one) => one.heldOn === correcting))
    throw problemAt('heldOn', 'awardProposals.field.sittingGoesOn');
  const changed = new Set(write.map(({ proposalId }) => proposalId));
  return voted.filter(({ proposalId }) => changed.has(proposalId));
}

/** Ballots of one sitting; said again for the same stage, they are corrected. */
export async function writeVotes(tx: Tx, { stage, heldOn, eligible, present }: Held, votes: readonly Voted[]): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO proposal_vote (proposal_id, stage, held_on, eligible, present, votes_for, votes_against, votes_blank, threshold_percent)
    SELECT x.id, ${stage}::vote_stage, ${heldOn}::date, ${eligible}, ${present}, x.votes_for, x.votes_against, x.votes_blank, x.threshold
    FROM unnest(${votes.map(({ proposalId }) => proposalId)}::int[], ${votes.map(({ votesFor }) => votesFor)}::int[], ${votes.map(({ votesAgainst }) => votesAgainst ?? 0)}::int[],
      ${votes.map(({ votesBlank }) => votesBlank ?? 0)}::int[], ${votes.map(({ thresholdPercent }) => String(thresholdPercent))}::numeric[]) x (id, votes_for, votes_against, votes_blank, threshold)
    ON CONFLICT (proposal_id, stage) DO UPDATE SET held_on = excluded.held_on, eligible = excluded.eligible, present = excluded.present, votes_for = excluded.votes_for,
      votes_against = excluded.votes_against, votes_blank = excluded.votes_blank, threshold_percent = excluded.threshold_percent`;
}

const onRoad = {
  ...{ id: true, state: true, year: true, departmentId: true, subject: true, personId: true, awardTypeId: true },
  ...{ evidence: true, submittedOn: true },
  awardType: { select: { code: true, level: true, track: true, name: true } },
  proposalVotes: true,
} as const;

/** Proposals with their ballots, by id; one that is not there, or is the Party's, refuses the act. */
export async function proposalsOf(tx: Tx, seen: readonly { proposalId: number }[]) {
  const rows = await tx.awardProposal.findMany({
    where: { id: { in: seen.map(({ proposalId }) => proposalId) }, voidedAt: null, awardType: { isParty: false } },
    select: onRoad,
    orderBy: { id: 'asc' },
  });
  if (rows.length < new Set(seen.map(({ proposalId }) => proposalId)).size) throw new Refusal('common.refused.notFound');
  return rows;
}
export type OnRoad = Awaited<ReturnType<typeof proposalsOf>>[number];

/** The conditions of proposals as they stand, to be kept with them; read before the act changes anything. */
export async function findingsOf(tx: Tx, rows: readonly OnRoad[], { actor, now }: { actor: Actor; now: Date }): Promise<Kept> {
  const candidates = rows.map(({ awardType, evidence, ...row }) => ({ ...row, typeCode: awardType.code, claims: claimsOf(evidence) }));
  const found = await presentFindings(actor, candidates, now, tx);
  return new Map([...found].map(([id, present]) => [id, JSON.stringify(freeze(present, now))]));
}

/** Ballots of a stage, if it was held. */
export const ballotsOf = ({ proposalVotes }: OnRoad, stage: 'DEPARTMENT' | 'COUNCIL') => {
  const vote = proposalVotes.find((one) => one.stage === stage);
  return vote && { ...vote, thresholdPercent: vote.thresholdPercent.toNumber() };
};
/** Whether the ballots of a stage carried it. */
export const isCarried = (proposal: OnRoad, stage: 'DEPARTMENT' | 'COUNCIL') => {
  const ballots = ballotsOf(proposal, stage);
  return ballots !== undefined && carries(ballots);
};
