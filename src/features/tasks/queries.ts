import 'server-only';
import type { Actor } from '@/domain/actor';
import { dayOfColumn, toColumn } from '@/domain/date';
import { can } from '@/domain/policy';
import { db, Prisma } from '@/server/db';
import type { TaskState } from './schema';

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
  result: string | null;
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
  const rows = await db().$queryRaw<Row[]>(Prisma.sql`
    SELECT t.id, t.row_version AS version, t.area_id AS "areaId", a.name AS "areaName", t.title, t.detail, t.deliverable, t.quantity::text, t.quantity_unit AS "quantityUnit",
      t.starts_on AS "startsOn", t.due_on AS "dueOn", t.done_on AS "doneOn", t.state, t.percent, t.is_priority AS "isPriority", t.is_unplanned AS "isUnplanned",
      t.is_exceeded AS "isExceeded", t.result,
      coalesce((SELECT jsonb_agg(jsonb_build_object('id', k.department_id, 'name', coalesce(v.name, k.partner_name)) ORDER BY k.department_id IS NULL, k.id)
        FROM task_participant k LEFT JOIN department_version v ON v.department_id = k.department_id AND v.valid_from <= t.due_on AND (v.valid_to IS NULL OR v.valid_to > t.due_on)
        WHERE k.task_id = t.id AND k.voided_at IS NULL), '[]'::jsonb) AS participants
    FROM task t JOIN area a ON a.id = t.area_id
    WHERE t.lead_department_id = ${departmentId} AND t.period_id = ${periodId} AND t.voided_at IS NULL
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

/** Open tasks of these departments that are due by a day: for «what is due from me». */
export async function openTasksDue(actor: Actor, departmentIds: number[], by: string) {
  const allowed = departmentIds.filter((departmentId) => can(actor, 'submission.read', { departmentId }));
  const rows = await db().task.findMany({
    where: { leadDepartmentId: { in: allowed }, voidedAt: null, state: { in: ['PLANNED', 'IN_PROGRESS'] }, dueOn: { lte: toColumn(by) } },
    select: { id: true, title: true, dueOn: true, leadDepartmentId: true, period: { select: { year: true, index: true } } },
    orderBy: { dueOn: 'asc' },
    take: 200,
  });
  return rows.map(({ dueOn, period, ...task }) => ({ ...task, dueOn: dayOfColumn(dueOn), year: period.year, quarter: period.index }));
}
