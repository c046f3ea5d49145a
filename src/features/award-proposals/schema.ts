import { z } from 'zod';
import { dayInput, id, integer, line, optionalDay, optionalId, optionalLine, orEmpty, prose, rowVersion, yearInput } from '@/domain/input';
import { EVIDENCE_KINDS, RULE_CODES } from '@/features/award-rules/rules/conditions';
import { byDecision, departmentCode, oneDecision } from '@/features/departments/schema';
import type { Frozen } from './rules/frozen';

const claims = z
  .array(z.enum(EVIDENCE_KINDS))
  .max(10)
  .default([])
  .transform((kinds) => [...new Set(kinds)]);
const statement = prose(20_000).default(null);

/** People of a department, or the department itself (nobody named), for a title of a year of merit. */
export const proposeAwardsInput = z.strictObject({
  awardTypeId: id,
  year: yearInput,
  departmentId: id,
  personIds: z
    .array(id)
    .max(100)
    .default([])
    .transform((ids) => [...new Set(ids)]),
  claims,
  statement,
});
const seen = { proposalId: id, rowVersion };
export const describeProposalInput = z.strictObject({ ...seen, claims, statement });
export const closeProposalInput = z.strictObject({ ...seen, reason: line(500) });

const ballots = integer(0, 10_000);
/** Ballots on one proposal; left empty it was not voted on in this sitting. */
const onOne = z.strictObject({
  ...seen,
  votesFor: orEmpty(ballots),
  votesAgainst: orEmpty(ballots).default(null),
  votesBlank: orEmpty(ballots).default(null),
});
const sitting = {
  ...{ heldOn: dayInput, eligible: integer(1, 10_000), present: integer(1, 10_000) },
  /** The day of the sitting that is corrected; empty for a new one. */
  correcting: optionalDay,
  votes: z.array(onOne).min(1).max(300),
};
type Sitting = {
  eligible: number;
  present: number;
  votes: { proposalId: number; votesFor: number | null; votesAgainst: number | null; votesBlank: number | null }[];
};

function counted({ eligible, present, votes }: Sitting, context: z.RefinementCtx): void {
  const issue = (path: (string | number)[], message: string) => context.addIssue({ code: 'custom', path, message });
  if (present > eligible) issue(['present'], 'awardProposals.field.present');
  for (const [place, { votesFor, votesAgainst, votesBlank }] of votes.entries())
    if ((votesFor ?? 0) + (votesAgainst ?? 0) + (votesBlank ?? 0) > present)
      issue(['votes', place, 'votesFor'], 'awardProposals.field.ballots');
  for (const [place, { votesFor, votesAgainst, votesBlank }] of votes.entries())
    if (votesFor === null && (votesAgainst ?? votesBlank) !== null) issue(['votes', place, 'votesFor'], 'awardProposals.field.votesFor');
  if (votes.every(({ votesFor }) => votesFor === null)) issue(['votes', 0, 'votesFor'], 'common.field.required');
  if (new Set(votes.map(({ proposalId }) => proposalId)).size < votes.length) issue(['votes'], 'common.refused.duplicate');
}
/** The department's meeting on its own proposals; the threshold is its own to set. */
export const departmentVoteInput = z.strictObject({ ...sitting, thresholdPercent: integer(1, 100).default(50) }).superRefine(counted);
/** One sitting of the council on many proposals; each has the threshold of its title. */
export const councilVoteInput = z.strictObject(sitting).superRefine(counted);

/** «12:3»: a proposal as it was seen, as a checkbox sends it. */
const ticked = z
  .string()
  .regex(/^[1-9]\d{0,9}:\d{1,9}$/)
  .transform((text) => {
    const [proposalId = 0, version = 0] = text.split(':').map(Number);
    return { proposalId, rowVersion: version };
  })
  .refine(({ proposalId }) => proposalId <= 2_147_483_647);
const several = z.array(ticked).min(1).max(300);
export const grantProposalsInput = z.strictObject({ proposals: several, ...byDecision }).superRefine(oneDecision);
export const submitProposalsInput = z.strictObject({
  proposals: several,
  superior: line(200),
  submissionNumber: optionalLine(60).default(null),
  submittedOn: dayInput,
});

/** What stands in the addresses of proposals. */
export const proposalSearch = z.object({
  title: z.string().max(40).catch(''),
  department: departmentCode.catch(''),
  person: optionalId.catch(null).default(null),
  /** The day of the sitting that is to be corrected. */
  sitting: optionalDay.catch(null),
});

/** What was kept with a vote; null where nothing was, or a later program wrote what this one cannot read. */
export function storedFrozen(value: unknown): Frozen | null {
  const shape = z.looseObject({
    at: z.iso.datetime(),
    verdict: z.enum(['qualifies', 'lacksOne', 'lacksMore', 'unknown', 'holds']),
    findings: z.array(
      z.looseObject({
        ruleId: id,
        rule: z.enum(RULE_CODES).nullable(),
        part: z.string(),
        standing: z.enum(['met', 'notMet', 'unknown']),
        source: z.string(),
      }),
    ),
  });
  const read = shape.safeParse(value);
  return read.success ? (read.data as unknown as Frozen) : null;
}
