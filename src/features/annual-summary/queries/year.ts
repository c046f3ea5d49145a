import 'server-only';
import type { Actor } from '@/domain/actor';
import { type Day, dayOf } from '@/domain/date';
import { type PeriodRef, type Quarter, quartersOf, spanDays, type YearPart } from '@/domain/period';
import { reach, visibleDepartments } from '@/domain/policy';
import { holdsIn, isUsedIn } from '@/features/indicators/queries';
import { adminYears, calendarOf } from '@/features/periods/queries';
import type { SubmissionState } from '@/features/submissions/schema';
import { db, Prisma } from '@/server/db';
import type { Reading } from '../rules/as-now';
import { type AreaRollup, type DepartmentRow, departmentsOf, submissionsOf } from '../rules/departments';
import { coverageOf, type IndicatorRow, indicatorOf, type RollupRow, seriesOf } from '../rules/series';
import { areasOf, spanOf, tallyOf } from '../rules/year';
import type { AreaOfYear, YearSummary } from '../schema';

/** Which part of the year: a quarter, 6 or 9 tháng, or (`quarter` null and no part) all of it. */
export type Asked = Pick<PeriodRef, 'quarter' | 'part'>;
const periodName = ({ quarter, part }: Asked): YearSummary['period'] => (quarter === null ? (part ?? 'year') : `q${quarter}`);

/**
 * Everything that the page of a year (or of a quarter, 6 tháng, 9 tháng) and the API show, from the rollups alone: the same
 * object for both. Departments appear as far as `summary.departments` reaches; the hospital's own figures are everybody's.
 * null when the year has no period, or for who may not read the summary. Eight statements, seven at once.
 */
export async function yearSummary(
  actor: Actor,
  year: number,
  asked: Asked = { quarter: null },
  now = new Date(),
  reading: Reading = 'was',
): Promise<YearSummary | null> {
  if (!reach(actor, 'summary.read')) return null;
  const { quarter, part = null } = asked;
  const quarters = quartersOf(asked);
  const calendar = await calendarOf(year, now);
  const days = spanDays(year, quarters, calendar);
  const [isKnown, closing, areas, indicators, rollups, departments, departmentRollups] = await Promise.all([
    hasPeriods(year),
    adminYears(),
    db().area.findMany({ orderBy: [{ sortOrder: 'asc' }, { id: 'asc' }], select: { code: true, name: true, isCore: true } }),
    indicatorRows(year),
    rollupRows(year),
    departmentRows(year, quarters, days, now, reading),
    part === null ? areaRollups(year, quarter, now) : areasOfPart(year, part, now),
  ]);
  if (!isKnown) return null;
  const span = spanOf(year, quarters, coverageOf(rollups, year), calendar);
  const series = seriesOf(indicators, rollups, closing);
  const extent = quarter !== null ? 'quarter' : part === null ? 'year' : 'part';
  const figures = indicators
    .filter(({ isCurrent }) => isCurrent)
    .map((indicator) => indicatorOf(series, indicator, year, span, extent, dayOf(now)));
  const visible = visibleDepartments(actor, 'summary.departments');
  const isOwn = (id: number) => visible === 'all' || visible.includes(id);
  return {
    year,
    quarter,
    period: periodName(asked),
    calendar,
    asOf: now.toISOString(),
    as: reading,
    span,
    indicators: tallyOf(figures),
    submissions: submissionsOf(departments, now),
    figures,
    areas: areasOf(areas, figures).filter(({ code }: AreaOfYear) => figures.some(({ area }) => area === code)),
    // of what a department reads as now, who sees only the own sees only the own part
    departments: departmentsOf(
      departments.filter(({ id }) => isOwn(id)),
      departmentRollups.filter(({ departmentId }) => isOwn(departmentId)),
      year,
      now,
      reading,
    ),
  };
}

async function hasPeriods(year: number): Promise<boolean> {
  return (await db().period.findFirst({ where: { year, kind: { in: ['QUARTER', 'YEAR'] } }, select: { id: true } })) !== null;
}

type Days = { startsOn: Day; endsOn: Day };

/** The catalogue of the year in the hospital's order, with the parts of its ratios and what is assigned for this year and the last. */
export function indicatorRows(year: number): Promise<IndicatorRow[]> {
  return db().$queryRaw<IndicatorRow[]>`
    SELECT i.id, i.code, i.name, i.unit, i.decimals::int, a.code AS area, i.direction::text, i.aggregation::text, i.numerator_id AS "numeratorId",
      i.denominator_id AS "denominatorId", i.denominator_days AS "denominatorDays", i.weight_id AS "weightId", i.scale::float8, i.range_low::float8 AS "rangeLow", i.range_high::float8 AS "rangeHigh",
      i.is_headline AS "isHeadline", i.from_year <= ${year} AND (i.to_year IS NULL OR i.to_year >= ${year}) AS "isCurrent",
      t.value::float8 AS target, b.value::float8 AS "previousTarget", ${sharesOf('t')} AS shares, ${sharesOf('b')} AS "previousShares"
    FROM indicator i JOIN area a ON a.id = i.area_id
      LEFT JOIN target t ON t.indicator_id = i.id AND t.year = ${year} AND t.state = 'IN_FORCE'
      LEFT JOIN target b ON b.indicator_id = i.id AND b.year = ${year - 1} AND b.state = 'IN_FORCE'
    ORDER BY a.sort_order, a.id, i.sort_order, i.id`;
}

/** A count's target by quarter, all departments together; the join alias says which year's target. */
function sharesOf(target: 't' | 'b'): Prisma.Sql {
  const id = target === 't' ? Prisma.sql`t.id` : Prisma.sql`b.id`;
  return Prisma.sql`CASE WHEN i.aggregation = 'SUM' THEN (
    SELECT json_object_agg(x.index, x.value) FROM (SELECT p.index, sum(s.value)::float8 AS value FROM target_share s JOIN period p ON p.id = s.period_id
      WHERE s.target_id = ${id} AND p.kind = 'QUARTER' GROUP BY p.index) x) END`;
}

/** The hospital's sums: this year and the last for every indicator, five years for the headline ones and their parts. */
export function rollupRows(year: number): Promise<RollupRow[]> {
  return db().$queryRaw<RollupRow[]>`
    WITH headline AS (SELECT unnest(ARRAY[id, numerator_id, denominator_id, weight_id]) AS id FROM indicator WHERE is_headline)
    SELECT r.indicator_id AS "indicatorId", p.year::int, CASE p.kind WHEN 'YEAR' THEN 0 ELSE p.index END::int AS quarter, r.plan::float8, r.actual::float8,
      r.plan_weight::float8 AS "planWeight", r.actual_weight::float8 AS "actualWeight", r.planned_departments::int AS planned, r.reported_departments::int AS reported
    FROM period p JOIN rollup_indicator r ON r.period_id = p.id
    WHERE p.kind IN ('QUARTER', 'YEAR')
      AND (p.year BETWEEN ${year - 1} AND ${year} OR p.year BETWEEN ${year - 4} AND ${year - 2} AND r.indicator_id IN (SELECT id FROM headline))`;
}

type OwingRow = Omit<DepartmentRow, 'owed'> & {
  isOwing: boolean;
  quarter: number | null;
  opensAt: Date | null;
  dueAt: Date | null;
  lockAt: Date | null;
  newDueAt: Date | null;
  newLockAt: Date | null;
  decidedAt: Date | null;
  state: SubmissionState | null;
  pins: number;
};

/**
 * Departments that existed in the days, by kind and Vietnamese order, with the report that each owes: required indicators
 * make one. Of several quarters that is the latest quarter that has ended, or the first that is open. The hospital itself is
 * not one of its departments. A file that was locked after its approval stays approved.
 */
async function departmentRows(
  year: number,
  quarters: readonly Quarter[],
  { startsOn, endsOn }: Days,
  now: Date,
  reading: Reading,
): Promise<DepartmentRow[]> {
  const order = reading === 'now' ? Prisma.sql`w.kind, h.sort_order, w.name COLLATE "vi-x-icu", h.id,` : Prisma.empty;
  const today = dayOf(now);
  const dueDays = [Prisma.sql`due.starts_on`, Prisma.sql`due.ends_on`] as const;
  const rows = await db().$queryRaw<OwingRow[]>`
    WITH due AS (
      SELECT p.id, p.index::int AS index, p.starts_on, p.ends_on, l.opens_at, l.due_at, l.lock_at
      FROM period p JOIN period_deadline l ON l.period_id = p.id AND l.kind = 'REPORT'
      WHERE p.kind = 'QUARTER' AND p.year = ${year} AND p.index = ANY (${[...quarters]}::int[]) AND (${quarters.length} = 1 OR l.opens_at <= ${now})
      ORDER BY p.ends_on < ${today}::date DESC, CASE WHEN p.ends_on < ${today}::date THEN -p.index ELSE p.index END LIMIT 1
    )
    SELECT d.id, d.code, v.name, v.short_name AS "shortName", json_build_object('id', h.id, 'code', h.code, 'name', w.name, 'shortName', w.short_name) AS now, due.index AS quarter, due.opens_at AS "opensAt", due.due_at AS "dueAt", due.lock_at AS "lockAt",
      e.new_due_at AS "newDueAt", e.new_lock_at AS "newLockAt", e.decided_at AS "decidedAt",
      s.id IS NOT NULL OR EXISTS (SELECT 1 FROM indicator_assignment a JOIN indicator i ON i.id = a.indicator_id AND i.aggregation <> 'RATIO'
        WHERE a.department_id = d.id AND a.required AND ${holdsIn(...dueDays)} AND ${isUsedIn(...dueDays)}) AS "isOwing",
      CASE WHEN s.state = 'LOCKED' AND EXISTS (SELECT 1 FROM review r WHERE r.submission_id = s.id AND r.round_no = s.round_no AND r.verdict = 'APPROVED')
        THEN 'APPROVED' ELSE s.state::text END AS state,
      (SELECT count(*)::int FROM review r JOIN review_pin x ON x.review_id = r.id WHERE r.submission_id = s.id AND s.state = 'RETURNED' AND x.resolved_at IS NULL) AS pins
    FROM department d
      JOIN LATERAL (SELECT x.name, x.short_name, x.kind FROM department_version x WHERE x.department_id = d.id AND x.valid_from <= ${endsOn}::date
        ORDER BY x.valid_from DESC LIMIT 1) v ON true
      JOIN department_as_now(${today}::date) n ON n.department_id = d.id JOIN department h ON h.id = n.as_now_id
      JOIN LATERAL (SELECT x.name, x.short_name, x.kind FROM department_version x WHERE x.department_id = h.id AND x.valid_from <= greatest(${today}::date, h.established_on)
        ORDER BY x.valid_from DESC LIMIT 1) w ON true
      LEFT JOIN due ON d.established_on <= due.ends_on AND (d.dissolved_on IS NULL OR d.dissolved_on > due.starts_on)
      LEFT JOIN submission s ON s.department_id = d.id AND s.period_id = due.id AND s.kind = 'REPORT'
      LEFT JOIN LATERAL (SELECT x.new_due_at, x.new_lock_at, x.decided_at FROM deadline_extension x WHERE x.period_id = due.id AND x.kind = 'REPORT'
        AND x.department_id = d.id AND x.state = 'GRANTED' ORDER BY x.decided_at DESC, x.id DESC LIMIT 1) e ON true
    WHERE v.kind <> 'HOSPITAL' AND d.established_on <= ${endsOn}::date AND (d.dissolved_on IS NULL OR d.dissolved_on > ${startsOn}::date)
    ORDER BY ${order} v.kind, d.sort_order, v.name COLLATE "vi-x-icu"`;
  return rows.map(({ id, code, name, shortName, now: heir, ...row }) => ({ id, code, name, shortName, now: heir, owed: owedOf(row) }));
}

function owedOf({
  isOwing,
  quarter,
  opensAt,
  dueAt,
  lockAt,
  ...row
}: Omit<OwingRow, 'id' | 'code' | 'name' | 'shortName' | 'now'>): DepartmentRow['owed'] {
  if (!isOwing || quarter === null || !opensAt || !dueAt || !lockAt) return null;
  const { newDueAt, newLockAt, decidedAt, state, pins } = row;
  return { quarter, opensAt, dueAt, lockAt, state, pins, extension: decidedAt ? { newDueAt, newLockAt, decidedAt } : null };
}

/** What each department has by area in this period and in the same one a year before. */
function areaRollups(year: number, quarter: Quarter | null, now: Date): Promise<AreaRollup[]> {
  return db().$queryRaw<AreaRollup[]>`
    SELECT r.department_id AS "departmentId", n.as_now_id AS "nowId", p.year::int, a.code AS area, r.with_target::int AS "withTarget", r.reported::int, r.met::int, r.exceeded::int, r.completion_sum::float8 AS "completionSum"
    FROM period p JOIN rollup_department r ON r.period_id = p.id JOIN department_as_now(${dayOf(now)}::date) n ON n.department_id = r.department_id JOIN area a ON a.id = r.area_id
    WHERE p.year BETWEEN ${year - 1} AND ${year}
      AND (${quarter}::int IS NULL AND p.kind = 'YEAR' OR p.kind = 'QUARTER' AND p.index = ${quarter}::int)
    ORDER BY a.sort_order, a.id`;
}

const SPANS = { h1: ['HALF', 1], h2: ['HALF', 2], m9: ['NINE_MONTHS', 1] } as const;

/**
 * The same of a half year or nine months, of this year and the one before. These are read a few weeks a year, so they are worked out
 * from the figures by the definition that the rollups have (`rollup_department_rows`), instead of costing every save two more spans.
 */
function areasOfPart(year: number, part: YearPart, now: Date): Promise<AreaRollup[]> {
  const [kind, index] = SPANS[part];
  return db().$queryRaw<AreaRollup[]>`
    SELECT r.department_id AS "departmentId", n.as_now_id AS "nowId", p.year::int, a.code AS area, r.with_target::int AS "withTarget", r.reported::int, r.met::int, r.exceeded::int, r.completion_sum::float8 AS "completionSum"
    FROM rollup_department_rows(ARRAY (SELECT id FROM period WHERE kind = ${kind}::period_kind AND index = ${index} AND year BETWEEN ${year - 1} AND ${year}),
        ARRAY (SELECT id FROM department), NULL, NULL, NULL) r
      JOIN period p ON p.id = r.period_id JOIN department_as_now(${dayOf(now)}::date) n ON n.department_id = r.department_id JOIN area a ON a.id = r.area_id
    ORDER BY a.sort_order, a.id`;
}
