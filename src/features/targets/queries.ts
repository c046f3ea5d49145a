import 'server-only';
import type { Actor } from '@/domain/actor';
import { type Day, daysBetween } from '@/domain/date';
import { type Quarter, quarterDays } from '@/domain/period';
import { reach, visibleDepartments } from '@/domain/policy';
import { departmentsInPeriod } from '@/features/departments/queries';
import { existsInPeriod, type Life } from '@/features/departments/rules';
import type { DepartmentKind } from '@/features/departments/schema';
import { holdsIn, type Indicator } from '@/features/indicators/queries';
import { type Aggregation, aggregate, type QuarterValue, ruleOf, together } from '@/features/indicators/rules';
import { db, Prisma, type Tx } from '@/server/db';
import { type SplitState, splitState, splitTotal } from './rules';

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

export type TargetKind = 'ASSIGNED' | 'ADJUSTED';
export type TargetState = 'DRAFT' | 'IN_FORCE' | 'SUPERSEDED';
export type TargetDecision = { number: string | null; signedOn: Day | null; subject: string };

/** One version of a target. `value` and `total` are canonical decimals in the indicator's unit. */
export type TargetVersion = {
  targetId: number;
  indicatorId: number;
  year: number;
  versionNo: number;
  kind: TargetKind;
  state: TargetState;
  value: string;
  effectiveOn: Day;
  note: string | null;
  unsplitReason: string | null;
  decision: TargetDecision | null;
  /** What must equal the value; null when nothing is given to any department. Meaningless for limits. */
  total: string | null;
  split: SplitState;
  rowVersion: number;
  /** Who wrote last, and when. */
  updatedBy: string | null;
  updatedAt: Date;
};

type VersionRow = Omit<TargetVersion, 'total' | 'split'> & { aggregation: Aggregation };
type QuarterSum = { targetId: number; quarter: number; value: string };

/** All versions of a year or of all years, of one indicator or of all, oldest first. Two statements. */
async function versions(year: number | null, indicatorId: number | null): Promise<TargetVersion[]> {
  const wanted = Prisma.sql`(${year}::int IS NULL OR t.year = ${year}::int) AND (${indicatorId}::int IS NULL OR t.indicator_id = ${indicatorId}::int)`;
  const [rows, sums] = await Promise.all([
    db().$queryRaw<VersionRow[]>`
      SELECT t.id AS "targetId", t.indicator_id AS "indicatorId", t.year::int, t.version_no::int AS "versionNo", t.kind::text, t.state::text,
        trim_scale(t.value)::text AS value, t.effective_on::text AS "effectiveOn", t.note, t.unsplit_reason AS "unsplitReason",
        CASE WHEN d.id IS NOT NULL THEN json_build_object('number', d.number, 'signedOn', d.signed_on, 'subject', d.subject) END AS decision,
        t.row_version AS "rowVersion", a.display_name AS "updatedBy", t.updated_at AS "updatedAt", i.aggregation::text
      FROM target t JOIN indicator i ON i.id = t.indicator_id
        LEFT JOIN decision d ON d.id = t.decision_id AND NOT d.is_party
        LEFT JOIN account a ON a.id = t.updated_by_id
      WHERE ${wanted}
      ORDER BY t.year, t.indicator_id, t.version_no`,
    db().$queryRaw<QuarterSum[]>`
      SELECT s.target_id AS "targetId", p.index::int AS quarter, trim_scale(sum(s.value))::text AS value
      FROM target t JOIN target_share s ON s.target_id = t.id JOIN period p ON p.id = s.period_id
      WHERE ${wanted}
      GROUP BY 1, 2`,
  ]);
  const byTarget = new Map<number, [string | null, string | null, string | null, string | null]>();
  for (const { targetId, quarter, value } of sums) {
    const row = byTarget.get(targetId) ?? [null, null, null, null];
    row[quarter - 1] = value;
    byTarget.set(targetId, row);
  }
  return rows.map(({ aggregation, ...row }) => {
    const given = byTarget.get(row.targetId);
    const total = given ? (splitTotal(aggregation, [given]) ?? '0') : null;
    return { ...row, total, split: splitState(aggregation, row.value, total) };
  });
}

/** Every version of one indicator's target for a year, oldest first: what was assigned, and each adjustment beside it. */
export async function targetVersions(actor: Actor, indicatorId: number, year: number): Promise<TargetVersion[]> {
  return reach(actor, 'target.read') ? versions(year, indicatorId) : [];
}

/** The version in force of each year, latest year first. */
export async function targetsOverYears(actor: Actor, indicatorId: number): Promise<TargetVersion[]> {
  if (!reach(actor, 'target.read')) return [];
  return (await versions(null, indicatorId)).filter(({ state }) => state === 'IN_FORCE').reverse();
}

/** What an indicator is to reach in a year: the version that counts, the one before it, and a draft being prepared. */
export type TargetOfYear = {
  indicatorId: number;
  inForce: {
    targetId: number;
    versionNo: number;
    kind: TargetKind;
    /** In the indicator's unit. */
    value: number;
    effectiveOn: Day;
    decisionNumber: string | null;
    decisionSignedOn: Day | null;
  } | null;
  former: { versionNo: number; value: number } | null;
  draft: { targetId: number; versionNo: number; value: number } | null;
  /** Of the version in force, else of the draft. */
  split: SplitState;
};

/** The targets of a year, one row per indicator that has any. */
export async function targetsOfYear(actor: Actor, year: number): Promise<TargetOfYear[]> {
  if (!reach(actor, 'target.read')) return [];
  const byIndicator = new Map<number, TargetVersion[]>();
  for (const version of await versions(year, null))
    byIndicator.set(version.indicatorId, [...(byIndicator.get(version.indicatorId) ?? []), version]);
  return [...byIndicator].map(([indicatorId, all]) => {
    const inForce = all.find(({ state }) => state === 'IN_FORCE');
    const former = all.findLast(({ state }) => state === 'SUPERSEDED');
    const draft = all.find(({ state }) => state === 'DRAFT');
    return {
      indicatorId,
      inForce: inForce
        ? {
            targetId: inForce.targetId,
            versionNo: inForce.versionNo,
            kind: inForce.kind,
            value: Number(inForce.value),
            effectiveOn: inForce.effectiveOn,
            decisionNumber: inForce.decision?.number ?? null,
            decisionSignedOn: inForce.decision?.signedOn ?? null,
          }
        : null,
      former: former ? { versionNo: former.versionNo, value: Number(former.value) } : null,
      draft: draft ? { targetId: draft.targetId, versionNo: draft.versionNo, value: Number(draft.value) } : null,
      split: (inForce ?? draft)?.split ?? 'none',
    };
  });
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
 * Departments × quarters of a year for one version (or for none yet), with last year's results beside. Departments are those that
 * report the indicator (for a ratio: both its parts) some day of the year, and those that the version gives something; of these the
 * ones whose figures the actor may see.
 */
export async function shareMatrix(actor: Actor, indicator: Indicator, year: number, targetId: number | null): Promise<ShareMatrix> {
  const visible = visibleDepartments(actor, 'summary.departments');
  const [departments, lives, given, results] = await Promise.all([
    reach(actor, 'target.read') ? departmentsInPeriod(actor, { startsOn: `${year}-01-01`, endsOn: `${year}-12-31` }) : [],
    livesOf(indicator, year),
    givenShares(targetId),
    lastYearResults(indicator, year - 1),
  ]);
  const rule = ruleOf(indicator);
  const spans = four((quarter) => quarterDays(year, quarter));
  const days = four((quarter) => daysOf(year - 1, quarter));
  const quartersOf = (rows: readonly LastYearRow[]) =>
    four((quarter) =>
      together(
        days[quarter - 1] ?? 0,
        rows.filter((row) => row.quarter === quarter),
      ),
    );
  const rows = departments.flatMap(({ id, code, name, kind }) => {
    const life = lives.get(id);
    const shares = given.get(id);
    if ((!life?.reports && !shares) || (visible !== 'all' && !visible.includes(id))) return [];
    const past = quartersOf(results.filter(({ departmentId }) => departmentId === id));
    return [
      {
        departmentId: id,
        code,
        name,
        kind,
        open: map4(spans, (span) => life !== undefined && existsInPeriod(life, span)),
        shares: shares ?? four(() => null),
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
function daysOf(year: number, quarter: Quarter): number {
  const { startsOn, endsOn } = quarterDays(year, quarter);
  return daysBetween(startsOn, endsOn) + 1;
}

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

/** Results of a year's quarters by department, «as now»: what a department took over counts as its own past. */
function lastYearResults({ id, aggregation, numerator, denominator, weight }: Indicator, year: number): Promise<LastYearRow[]> {
  const parts = [id, numerator?.id, denominator?.id].filter((part) => part !== undefined);
  const value = aggregation === 'WEIGHTED_AVG' ? Prisma.sql`f.value * w.value` : Prisma.sql`f.value`;
  return db().$queryRaw<LastYearRow[]>`
    SELECT n.as_now_id AS "departmentId", p.index::int AS quarter,
      (sum(${value}) FILTER (WHERE f.indicator_id = ${id}))::float8 AS value, sum(w.value)::float8 AS weight,
      (sum(f.value) FILTER (WHERE f.indicator_id = ${numerator?.id ?? null}))::float8 AS numerator,
      (sum(f.value) FILTER (WHERE f.indicator_id = ${denominator?.id ?? null}))::float8 AS denominator
    FROM period p JOIN figure f ON f.period_id = p.id AND f.measure = 'ACTUAL' AND f.value IS NOT NULL AND f.indicator_id = ANY (${parts}::int[])
      JOIN department_as_now() n ON n.department_id = f.department_id
      LEFT JOIN figure w ON w.department_id = f.department_id AND w.period_id = f.period_id AND w.measure = f.measure
        AND w.indicator_id = ${weight?.id ?? null} AND f.indicator_id = ${id} AND w.value IS NOT NULL
    WHERE p.kind = 'QUARTER' AND p.calendar = 'CALENDAR' AND p.year = ${year}
    GROUP BY 1, 2`;
}

/** Decisions on targets of the latest years, newest first: one decision assigns many. */
export async function targetDecisions(actor: Actor, limit = 30): Promise<(TargetDecision & { id: number })[]> {
  if (!reach(actor, 'target.manage')) return [];
  return db().$queryRaw<(TargetDecision & { id: number })[]>`
    SELECT id, number, signed_on::text AS "signedOn", subject FROM decision
    WHERE kind = 'TARGET' AND NOT is_party AND voided_at IS NULL ORDER BY signed_on DESC NULLS LAST, id DESC LIMIT ${limit}`;
}
