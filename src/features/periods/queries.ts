import 'server-only';
import type { Actor } from '@/domain/actor';
import { type Day, dayOf, dayOfColumn } from '@/domain/date';
import { isQuarter, type Quarter } from '@/domain/period';
import { reach, visibleDepartments } from '@/domain/policy';
import { settingsOn } from '@/features/settings/queries';
import { type Db, db, Prisma, type Tx } from '@/server/db';
import { type Deadline, effectiveDeadline } from './rules';
import type { DeadlineKind, PeriodCalendar, PeriodKind } from './schema';

/** A quarter with the hospital's deadlines for the plan and the report; null = not opened by planning yet. */
export type QuarterPeriod = {
  id: number;
  year: number;
  quarter: Quarter;
  startsOn: Day;
  endsOn: Day;
  plan: (Deadline & { rowVersion: number }) | null;
  report: (Deadline & { rowVersion: number }) | null;
};

const quarterSelect = {
  id: true,
  year: true,
  index: true,
  startsOn: true,
  endsOn: true,
  deadlines: { select: { kind: true, opensAt: true, dueAt: true, lockAt: true, rowVersion: true } },
} satisfies Prisma.PeriodSelect;

function asQuarter(row: Prisma.PeriodGetPayload<{ select: typeof quarterSelect }>): QuarterPeriod | null {
  if (!isQuarter(row.index)) return null;
  const of = (wanted: DeadlineKind) => {
    const found = row.deadlines.find(({ kind }) => kind === wanted);
    return found ? { opensAt: found.opensAt, dueAt: found.dueAt, lockAt: found.lockAt, rowVersion: found.rowVersion } : null;
  };
  return {
    id: row.id,
    year: row.year,
    quarter: row.index,
    startsOn: dayOfColumn(row.startsOn),
    endsOn: dayOfColumn(row.endsOn),
    plan: of('PLAN'),
    report: of('REPORT'),
  };
}

/** The calendar of a year: that of its periods, and while it has none, what the settings of the day say. All periods of a year have one. */
export async function calendarOfYear(on: Db | Tx, year: number, today: Day): Promise<PeriodCalendar> {
  const known = await on.period.findFirst({ where: { year, kind: { notIn: ['FIVE_YEARS', 'TERM'] } }, select: { calendar: true } });
  if (known) return known.calendar;
  return (await settingsOn(on, today)).adminCalendar ? 'ADMIN_14' : 'CALENDAR';
}

/** The same outside a transaction. */
export const calendarOf = (year: number, now = new Date()): Promise<PeriodCalendar> => calendarOfYear(db(), year, dayOf(now));

/** The years that close on the 14th; all others go by the calendar. */
export async function adminYears(on: Db | Tx = db()): Promise<ReadonlySet<number>> {
  const rows = await on.period.findMany({ where: { kind: 'QUARTER', calendar: 'ADMIN_14' }, select: { year: true }, distinct: ['year'] });
  return new Set(rows.map(({ year }) => year));
}

/** A quarter of a year, or null when nobody has made it yet. */
export async function quarterOf(actor: Actor, year: number, quarter: Quarter): Promise<QuarterPeriod | null> {
  if (!reach(actor, 'period.read')) return null;
  const row = await db().period.findFirst({
    where: { kind: 'QUARTER', year, index: quarter },
    select: quarterSelect,
  });
  return row && asQuarter(row);
}

/** The quarters of a year that exist, in order. */
export async function quartersOfYear(actor: Actor, year: number): Promise<QuarterPeriod[]> {
  if (!reach(actor, 'period.read')) return [];
  const rows = await db().period.findMany({
    where: { kind: 'QUARTER', year },
    select: quarterSelect,
    orderBy: { index: 'asc' },
  });
  return rows.map(asQuarter).filter((quarter) => quarter !== null);
}

export type RulerQuarter = { quarter: Quarter; isOpen: boolean; isLocked: boolean };

/** For the ruler in the top bar: every year that has quarters, oldest first, with what is open now and what is closed for good. */
export async function periodsOfYears(actor: Actor, now = new Date()): Promise<{ year: number; quarters: RulerQuarter[] }[]> {
  if (!reach(actor, 'period.read')) return [];
  const rows = await db().$queryRaw<{ year: number; quarter: number; isOpen: boolean; isLocked: boolean }[]>`
    SELECT p.year::int AS year, p.index::int AS quarter,
      coalesce(bool_or(d.opens_at <= ${now} AND ${now} <= d.lock_at), false) AS "isOpen",
      coalesce(bool_and(d.lock_at < ${now}), false) AS "isLocked"
    FROM period p LEFT JOIN period_deadline d ON d.period_id = p.id
    WHERE p.kind = 'QUARTER'
    GROUP BY p.id ORDER BY p.year, p.index`;
  const years = new Map<number, RulerQuarter[]>();
  for (const { year, quarter, ...state } of rows) {
    if (isQuarter(quarter)) years.set(year, [...(years.get(year) ?? []), { quarter, ...state }]);
  }
  return [...years].map(([year, quarters]) => ({ year, quarters }));
}

/**
 * The deadline that binds one department for its plan or report, extensions included; null when planning has not opened
 * the period. One statement: every save asks it.
 */
export async function deadlineOf(
  from: Db | Tx,
  { departmentId, periodId, kind }: { departmentId: number; periodId: number; kind: DeadlineKind },
): Promise<(Deadline & { extended: boolean }) | null> {
  const [row] = await from.$queryRaw<(Deadline & { newDueAt: Date | null; newLockAt: Date | null; decidedAt: Date | null })[]>`
    SELECT d.opens_at AS "opensAt", d.due_at AS "dueAt", d.lock_at AS "lockAt",
      x.new_due_at AS "newDueAt", x.new_lock_at AS "newLockAt", x.decided_at AS "decidedAt"
    FROM period_deadline d
    LEFT JOIN LATERAL (
      SELECT * FROM deadline_extension e
      WHERE e.period_id = d.period_id AND e.kind = d.kind AND e.department_id = ${departmentId} AND e.state = 'GRANTED'
      ORDER BY e.decided_at DESC, e.id DESC LIMIT 1
    ) x ON true
    WHERE d.period_id = ${periodId} AND d.kind = ${kind}::submission_kind`;
  return row ? effectiveDeadline(row, [row]) : null;
}

export type DepartmentDeadline = Deadline & {
  extended: boolean;
  departmentId: number;
  periodId: number;
  year: number;
  quarter: Quarter;
  kind: DeadlineKind;
};

type DeadlineFilter = { departmentIds?: readonly number[]; year?: number; periodId?: number; kind?: DeadlineKind };

/**
 * What binds each department that exists in the quarter, extensions included: of one quarter (the follow-up board) or of
 * every opened one. By due date. One statement; inside a transaction or a job, where the permission was already decided.
 */
export async function departmentDeadlines(
  from: Db | Tx,
  { departmentIds, year, periodId, kind }: DeadlineFilter,
): Promise<DepartmentDeadline[]> {
  const rows = await from.$queryRaw<
    (Omit<DepartmentDeadline, 'quarter'> & { quarter: number; newDueAt: Date | null; newLockAt: Date | null; decidedAt: Date | null })[]
  >`
    SELECT u.id AS "departmentId", p.id AS "periodId", p.year::int AS year, p.index::int AS quarter, d.kind::text AS kind,
      d.opens_at AS "opensAt", d.due_at AS "dueAt", d.lock_at AS "lockAt",
      x.new_due_at AS "newDueAt", x.new_lock_at AS "newLockAt", x.decided_at AS "decidedAt"
    FROM period_deadline d
    JOIN period p ON p.id = d.period_id AND p.kind = 'QUARTER'
    JOIN department u ON u.established_on <= p.ends_on AND (u.dissolved_on IS NULL OR u.dissolved_on > p.starts_on)
      AND NOT EXISTS (SELECT 1 FROM department_version v WHERE v.department_id = u.id AND v.kind = 'HOSPITAL')
    LEFT JOIN LATERAL (
      SELECT * FROM deadline_extension e
      WHERE e.period_id = d.period_id AND e.kind = d.kind AND e.department_id = u.id AND e.state = 'GRANTED'
      ORDER BY e.decided_at DESC, e.id DESC LIMIT 1
    ) x ON true
    WHERE ${departmentIds ? Prisma.sql`u.id = ANY (${[...departmentIds]}::int[])` : Prisma.sql`true`}
      AND ${year === undefined ? Prisma.sql`true` : Prisma.sql`p.year = ${year}`}
      AND ${periodId === undefined ? Prisma.sql`true` : Prisma.sql`p.id = ${periodId}`}
      AND ${kind ? Prisma.sql`d.kind = ${kind}::submission_kind` : Prisma.sql`true`}
    ORDER BY d.due_at, p.id, d.kind, u.id`;
  return rows.flatMap(({ quarter, ...row }) => {
    const place = { departmentId: row.departmentId, periodId: row.periodId, year: row.year, kind: row.kind };
    return isQuarter(quarter) ? [{ ...place, quarter, ...effectiveDeadline(row, [row]) }] : [];
  });
}

export type OpenDeadline = Deadline & { periodId: number; year: number; quarter: Quarter; kind: DeadlineKind; startsOn: Day; endsOn: Day };

/** The hospital's own deadlines that run now: opened and not yet locked, soonest due first. */
export async function openDeadlines(actor: Actor, now: Date): Promise<OpenDeadline[]> {
  if (!reach(actor, 'period.read')) return [];
  const rows = await db().periodDeadline.findMany({
    where: { opensAt: { lte: now }, lockAt: { gte: now }, period: { kind: 'QUARTER' } },
    select: {
      kind: true,
      opensAt: true,
      dueAt: true,
      lockAt: true,
      period: { select: { id: true, year: true, index: true, startsOn: true, endsOn: true } },
    },
    orderBy: [{ dueAt: 'asc' }, { kind: 'asc' }],
  });
  return rows.flatMap(({ period: { id, year, index, startsOn, endsOn }, ...row }) =>
    isQuarter(index) ? [{ ...row, periodId: id, year, quarter: index, startsOn: dayOfColumn(startsOn), endsOn: dayOfColumn(endsOn) }] : [],
  );
}

export type ExtensionRow = {
  id: number;
  state: 'REQUESTED' | 'GRANTED' | 'REFUSED';
  kind: DeadlineKind;
  periodId: number;
  year: number;
  quarter: Quarter;
  department: { id: number; code: string; name: string };
  reason: string;
  /** What was asked for while it waits, what was granted afterwards. */
  newDueAt: Date | null;
  newLockAt: Date | null;
  requestedBy: string;
  decidedBy: string | null;
  decidedAt: Date | null;
  decisionReason: string | null;
  /** What binds the hospital without the extension. */
  dueAt: Date;
  lockAt: Date;
  rowVersion: number;
};

/**
 * Extensions: all of them for those who decide, those of the own departments for those who may ask.
 * Waiting ones first, then the latest decided.
 */
export async function extensionRequests(
  actor: Actor,
  { year, periodId, departmentId, limit = 200 }: { year?: number; periodId?: number; departmentId?: number; limit?: number } = {},
): Promise<ExtensionRow[]> {
  const visible = reach(actor, 'extension.decide') === 'any' ? 'all' : visibleDepartments(actor, 'extension.request');
  if (visible !== 'all' && visible.length === 0) return [];
  const rows = await db().$queryRaw<(Omit<ExtensionRow, 'quarter'> & { quarter: number })[]>`
    SELECT e.id, e.state::text AS state, e.kind::text AS kind, p.id AS "periodId", p.year::int AS year, p.index::int AS quarter,
      json_build_object('id', d.id, 'code', d.code, 'name', v.name) AS department, e.reason,
      e.new_due_at AS "newDueAt", e.new_lock_at AS "newLockAt", r.display_name AS "requestedBy", b.display_name AS "decidedBy",
      e.decided_at AS "decidedAt", e.decision_reason AS "decisionReason", l.due_at AS "dueAt", l.lock_at AS "lockAt", e.row_version AS "rowVersion"
    FROM deadline_extension e
    JOIN period p ON p.id = e.period_id AND p.kind = 'QUARTER'
    JOIN period_deadline l ON l.period_id = e.period_id AND l.kind = e.kind
    JOIN department d ON d.id = e.department_id
    CROSS JOIN LATERAL (
      SELECT x.name FROM department_version x WHERE x.department_id = d.id AND x.valid_from <= p.ends_on ORDER BY x.valid_from DESC LIMIT 1
    ) v
    JOIN account r ON r.id = e.requested_by_id
    LEFT JOIN account b ON b.id = e.decided_by_id
    WHERE ${visible === 'all' ? Prisma.sql`true` : Prisma.sql`d.id = ANY (${visible}::int[])`}
      AND ${year === undefined ? Prisma.sql`true` : Prisma.sql`p.year = ${year}`}
      AND ${periodId === undefined ? Prisma.sql`true` : Prisma.sql`p.id = ${periodId}`}
      AND ${departmentId === undefined ? Prisma.sql`true` : Prisma.sql`d.id = ${departmentId}`}
    ORDER BY (e.state = 'REQUESTED') DESC, coalesce(e.decided_at, e.updated_at) DESC, e.id DESC
    LIMIT ${limit}`;
  return rows.flatMap(({ quarter, ...row }) => (isQuarter(quarter) ? [{ ...row, quarter }] : []));
}

export type OtherPeriod = {
  id: number;
  kind: PeriodKind;
  calendar: PeriodCalendar;
  year: number;
  index: number;
  startsOn: Day;
  endsOn: Day;
};

/** Periods that touch a year and are not its quarters: months, halves, nine months, years, five years, terms. */
export async function otherPeriods(actor: Actor, year: number): Promise<OtherPeriod[]> {
  if (!reach(actor, 'period.read')) return [];
  const rows = await db().period.findMany({
    where: {
      startsOn: { lte: new Date(Date.UTC(year, 11, 31)) },
      endsOn: { gte: new Date(Date.UTC(year, 0, 1)) },
      NOT: { kind: 'QUARTER' },
    },
    select: { id: true, kind: true, calendar: true, year: true, index: true, startsOn: true, endsOn: true },
    orderBy: [{ calendar: 'asc' }, { kind: 'asc' }, { startsOn: 'asc' }],
  });
  return rows.map((row) => ({ ...row, startsOn: dayOfColumn(row.startsOn), endsOn: dayOfColumn(row.endsOn) }));
}

/** Days off of a year and of the first month of the next (a due date may move into it), in order. */
export async function holidays(actor: Actor, year: number): Promise<{ day: Day; name: string }[]> {
  if (!reach(actor, 'period.read')) return [];
  const rows = await db().holiday.findMany({
    where: { day: { gte: new Date(Date.UTC(year, 0, 1)), lte: new Date(Date.UTC(year + 1, 0, 31)) } },
    orderBy: { day: 'asc' },
  });
  return rows.map(({ day, name }) => ({ day: dayOfColumn(day), name }));
}
