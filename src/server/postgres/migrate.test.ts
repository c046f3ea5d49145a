import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freshDatabase, type TestDatabase } from '@tests/support/postgres';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { withClient, withParts } from './connection';
import { startEmbedded } from './embedded';
import { migrate } from './migrate';
import { MIGRATIONS, pendingMigrations, readMigrations } from './migrations';
import { DATABASE, ensureDatabase, ensureRoles, OWNER_ROLE, RUNTIME_ROLE } from './roles';

let database: TestDatabase;
let folder: string;
let schema: string;
let serial = 0;

const write = (name: string, sql: string) => {
  mkdirSync(path.join(folder, name), { recursive: true });
  writeFileSync(path.join(folder, name, 'migration.sql'), sql);
};
const run = () => migrate({ ownerUrl: database.ownerUrl, schema, runtimeRole: RUNTIME_ROLE, folder });
const rows = async (sql: string) => (await withClient(database.ownerUrl, (client) => client.query(sql))).rows;

beforeAll(async () => {
  database = await freshDatabase();
  await withClient(database.superuserUrl, (client) =>
    client.query(`GRANT CREATE ON DATABASE ${new URL(database.ownerUrl).pathname.slice(1)} TO tongket_owner`),
  );
});
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'tong-ket-migrations-'));
  schema = `hospital_${++serial}`;
  write('0001_first', 'CREATE TABLE kept (id int PRIMARY KEY);');
  write('0002_second', `ALTER TABLE kept ADD COLUMN note text DEFAULT current_setting('app.runtime_role');`);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('migrations', () => {
  it('are applied in order of name into the schema asked for, once', async () => {
    expect(await run()).toEqual(['0001_first', '0002_second']);
    expect(await run()).toEqual([]);
    write('0003_third', 'INSERT INTO kept (id) VALUES (1);');
    expect(await run()).toEqual(['0003_third']);
    expect(await rows(`SELECT note FROM ${schema}.kept`)).toEqual([{ note: RUNTIME_ROLE }]);
  });

  it('are recorded as Prisma records them: sha256 of the file, finished, one step', async () => {
    await run();
    const recorded = await rows(`SELECT migration_name, checksum, finished_at IS NOT NULL AS done, rolled_back_at, applied_steps_count
      FROM ${schema}._prisma_migrations ORDER BY migration_name`);
    expect(recorded).toEqual(
      readMigrations(folder).map(({ name, checksum }) => ({
        migration_name: name,
        checksum,
        done: true,
        rolled_back_at: null,
        applied_steps_count: 1,
      })),
    );
  });

  it('are refused when one was edited after it was applied', async () => {
    await run();
    write('0001_first', 'CREATE TABLE kept (id bigint PRIMARY KEY);');
    await expect(run()).rejects.toThrow(/0001_first was edited after this database had applied it.*\n.*as a new migration/);
  });

  it('are refused when another tool left one half done, with the way out', async () => {
    await run();
    await rows(`UPDATE ${schema}._prisma_migrations SET finished_at = NULL WHERE migration_name = '0002_second'`);
    await expect(run()).rejects.toThrow(/0002_second was begun on .* and never finished/);
    await rows(`ALTER TABLE ${schema}.kept DROP COLUMN note`);
    await rows(`UPDATE ${schema}._prisma_migrations SET rolled_back_at = now() WHERE migration_name = '0002_second'`);
    expect(await run()).toEqual(['0002_second']);
  });

  it('change nothing when they fail, say which line, and go on where they stopped once it is mended', async () => {
    write('0003_third', 'CREATE TABLE half (id int);\nCREATE TABLE other (\n  id nonsense);');
    await expect(run()).rejects.toThrow(/0003_third failed and changed nothing: type "nonsense" does not exist \(line 3\)/);
    expect(await rows(`SELECT to_regclass('${schema}.half') AS half`)).toEqual([{ half: null }]);
    write('0003_third', 'CREATE TABLE half (id int);');
    expect(await run()).toEqual(['0003_third']);
  });

  it('are safe when three servers start at once', async () => {
    write('0003_slow', 'SELECT pg_sleep(0.3); CREATE TABLE slow (id int);');
    const applied = await Promise.all([run(), run(), run()]);
    expect(applied.map((names) => names.length).sort()).toEqual([0, 0, 3]);
  });

  it('tell what a database lacks, and do not mind one that is ahead', () => {
    expect(pendingMigrations([], folder)).toEqual(['0001_first', '0002_second']);
    expect(pendingMigrations(['0001_first'], folder)).toEqual(['0002_second']);
    expect(pendingMigrations(['0001_first', '0002_second', '0009_of_a_newer_version'], folder)).toEqual([]);
  });
});

describe("this product's migrations", () => {
  it('leave nothing pending, and name no schema: a second hospital fits beside the first', async () => {
    const ownerUrl = database.ownerUrl;
    expect(await migrate({ ownerUrl, schema: 'second_hospital', runtimeRole: RUNTIME_ROLE })).toEqual(
      readMigrations().map(({ name }) => name),
    );
    const count = (of: string) => rows(`SELECT relname, relkind FROM pg_class WHERE relnamespace = '${of}'::regnamespace ORDER BY 1, 2`);
    expect(await count('second_hospital')).toEqual(await count(database.schema));
    // Nothing of the second refers to the first: it can go without a trace.
    await rows('DROP SCHEMA second_hospital CASCADE');
    const applied = await rows(`SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL`);
    expect(pendingMigrations(applied.map(({ migration_name }) => migration_name))).toEqual([]);
  });

  const installed = '/usr/lib/postgresql';
  const versions = existsSync(installed)
    ? readdirSync(installed).filter((version) => existsSync(path.join(installed, version, 'bin', 'initdb')))
    : [];

  it("run on the system's own Postgres as well, from 15 on", async ({ skip }) => {
    const fit = versions.filter((version) => Number(version) >= 15);
    if (fit.length === 0) skip(`no Postgres 15 or newer below ${installed} on this machine`);
    for (const version of fit) {
      const place = mkdtempSync(path.join(tmpdir(), `tong-ket-postgres-${version}-`));
      const binaries = { bin: path.join(installed, version, 'bin'), version };
      const server = await startEmbedded({ folder: place, superuserPassword: 'secret', binaries, durable: false });
      try {
        await ensureRoles(server.superuserUrl, { owner: 'owner', runtime: 'runtime' });
        await ensureDatabase(server.superuserUrl, DATABASE);
        const ownerUrl = withParts(server.superuserUrl, { database: DATABASE, user: OWNER_ROLE, password: 'owner' });
        expect(await migrate({ ownerUrl, schema: 'tongket', runtimeRole: RUNTIME_ROLE })).toEqual(readdirSync(MIGRATIONS).sort());
      } finally {
        await server.stop();
        rmSync(place, { recursive: true, force: true });
      }
    }
  });
});
