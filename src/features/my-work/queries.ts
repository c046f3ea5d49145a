import 'server-only';
import { type Actor, ownDepartments } from '@/domain/actor';
import { addDays, dayOf } from '@/domain/date';
import { can, visibleDepartments } from '@/domain/policy';
import { type Aggregation, completion, type Direction, yearToDate } from '@/features/indicators/rules';
import { phase } from '@/features/periods/rules';
import { waitingCount } from '@/features/review/queries/inbox';
import type { Step } from '@/features/review/schema';
import { mayWrite } from '@/features/submissions/rules';
import type { SubmissionKind, SubmissionState } from '@/features/submissions/schema';
import { openTasksDue } from '@/features/tasks/queries';
import { db, Prisma } from '@/server/db';

export type NewsItem = {
  verdict: 'APPROVED' | 'RETURNED' | 'REOPENED' | 'LOCKED' | 'WITHDRAWN';
  step: Step;
  kind: 'PLAN' | 'REPORT';
  code: string;
  year: number;
  quarter: number;
  pins: number;
  by: string;
  at: Date;
};

/** The latest decisions on the files of the actor's own departments, newest first. One statement. */
export async function newsOf(actor: Actor, limit = 5): Promise<NewsItem[]> {
  const departments = ownDepartments(actor).filter((departmentId) => can(actor, 'submission.read', { departmentId }));
  if (departments.length === 0) return [];
  return db().$queryRaw<NewsItem[]>(Prisma.sql`
    SELECT r.verdict, r.step, s.kind, d.code, p.year::int, p.index::int AS quarter, r.at, a.display_name AS by,
      (SELECT count(*)::int FROM review_pin k WHERE k.review_id = r.id) AS pins
    FROM review r JOIN submission s ON s.id = r.submission_id JOIN department d ON d.id = s.department_id JOIN period p ON p.id = s.period_id JOIN account a ON a.id = r.by_id
    WHERE s.department_id = ANY (${departments}::int[]) ORDER BY r.at DESC LIMIT ${limit}`);
}

export type Progress = {
  code: string;
  name: string;
  unit: string;
  decimals: number;
  direction: Direction;
  actual: number | null;
  plan: number | null;
  completion: number | null;
};

type Row = {
  code: string;
  name: string;
  unit: string;
  decimals: number;
  direction: Direction;
  aggregation: Aggregation;
  quarter: number;
  days: number;
  plan: number | null;
  actual: number | null;
};

/**
 * The year so far of one department, for the few indicators that lead its sheet: actual against the plan of the same
 * quarters. Values in each indicator's unit; completion 1 = 100 %. One statement.
 */
export async function progressOf(actor: Actor, departmentId: number, year: number, limit = 4): Promise<Progress[]> {
  if (!can(actor, 'submission.read', { departmentId })) return [];
  const rows = await db().$queryRaw<Row[]>(Prisma.sql`
    WITH chosen AS (
      SELECT i.* FROM indicator i WHERE i.aggregation IN ('SUM', 'LAST') AND i.direction IN ('UP', 'DOWN')
        AND EXISTS (SELECT 1 FROM figure f JOIN period p ON p.id = f.period_id WHERE f.department_id = ${departmentId} AND p.kind = 'QUARTER' AND p.year = ${year} AND f.indicator_id = i.id AND f.measure = 'ACTUAL' AND f.value IS NOT NULL)
      ORDER BY i.is_headline DESC, i.sort_order, i.id LIMIT ${limit}
    )
    SELECT i.code, i.name, i.unit, i.decimals::int, i.direction::text, i.aggregation::text, p.index::int AS quarter, (p.ends_on - p.starts_on + 1)::int AS days,
      max(f.value) FILTER (WHERE f.measure = 'PLAN')::float8 AS plan, max(f.value) FILTER (WHERE f.measure = 'ACTUAL')::float8 AS actual
    FROM chosen i CROSS JOIN period p LEFT JOIN figure f ON f.department_id = ${departmentId} AND f.period_id = p.id AND f.indicator_id = i.id AND f.measure IN ('PLAN', 'ACTUAL')
    WHERE p.kind = 'QUARTER' AND p.year = ${year}
    GROUP BY i.code, i.name, i.unit, i.decimals, i.direction, i.aggregation, i.is_headline, i.sort_order, i.id, p.index, p.starts_on, p.ends_on
    ORDER BY i.is_headline DESC, i.sort_order, i.id, p.index`);
  const byCode = new Map<string, Row[]>();
  for (const row of rows) byCode.set(row.code, [...(byCode.get(row.code) ?? []), row]);
  return [...byCode.values()].flatMap((quarters): Progress[] => {
    const [first] = quarters;
    if (!first) return [];
    const { code, name, unit, decimals, direction, aggregation } = first;
    const rule = { aggregation, decimals, denominatorDays: false, scale: 1 };
    const { plan, actual } = yearToDate(
      rule,
      quarters.map(({ days, plan, actual }) => ({ plan: { days, value: plan }, actual: { days, value: actual } })),
    );
    return [{ code, name, unit, decimals, direction, plan, actual, completion: completion(direction, actual, plan) }];
  });
}

/**
 * How much of these files is filled: required cells with a figure, of all required cells, by «kind/period/department».
 * One statement.
 */
export async function filledOf(
  actor: Actor,
  files: readonly { departmentId: number; periodId: number; kind: 'PLAN' | 'REPORT' }[],
): Promise<Map<string, { filled: number; required: number }>> {
  const mine = files.filter(({ departmentId }) => can(actor, 'submission.read', { departmentId }));
  if (mine.length === 0) return new Map();
  const rows = await db().$queryRaw<{ key: string; filled: number; required: number }[]>(Prisma.sql`
    SELECT x.kind || '/' || x.period_id || '/' || x.department_id AS key, count(*)::int AS required, count(f.value)::int AS filled
    FROM (VALUES ${Prisma.join(mine.map(({ departmentId, periodId, kind }) => Prisma.sql`(${departmentId}::int, ${periodId}::int, ${kind}::text)`))}) x (department_id, period_id, kind)
      JOIN period p ON p.id = x.period_id
      JOIN indicator_assignment a ON a.department_id = x.department_id AND a.required AND a.valid_from <= p.ends_on AND (a.valid_to IS NULL OR a.valid_to > p.starts_on)
      JOIN indicator i ON i.id = a.indicator_id AND i.aggregation <> 'RATIO'
      LEFT JOIN figure f ON f.department_id = x.department_id AND f.period_id = x.period_id AND f.indicator_id = a.indicator_id
        AND f.measure = CASE x.kind WHEN 'PLAN' THEN 'PLAN' ELSE 'ACTUAL' END::measure
    GROUP BY x.kind, x.period_id, x.department_id`);
  return new Map(rows.map(({ key, ...counts }) => [key, counts]));
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
  const [own, waiting] = await Promise.all([ownSubmissions(actor, now), waitingCount(actor)]);
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
