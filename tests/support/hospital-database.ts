import { readFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';

const folder = () => process.env.E2E_DATA_DIR ?? '';
const read = (name: string) => readFileSync(path.join(folder(), name), 'utf8');
const secrets = (): Record<'owner' | 'runtime' | 'session', string> => JSON.parse(read('secrets.json'));
const address = (role: 'owner' | 'runtime') =>
  `postgresql://tongket_${role === 'owner' ? 'owner' : 'app'}:${encodeURIComponent(secrets()[role])}@127.0.0.1:${read('postgres-port').trim()}/tongket`;

/** What another process of the same hospital needs to serve it. */
export const sharedEnv = () => ({
  RUNTIME_DATABASE_URL: `${address('runtime')}?options=${encodeURIComponent('-c search_path=tongket')}`,
  DATABASE_SCHEMA: 'tongket',
  DATA_DIR: folder(),
  NEXTAUTH_SECRET: secrets().session,
  AUTH_TRUST_HOST: '1',
  APP_EVALUATION: '1',
});

/** Asks the database that the journeys write to; as its owner, who sees everything. */
export async function ask<Row extends pg.QueryResultRow>(statement: string, values: unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ connectionString: address('owner') });
  await client.connect();
  try {
    await client.query(`SET search_path = tongket; SELECT set_config('app.actor', (SELECT id::text FROM account WHERE is_system), false)`);
    return (await client.query<Row>(statement, values)).rows;
  } finally {
    await client.end();
  }
}

export type StoredFigure = { value: string | null; draft: string | null; version: number };

/** One figure as it is stored; null when there is no row. `field` is the id of its field on the sheet, «cell-c12». */
export async function storedFigure(
  department: string,
  year: number,
  quarter: number,
  measure: 'PLAN' | 'ACTUAL',
  field: string | null,
): Promise<StoredFigure | null> {
  const [row] = await ask<StoredFigure>(
    `SELECT trim_scale(f.value)::text AS value, f.draft_text AS draft, f.row_version AS version FROM figure f
       JOIN department d ON d.id = f.department_id AND d.code = $1
       JOIN period p ON p.id = f.period_id AND p.kind = 'QUARTER' AND p.year = $2 AND p.index = $3
     WHERE f.measure = $4::measure AND f.indicator_id = $5`,
    [department, year, quarter, measure, Number(field?.replace('cell-c', ''))],
  );
  return row ?? null;
}

/** Asks as the app asks: as its own role in the database, in the name of an account, or of nobody (null). */
export async function askAs<Row extends pg.QueryResultRow>(accountId: number | null, statements: readonly string[]): Promise<Row[]> {
  const client = new pg.Client({ connectionString: address('runtime') });
  await client.connect();
  try {
    await client.query(`SET search_path = tongket`);
    await client.query(`SELECT set_config('app.actor', $1, false)`, [accountId === null ? '' : String(accountId)]);
    const rows: Row[] = [];
    for (const statement of statements) rows.push(...(await client.query<Row>(statement)).rows);
    return rows;
  } finally {
    await client.end();
  }
}
