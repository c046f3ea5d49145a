import 'server-only';
import { createHash } from 'node:crypto';
import type { Actor } from '@/domain/actor';
import type { Day } from '@/domain/date';
import { reach } from '@/domain/policy';
import { type Db, db, type Tx } from '@/server/db';

export type OpenFile = { kind: 'PLAN' | 'REPORT'; year: number; quarter: number; state: string; startsLater: boolean };
export type GivenTarget = { code: string; name: string; year: number; state: string; quarters: number };
export type OpenTask = { id: number; title: string; dueOn: Day; year: number; quarter: number };
export type OpenAccount = { id: number; name: string; role: 'DEPARTMENT_HEAD' | 'REPORTER' };
export type ReportedIndicator = { code: string; name: string };

/** What hangs on one department on the day of a change, so that nobody is surprised by it. */
export type Consequences = {
  id: number;
  code: string;
  name: string;
  /** Plans and reports that are not finished, of periods that last beyond the day. */
  files: OpenFile[];
  /** Targets with shares of quarters that begin on the day or later. */
  targets: GivenTarget[];
  /** Tasks it leads that are due on the day or later. */
  tasks: OpenTask[];
  /** Tasks it leads that are overdue by then and not done. */
  overdue: number;
  /** Tasks of others that it supports and that are due on the day or later. */
  supports: number;
  accounts: OpenAccount[];
  indicators: ReportedIndicator[];
  /** Departments directly below it. */
  below: { code: string; name: string }[];
  /** Results of periods that begin on the day or later: the department cannot end before them. */
  resultsLater: number;
};

/**
 * What a change on `day` touches, department by department in the order of their names. One statement: the preview reads it from the
 * database as it is, the act inside its transaction, and `fingerprintOf` tells whether they are the same.
 */
export async function readConsequences(on: Db | Tx, departmentIds: readonly number[], day: Day): Promise<Consequences[]> {
  return on.$queryRaw<Consequences[]>`
    SELECT d.id, d.code, v.name,
      coalesce((SELECT json_agg(json_build_object('kind', s.kind, 'year', p.year, 'quarter', p.index, 'state', s.state, 'startsLater', p.starts_on >= ${day}::date) ORDER BY p.starts_on, s.kind)
        FROM submission s JOIN period p ON p.id = s.period_id AND p.kind = 'QUARTER'
        WHERE s.department_id = d.id AND p.ends_on >= ${day}::date AND s.state NOT IN ('APPROVED', 'LOCKED')), '[]') AS files,
      coalesce((SELECT json_agg(x.row ORDER BY x.year, x.code, x.version_no) FROM (
        SELECT t.year, i.code, t.version_no, json_build_object('code', i.code, 'name', i.name, 'year', t.year, 'state', t.state, 'quarters', count(*)) AS row
        FROM target_share h JOIN target t ON t.id = h.target_id AND t.state IN ('DRAFT', 'IN_FORCE') JOIN indicator i ON i.id = t.indicator_id JOIN period p ON p.id = h.period_id AND p.kind = 'QUARTER'
        WHERE h.department_id = d.id AND h.value <> 0 AND p.starts_on >= ${day}::date GROUP BY t.id, i.id) x), '[]') AS targets,
      coalesce((SELECT json_agg(json_build_object('id', t.id, 'title', t.title, 'dueOn', t.due_on, 'year', p.year, 'quarter', p.index) ORDER BY t.due_on, t.id)
        FROM task t JOIN period p ON p.id = t.period_id
        WHERE t.lead_department_id = d.id AND t.voided_at IS NULL AND t.state NOT IN ('DONE', 'CANCELLED') AND t.due_on >= ${day}::date), '[]') AS tasks,
      (SELECT count(*)::int FROM task t WHERE t.lead_department_id = d.id AND t.voided_at IS NULL AND t.state NOT IN ('DONE', 'CANCELLED') AND t.due_on < ${day}::date) AS overdue,
      (SELECT count(DISTINCT t.id)::int FROM task_participant k JOIN task t ON t.id = k.task_id
        WHERE k.department_id = d.id AND k.voided_at IS NULL AND t.voided_at IS NULL AND t.state NOT IN ('DONE', 'CANCELLED') AND t.due_on >= ${day}::date) AS supports,
      coalesce((SELECT json_agg(json_build_object('id', a.id, 'name', a.display_name, 'role', g.role) ORDER BY a.display_name, g.role)
        FROM role_grant g JOIN account a ON a.id = g.account_id AND a.state = 'ACTIVE'
        WHERE g.department_id = d.id AND (g.valid_to IS NULL OR g.valid_to > ${day}::date)), '[]') AS accounts,
      coalesce((SELECT json_agg(json_build_object('code', i.code, 'name', i.name) ORDER BY i.sort_order, i.id)
        FROM indicator_assignment a JOIN indicator i ON i.id = a.indicator_id
        WHERE a.department_id = d.id AND a.valid_from < ${day}::date AND (a.valid_to IS NULL OR a.valid_to > ${day}::date)
          AND (i.to_year IS NULL OR i.to_year >= extract(year FROM ${day}::date))), '[]') AS indicators,
      coalesce((SELECT json_agg(json_build_object('code', c.code, 'name', w.name) ORDER BY w.name COLLATE "vi-x-icu", c.code)
        FROM department_version w JOIN department c ON c.id = w.department_id AND c.dissolved_on IS NULL
        WHERE w.parent_id = d.id AND w.valid_to IS NULL AND NOT c.id = ANY (${[...departmentIds]}::int[])), '[]') AS below,
      (SELECT count(*)::int FROM figure f JOIN period p ON p.id = f.period_id
        WHERE f.department_id = d.id AND f.measure <> 'PLAN' AND p.starts_on >= ${day}::date AND (f.value IS NOT NULL OR f.draft_text IS NOT NULL)) AS "resultsLater"
    FROM department d
      JOIN LATERAL (SELECT x.name FROM department_version x WHERE x.department_id = d.id ORDER BY x.valid_from DESC LIMIT 1) v ON true
    WHERE d.id = ANY (${[...departmentIds]}::int[])
    ORDER BY v.name COLLATE "vi-x-icu", d.id`;
}

/** The same consequences, the same 64 hexadecimal digits. */
export function fingerprintOf(consequences: readonly Consequences[]): string {
  return createHash('sha256').update(JSON.stringify(consequences)).digest('hex');
}

/** As `readConsequences`, for who may change the organisation; with the fingerprint that the act is sent with. */
export async function consequencesOf(
  actor: Actor,
  departmentIds: readonly number[],
  day: Day,
): Promise<{ units: Consequences[]; fingerprint: string }> {
  if (!reach(actor, 'department.manage') || departmentIds.length === 0) return { units: [], fingerprint: '' };
  const units = await readConsequences(db(), departmentIds, day);
  return { units, fingerprint: fingerprintOf(units) };
}
