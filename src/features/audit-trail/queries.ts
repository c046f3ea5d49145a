import 'server-only';
import type { Actor } from '@/domain/actor';
import { can, type Permission } from '@/domain/policy';
import { db, Prisma } from '@/server/db';
import { type AuditRow, type FigureChange, figureChange, type RecordChange, recordChanges } from './rules';

/** Who did it, when (ISO 8601, UTC), and by which command. */
type Moment = { id: string; at: string; by: string; command: string | null };
export type FigureMoment = Moment & FigureChange;
export type RecordMoment = Moment & { op: 'INSERT' | 'UPDATE' | 'DELETE'; changes: RecordChange[] };

/** The coordinates of one figure. */
export type Cell = { departmentId: number; periodId: number; indicatorId: number; measure: 'PLAN' | 'ACTUAL' | 'ESTIMATE' };

type Row = { id: string; op: RecordMoment['op']; at: Date; by: string; command: string | null; before: AuditRow; after: AuditRow };

/**
 * Everything that ever happened to one figure, newest first: value, kept draft, remark and mark, old beside new.
 * The moment is the record's own (`updated_at`), so that history that was brought in keeps its true dates.
 * Empty for a department that the actor may not read. One statement on the index (table, key, id).
 */
export async function figureHistory(actor: Actor, cell: Cell, limit = 50): Promise<FigureMoment[]> {
  const { departmentId, periodId, indicatorId, measure } = cell;
  if (!can(actor, 'submission.read', { departmentId })) return [];
  const key = [departmentId, periodId, measure, indicatorId].join('/');
  const telling = ['value', 'draft_text', 'remark', 'is_flagged'];
  const rows = await entries('figure', key, limit, Prisma.sql`AND (e.op <> 'UPDATE' OR e.after::jsonb ?| ${telling}::text[])`);
  return rows.map(({ before, after, ...row }) => ({ ...moment(row), ...figureChange(before, after) }));
}

/** The same with the decimals in which the figure is written; null for a department that the actor may not read, or an unknown indicator. */
export async function cellHistory(actor: Actor, cell: Cell): Promise<{ moments: FigureMoment[]; decimals: number } | null> {
  if (!can(actor, 'submission.read', { departmentId: cell.departmentId })) return null;
  const [moments, indicator] = await Promise.all([
    figureHistory(actor, cell),
    db().indicator.findUnique({ where: { id: cell.indicatorId }, select: { decimals: true } }),
  ]);
  return indicator && { moments, decimals: indicator.decimals };
}

export type AuditedRecord = { table: 'account' | 'department' | 'submission' | 'task' | 'contingency_plan'; id: number };

const READ: Record<AuditedRecord['table'], Permission> = {
  account: 'account.read',
  department: 'department.read',
  submission: 'submission.read',
  task: 'task.read',
  contingency_plan: 'contingency.read',
};

/** Whose record it is, where the permission asks for it. */
async function ownerOf({ table, id }: AuditedRecord): Promise<number | null | undefined> {
  if (table === 'submission') return (await db().submission.findUnique({ where: { id }, select: { departmentId: true } }))?.departmentId;
  if (table === 'task') return (await db().task.findUnique({ where: { id }, select: { leadDepartmentId: true } }))?.leadDepartmentId;
  return null;
}

/** What happened to one account, department, submission, task or contingency plan, newest first. Empty for who may not read the record itself. */
export async function recordHistory(actor: Actor, record: AuditedRecord, limit = 50): Promise<RecordMoment[]> {
  if (!can(actor, READ[record.table], { departmentId: await ownerOf(record) })) return [];
  const rows = await entries(record.table, String(record.id), limit, Prisma.empty);
  return rows.map(({ before, after, ...row }) => ({ ...moment(row), op: row.op, changes: recordChanges(before, after) }));
}

function entries(table: string, key: string, limit: number, more: Prisma.Sql): Promise<Row[]> {
  return db().$queryRaw<Row[]>`
    SELECT e.id::text, e.op::text, coalesce((e.after->>'updated_at')::timestamptz, t.at) AS at, a.display_name AS by, t.command, e.before, e.after
    FROM audit_entry e JOIN audit_tx t ON t.id = e.audit_tx_id JOIN account a ON a.id = t.actor_id
    WHERE e.table_name = ${table} AND e.row_key = ${key} AND NOT e.is_party ${more}
    ORDER BY e.id DESC LIMIT ${limit}`;
}

const moment = ({ id, at, by, command }: Omit<Row, 'before' | 'after'>): Moment => ({ id, at: at.toISOString(), by, command });
