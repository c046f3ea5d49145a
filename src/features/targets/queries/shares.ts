import 'server-only';
import type { Actor } from '@/domain/actor';
import { type Day, daysBetween } from '@/domain/date';
import { type Quarter, quarterDays } from '@/domain/period';
import { reach, visibleDepartments } from '@/domain/policy';
import { departmentsInPeriod } from '@/features/departments/queries';
import { existsInPeriod, type Life } from '@/features/departments/rules';
import type { DepartmentKind } from '@/features/departments/schema';
import { holdsIn, type Indicator } from '@/features/indicators/queries';
import { aggregate, type QuarterValue, ruleOf, together } from '@/features/indicators/rules';
import { calendarOf } from '@/features/periods/queries';
import { db, Prisma, type Tx } from '@/server/db';

/**
 * What the targets in force give a department for one quarter: indicator → canonical decimal («1234.5»), in the indicator's own
 * unit. The plan sheet shows it and starts from it. One statement; asks no permission, so callers must.
 */
export async function sharesOf(tx: Tx, departmentId: number, periodId: number): Promise<Map<number, string>> {
  const rows = await tx.$queryRaw<{ indicatorId: number; value: string }[]>`
    SELECT t.indicator_id AS "indicatorId", trim_scale(s.value)::text AS value
    FROM period p JOIN target t ON t.year = p.year AND t.state = 'IN_FORCE'
      JOIN target_share s ON s.target_id = t.id AND s.department_id = ${departmentId} AND s.period_id = p.id
    WHERE p.id = ${periodId}`;
  return new Map(rows.map(({ indicatorId, value }) => [indicatorId, value]));
}

type Four<Value> = [Value, Value, Value, Value];

/** A target's split as a form sees it: one row per department that reports the indicator, in the hospital's order. */
export type ShareMatrix = {
  rows: {
    departmentId: number;
    code: string;
    name: string;
    kind: DepartmentKind;
    /** Whether the department exists in the quarter. */
    open: Four<boolean>;
    /** Canonical decimals; null is not given. */
    shares: Four<string | null>;
    /** What another version gives, when one is asked for beside. */
    former: Four<string | null> | null;
    /** Results of the same quarters of last year, of the department and of those it took over. */
    lastYear: Four<number | null>;
    lastYearTotal: number | null;
  }[];
  /** The whole hospital last year, aggregated by the indicator's own rule. */
  hospitalLastYear: Four<number | null>;
  hospitalLastYearTotal: number | null;
};

type LastYearRow = Omit<QuarterValue, 'days'> & { departmentId: number; quarter: number };

/**
 * Departments × quarters of a year for one version (or for none yet), with last year's results beside, and with what a former version
 * gives when its id is given. Departments are those that report the indicator (for a ratio: both its parts) some day of the year, and
 * those that a version gives something; of these the ones whose figures the actor may see. Six statements at once.
 */
export async function shareMatrix(
  actor: Actor,
  indicator: Indicator,
  year: number,
  targetId: number | null,
  formerId: number | null = null,
): Promise<ShareMatrix> {
  const visible = visibleDepartments(actor, 'summary.departments');
  const [departments, lives, given, givenBefore, results, calendar, before] = await Promise.all([
    reach(actor, 'target.read') ? departmentsInPeriod(actor, { startsOn: `${year}-01-01`, endsOn: `${year}-12-31` }) : [],
    livesOf(indicator, year),
    givenShares(targetId),
    givenShares(formerId),
    lastYearResults(indicator, year - 1),
    calendarOf(year),
    calendarOf(year - 1),
  ]);
  const rule = ruleOf(indicator);
  const spans = four((quarter) => quarterDays(year, quarter, calendar));
  const days = four((quarter) => daysIn(quarterDays(year - 1, quarter, before)));
  const quartersOf = (rows: readonly LastYearRow[]) =>
    four((quarter) =>
      together(
        days[quarter - 1] ?? 0,
        rows.filter((row) => row.quarter === quarter),
      ),
    );
  const rows = departments.flatMap(({ id, code, name, kind }) => {
    const life = lives.get(id);
    const [shares, former] = [given.get(id), givenBefore.get(id)];
    if ((!life?.reports && !shares && !former) || (visible !== 'all' && !visible.includes(id))) return [];
    const past = quartersOf(results.filter(({ departmentId }) => departmentId === id));
    return [
      {
        departmentId: id,
        code,
        name,
        kind,
        open: map4(spans, (span) => life !== undefined && existsInPeriod(life, span)),
        shares: shares ?? four(() => null),
        former: formerId === null ? null : (former ?? four(() => null)),
        lastYear: map4(past, (value) => aggregate(rule, [value])),
        lastYearTotal: aggregate(rule, past),
      },
    ];
  });
  const hospital = quartersOf(results);
  return { rows, hospitalLastYear: map4(hospital, (value) => aggregate(rule, [value])), hospitalLastYearTotal: aggregate(rule, hospital) };
}

function four<Value>(of: (quarter: Quarter) => Value): Four<Value> {
  return [of(1), of(2), of(3), of(4)];
}
function map4<From, To>([one, two, three, last]: Four<From>, to: (value: From) => To): Four<To> {
  return [to(one), to(two), to(three), to(last)];
}
const daysIn = ({ startsOn, endsOn }: { startsOn: Day; endsOn: Day }): number => daysBetween(startsOn, endsOn) + 1;

/** When each department lived, and whether it reports the indicator in the year. */
async function livesOf({ id, numerator, denominator }: Indicator, year: number) {
  const rows = await db().$queryRaw<(Life & { id: number; reports: boolean })[]>`
    WITH held AS (
      SELECT a.department_id, a.indicator_id FROM indicator_assignment a
      WHERE ${holdsIn(Prisma.sql`${`${year}-01-01`}::date`, Prisma.sql`${`${year}-12-31`}::date`)}
    )
    SELECT d.id, d.established_on::text AS "establishedOn", d.dissolved_on::text AS "dissolvedOn",
      (d.id IN (SELECT department_id FROM held WHERE indicator_id = ${id})
        OR (d.id IN (SELECT department_id FROM held WHERE indicator_id = ${numerator?.id ?? null})
          AND d.id IN (SELECT department_id FROM held WHERE indicator_id = ${denominator?.id ?? null})))
        IS TRUE AS reports
    FROM department d`;
  return new Map(rows.map(({ id, ...row }) => [id, row]));
}

async function givenShares(targetId: number | null): Promise<Map<number, Four<string | null>>> {
  const shares = new Map<number, Four<string | null>>();
  if (targetId === null) return shares;
  for (const { departmentId, quarter, value } of await db().$queryRaw<{ departmentId: number; quarter: number; value: string }[]>`
    SELECT s.department_id AS "departmentId", p.index::int AS quarter, trim_scale(s.value)::text AS value
    FROM target_share s JOIN period p ON p.id = s.period_id WHERE s.target_id = ${targetId}`) {
    const row = shares.get(departmentId) ?? four<string | null>(() => null);
    row[quarter - 1] = value;
    shares.set(departmentId, row);
  }
  return shares;
}

/**
 * Results of a year's quarters by the departments of the year after: what a department takes over until its end counts as its own past,
 * a merger that is decided for later does not.
 */
function lastYearResults({ id, aggregation, numerator, denominator, weight }: Indicator, year: number): Promise<LastYearRow[]> {
  const parts = [id, numerator?.id, denominator?.id].filter((part) => part !== undefined);
  const value = aggregation === 'WEIGHTED_AVG' ? Prisma.sql`f.value * w.value` : Prisma.sql`f.value`;
  return db().$queryRaw<LastYearRow[]>`
    SELECT n.as_now_id AS "departmentId", p.index::int AS quarter,
      (sum(${value}) FILTER (WHERE f.indicator_id = ${id}))::float8 AS value, sum(w.value)::float8 AS weight,
      (sum(f.value) FILTER (WHERE f.indicator_id = ${numerator?.id ?? null}))::float8 AS numerator,
      (sum(f.value) FILTER (WHERE f.indicator_id = ${denominator?.id ?? null}))::float8 AS denominator
    FROM period p JOIN figure f ON f.period_id = p.id AND f.measure = 'ACTUAL' AND f.value IS NOT NULL AND f.indicator_id = ANY (${parts}::int[])
      JOIN department_as_now(${`${year + 1}-12-31`}::date) n ON n.department_id = f.department_id
      LEFT JOIN figure w ON w.department_id = f.department_id AND w.period_id = f.period_id AND w.measure = f.measure
        AND w.indicator_id = ${weight?.id ?? null} AND f.indicator_id = ${id} AND w.value IS NOT NULL
    WHERE p.kind = 'QUARTER' AND p.year = ${year}
    GROUP BY 1, 2`;
}
