import 'server-only';
import { type Actor, ownDepartments } from '@/domain/actor';
import { can } from '@/domain/policy';
import { type Aggregation, completion, type Direction, yearToDate } from '@/features/indicators/rules';
import { db, Prisma } from '@/server/db';

export type NewsItem = {
  verdict: 'APPROVED' | 'RETURNED' | 'REOPENED' | 'LOCKED';
  kind: 'PLAN' | 'REPORT';
  code: string;
  year: number;
  quarter: number;
  pins: number;
  by: string;
  at: Date;
};

/** The latest decisions on the files of the actor's own departments, newest first. One statement. */
export async function newsOf(actor: Actor, limit = 5): Promise<NewsItem[]> {
  const departments = ownDepartments(actor).filter((departmentId) => can(actor, 'submission.read', { departmentId }));
  if (departments.length === 0) return [];
  return db().$queryRaw<NewsItem[]>(Prisma.sql`
    SELECT r.verdict, s.kind, d.code, p.year::int, p.index::int AS quarter, r.at, a.display_name AS by,
      (SELECT count(*)::int FROM review_pin k WHERE k.review_id = r.id) AS pins
    FROM review r JOIN submission s ON s.id = r.submission_id JOIN department d ON d.id = s.department_id JOIN period p ON p.id = s.period_id JOIN account a ON a.id = r.by_id
    WHERE s.department_id = ANY (${departments}::int[]) ORDER BY r.at DESC LIMIT ${limit}`);
}

export type Progress = {
  code: string;
  name: string;
  unit: string;
  decimals: number;
  direction: Direction;
  actual: number | null;
  plan: number | null;
  completion: number | null;
};

type Row = {
  code: string;
  name: string;
  unit: string;
  decimals: number;
  direction: Direction;
  aggregation: Aggregation;
  quarter: number;
  days: number;
  plan: number | null;
  actual: number | null;
};

/**
 * The year so far of one department, for the few indicators that lead its sheet: actual against the plan of the same
 * quarters. Values in each indicator's unit; completion 1 = 100 %. One statement.
 */
export async function progressOf(actor: Actor, departmentId: number, year: number, limit = 4): Promise<Progress[]> {
  if (!can(actor, 'submission.read', { departmentId })) return [];
  const rows = await db().$queryRaw<Row[]>(Prisma.sql`
    WITH chosen AS (
      SELECT i.* FROM indicator i WHERE i.aggregation IN ('SUM', 'LAST') AND i.direction IN ('UP', 'DOWN')
        AND EXISTS (SELECT 1 FROM figure f JOIN period p ON p.id = f.period_id WHERE f.department_id = ${departmentId} AND p.kind = 'QUARTER' AND p.year = ${year} AND f.indicator_id = i.id AND f.measure = 'ACTUAL' AND f.value IS NOT NULL)
      ORDER BY i.is_headline DESC, i.sort_order, i.id LIMIT ${limit}
    )
    SELECT i.code, i.name, i.unit, i.decimals::int, i.direction::text, i.aggregation::text, p.index::int AS quarter, (p.ends_on - p.starts_on + 1)::int AS days,
      max(f.value) FILTER (WHERE f.measure = 'PLAN')::float8 AS plan, max(f.value) FILTER (WHERE f.measure = 'ACTUAL')::float8 AS actual
    FROM chosen i CROSS JOIN period p LEFT JOIN figure f ON f.department_id = ${departmentId} AND f.period_id = p.id AND f.indicator_id = i.id AND f.measure IN ('PLAN', 'ACTUAL')
    WHERE p.kind = 'QUARTER' AND p.calendar = 'CALENDAR' AND p.year = ${year}
    GROUP BY i.code, i.name, i.unit, i.decimals, i.direction, i.aggregation, i.is_headline, i.sort_order, i.id, p.index, p.starts_on, p.ends_on
    ORDER BY i.is_headline DESC, i.sort_order, i.id, p.index`);
  const byCode = new Map<string, Row[]>();
  for (const row of rows) byCode.set(row.code, [...(byCode.get(row.code) ?? []), row]);
  return [...byCode.values()].flatMap((quarters): Progress[] => {
    const [first] = quarters;
    if (!first) return [];
    const { code, name, unit, decimals, direction, aggregation } = first;
    const rule = { aggregation, decimals, denominatorDays: false, scale: 1 };
    const { plan, actual } = yearToDate(
      rule,
      quarters.map(({ days, plan, actual }) => ({ plan: { days, value: plan }, actual: { days, value: actual } })),
    );
    return [{ code, name, unit, decimals, direction, plan, actual, completion: completion(direction, actual, plan) }];
  });
}

/**
 * How much of these files is filled: required cells with a figure, of all required cells, by «kind/period/department».
 * One statement.
 */
export async function filledOf(
  actor: Actor,
  files: readonly { departmentId: number; periodId: number; kind: 'PLAN' | 'REPORT' }[],
): Promise<Map<string, { filled: number; required: number }>> {
  const mine = files.filter(({ departmentId }) => can(actor, 'submission.read', { departmentId }));
  if (mine.length === 0) return new Map();
  const rows = await db().$queryRaw<{ key: string; filled: number; required: number }[]>(Prisma.sql`
    SELECT x.kind || '/' || x.period_id || '/' || x.department_id AS key, count(*)::int AS required, count(f.value)::int AS filled
    FROM (VALUES ${Prisma.join(mine.map(({ departmentId, periodId, kind }) => Prisma.sql`(${departmentId}::int, ${periodId}::int, ${kind}::text)`))}) x (department_id, period_id, kind)
      JOIN period p ON p.id = x.period_id
      JOIN indicator_assignment a ON a.department_id = x.department_id AND a.required AND a.valid_from <= p.ends_on AND (a.valid_to IS NULL OR a.valid_to > p.starts_on)
      JOIN indicator i ON i.id = a.indicator_id AND i.aggregation <> 'RATIO'
      LEFT JOIN figure f ON f.department_id = x.department_id AND f.period_id = x.period_id AND f.indicator_id = a.indicator_id
        AND f.measure = CASE x.kind WHEN 'PLAN' THEN 'PLAN' ELSE 'ACTUAL' END::measure
    GROUP BY x.kind, x.period_id, x.department_id`);
  return new Map(rows.map(({ key, ...counts }) => [key, counts]));
}
