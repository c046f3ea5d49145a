import type { Day } from '@/domain/date';

/** Who was there when ballots were cast. */
export type Sitting = { heldOn: Day; eligible: number; present: number };
export type BallotLine = { votesFor: number; votesAgainst: number; votesBlank: number; thresholdPercent: number };

/** What is wrong with ballots that a sitting sends: its own stay its own. */
export type SittingProblem = 'votedBefore' | 'otherSitting';

type Sent = BallotLine & { proposalId: number };

/**
 * Which ballots of a sitting are to be written. A new sitting (`correcting` null) takes only what was never voted on; a correction only what
 * was voted on in the sitting of that day, and of it only what is different now. Anything else is a problem, and nothing is written.
 */
export function ballotsToWrite<Line extends Sent>(
  sent: readonly Line[],
  kept: ReadonlyMap<number, Sitting & BallotLine>,
  { correcting, ...now }: Sitting & { correcting: Day | null },
): { write: Line[]; problem: SittingProblem | null } {
  const none = (problem: SittingProblem) => ({ write: [], problem });
  if (correcting === null)
    return sent.some(({ proposalId }) => kept.has(proposalId)) ? none('votedBefore') : { write: [...sent], problem: null };
  if (sent.some(({ proposalId }) => kept.get(proposalId)?.heldOn !== correcting)) return none('otherSitting');
  const isChanged = (line: Line) => {
    const before = kept.get(line.proposalId);
    const said = { ...line, ...now };
    return FIELDS.some((field) => before?.[field] !== said[field]);
  };
  return { write: sent.filter(isChanged), problem: null };
}
const FIELDS = ['heldOn', 'eligible', 'present', 'votesFor', 'votesAgainst', 'votesBlank', 'thresholdPercent'] as const;

/** Lines by the day of their sitting, the latest first; what was not voted on is in none. */
export function bySitting<Row>(
  rows: readonly Row[],
  voteOf: (row: Row) => (Sitting & { votesFor: number }) | null,
): (Sitting & { rows: Row[] })[] {
  const sittings = new Map<Day, Sitting & { rows: Row[] }>();
  for (const row of rows) {
    const vote = voteOf(row);
    if (!vote) continue;
    const { heldOn, eligible, present } = vote;
    const sitting = sittings.get(heldOn) ?? { heldOn, eligible, present, rows: [] };
    sitting.rows.push(row);
    sittings.set(heldOn, sitting);
  }
  return [...sittings.values()].sort((one, other) => (one.heldOn < other.heldOn ? 1 : -1));
}
