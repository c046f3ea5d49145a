import type pg from 'pg';
import { beforeAll, expect, it } from 'vitest';
import {
  type Aggregation,
  completion,
  DIRECTIONS,
  type Direction,
  type QuarterValue,
  rounded,
  tally,
  verdict,
  weighed,
  yearToDate,
} from '@/features/indicators/rules';
import { freshDatabase } from '../support/postgres';
import { as, connect } from './session';

/** The rules are written twice, for the page and for the rollups. Here both judge the same drawn figures, at every number of decimals. */
const DEPARTMENTS = 40;
const DAYS = [91, 91, 92, 92];
/** Periods 1–4 are the quarters of 2024. */
const SPANS = [
  { id: 3, quarters: [3] },
  { id: 5, quarters: [1, 2, 3, 4] },
  { id: 6, quarters: [1, 2] },
  { id: 7, quarters: [1, 2, 3] },
];

type Indicator = {
  id: number;
  aggregation: Aggregation;
  direction: Direction;
  decimals: number;
  scale: number;
  numeratorId: number | null;
  denominatorId: number | null;
  denominatorDays: boolean;
  weightId: number | null;
  range: { low: number; high: number };
};

/** The same draws every run. */
let state = 20_260_801;
const below = (n: number) => {
  state = (state * 1_664_525 + 1_013_904_223) >>> 0;
  return Math.floor((state / 2 ** 32) * n);
};

/** Two sums (1, 2) and two stocks (3, 4) as parts and weights, then every way to aggregate × to judge × decimals. */
function indicators(): Indicator[] {
  const list: Indicator[] = [];
  const add = (aggregation: Aggregation, direction: Direction, decimals: number, more: Partial<Indicator> = {}) =>
    list.push({
      ...{ id: list.length + 1, aggregation, direction, decimals, scale: 1, denominatorDays: false, range: { low: 3, high: 60 } },
      ...{ numeratorId: null, denominatorId: null, weightId: null },
      ...more,
    });
  for (const aggregation of ['SUM', 'SUM', 'LAST', 'LAST'] as const) add(aggregation, 'NONE', 2);
  for (const direction of DIRECTIONS)
    for (const decimals of [0, 1, 2, 4]) {
      add('SUM', direction, decimals);
      add('LAST', direction, decimals);
      add('WEIGHTED_AVG', direction, decimals, { weightId: 1 + below(4) });
      for (const [numeratorId, denominatorId] of [
        [1, 2],
        [1, 4],
        [3, 2],
        [3, 4],
      ] as const)
        add('RATIO', direction, decimals, { numeratorId, denominatorId, scale: 10 ** below(3), denominatorDays: below(3) === 0 });
    }
  return list;
}

const INDICATORS = indicators();
const figures = new Map<string, number>();
const keyOf = (department: number, quarter: number, measure: string, indicator: number) =>
  `${department}/${quarter}/${measure}/${indicator}`;

let owner: pg.Client;
beforeAll(async () => {
  const { ownerUrl } = await freshDatabase();
  owner = await connect(ownerUrl);
  for (let department = 1; department <= DEPARTMENTS; department++)
    for (let quarter = 1; quarter <= 4; quarter++)
      // close to one another, so that many meet their plan only once both are rounded
      for (const measure of ['PLAN', 'ACTUAL'])
        for (const { id, aggregation } of INDICATORS)
          if ((aggregation !== 'RATIO' || measure === 'PLAN') && below(6) > 0)
            figures.set(keyOf(department, quarter, measure, id), below(12) === 0 ? 0 : (700 + below(11)) / 10 ** below(3));
  const columns = [...figures].map(([key, value]) => [...key.split('/'), value]);
  await as(owner, 1, async () => {
    await owner.query(`INSERT INTO department (id, code, established_on) SELECT d, 'D' || d, '2010-01-01' FROM generate_series(1, $1) d`, [
      DEPARTMENTS,
    ]);
    await owner.query(`INSERT INTO period (id, kind, year, index, starts_on, ends_on)
      SELECT q, 'QUARTER', 2024, q, make_date(2024, q * 3 - 2, 1), (make_date(2024, q * 3 - 2, 1) + interval '3 months - 1 day')::date FROM generate_series(1, 4) q
      UNION ALL VALUES (5, 'YEAR'::period_kind, 2024, 1, '2024-01-01'::date, '2024-12-31'::date), (6, 'HALF', 2024, 1, '2024-01-01', '2024-06-30'), (7, 'NINE_MONTHS', 2024, 1, '2024-01-01', '2024-09-30')`);
    await owner.query(`INSERT INTO area (id, code, name, is_core, sort_order) VALUES (1, 'A', 'A', true, 1)`);
    for (const one of INDICATORS)
      await owner.query(
        `INSERT INTO indicator (id, code, name, unit, area_id, direction, aggregation, decimals, scale, numerator_id, denominator_id, denominator_days, weight_id, range_low, range_high, from_year)
         VALUES ($1::int, 'I' || $1::int, 'I', 'x', 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 2018)`,
        [
          one.id,
          one.direction,
          one.aggregation,
          one.decimals,
          one.scale,
          one.numeratorId,
          one.denominatorId,
          one.denominatorDays,
          one.weightId,
        ].concat(one.range.low, one.range.high),
      );
    await owner.query(
      `INSERT INTO figure (department_id, period_id, measure, indicator_id, value, row_version, updated_by_id, updated_at)
       SELECT *, 1, 1, '2024-01-01' FROM unnest($1::int[], $2::int[], $3::measure[], $4::int[], $5::numeric[])`,
      [0, 1, 2, 3, 4].map((n) => columns.map((column) => column[n])),
    );
  });
});

/** What the pages' rules say of one department's indicator over some quarters. */
function said(one: Indicator, department: number, quarters: readonly number[]) {
  const partOf = (id: number | null) => INDICATORS.find((other) => other.id === id)?.aggregation ?? null;
  const pairs = quarters.map((quarter) => {
    const days = DAYS[quarter - 1] ?? 0;
    const at = (measure: string, id: number | null) =>
      id === null ? null : (figures.get(keyOf(department, quarter, measure, id)) ?? null);
    const of = (measure: string): QuarterValue =>
      one.weightId === null ? { days, value: at(measure, one.id) } : weighed(days, at(measure, one.id), at(measure, one.weightId));
    return {
      plan: of('PLAN'),
      actual: { ...of('ACTUAL'), numerator: at('ACTUAL', one.numeratorId), denominator: at('ACTUAL', one.denominatorId) },
    };
  });
  const rule = { ...one, numerator: partOf(one.numeratorId), denominator: partOf(one.denominatorId) };
  const { plan, actual, comparedActual } = yearToDate(rule, pairs);
  return {
    plan,
    actual,
    comparedActual,
    isPlanned: pairs.some((pair) => pair.plan.value !== null),
    verdict: verdict(one.direction, comparedActual, plan, one.range),
    completion: rounded(completion(one.direction, comparedActual, plan, one.range), 4),
  };
}

type Row = {
  department: number;
  indicator: number;
  plan: number | null;
  actual: number | null;
  comparedActual: number | null;
  met: boolean | null;
  exceeded: boolean | null;
  completion: number | null;
};

it.each(SPANS)('the database judges as the pages do: quarters $quarters', async ({ id, quarters }) => {
  const { rows } = await owner.query<Row>(
    `SELECT department_id AS department, indicator_id AS indicator, compared_plan::float AS plan, actual::float, compared_actual::float AS "comparedActual",
       is_met AS met, is_exceeded AS exceeded, completion::float
     FROM department_figures(ARRAY[$1::int], ARRAY(SELECT id FROM department), NULL)`,
    [id],
  );
  const found = new Map(rows.map((row) => [`${row.department}/${row.indicator}`, row]));
  const verdicts = new Map<string, number>();
  for (let department = 1; department <= DEPARTMENTS; department++)
    for (const one of INDICATORS) {
      const row = found.get(`${department}/${one.id}`);
      const judged = row?.exceeded ? 'exceeded' : row?.met ? 'met' : row?.met === false ? 'notMet' : 'none';
      const { isPlanned: _, ...expected } = said(one, department, quarters);
      expect(
        {
          plan: row?.plan ?? null,
          actual: row?.actual ?? null,
          comparedActual: row?.comparedActual ?? null,
          verdict: judged,
          completion: row?.completion ?? null,
        },
        `department ${department}, ${JSON.stringify(one)}`,
      ).toEqual(expected);
      verdicts.set(judged, (verdicts.get(judged) ?? 0) + 1);
    }
  // the share of targets met: the pages' one rule, and what the database adds up
  const tallies = await owner.query(
    `SELECT department_id AS department, sum(with_target)::int AS "withTarget", sum(reported)::int AS reported, sum(met)::int AS met, sum(exceeded)::int AS exceeded
     FROM rollup_department_rows(ARRAY[$1::int], ARRAY(SELECT id FROM department), NULL, NULL, NULL) GROUP BY 1 ORDER BY 1`,
    [id],
  );
  expect(tallies.rows).toEqual(
    Array.from({ length: DEPARTMENTS }, (_, index) => ({
      department: index + 1,
      ...tally(
        INDICATORS.filter(({ direction }) => direction !== 'NONE').map((one) => ({
          verdict: said(one, index + 1, quarters).verdict,
          hasTarget: said(one, index + 1, quarters).isPlanned,
        })),
      ),
    })),
  );
  // the draws are worth something: every verdict comes up often
  for (const judged of ['exceeded', 'met', 'notMet', 'none']) expect(verdicts.get(judged), judged).toBeGreaterThan(100);
});
