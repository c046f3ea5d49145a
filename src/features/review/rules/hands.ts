import type { Step } from '../schema';

/** Accounts that could decide at each step on a day. */
export type Reviewers = Record<Step, number[]>;
/** Steps of a round that were approved, and by whom. */
export type Approvals = { step: Step; byId: number }[];

type Standing = { step: Step; steps: readonly Step[]; submittedById: number | null };

/**
 * Two steps are two people: who approved one step does not approve the next (`second`), unless nobody else could, besides the person who
 * handed in (`alone`). Sending back is everybody's at their step: it lets nothing through.
 */
export function secondHand(
  { step, steps, submittedById }: Standing,
  approvals: Readonly<Approvals>,
  reviewers: Reviewers,
  accountId: number,
): 'first' | 'second' | 'alone' {
  const before = steps[steps.indexOf(step) - 1];
  if (!approvals.some((approval) => approval.step === before && approval.byId === accountId)) return 'first';
  return reviewers[step].some((id) => id !== accountId && id !== submittedById) ? 'second' : 'alone';
}
