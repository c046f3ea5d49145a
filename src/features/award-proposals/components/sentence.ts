import type { getTranslations } from 'next-intl/server';
import { formatDay } from '@/domain/date';
import type { ProposalLine, VoteLine } from '../queries';
import { votesNeeded } from '../rules/road';

export type ProposalWords = Awaited<ReturnType<typeof getTranslations<'awardProposals'>>>;

/** Where a proposal is, with whom, since when and what comes next: one sentence; before it, that its award was taken out of the register. */
export function roadSentence(t: ProposalWords, proposal: ProposalLine): string {
  const { state, closedReason } = proposal;
  const isBack = closedReason !== null && (state === 'COUNCIL_VOTED' || state === 'SUBMITTED');
  return [isBack && t('sentence.back', { reason: closedReason.replace(/[.\s]+$/, '') }), stepSentence(t, proposal)]
    .filter(Boolean)
    .join(' ');
}

function stepSentence(t: ProposalWords, proposal: ProposalLine): string {
  const { isRevoked, state, next, department, departmentVote, councilVote, title, superior, submissionNumber, closedReason, decision } =
    proposal;
  const day = formatDay(proposal.since);
  const place = { department: department.name, day };
  const ballots = (vote: VoteLine | null) => ({
    ...place,
    votes: vote?.votesFor ?? 0,
    eligible: vote?.eligible ?? 0,
    needed: vote ? votesNeeded(vote) : 0,
  });
  if (state === 'GRANTED') return t(isRevoked ? 'sentence.revoked' : 'sentence.granted', { number: decision?.number ?? '–', day });
  if (state === 'REFUSED') return t('sentence.refused', { day, reason: closedReason ?? '' });
  if (state === 'WITHDRAWN') return t('sentence.withdrawn', { ...place, reason: closedReason ?? '' });
  switch (next) {
    case 'council':
    case 'voteAgainOrWithdraw':
      return t(`sentence.${next}`, ballots(departmentVote));
    case 'refuse':
    case 'grant':
      return t(`sentence.${next}`, ballots(councilVote));
    case 'submit':
      return t('sentence.submit', { ...ballots(councilVote), decidedBy: title.decidedBy ?? '–' });
    case 'awaitResult':
      return t('sentence.awaitResult', {
        ...place,
        superior: superior ?? '–',
        number: submissionNumber ? t('sentence.numbered', { number: submissionNumber }) : '',
      });
    default:
      return t('sentence.departmentVote', place);
  }
}

export const STATUS = {
  DRAFT: 'draft',
  DEPARTMENT_VOTED: 'waiting',
  COUNCIL_VOTED: 'waiting',
  SUBMITTED: 'submitted',
  GRANTED: 'approved',
  REFUSED: 'late',
  WITHDRAWN: 'none',
} as const;
