import 'server-only';
import type { Actor } from '@/domain/actor';
import { dayOf } from '@/domain/date';
import { Refusal } from '@/domain/errors';
import { momentsOf } from '@/features/periods/rules';
import { ensureYear } from '@/features/periods/writes';
import type { Tx } from '@/server/db';
import type { DeadlineRow, ReporterRow, RolloverPlan, TargetRow, TaskRow } from './rules/plan';

type Stamp = { actor: Actor; now: Date };
const copied = <One extends { outcome: string }>(rows: readonly One[]): One[] => rows.filter(({ outcome }) => outcome === 'copy');

/** One rollover of a year at a time, and no reorganisation beside it: what was read stays so until commit. */
export async function holdYear(tx: Tx, year: number): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.rollover'))`;
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtext(current_schema() || '.department'))`;
  // a plan that is being handed in is waited for, and then nothing is added to it
  await tx.$queryRaw`
    SELECT s.id FROM submission s JOIN period p ON p.id = s.period_id WHERE p.year = ${year} AND s.kind = 'PLAN' ORDER BY s.id FOR SHARE OF s`;
}

/** Writes a plan, a few statements for each of its parts however many rows there are; returns what was made. */
export async function applyPlan(tx: Tx, plan: RolloverPlan, stamp: Stamp): Promise<{ deadlines: number; shares: number; tasks: number }> {
  await ensureYear(tx, plan.year, dayOf(stamp.now));
  const deadlines = await openQuarters(tx, plan.year, copied(plan.periods), stamp);
  await prolong(tx, copied(plan.reporters));
  const shares = await draftTargets(tx, plan.year, copied(plan.targets), stamp);
  const carried = await makeTasks(tx, plan.year, copied(plan.unfinished), true, stamp);
  const repeated = await makeTasks(tx, plan.year, copied(plan.recurring), false, stamp);
  return { deadlines, shares, tasks: carried + repeated };
}

async function openQuarters(tx: Tx, year: number, rows: readonly DeadlineRow[], { actor, now }: Stamp): Promise<number> {
  if (rows.length === 0) return 0;
  const periods = await tx.period.findMany({ where: { kind: 'QUARTER', year }, select: { id: true, index: true } });
  const idOf = new Map(periods.map(({ id, index }) => [index, id]));
  const { count } = await tx.periodDeadline.createMany({
    data: rows.flatMap(({ id, plan, report }) => {
      const stamp = { periodId: idOf.get(id) ?? 0, updatedAt: now, updatedById: actor.id };
      return [
        { kind: 'PLAN' as const, ...momentsOf(plan), ...stamp },
        { kind: 'REPORT' as const, ...momentsOf(report), ...stamp },
      ];
    }),
  });
  return count;
}

async function prolong(tx: Tx, rows: readonly ReporterRow[]): Promise<void> {
  if (rows.length === 0) return;
  const written = await tx.$executeRaw`
    UPDATE indicator_assignment a SET valid_to = x.valid_to
    FROM unnest(${rows.map(({ id }) => id)}::int[], ${rows.map(({ newValidTo }) => newValidTo)}::date[]) AS x (id, valid_to) WHERE a.id = x.id`;
  if (written < rows.length) throw new Refusal('rollover.refused.moved');
}

async function draftTargets(tx: Tx, year: number, rows: readonly TargetRow[], { actor, now }: Stamp): Promise<number> {
  if (rows.length === 0) return 0;
  await tx.$executeRaw`
    INSERT INTO target (indicator_id, year, version_no, kind, value, effective_on, updated_at, updated_by_id)
    SELECT x.id, ${year}, 1, 'ASSIGNED', x.value, make_date(${year}, 1, 1), ${now}::timestamptz, ${actor.id}
    FROM unnest(${rows.map(({ id }) => id)}::int[], ${rows.map(({ next }) => next)}::numeric[]) AS x (id, value)`;
  const cells = rows.flatMap(({ id, shares }) => shares.map((cell) => ({ id, ...cell })));
  return tx.$executeRaw`
    INSERT INTO target_share (target_id, department_id, period_id, value)
    SELECT t.id, x.department_id, p.id, x.value
    FROM unnest(${cells.map(({ id }) => id)}::int[], ${cells.map(({ departmentId }) => departmentId)}::int[], ${cells.map(({ quarter }) => quarter)}::int[],
        ${cells.map(({ value }) => value)}::numeric[]) AS x (indicator_id, department_id, quarter, value)
      JOIN target t ON t.indicator_id = x.indicator_id AND t.year = ${year} AND t.version_no = 1
      JOIN period p ON p.kind = 'QUARTER' AND p.year = ${year} AND p.index = x.quarter
    ORDER BY 1, 2, 3`;
}

/** Copies of tasks with what they say. Carried ones keep how far they are and from when they were due; repeated ones begin anew. */
async function makeTasks(tx: Tx, year: number, rows: readonly TaskRow[], isCarried: boolean, { actor, now }: Stamp): Promise<number> {
  const copies = rows.flatMap(({ id, copies, supporting }) => copies.map((copy) => ({ from: id, supporting, ...copy })));
  if (copies.length === 0) return 0;
  // ids first, so that who supports each can be written in one statement
  const ids = await tx.$queryRaw<{ id: number }[]>`
    SELECT nextval('task_id_seq')::int AS id FROM generate_series(1, ${copies.length}::int) ORDER BY 1`;
  const made = copies.map((copy, place) => ({ ...copy, id: ids[place]?.id ?? 0 }));
  const written = await tx.$executeRaw`
    INSERT INTO task (id, period_id, area_id, lead_department_id, title, detail, deliverable, quantity, quantity_unit, directing_person_id, starts_on, due_on,
      original_due_on, state, percent, is_priority, source, carried_from_id, recurrence, is_assigned, updated_at, updated_by_id)
    SELECT x.id, p.id, t.area_id, x.lead_id, t.title, t.detail, t.deliverable, t.quantity, t.quantity_unit, t.directing_person_id, x.starts_on, x.due_on,
      CASE WHEN ${isCarried} THEN t.original_due_on ELSE x.due_on END, CASE WHEN ${isCarried} THEN t.state ELSE 'PLANNED' END, CASE WHEN ${isCarried} THEN t.percent ELSE 0 END,
      t.is_priority, CASE WHEN ${isCarried} THEN 'CARRIED_OVER'::task_source ELSE 'PLAN' END, CASE WHEN ${isCarried} THEN t.id END, t.recurrence, t.is_assigned, ${now}::timestamptz, ${actor.id}
    FROM unnest(${made.map(({ id }) => id)}::int[], ${made.map(({ from }) => from)}::int[], ${made.map(({ quarter }) => quarter)}::int[], ${made.map(({ leadId }) => leadId)}::int[],
        ${made.map(({ startsOn }) => startsOn)}::date[], ${made.map(({ dueOn }) => dueOn)}::date[]) AS x (id, from_id, quarter, lead_id, starts_on, due_on)
      JOIN task t ON t.id = x.from_id AND t.voided_at IS NULL
      JOIN period p ON p.kind = 'QUARTER' AND p.year = ${year} AND p.index = x.quarter`;
  if (written < made.length) throw new Refusal('rollover.refused.moved');
  const support = made.flatMap(({ id, supporting }) => supporting.map((departmentId) => ({ id, departmentId })));
  await tx.$executeRaw`
    INSERT INTO task_participant (task_id, department_id, partner_name)
    SELECT x.task_id, x.department_id, NULL FROM unnest(${support.map(({ id }) => id)}::int[], ${support.map(({ departmentId }) => departmentId)}::int[]) AS x (task_id, department_id)
    UNION ALL
    SELECT x.task_id, NULL, k.partner_name FROM unnest(${made.map(({ id }) => id)}::int[], ${made.map(({ from }) => from)}::int[]) AS x (task_id, from_id)
      JOIN task_participant k ON k.task_id = x.from_id AND k.voided_at IS NULL AND k.partner_name IS NOT NULL`;
  return written;
}

/** What a rollover made and nobody has touched, taken back in the person's name: from the audit of the act (`madeBy`), in four statements. */
export async function takeBack(
  tx: Tx,
  batchId: number,
  madeBy: bigint,
  reason: string,
  { actor, now }: Stamp,
): Promise<{ tasks: number; targets: number; deadlines: number }> {
  const [withdrawn] = await tx.$queryRaw<
    { targets: number; deadlines: number }[]
  >`SELECT targets, deadlines FROM rollover_withdraw(${batchId}::int)`;
  const tasks = await tx.$executeRaw`
    UPDATE task t SET voided_at = ${now}::timestamptz, voided_by_id = ${actor.id}, void_reason = ${reason}, row_version = t.row_version + 1, updated_at = ${now}::timestamptz, updated_by_id = ${actor.id}
    FROM audit_entry e WHERE e.audit_tx_id = ${madeBy} AND e.table_name = 'task' AND e.op = 'INSERT' AND t.id = e.row_key::int AND t.voided_at IS NULL`;
  // an assignment that was ended otherwise since then stays as it was made
  await tx.$executeRaw`
    UPDATE indicator_assignment a SET valid_to = (e.before ->> 'valid_to')::date
    FROM audit_entry e WHERE e.audit_tx_id = ${madeBy} AND e.table_name = 'indicator_assignment' AND e.op = 'UPDATE' AND a.id = e.row_key::int
      AND a.valid_to IS NOT DISTINCT FROM (e.after ->> 'valid_to')::date`;
  return { tasks, targets: withdrawn?.targets ?? 0, deadlines: withdrawn?.deadlines ?? 0 };
}
