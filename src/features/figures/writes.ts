import 'server-only';
import type { Actor } from '@/domain/actor';
import { Prisma, type Tx } from '@/server/db';
import { cellText, type FigureProblem, isFigureProblem, type ReadFigure } from './rules';
import type { Measure } from './schema';

/** Where a figure stands, without its measure. */
export type CellPlace = { departmentId: number; periodId: number; indicatorId: number };
type Cell = CellPlace &
  Pick<ReadFigure, 'value' | 'draft' | 'problem'> & {
    version: number;
    source: 'TYPED' | 'PASTED' | 'IMPORTED' | 'REGISTER';
    /** Comes with the figure; null leaves what stands there. */
    remark: string | null;
  };

/** A place as the key of a map. */
export const placeKey = ({ departmentId, periodId, indicatorId }: CellPlace) => `${departmentId}/${periodId}/${indicatorId}`;

/**
 * Writes cells of any departments and quarters in one statement, in key order (performance.md 0.2). A cell is written only when its row
 * is still at the version that was seen; a row that only holds a remark counts as never written. Returns the new version of every cell
 * that was written, by `placeKey`; the others are conflicts.
 */
export async function upsertFigures(
  tx: Tx,
  measure: Measure,
  cells: readonly Cell[],
  actor: Actor,
  now: Date,
): Promise<Map<string, number>> {
  const column = <Value>(pick: (cell: Cell) => Value) => cells.map(pick);
  const rows = await tx.$queryRaw<(CellPlace & { version: number })[]>(Prisma.sql`
    INSERT INTO figure AS f (department_id, period_id, measure, indicator_id, value, draft_text, draft_problem, remark, source, row_version, updated_by_id, updated_at)
    SELECT c.department_id, c.period_id, ${measure}::measure, c.indicator_id, c.value::numeric, c.draft, c.problem, c.remark, c.source::figure_source, c.version + 1, ${actor.id}::int, ${now}::timestamptz
    FROM unnest(${column((cell) => cell.departmentId)}::int[], ${column((cell) => cell.periodId)}::int[], ${column((cell) => cell.indicatorId)}::int[],
      ${column((cell) => cell.value)}::text[], ${column((cell) => cell.draft)}::text[], ${column((cell) => cell.problem)}::text[],
      ${column((cell) => cell.remark)}::text[], ${column((cell) => cell.source)}::text[], ${column((cell) => cell.version)}::int[])
      AS c(department_id, period_id, indicator_id, value, draft, problem, remark, source, version)
    ORDER BY c.department_id, c.period_id, c.indicator_id
    ON CONFLICT (department_id, period_id, measure, indicator_id) DO UPDATE
      SET value = excluded.value, draft_text = excluded.draft_text, draft_problem = excluded.draft_problem, remark = coalesce(excluded.remark, f.remark), source = excluded.source,
        row_version = f.row_version + 1, updated_by_id = excluded.updated_by_id, updated_at = excluded.updated_at
      WHERE f.row_version = excluded.row_version - 1 OR (excluded.row_version = 1 AND f.row_version = 1 AND f.value IS NULL AND f.draft_text IS NULL)
    RETURNING f.department_id AS "departmentId", f.period_id AS "periodId", f.indicator_id AS "indicatorId", f.row_version AS version`);
  return new Map(rows.map((row) => [placeKey(row), row.version]));
}

/** A cell that was read from what somebody typed. */
export type Reading = Cell & { decimals: number };
type Answer<Of> = Of & { text: string; version: number; problem: FigureProblem | null };
type Theirs = { text: string; version: number; by: string; at: string };

/**
 * Writes what was read and says of every cell what stands there now: saved, or in conflict with what somebody else saved since. The
 * same value typed twice is no conflict.
 */
export async function saveReadings<Cell extends Reading>(
  tx: Tx,
  measure: Measure,
  readings: readonly Cell[],
  actor: Actor,
  now: Date,
): Promise<{ saved: Answer<CellPlace>[]; conflicts: (CellPlace & { theirs: Theirs })[] }> {
  const versions = await upsertFigures(tx, measure, readings, actor, now);
  const saved = readings.flatMap((cell): Answer<CellPlace>[] => {
    const version = versions.get(placeKey(cell));
    const text = cellText({ value: cell.value, draftText: cell.draft }, cell.decimals);
    return version === undefined ? [] : [{ ...placeOf(cell), version, problem: cell.problem, text }];
  });
  const refused = readings.filter((cell) => !versions.has(placeKey(cell)));
  if (refused.length === 0) return { saved, conflicts: [] };
  const settled = await settle(tx, measure, refused);
  return { saved: [...saved, ...settled.saved], conflicts: settled.conflicts };
}

const placeOf = ({ departmentId, periodId, indicatorId }: CellPlace): CellPlace => ({ departmentId, periodId, indicatorId });

type Standing = CellPlace & { value: string | null; draft: string | null; problem: string | null; version: number; by: string; at: Date };

/** Cells whose version had moved on: the same value is saved already, a different one is shown beside ours. */
async function settle(tx: Tx, measure: Measure, refused: readonly Reading[]) {
  const rows = await tx.$queryRaw<Standing[]>`
    SELECT f.department_id AS "departmentId", f.period_id AS "periodId", f.indicator_id AS "indicatorId", trim_scale(f.value)::text AS value,
      f.draft_text AS draft, f.draft_problem AS problem, f.row_version AS version, coalesce(a.display_name, '') AS by, f.updated_at AS at
    FROM unnest(${refused.map((cell) => cell.departmentId)}::int[], ${refused.map((cell) => cell.periodId)}::int[], ${refused.map((cell) => cell.indicatorId)}::int[])
        AS c(department_id, period_id, indicator_id)
      JOIN figure f ON f.department_id = c.department_id AND f.period_id = c.period_id AND f.measure = ${measure}::measure AND f.indicator_id = c.indicator_id
      LEFT JOIN account a ON a.id = f.updated_by_id`;
  const mine = new Map(refused.map((cell) => [placeKey(cell), cell]));
  const saved: Answer<CellPlace>[] = [];
  const conflicts: (CellPlace & { theirs: Theirs })[] = [];
  for (const { value, draft, problem, version, by, at, ...place } of rows) {
    const typed = mine.get(placeKey(place));
    if (!typed) continue;
    const text = cellText({ value, draftText: draft }, typed.decimals);
    if (value === typed.value && draft === typed.draft)
      saved.push({ ...place, text, version, problem: isFigureProblem(problem) ? problem : null });
    else conflicts.push({ ...place, theirs: { text, version, by, at: at.toISOString() } });
  }
  return { saved, conflicts };
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
