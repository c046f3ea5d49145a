import 'server-only';
import type { Actor } from '@/domain/actor';
import { dayOf, dayOfColumn, formatDay } from '@/domain/date';
import { NotFound, Refusal } from '@/domain/errors';
import { largeChange } from '@/features/figures/rules';
import { assignedIndicators } from '@/features/indicators/queries';
import { deadlineOf } from '@/features/periods/queries';
import { type Phase, phase } from '@/features/periods/rules';
import type { MessageKey } from '@/i18n/messages';
import { Prisma, type Tx } from '@/server/db';
import { type CellCheck, mayWrite } from './rules';
import { SECTIONS, type Snapshot, type SubmissionKind, type SubmissionState } from './schema';

type Place = { departmentId: number; periodId: number; kind: SubmissionKind };
type Held = { isQuarter: boolean; exists: boolean; id: number | null; state: SubmissionState | null; submittedAt: Date | null };

/** Where a quarter's report stands for the tasks that live on beside it; `since` is when it said what it says. */
export type ReportStanding = { kind: 'writable' | 'underReview' } | { kind: 'closed'; since: Date };

type Span = { startsOn: Date; endsOn: Date };

/** The department and the days of the period that a write to a sheet names; null when either is unknown. One statement: every save asks it. */
export async function findPlace(
  tx: Tx,
  { departmentId, periodId }: { departmentId: number; periodId: number },
): Promise<{ departmentId: number; period: Span } | null> {
  const [period] = await tx.$queryRaw<Span[]>`
    SELECT p.starts_on AS "startsOn", p.ends_on AS "endsOn" FROM period p JOIN department d ON d.id = ${departmentId} WHERE p.id = ${periodId}`;
  return period ? { departmentId, period } : null;
}

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

/**
 * Where a quarter's report stands for tasks, which live on beside it, held until this transaction commits. `writable`: nobody has handed
 * it in, or it came back; one that may be handed in at any moment is made here as a draft, so that there is something to hold.
 * `underReview`: planning is reading what was frozen. `closed`: approved, locked, or past its lock date: since it was last handed in, else
 * since its lock. Throws NotFound when there is no such quarter.
 */
export async function reportStanding(tx: Tx, place: Omit<Place, 'kind'>, actor: Actor, now: Date): Promise<ReportStanding> {
  const file = { ...place, kind: 'REPORT' as const };
  const [held, deadline] = [await holdFile(tx, file, false), await deadlineOf(tx, file)];
  if (!held?.isQuarter) throw new NotFound();
  if (held.state === 'SUBMITTED') return { kind: 'underReview' };
  const closed = { kind: 'closed' as const, since: held.submittedAt ?? deadline?.lockAt ?? now };
  if (held.state === 'APPROVED' || held.state === 'LOCKED') return closed;
  if (held.state === 'RETURNED' || held.state === 'REOPENED' || !deadline) return { kind: 'writable' };
  const standing = phase(deadline, now);
  if (standing === 'locked') return closed;
  if (held.state === null && held.exists && standing !== 'notOpen') await openForWriting(tx, file, actor, now);
  return { kind: 'writable' };
}

/** The file's state is read when its lock is held: what somebody else is deciding about is waited for. */
async function holdFile(tx: Tx, { departmentId, periodId, kind }: Place, alone: boolean): Promise<Held | undefined> {
  const [held] = await tx.$queryRaw<Held[]>`
    SELECT p.kind = 'QUARTER' AS "isQuarter", d.established_on <= p.ends_on AND (d.dissolved_on IS NULL OR d.dissolved_on > p.starts_on) AS "exists", s.id, s.state,
      s.submitted_at AS "submittedAt"
    FROM period p JOIN department d ON d.id = ${departmentId}
      LEFT JOIN LATERAL (SELECT f.id, f.state, f.submitted_at FROM submission f WHERE f.department_id = d.id AND f.period_id = p.id AND f.kind = ${kind}::submission_kind
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

type Across = {
  departmentId: number;
  periodId: number;
  isQuarter: boolean;
  exists: boolean;
  opensAt: Date | null;
  dueAt: Date | null;
  lockAt: Date | null;
  state: SubmissionState | null;
};

/**
 * The same for sheets of many departments and quarters at once: every file is held until the commit, in one order, and made as a draft
 * where there was none. Says of each place (`departmentId/periodId`) why nothing may be written there, or null; two statements, three
 * when files are made. A place that does not exist is not in the answer.
 */
export async function openAcross(
  tx: Tx,
  kind: SubmissionKind,
  places: readonly Pick<Place, 'departmentId' | 'periodId'>[],
  actor: Actor,
  now: Date,
): Promise<Map<string, MessageKey | null>> {
  const [departments, periods] = [places.map(({ departmentId }) => departmentId), places.map(({ periodId }) => periodId)];
  const hold = () => tx.$queryRaw<{ departmentId: number; periodId: number; state: SubmissionState }[]>`
    SELECT s.department_id AS "departmentId", s.period_id AS "periodId", s.state FROM submission s
    WHERE s.kind = ${kind}::submission_kind AND (s.department_id, s.period_id) IN (SELECT * FROM unnest(${departments}::int[], ${periods}::int[]))
    ORDER BY s.id FOR SHARE`;
  let held = await hold();
  const rows = await tx.$queryRaw<Omit<Across, 'state'>[]>`
    SELECT c.department_id AS "departmentId", c.period_id AS "periodId", p.kind = 'QUARTER' AS "isQuarter",
      d.established_on <= p.ends_on AND (d.dissolved_on IS NULL OR d.dissolved_on > p.starts_on) AS "exists",
      l.opens_at AS "opensAt", greatest(l.due_at, e.new_due_at) AS "dueAt", greatest(l.lock_at, e.new_lock_at) AS "lockAt"
    FROM unnest(${departments}::int[], ${periods}::int[]) AS c(department_id, period_id)
      JOIN department d ON d.id = c.department_id JOIN period p ON p.id = c.period_id
      LEFT JOIN period_deadline l ON l.period_id = p.id AND l.kind = ${kind}::submission_kind
      LEFT JOIN LATERAL (SELECT x.new_due_at, x.new_lock_at FROM deadline_extension x
        WHERE x.period_id = p.id AND x.kind = ${kind}::submission_kind AND x.department_id = d.id AND x.state = 'GRANTED'
        ORDER BY x.decided_at DESC, x.id DESC LIMIT 1) e ON true`;
  const key = (place: { departmentId: number; periodId: number }) => `${place.departmentId}/${place.periodId}`;
  const states = () => new Map(held.map((file) => [key(file), file.state]));
  const answer = () => new Map(rows.map((row) => [key(row), closedBecause({ ...row, state: states().get(key(row)) ?? null }, now)]));
  const open = answer();
  const missing = rows.filter((row) => open.get(key(row)) === null && !states().has(key(row)));
  if (missing.length === 0) return open;
  await tx.submission.createMany({
    data: missing.map(({ departmentId, periodId }) => ({ departmentId, periodId, kind, updatedAt: now, updatedById: actor.id })),
    skipDuplicates: true,
  });
  // Somebody else may have made one at the same moment, and even handed it in.
  held = await hold();
  return answer();
}

function closedBecause({ isQuarter, exists, opensAt, dueAt, lockAt, state }: Across, now: Date): MessageKey | null {
  if (!isQuarter) return 'hospitalSheet.refused.noQuarter';
  if (!exists) return 'figures.refused.departmentAbsent';
  if (!opensAt || !dueAt || !lockAt) return 'figures.refused.noDeadline';
  if (mayWrite(state, phase({ opensAt, dueAt, lockAt }, now))) return null;
  return state !== null && state !== 'DRAFT' ? 'figures.refused.closed' : 'hospitalSheet.refused.outOfTime';
}

/**
 * Where a file stood before it was last handed in: what the last decision made of it, with who decided and when, else a draft. A round that
 * was withdrawn changed nothing.
 */
export async function standingBefore(
  tx: Tx,
  submissionId: number,
): Promise<{ state: 'DRAFT' | 'RETURNED' | 'REOPENED'; decidedById: number | null; decidedAt: Date | null }> {
  const last = await tx.review.findFirst({
    where: { submissionId, verdict: { not: 'WITHDRAWN' } },
    orderBy: { id: 'desc' },
    select: { verdict: true, byId: true, at: true },
  });
  if (last?.verdict !== 'RETURNED' && last?.verdict !== 'REOPENED') return { state: 'DRAFT', decidedById: null, decidedAt: null };
  return { state: last.verdict, decidedById: last.byId, decidedAt: last.at };
}

type Frozen = {
  submissionId: number;
  departmentId: number;
  periodId: number;
  kind: 'PLAN' | 'REPORT';
  period: Span;
};

type FigureRow = {
  indicatorId: number;
  value: string | null;
  problem: string | null;
  remark: string | null;
  isFlagged: boolean;
  by: string;
  at: Date;
};

/** Everything that a round freezes, and the cells as the rule of completeness reads them. */
export async function contentOf(
  tx: Tx,
  { submissionId, departmentId, periodId, kind, period }: Frozen,
): Promise<{ snapshot: Snapshot; checks: CellCheck[] }> {
  const measure = kind === 'PLAN' ? ('PLAN' as const) : ('ACTUAL' as const);
  const indicators = await assignedIndicators(tx, departmentId, period);
  const rows = await tx.$queryRaw<FigureRow[]>`
    SELECT f.indicator_id AS "indicatorId", trim_scale(f.value)::text AS value, f.draft_problem AS problem, f.remark, f.is_flagged AS "isFlagged",
      a.display_name AS by, f.updated_at AS at
    FROM figure f JOIN account a ON a.id = f.updated_by_id
    WHERE f.department_id = ${departmentId} AND f.period_id = ${periodId} AND f.measure = ${measure}::measure`;
  const lastYear = await tx.$queryRaw<{ indicatorId: number; value: number }[]>`
    SELECT f.indicator_id AS "indicatorId", f.value::float8 AS value
    FROM period p JOIN period q ON q.kind = p.kind AND q.calendar = p.calendar AND q.year = p.year - 1 AND q.index = p.index
      JOIN figure f ON f.department_id = ${departmentId} AND f.period_id = q.id AND f.measure = 'ACTUAL' AND f.value IS NOT NULL
    WHERE p.id = ${periodId}`;
  const before = new Map(lastYear.map(({ indicatorId, value }) => [indicatorId, value]));
  const figures = new Map(rows.map((row) => [row.indicatorId, row]));
  const tasks = await tx.task.findMany({
    where: { leadDepartmentId: departmentId, periodId, voidedAt: null },
    select: { id: true, title: true, state: true, dueOn: true, percent: true, result: true },
    orderBy: { id: 'asc' },
  });
  const texts = await tx.submission.findUniqueOrThrow({
    where: { id: submissionId },
    select: { strengths: true, limitations: true, causes: true, proposals: true },
  });
  const isComputed = ({ aggregation }: { aggregation: string }) => aggregation === 'RATIO' && measure === 'ACTUAL';
  const typed = indicators.filter((indicator) => !isComputed(indicator));
  const isSaid = ({ indicatorId }: { indicatorId: number }) => figures.get(indicatorId)?.remark || figures.get(indicatorId)?.isFlagged;
  const frozen = indicators.filter((indicator) => !isComputed(indicator) || isSaid(indicator));
  return {
    snapshot: {
      figures: frozen.map((indicator) => {
        const { indicatorId, code, name, unit, decimals } = indicator;
        const figure = figures.get(indicatorId);
        return {
          ...{ indicatorId, code, name, unit, decimals, value: figure?.value ?? null },
          ...{ remark: figure?.remark ?? null, isFlagged: figure?.isFlagged ?? false, isComputed: isComputed(indicator) },
          ...{ by: figure?.by ?? null, at: figure?.at.toISOString() ?? null },
        };
      }),
      tasks: tasks.map(({ id, dueOn, ...task }) => ({ taskId: id, ...task, dueOn: dayOfColumn(dueOn) })),
      sections: Object.fromEntries(SECTIONS.map((section) => [section, texts[section]])),
    },
    checks: typed.map((indicator) => {
      const { indicatorId, name, required, aggregation } = indicator;
      const figure = figures.get(indicatorId);
      return {
        indicatorId,
        name,
        required: required && aggregation !== 'RATIO',
        computed: false,
        value: figure?.value ?? null,
        problem: figure?.problem ?? null,
        unexplained: figure?.remark
          ? null
          : largeChange(indicator, figure?.value == null ? null : Number(figure.value), before.get(indicatorId) ?? null),
      };
    }),
  };
}
