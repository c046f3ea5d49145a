import 'server-only';
import type { Actor } from '@/domain/actor';
import { addDays, type Day, dayOf, dayOfColumn, toColumn } from '@/domain/date';
import { isQuarter, type Quarter } from '@/domain/period';
import { can } from '@/domain/policy';
import { holdsIn, isUsedIn } from '@/features/indicators/queries';
import { effectiveDeadline } from '@/features/periods/rules';
import type { SubmissionKind, SubmissionState } from '@/features/submissions/schema';
import { type Db, db, Prisma, type Tx } from '@/server/db';
import type { FileStanding } from './rules/due';
import { type ReminderLine, readFacts } from './rules/wording';
import type { ReminderFilter } from './schema';

/** A plan or report that a living department owes, with where it stands. */
export type OwedFile = FileStanding & {
  departmentId: number;
  code: string;
  department: string;
  periodId: number;
  year: number;
  quarter: Quarter;
  kind: SubmissionKind;
  step: 'HEAD' | 'PLANNING' | 'DIRECTOR' | null;
  /** The round that came back last. */
  returnedRound: number;
  extended: boolean;
};

type OwedRow = Pick<
  OwedFile,
  'departmentId' | 'code' | 'department' | 'periodId' | 'year' | 'kind' | 'step' | 'waitingSince' | 'decidedAt'
> & {
  quarter: number;
  opensAt: Date;
  dueAt: Date;
  lockAt: Date;
  newDueAt: Date | null;
  newLockAt: Date | null;
  extendedAt: Date | null;
  state: SubmissionState | null;
  returnedRound: number;
};

/** After its lock a file is asked about for so long, for those up the line. */
const DAYS_AFTER_LOCK = 60;

/**
 * Every plan and report whose entry has begun and that may still ask for a reminder, of departments that exist today: what they must
 * fill in, or have begun. One statement, for the clock; nobody's permission is asked.
 */
export async function owedFiles(tx: Db | Tx, now: Date, only?: { departmentIds: number[] }): Promise<OwedFile[]> {
  const today = dayOf(now);
  const [startsOn, endsOn] = [Prisma.sql`p.starts_on`, Prisma.sql`p.ends_on`];
  const rows = await tx.$queryRaw<OwedRow[]>(Prisma.sql`
    SELECT d.id AS "departmentId", d.code, v.name AS department, p.id AS "periodId", p.year::int AS year, p.index::int AS quarter, l.kind::text AS kind,
      l.opens_at AS "opensAt", l.due_at AS "dueAt", l.lock_at AS "lockAt", e.new_due_at AS "newDueAt", e.new_lock_at AS "newLockAt", e.decided_at AS "extendedAt",
      s.state::text AS state, s.step::text AS step, coalesce((SELECT r.round_no FROM review r WHERE r.submission_id = s.id AND r.verdict IN ('RETURNED', 'REOPENED') ORDER BY r.id DESC LIMIT 1), 0)::int AS "returnedRound", s.decided_at AS "decidedAt",
      greatest(s.submitted_at, (SELECT max(r.at) FROM review r WHERE r.submission_id = s.id AND r.round_no = s.round_no AND r.verdict = 'APPROVED')) AS "waitingSince"
    FROM period_deadline l
      JOIN period p ON p.id = l.period_id AND p.kind = 'QUARTER'
      JOIN department d ON d.established_on <= p.ends_on AND d.established_on <= ${today}::date AND (d.dissolved_on IS NULL OR d.dissolved_on > greatest(p.starts_on, ${today}::date))
      JOIN LATERAL (SELECT x.name, x.kind FROM department_version x WHERE x.department_id = d.id AND x.valid_from <= ${today}::date ORDER BY x.valid_from DESC LIMIT 1) v ON v.kind <> 'HOSPITAL'
      LEFT JOIN submission s ON s.department_id = d.id AND s.period_id = p.id AND s.kind = l.kind
      LEFT JOIN LATERAL (SELECT * FROM deadline_extension x WHERE x.period_id = p.id AND x.kind = l.kind AND x.department_id = d.id AND x.state = 'GRANTED'
        ORDER BY x.decided_at DESC, x.id DESC LIMIT 1) e ON true
    WHERE l.opens_at <= ${now} AND s.state IS DISTINCT FROM 'APPROVED'
      AND (s.state IN ('SUBMITTED', 'RETURNED', 'REOPENED') OR greatest(l.lock_at, e.new_lock_at) > ${now}::timestamptz - make_interval(days => ${DAYS_AFTER_LOCK}::int))
      ${only ? Prisma.sql`AND d.id = ANY (${only.departmentIds}::int[])` : Prisma.empty}
      AND (s.id IS NOT NULL OR EXISTS (SELECT FROM indicator_assignment a JOIN indicator i ON i.id = a.indicator_id AND i.aggregation <> 'RATIO'
        WHERE a.department_id = d.id AND a.required AND ${holdsIn(startsOn, endsOn)} AND ${isUsedIn(startsOn, endsOn)}))
    ORDER BY l.due_at, p.id, l.kind, d.id`);
  return rows.flatMap(({ quarter, opensAt, dueAt, lockAt, newDueAt, newLockAt, extendedAt, ...row }): OwedFile[] => {
    if (!isQuarter(quarter)) return [];
    const deadline = effectiveDeadline({ opensAt, dueAt, lockAt }, [{ newDueAt, newLockAt, decidedAt: extendedAt }]);
    const since = dayOf(deadline.extended && extendedAt && extendedAt > opensAt ? extendedAt : opensAt);
    return [{ ...row, quarter, since, dueOn: dayOf(deadline.dueAt), lockOn: dayOf(deadline.lockAt), extended: deadline.extended }];
  });
}

/** The open tasks of a department that are due on one day, in one quarter. */
export type OwedTasks = {
  departmentId: number;
  code: string;
  department: string;
  periodId: number;
  year: number;
  quarter: Quarter;
  dueOn: Day;
  count: number;
  titles: string[];
};

/**
 * Open tasks of living departments that are due from one day to another, by department and due day; what a report that was handed in or
 * locked left open of its quarter is nobody's work any more, and what was carried over into the next year is asked for there. One statement, for the clock.
 */
export async function owedTasks(tx: Db | Tx, from: Day, to: Day, now: Date): Promise<OwedTasks[]> {
  const today = dayOf(now);
  const rows = await tx.$queryRaw<(Omit<OwedTasks, 'quarter' | 'dueOn'> & { quarter: number; dueOn: Date })[]>(Prisma.sql`
    SELECT d.id AS "departmentId", d.code, v.name AS department, p.id AS "periodId", p.year::int AS year, p.index::int AS quarter, t.due_on AS "dueOn",
      count(*)::int AS count, (array_agg(t.title ORDER BY t.is_priority DESC, t.id))[1:3] AS titles
    FROM task t JOIN period p ON p.id = t.period_id AND p.kind = 'QUARTER'
      JOIN department d ON d.id = t.lead_department_id AND (d.dissolved_on IS NULL OR d.dissolved_on > ${today}::date)
      JOIN LATERAL (SELECT x.name FROM department_version x WHERE x.department_id = d.id AND x.valid_from <= ${today}::date ORDER BY x.valid_from DESC LIMIT 1) v ON true
      LEFT JOIN submission s ON s.department_id = d.id AND s.period_id = p.id AND s.kind = 'REPORT'
      LEFT JOIN period_deadline l ON l.period_id = p.id AND l.kind = 'REPORT'
      LEFT JOIN LATERAL (SELECT x.new_lock_at FROM deadline_extension x WHERE x.period_id = p.id AND x.kind = 'REPORT' AND x.department_id = d.id AND x.state = 'GRANTED'
        ORDER BY x.decided_at DESC, x.id DESC LIMIT 1) e ON true
    WHERE t.voided_at IS NULL AND t.state IN ('PLANNED', 'IN_PROGRESS') AND t.due_on BETWEEN ${from}::date AND ${to}::date
      AND NOT EXISTS (SELECT FROM task c WHERE c.carried_from_id = t.id AND c.voided_at IS NULL)
      AND s.state IS DISTINCT FROM 'SUBMITTED'
      -- a report says nothing of what is due after its quarter: that goes on
      AND (t.due_on > p.ends_on OR s.state IN ('RETURNED', 'REOPENED')
        OR (coalesce(s.state, 'DRAFT') = 'DRAFT' AND (l.lock_at IS NULL OR greatest(l.lock_at, e.new_lock_at) >= ${now})))
    GROUP BY d.id, d.code, v.name, p.id, p.year, p.index, t.due_on
    ORDER BY t.due_on, d.id, p.id`);
  return rows.flatMap(({ quarter, dueOn, ...row }) => (isQuarter(quarter) ? [{ ...row, quarter, dueOn: dayOfColumn(dueOn) }] : []));
}

export type Reader = { accountId: number; role: string; departmentId: number | null; hasEmail: boolean };

/** Whom reminders may reach on a day: every role in force of an open account of a person. One statement, for the clock. */
export async function readers(tx: Db | Tx, day: Day): Promise<Reader[]> {
  return tx.$queryRaw<Reader[]>(Prisma.sql`
    SELECT a.id AS "accountId", g.role::text AS role, g.department_id AS "departmentId", a.email IS NOT NULL AS "hasEmail"
    FROM role_grant g JOIN account a ON a.id = g.account_id AND a.state = 'ACTIVE' AND NOT a.is_system
    WHERE g.role IN ('REPORTER', 'DEPARTMENT_HEAD', 'PLANNING', 'DIRECTOR') AND g.valid_from <= ${day}::date AND (g.valid_to IS NULL OR g.valid_to > ${day}::date)
    ORDER BY a.id, g.id`);
}

/** The days off from a month before to a month after a day, for the rules of the calendar. */
export async function daysOffAround(tx: Db | Tx, day: Day): Promise<Set<Day>> {
  const rows = await tx.holiday.findMany({
    where: { day: { gte: toColumn(addDays(day, -100)), lte: toColumn(addDays(day, 100)) } },
    select: { day: true },
  });
  return new Set(rows.map((row) => dayOfColumn(row.day)));
}

export const PAGE_SIZE = 30;
const readable = { kind: { not: 'DIGEST' as const } };

/** How many reminders the actor has not read: the number on the bell. Digests are letters, and count nowhere in the app. */
export async function unreadCount(actor: Actor): Promise<number> {
  return db().reminder.count({ where: { accountId: actor.id, readAt: null, ...readable } });
}

/** One page of the actor's own reminders, latest first. */
export async function ownReminders(actor: Actor, { page, only }: ReminderFilter): Promise<{ rows: ReminderLine[]; total: number }> {
  const where = { accountId: actor.id, ...readable, ...(only === 'unread' && { readAt: null }) };
  const [rows, total] = await Promise.all([
    db().reminder.findMany({
      where,
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      skip: (page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
      select: { id: true, kind: true, isParty: true, facts: true, createdAt: true, readAt: true },
    }),
    db().reminder.count({ where }),
  ]);
  return { rows: rows.map(({ facts, ...row }) => ({ ...row, facts: readFacts(facts) })), total };
}

export type MailState = {
  waiting: number;
  /** When the oldest that waits was made. */
  since: Date | null;
  nextAttemptAt: Date | null;
  sentToday: number;
  withoutAddress: number;
  /** The latest that failed or meet a problem, at most fifty. */
  troubled: {
    id: number;
    state: 'PENDING' | 'FAILED';
    to: string;
    name: string;
    createdAt: Date;
    attempts: number;
    nextAttemptAt: Date | null;
    problem: string | null;
  }[];
  failed: number;
};

/** What became of the e-mails: for those who see to the server; null for everyone else. What they say is not told. */
export async function mailState(actor: Actor, now: Date): Promise<MailState | null> {
  if (!can(actor, 'mail.manage')) return null;
  const today = dayOf(now);
  const [[counts], troubled] = await Promise.all([
    db().$queryRaw<Omit<MailState, 'troubled'>[]>(Prisma.sql`
      SELECT count(*) FILTER (WHERE r.email_state = 'PENDING')::int AS waiting, min(r.created_at) FILTER (WHERE r.email_state = 'PENDING') AS since,
        min(r.next_attempt_at) FILTER (WHERE r.email_state = 'PENDING') AS "nextAttemptAt",
        count(*) FILTER (WHERE r.email_state = 'FAILED')::int AS failed,
        count(*) FILTER (WHERE r.emailed_at >= ${`${today}T00:00:00+07:00`}::timestamptz)::int AS "sentToday",
        (SELECT count(DISTINCT a.id)::int FROM account a JOIN role_grant g ON g.account_id = a.id AND g.valid_from <= ${today}::date AND (g.valid_to IS NULL OR g.valid_to > ${today}::date)
          WHERE a.state = 'ACTIVE' AND NOT a.is_system AND a.email IS NULL) AS "withoutAddress"
      FROM reminder r`),
    db().$queryRaw<MailState['troubled']>(Prisma.sql`
      SELECT r.id, r.email_state::text AS state, coalesce(a.email, '') AS "to", a.display_name AS name, r.created_at AS "createdAt", r.email_attempts::int AS attempts,
        r.next_attempt_at AS "nextAttemptAt", r.email_problem AS problem
      FROM reminder r JOIN account a ON a.id = r.account_id
      WHERE r.email_state = 'FAILED' OR (r.email_state = 'PENDING' AND r.email_problem IS NOT NULL)
      ORDER BY r.id DESC LIMIT 50`),
  ]);
  return counts ? { ...counts, troubled } : null;
}
