import 'server-only';
import type { Actor } from '@/domain/actor';
import { type Day, dayOfColumn } from '@/domain/date';
import { reach, visibleDepartments } from '@/domain/policy';
import type { TaskState } from '@/features/tasks/schema';
import { db, Prisma } from '@/server/db';
import type { ContingencyKind } from './schema';

export type PlanLine = {
  id: number;
  version: number;
  kind: ContingencyKind;
  title: string;
  /** null: the whole hospital. */
  department: { id: number; code: string; name: string } | null;
  validFrom: Day;
  /** The last day in force. */
  validTo: Day | null;
  retiredOn: Day | null;
  lastHeldOn: Day | null;
  /** The next drill that is scheduled and was not held. */
  nextDrillOn: Day | null;
};

/** Contingency plans, those still in force first, then by kind and title in Vietnamese order; one statement. */
export async function contingencyPlans(actor: Actor, kind: ContingencyKind | null = null): Promise<PlanLine[]> {
  return reach(actor, 'contingency.read') ? lines(kind === null ? Prisma.sql`true` : Prisma.sql`p.kind = ${kind}::contingency_kind`) : [];
}

function lines(which: Prisma.Sql): Promise<PlanLine[]> {
  return db().$queryRaw<PlanLine[]>`
    SELECT p.id, p.row_version AS version, p.kind::text AS kind, p.title, p.valid_from::text AS "validFrom", p.valid_to::text AS "validTo", p.retired_on::text AS "retiredOn",
      CASE WHEN d.id IS NOT NULL THEN json_build_object('id', d.id, 'code', d.code, 'name', v.name) END AS department,
      (SELECT max(k.held_on)::text FROM drill k WHERE k.contingency_plan_id = p.id AND k.voided_at IS NULL) AS "lastHeldOn",
      (SELECT min(k.scheduled_on)::text FROM drill k WHERE k.contingency_plan_id = p.id AND k.held_on IS NULL AND k.voided_at IS NULL) AS "nextDrillOn"
    FROM contingency_plan p LEFT JOIN department d ON d.id = p.department_id
      LEFT JOIN LATERAL (SELECT x.name FROM department_version x WHERE x.department_id = d.id
        ORDER BY (x.valid_from <= p.valid_from) DESC, abs(x.valid_from - p.valid_from) LIMIT 1) v ON true
    WHERE p.voided_at IS NULL AND ${which}
    ORDER BY p.retired_on IS NOT NULL, p.valid_to IS NOT NULL AND p.valid_to < current_date, p.kind, p.title, p.id LIMIT 500`;
}

export type DrillLine = {
  id: number;
  version: number;
  scheduledOn: Day;
  scenario: string;
  heldOn: Day | null;
  participants: number | null;
  result: string | null;
  lessons: string | null;
  /** What it brought to mend. */
  tasks: { id: number; title: string; state: TaskState; dueOn: Day; doneOn: Day | null }[];
};
export type PlanDetail = PlanLine & {
  body: string | null;
  retireReason: string | null;
  decision: { number: string | null; signedOn: Day | null; authority: string | null; subject: string } | null;
  /** Latest first. */
  drills: DrillLine[];
};

/** One contingency plan with its drills and, of the tasks that these brought, those the actor may read; null when it is not there. */
export async function contingencyPlan(actor: Actor, id: number): Promise<PlanDetail | null> {
  if (!reach(actor, 'contingency.read')) return null;
  const departments = visibleDepartments(actor, 'task.read');
  const [[line], more] = await Promise.all([
    lines(Prisma.sql`p.id = ${id}`),
    db().contingencyPlan.findUnique({
      where: { id, voidedAt: null },
      select: {
        body: true,
        retireReason: true,
        decision: { select: { number: true, signedOn: true, authority: true, subject: true } },
        drills: {
          where: { voidedAt: null },
          orderBy: [{ scheduledOn: 'desc' }, { id: 'desc' }],
          take: 100,
          select: {
            ...{
              id: true,
              rowVersion: true,
              scheduledOn: true,
              scenario: true,
              heldOn: true,
              participants: true,
              result: true,
              lessons: true,
            },
            tasks: {
              where: { voidedAt: null, ...(departments !== 'all' && { leadDepartmentId: { in: departments } }) },
              orderBy: { id: 'asc' },
              select: { id: true, title: true, state: true, dueOn: true, doneOn: true },
            },
          },
        },
      },
    }),
  ]);
  if (!line || !more) return null;
  const { body, retireReason, decision, drills } = more;
  return {
    ...line,
    ...{ body, retireReason },
    decision: decision && { ...decision, signedOn: decision.signedOn && dayOfColumn(decision.signedOn) },
    drills: drills.map(({ rowVersion, scheduledOn, heldOn, tasks, ...drill }) => ({
      ...drill,
      version: rowVersion,
      scheduledOn: dayOfColumn(scheduledOn),
      heldOn: heldOn && dayOfColumn(heldOn),
      tasks: tasks.map(({ dueOn, doneOn, ...task }) => ({ ...task, dueOn: dayOfColumn(dueOn), doneOn: doneOn && dayOfColumn(doneOn) })),
    })),
  };
}
