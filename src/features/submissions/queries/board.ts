import 'server-only';
import type { Actor } from '@/domain/actor';
import type { Day } from '@/domain/date';
import type { Quarter } from '@/domain/period';
import { can, visibleDepartments } from '@/domain/policy';
import { departmentsInPeriod } from '@/features/departments/queries';
import type { DepartmentKind } from '@/features/departments/schema';
import { holdsIn, isUsedIn } from '@/features/indicators/queries';
import { departmentDeadlines } from '@/features/periods/queries';
import { type Deadline, type Phase, phase } from '@/features/periods/rules';
import type { DeadlineKind } from '@/features/periods/schema';
import type { Step } from '@/features/review/schema';
import { db, Prisma } from '@/server/db';
import { type BoardStatus, boardStatus } from '../rules';
import type { SubmissionKind, SubmissionState } from '../schema';

export type PeriodSpan = { id: number; startsOn: Day; endsOn: Day };

export type BoardRow = {
  departmentId: number;
  code: string;
  name: string;
  unit: DepartmentKind;
  status: BoardStatus;
  phase: Phase;
  submissionId: number | null;
  version: number;
  roundNo: number;
  submittedBy: number | null;
  submittedAt: Date | null;
  /** Whom a file that was handed in waits for, and since when. */
  step: Step | null;
  waitingSince: Date | null;
  decidedAt: Date | null;
  dueAt: Date;
  lockAt: Date;
  isExtended: boolean;
  /** Required cells that hold a figure, of all required cells. */
  filled: number;
  required: number;
  /** Places of the last return that wait to be corrected. */
  pins: number;
};

type Counted = {
  departmentId: number;
  submissionId: number | null;
  version: number | null;
  state: SubmissionState | null;
  roundNo: number | null;
  submittedBy: number | null;
  submittedAt: Date | null;
  step: Step | null;
  waitingSince: Date | null;
  decidedAt: Date | null;
  newDueAt: Date | null;
  newLockAt: Date | null;
  filled: number;
  required: number;
  pins: number;
};

/**
 * Every department that existed in the period and that the actor may read, with where its plan or report stands and how
 * much of it is really filled (features.md row 59). Two statements.
 */
export async function board(actor: Actor, period: PeriodSpan, kind: SubmissionKind, deadline: Deadline, now: Date): Promise<BoardRow[]> {
  const visible = visibleDepartments(actor, 'submission.read');
  if (visible !== 'all' && visible.length === 0) return [];
  const measure = kind === 'PLAN' ? 'PLAN' : 'ACTUAL';
  const [startsOn, endsOn] = [Prisma.sql`${period.startsOn}::date`, Prisma.sql`${period.endsOn}::date`];
  const mine = visible === 'all' ? Prisma.empty : Prisma.sql`AND d.id = ANY (${visible}::int[])`;
  const [departments, counted] = await Promise.all([
    departmentsInPeriod(actor, period),
    db().$queryRaw<Counted[]>(Prisma.sql`
      WITH filled AS (
        SELECT a.department_id, count(*)::int AS required, count(f.value)::int AS filled
        FROM indicator_assignment a JOIN indicator i ON i.id = a.indicator_id AND i.aggregation <> 'RATIO'
          LEFT JOIN figure f ON f.department_id = a.department_id AND f.period_id = ${period.id} AND f.measure = ${measure}::measure AND f.indicator_id = a.indicator_id
        WHERE a.required AND ${holdsIn(startsOn, endsOn)} AND ${isUsedIn(startsOn, endsOn)}
        GROUP BY a.department_id
      )
      SELECT d.id AS "departmentId", s.id AS "submissionId", s.row_version AS version, s.state, s.round_no::int AS "roundNo", s.submitted_by_id AS "submittedBy",
        s.submitted_at AS "submittedAt", s.step, CASE WHEN s.state = 'SUBMITTED' THEN coalesce((SELECT max(r.at) FROM review r WHERE r.submission_id = s.id AND r.round_no = s.round_no
          AND r.verdict = 'APPROVED'), s.submitted_at) END AS "waitingSince", s.decided_at AS "decidedAt", e.due AS "newDueAt", e.lock AS "newLockAt", coalesce(c.filled, 0) AS filled, coalesce(c.required, 0) AS required,
        CASE WHEN s.state = 'RETURNED' THEN (SELECT count(*)::int FROM review r JOIN review_pin p ON p.review_id = r.id WHERE r.submission_id = s.id AND p.resolved_at IS NULL) ELSE 0 END AS pins
      FROM department d
        LEFT JOIN submission s ON s.department_id = d.id AND s.period_id = ${period.id} AND s.kind = ${kind}::submission_kind
        LEFT JOIN filled c ON c.department_id = d.id
        LEFT JOIN LATERAL (SELECT x.new_due_at AS due, x.new_lock_at AS lock FROM deadline_extension x
          WHERE x.period_id = ${period.id} AND x.kind = ${kind}::submission_kind AND x.department_id = d.id AND x.state = 'GRANTED'
          ORDER BY x.decided_at DESC, x.id DESC LIMIT 1) e ON true
      WHERE (c.required > 0 OR s.id IS NOT NULL) ${mine}`),
  ]);
  const byDepartment = new Map(counted.map((row) => [row.departmentId, row]));
  return departments.flatMap(({ id, code, name, kind: unit }): BoardRow[] => {
    const row = byDepartment.get(id);
    if (!row) return [];
    const [dueAt, lockAt] = [later(deadline.dueAt, row.newDueAt), later(deadline.lockAt, row.newLockAt)];
    const standing = phase({ opensAt: deadline.opensAt, dueAt, lockAt }, now);
    return [
      {
        departmentId: id,
        code,
        name,
        unit,
        status: boardStatus(row.state, standing, row.newDueAt !== null, row.decidedAt !== null),
        phase: standing,
        submissionId: row.submissionId,
        version: row.version ?? 0,
        roundNo: row.roundNo ?? 0,
        submittedBy: row.submittedBy,
        submittedAt: row.submittedAt,
        step: row.step,
        waitingSince: row.waitingSince,
        decidedAt: row.decidedAt,
        dueAt,
        lockAt,
        isExtended: row.newDueAt !== null,
        filled: row.filled,
        required: row.required,
        pins: row.pins,
      },
    ];
  });
}

function later(one: Date, other: Date | null): Date {
  return other !== null && other > one ? other : one;
}

export type QuarterOfDepartment = {
  quarter: Quarter;
  kind: DeadlineKind;
  deadline: Deadline & { extended: boolean };
  state: SubmissionState | null;
  /** A locked file that somebody had decided about. */
  wasApproved: boolean;
};

/**
 * Where the department's plans and reports of a year stand, one row for each that was opened in a quarter in which it exists;
 * null for those who may not read them.
 */
export async function yearOfDepartment(actor: Actor, departmentId: number, year: number): Promise<QuarterOfDepartment[] | null> {
  if (!can(actor, 'submission.read', { departmentId })) return null;
  const [deadlines, submissions] = await Promise.all([
    departmentDeadlines(db(), { departmentIds: [departmentId], year }),
    db().submission.findMany({
      where: { departmentId, period: { year } },
      select: { periodId: true, kind: true, state: true, decidedAt: true },
    }),
  ]);
  const states = new Map(submissions.map(({ periodId, kind, ...file }) => [`${periodId}/${kind}`, file]));
  return deadlines.map(({ periodId, quarter, kind, opensAt, dueAt, lockAt, extended }) => ({
    quarter,
    kind,
    deadline: { opensAt, dueAt, lockAt, extended },
    state: states.get(`${periodId}/${kind}`)?.state ?? null,
    wasApproved: (states.get(`${periodId}/${kind}`)?.decidedAt ?? null) !== null,
  }));
}
