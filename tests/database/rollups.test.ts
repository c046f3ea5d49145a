import type pg from 'pg';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshDatabase, type TestDatabase } from '../support/postgres';
import { as, connect } from './session';

const SYSTEM = 1;
const [ROOT, A, B, C] = [1, 2, 3, 4];
const DEPARTMENTS = [A, B, C];
/** Quarters of 2024 are 1–4 (91, 91, 92, 92 days), of 2025 are 5–8; 9 and 10 are the years, 11 the first half of 2024, 12 is 2018. */
const [Y2024, Y2025, HALF, Y2018] = [9, 10, 11, 12];
const VISITS = 1; // SUM, more is better
const WAITS = 2; // SUM, fewer is better
const BED_DAYS = 3; // SUM, not judged
const BEDS = 4; // LAST
const SATISFIED = 5; // weighted by VISITS
const OCCUPANCY = 6; // RATIO of BED_DAYS to BEDS × days, good between 85 and 95
const TURNOVER = 7; // RATIO of VISITS to BEDS as they last stood
const STAY = 8; // RATIO of BED_DAYS to VISITS, fewer is better

const HOSPITAL = [
  `INSERT INTO department (id, code, established_on) SELECT d, 'D' || d, '2010-01-01' FROM generate_series(1, 4) d`,
  `INSERT INTO department_version (department_id, name, kind, functions, valid_from) SELECT d, 'Đơn vị ' || d, (CASE d WHEN 1 THEN 'HOSPITAL' ELSE 'CLINICAL_DEPT' END)::department_kind, '{}', '2010-01-01' FROM generate_series(1, 4) d`,
  `INSERT INTO period (id, kind, year, index, starts_on, ends_on) SELECT (y - 2024) * 4 + q, 'QUARTER', y, q, make_date(y, q * 3 - 2, 1), (make_date(y, q * 3 - 2, 1) + interval '3 months - 1 day')::date FROM generate_series(2024, 2025) y, generate_series(1, 4) q`,
  `INSERT INTO period (id, kind, year, index, starts_on, ends_on) VALUES (9, 'YEAR', 2024, 1, '2024-01-01', '2024-12-31'), (10, 'YEAR', 2025, 1, '2025-01-01', '2025-12-31'), (11, 'HALF', 2024, 1, '2024-01-01', '2024-06-30'), (12, 'YEAR', 2018, 1, '2018-01-01', '2018-12-31')`,
  `INSERT INTO area (id, code, name, is_core, sort_order) VALUES (1, 'KCB', 'Khám chữa bệnh', true, 1), (2, 'CL', 'Chất lượng', false, 2)`,
  `INSERT INTO indicator (id, code, name, unit, area_id, direction, aggregation, from_year) VALUES (1, 'V', 'Lượt khám', 'lượt', 1, 'UP', 'SUM', 2018), (2, 'W', 'Phàn nàn', 'lượt', 2, 'DOWN', 'SUM', 2018), (3, 'D', 'Ngày điều trị', 'ngày', 1, 'NONE', 'SUM', 2018), (4, 'B', 'Giường', 'giường', 1, 'UP', 'LAST', 2018)`,
  `INSERT INTO indicator (id, code, name, unit, area_id, direction, aggregation, from_year, weight_id) VALUES (5, 'S', 'Hài lòng', 'điểm', 2, 'UP', 'WEIGHTED_AVG', 2018, 1)`,
  `INSERT INTO indicator (id, code, name, unit, area_id, direction, aggregation, from_year, numerator_id, denominator_id, denominator_days, scale, range_low, range_high) VALUES
     (6, 'O', 'Công suất', '%', 1, 'RANGE', 'RATIO', 2018, 3, 4, true, 100, 85, 95), (7, 'T', 'Vòng quay', 'lượt', 1, 'UP', 'RATIO', 2018, 1, 4, false, 1, NULL, NULL), (8, 'L', 'Ngày nằm', 'ngày', 1, 'DOWN', 'RATIO', 2018, 3, 1, false, 1, NULL, NULL)`,
  'UPDATE indicator SET decimals = 4',
];

type Cell = [department: number, period: number, measure: 'PLAN' | 'ACTUAL', indicator: number, value: number | null];

let urls: TestDatabase;
let runtime: pg.Client;
let owner: pg.Client;
beforeAll(async () => {
  urls = await freshDatabase();
  [owner, runtime] = [await connect(urls.ownerUrl), await connect(urls.runtimeUrl)];
  await as(runtime, SYSTEM, async () => {
    for (const statement of HOSPITAL) await runtime.query(statement);
  });
});
beforeEach(async () => {
  await as(owner, SYSTEM, () => owner.query('DELETE FROM figure'));
  expect(await differences()).toEqual([]);
});

/** Saves as the app does: one statement in key order, whether the cells exist or not. */
async function save(client: pg.Client, cells: Cell[]): Promise<void> {
  const column = (n: 0 | 1 | 2 | 3 | 4) => cells.map((cell) => cell[n]);
  await client.query(
    `INSERT INTO figure AS f (department_id, period_id, measure, indicator_id, value, row_version, updated_by_id, updated_at)
     SELECT *, 1, 1, '2024-01-01' FROM unnest($1::int[], $2::int[], $3::measure[], $4::int[], $5::numeric[]) AS c(d, p, m, i, v) ORDER BY 1, 2, 3, 4
     ON CONFLICT (department_id, period_id, measure, indicator_id) DO UPDATE SET value = excluded.value, row_version = f.row_version + 1`,
    [column(0), column(1), column(2), column(3), column(4)],
  );
}
const saveAs = (client: pg.Client, cells: Cell[]) => as(client, SYSTEM, () => save(client, cells));
const differences = async () =>
  (await owner.query<{ problem: string; rows: string }>('SELECT * FROM rollup_verify()')).rows.filter(({ rows }) => rows !== '0');

const ofDepartment = async (department: number, span: number, indicator: number) =>
  (
    await runtime.query(
      `SELECT plan::float, actual::float, compared_plan::float AS "comparedPlan", compared_actual::float AS "comparedActual", last_quarter AS "lastQuarter", is_met AS met, is_exceeded AS exceeded, completion::float
       FROM department_figures($1, $2, $3)`,
      [[span], [department], [indicator]],
    )
  ).rows[0];
/** The hospital's row: sums over departments, and how many of them planned and reported. */
const ofHospital = async (period: number, indicator: number) =>
  (
    await runtime.query(
      `SELECT plan::float, actual::float, plan_weight::float AS "planWeight", actual_weight::float AS "actualWeight",
         ARRAY[planned_departments, reported_departments] AS departments FROM rollup_indicator WHERE (period_id, indicator_id) = ($1, $2)`,
      [period, indicator],
    )
  ).rows[0];
const standing = async (department: number, span: number, area: number) =>
  (
    await runtime.query(
      `SELECT with_target, reported, met, exceeded, completion_sum::float, last_quarter FROM rollup_department WHERE (department_id, period_id, area_id) = ($1, $2, $3)`,
      [department, span, area],
    )
  ).rows[0];
const quarters = (department: number, measure: Cell[2], indicator: number, values: (number | null)[]): Cell[] =>
  values.map((value, n) => [department, n + 1, measure, indicator, value]);

describe('a running year compares like with like', () => {
  it('sums only quarters that have both, and keeps the plan of the whole year beside it', async () => {
    await saveAs(runtime, [...quarters(A, 'PLAN', VISITS, [100, 100, 100, 100]), ...quarters(A, 'ACTUAL', VISITS, [110, 90])]);
    const year = { plan: 400, actual: 200, comparedPlan: 200, comparedActual: 200, lastQuarter: 2 };
    expect(await ofDepartment(A, Y2024, VISITS)).toEqual({ ...year, met: true, exceeded: false, completion: 1 });
    expect(await ofHospital(1, VISITS)).toEqual({
      plan: 100,
      actual: 110,
      planWeight: null,
      actualWeight: null,
      departments: [1, 1],
    });
    expect(await standing(A, Y2024, 1)).toEqual({ with_target: 1, reported: 1, met: 1, exceeded: 0, completion_sum: 1, last_quarter: 2 });
    expect(await ofDepartment(A, HALF, VISITS)).toMatchObject({ plan: 200, actual: 200, lastQuarter: 2 });
    expect(await standing(A, 4, 1)).toEqual({ with_target: 1, reported: 0, met: 0, exceeded: 0, completion_sum: 0, last_quarter: null });
    expect(await differences()).toEqual([]);
  });

  it('keeps for the hospital how many planned and how many reported beside the sums', async () => {
    await saveAs(runtime, [
      ...quarters(A, 'PLAN', VISITS, [100]),
      ...quarters(B, 'PLAN', VISITS, [300]),
      ...quarters(A, 'ACTUAL', VISITS, [105]),
    ]);
    expect(await ofHospital(1, VISITS)).toMatchObject({ plan: 400, actual: 105, departments: [2, 1] });
    await saveAs(runtime, [
      [A, 1, 'ACTUAL', VISITS, null],
      [B, 1, 'ACTUAL', VISITS, 290],
      [B, 1, 'PLAN', VISITS, null],
    ]);
    expect(await ofHospital(1, VISITS)).toMatchObject({ plan: 100, actual: 290, departments: [1, 1] });
    await saveAs(runtime, [[A, 1, 'PLAN', VISITS, null]]);
    expect(await ofHospital(1, VISITS)).toMatchObject({ plan: null, actual: 290, departments: [0, 1] });
  });

  it('takes the last quarter of a stock, against the plan of that quarter', async () => {
    await saveAs(runtime, [...quarters(A, 'PLAN', BEDS, [50, 50, 60, 60]), ...quarters(A, 'ACTUAL', BEDS, [50, 55])]);
    const year = { plan: 60, actual: 55, comparedPlan: 50, comparedActual: 55, lastQuarter: 2 };
    expect(await ofDepartment(A, Y2024, BEDS)).toEqual({ ...year, met: true, exceeded: true, completion: 1.1 });
  });

  it('weighs an average by its weight, in the year and across departments', async () => {
    await saveAs(runtime, [
      ...quarters(A, 'ACTUAL', VISITS, [100, 300]),
      ...quarters(A, 'PLAN', VISITS, [100, 100]),
      ...quarters(A, 'ACTUAL', SATISFIED, [4, 4.5]),
      ...quarters(A, 'PLAN', SATISFIED, [4.2, 4.4]),
      ...quarters(B, 'ACTUAL', VISITS, [600]),
      ...quarters(B, 'ACTUAL', SATISFIED, [3]),
    ]);
    // (4 × 100 + 4.5 × 300) / 400 = 4.375 against (4.2 × 100 + 4.4 × 100) / 200 = 4.3
    expect(await ofDepartment(A, Y2024, SATISFIED)).toEqual({
      plan: 4.3,
      actual: 4.375,
      comparedPlan: 4.3,
      comparedActual: 4.375,
      lastQuarter: 2,
      met: true,
      exceeded: true,
      completion: 1.0174,
    });
    // quarter I of both: 4 × 100 + 3 × 600 over a weight of 700
    expect(await ofHospital(1, SATISFIED)).toMatchObject({ actual: 2200, actualWeight: 700, departments: [1, 2] });
    await saveAs(runtime, [[A, 1, 'ACTUAL', VISITS, 300]]); // only the weight moves
    expect(await ofHospital(1, SATISFIED)).toMatchObject({ actual: 3000, actualWeight: 900 });
    expect(await differences()).toEqual([]);
  });

  it('recomputes a ratio from its parts: bed occupancy with the days of each quarter', async () => {
    await saveAs(runtime, [
      ...quarters(A, 'ACTUAL', BED_DAYS, [4095, 4732]),
      ...quarters(A, 'ACTUAL', BEDS, [50, 52]),
      ...quarters(A, 'PLAN', OCCUPANCY, [90, 90, 90]),
    ]);
    expect(await ofDepartment(A, 1, OCCUPANCY)).toMatchObject({ actual: 90, met: true }); // 4,095 / (50 × 91)
    expect(await ofDepartment(A, 2, OCCUPANCY)).toMatchObject({ actual: 100, met: false });
    // (4,095 + 4,732) / ((50 + 52) × 91) = 95.0980 %
    expect(await ofDepartment(A, Y2024, OCCUPANCY)).toEqual({
      plan: 90,
      actual: 95.098,
      comparedPlan: 90,
      comparedActual: 95.098,
      lastQuarter: 2,
      met: false,
      exceeded: false,
      completion: 0,
    });
  });

  it('divides by a stock as it last stood, and by a flow summed; also where nobody planned the ratio', async () => {
    await saveAs(runtime, [
      ...quarters(A, 'ACTUAL', VISITS, [200, 220]),
      ...quarters(A, 'ACTUAL', BEDS, [50, 60]),
      ...quarters(A, 'ACTUAL', BED_DAYS, [1000, 1520]),
    ]);
    expect(await ofDepartment(A, Y2024, TURNOVER)).toMatchObject({
      plan: null,
      actual: 7,
      comparedActual: null,
      lastQuarter: null,
      met: null,
      completion: null,
    });
    expect(await ofDepartment(A, Y2024, STAY)).toMatchObject({ actual: 6 });
    await saveAs(runtime, [...quarters(A, 'PLAN', VISITS, [250, 250]), ...quarters(A, 'PLAN', BEDS, [50, 50])]);
    expect(await standing(A, Y2024, 1)).toMatchObject({ with_target: 2 });
  });

  it('judges fewer as better, and nought as fully done', async () => {
    await saveAs(runtime, [...quarters(A, 'PLAN', WAITS, [10, 10, 10]), ...quarters(A, 'ACTUAL', WAITS, [8, 12, 0])]);
    expect(await ofDepartment(A, 1, WAITS)).toMatchObject({ met: true, exceeded: true, completion: 1.25 });
    expect(await ofDepartment(A, 2, WAITS)).toMatchObject({ met: false, completion: 0.8333 });
    expect(await ofDepartment(A, 3, WAITS)).toMatchObject({ met: true, completion: 1 });
    expect(await standing(A, Y2024, 2)).toEqual({ with_target: 1, reported: 1, met: 1, exceeded: 1, completion_sum: 1.5, last_quarter: 3 });
  });

  it('keeps what was published for a year from before there were quarters', async () => {
    await saveAs(runtime, [
      [ROOT, Y2018, 'ACTUAL', VISITS, 347_700],
      [ROOT, Y2018, 'ACTUAL', OCCUPANCY, 108.5],
    ]);
    expect(await ofHospital(Y2018, VISITS)).toMatchObject({ actual: 347_700 });
    expect(await ofHospital(Y2018, OCCUPANCY)).toMatchObject({ actual: 108.5 });
    expect(await differences()).toEqual([]);
  });
});

/** The same draws every run. */
function draws(seed: number) {
  let state = seed;
  const next = () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return { below: (n: number) => Math.floor(next() * n), pick: <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T };
}
function someCells({ below, pick }: ReturnType<typeof draws>, departments: readonly number[]): Cell[] {
  const cells = new Map<string, Cell>();
  for (let n = 1 + below(14); n > 0; n--) {
    const measure = pick(['PLAN', 'ACTUAL'] as const);
    const indicator = pick(measure === 'PLAN' ? [1, 2, 3, 4, 5, 6, 7, 8] : [1, 2, 3, 4, 5]);
    const cell: Cell = [
      pick(departments),
      pick([1, 2, 3, 4, 5, 6]),
      measure,
      indicator,
      below(5) === 0 ? null : below(4) === 0 ? 0 : below(900) / 4,
    ];
    cells.set(cell.slice(0, 4).join('/'), cell);
  }
  return [...cells.values()];
}

describe('is exact', () => {
  it('after any run of saves, changes, clearings and deletions, also in one transaction', async () => {
    const random = draws(20_260_701);
    for (let round = 0; round < 60; round++) {
      const work =
        round % 9 === 8
          ? () => owner.query('DELETE FROM figure WHERE (department_id + period_id * 3 + indicator_id) % 5 = $1', [round % 5])
          : () => save(owner, someCells(random, DEPARTMENTS));
      await as(owner, SYSTEM, async () => {
        await work();
        if (round % 7 === 0) await save(owner, someCells(random, DEPARTMENTS));
      });
      if (round % 3 === 2) expect(await differences(), `after round ${round}`).toEqual([]);
    }
    await as(owner, SYSTEM, () =>
      owner.query(
        'UPDATE figure SET indicator_id = 2 WHERE indicator_id = 1 AND NOT EXISTS (SELECT FROM figure f WHERE (f.department_id, f.period_id, f.measure, f.indicator_id) = (figure.department_id, figure.period_id, figure.measure, 2))',
      ),
    );
    await as(owner, SYSTEM, () =>
      owner.query(`UPDATE figure SET value = value + 1, remark = 'x' WHERE measure = 'ESTIMATE' OR period_id = 1`),
    );
    expect(await differences()).toEqual([]);
  });

  it('when one statement takes the last quarter away, changes much and adds something new', async () => {
    const every = [VISITS, WAITS, BED_DAYS, BEDS, SATISFIED];
    await saveAs(runtime, [...every.flatMap((id) => quarters(A, 'PLAN', id, [10, 20, 30])), ...quarters(A, 'ACTUAL', VISITS, [9, 21])]);
    // few cells: the department is added up from what moved, but for its last quarter
    await saveAs(runtime, [
      [A, 2, 'ACTUAL', VISITS, null],
      [A, 1, 'ACTUAL', BEDS, 5],
      [A, 4, 'PLAN', VISITS, 9],
    ]);
    expect(await differences()).toEqual([]);
    expect(await standing(A, Y2024, 1)).toMatchObject({ with_target: 2, reported: 2, last_quarter: 1 });
    // many cells that were there and one that was not
    await saveAs(runtime, [...every.map((id): Cell => [A, 1, 'PLAN', id, 11]), [A, 1, 'PLAN', OCCUPANCY, 90]]);
    expect(await differences()).toEqual([]);
    expect(await standing(A, Y2024, 1)).toMatchObject({ with_target: 3 });
    // nothing is planned any more
    await saveAs(
      runtime,
      [1, 2, 3].map((quarter): Cell => [A, quarter, 'PLAN', WAITS, null]),
    );
    await saveAs(
      runtime,
      [1, 2, 3].map((quarter): Cell => [A, quarter, 'PLAN', SATISFIED, null]),
    );
    expect(await standing(A, Y2024, 2)).toBeUndefined();
    expect(await differences()).toEqual([]);
  });

  it('and is what a person would count by hand', async () => {
    const random = draws(7);
    const cells = new Map<string, number>();
    for (let n = 0; n < 40; n++) {
      const drawn = someCells(random, DEPARTMENTS);
      await saveAs(runtime, drawn);
      for (const [d, p, m, i, value] of drawn)
        value === null ? cells.delete(`${d}/${p}/${m}/${i}`) : cells.set(`${d}/${p}/${m}/${i}`, value);
    }
    for (const department of DEPARTMENTS) {
      for (const [span, from, to] of [
        [Y2024, 1, 4],
        [Y2025, 5, 8],
        [2, 2, 2],
      ] as const) {
        const counted = countByHand((period, measure, indicator) => cells.get(`${department}/${period}/${measure}/${indicator}`), from, to);
        for (const area of [1, 2]) {
          const kept = await standing(department, span, area);
          expect(
            { ...kept, completion_sum: kept ? Math.round(kept.completion_sum * 1e4) / 1e4 : undefined },
            `department ${department}, span ${span}, area ${area}`,
          ).toEqual(counted[area] ?? { completion_sum: undefined });
        }
      }
    }
  });

  it('when many save at once: each their own department, the same department, and several in a row', async () => {
    const clients = await Promise.all(Array.from({ length: 12 }, () => connect(urls.runtimeUrl)));
    const work = clients.map(async (client, n) => {
      const random = draws(n + 1);
      for (let round = 0; round < 12; round++)
        await saveAs(client, someCells(random, [n % 4 === 3 ? random.pick(DEPARTMENTS) : (DEPARTMENTS[n % 3] ?? A)]));
    });
    await Promise.all(work);
    expect(await differences()).toEqual([]);
    expect((await owner.query('SELECT * FROM audit_verify()')).rows).toEqual([]);
  });

  it('after a bulk load that came «later»', async () => {
    const random = draws(99);
    await as(runtime, SYSTEM, async () => {
      await runtime.query(`SELECT set_config('app.rollup', 'later', true)`);
      for (let n = 0; n < 20; n++) await save(runtime, someCells(random, DEPARTMENTS));
    });
    expect((await differences()).length).toBeGreaterThan(0);
    await as(runtime, SYSTEM, () => runtime.query('SELECT rollup_rebuild()'));
    expect(await differences()).toEqual([]);
  });

  it('and says so when it is not', async () => {
    await saveAs(runtime, quarters(A, 'ACTUAL', VISITS, [1, 2, 3]));
    await owner.query('UPDATE rollup_indicator SET actual = actual + 0.0001 WHERE period_id = 2');
    expect(await differences()).toEqual([
      { problem: 'indicator: missing or different', rows: '1' },
      { problem: 'indicator: too much', rows: '1' },
    ]);
    await as(runtime, SYSTEM, () => runtime.query('SELECT rollup_rebuild()'));
  });

  it('because a save outside READ COMMITTED is refused', async () => {
    await runtime.query('BEGIN ISOLATION LEVEL REPEATABLE READ');
    await runtime.query(`SELECT set_config('app.actor', '1', true)`);
    await expect(save(runtime, [[A, 1, 'ACTUAL', VISITS, 5]])).rejects.toThrow('rollup_isolation');
    await runtime.query('ROLLBACK');
  });
});

type Standing = {
  with_target: number;
  reported: number;
  met: number;
  exceeded: number;
  completion_sum: number;
  last_quarter: number | null;
};
/** The rules of domain.md D3 once more, written as a person would do them with a pencil; shares no code with the database. */
function countByHand(
  value: (period: number, measure: string, indicator: number) => number | undefined,
  from: number,
  to: number,
): Record<number, Standing> {
  const standings: Record<number, Standing> = {};
  const periods = Array.from({ length: to - from + 1 }, (_, n) => from + n);
  const sum = (list: number[]) => list.reduce((total, next) => total + next, 0);
  const days = [91, 91, 92, 92, 90, 91, 92, 92];
  type Pair = { period: number; plan: number; actual: number; weights?: [number, number]; base?: number };
  const indicators: {
    id: number;
    area: number;
    direction: string;
    pair(period: number): Pair | null;
    planned(periods: number[]): boolean;
    judge(pairs: Pair[]): [number, number] | null;
  }[] = [];
  const last = (pairs: Pair[]) => pairs[pairs.length - 1] as Pair;
  const own = (id: number) => (period: number) => {
    const [plan, actual] = [value(period, 'PLAN', id), value(period, 'ACTUAL', id)];
    return plan === undefined || actual === undefined ? null : { period, plan, actual };
  };
  const isPlanned = (id: number) => (all: number[]) => all.some((period) => value(period, 'PLAN', id) !== undefined);
  const totals = (pairs: Pair[]): [number, number] => [sum(pairs.map(({ plan }) => plan)), sum(pairs.map(({ actual }) => actual))];
  indicators.push({ id: VISITS, area: 1, direction: 'UP', pair: own(VISITS), planned: isPlanned(VISITS), judge: totals });
  indicators.push({ id: WAITS, area: 2, direction: 'DOWN', pair: own(WAITS), planned: isPlanned(WAITS), judge: totals });
  indicators.push({
    id: BEDS,
    area: 1,
    direction: 'UP',
    pair: own(BEDS),
    planned: isPlanned(BEDS),
    judge: (pairs) => [last(pairs).plan, last(pairs).actual],
  });
  indicators.push({
    id: SATISFIED,
    area: 2,
    direction: 'UP',
    planned: (all) => all.some((period) => value(period, 'PLAN', SATISFIED) !== undefined && value(period, 'PLAN', VISITS) !== undefined),
    pair: (period) => {
      const pair = own(SATISFIED)(period);
      const weights = [value(period, 'PLAN', VISITS), value(period, 'ACTUAL', VISITS)];
      return pair && weights[0] !== undefined && weights[1] !== undefined ? { ...pair, weights: [weights[0], weights[1]] } : null;
    },
    judge: (pairs) => {
      const [planned, done] = [sum(pairs.map(({ weights }) => weights?.[0] ?? 0)), sum(pairs.map(({ weights }) => weights?.[1] ?? 0))];
      const mean = (total: number, weight: number) => Math.round((total / weight) * 1e4) / 1e4;
      if (planned === 0 || done === 0) return null;
      return [
        mean(sum(pairs.map(({ plan, weights }) => plan * (weights?.[0] ?? 0))), planned),
        mean(sum(pairs.map(({ actual, weights }) => actual * (weights?.[1] ?? 0))), done),
      ];
    },
  });
  const ratio = (id: number, numerator: number, denominator: number, direction: string, scale: number, base: (pairs: Pair[]) => number) =>
    indicators.push({
      id,
      area: 1,
      direction,
      planned: isPlanned(id),
      pair: (period) => {
        const [plan, actual, divisor] = [
          value(period, 'PLAN', id),
          value(period, 'ACTUAL', numerator),
          value(period, 'ACTUAL', denominator),
        ];
        return plan === undefined || actual === undefined || divisor === undefined ? null : { period, plan, actual, base: divisor };
      },
      judge: (pairs) =>
        base(pairs) === 0
          ? null
          : [last(pairs).plan, Math.round(((scale * sum(pairs.map(({ actual }) => actual))) / base(pairs)) * 1e4) / 1e4],
    });
  ratio(OCCUPANCY, BED_DAYS, BEDS, 'RANGE', 100, (pairs) => sum(pairs.map(({ base, period }) => (base ?? 0) * (days[period - 1] ?? 0))));
  ratio(TURNOVER, VISITS, BEDS, 'UP', 1, (pairs) => last(pairs).base ?? 0);
  ratio(STAY, BED_DAYS, VISITS, 'DOWN', 1, (pairs) => sum(pairs.map(({ base }) => base ?? 0)));

  for (const { area, direction, pair, planned, judge } of indicators) {
    if (!planned(periods)) continue;
    standings[area] ??= { with_target: 0, reported: 0, met: 0, exceeded: 0, completion_sum: 0, last_quarter: null };
    const standing = standings[area];
    standing.with_target++;
    const pairs = periods.map(pair).filter((found) => found !== null);
    if (pairs.length === 0) continue;
    standing.last_quarter = Math.max(standing.last_quarter ?? 0, ((last(pairs).period - 1) % 4) + 1);
    const judged = judge(pairs);
    if (!judged) continue;
    const [plan, actual] = judged;
    const inRange = actual >= 85 && actual <= 95;
    standing.reported++;
    if (direction === 'UP' ? actual >= plan : direction === 'DOWN' ? actual <= plan : inRange) standing.met++;
    if (direction === 'UP' ? actual > plan : direction === 'DOWN' ? actual < plan : false) standing.exceeded++;
    const completion =
      direction === 'RANGE' ? Number(inRange) : direction === 'UP' ? (plan === 0 ? 1 : actual / plan) : actual === 0 ? 1 : plan / actual;
    standing.completion_sum = Math.round((standing.completion_sum + Math.round(completion * 1e4) / 1e4) * 1e4) / 1e4;
  }
  return standings;
}
