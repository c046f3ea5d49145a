import 'server-only';
import type { Actor } from '@/domain/actor';
import { dayOf, formatDay } from '@/domain/date';
import { NotFound, Refusal } from '@/domain/errors';
import { deadlineOf } from '@/features/periods/queries';
import { phase } from '@/features/periods/rules';
import type { Tx } from '@/server/db';
import { mayWrite } from './rules';
import type { SubmissionKind, SubmissionState } from './schema';

type Place = { departmentId: number; periodId: number; kind: SubmissionKind };
type Found = { isQuarter: boolean; exists: boolean; id: number | null; state: SubmissionState | null };

/**
 * The department's plan or report of a quarter, made as a draft at the first write, or the reason why nothing may be
 * written: the period is not open or is locked, the file was handed in, the department does not exist in the period.
 * Every write to figures, tasks and texts of a quarter begins here.
 */
export async function openForWriting(tx: Tx, place: Place, actor: Actor, now: Date): Promise<{ id: number; state: SubmissionState }> {
  const { departmentId, periodId, kind } = place;
  const [rows, deadline] = [
    await tx.$queryRaw<Found[]>`
      SELECT p.kind = 'QUARTER' AS "isQuarter", d.established_on <= p.ends_on AND (d.dissolved_on IS NULL OR d.dissolved_on > p.starts_on) AS "exists", s.id, s.state
      FROM period p JOIN department d ON d.id = ${departmentId}
        LEFT JOIN submission s ON s.department_id = d.id AND s.period_id = p.id AND s.kind = ${kind}::submission_kind
      WHERE p.id = ${periodId}`,
    await deadlineOf(tx, place),
  ];
  const [found] = rows;
  if (!found?.isQuarter) throw new NotFound();
  if (!found.exists) throw new Refusal('figures.refused.departmentAbsent');
  if (!deadline) throw new Refusal('figures.refused.noDeadline');
  const standing = phase(deadline, now);
  if (!mayWrite(found.state, standing)) {
    if (found.state !== null && found.state !== 'DRAFT') throw new Refusal('figures.refused.closed');
    if (standing === 'notOpen') throw new Refusal('figures.refused.notOpen', { opensOn: formatDay(dayOf(deadline.opensAt)) });
    throw new Refusal('figures.refused.locked', { lockOn: formatDay(dayOf(deadline.lockAt)) });
  }
  if (found.id !== null && found.state !== null) return { id: found.id, state: found.state };
  await tx.submission.createMany({ data: [{ departmentId, periodId, kind, updatedAt: now, updatedById: actor.id }], skipDuplicates: true });
  return tx.submission.findUniqueOrThrow({
    where: { departmentId_periodId_kind: { departmentId, periodId, kind } },
    select: { id: true, state: true },
  });
}
