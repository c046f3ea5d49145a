import 'server-only';
import type { Actor } from '@/domain/actor';
import { dayOf, formatDay } from '@/domain/date';
import { NotFound, Refusal } from '@/domain/errors';
import { deadlineOf } from '@/features/periods/queries';
import { type Phase, phase } from '@/features/periods/rules';
import { Prisma, type Tx } from '@/server/db';
import { mayWrite } from './rules';
import type { SubmissionKind, SubmissionState } from './schema';

type Place = { departmentId: number; periodId: number; kind: SubmissionKind };
type Held = { isQuarter: boolean; exists: boolean; id: number | null; state: SubmissionState | null };

/**
 * The department's plan or report of a quarter, made as a draft at the first write, or the reason why nothing may be
 * written: the period is not open or is locked, the file was handed in, the department does not exist in the period.
 * Every write to figures, tasks and texts of a quarter begins here, and holds the file until it commits: a hand-in or a
 * decision waits for it, or it waits and then sees what was decided. Those who write what hangs on the file hold it together;
 * who changes the file itself (`alone`) holds it against them. Throws NotFound or another Refusal.
 */
export async function openForWriting(
  tx: Tx,
  place: Place,
  actor: Actor,
  now: Date,
  alone = false,
): Promise<{ id: number; state: SubmissionState }> {
  const { departmentId, periodId, kind } = place;
  const [held, deadline] = [await holdFile(tx, place, alone), await deadlineOf(tx, place)];
  if (!held?.isQuarter) throw new NotFound();
  if (!held.exists) throw new Refusal('figures.refused.departmentAbsent');
  if (!deadline) throw new Refusal('figures.refused.noDeadline');
  const standing = phase(deadline, now);
  assertWritable(held.state, standing, deadline);
  if (held.id !== null && held.state !== null) return { id: held.id, state: held.state };
  await tx.submission.createMany({ data: [{ departmentId, periodId, kind, updatedAt: now, updatedById: actor.id }], skipDuplicates: true });
  // Somebody else may have made it at the same moment, and even handed it in.
  const made = await holdFile(tx, place, alone);
  if (made?.id == null || made.state === null) throw new Error('the file was not made');
  assertWritable(made.state, standing, deadline);
  return { id: made.id, state: made.state };
}

/** The file's state is read when its lock is held: what somebody else is deciding about is waited for. */
async function holdFile(tx: Tx, { departmentId, periodId, kind }: Place, alone: boolean): Promise<Held | undefined> {
  const [held] = await tx.$queryRaw<Held[]>`
    SELECT p.kind = 'QUARTER' AS "isQuarter", d.established_on <= p.ends_on AND (d.dissolved_on IS NULL OR d.dissolved_on > p.starts_on) AS "exists", s.id, s.state
    FROM period p JOIN department d ON d.id = ${departmentId}
      LEFT JOIN LATERAL (SELECT f.id, f.state FROM submission f WHERE f.department_id = d.id AND f.period_id = p.id AND f.kind = ${kind}::submission_kind
        ${alone ? Prisma.sql`FOR NO KEY UPDATE` : Prisma.sql`FOR SHARE`}) s ON true
    WHERE p.id = ${periodId}`;
  return held;
}

function assertWritable(state: SubmissionState | null, standing: Phase, { opensAt, lockAt }: { opensAt: Date; lockAt: Date }): void {
  if (mayWrite(state, standing)) return;
  if (state !== null && state !== 'DRAFT') throw new Refusal('figures.refused.closed');
  if (standing === 'notOpen') throw new Refusal('figures.refused.notOpen', { opensOn: formatDay(dayOf(opensAt)) });
  throw new Refusal('figures.refused.locked', { lockOn: formatDay(dayOf(lockAt)) });
}
