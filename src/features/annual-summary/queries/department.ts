import 'server-only';
import type { Actor } from '@/domain/actor';
import { type Day, dayOf } from '@/domain/date';
import { isQuarter, type Quarter, quartersOf, spanDays, type YearCalendar } from '@/domain/period';
import { can } from '@/domain/policy';
import { type Aggregation, type Direction, type Tally, tally, type Verdict } from '@/features/indicators/rules';
import { calendarOf } from '@/features/periods/queries';
import { type Pace, paceOn, type Shares } from '@/features/targets/rules/pace';
import { db } from '@/server/db';
import type { Asked } from './year';

/** One indicator of one department over a period, in its own unit; null is «chưa có». Judged by the department's own plan. */
export type DepartmentIndicator = {
  id: number;
  code: string;
  name: string;
  unit: string;
  decimals: number;
  area: string;
  direction: Direction;
  aggregation: Aggregation;
  range: { low: number | null; high: number | null } | null;
  /** What the targets in force give the department over these quarters, and over the year. */
  given: number | null;
  givenYear: number | null;
  actual: number | null;
  /** Like with like: only quarters that have both a plan and a result. */
  plan: number | null;
  compared: number | null;
  verdict: Verdict;
  hasTarget: boolean;
  /** The same quarters of the year before. */
  previous: number | null;
  /** Where it should be today; only of a running year. */
  pace: Pace | null;
};

export type DepartmentPeriod = {
  calendar: YearCalendar;
  startsOn: Day;
  endsOn: Day;
  indicators: DepartmentIndicator[];
  tally: Tally;
  previousTally: Tally;
};

type Row = Omit<DepartmentIndicator, 'range' | 'given' | 'givenYear' | 'verdict' | 'previous' | 'pace'> & {
  year: number;
  rangeLow: number | null;
  rangeHigh: number | null;
  isMet: boolean | null;
  isExceeded: boolean | null;
};
type ShareRow = { indicatorId: number; quarter: number; value: number };

/**
 * One department over a quarter, 6 tháng, 9 tháng or the year: each indicator against its plan, against what it was given and against the
 * same quarters of the year before, with the share of targets met and exceeded. The figures and verdicts are the database's own
 * definition (`department_figures`), so they are those of the rollups. null for who may not see the department. Three statements.
 */
export async function departmentPeriod(
  actor: Actor,
  departmentId: number,
  year: number,
  asked: Asked = { quarter: null },
  now = new Date(),
): Promise<DepartmentPeriod | null> {
  if (!can(actor, 'summary.departments', { departmentId })) return null;
  const quarters = quartersOf(asked);
  const [calendar, rows, shares] = await Promise.all([
    calendarOf(year, now),
    rowsOf(departmentId, year, asked),
    db().$queryRaw<ShareRow[]>`
      SELECT t.indicator_id AS "indicatorId", p.index::int AS quarter, s.value::float8 AS value
      FROM target t JOIN target_share s ON s.target_id = t.id AND s.department_id = ${departmentId} JOIN period p ON p.id = s.period_id
      WHERE t.year = ${year} AND t.state = 'IN_FORCE'`,
  ]);
  const given = new Map<number, Shares>();
  for (const { indicatorId, quarter, value } of shares)
    if (isQuarter(quarter)) given.set(indicatorId, { ...given.get(indicatorId), [quarter]: value });
  const before = new Map(rows.filter((row) => row.year === year - 1).map((row) => [row.id, row]));
  const indicators = rows
    .filter((row) => row.year === year)
    .map(({ year: _year, rangeLow, rangeHigh, isMet, isExceeded, ...row }): DepartmentIndicator => {
      const own = given.get(row.id) ?? null;
      const givenYear = own && over(row.aggregation, own, quartersOf({ quarter: null }));
      return {
        ...row,
        range: row.direction === 'RANGE' ? { low: rangeLow, high: rangeHigh } : null,
        given: own && over(row.aggregation, own, quarters),
        givenYear,
        verdict: verdictOf(isMet, isExceeded),
        previous: before.get(row.id)?.actual ?? null,
        pace: asked.quarter === null && !asked.part ? paceOn({ ...row, target: givenYear, shares: own }, year, dayOf(now), calendar) : null,
      };
    });
  return {
    calendar,
    ...spanDays(year, quarters, calendar),
    indicators,
    tally: tally(indicators),
    previousTally: tally([...before.values()].map((row) => ({ verdict: verdictOf(row.isMet, row.isExceeded), hasTarget: row.hasTarget }))),
  };
}

/** The verdict of the database's two columns. */
const verdictOf = (isMet: boolean | null, isExceeded: boolean | null): Verdict =>
  isMet === null ? 'none' : isExceeded ? 'exceeded' : isMet ? 'met' : 'notMet';

/** Shares over some quarters: a count adds them, everything else is what the last of them says. */
function over(aggregation: Aggregation, shares: Shares, quarters: readonly Quarter[]): number | null {
  const known = quarters.flatMap((quarter) => shares[quarter] ?? []);
  if (known.length === 0) return null;
  return aggregation === 'SUM' ? known.reduce((total, share) => total + share, 0) : (known.at(-1) ?? null);
}

const KINDS = { h1: ['HALF', 1], h2: ['HALF', 2], m9: ['NINE_MONTHS', 1] } as const;

function rowsOf(departmentId: number, year: number, { quarter, part }: Asked): Promise<Row[]> {
  const [kind, index] = quarter !== null ? (['QUARTER', quarter] as const) : part ? KINDS[part] : (['YEAR', 1] as const);
  return db().$queryRaw<Row[]>`
    SELECT i.id, i.code, i.name, i.unit, i.decimals::int, a.code AS area, i.direction::text, i.aggregation::text, i.range_low::float8 AS "rangeLow", i.range_high::float8 AS "rangeHigh",
      p.year::int, f.actual::float8, f.compared_plan::float8 AS plan, f.compared_actual::float8 AS compared, f.is_met AS "isMet", f.is_exceeded AS "isExceeded",
      f.is_planned AND i.direction <> 'NONE' AS "hasTarget"
    FROM department_figures(ARRAY (SELECT id FROM period WHERE kind = ${kind}::period_kind AND index = ${index} AND year BETWEEN ${year - 1} AND ${year}), ARRAY[${departmentId}::int], NULL) f
      JOIN period p ON p.id = f.span_id JOIN indicator i ON i.id = f.indicator_id JOIN area a ON a.id = i.area_id
    WHERE f.is_planned OR f.actual IS NOT NULL
    ORDER BY a.sort_order, a.id, i.sort_order, i.id`;
}
