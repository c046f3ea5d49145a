import 'server-only';
import type { Actor } from '@/domain/actor';
import { daysBetween } from '@/domain/date';
import type { Quarter } from '@/domain/period';
import { can, reach } from '@/domain/policy';
import { departmentsInPeriod } from '@/features/departments/queries';
import { cellText, isFigureProblem } from '@/features/figures/rules';
import { catalogue, holdsIn, type Indicator, isUsedIn } from '@/features/indicators/queries';
import { type Aggregation, ruleOf } from '@/features/indicators/rules';
import { departmentDeadlines, quartersOfYear } from '@/features/periods/queries';
import { phase } from '@/features/periods/rules';
import { mayWrite } from '@/features/submissions/rules';
import { db, Prisma, type Tx } from '@/server/db';
import type { AcrossCell, Dimensions, Measure, SheetRule, View } from './rules';

type Assigned = { aggregation: Aggregation; unit: string; decimals: number; hardMin: number | null; hardMax: number | null };

/** What each department must report in each of its quarters, by `departmentId/periodId/indicatorId`. One statement; asks no permission. */
export async function assignedAcross(
  tx: Tx,
  places: readonly { departmentId: number; periodId: number }[],
): Promise<Map<string, Assigned>> {
  const rows = await tx.$queryRaw<(Assigned & { key: string })[]>`
    WITH place AS (SELECT c.department_id, p.id AS period_id, p.starts_on, p.ends_on
      FROM unnest(${places.map(({ departmentId }) => departmentId)}::int[], ${places.map(({ periodId }) => periodId)}::int[]) AS c(department_id, period_id)
        JOIN period p ON p.id = c.period_id),
    ${wanted}
    SELECT w.department_id || '/' || w.period_id || '/' || w.indicator_id AS key, i.aggregation::text, i.unit, i.decimals::int, i.hard_min::float8 AS "hardMin", i.hard_max::float8 AS "hardMax"
    FROM wanted w JOIN indicator i ON i.id = w.indicator_id`;
  return new Map(rows.map(({ key, ...indicator }) => [key, indicator]));
}

/** From `place`: what is assigned there, and the ratios whose two parts are. The same rule as the sheet of one department has. */
const wanted = Prisma.sql`
    mine AS (SELECT c.department_id, c.period_id, c.starts_on, c.ends_on, a.indicator_id, bool_or(a.required) AS required
      FROM place c JOIN indicator_assignment a ON a.department_id = c.department_id AND ${holdsIn(Prisma.sql`c.starts_on`, Prisma.sql`c.ends_on`)}
      GROUP BY 1, 2, 3, 4, 5),
    reported AS (SELECT department_id, period_id, starts_on, ends_on, indicator_id, required FROM mine
      UNION ALL SELECT n.department_id, n.period_id, n.starts_on, n.ends_on, r.id, false FROM indicator r
        JOIN mine n ON n.indicator_id = r.numerator_id
        JOIN mine m ON m.indicator_id = r.denominator_id AND m.department_id = n.department_id AND m.period_id = n.period_id
        WHERE NOT EXISTS (SELECT FROM mine o WHERE o.indicator_id = r.id AND o.department_id = n.department_id AND o.period_id = n.period_id)),
    wanted AS (SELECT w.* FROM reported w JOIN indicator i ON i.id = w.indicator_id WHERE ${isUsedIn(Prisma.sql`w.starts_on`, Prisma.sql`w.ends_on`)})`;

/** Which part of the year is looked at; empty means all. */
export type Asked = {
  year: number;
  measure: Measure;
  view: View;
  indicator: string;
  department: string;
  quarter: Quarter;
  area: string;
  kind: string;
};

export type HospitalSheet = Dimensions & {
  cells: AcrossCell[];
  /** Figures that rows and columns do not show and ratios are worked out from: `departmentId/periodId/indicatorId` → number. */
  parts: Record<string, number>;
  /** What may be chosen, filtered or not. */
  choices: {
    units: { code: string; name: string }[];
    indicators: { code: string; name: string }[];
    areas: { code: string; name: string }[];
    kinds: string[];
  };
  /** Whether any of these departments is the actor's to write. */
  canWrite: boolean;
  chosen: { indicator: string; department: string; quarter: Quarter; area: string };
};

/**
 * Figures of many departments as one sheet: of one indicator, of one department, or of one quarter. Null for those who may not read
 * every department's figures. Seven statements, whatever the size.
 */
export async function hospitalSheet(actor: Actor, asked: Asked, now: Date): Promise<HospitalSheet | null> {
  if (!reach(actor, 'submission.readAcross')) return null;
  const { year, measure, view } = asked;
  const [allUnits, indicators, periods] = await Promise.all([
    departmentsInPeriod(actor, { startsOn: `${year}-01-01`, endsOn: `${year}-12-31` }),
    catalogue(actor, year),
    quartersOfYear(actor, year),
  ]);
  const areas = [...new Map(indicators.map(({ area }) => [area.code, { code: area.code, name: area.name }])).values()];
  const chosen = {
    indicator:
      (indicators.find(({ code }) => code === asked.indicator) ?? indicators.find(({ isHeadline }) => isHeadline) ?? indicators[0])?.code ??
      '',
    department: (allUnits.find(({ code }) => code === asked.department) ?? allUnits[0])?.code ?? '',
    quarter: asked.quarter,
    area: view === 'quarter' ? ((areas.find(({ code }) => code === asked.area) ?? areas[0])?.code ?? '') : asked.area,
  };
  const units = allUnits.filter(({ code, kind }) =>
    view === 'department' ? code === chosen.department : asked.kind === '' || kind === asked.kind,
  );
  const wantedIndicators = indicators.filter(({ code, area }) =>
    view === 'indicator' ? code === chosen.indicator : chosen.area === '' || area.code === chosen.area,
  );
  const quarters = periods.filter(({ quarter }) => view !== 'quarter' || quarter === chosen.quarter);
  const [cells, parts, closed] = await Promise.all([
    cellsOf(
      units.map(({ id }) => id),
      quarters.map(({ id }) => id),
      wantedIndicators,
      measure,
    ),
    partsOf(
      units.map(({ id }) => id),
      quarters.map(({ id }) => id),
      wantedIndicators,
      measure,
    ),
    closedPlaces(year, measure, now),
  ]);
  const mayWriteIn = ({ departmentId }: { departmentId: number }) => can(actor, 'submission.write', { departmentId });
  // A department or an indicator without a cell here has nothing to say in this view.
  const has = {
    units: new Set(cells.map(({ departmentId }) => departmentId)),
    indicators: new Set(cells.map(({ indicatorId }) => indicatorId)),
  };
  return {
    units: units.filter(({ id }) => has.units.has(id)).map(({ id, code, name, kind }) => ({ id, code, name, kind })),
    quarters: quarters.map(({ id, quarter, startsOn, endsOn }) => ({ periodId: id, quarter, days: daysBetween(startsOn, endsOn) + 1 })),
    indicators: wantedIndicators.filter(({ id }) => has.indicators.has(id)).map(asRule),
    cells: cells.map((cell) => ({ ...cell, locked: closed(cell) || !mayWriteIn(cell) })),
    canWrite: cells.some(mayWriteIn),
    parts,
    choices: { units: allUnits, indicators, areas, kinds: [...new Set(allUnits.map(({ kind }) => kind))] },
    chosen,
  };
}

function asRule(indicator: Indicator): SheetRule {
  const { id, code, name, unit, decimals, area, aggregation, numerator, denominator, weight, hardMin, hardMax } = indicator;
  return {
    ...{ id, code, name, unit, decimals, areaId: area.id, areaName: area.name, aggregation, rule: ruleOf(indicator) },
    ...{ numeratorId: numerator?.id ?? null, denominatorId: denominator?.id ?? null, weightId: weight?.id ?? null, hardMin, hardMax },
  };
}

type CellRow = Omit<AcrossCell, 'text' | 'locked' | 'at' | 'problem'> & {
  value: string | null;
  draft: string | null;
  problem: string | null;
  at: Date | null;
};

async function cellsOf(
  units: number[],
  periods: number[],
  indicators: readonly Indicator[],
  measure: Measure,
): Promise<Omit<AcrossCell, 'locked'>[]> {
  const rows = await db().$queryRaw<CellRow[]>`
    WITH place AS (SELECT d.id AS department_id, p.id AS period_id, p.starts_on, p.ends_on FROM period p
        JOIN department d ON d.id = ANY (${units}::int[]) AND d.established_on <= p.ends_on AND (d.dissolved_on IS NULL OR d.dissolved_on > p.starts_on)
      WHERE p.id = ANY (${periods}::int[])),
    ${wanted}
    SELECT w.department_id AS "departmentId", w.period_id AS "periodId", w.indicator_id AS "indicatorId", w.required, trim_scale(f.value)::text AS value, f.draft_text AS draft,
      f.draft_problem AS problem, f.remark, coalesce(f.is_flagged, false) AS "isFlagged", coalesce(f.row_version, 0) AS version, coalesce(a.display_name, '') AS by, f.updated_at AS at
    FROM wanted w
      LEFT JOIN figure f ON f.department_id = w.department_id AND f.period_id = w.period_id AND f.measure = ${measure}::measure AND f.indicator_id = w.indicator_id
      LEFT JOIN account a ON a.id = f.updated_by_id
    WHERE w.indicator_id = ANY (${indicators.map(({ id }) => id)}::int[])`;
  const decimals = new Map(indicators.map(({ id, decimals: digits }) => [id, digits]));
  return rows.map(({ value, draft, problem, at, ...cell }) => ({
    ...cell,
    text: cellText({ value, draftText: draft }, decimals.get(cell.indicatorId) ?? 0),
    problem: isFigureProblem(problem) ? problem : null,
    at: at?.toISOString() ?? null,
  }));
}

/** Parts of ratios and weights of averages, which may stand in no cell of the view. */
async function partsOf(
  units: number[],
  periods: number[],
  indicators: readonly Indicator[],
  measure: Measure,
): Promise<Record<string, number>> {
  const ids = [...new Set(indicators.flatMap(({ numerator, denominator, weight }) => [numerator?.id, denominator?.id, weight?.id]))].filter(
    (id) => id !== undefined,
  );
  if (ids.length === 0) return {};
  const rows = await db().$queryRaw<{ key: string; value: number }[]>`
    SELECT f.department_id || '/' || f.period_id || '/' || f.indicator_id AS key, f.value::float8 AS value FROM figure f
    WHERE f.department_id = ANY (${units}::int[]) AND f.period_id = ANY (${periods}::int[]) AND f.measure = ${measure}::measure AND f.indicator_id = ANY (${ids}::int[])
      AND f.value IS NOT NULL`;
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}

/** Says of a cell whether its file is closed now: handed in, not open yet, or out of time. */
async function closedPlaces(
  year: number,
  measure: Measure,
  now: Date,
): Promise<(cell: { departmentId: number; periodId: number }) => boolean> {
  const kind = measure === 'PLAN' ? ('PLAN' as const) : ('REPORT' as const);
  const [deadlines, files] = await Promise.all([
    departmentDeadlines(db(), { year, kind }),
    db().submission.findMany({ where: { kind, period: { year } }, select: { departmentId: true, periodId: true, state: true } }),
  ]);
  const states = new Map(files.map(({ departmentId, periodId, state }) => [`${departmentId}/${periodId}`, state]));
  const open = new Set(
    deadlines
      .filter((deadline) => mayWrite(states.get(`${deadline.departmentId}/${deadline.periodId}`) ?? null, phase(deadline, now)))
      .map(({ departmentId, periodId }) => `${departmentId}/${periodId}`),
  );
  return ({ departmentId, periodId }) => !open.has(`${departmentId}/${periodId}`);
}
