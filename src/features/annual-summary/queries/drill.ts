import 'server-only';
import type { Actor } from '@/domain/actor';
import { type Day, dayOf } from '@/domain/date';
import { isQuarter, type Quarter, quartersOf, type YearCalendar } from '@/domain/period';
import { can, reach, visibleDepartments } from '@/domain/policy';
import { departmentCode as departmentCodeInput } from '@/features/departments/schema';
import { holdsIn } from '@/features/indicators/queries';
import { adminYears, calendarOf } from '@/features/periods/queries';
import { db, Prisma } from '@/server/db';
import { figuresUnderHeirs, type Reading, readDepartments } from '../rules/as-now';
import { departmentYear, type QuarterFigure } from '../rules/department-year';
import { coverageOf, type IndicatorRow, indicatorOf, seriesOf } from '../rules/series';
import { spanOf } from '../rules/year';
import type { IndicatorOfYear, Span } from '../schema';
import { type Asked, indicatorRows, rollupRows } from './year';

export type DepartmentRow = {
  code: string;
  name: string;
  figure: IndicatorOfYear;
  isOpen: boolean;
  /** As was: what it is called, or who reads its figures, today; null when nothing changed. */
  now: { code: string; name: string } | null;
  /** As now: the departments of the time that it adds up, when that is not just itself. */
  of: { code: string; name: string }[];
};
/** One indicator by quarter and by department. `isOpen`: the actor may look at that department's cells. */
export type IndicatorDrill = {
  figure: IndicatorOfYear;
  span: Span;
  as: Reading;
  calendar: YearCalendar;
  /** The parts of a ratio, which are what is typed, over the same quarters. */
  parts: { code: string; name: string; figure: IndicatorOfYear }[];
  /** Its denominator counts once for each day: bed occupancy. */
  denominatorDays: boolean;
  /** What an average is weighed by. */
  weight: string | null;
  departments: DepartmentRow[];
  /** The figure published for the whole year before quarters were kept here. */
  published: { value: number; by: string; at: string } | null;
};

type Heir = { id: number; code: string; name: string; shortName: null };
type NamedFigure = Omit<QuarterFigure, 'value'> & { code: string; name: string; now: Heir; isHere: boolean; value: number | null };

/**
 * One indicator of a year: the hospital by quarter from the rollups, and each department that reports it from its figures.
 * null for an unknown indicator. Six statements.
 */
export async function indicatorDrill(
  actor: Actor,
  year: number,
  code: string,
  asked: Asked = { quarter: null },
  now = new Date(),
  reading: Reading = 'was',
): Promise<IndicatorDrill | null> {
  if (!reach(actor, 'summary.read')) return null;
  const [indicators, rollups, closing, calendar] = await Promise.all([
    indicatorRows(year),
    rollupRows(year),
    adminYears(),
    calendarOf(year, now),
  ]);
  const indicator = indicators.find((row) => row.code === code);
  if (!indicator) return null;
  const parts = partsOf(indicators, indicator);
  const [figures, published] = await Promise.all([
    figuresByDepartment(actor, year, indicator, parts, dayOf(now)),
    publishedFigure(actor, year, indicator.id),
  ]);
  const span = spanOf(year, quartersOf(asked), coverageOf(rollups, year), calendar);
  const series = seriesOf(indicators, rollups, closing);
  const extent = asked.quarter !== null ? 'quarter' : asked.part ? 'part' : 'year';
  const here = new Map(
    figures.flatMap((row) => (row.isHere ? [[row.departmentId, { ...row, id: row.departmentId, shortName: null, owed: null }]] : [])),
  );
  const known = figures.flatMap(({ value, ...row }) => (value === null ? [] : [{ ...row, value, nowId: row.now.id }]));
  const read = reading === 'now' ? figuresUnderHeirs(known, indicator) : known;
  return {
    figure: indicatorOf(series, indicator, year, span, extent, dayOf(now)),
    span,
    as: reading,
    calendar,
    parts: parts.map((part) => ({ code: part.code, name: part.name, figure: indicatorOf(series, part, year, span, extent) })),
    denominatorDays: indicator.denominatorDays,
    weight: indicators.find(({ id }) => id === indicator.weightId)?.name ?? null,
    departments: readDepartments([...here.values()], reading).map(({ id, code, name, of, becameNow }) => ({
      code,
      name,
      figure: departmentYear(
        [indicator, ...parts],
        indicator,
        read.filter(({ departmentId }) => departmentId === id),
        year,
        span.quarters,
        closing,
      ),
      // what several departments typed is opened department by department
      isOpen: of.length === 0 && can(actor, 'submission.read', { departmentId: id }),
      now: becameNow,
      of,
    })),
    published,
  };
}

/** What is typed for a ratio: its numerator and denominator. Everything else is typed itself. */
function partsOf(indicators: readonly IndicatorRow[], { numeratorId, denominatorId }: IndicatorRow): IndicatorRow[] {
  return [numeratorId, denominatorId].flatMap((id) => indicators.filter((row) => id !== null && row.id === id));
}

/**
 * Departments that must report it in the year or have a figure of it (`isHere`), in the hospital's order; a department without figures
 * has one row with null. And those whose figures of the year before are read by another today.
 */
function figuresByDepartment(
  actor: Actor,
  year: number,
  indicator: IndicatorRow,
  parts: readonly IndicatorRow[],
  today: Day,
): Promise<NamedFigure[]> {
  const visible = visibleDepartments(actor, 'summary.departments');
  const mine = visible === 'all' ? Prisma.empty : Prisma.sql`AND d.id = ANY (${visible}::int[])`;
  const typed = parts.length > 0 ? parts.map(({ id }) => id) : [indicator.id];
  const ids = [...typed, ...(indicator.weightId === null ? [] : [indicator.weightId])];
  return db().$queryRaw<NamedFigure[]>(Prisma.sql`
    WITH f AS (
      SELECT f.department_id, f.indicator_id, p.year::int AS year, p.index::int AS quarter, f.measure::text AS measure, f.value::float8 AS value
      FROM period p JOIN figure f ON f.period_id = p.id AND f.indicator_id = ANY (${ids}::int[])
      WHERE p.kind = 'QUARTER' AND p.year BETWEEN ${year - 1} AND ${year} AND f.measure IN ('PLAN', 'ACTUAL') AND f.value IS NOT NULL
    ), here AS (
      SELECT department_id FROM f WHERE year = ${year} AND indicator_id = ANY (${typed}::int[])
      UNION SELECT a.department_id FROM indicator_assignment a WHERE a.indicator_id = ANY (${typed}::int[])
        AND ${holdsIn(Prisma.sql`${`${year}-01-01`}::date`, Prisma.sql`${`${year}-12-31`}::date`)}
    )
    SELECT d.id AS "departmentId", d.code, v.name, json_build_object('id', o.id, 'code', o.code, 'name', w.name, 'shortName', NULL) AS now,
      h.department_id IS NOT NULL AND (d.dissolved_on IS NULL OR d.dissolved_on > ${`${year}-01-01`}::date) AS "isHere", coalesce(f.indicator_id, 0) AS "indicatorId", coalesce(f.year, 0) AS year, coalesce(f.quarter, 0) AS quarter, coalesce(f.measure, 'PLAN') AS measure, f.value
    FROM department d LEFT JOIN here h ON h.department_id = d.id
      JOIN department_as_now(${today}::date) n ON n.department_id = d.id JOIN department o ON o.id = n.as_now_id
      JOIN LATERAL (SELECT x.name FROM department_version x WHERE x.department_id = o.id AND x.valid_from <= greatest(${today}::date, o.established_on) ORDER BY x.valid_from DESC LIMIT 1) w ON true
      JOIN LATERAL (SELECT x.name, x.kind FROM department_version x WHERE x.department_id = d.id AND x.valid_from <= ${`${year}-12-31`}::date ORDER BY x.valid_from DESC LIMIT 1) v ON true
      LEFT JOIN f ON f.department_id = d.id
    WHERE v.kind <> 'HOSPITAL' AND (h.department_id IS NOT NULL OR f.department_id IS NOT NULL) ${mine}
    ORDER BY v.kind, d.sort_order, v.name COLLATE "vi-x-icu"`);
}

async function publishedFigure(actor: Actor, year: number, indicatorId: number): Promise<IndicatorDrill['published']> {
  const rows = await db().$queryRaw<{ value: number; by: string; at: Date; departmentId: number }[]>`
    SELECT f.value::float8, a.display_name AS by, f.updated_at AS at, f.department_id AS "departmentId"
    FROM period p JOIN figure f ON f.period_id = p.id AND f.measure = 'ACTUAL' AND f.indicator_id = ${indicatorId} AND f.value IS NOT NULL JOIN account a ON a.id = f.updated_by_id
    WHERE p.kind = 'YEAR' AND p.year = ${year} LIMIT 1`;
  const [row] = rows;
  if (!row || !can(actor, 'summary.departments', { departmentId: row.departmentId })) return null;
  return { value: row.value, by: row.by, at: row.at.toISOString() };
}

type CellMeasure = 'PLAN' | 'ACTUAL';
/** One typed figure, as it stands now. */
export type CellNow = {
  indicator: { id: number; code: string; name: string; unit: string; decimals: number };
  quarter: Quarter;
  periodId: number;
  measure: CellMeasure;
  /** Canonical decimal, null = «chưa có». */
  value: string | null;
  draft: string | null;
  remark: string | null;
  isFlagged: boolean;
  source: string;
  by: string;
  at: string;
};
export type DepartmentDrill = {
  department: { id: number; code: string; name: string };
  figure: IndicatorOfYear;
  parts: { code: string; name: string }[];
  /** Only cells that have ever been written. */
  cells: CellNow[];
};

type CellRow = Omit<CellNow, 'indicator' | 'at' | 'quarter'> & { indicatorId: number; year: number; quarter: number; at: Date };

/**
 * One department's cells of one indicator in a year: plan and result of each quarter, the remark, who typed each and when.
 * A ratio shows the cells of its parts. null for who may not read the department's plans and reports, and for what does not exist.
 * Three statements; figures are read by their primary key.
 */
export async function departmentDrill(actor: Actor, year: number, code: string, departmentCode: string): Promise<DepartmentDrill | null> {
  const [indicators, department, closing] = await Promise.all([indicatorRows(year), departmentNamed(year, departmentCode), adminYears()]);
  const indicator = indicators.find((row) => row.code === code);
  if (!indicator || !department || !can(actor, 'submission.read', { departmentId: department.id })) return null;
  const parts = partsOf(indicators, indicator);
  const typed = parts.length > 0 ? parts : [indicator];
  const ids = [...typed.map(({ id }) => id), ...(indicator.weightId === null ? [] : [indicator.weightId])];
  const rows = await db().$queryRaw<CellRow[]>`
    SELECT f.indicator_id AS "indicatorId", p.year::int, p.index::int AS quarter, f.period_id AS "periodId", f.measure::text, trim_scale(f.value)::text AS value, f.draft_text AS draft, f.remark,
      f.is_flagged AS "isFlagged", f.source::text, a.display_name AS by, f.updated_at AS at
    FROM period p JOIN figure f ON f.department_id = ${department.id} AND f.period_id = p.id AND f.measure IN ('PLAN', 'ACTUAL') AND f.indicator_id = ANY (${ids}::int[])
      JOIN account a ON a.id = f.updated_by_id
    WHERE p.kind = 'QUARTER' AND p.year BETWEEN ${year - 1} AND ${year}
    ORDER BY p.index, f.measure, f.indicator_id`;
  const figures = rows.flatMap(({ value, ...row }) =>
    value === null ? [] : [{ ...row, value: Number(value), departmentId: department.id }],
  );
  return {
    department,
    figure: departmentYear([indicator, ...parts], indicator, figures, year, undefined, closing),
    parts: parts.map(({ code, name }) => ({ code, name })),
    cells: rows
      .filter((row) => row.year === year)
      .flatMap(({ indicatorId, year: _year, quarter, at, ...cell }): CellNow[] => {
        const own = typed.find(({ id }) => id === indicatorId);
        if (!own || !isQuarter(quarter)) return [];
        const { id, code, name, unit, decimals } = own;
        return [{ ...cell, indicator: { id, code, name, unit, decimals }, quarter, at: at.toISOString() }];
      }),
  };
}

async function departmentNamed(year: number, code: string): Promise<DepartmentDrill['department'] | null> {
  if (!departmentCodeInput.safeParse(code).success) return null;
  const rows = await db().$queryRaw<DepartmentDrill['department'][]>`
    SELECT d.id, d.code, v.name FROM department d
      JOIN LATERAL (SELECT x.name FROM department_version x WHERE x.department_id = d.id AND x.valid_from <= ${`${year}-12-31`}::date ORDER BY x.valid_from DESC LIMIT 1) v ON true
    WHERE d.code = ${code}`;
  return rows[0] ?? null;
}
