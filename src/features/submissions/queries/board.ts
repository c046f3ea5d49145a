import 'server-only';
import type { Actor } from '@/domain/actor';
import type { Day } from '@/domain/date';
import type { Quarter } from '@/domain/period';
import { can, visibleDepartments } from '@/domain/policy';
import { departmentsInPeriod } from '@/features/departments/queries';
import { holdsIn, isUsedIn } from '@/features/indicators/queries';
import { departmentDeadlines } from '@/features/periods/queries';
import { type Deadline, type Phase, phase } from '@/features/periods/rules';
import type { DeadlineKind } from '@/features/periods/schema';
import { db, Prisma } from '@/server/db';
import { type BoardStatus, boardStatus } from '../rules';
import type { SubmissionKind, SubmissionState } from '../schema';

export type PeriodSpan = { id: number; startsOn: Day; endsOn: Day };

export type BoardRow = {
  departmentId: number;
  code: string;
  name: string;
  status: BoardStatus;
  phase: Phase;
  submissionId: number | null;
  version: number;
  roundNo: number;
  submittedBy: number | null;
  submittedAt: Date | null;
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
        s.submitted_at AS "submittedAt", s.decided_at AS "decidedAt", e.due AS "newDueAt", e.lock AS "newLockAt", coalesce(c.filled, 0) AS filled, coalesce(c.required, 0) AS required,
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
  return departments.flatMap(({ id, code, name }): BoardRow[] => {
    const row = byDepartment.get(id);
    if (!row) return [];
    const [dueAt, lockAt] = [later(deadline.dueAt, row.newDueAt), later(deadline.lockAt, row.newLockAt)];
    const standing = phase({ opensAt: deadline.opensAt, dueAt, lockAt }, now);
    return [
      {
        departmentId: id,
        code,
        name,
        status: boardStatus(row.state, standing, row.newDueAt !== null, row.decidedAt !== null),
        phase: standing,
        submissionId: row.submissionId,
        version: row.version ?? 0,
        roundNo: row.roundNo ?? 0,
        submittedBy: row.submittedBy,
        submittedAt: row.submittedAt,
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

export type InboxRow = {
  submissionId: number;
  departmentCode: string;
  departmentName: string;
  kind: SubmissionKind;
  year: number;
  quarter: number;
  roundNo: number;
  submittedAt: Date;
  submittedBy: string;
  /** Cells whose change since last year's same quarter asks for a word: `largeChange` of features/figures/rules.ts in SQL. */
  outliers: number;
};

/** What waits for planning's decision, longest waiting first; empty for everyone who does not review. One statement. */
export async function inbox(actor: Actor): Promise<InboxRow[]> {
  if (!can(actor, 'submission.review')) return [];
  return db().$queryRaw<InboxRow[]>(Prisma.sql`
    SELECT s.id AS "submissionId", d.code AS "departmentCode", v.name AS "departmentName", s.kind, p.year::int, p.index::int AS quarter, s.round_no::int AS "roundNo",
      s.submitted_at AS "submittedAt", a.display_name AS "submittedBy",
      (SELECT count(*)::int FROM figure f JOIN period q ON q.kind = 'QUARTER' AND q.calendar = p.calendar AND q.year = p.year - 1 AND q.index = p.index
        JOIN indicator i ON i.id = f.indicator_id
        JOIN figure l ON l.department_id = f.department_id AND l.period_id = q.id AND l.measure = 'ACTUAL' AND l.indicator_id = f.indicator_id
        WHERE f.department_id = s.department_id AND f.period_id = s.period_id AND f.measure = CASE s.kind WHEN 'PLAN' THEN 'PLAN' ELSE 'ACTUAL' END::measure
          AND l.value > 0 AND abs(f.value - l.value) * 100 > l.value * i.soft_change_pct
          AND (i.aggregation <> 'SUM' OR (f.value - l.value) ^ 2 > 4 * greatest(f.value, l.value))) AS outliers
    FROM submission s JOIN period p ON p.id = s.period_id JOIN department d ON d.id = s.department_id JOIN account a ON a.id = s.submitted_by_id
      JOIN LATERAL (SELECT x.name FROM department_version x WHERE x.department_id = d.id AND x.valid_from <= p.ends_on ORDER BY x.valid_from DESC LIMIT 1) v ON true
    WHERE s.state = 'SUBMITTED' ORDER BY s.submitted_at LIMIT 200`);
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
