import 'server-only';
import { type Actor, hasRole } from '@/domain/actor';
import { type Day, dayOf } from '@/domain/date';
import { reach, visibleDepartments } from '@/domain/policy';
import { holdsIn, isUsedIn } from '@/features/indicators/queries';
import { settingsOn } from '@/features/settings/queries';
import type { SubmissionKind } from '@/features/submissions/schema';
import { db, Prisma } from '@/server/db';
import type { Unusual } from '../rules/inbox';
import { DECIDES } from '../rules/steps';
import { MOST_AT_ONCE, STEPS, type Step } from '../schema';

/** One file that waits for the actor's decision, with the round that would be decided about. */
export type InboxRow = Unusual & {
  submissionId: number;
  version: number;
  roundNo: number;
  sha256: string;
  step: Step;
  departmentCode: string;
  departmentName: string;
  /** Kind of department: khoa lâm sàng, phòng chức năng … */
  group: string;
  kind: SubmissionKind;
  year: number;
  quarter: number;
  submittedAt: Date;
  submittedBy: string;
  submittedById: number;
  /** The actor approved the step before this one. */
  isSecond: boolean;
  /** Since when it waits at this step. */
  waitingSince: Date;
};

/** The files whose step the actor decides at: a head those of the own departments, planning and directors those that stand at theirs. */
function mine(actor: Actor): Prisma.Sql | null {
  const parts = STEPS.flatMap((step) => {
    const departments = visibleDepartments(actor, DECIDES[step]);
    if (departments === 'all') return [Prisma.sql`s.step = ${step}::review_step`];
    return departments.length > 0 ? [Prisma.sql`(s.step = ${step}::review_step AND s.department_id = ANY (${departments}::int[]))`] : [];
  });
  return parts.length > 0 ? Prisma.sql`s.state = 'SUBMITTED' AND (${Prisma.join(parts, ' OR ')})` : null;
}

/** What waits for the actor's decision, longest waiting first, with what is unusual about each; empty for everyone else. One statement. */
export async function inbox(actor: Actor): Promise<InboxRow[]> {
  const where = mine(actor);
  if (where === null) return [];
  return db().$queryRaw<InboxRow[]>(Prisma.sql`
    SELECT s.id AS "submissionId", s.row_version AS version, s.round_no::int AS "roundNo", r.sha256, s.step, d.code AS "departmentCode", v.name AS "departmentName", v.kind::text AS "group",
      s.kind, p.year::int, p.index::int AS quarter, s.submitted_at AS "submittedAt", a.display_name AS "submittedBy", s.submitted_by_id AS "submittedById",
      coalesce(k.passed_at, s.submitted_at) AS "waitingSince", k.returned, c.flagged, c.outliers, c.unexplained, g.empty,
      r.first_at > greatest(l.due_at, e.due) AS "isLate",
      EXISTS (SELECT FROM review x WHERE x.submission_id = s.id AND x.round_no = s.round_no AND x.verdict = 'APPROVED' AND x.by_id = ${actor.id}
        AND x.step = (SELECT max(w.step) FROM submission_round o, unnest(o.steps) w (step) WHERE o.submission_id = s.id AND o.round_no = s.round_no AND w.step < s.step)) AS "isSecond"
    FROM submission s JOIN period p ON p.id = s.period_id JOIN department d ON d.id = s.department_id JOIN account a ON a.id = s.submitted_by_id
      JOIN period_deadline l ON l.period_id = s.period_id AND l.kind = s.kind
      JOIN LATERAL (SELECT x.name, x.kind FROM department_version x WHERE x.department_id = d.id AND x.valid_from <= p.ends_on ORDER BY x.valid_from DESC LIMIT 1) v ON true
      JOIN LATERAL (SELECT max(x.sha256) FILTER (WHERE x.round_no = s.round_no) AS sha256, min(x.submitted_at) AS first_at FROM submission_round x WHERE x.submission_id = s.id) r ON true
      LEFT JOIN LATERAL (SELECT x.new_due_at AS due FROM deadline_extension x WHERE x.period_id = s.period_id AND x.kind = s.kind AND x.department_id = s.department_id AND x.state = 'GRANTED'
        ORDER BY x.decided_at DESC, x.id DESC LIMIT 1) e ON true
      JOIN LATERAL (SELECT max(x.at) FILTER (WHERE x.verdict = 'APPROVED' AND x.round_no = s.round_no) AS passed_at, count(*) FILTER (WHERE x.verdict = 'RETURNED')::int AS returned
        FROM review x WHERE x.submission_id = s.id) k ON true
      -- largeChange of features/figures/rules.ts in SQL
      JOIN LATERAL (SELECT count(*) FILTER (WHERE f.is_flagged)::int AS flagged, count(*) FILTER (WHERE m.large)::int AS outliers, count(*) FILTER (WHERE m.large AND f.remark IS NULL)::int AS unexplained
        FROM figure f JOIN indicator i ON i.id = f.indicator_id
          LEFT JOIN period q ON q.kind = 'QUARTER' AND q.calendar = p.calendar AND q.year = p.year - 1 AND q.index = p.index
          LEFT JOIN figure o ON o.department_id = f.department_id AND o.period_id = q.id AND o.measure = 'ACTUAL' AND o.indicator_id = f.indicator_id
          CROSS JOIN LATERAL (SELECT o.value > 0 AND abs(f.value - o.value) * 100 > o.value * i.soft_change_pct
            AND (i.aggregation <> 'SUM' OR (f.value - o.value) ^ 2 > 4 * greatest(f.value, o.value)) AS large) m
        WHERE f.department_id = s.department_id AND f.period_id = s.period_id AND f.measure = CASE s.kind WHEN 'PLAN' THEN 'PLAN' ELSE 'ACTUAL' END::measure) c ON true
      JOIN LATERAL (SELECT count(*)::int AS empty FROM indicator i WHERE i.aggregation <> 'RATIO' AND ${isUsedIn(Prisma.sql`p.starts_on`, Prisma.sql`p.ends_on`)}
        AND EXISTS (SELECT FROM indicator_assignment a WHERE a.department_id = s.department_id AND a.indicator_id = i.id AND ${holdsIn(Prisma.sql`p.starts_on`, Prisma.sql`p.ends_on`)})
        AND NOT EXISTS (SELECT FROM figure f WHERE f.department_id = s.department_id AND f.period_id = s.period_id AND f.indicator_id = i.id AND f.value IS NOT NULL
          AND f.measure = CASE s.kind WHEN 'PLAN' THEN 'PLAN' ELSE 'ACTUAL' END::measure)) g ON true
    WHERE ${where} ORDER BY "waitingSince", s.id LIMIT ${MOST_AT_ONCE}`);
}

/** How many files wait for the actor's decision. One statement over the index of what waits. */
export async function waitingCount(actor: Actor): Promise<number> {
  const where = mine(actor);
  if (where === null) return 0;
  const [row] = await db().$queryRaw<{ count: number }[]>(Prisma.sql`SELECT count(*)::int AS count FROM submission s WHERE ${where}`);
  return row?.count ?? 0;
}

/** Whether the inbox is a place of this actor's: planning's always, a head's or a director's when their step is switched on or something still waits. */
export async function hasInbox(actor: Actor, day: Day = dayOf(new Date())): Promise<boolean> {
  if (!reach(actor, 'submission.review')) return false;
  if (reach(actor, 'review.planning') || (await waitingCount(actor)) > 0) return true;
  const { reviewHead, reviewDirector } = await settingsOn(db(), day);
  return (reviewHead && hasRole(actor, 'DEPARTMENT_HEAD')) || (reviewDirector && hasRole(actor, 'DIRECTOR'));
}
