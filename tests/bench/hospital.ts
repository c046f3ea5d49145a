import type pg from 'pg';

/** Sizes of the synthetic hospital: about 204,000 figures over four years, as a large hospital would have. */
export const DEPARTMENTS = 50;
/** 120 indicators that people type (a tenth of them stocks, five weighted averages) and 15 ratios that are computed from them. */
export const TYPED = 120;
const RATIOS = 15;
export const ACTOR = 1;

/** One transaction as the command pipeline opens it: the actor is named, then the work, then COMMIT. */
export async function transaction<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN');
  try {
    await client.query(`SELECT set_config('app.actor', $1, true), set_config('app.command', $2, true)`, [String(ACTOR), 'figure.save']);
    const result = await work();
    await client.query('COMMIT');
    return result;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
}

/** Fills a migrated database in grid order, through the runtime role. 2023–2026 have figures; 2027 is empty, for first entries. */
export async function fillHospital(runtime: pg.Client, owner: pg.Client): Promise<void> {
  const statements = [
    `INSERT INTO department (id, code, established_on) SELECT d, 'D' || d, '2005-01-01' FROM generate_series(1, ${DEPARTMENTS}) d`,
    `INSERT INTO department_version (department_id, name, kind, functions, valid_from) SELECT d, 'Khoa ' || d, 'CLINICAL_DEPT', '{}', '2005-01-01' FROM generate_series(1, ${DEPARTMENTS}) d`,
    `INSERT INTO period (kind, year, index, starts_on, ends_on) SELECT 'QUARTER', y, q, make_date(y, q * 3 - 2, 1), (make_date(y, q * 3 - 2, 1) + interval '3 months - 1 day')::date FROM generate_series(2023, 2027) y, generate_series(1, 4) q ORDER BY y, q`,
    `INSERT INTO period (kind, year, index, starts_on, ends_on) SELECT 'YEAR', y, 1, make_date(y, 1, 1), make_date(y, 12, 31) FROM generate_series(2023, 2027) y`,
    `INSERT INTO area (id, code, name, is_core, sort_order) SELECT a, 'A' || a, 'Lĩnh vực ' || a, a <= 7, a FROM generate_series(1, 14) a`,
    `INSERT INTO indicator (id, code, name, unit, area_id, direction, aggregation, from_year) SELECT i, 'I' || i, 'Chỉ tiêu ' || i, 'lượt', 1 + i % 14, (CASE WHEN i % 7 = 0 THEN 'DOWN' ELSE 'UP' END)::direction, (CASE WHEN i % 10 = 0 THEN 'LAST' ELSE 'SUM' END)::aggregation, 2018 FROM generate_series(1, ${TYPED - 5}) i`,
    `INSERT INTO indicator (id, code, name, unit, area_id, direction, aggregation, from_year, weight_id) SELECT i, 'I' || i, 'Chỉ tiêu ' || i, 'điểm', 1 + i % 14, 'UP', 'WEIGHTED_AVG', 2018, 1 FROM generate_series(${TYPED - 4}, ${TYPED}) i`,
    `INSERT INTO indicator (id, code, name, unit, area_id, direction, aggregation, from_year, numerator_id, denominator_id, denominator_days, scale)
       SELECT ${TYPED} + i, 'I' || ${TYPED} + i, 'Tỷ lệ ' || i, '%', 1 + i % 14, 'UP', 'RATIO', 2018, i, CASE WHEN i % 3 = 0 THEN 10 ELSE 30 + i END, i % 3 = 0, 100 FROM generate_series(1, ${RATIOS}) i`,
    `INSERT INTO submission (department_id, period_id, kind) SELECT d, p.id, k FROM generate_series(1, ${DEPARTMENTS}) d, period p, unnest(enum_range(NULL::submission_kind)) k WHERE p.kind = 'QUARTER'`,
  ];
  await transaction(runtime, async () => {
    for (const statement of statements) await runtime.query(statement);
  });
  for (const { id } of (await runtime.query<{ id: number }>(`SELECT id FROM period WHERE kind = 'QUARTER' AND year < 2027 ORDER BY id`))
    .rows)
    await transaction(runtime, async () => {
      await runtime.query(`SELECT set_config('app.rollup', 'later', true)`);
      await runtime.query(
        `INSERT INTO figure (department_id, period_id, measure, indicator_id, value, row_version, updated_by_id, updated_at)
         SELECT d, $1, m, i.id, 100 + (d * 7919 + i.id * 104729 + $1 * 31) % 900 + CASE m WHEN 'ACTUAL' THEN (d + i.id + $1) % 60 - 20 ELSE 0 END, 1, 1, '2026-01-01'
         FROM generate_series(1, ${DEPARTMENTS}) d, unnest(ARRAY['PLAN', 'ACTUAL']::measure[]) m, indicator i WHERE m = 'PLAN' OR i.aggregation <> 'RATIO' ORDER BY d, m, i.id`,
        [id],
      );
    });
  await transaction(runtime, () => runtime.query('SELECT rollup_rebuild()'));
  await owner.query('VACUUM ANALYZE');
}
