import 'server-only';
import type { Actor } from '@/domain/actor';
import { type Day, dayOfColumn } from '@/domain/date';
import { reach } from '@/domain/policy';
import { db, Prisma, type Tx } from '@/server/db';
import type { Aggregation, Direction } from './rules';
import { indicatorCode } from './schema';

/** First and last day of a period, as days or as `date` columns. */
export type Span = { startsOn: Day | Date; endsOn: Day | Date };

const day = (value: Day | Date) => (typeof value === 'string' ? value : dayOfColumn(value));

export type Area = { id: number; code: string; name: string; isCore: boolean; sortOrder: number };

/** The areas of work (lĩnh vực) in their own order: the seven tasks first. */
export async function areas(actor: Actor): Promise<Area[]> {
  if (!reach(actor, 'indicator.read')) return [];
  return db().area.findMany({
    orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }],
    select: { id: true, code: true, name: true, isCore: true, sortOrder: true },
  });
}

/** An indicator as it is defined. Values in its own unit; `scale` 100 makes a ratio a percentage; years inclusive. */
export type Indicator = {
  id: number;
  code: string;
  name: string;
  unit: string;
  decimals: number;
  area: { id: number; code: string; name: string; isCore: boolean; sortOrder: number };
  direction: Direction;
  aggregation: Aggregation;
  numerator: Part | null;
  denominator: Part | null;
  weight: Part | null;
  denominatorDays: boolean;
  scale: number;
  rangeLow: number | null;
  rangeHigh: number | null;
  hardMin: number | null;
  hardMax: number | null;
  softChangePct: number | null;
  isHeadline: boolean;
  fromYear: number;
  toYear: number | null;
  sortOrder: number;
  rowVersion: number;
};
type Part = { id: number; code: string; name: string; aggregation: Aggregation };

const PART = { select: { id: true, code: true, name: true, aggregation: true } } as const;
const DEFINITION = {
  id: true,
  code: true,
  name: true,
  unit: true,
  decimals: true,
  area: { select: { id: true, code: true, name: true, isCore: true, sortOrder: true } },
  direction: true,
  aggregation: true,
  numerator: PART,
  denominator: PART,
  weight: PART,
  denominatorDays: true,
  scale: true,
  rangeLow: true,
  rangeHigh: true,
  hardMin: true,
  hardMax: true,
  softChangePct: true,
  isHeadline: true,
  fromYear: true,
  toYear: true,
  sortOrder: true,
  rowVersion: true,
} as const satisfies Prisma.IndicatorSelect;

type Row = Prisma.IndicatorGetPayload<{ select: typeof DEFINITION }>;

function plain(row: Row): Indicator {
  const number = (value: Prisma.Decimal | null) => value?.toNumber() ?? null;
  return {
    ...row,
    scale: row.scale.toNumber(),
    rangeLow: number(row.rangeLow),
    rangeHigh: number(row.rangeHigh),
    hardMin: number(row.hardMin),
    hardMax: number(row.hardMax),
  };
}

const ORDER = [
  { area: { sortOrder: 'asc' } },
  { area: { id: 'asc' } },
  { sortOrder: 'asc' },
  { id: 'asc' },
] satisfies Prisma.IndicatorOrderByWithRelationInput[];

/** Every indicator in use in a year, by area and then in its own order. */
export async function catalogue(actor: Actor, year: number): Promise<Indicator[]> {
  if (!reach(actor, 'indicator.read')) return [];
  const rows = await db().indicator.findMany({
    where: { fromYear: { lte: year }, OR: [{ toYear: null }, { toYear: { gte: year } }] },
    orderBy: ORDER,
    select: DEFINITION,
  });
  return rows.map(plain);
}

/** One indicator, retired or not, with the ratios and averages that are worked out from it; null when there is none. */
export async function indicatorByCode(
  actor: Actor,
  code: string,
): Promise<(Indicator & { usedBy: { code: string; name: string }[] }) | null> {
  if (!reach(actor, 'indicator.read') || !indicatorCode.safeParse(code).success) return null;
  const used = { select: { code: true, name: true } };
  const row = await db().indicator.findUnique({
    where: { code },
    select: { ...DEFINITION, ratiosAsNumerator: used, ratiosAsDenominator: used, weightedIndicators: used },
  });
  if (!row) return null;
  const { ratiosAsNumerator, ratiosAsDenominator, weightedIndicators, ...definition } = row;
  const usedBy = new Map([...ratiosAsNumerator, ...ratiosAsDenominator, ...weightedIndicators].map((one) => [one.code, one]));
  return { ...plain(definition), usedBy: [...usedBy.values()] };
}

/**
 * Whether the assignment `a` (of indicator_assignment) holds on some day of these; both are SQL dates. One that was taken back on
 * the day on which it began never held.
 */
export function holdsIn(startsOn: Prisma.Sql, endsOn: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`a.valid_from <= ${endsOn} AND (a.valid_to IS NULL OR a.valid_to > greatest(a.valid_from, ${startsOn}))`;
}

/** Whether the indicator `i` is in the catalogue in a year of these days; both are SQL dates. */
export function isUsedIn(startsOn: Prisma.Sql, endsOn: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`i.from_year <= extract(year FROM ${endsOn}) AND (i.to_year IS NULL OR i.to_year >= extract(year FROM ${startsOn}))`;
}

/** What a department must report in a period: one row of its sheet. */
export type AssignedIndicator = {
  indicatorId: number;
  code: string;
  name: string;
  unit: string;
  decimals: number;
  areaId: number;
  areaName: string;
  areaOrder: number;
  direction: Direction;
  aggregation: Aggregation;
  numeratorId: number | null;
  denominatorId: number | null;
  numeratorAggregation: Aggregation | null;
  denominatorAggregation: Aggregation | null;
  denominatorDays: boolean;
  scale: number;
  weightId: number | null;
  hardMin: number | null;
  hardMax: number | null;
  softChangePct: number | null;
  rangeLow: number | null;
  rangeHigh: number | null;
  /** false for a ratio that follows from its parts: nobody types it. */
  required: boolean;
  sortOrder: number;
};

/**
 * The rows of a department's sheet for a period, by area and then in the catalogue's order. A ratio is there when both its parts
 * are assigned, or when it is assigned itself; its result is always worked out, its plan may be typed. One statement; asks no
 * permission, so callers must.
 */
export function assignedIndicators(tx: Tx, departmentId: number, span: Span): Promise<AssignedIndicator[]> {
  const [startsOn, endsOn] = [Prisma.sql`${day(span.startsOn)}::date`, Prisma.sql`${day(span.endsOn)}::date`];
  return tx.$queryRaw<AssignedIndicator[]>`
    WITH mine AS (
      SELECT a.indicator_id, bool_or(a.required) AS required FROM indicator_assignment a
      WHERE a.department_id = ${departmentId} AND ${holdsIn(startsOn, endsOn)}
      GROUP BY a.indicator_id
    )
    SELECT i.id AS "indicatorId", i.code, i.name, i.unit, i.decimals::int, a.id AS "areaId", a.name AS "areaName", a.sort_order::int AS "areaOrder",
      i.direction::text, i.aggregation::text, i.numerator_id AS "numeratorId", i.denominator_id AS "denominatorId",
      n.aggregation::text AS "numeratorAggregation", d.aggregation::text AS "denominatorAggregation",
      i.denominator_days AS "denominatorDays", i.scale::float8, i.weight_id AS "weightId",
      i.hard_min::float8 AS "hardMin", i.hard_max::float8 AS "hardMax", i.soft_change_pct::int AS "softChangePct",
      i.range_low::float8 AS "rangeLow", i.range_high::float8 AS "rangeHigh",
      coalesce(m.required, false) AS required, i.sort_order AS "sortOrder"
    FROM indicator i JOIN area a ON a.id = i.area_id
      LEFT JOIN mine m ON m.indicator_id = i.id
      LEFT JOIN indicator n ON n.id = i.numerator_id
      LEFT JOIN indicator d ON d.id = i.denominator_id
    WHERE ${isUsedIn(startsOn, endsOn)}
      AND (m.indicator_id IS NOT NULL
        OR (i.numerator_id IN (SELECT indicator_id FROM mine) AND i.denominator_id IN (SELECT indicator_id FROM mine)))
    ORDER BY a.sort_order, a.id, i.sort_order, i.id`;
}

/** Who reports an indicator: one row per department and span, `validTo` is the first day that no longer counts. */
export type Assignment = { indicatorId: number; departmentId: number; required: boolean; validFrom: Day; validTo: Day | null };

/** The assignments that hold at some day of a year, of all indicators or of some. */
export async function assignmentMatrix(actor: Actor, year: number, indicatorIds?: readonly number[]): Promise<Assignment[]> {
  if (!reach(actor, 'indicator.read')) return [];
  return db().$queryRaw<Assignment[]>`
    SELECT a.indicator_id AS "indicatorId", a.department_id AS "departmentId", a.required, a.valid_from::text AS "validFrom", a.valid_to::text AS "validTo"
    FROM indicator_assignment a
    WHERE ${holdsIn(Prisma.sql`${`${year}-01-01`}::date`, Prisma.sql`${`${year}-12-31`}::date`)}
      ${indicatorIds === undefined ? Prisma.empty : Prisma.sql`AND a.indicator_id = ANY (${[...indicatorIds]}::int[])`}
    ORDER BY a.indicator_id, a.department_id, a.valid_from`;
}
