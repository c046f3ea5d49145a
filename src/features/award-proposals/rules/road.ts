/** Where a proposal stands (trạng thái đề nghị). */
export const PROPOSAL_STATES = ['DRAFT', 'DEPARTMENT_VOTED', 'COUNCIL_VOTED', 'SUBMITTED', 'GRANTED', 'REFUSED', 'WITHDRAWN'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** Ballots of one stage; the threshold is of all who may vote, in per cent. */
export type Ballots = { eligible: number; votesFor: number; thresholdPercent: number };

/** Half is not enough where more than half is asked (quá nửa); any other threshold is reached at its very number. */
const MORE_THAN_HALF = 50;

/** How many votes a proposal needs of so many who may vote: 16 of 30 by «quá nửa», 27 of 30 by 90 per cent. */
export function votesNeeded({ eligible, thresholdPercent }: Omit<Ballots, 'votesFor'>): number {
  // thresholds have at most four digits after the comma
  const [part, whole] = [BigInt(eligible) * BigInt(Math.round(thresholdPercent * 10_000)), 1_000_000n];
  if (thresholdPercent === MORE_THAN_HALF) return Number(part / whole) + 1;
  return Number((part + whole - 1n) / whole);
}

/** Whether the ballots carry it. Nobody who may vote carries nothing. */
export const carries = (ballots: Ballots): boolean => ballots.eligible > 0 && ballots.votesFor >= votesNeeded(ballots);

export type Road = {
  state: ProposalState;
  /** Cấp cơ sở: the hospital grants it itself. What others grant is submitted. */
  isOurs: boolean;
  department: Ballots | null;
  council: Ballots | null;
};
/** What is to be done next, by whoever has it. */
export type NextStep = 'departmentVote' | 'voteAgainOrWithdraw' | 'council' | 'refuse' | 'grant' | 'submit' | 'awaitResult' | 'none';

/** The next step of a proposal; ballots that do not carry it lead nowhere but back. */
export function nextStep({ state, isOurs, department, council }: Road): NextStep {
  switch (state) {
    case 'DRAFT':
      return 'departmentVote';
    case 'DEPARTMENT_VOTED':
      return department && carries(department) ? 'council' : 'voteAgainOrWithdraw';
    case 'COUNCIL_VOTED':
      if (!council || !carries(council)) return 'refuse';
      return isOurs ? 'grant' : 'submit';
    case 'SUBMITTED':
      return 'awaitResult';
    default:
      return 'none';
  }
}

/** Levels whose awards the hospital's own director grants. */
export const isOurs = ({ level, track }: { level: string; track: string }): boolean => level === 'GRASSROOTS' || track === 'INTERNAL';
