import 'server-only';
import { type Actor, ownDepartments } from '@/domain/actor';
import { type Day, dayOfColumn, toColumn } from '@/domain/date';
import { isQuarter, type Quarter } from '@/domain/period';
import { can, reach, visibleDepartments } from '@/domain/policy';
import { containing, wordsOf } from '@/domain/text';
import { calendarOf, deadlineOf } from '@/features/periods/queries';
import { phase } from '@/features/periods/rules';
import { mayWrite } from '@/features/submissions/rules';
import type { SubmissionState } from '@/features/submissions/schema';
import { db, Prisma } from '@/server/db';
import { dueSpan, EMPTY_TALLY, sumOf, type Tally, type TaskStanding, totalOf } from './rules';
import type { Recurrence, TaskFilter, TaskState } from './schema';

export type TaskRow = {
  id: number;
  version: number;
  areaId: number;
  areaName: string;
  title: string;
  detail: string | null;
  deliverable: string | null;
  quantity: string | null;
  quantityUnit: string | null;
  /** Days. */
  startsOn: string | null;
  dueOn: string;
  doneOn: string | null;
  state: TaskState;
  percent: number;
  isPriority: boolean;
  isUnplanned: boolean;
  isExceeded: boolean;
  recurrence: Recurrence | null;
  /** Given by the hospital: not the department's to give up. */
  isAssigned: boolean;
  result: string | null;
  /** Lãnh đạo chỉ đạo. */
  director: { id: number; name: string } | null;
  supporting: { id: number; name: string }[];
  partners: string[];
};

type Row = Omit<TaskRow, 'startsOn' | 'dueOn' | 'doneOn' | 'supporting' | 'partners'> & {
  startsOn: Date | null;
  dueOn: Date;
  doneOn: Date | null;
  participants: { id: number | null; name: string }[];
};

/** The tasks that a department leads in a quarter, by area and due date, with who supports them. Empty when the actor may not read them. */
export async function tasksOf(actor: Actor, departmentId: number, periodId: number): Promise<TaskRow[]> {
  if (!can(actor, 'submission.read', { departmentId })) return [];
  return rowsOf(Prisma.sql`t.lead_department_id = ${departmentId} AND t.period_id = ${periodId}`);
}

async function rowsOf(which: Prisma.Sql): Promise<TaskRow[]> {
  const rows = await db().$queryRaw<Row[]>(Prisma.sql`
    SELECT t.id, t.row_version AS version, t.area_id AS "areaId", a.name AS "areaName", t.title, t.detail, t.deliverable, t.quantity::text, t.quantity_unit AS "quantityUnit",
      t.starts_on AS "startsOn", t.due_on AS "dueOn", t.done_on AS "doneOn", t.state, t.percent, t.is_priority AS "isPriority", t.is_unplanned AS "isUnplanned",
      t.is_exceeded AS "isExceeded", t.recurrence::text, t.is_assigned AS "isAssigned", t.result,
      CASE WHEN h.id IS NOT NULL THEN jsonb_build_object('id', h.id, 'name', concat_ws(' ', h.honorifics, h.full_name)) END AS director,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', k.department_id, 'name', coalesce(v.name, k.partner_name)) ORDER BY k.department_id IS NULL, k.id)
        FROM task_participant k LEFT JOIN department_version v ON v.department_id = k.department_id AND v.valid_from <= t.due_on AND (v.valid_to IS NULL OR v.valid_to > t.due_on)
        WHERE k.task_id = t.id AND k.voided_at IS NULL), '[]'::jsonb) AS participants
    FROM task t JOIN area a ON a.id = t.area_id LEFT JOIN person h ON h.id = t.directing_person_id
    WHERE ${which} AND t.voided_at IS NULL
    ORDER BY t.is_unplanned, a.sort_order, t.due_on, t.id`);
  return rows.map(({ participants, startsOn, dueOn, doneOn, ...task }) => ({
    ...task,
    startsOn: startsOn && dayOfColumn(startsOn),
    dueOn: dayOfColumn(dueOn),
    doneOn: doneOn && dayOfColumn(doneOn),
    supporting: participants.flatMap(({ id, name }) => (id === null ? [] : [{ id, name }])),
    partners: participants.flatMap(({ id, name }) => (id === null ? [name] : [])),
  }));
}

/** Open tasks of these departments that are due by a day: for «what is due from me». What was carried into the next year is due there. */
export async function openTasksDue(actor: Actor, departmentIds: number[], by: string) {
  const allowed = departmentIds.filter((departmentId) => can(actor, 'submission.read', { departmentId }));
  const rows = await db().task.findMany({
    where: {
      leadDepartmentId: { in: allowed },
      voidedAt: null,
      state: { in: ['PLANNED', 'IN_PROGRESS'] },
      dueOn: { lte: toColumn(by) },
      carriedTo: { none: { voidedAt: null } },
    },
    select: { id: true, title: true, dueOn: true, leadDepartmentId: true, period: { select: { year: true, index: true } } },
    orderBy: { dueOn: 'asc' },
    take: 200,
  });
  return rows.map(({ dueOn, period, ...task }) => ({ ...task, dueOn: dayOfColumn(dueOn), year: period.year, quarter: period.index }));
}

/** A task in a list, on the board, in the calendar. */
export type TaskLine = {
  id: number;
  version: number;
  title: string;
  areaName: string;
  lead: { id: number; code: string; name: string };
  director: string | null;
  dueOn: Day;
  originalDueOn: Day;
  doneOn: Day | null;
  state: TaskState;
  standing: TaskStanding;
  percent: number;
  isPriority: boolean;
  isUnplanned: boolean;
  isExceeded: boolean;
  isAssigned: boolean;
  /** The year into which it was carried over: it goes on there, and counts here as it stood. */
  carriedToYear: number | null;
  result: string | null;
  /** How many departments and partners support it, and how many files of evidence it has. */
  supporters: number;
  files: number;
};

type Span = { startsOn: Day; endsOn: Day };
/** Which of the matching tasks: a page of the list, the first of every state for the board, or those due in a month. */
type Window = { kind: 'page'; page: number } | { kind: 'board' } | ({ kind: 'days' } & Span);
type Asked = { span: Span; filter: TaskFilter; today: Day };

export const TASKS_PER_PAGE = 50;
export const CARDS_PER_STATE = 30;
const MOST_IN_A_MONTH = 600;

/** The rule `taskStanding` in SQL, for a task `t`. */
export const standingSql = (today: Day) => Prisma.sql`CASE t.state
  WHEN 'DONE' THEN CASE WHEN t.done_on > t.due_on THEN 'doneLate' ELSE 'doneOnTime' END
  WHEN 'SUSPENDED' THEN 'suspended' WHEN 'CANCELLED' THEN 'cancelled'
  ELSE CASE WHEN ${today}::date > t.due_on THEN 'overdue' WHEN t.state = 'IN_PROGRESS' THEN 'inProgress' ELSE 'planned' END END`;

/** The rule `tallyOf` in SQL, over rows that have a column `standing` and `is_exceeded`. */
export const tallySql = Prisma.sql`count(*) FILTER (WHERE standing = 'doneOnTime')::int AS "onTime", count(*) FILTER (WHERE standing = 'doneLate')::int AS late,
  count(*) FILTER (WHERE standing = 'overdue')::int AS overdue, count(*) FILTER (WHERE is_exceeded)::int AS exceeded,
  count(*) FILTER (WHERE standing IN ('planned', 'inProgress'))::int AS open, count(*) FILTER (WHERE standing = 'suspended')::int AS suspended,
  count(*) FILTER (WHERE standing = 'cancelled')::int AS cancelled`;

const supports = (departments: readonly number[]) =>
  Prisma.sql`EXISTS (SELECT FROM task_participant k WHERE k.task_id = t.id AND k.department_id = ANY (${departments}::int[]) AND k.voided_at IS NULL)`;

/** What the actor may read: tasks led by departments within reach, and those that the own departments support. */
function readable(actor: Actor): Prisma.Sql {
  const departments = visibleDepartments(actor, 'task.read');
  if (departments === 'all') return Prisma.sql`true`;
  if (departments.length === 0) return Prisma.sql`false`;
  return Prisma.sql`(t.lead_department_id = ANY (${departments}::int[]) OR ${supports(departments)})`;
}

/** Everything that the address asks for but how tasks stand, which the counts above the list offer as choices. */
function matching(actor: Actor, { span, filter }: Asked): Prisma.Sql {
  const words = wordsOf(filter.q).map(containing);
  const own = ownDepartments(actor);
  const wanted = [
    Prisma.sql`t.voided_at IS NULL`,
    readable(actor),
    Prisma.sql`t.due_on BETWEEN ${span.startsOn}::date AND ${span.endsOn}::date`,
    filter.department !== null && Prisma.sql`t.lead_department_id = ${filter.department}`,
    filter.area !== null && Prisma.sql`t.area_id = ${filter.area}`,
    filter.leader !== null && Prisma.sql`t.directing_person_id = ${filter.leader}`,
    filter.unplanned !== null && Prisma.sql`t.is_unplanned = ${filter.unplanned === 'yes'}`,
    filter.priority !== null && Prisma.sql`t.is_priority`,
    filter.role === 'lead' && Prisma.sql`t.lead_department_id = ANY (${own}::int[])`,
    filter.role === 'support' && supports(own),
    words.length > 0 && Prisma.sql`t.search LIKE ALL (${words}::text[])`,
  ].filter((condition) => condition !== false);
  return Prisma.join(wanted, ' AND ');
}

/**
 * The tasks due in a span that match, one statement for list, board and calendar; `total` counts all of them, by state too. A task
 * belongs to the days in which it is due. Empty for who may read none.
 */
export async function taskLines(
  actor: Actor,
  asked: Asked,
  window: Window,
): Promise<{ rows: TaskLine[]; total: number; byState: Partial<Record<TaskState, number>> }> {
  const { filter, today } = asked;
  const days = window.kind === 'days' ? { ...asked, span: { startsOn: window.startsOn, endsOn: window.endsOn } } : asked;
  const cut =
    window.kind === 'page'
      ? Prisma.sql`ORDER BY (n.state IN ('DONE', 'CANCELLED')), n.due_on, n.id LIMIT ${TASKS_PER_PAGE} OFFSET ${(window.page - 1) * TASKS_PER_PAGE}`
      : window.kind === 'board'
        ? Prisma.sql`WHERE n.place <= ${CARDS_PER_STATE} ORDER BY n.due_on, n.id`
        : Prisma.sql`ORDER BY n.due_on, n.id LIMIT ${MOST_IN_A_MONTH}`;
  type Row = Omit<TaskLine, 'dueOn' | 'originalDueOn' | 'doneOn'> & Record<'dueOn' | 'originalDueOn', Date> & { doneOn: Date | null };
  const rows = await db().$queryRaw<(Row & { total: number; inState: number })[]>`
    WITH n AS (
      SELECT t.*, ${standingSql(today)} AS standing, count(*) OVER ()::int AS total, count(*) OVER (PARTITION BY t.state)::int AS in_state,
        row_number() OVER (PARTITION BY t.state ORDER BY t.due_on, t.id) AS place
      FROM task t WHERE ${matching(actor, days)} ${filter.standing === null ? Prisma.empty : Prisma.sql`AND ${standingSql(today)} = ${filter.standing}`}
    )
    SELECT n.id, n.row_version AS version, n.title, a.name AS "areaName", jsonb_build_object('id', d.id, 'code', d.code, 'name', v.name) AS lead,
      CASE WHEN h.id IS NOT NULL THEN concat_ws(' ', h.honorifics, h.full_name) END AS director, n.due_on AS "dueOn", n.original_due_on AS "originalDueOn",
      n.done_on AS "doneOn", n.state, n.standing, n.percent, n.is_priority AS "isPriority", n.is_unplanned AS "isUnplanned", n.is_exceeded AS "isExceeded", n.is_assigned AS "isAssigned", n.result,
      (SELECT p.year::int FROM task c JOIN period p ON p.id = c.period_id WHERE c.carried_from_id = n.id AND c.voided_at IS NULL) AS "carriedToYear",
      (SELECT count(*)::int FROM task_participant k WHERE k.task_id = n.id AND k.voided_at IS NULL) AS supporters,
      (SELECT count(*)::int FROM attachment f WHERE f.subject_type = 'TASK' AND f.subject_key = n.id::text AND f.voided_at IS NULL AND NOT f.is_party) AS files,
      n.total, n.in_state AS "inState"
    FROM n JOIN area a ON a.id = n.area_id JOIN department d ON d.id = n.lead_department_id LEFT JOIN person h ON h.id = n.directing_person_id
      CROSS JOIN LATERAL (SELECT x.name FROM department_version x WHERE x.department_id = d.id
        ORDER BY (x.valid_from <= n.due_on) DESC, abs(x.valid_from - n.due_on) LIMIT 1) v
    ${cut}`;
  return {
    rows: rows.map(({ total: _total, inState: _inState, dueOn, originalDueOn, doneOn, ...row }) => ({
      ...row,
      dueOn: dayOfColumn(dueOn),
      originalDueOn: dayOfColumn(originalDueOn),
      doneOn: doneOn && dayOfColumn(doneOn),
    })),
    total: rows[0]?.total ?? 0,
    byState: Object.fromEntries(rows.map(({ state, inState }) => [state, inState])),
  };
}

/** The counts above the list: planned and unplanned apart, by how they stand; the same conditions as the list but `standing`. */
export async function taskCounts(actor: Actor, asked: Asked): Promise<{ planned: Tally; unplanned: Tally }> {
  const rows = await db().$queryRaw<(Tally & { isUnplanned: boolean })[]>`
    SELECT n.is_unplanned AS "isUnplanned", ${tallySql} FROM (
      SELECT t.is_unplanned, t.is_exceeded, ${standingSql(asked.today)} AS standing FROM task t WHERE ${matching(actor, asked)}
    ) n GROUP BY n.is_unplanned`;
  const of = (isUnplanned: boolean) => rows.find((row) => row.isUnplanned === isUnplanned) ?? EMPTY_TALLY;
  return { planned: sumOf([of(false)]), unplanned: sumOf([of(true)]) };
}

/** One department's tasks due in one quarter, planned and unplanned (nhiệm vụ phát sinh) apart. */
export type QuarterTally = { departmentId: number; quarter: Quarter; planned: Tally; unplanned: Tally };

/**
 * Per department and quarter of a year, how the tasks that it leads stand on a day: the evidence that ratings read (domain.md B2).
 * For a year to date add a department's quarters with `sumOf` (rules.ts), for per cent call `sharesOf`; planned and unplanned tasks are
 * never added together here, because the rules of a year say whether both count. A quarter without tasks has no row. Departments out of
 * the actor's reach are left out; a rating command that acts for a cell passes its own actor. One statement on the index of due dates.
 */
export async function departmentTallies(actor: Actor, year: number, today: Day, departmentId?: number): Promise<QuarterTally[]> {
  const departments = visibleDepartments(actor, 'task.read');
  const within = departments === 'all' ? Prisma.empty : Prisma.sql`AND t.lead_department_id = ANY (${departments}::int[])`;
  const calendar = await calendarOf(year);
  const ends = ([1, 2, 3] as const).map((quarter) => dueSpan(year, quarter, calendar).endsOn);
  const only = departmentId === undefined ? Prisma.empty : Prisma.sql`AND t.lead_department_id = ${departmentId}`;
  const rows = await db().$queryRaw<(Tally & { departmentId: number; quarter: number; isUnplanned: boolean })[]>`
    SELECT n.lead_department_id AS "departmentId", n.quarter, n.is_unplanned AS "isUnplanned", ${tallySql} FROM (
      SELECT t.lead_department_id, t.is_unplanned, t.is_exceeded, 1 + (SELECT count(*)::int FROM unnest(${ends}::date[]) AS q (ends_on) WHERE t.due_on > q.ends_on) AS quarter, ${standingSql(today)} AS standing
      FROM task t WHERE t.voided_at IS NULL AND t.due_on BETWEEN ${`${year}-01-01`}::date AND ${`${year}-12-31`}::date ${within} ${only}
    ) n GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`;
  const tallies = new Map<string, QuarterTally>();
  for (const { departmentId: id, quarter, isUnplanned, ...tally } of rows) {
    if (!isQuarter(quarter)) continue;
    const key = `${id}/${quarter}`;
    const found = tallies.get(key) ?? { departmentId: id, quarter, planned: EMPTY_TALLY, unplanned: EMPTY_TALLY };
    tallies.set(key, { ...found, [isUnplanned ? 'unplanned' : 'planned']: tally });
  }
  return [...tallies.values()].filter(({ planned, unplanned }) => totalOf(planned) + totalOf(unplanned) > 0);
}

export type ProgressLine = { id: number; at: Date; by: string; percent: number; state: TaskState; note: string };
/** What the actor may do with a task now, by its state, the files that hold it, and the policy table. */
export type TaskActs = { edit: boolean; remove: boolean; report: boolean; cancel: boolean; reschedule: boolean; attach: boolean };
export type TaskDetail = TaskRow & {
  lead: { id: number; code: string; name: string };
  period: { id: number; year: number; quarter: Quarter; startsOn: Day; endsOn: Day };
  originalDueOn: Day;
  source: 'PLAN' | 'CONCLUSION' | 'ADHOC' | 'CONTINGENCY' | 'CARRIED_OVER';
  /** The drill that brought it, with its plan. */
  drill: { planId: number; title: string; heldOn: Day | null } | null;
  /** The task of an earlier year that it carries on. */
  carriedFromId: number | null;
  /** The task of the next year that carries it on; `isReadable` when the actor may open it. */
  carriedTo: { id: number; year: number; isReadable: boolean } | null;
  /** When the report of its quarter said what it says; null while the report is open. Later words and files are seen to be later. */
  closedSince: Date | null;
  progress: ProgressLine[];
  acts: TaskActs;
};

/** One task whole, with its progress (latest first) and what may be done next; null when it is not there or may not be read. */
export async function taskById(actor: Actor, id: number, now: Date): Promise<TaskDetail | null> {
  const [place] = await db().$queryRaw<{ departmentId: number; periodId: number }[]>`
    SELECT t.lead_department_id AS "departmentId", t.period_id AS "periodId" FROM task t WHERE t.id = ${id} AND t.voided_at IS NULL AND ${readable(actor)}`;
  if (!place) return null;
  const { departmentId, periodId } = place;
  const [task] = await rowsOf(Prisma.sql`t.id = ${id}`);
  const more = await db().task.findUnique({
    where: { id },
    select: {
      originalDueOn: true,
      source: true,
      carriedFromId: true,
      period: { select: { id: true, year: true, index: true, startsOn: true, endsOn: true } },
      leadDepartment: { select: { id: true, code: true } },
      drill: { select: { heldOn: true, contingencyPlan: { select: { id: true, title: true } } } },
      progresses: {
        orderBy: { id: 'desc' },
        take: 200,
        select: { id: true, at: true, percent: true, state: true, note: true, by: { select: { displayName: true } } },
      },
    },
  });
  if (!task || !more || !isQuarter(more.period.index)) return null;
  const [name] = await db().$queryRaw<{ name: string }[]>`
    SELECT v.name FROM department_version v WHERE v.department_id = ${departmentId}
    ORDER BY (v.valid_from <= ${task.dueOn}::date) DESC, abs(v.valid_from - ${task.dueOn}::date) LIMIT 1`;
  const [carriedTo] = await db().$queryRaw<{ id: number; year: number; isReadable: boolean }[]>`
    SELECT t.id, p.year::int, ${readable(actor)} AS "isReadable" FROM task t JOIN period p ON p.id = t.period_id WHERE t.carried_from_id = ${id} AND t.voided_at IS NULL`;
  const standing = await standingOf(actor, task, { departmentId, periodId }, now);
  const { period, drill, progresses, leadDepartment } = more;
  return {
    ...task,
    lead: { ...leadDepartment, name: name?.name ?? leadDepartment.code },
    period: {
      ...{ id: period.id, year: period.year, quarter: isQuarter(period.index) ? period.index : 1 },
      startsOn: dayOfColumn(period.startsOn),
      endsOn: dayOfColumn(period.endsOn),
    },
    originalDueOn: dayOfColumn(more.originalDueOn),
    source: more.source,
    carriedFromId: more.carriedFromId,
    carriedTo: carriedTo ?? null,
    drill: drill && {
      planId: drill.contingencyPlan.id,
      title: drill.contingencyPlan.title,
      heldOn: drill.heldOn && dayOfColumn(drill.heldOn),
    },
    progress: progresses.map(({ by, ...line }) => ({ ...line, by: by.displayName })),
    ...standing,
  };
}

/** What the actor may do now, by the same rules as the commands, so that no button promises what is refused; and since when the quarter is closed. */
async function standingOf(
  actor: Actor,
  { state, isUnplanned, isAssigned }: Pick<TaskRow, 'state' | 'isUnplanned' | 'isAssigned'>,
  place: { departmentId: number; periodId: number },
  now: Date,
): Promise<{ acts: TaskActs; closedSince: Date | null }> {
  const [files, plan, report] = await Promise.all([
    db().submission.findMany({ where: place, select: { kind: true, state: true, submittedAt: true } }),
    deadlineOf(db(), { ...place, kind: 'PLAN' }),
    deadlineOf(db(), { ...place, kind: 'REPORT' }),
  ]);
  const stateOf = (kind: 'PLAN' | 'REPORT'): SubmissionState | null => files.find((file) => file.kind === kind)?.state ?? null;
  const reportState = stateOf('REPORT');
  const isLocked = reportState !== 'RETURNED' && reportState !== 'REOPENED' && report !== null && phase(report, now) === 'locked';
  const reportClosed = reportState === 'APPROVED' || reportState === 'LOCKED' || (reportState !== 'SUBMITTED' && isLocked);
  const submittedAt = files.find(({ kind }) => kind === 'REPORT')?.submittedAt ?? null;
  const closedSince = reportClosed ? (submittedAt ?? report?.lockAt ?? null) : null;
  if (!can(actor, 'task.manage', place))
    return { acts: { edit: false, remove: false, report: false, cancel: false, reschedule: false, attach: false }, closedSince };
  const isOver = state === 'DONE' || state === 'CANCELLED';
  const isReading = reportState === 'SUBMITTED';
  const edit = isUnplanned ? !reportClosed && !isReading : plan !== null && mayWrite(stateOf('PLAN'), phase(plan, now));
  const cancel = !isAssigned || can(actor, 'task.cancelAssigned', place);
  return {
    acts: {
      edit,
      remove: edit && cancel,
      report: state !== 'CANCELLED' && !isReading && !(reportClosed && isOver),
      cancel,
      reschedule: !isOver && can(actor, 'task.reschedule', place),
      attach: !isReading,
    },
    closedSince,
  };
}

/** Whether the actor has tasks to read at all. */
export const readsTasks = (actor: Actor): boolean => reach(actor, 'task.read') !== undefined;
