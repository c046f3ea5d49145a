import 'server-only';
import type { Actor } from '@/domain/actor';
import { addDays, type Day, dayOf } from '@/domain/date';
import { type PeriodRef, quarterDays } from '@/domain/period';
import { can, visibleDepartments } from '@/domain/policy';
import { departmentByCode, departmentsInPeriod } from '@/features/departments/queries';
import { type QuarterRef, sheetOf } from '@/features/figures/queries';
import type { SheetLine } from '@/features/figures/rules';
import { holdsIn, isUsedIn } from '@/features/indicators/queries';
import { deadlineOf, quarterOf } from '@/features/periods/queries';
import { type Phase, phase } from '@/features/periods/rules';
import { openTasksDue, type TaskRow, tasksOf } from '@/features/tasks/queries';
import { db, Prisma } from '@/server/db';
import { type BoardStatus, boardStatus, changedCells, mayWrite, type RoundChange, type Snapshot } from './rules';
import type { Section, SubmissionKind, SubmissionState } from './schema';

export type PeriodSpan = { id: number; startsOn: Day; endsOn: Day };
export type Deadline = { opensAt: Date; dueAt: Date; lockAt: Date };

type Pin = { indicatorId: number | null; taskId: number | null; section: Section | null; reason: string; isResolved: boolean };
type ReviewLine = {
  verdict: 'APPROVED' | 'RETURNED' | 'LOCKED' | 'REOPENED';
  roundNo: number;
  reason: string | null;
  by: string;
  at: Date;
  pins: Pin[];
};
type RoundLine = { roundNo: number; by: string; at: Date };

/** A plan or report as its page needs it; `id` is null while nothing was written. */
type SubmissionDetail = {
  id: number | null;
  version: number;
  state: SubmissionState | null;
  roundNo: number;
  submittedBy: { id: number; name: string } | null;
  submittedAt: Date | null;
  sections: Record<Section, string | null>;
  /** Newest first. */
  reviews: ReviewLine[];
  /** Newest first. */
  rounds: RoundLine[];
};

/** The road of one department's plan or report: state, texts, decisions with their pins, rounds. Null when the actor may not read it. */
async function submissionOf(actor: Actor, departmentId: number, periodId: number, kind: SubmissionKind): Promise<SubmissionDetail | null> {
  if (!can(actor, 'submission.read', { departmentId })) return null;
  const row = await db().submission.findUnique({
    where: { departmentId_periodId_kind: { departmentId, periodId, kind } },
    select: {
      id: true,
      rowVersion: true,
      state: true,
      roundNo: true,
      submittedAt: true,
      submittedBy: { select: { id: true, displayName: true } },
      strengths: true,
      limitations: true,
      causes: true,
      proposals: true,
      reviews: {
        orderBy: { id: 'desc' },
        take: 30,
        select: {
          verdict: true,
          roundNo: true,
          reason: true,
          at: true,
          by: { select: { displayName: true } },
          pins: { orderBy: { id: 'asc' }, select: { indicatorId: true, taskId: true, section: true, reason: true, resolvedAt: true } },
        },
      },
      rounds: {
        orderBy: { roundNo: 'desc' },
        take: 30,
        select: { roundNo: true, submittedAt: true, submittedBy: { select: { displayName: true } } },
      },
    },
  });
  if (!row) {
    const sections = { strengths: null, limitations: null, causes: null, proposals: null };
    return { id: null, version: 0, state: null, roundNo: 0, submittedBy: null, submittedAt: null, sections, reviews: [], rounds: [] };
  }
  const { id, rowVersion, state, roundNo, submittedAt, submittedBy, reviews, rounds, ...sections } = row;
  return {
    id,
    version: rowVersion,
    state,
    roundNo,
    submittedAt,
    submittedBy: submittedBy && { id: submittedBy.id, name: submittedBy.displayName },
    sections,
    reviews: reviews.map(({ by, pins, ...review }) => ({
      ...review,
      by: by.displayName,
      // The section column holds only what the command's schema allows.
      pins: pins.map(({ resolvedAt, section, ...pin }) => ({
        ...pin,
        section: section as Section | null,
        isResolved: resolvedAt !== null,
      })),
    })),
    rounds: rounds.map((round) => ({ roundNo: round.roundNo, by: round.submittedBy.displayName, at: round.submittedAt })),
  };
}

/** What the last return still asks for. */
function openPins(reviews: readonly ReviewLine[]): Pin[] {
  return reviews.find(({ verdict }) => verdict === 'RETURNED')?.pins.filter(({ isResolved }) => !isResolved) ?? [];
}

/** What changed between the last two rounds; null when there are not two. */
export async function roundChanges(
  actor: Actor,
  departmentId: number,
  submissionId: number,
): Promise<{ from: number; to: number; cells: RoundChange[] } | null> {
  if (!can(actor, 'submission.read', { departmentId })) return null;
  const rounds = await db().submissionRound.findMany({
    where: { submissionId, submission: { departmentId } },
    orderBy: { roundNo: 'desc' },
    take: 2,
    select: { roundNo: true, snapshot: true },
  });
  const [after, before] = rounds;
  if (!after || !before) return null;
  // Only the submit command writes snapshots, in this shape.
  const read = (round: { snapshot: Prisma.JsonValue }) => round.snapshot as unknown as Snapshot;
  return { from: before.roundNo, to: after.roundNo, cells: changedCells(read(before), read(after)) };
}

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
  /** Cells that differ from last year's same quarter by more than a fifth. */
  outliers: number;
};

/** What waits for planning's decision, longest waiting first; empty for everyone who does not review. One statement. */
export async function inbox(actor: Actor): Promise<InboxRow[]> {
  if (!can(actor, 'submission.review')) return [];
  return db().$queryRaw<InboxRow[]>(Prisma.sql`
    SELECT s.id AS "submissionId", d.code AS "departmentCode", v.name AS "departmentName", s.kind, p.year::int, p.index::int AS quarter, s.round_no::int AS "roundNo",
      s.submitted_at AS "submittedAt", a.display_name AS "submittedBy",
      (SELECT count(*)::int FROM figure f JOIN period q ON q.kind = 'QUARTER' AND q.calendar = p.calendar AND q.year = p.year - 1 AND q.index = p.index
        JOIN figure l ON l.department_id = f.department_id AND l.period_id = q.id AND l.measure = 'ACTUAL' AND l.indicator_id = f.indicator_id
        WHERE f.department_id = s.department_id AND f.period_id = s.period_id AND f.measure = CASE s.kind WHEN 'PLAN' THEN 'PLAN' ELSE 'ACTUAL' END::measure
          AND l.value > 0 AND abs(f.value - l.value) > l.value * 0.2) AS outliers
    FROM submission s JOIN period p ON p.id = s.period_id JOIN department d ON d.id = s.department_id JOIN account a ON a.id = s.submitted_by_id
      JOIN LATERAL (SELECT x.name FROM department_version x WHERE x.department_id = d.id AND x.valid_from <= p.ends_on ORDER BY x.valid_from DESC LIMIT 1) v ON true
    WHERE s.state = 'SUBMITTED' ORDER BY s.submitted_at LIMIT 200`);
}

export type OwnSubmission = {
  departmentId: number;
  departmentCode: string;
  departmentName: string;
  periodId: number;
  year: number;
  quarter: number;
  kind: SubmissionKind;
  state: SubmissionState | null;
  pins: number;
  opensAt: Date;
  dueAt: Date;
  lockAt: Date;
  decidedAt: Date | null;
};

/**
 * The plans and reports of the actor's own departments whose entry has begun and whose lock has not long passed, for
 * «what is due from me» and «done this quarter». One statement.
 */
export async function ownSubmissions(actor: Actor, now: Date): Promise<OwnSubmission[]> {
  const visible = visibleDepartments(actor, 'submission.submit');
  if (visible === 'all' || visible.length === 0) return [];
  return db().$queryRaw<OwnSubmission[]>(Prisma.sql`
    SELECT d.id AS "departmentId", d.code AS "departmentCode", v.name AS "departmentName", p.id AS "periodId", p.year::int, p.index::int AS quarter, l.kind, s.state,
      (SELECT count(*)::int FROM review r JOIN review_pin k ON k.review_id = r.id WHERE r.submission_id = s.id AND k.resolved_at IS NULL) AS pins,
      l.opens_at AS "opensAt", greatest(l.due_at, e.due) AS "dueAt", greatest(l.lock_at, e.lock) AS "lockAt", s.decided_at AS "decidedAt"
    FROM period_deadline l JOIN period p ON p.id = l.period_id AND p.kind = 'QUARTER' JOIN department d ON d.id = ANY (${visible}::int[])
      AND d.established_on <= p.ends_on AND (d.dissolved_on IS NULL OR d.dissolved_on > p.starts_on)
      JOIN LATERAL (SELECT x.name FROM department_version x WHERE x.department_id = d.id AND x.valid_from <= p.ends_on ORDER BY x.valid_from DESC LIMIT 1) v ON true
      LEFT JOIN submission s ON s.department_id = d.id AND s.period_id = p.id AND s.kind = l.kind
      LEFT JOIN LATERAL (SELECT x.new_due_at AS due, x.new_lock_at AS lock FROM deadline_extension x
        WHERE x.period_id = p.id AND x.kind = l.kind AND x.department_id = d.id AND x.state = 'GRANTED'
        ORDER BY x.decided_at DESC, x.id DESC LIMIT 1) e ON true
    WHERE l.opens_at <= ${now} AND l.lock_at > ${now}::timestamptz - interval '120 days'
    ORDER BY greatest(l.due_at, e.due), l.kind`);
}

/** For the rail: how much waits for the actor's own department, and for the actor's review. */
export async function workCounts(actor: Actor, now: Date): Promise<{ due: number; waiting: number }> {
  const [own, waiting] = await Promise.all([
    ownSubmissions(actor, now),
    can(actor, 'submission.review') ? db().submission.count({ where: { state: 'SUBMITTED' } }) : 0,
  ]);
  const due = own.filter((submission) => isDue(submission, now));
  const tasks = await tasksToReport(actor, due, now);
  return { due: due.length + (tasks.length > 0 ? 1 : 0), waiting };
}

const TASKS_AHEAD_DAYS = 14;

/** Open tasks due by the next two weeks whose report can still be written; what a closed report left open is nobody's work any more. */
export async function tasksToReport(actor: Actor, files: readonly OwnSubmission[], now: Date) {
  const reports = files.filter((file) => file.kind === 'REPORT' && isDue(file, now));
  if (reports.length === 0) return [];
  const departments = [...new Set(reports.map(({ departmentId }) => departmentId))];
  const tasks = await openTasksDue(actor, departments, addDays(dayOf(now), TASKS_AHEAD_DAYS));
  return tasks.flatMap((task) => {
    const report = reports.find(
      ({ departmentId, year, quarter }) => departmentId === task.leadDepartmentId && year === task.year && quarter === task.quarter,
    );
    return report ? [{ ...task, report }] : [];
  });
}

/** Still to be handed in by the department: never submitted and not locked, or sent back. */
function isDue({ state, opensAt, dueAt, lockAt }: OwnSubmission, now: Date): boolean {
  return mayWrite(state, phase({ opensAt, dueAt, lockAt }, now));
}

export type Screen = {
  department: { id: number; code: string; name: string };
  quarter: QuarterRef;
  deadline: Deadline & { extended: boolean };
  phase: Phase;
  detail: SubmissionDetail;
  lines: SheetLine[];
  tasks: TaskRow[];
  pins: Pin[];
};

/** Why there is nothing to show: no quarter chosen, planning has not opened it, or the department was not there then. */
export type NoScreen = { department: { id: number; code: string; name: string } } & (
  | { missing: 'quarter' | 'period' }
  | { missing: 'notYet' | 'noMore'; since: Day }
);

/**
 * Everything that the page of one department's plan or report shows. Null when the department does not exist or may not be
 * read by the actor.
 */
export async function screenOf(
  actor: Actor,
  code: string,
  period: PeriodRef,
  kind: SubmissionKind,
  now: Date,
): Promise<Screen | NoScreen | null> {
  const day = period.quarter === null ? `${period.year}-12-31` : quarterDays(period.year, period.quarter).endsOn;
  const found = await departmentByCode(actor, code, day);
  if (!found || !can(actor, 'submission.read', { departmentId: found.id })) return null;
  const department = { id: found.id, code: found.code, name: found.name };
  if (period.quarter === null) return { department, missing: 'quarter' };
  const { establishedOn, dissolvedOn } = found;
  const { startsOn, endsOn } = quarterDays(period.year, period.quarter);
  if (establishedOn > endsOn) return { department, missing: 'notYet', since: establishedOn };
  if (dissolvedOn !== null && dissolvedOn <= startsOn) return { department, missing: 'noMore', since: dissolvedOn };
  const opened = await quarterOf(actor, period.year, period.quarter);
  const deadline = opened && (await deadlineOf(db(), { departmentId: found.id, periodId: opened.id, kind }));
  if (!opened || !deadline) return { department, missing: 'period' };
  const quarter = { id: opened.id, year: opened.year, quarter: opened.quarter, startsOn: opened.startsOn, endsOn: opened.endsOn };
  const [detail, lines, tasks] = await Promise.all([
    submissionOf(actor, found.id, quarter.id, kind),
    sheetOf(actor, found.id, quarter),
    tasksOf(actor, found.id, quarter.id),
  ]);
  if (!detail || !lines) return null;
  return {
    department,
    quarter,
    deadline,
    phase: phase(deadline, now),
    detail,
    lines,
    tasks,
    pins: detail.state === 'RETURNED' ? openPins(detail.reviews) : [],
  };
}
