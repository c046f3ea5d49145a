'use server';

import type { Route } from 'next';
import { formAction } from '@/server/form-action';
import {
  describeProposal,
  grantProposals,
  proposeAwards,
  recordCouncilVote,
  recordDepartmentVote,
  refuseProposal,
  submitProposals,
  withdrawProposal,
} from './commands';

/** The list says of each where it is now; the form that sent it may have nothing left to show. */
const toList = ({ year }: { year: number }) => `/awards/proposals?year=${year}` as Route;

export const proposeAwardsAction = formAction(proposeAwards, { goTo: toList });
export const describeProposalAction = formAction(describeProposal, { done: 'awardProposals.done.described' });
export const recordDepartmentVoteAction = formAction(recordDepartmentVote, { done: 'awardProposals.done.departmentVote' });
export const recordCouncilVoteAction = formAction(recordCouncilVote, { done: 'awardProposals.done.councilVote' });
export const grantProposalsAction = formAction(grantProposals, { goTo: toList });
export const submitProposalsAction = formAction(submitProposals, { goTo: toList });
export const refuseProposalAction = formAction(refuseProposal, { done: 'awardProposals.done.refused' });
export const withdrawProposalAction = formAction(withdrawProposal, { done: 'awardProposals.done.withdrawn' });
