import 'server-only';
import type { Tx } from '@/server/db';
import type { Level } from '../schema';

export type RatingStep = {
  id: number;
  step: 'SELF' | 'CELL_MEETING' | 'APPRAISAL' | 'DECISION' | 'APPEAL';
  level: Level | null;
  score: string | null;
  votes: {
    eligible: number;
    present: number;
    excellent: number;
    good: number;
    completed: number;
    notCompleted: number;
    invalid: number;
  } | null;
  note: string | null;
  by: string;
  at: Date;
};

/** Every step of one rating, latest first. Read in the caller's open transaction. */
export async function stepsOf(tx: Tx, ratingId: number): Promise<RatingStep[]> {
  const steps = await tx.partyRatingStep.findMany({
    where: { ratingId },
    orderBy: { id: 'desc' },
    take: 200,
    include: { by: { select: { displayName: true } } },
  });
  return steps.map(({ by, level, score, eligibleVoters, present, ...step }) => ({
    ...{ id: step.id, step: step.step, note: step.note, at: step.at, by: by.displayName },
    level: level === 'NOT_RATED' ? null : level,
    score: score?.toString() ?? null,
    votes:
      step.step === 'CELL_MEETING'
        ? {
            eligible: eligibleVoters ?? 0,
            present: present ?? 0,
            excellent: step.votesExcellent ?? 0,
            good: step.votesGood ?? 0,
            completed: step.votesCompleted ?? 0,
            notCompleted: step.votesNotCompleted ?? 0,
            invalid: step.invalidVotes ?? 0,
          }
        : null,
  }));
}

/** Years in which this body was rated before, latest first: «2025 Xuất sắc». Read in the caller's open transaction. */
export function earlierLevels(tx: Tx, partyBodyId: number, year: number): Promise<{ year: number; label: string }[]> {
  return tx.$queryRaw<{ year: number; label: string }[]>`
    SELECT c.year::int, l.label FROM party_rating r JOIN rating_campaign c ON c.id = r.campaign_id JOIN rating_level l ON l.rule_set_id = r.rule_set_id AND l.code = r.level
    WHERE r.party_body_id = ${partyBodyId} AND c.quarter = 0 AND c.year < ${year} AND r.state IN ('DECIDED', 'PUBLISHED') AND r.voided_at IS NULL ORDER BY c.year DESC LIMIT 20`;
}
