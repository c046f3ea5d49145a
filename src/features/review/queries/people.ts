import 'server-only';
import type { Actor } from '@/domain/actor';
import { type Day, dayOf } from '@/domain/date';
import { type Db, db, type Tx } from '@/server/db';
import { type Approvals, type Reviewers, secondHand } from '../rules/hands';
import type { Step } from '../schema';

/**
 * Who could decide at each step: accounts that may sign in and hold the role on that day, heads of this department, planning staff and
 * directors. One statement; asks no permission, so callers must.
 */
export async function reviewersOf(on: Db | Tx, departmentId: number, day: Day): Promise<Reviewers> {
  const rows = await on.$queryRaw<{ accountId: number; step: Step }[]>`
    SELECT DISTINCT g.account_id AS "accountId", CASE g.role WHEN 'DEPARTMENT_HEAD' THEN 'HEAD' ELSE g.role::text END AS step
    FROM role_grant g JOIN account a ON a.id = g.account_id AND a.state = 'ACTIVE'
    WHERE (g.role IN ('PLANNING', 'DIRECTOR') OR (g.role = 'DEPARTMENT_HEAD' AND g.department_id = ${departmentId}))
      AND g.valid_from <= ${day}::date AND (g.valid_to IS NULL OR g.valid_to > ${day}::date)`;
  const ids = (step: Step) => rows.filter((row) => row.step === step).map(({ accountId }) => accountId);
  return { HEAD: ids('HEAD'), PLANNING: ids('PLANNING'), DIRECTOR: ids('DIRECTOR') };
}

type Round = {
  submissionId: number;
  roundNo: number;
  step: Step;
  steps: readonly Step[];
  submittedById: number | null;
  departmentId: number;
};

/** Whether a person who stands at this step of a round has approved the step before it, and is the only one who could decide here. */
export async function handAt(on: Db | Tx, round: Round, accountId: number, day: Day): Promise<'first' | 'second' | 'alone'> {
  const approvals: Approvals = await on.review.findMany({
    where: { submissionId: round.submissionId, roundNo: round.roundNo, verdict: 'APPROVED', byId: accountId },
    select: { step: true, byId: true },
  });
  return approvals.length === 0 ? 'first' : secondHand(round, approvals, await reviewersOf(on, round.departmentId, day), accountId);
}

/** The same for who looks at the page now, so that no button promises what is refused. */
export const ownHandAt = (actor: Actor, round: Round, now: Date) => handAt(db(), round, actor.id, dayOf(now));
