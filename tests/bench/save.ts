/**
 * What it costs to save a grid (performance.md 0.2): one statement of 120 cells, BEGIN to COMMIT, through the runtime role, beside the
 * same statement on the same table without our triggers. Every variant has its own copy of the database, made once, and they take
 * turns save by save: what else the machine does meets all of them alike. Own Postgres with fsync on, in a folder that goes away
 * afterwards. `npm run bench:save` prints a table, `npm run bench:save -- --json` one JSON object. Linux also tells the server's own work (CPU).
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { claimFolder } from '@/server/postgres/claim';
import { withParts, withSearchPath } from '@/server/postgres/connection';
import { startEmbedded } from '@/server/postgres/embedded';
import { migrate } from '@/server/postgres/migrate';
import { ensureDatabase, ensureRoles, OWNER_ROLE, RUNTIME_ROLE } from '@/server/postgres/roles';
import { ACTOR, DEPARTMENTS, fillHospital, TYPED, transaction } from './hospital';

const WARM = 8;
const SAVES = 60;
const SCHEMA = 'bench';

/** Our triggers on `figure` that stay on. */
const VARIANTS = { bare: /^$/, guard: /guard/, 'guard + audit': /guard|audit/, 'guard + rollup': /guard|rollup/, everything: /./ };
type Variant = keyof typeof VARIANTS;
const VARIANT_NAMES = Object.keys(VARIANTS) as Variant[];
type Results = Record<Variant, ReturnType<typeof summary>>;
const JOBS = {
  'report, 120 cells again': { measure: 'ACTUAL', cells: TYPED, year: 2026 },
  'plan, 120 cells again': { measure: 'PLAN', cells: TYPED, year: 2026 },
  'report, 120 cells first': { measure: 'ACTUAL', cells: TYPED, year: 2027 },
  // every typed indicator in turn, as people type; then the one that a ratio and all five averages hang on
  'autosave of one cell': { measure: 'ACTUAL', cells: 1, year: 2026, isAny: true },
  'autosave of the costliest cell': { measure: 'ACTUAL', cells: 1, year: 2026 },
} as const;
type Job = { measure: string; cells: number; year: number; isAny?: boolean };
type Sample = { ms: number; cpu: number | null };

const SAVE = `
  INSERT INTO figure AS f (department_id, period_id, measure, indicator_id, value, row_version, updated_by_id, updated_at)
  SELECT $1::int, $2::int, $3::measure, c.indicator_id, c.value::numeric, c.version + 1, $4::int, $5::timestamptz FROM unnest($6::int[], $7::text[], $8::int[]) AS c(indicator_id, value, version) ORDER BY c.indicator_id
  ON CONFLICT (department_id, period_id, measure, indicator_id) DO UPDATE SET value = excluded.value, row_version = excluded.row_version, updated_by_id = excluded.updated_by_id, updated_at = excluded.updated_at
    WHERE f.row_version = excluded.row_version - 1 RETURNING f.indicator_id, f.row_version`;

let serial = 0;
async function save(
  client: pg.Client,
  department: number,
  period: number,
  { measure, cells, first = 1 }: { measure: string; cells: number; first?: number },
): Promise<Sample> {
  const { rows } = await client.query<{ indicator_id: number; row_version: number }>(
    'SELECT indicator_id, row_version FROM figure WHERE department_id = $1 AND period_id = $2 AND measure = $3',
    [department, period, measure],
  );
  const versions = new Map(rows.map((row) => [row.indicator_id, row.row_version]));
  const ids = Array.from({ length: cells }, (_, n) => n + first);
  const values = ids.map((id) => String(100 + ((id * 13 + ++serial * 7) % 900)));
  const [before, start] = [cpuOf(client), performance.now()];
  await transaction(client, async () => {
    const saved = await client.query(SAVE, [
      department,
      period,
      measure,
      ACTOR,
      new Date(),
      ids,
      values,
      ids.map((id) => versions.get(id) ?? 0),
    ]);
    if (saved.rowCount !== cells) throw new Error(`${saved.rowCount} of ${cells} cells were saved`);
  });
  const ms = performance.now() - start;
  const after = cpuOf(client);
  return { ms, cpu: before === null || after === null ? null : after - before };
}

/** Milliseconds on a processor that the server's process of this connection has had so far. */
function cpuOf(client: pg.Client): number | null {
  try {
    return Number(readFileSync(`/proc/${(client as unknown as { processID: number }).processID}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
  } catch {
    return null;
  }
}

const at = (sorted: number[], share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
const rounded = (value: number) => Math.round(value * 100) / 100;
function summary(samples: Sample[]) {
  const ms = samples.map((sample) => sample.ms).sort((a, b) => a - b);
  const cpu = samples.flatMap((sample) => sample.cpu ?? []).sort((a, b) => a - b);
  return {
    saves: ms.length,
    p50: rounded(at(ms, 0.5)),
    p95: rounded(at(ms, 0.95)),
    least: rounded(at(ms, 0)),
    cpuP50: cpu.length > 0 ? rounded(at(cpu, 0.5)) : null,
  };
}

type Copies = Record<Variant, pg.Client>;
async function measure(copies: Copies) {
  const periods = (
    await copies.bare.query<{ id: number; year: number }>(
      `SELECT id, year FROM period WHERE kind = 'QUARTER' AND year >= 2026 ORDER BY year, index DESC`,
    )
  ).rows;
  const jobs = [];
  for (const [job, { year, ...cells }] of Object.entries<Job>(JOBS)) {
    const samples = new Map<Variant, Sample[]>(VARIANT_NAMES.map((variant) => [variant, []]));
    for (let n = 0; n < WARM + SAVES; n++) {
      // a grid is entered for the first time only once: each of these saves has a place of its own
      const quarter = periods.filter((period) => period.year === year)[year === 2027 ? Math.floor(n / DEPARTMENTS) : 1];
      if (!quarter) throw new Error('no quarter');
      for (let turn = 0; turn < VARIANT_NAMES.length; turn++) {
        const variant = VARIANT_NAMES[(n + turn) % VARIANT_NAMES.length] as Variant;
        const sample = await save(copies[variant], 1 + (n % DEPARTMENTS), quarter.id, {
          ...cells,
          first: cells.isAny ? 1 + ((n * 7) % TYPED) : 1,
        });
        if (n >= WARM) samples.get(variant)?.push(sample);
      }
    }
    const results = Object.fromEntries(VARIANT_NAMES.map((variant) => [variant, summary(samples.get(variant) ?? [])])) as Results;
    jobs.push({ job, results, timesBare: rounded(results.everything.p50 / results.bare.p50) });
  }
  return jobs;
}

/** Every department saves its grid at the same moment. */
async function allAtOnce(url: string) {
  const clients = await Promise.all(
    Array.from({ length: DEPARTMENTS }, async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  const { rows } = await (clients[0] as pg.Client).query<{ id: number }>(
    `SELECT id FROM period WHERE kind = 'QUARTER' AND year = 2026 AND index = 3`,
  );
  const period = rows[0]?.id ?? 0;
  const start = performance.now();
  const outcomes = await Promise.allSettled(clients.map((client, n) => save(client, n + 1, period, { measure: 'ACTUAL', cells: TYPED })));
  const ms = performance.now() - start;
  await Promise.all(clients.map((client) => client.end()));
  return {
    saves: DEPARTMENTS,
    failed: outcomes.filter(({ status }) => status === 'rejected').length,
    ms: Math.round(ms),
    perSecond: Math.round((DEPARTMENTS * 1000) / ms),
  };
}

async function run() {
  const folder = mkdtempSync(path.join(tmpdir(), 'tong-ket-bench-'));
  const claim = await claimFolder(folder);
  const server = await startEmbedded({ folder, superuserPassword: 'bench' });
  try {
    await ensureRoles(server.superuserUrl, { owner: 'bench', runtime: 'bench' });
    await ensureDatabase(server.superuserUrl, 'bench');
    const as = (user: string, database = 'bench') =>
      withSearchPath(withParts(server.superuserUrl, { database, user, password: 'bench' }), SCHEMA);
    const connect = async (connectionString: string) => {
      const client = new pg.Client({ connectionString });
      await client.connect();
      return client;
    };
    await migrate({ ownerUrl: as(OWNER_ROLE), schema: SCHEMA, runtimeRole: RUNTIME_ROLE });
    const filling = [await connect(as(RUNTIME_ROLE)), await connect(as(OWNER_ROLE))] as const;
    await filling[1].query(`SET app.actor = '${ACTOR}'`);
    await fillHospital(...filling);
    await Promise.all(filling.map((client) => client.end()));
    const superuser = await connect(server.superuserUrl);
    const copies: Partial<Copies> = {};
    for (const [n, variant] of VARIANT_NAMES.entries()) {
      await superuser.query(`CREATE DATABASE bench_${n} TEMPLATE bench`);
      const owner = await connect(as(OWNER_ROLE, `bench_${n}`));
      const { rows: triggers } = await owner.query<{ name: string }>(
        `SELECT tgname AS name FROM pg_trigger WHERE tgrelid = 'figure'::regclass AND NOT tgisinternal AND tgname NOT LIKE '%truncate'`,
      );
      for (const { name } of triggers) if (!VARIANTS[variant].test(name)) await owner.query(`ALTER TABLE figure DISABLE TRIGGER ${name}`);
      await owner.end();
      copies[variant] = await connect(as(RUNTIME_ROLE, `bench_${n}`));
    }
    await superuser.end();
    const everything = `bench_${VARIANT_NAMES.indexOf('everything')}`;
    const owner = await connect(as(OWNER_ROLE, everything));
    const { rows } = await owner.query<{ figures: string; version: string }>(
      `SELECT count(*) AS figures, current_setting('server_version') AS version FROM figure`,
    );
    const loadBefore = loadavg();
    const jobs = await measure(copies as Copies);
    const together = await allAtOnce(as(RUNTIME_ROLE, everything));
    const differences = (await owner.query<{ rows: string }>('SELECT rows FROM rollup_verify()')).rows.reduce(
      (sum, row) => sum + Number(row.rows),
      0,
    );
    const problems = (await owner.query('SELECT * FROM audit_verify()')).rowCount;
    await Promise.all([owner, ...Object.values(copies)].map((client) => client.end()));
    const machine = { processors: cpus().length, loadBefore: loadBefore.map(rounded), loadAfter: loadavg().map(rounded) };
    return { figures: Number(rows[0]?.figures), postgres: rows[0]?.version, machine, jobs, together, differences, problems };
  } finally {
    await server.stop();
    claim.release();
    rmSync(folder, { recursive: true, force: true });
  }
}

const result = await run();
if (process.argv.includes('--json')) console.log(JSON.stringify(result, null, 1));
else {
  const { machine, together } = result;
  console.log(
    `PostgreSQL ${result.postgres}, ${result.figures} figures, ${machine.processors} processors, load ${machine.loadBefore.join(' ')} before, ${machine.loadAfter.join(' ')} after`,
  );
  for (const { job, results } of result.jobs) {
    console.log(`\n${job}`);
    for (const [variant, { p50, p95, least, cpuP50 }] of Object.entries(results)) {
      const work = cpuP50 === null || results.bare.cpuP50 === null ? '–' : (cpuP50 / results.bare.cpuP50).toFixed(2);
      console.log(
        `  ${variant.padEnd(16)} ${p50.toFixed(1).padStart(7)} ms  p95 ${p95.toFixed(1).padStart(6)}  least ${least.toFixed(1).padStart(5)}  cpu ${(cpuP50?.toFixed(1) ?? '–').padStart(5)}  × ${(p50 / results.bare.p50).toFixed(2)} of bare, least × ${(least / results.bare.least).toFixed(2)}, cpu × ${work}`,
      );
    }
  }
  console.log(
    `\n${together.saves} departments at once: ${together.ms} ms, ${together.failed} failed, ${together.perSecond} saves a second`,
  );
  console.log(`rollups that differ from raw: ${result.differences}; problems in the audit: ${result.problems}`);
}
if (result.together.failed > 0 || result.differences > 0 || result.problems) process.exitCode = 1;
