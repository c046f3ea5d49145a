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

export const proposeAwardsAction = formAction(proposeAwards, { goTo: ({ year }) => `/awards/proposals?year=${year}` as Route });
export const describeProposalAction = formAction(describeProposal, { done: 'awardProposals.done.described' });
export const recordDepartmentVoteAction = formAction(recordDepartmentVote, { done: 'awardProposals.done.departmentVote' });
export const recordCouncilVoteAction = formAction(recordCouncilVote, { done: 'awardProposals.done.councilVote' });
export const grantProposalsAction = formAction(grantProposals, { done: 'awardProposals.done.granted' });
export const submitProposalsAction = formAction(submitProposals, { done: 'awardProposals.done.submitted' });
export const refuseProposalAction = formAction(refuseProposal, { done: 'awardProposals.done.refused' });
export const withdrawProposalAction = formAction(withdrawProposal, { done: 'awardProposals.done.withdrawn' });
