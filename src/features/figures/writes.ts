import 'server-only';
import type { Actor } from '@/domain/actor';
import { Prisma, type Tx } from '@/server/db';
import type { ReadFigure } from './rules';
import type { Measure } from './schema';

type Cell = Pick<ReadFigure, 'value' | 'draft' | 'problem'> & {
  indicatorId: number;
  version: number;
  source: 'TYPED' | 'PASTED' | 'IMPORTED' | 'REGISTER';
  /** Comes with the figure; null leaves what stands there. */
  remark: string | null;
};
type Grid = { departmentId: number; periodId: number; measure: Measure; cells: readonly Cell[] };

/**
 * Writes a whole grid in one statement, in key order (performance.md 0.2). A cell is written only when its row is still
 * at the version that was seen; a row that only holds a remark counts as never written. Returns the new version of every cell that was written; the others are conflicts.
 */
export async function upsertFigures(
  tx: Tx,
  { departmentId, periodId, measure, cells }: Grid,
  actor: Actor,
  now: Date,
): Promise<Map<number, number>> {
  const column = <Value>(pick: (cell: Cell) => Value) => cells.map(pick);
  const rows = await tx.$queryRaw<{ indicatorId: number; version: number }[]>(Prisma.sql`
    INSERT INTO figure AS f (department_id, period_id, measure, indicator_id, value, draft_text, draft_problem, remark, source, row_version, updated_by_id, updated_at)
    SELECT ${departmentId}::int, ${periodId}::int, ${measure}::measure, c.indicator_id, c.value::numeric, c.draft, c.problem, c.remark, c.source::figure_source, c.version + 1, ${actor.id}::int, ${now}::timestamptz
    FROM unnest(${column((cell) => cell.indicatorId)}::int[], ${column((cell) => cell.value)}::text[], ${column((cell) => cell.draft)}::text[],
      ${column((cell) => cell.problem)}::text[], ${column((cell) => cell.remark)}::text[], ${column((cell) => cell.source)}::text[], ${column((cell) => cell.version)}::int[])
      AS c(indicator_id, value, draft, problem, remark, source, version)
    ORDER BY c.indicator_id
    ON CONFLICT (department_id, period_id, measure, indicator_id) DO UPDATE
      SET value = excluded.value, draft_text = excluded.draft_text, draft_problem = excluded.draft_problem, remark = coalesce(excluded.remark, f.remark), source = excluded.source,
        row_version = f.row_version + 1, updated_by_id = excluded.updated_by_id, updated_at = excluded.updated_at
      WHERE f.row_version = excluded.row_version - 1 OR (excluded.row_version = 1 AND f.row_version = 1 AND f.value IS NULL AND f.draft_text IS NULL)
    RETURNING f.indicator_id AS "indicatorId", f.row_version AS version`);
  return new Map(rows.map(({ indicatorId, version }) => [indicatorId, version]));
}

type Annotation = {
  departmentId: number;
  periodId: number;
  measure: Measure;
  indicatorId: number;
  remark: string | null;
  isFlagged: boolean;
};

/**
 * Sets the remark and the mark of one cell; who typed the figure, when, and its version stay. False when another remark than `base`
 * (what the person saw) stands there by now.
 */
export async function annotate(tx: Tx, cell: Annotation, base: string | null, actor: Actor, now: Date): Promise<boolean> {
  const { departmentId, periodId, measure, indicatorId, remark, isFlagged } = cell;
  const written = await tx.$executeRaw`
    INSERT INTO figure AS f (department_id, period_id, measure, indicator_id, remark, is_flagged, row_version, updated_by_id, updated_at)
    VALUES (${departmentId}::int, ${periodId}::int, ${measure}::measure, ${indicatorId}::int, ${remark}, ${isFlagged}, 1, ${actor.id}::int, ${now}::timestamptz)
    ON CONFLICT (department_id, period_id, measure, indicator_id) DO UPDATE SET remark = excluded.remark, is_flagged = excluded.is_flagged
      WHERE f.remark IS NOT DISTINCT FROM ${base}::text OR f.remark IS NOT DISTINCT FROM excluded.remark`;
  return written === 1;
}
