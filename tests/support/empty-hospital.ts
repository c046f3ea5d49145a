import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './free-port';

const root = path.join(import.meta.dirname, '..', '..');
const DATABASE = 'tongket_empty';

/**
 * The app as a hospital starts it for the first time: its own new database, beside the sample's in the same Postgres, without the sample.
 * `setUp` is the link that makes the first administrator.
 */
export async function startEmptyHospital(): Promise<{ baseURL: string; setUp: string; stop(): Promise<void> }> {
  const beside = process.env.E2E_DATA_DIR ?? '';
  const secrets: Record<'superuser' | 'owner' | 'runtime', string> = JSON.parse(readFileSync(path.join(beside, 'secrets.json'), 'utf8'));
  const port = readFileSync(path.join(beside, 'postgres-port'), 'utf8').trim();
  const as = (user: string, password: string, database: string) =>
    `postgresql://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  const server = (work: (client: pg.Client) => Promise<unknown>) => withClient(as('postgres', secrets.superuser, 'postgres'), work);
  const drop = () => server((client) => client.query(`DROP DATABASE IF EXISTS ${DATABASE} WITH (FORCE)`));
  await drop();
  await server(async (client) => {
    await client.query(`CREATE DATABASE ${DATABASE} OWNER tongket_owner TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'`);
    await client.query(`REVOKE ALL ON DATABASE ${DATABASE} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${DATABASE} TO tongket_app`);
  });
  const folder = mkdtempSync(path.join(tmpdir(), 'tong-ket-e2e-empty-'));
  const { SAMPLE_PASSWORD: _, SAMPLE_DATA: __, ...env } = process.env;
  const own = await freePort();
  const app = spawn(process.execPath, [path.join(root, 'src', 'server', 'launch', 'start.mjs')], {
    cwd: root,
    env: {
      ...env,
      ...{ PORT: String(own), DATA_DIR: folder, DATABASE_URL: as('tongket_owner', secrets.owner, DATABASE) },
      RUNTIME_DATABASE_URL: as('tongket_app', secrets.runtime, DATABASE),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => app.once('exit', () => resolve()));
  let said = '';
  for (const stream of [app.stdout, app.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const stop = async () => {
    app.kill('SIGTERM');
    await Promise.race([ended, sleep(20_000).then(() => app.kill('SIGKILL'))]);
    await drop();
    rmSync(folder, { recursive: true, force: true });
  };
  for (let tries = 0; tries < 900 && app.exitCode === null; tries++) {
    const setUp = /http:\/\/\S+\/setup\/\S+/.exec(said)?.[0];
    if (setUp && said.includes('Tổng Kết is ready')) return { baseURL: new URL(setUp).origin, setUp, stop };
    await sleep(100);
  }
  await stop();
  throw new Error(`the empty hospital did not become ready:\n${said}`);
}

async function withClient(connectionString: string, work: (client: pg.Client) => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
