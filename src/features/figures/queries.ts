import 'server-only';
import type { Actor } from '@/domain/actor';
import { type Day, dayOfColumn, daysBetween } from '@/domain/date';
import { isQuarter, QUARTERS, type Quarter, quarterDays } from '@/domain/period';
import { can } from '@/domain/policy';
import { type AssignedIndicator, assignedIndicators } from '@/features/indicators/queries';
import { adminYears } from '@/features/periods/queries';
import { sharesOf } from '@/features/targets/queries/shares';
import { type Db, db, Prisma, type Tx } from '@/server/db';
import { type CellQuarters, type KnownFigure, quarterNames, type SheetLine, sheetLine } from './rules';

export type QuarterRef = { id: number; year: number; quarter: Quarter; startsOn: Day; endsOn: Day };

type Row = KnownFigure & { indicatorId: number; measure: 'PLAN' | 'ACTUAL'; year: number; quarter: number };

/** One department's sheet of a quarter as the actor may read it; null when not. */
export async function sheetOf(actor: Actor, departmentId: number, period: QuarterRef): Promise<SheetLine[] | null> {
  return can(actor, 'submission.read', { departmentId }) ? sheetLines(db(), departmentId, period) : null;
}

/** The last twelve quarters of one cell; null for a cell that the actor may not read, that nobody reports, or of no quarter. */
export async function cellQuarters(
  actor: Actor,
  { departmentId, periodId, indicatorId }: { departmentId: number; periodId: number; indicatorId: number },
): Promise<CellQuarters | null> {
  const period = await db().period.findFirst({
    where: { id: periodId, kind: 'QUARTER' },
    select: { id: true, year: true, index: true, startsOn: true, endsOn: true },
  });
  if (!period || !isQuarter(period.index)) return null;
  const { id, year, index: quarter } = period;
  const sheet = await sheetOf(actor, departmentId, {
    ...{ id, year, quarter, startsOn: dayOfColumn(period.startsOn), endsOn: dayOfColumn(period.endsOn) },
  });
  const line = sheet?.find(({ indicator }) => indicator.indicatorId === indicatorId);
  return line ? { line, quarters: quarterNames(year, quarter) } : null;
}

/**
 * A line per indicator that the department must report in the quarter, with plan and actual, the assigned share and the last twelve
 * quarters. Three statements, whatever the size. Asks no permission, so callers must.
 */
export async function sheetLines(on: Db | Tx, departmentId: number, period: QuarterRef): Promise<SheetLine[]> {
  const { year, quarter } = period;
  const [indicators, shares, closing, rows] = await Promise.all([
    assignedIndicators(on, departmentId, period),
    sharesOf(on, departmentId, period.id),
    adminYears(on),
    on.$queryRaw<Row[]>(Prisma.sql`
      SELECT f.indicator_id AS "indicatorId", f.measure, p.year::int, p.index::int AS quarter, trim_scale(f.value)::text AS value, f.draft_text AS draft, f.draft_problem AS problem,
        f.remark, f.is_flagged AS "isFlagged", f.row_version AS version, f.updated_at AS at, coalesce(a.display_name, '') AS by
      FROM figure f JOIN period p ON p.id = f.period_id LEFT JOIN account a ON a.id = f.updated_by_id
      WHERE f.department_id = ${departmentId} AND f.measure IN ('PLAN', 'ACTUAL') AND p.kind = 'QUARTER'
        AND p.year * 4 + p.index BETWEEN ${year * 4 + quarter - 11} AND ${year * 4 + quarter} AND (f.measure = 'ACTUAL' OR (p.year = ${year} AND p.index = ${quarter}))`),
  ]);
  const figures = new Map(rows.map((row) => [`${row.indicatorId}/${row.measure}/${row.year}/${row.quarter}`, row]));
  const find = (indicatorId: number, measure: 'PLAN' | 'ACTUAL', inYear: number, inQuarter: Quarter) =>
    figures.get(`${indicatorId}/${measure}/${inYear}/${inQuarter}`) ?? null;
  const days = (inYear: number, inQuarter: Quarter) => {
    const span = quarterDays(inYear, inQuarter, closing.has(inYear) ? 'ADMIN_14' : 'CALENDAR');
    return daysBetween(span.startsOn, span.endsOn) + 1;
  };
  return indicators.map((indicator: AssignedIndicator) =>
    sheetLine(indicator, {
      share: shares.get(indicator.indicatorId) ?? null,
      quarter: { year, quarter },
      earlier: QUARTERS.filter((one) => one < quarter),
      find,
      days,
    }),
  );
}
