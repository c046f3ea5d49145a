import 'server-only';
import { createHash } from 'node:crypto';
import type { Actor } from '@/domain/actor';
import { type Day, dayOf } from '@/domain/date';
import { isQuarter, type Quarter, type YearCalendar } from '@/domain/period';
import { reach } from '@/domain/policy';
import { containing, wordsOf } from '@/domain/text';
import { calendarOfYear } from '@/features/periods/queries';
import type { ThreeDays } from '@/features/periods/schema';
import { type Db, db, Prisma, type Tx } from '@/server/db';
import type { KnownDeadlines } from './rules/days';
import {
  type KnownAssignment,
  type KnownDepartment,
  type KnownTarget,
  type KnownTask,
  type PartCounts,
  planOf,
  type RolloverPlan,
  type RolloverWorld,
} from './rules/plan';
import { firstToOpen, yearToOpen } from './rules/steps';
import type { Cell } from './rules/targets';
import { type RolloverChoices, type RolloverPart, rolloverChoices } from './schema';

type Reader = Db | Tx;

/**
 * Everything that opening `year` depends on, in ten statements however large the hospital is. The preview reads it from the
 * database as it is, the commit inside its transaction: both then compute the same plan.
 */
export async function readWorld(on: Reader, year: number, now: Date): Promise<RolloverWorld> {
  // one after the other: the commit reads through one connection
  const calendar = await calendarOfYear(on, year, dayOf(now));
  const holidays = await on.$queryRaw<{ day: Day }[]>`
    SELECT day::text AS day FROM holiday WHERE day BETWEEN ${`${year - 1}-12-01`}::date AND ${`${year + 1}-03-31`}::date ORDER BY day`;
  const deadlines = await on.$queryRaw<DeadlineLine[]>`
    SELECT p.year::int, p.index::int AS quarter, p.calendar::text, l.kind::text, l.opens_at AS "opensAt", l.due_at AS "dueAt", l.lock_at AS "lockAt"
    FROM period p JOIN period_deadline l ON l.period_id = p.id
    WHERE p.kind = 'QUARTER' AND p.year BETWEEN ${year - 1} AND ${year} ORDER BY p.year, p.index, l.kind`;
  const departments = await on.$queryRaw<KnownDepartment[]>`
    SELECT d.id, d.code, v.name, d.established_on::text AS "establishedOn", d.dissolved_on::text AS "dissolvedOn", n.as_now_id AS "heirId",
      v.kind = 'HOSPITAL' AS "isHospital"
    FROM department d JOIN department_as_now(${`${year}-12-31`}::date) n ON n.department_id = d.id
      JOIN LATERAL (SELECT x.name, x.kind FROM department_version x WHERE x.department_id = d.id ORDER BY x.valid_from <= ${`${year}-01-01`}::date DESC, abs(x.valid_from - ${`${year}-01-01`}::date) LIMIT 1) v ON true
    ORDER BY d.id`;
  const assignments = await on.$queryRaw<KnownAssignment[]>`
    SELECT a.id, a.department_id AS "departmentId", a.indicator_id AS "indicatorId", i.code AS "indicatorCode", i.name AS "indicatorName", a.required,
      a.valid_to::text AS "validTo", i.to_year::int AS "indicatorToYear"
    FROM indicator_assignment a JOIN indicator i ON i.id = a.indicator_id
    WHERE a.valid_from <= ${`${year}-01-01`}::date AND (a.valid_to IS NULL OR a.valid_to >= ${`${year}-01-01`}::date) AND (a.valid_to IS NULL OR a.valid_to > a.valid_from)
    ORDER BY a.department_id, i.sort_order, i.id, a.id`;
  const targets = await on.$queryRaw<(Omit<KnownTarget, 'shares'> & { shares: { d: number; q: Quarter; v: string }[] })[]>`
    SELECT i.id AS "indicatorId", i.code, i.name, i.unit, i.decimals::int, i.aggregation::text, i.direction::text, i.to_year::int AS "toYear",
      trim_scale(i.hard_min)::text AS "hardMin", trim_scale(i.hard_max)::text AS "hardMax", trim_scale(t.value)::text AS value,
      coalesce((SELECT json_agg(json_build_object('d', s.department_id, 'q', p.index, 'v', trim_scale(s.value)::text) ORDER BY s.department_id, p.index)
        FROM target_share s JOIN period p ON p.id = s.period_id AND p.kind = 'QUARTER' WHERE s.target_id = t.id), '[]') AS shares
    FROM target t JOIN indicator i ON i.id = t.indicator_id JOIN area a ON a.id = i.area_id
    WHERE t.year = ${year - 1} AND t.state = 'IN_FORCE' ORDER BY a.sort_order, a.id, i.sort_order, i.id`;
  const taken = await on.$queryRaw<{ id: number }[]>`SELECT DISTINCT indicator_id AS id FROM target WHERE year = ${year} ORDER BY 1`;
  const tasks = await on.$queryRaw<KnownTask[]>`
    SELECT t.id, t.title, t.lead_department_id AS "leadId", p.index::int AS quarter, t.starts_on::text AS "startsOn", t.due_on::text AS "dueOn",
      t.state::text, t.percent::int, t.recurrence::text,
      coalesce((SELECT json_agg(k.department_id ORDER BY k.id) FROM task_participant k WHERE k.task_id = t.id AND k.voided_at IS NULL AND k.department_id IS NOT NULL), '[]') AS supporting
    FROM task t JOIN period p ON p.id = t.period_id
    WHERE p.kind = 'QUARTER' AND p.year = ${year - 1} AND t.voided_at IS NULL
      AND (t.recurrence IS NOT NULL AND t.state <> 'CANCELLED' OR t.state IN ('PLANNED', 'IN_PROGRESS', 'SUSPENDED'))
      AND NOT EXISTS (SELECT FROM task c WHERE c.carried_from_id = t.id AND c.voided_at IS NULL)
    ORDER BY t.lead_department_id, p.index, t.due_on, t.id`;
  const known = await on.$queryRaw<RolloverWorld['known']>`
    SELECT t.lead_department_id AS "leadId", p.index::int AS quarter, t.title FROM task t JOIN period p ON p.id = t.period_id
    WHERE p.kind = 'QUARTER' AND p.year = ${year} AND t.voided_at IS NULL ORDER BY t.id`;
  const closed = await on.$queryRaw<RolloverWorld['closed']>`
    SELECT s.department_id AS "departmentId", p.index::int AS quarter FROM submission s JOIN period p ON p.id = s.period_id
    WHERE p.kind = 'QUARTER' AND p.year = ${year} AND s.kind = 'PLAN' AND s.state IN ('SUBMITTED', 'APPROVED', 'LOCKED') ORDER BY 1, 2`;
  return {
    year,
    calendar,
    holidays: holidays.map(({ day }) => day),
    deadlines: byQuarter(deadlines),
    departments,
    assignments,
    targets: targets.map(({ shares, ...target }) => ({
      ...target,
      shares: shares.map(({ d, q, v }): Cell => ({ departmentId: d, quarter: q, value: v })),
    })),
    taken: taken.map(({ id }) => id),
    tasks,
    known,
    closed,
  };
}

type DeadlineLine = {
  year: number;
  quarter: number;
  calendar: YearCalendar;
  kind: 'PLAN' | 'REPORT';
  opensAt: Date;
  dueAt: Date;
  lockAt: Date;
};

function byQuarter(rows: readonly DeadlineLine[]): KnownDeadlines[] {
  const found = new Map<string, KnownDeadlines>();
  for (const { year, quarter, calendar, kind, ...moments } of rows) {
    if (!isQuarter(quarter)) continue;
    const key = `${year}/${quarter}`;
    const row = found.get(key) ?? { year, quarter, calendar, plan: null, report: null };
    const days: ThreeDays = { opensOn: dayOf(moments.opensAt), dueOn: dayOf(moments.dueAt), lockOn: dayOf(moments.lockAt) };
    found.set(key, kind === 'PLAN' ? { ...row, plan: days } : { ...row, report: days });
  }
  return [...found.values()];
}

/** What a plan would write, in 64 hexadecimal digits: the same plan, the same digits. */
export function fingerprintOf(plan: RolloverPlan): string {
  return createHash('sha256').update(JSON.stringify(plan)).digest('hex');
}

/** What is kept with a rollover: the choices, and once it is confirmed how much came of them. */
export function readFindings(findings: Prisma.JsonValue | undefined): { choices: RolloverChoices; made: Made | null } {
  const { choices, made } = (findings ?? {}) as { choices?: unknown; made?: Made };
  return { choices: rolloverChoices.catch(rolloverChoices.parse({})).parse(choices ?? {}), made: made ?? null };
}

/** Rows by part, and the shares and tasks that they made. */
export type Made = { parts: Record<RolloverPart, PartCounts>; shares: number; tasks: number; deadlines: number };

export type RolloverEntry = { kind: 'figure' | 'submission' | 'target' | 'task' | 'deadline'; entries: number; firstAt: Date };
export type Rollover = {
  id: number;
  rowVersion: number;
  state: 'CONFIRMED' | 'UNDONE';
  by: string;
  at: Date;
  undoneBy: string | null;
  made: Made | null;
  /** What people have begun in the year since; it can be taken back while there is nothing. */
  entries: RolloverEntry[];
};

/** A year's rollovers, latest first: the one that holds, and those that were taken back. */
export async function rolloversOf(actor: Actor, year: number): Promise<Rollover[]> {
  if (!reach(actor, 'rollover.manage')) return [];
  const rows = await db().$queryRaw<
    (Omit<Rollover, 'made' | 'entries'> & {
      findings: Prisma.JsonValue;
      entries: { kind: RolloverEntry['kind']; entries: number; firstAt: string }[];
    })[]
  >`
    SELECT b.id, b.row_version AS "rowVersion", b.state::text, c.display_name AS by, t.at, u.display_name AS "undoneBy", b.findings,
      coalesce((SELECT json_agg(json_build_object('kind', e.kind, 'entries', e.entries, 'firstAt', e.first_at) ORDER BY e.first_at) FROM rollover_entries(b.id) e), '[]') AS entries
    FROM batch b JOIN audit_tx t ON t.id = b.confirmed_tx_id JOIN account c ON c.id = t.actor_id
      LEFT JOIN audit_tx w ON w.id = b.undone_tx_id LEFT JOIN account u ON u.id = w.actor_id
    WHERE b.kind = 'YEAR_ROLLOVER' AND b.scope = ${String(year)} AND b.state IN ('CONFIRMED', 'UNDONE') ORDER BY b.id DESC`;
  return rows.map(({ findings, entries, ...row }) => ({
    ...row,
    made: readFindings(findings).made,
    entries: entries.map((entry) => ({ ...entry, firstAt: new Date(entry.firstAt) })),
  }));
}

export type RolloverPreview = { plan: RolloverPlan; choices: RolloverChoices; fingerprint: string; world: RolloverWorld };

/** What opening the year would do as things and choices stand now; null for who may not. */
export async function rolloverPreview(actor: Actor, year: number): Promise<RolloverPreview | null> {
  if (!reach(actor, 'rollover.manage')) return null;
  const [world, draft] = await Promise.all([readWorld(db(), year, new Date()), draftOf(db(), year)]);
  const { choices } = readFindings(draft?.findings);
  const plan = planOf(world, choices);
  return { plan, choices, fingerprint: fingerprintOf(plan), world };
}

/** The rollover of the year that is being prepared. */
export function draftOf(on: Reader, year: number) {
  return on.batch.findFirst({
    where: { kind: 'YEAR_ROLLOVER', scope: String(year), state: 'CHECKED' },
    select: { id: true, findings: true, rowVersion: true },
  });
}

export type MarkableTask = {
  id: number;
  version: number;
  title: string;
  departmentName: string;
  quarter: number;
  dueOn: Day;
  recurrence: 'YEARLY' | 'QUARTERLY' | null;
};

/** Tasks of a year that may be marked as coming again, the marked ones first; at most `limit`, those whose title or department has `text`. */
export async function markableTasks(actor: Actor, year: number, text: string, limit = 60): Promise<MarkableTask[]> {
  if (!reach(actor, 'rollover.manage')) return [];
  return db().$queryRaw<MarkableTask[]>(Prisma.sql`
    SELECT t.id, t.row_version AS version, t.title, v.name AS "departmentName", p.index::int AS quarter, t.due_on::text AS "dueOn", t.recurrence::text
    FROM task t JOIN period p ON p.id = t.period_id
      JOIN LATERAL (SELECT x.name, x.search FROM department_version x WHERE x.department_id = t.lead_department_id ORDER BY x.valid_from DESC LIMIT 1) v ON true
    WHERE p.kind = 'QUARTER' AND p.year = ${year} AND t.voided_at IS NULL AND t.state <> 'CANCELLED'
      AND (t.search || ' ' || v.search) LIKE ALL (${wordsOf(text).map(containing)}::text[])
    ORDER BY t.recurrence IS NULL, v.name COLLATE "vi-x-icu", p.index, t.id LIMIT ${limit}`);
}

export type YearStanding = {
  year: number;
  /** Quarters that have deadlines. */
  quarters: number;
  /** By the act of opening the whole year; null for one that was opened quarter by quarter, or not at all. */
  openedAt: Date | null;
  openedBy: string | null;
  /** Nobody has worked in it since it was opened, so that it can be taken back. */
  canUndo: boolean;
  /** Who opened the latest of its quarters by hand, and when; null where nobody has. */
  handAt: Date | null;
  handBy: string | null;
  isPreparing: boolean;
};

/** How far years are open: how many quarters, who opened them and when, whether that can be undone or is being prepared. One statement. */
export async function yearStandings(actor: Actor, years: readonly number[]): Promise<YearStanding[]> {
  if (!reach(actor, 'rollover.manage')) return [];
  return db().$queryRaw<YearStanding[]>`
    SELECT y.year, (SELECT count(DISTINCT p.id)::int FROM period p JOIN period_deadline d ON d.period_id = p.id WHERE p.kind = 'QUARTER' AND p.year = y.year) AS quarters,
      o.at AS "openedAt", o.by AS "openedBy", coalesce(o."canUndo", false) AS "canUndo", h.at AS "handAt", h.by AS "handBy",
      EXISTS (SELECT FROM batch b WHERE b.kind = 'YEAR_ROLLOVER' AND b.scope = y.year::text AND b.state = 'CHECKED') AS "isPreparing"
    FROM unnest(${[...years]}::int[]) WITH ORDINALITY AS y (year, place)
      LEFT JOIN LATERAL (SELECT b.updated_at AS at, c.display_name AS by, NOT EXISTS (SELECT FROM rollover_entries(b.id)) AS "canUndo"
        FROM batch b JOIN audit_tx t ON t.id = b.confirmed_tx_id JOIN account c ON c.id = t.actor_id
        WHERE b.kind = 'YEAR_ROLLOVER' AND b.scope = y.year::text AND b.state = 'CONFIRMED') o ON true
      LEFT JOIN LATERAL (SELECT coalesce((e.after ->> 'updated_at')::timestamptz, t.at) AS at, c.display_name AS by FROM period p JOIN period_deadline d ON d.period_id = p.id
          JOIN audit_entry e ON e.table_name = 'period_deadline' AND e.op = 'INSERT' AND e.row_key = d.period_id || '/' || d.kind
          JOIN audit_tx t ON t.id = e.audit_tx_id JOIN account c ON c.id = t.actor_id
        WHERE p.kind = 'QUARTER' AND p.year = y.year AND t.command = 'period.open' ORDER BY e.id DESC LIMIT 1) h ON true
    ORDER BY y.place`;
}

/** The year that the wizard begins with: the first one from today on that is not open. */
export async function yearToOffer(actor: Actor, today: Day): Promise<number> {
  const first = yearToOpen(today);
  return firstToOpen(await yearStandings(actor, [first, first + 1, first + 2]), first);
}
