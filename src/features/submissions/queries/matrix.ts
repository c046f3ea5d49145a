import 'server-only';
import type { Actor } from '@/domain/actor';
import { isQuarter } from '@/domain/period';
import { visibleDepartments } from '@/domain/policy';
import type { DepartmentKind } from '@/features/departments/schema';
import { holdsIn, isUsedIn } from '@/features/indicators/queries';
import { effectiveDeadline, phase } from '@/features/periods/rules';
import { db, Prisma } from '@/server/db';
import { boardStatus, type MatrixCell, type MatrixRow, matrixPlace } from '../rules';
import type { SubmissionKind, SubmissionState } from '../schema';

type Row = {
  departmentId: number;
  code: string;
  name: string;
  departmentKind: DepartmentKind;
  periodId: number;
  quarter: number;
  kind: SubmissionKind;
  opensAt: Date;
  dueAt: Date;
  lockAt: Date;
  newDueAt: Date | null;
  newLockAt: Date | null;
  extendedAt: Date | null;
  state: SubmissionState | null;
  decidedAt: Date | null;
  handedInAt: Date | null;
  filled: number;
  required: number;
};

/**
 * Departments × the plans and reports of a year: every one that the actor may read and that owes something in a quarter that is open or
 * was, with where each file stands, how much of it is filled, and whether it came in time. By kind, then in Vietnamese order. One statement.
 */
export async function matrixOf(actor: Actor, year: number, now: Date): Promise<MatrixRow[]> {
  const visible = visibleDepartments(actor, 'submission.read');
  if (visible !== 'all' && visible.length === 0) return [];
  const [startsOn, endsOn] = [Prisma.sql`p.starts_on`, Prisma.sql`p.ends_on`];
  const rows = await db().$queryRaw<Row[]>(Prisma.sql`
    WITH periods AS (SELECT * FROM period WHERE kind = 'QUARTER' AND year = ${year}),
      filled AS (
        SELECT a.department_id, p.id AS period_id, k.kind, count(*)::int AS required, count(f.value)::int AS filled
        FROM periods p CROSS JOIN (VALUES ('PLAN'::submission_kind, 'PLAN'::measure), ('REPORT', 'ACTUAL')) k (kind, measure)
          JOIN indicator_assignment a ON a.required AND ${holdsIn(startsOn, endsOn)}
          JOIN indicator i ON i.id = a.indicator_id AND i.aggregation <> 'RATIO' AND ${isUsedIn(startsOn, endsOn)}
          LEFT JOIN figure f ON f.department_id = a.department_id AND f.period_id = p.id AND f.measure = k.measure AND f.indicator_id = a.indicator_id
        GROUP BY a.department_id, p.id, k.kind
      )
    SELECT d.id AS "departmentId", d.code, v.name, v.kind::text AS "departmentKind", p.id AS "periodId", p.index::int AS quarter, l.kind::text AS kind,
      l.opens_at AS "opensAt", l.due_at AS "dueAt", l.lock_at AS "lockAt", e.new_due_at AS "newDueAt", e.new_lock_at AS "newLockAt", e.decided_at AS "extendedAt",
      s.state::text AS state, s.decided_at AS "decidedAt", r.submitted_at AS "handedInAt", coalesce(c.filled, 0) AS filled, coalesce(c.required, 0) AS required
    FROM periods p JOIN period_deadline l ON l.period_id = p.id
      JOIN department d ON d.established_on <= p.ends_on AND (d.dissolved_on IS NULL OR d.dissolved_on > p.starts_on)
      CROSS JOIN LATERAL (SELECT x.name, x.kind FROM department_version x WHERE x.department_id = d.id AND x.valid_from <= ${`${year}-12-31`}::date ORDER BY x.valid_from DESC LIMIT 1) v
      LEFT JOIN submission s ON s.department_id = d.id AND s.period_id = p.id AND s.kind = l.kind
      LEFT JOIN submission_round r ON r.submission_id = s.id AND r.round_no = 1
      LEFT JOIN filled c ON c.department_id = d.id AND c.period_id = p.id AND c.kind = l.kind
      LEFT JOIN LATERAL (SELECT * FROM deadline_extension x WHERE x.period_id = p.id AND x.kind = l.kind AND x.department_id = d.id AND x.state = 'GRANTED'
        ORDER BY x.decided_at DESC, x.id DESC LIMIT 1) e ON true
    WHERE v.kind <> 'HOSPITAL' AND (c.required > 0 OR s.id IS NOT NULL) ${visible === 'all' ? Prisma.empty : Prisma.sql`AND d.id = ANY (${visible}::int[])`}
    ORDER BY v.kind, d.sort_order, v.name COLLATE "vi-x-icu", d.code`);
  const found = new Map<number, MatrixRow>();
  for (const { departmentId, code, name, departmentKind, ...file } of rows) {
    if (!isQuarter(file.quarter)) continue;
    const row = found.get(departmentId) ?? {
      departmentId,
      code,
      name,
      kind: departmentKind,
      cells: Array<MatrixCell | null>(8).fill(null),
    };
    row.cells[matrixPlace(file.quarter, file.kind)] = cellOf({ ...file, quarter: file.quarter }, now);
    found.set(departmentId, row);
  }
  return [...found.values()];
}

function cellOf(
  file: Omit<Row, 'departmentId' | 'code' | 'name' | 'departmentKind' | 'quarter'> & Pick<MatrixCell, 'quarter'>,
  now: Date,
): MatrixCell {
  const { periodId, quarter, kind, state, decidedAt, handedInAt, filled, required, opensAt, dueAt, lockAt } = file;
  const deadline = effectiveDeadline({ opensAt, dueAt, lockAt }, [
    { newDueAt: file.newDueAt, newLockAt: file.newLockAt, decidedAt: file.extendedAt },
  ]);
  const standing = phase(deadline, now);
  return {
    ...{ periodId, quarter, kind, handedInAt, filled, required, dueAt: deadline.dueAt, isExtended: deadline.extended, phase: standing },
    status: boardStatus(state, standing, deadline.extended, decidedAt !== null),
  };
}
