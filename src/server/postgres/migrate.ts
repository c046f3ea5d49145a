import 'server-only';
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { CannotStart } from '../launch/cannot-start';
import { withClient, withSearchPath } from './connection';
import { type Migration, readMigrations } from './migrations';

type Options = {
  /** The owner's connection. */
  ownerUrl: string;
  schema: string;
  /** The role that the migrations grant the tables to. */
  runtimeRole: string;
  folder?: string;
};

/** How long one start waits for another that is migrating. */
const QUEUE = '10min';
/** How long a migration waits for a table that the running program uses, before it gives way. */
const TABLE_WAIT = '10s';

/**
 * Applies what the schema lacks, each migration in a transaction of its own, and records it as Prisma does, so that
 * `prisma migrate status` agrees. Several starts at once queue up. Returns the names applied now.
 * Throws CannotStart when a migration was edited after it was applied, was left half done by another tool, or fails.
 */
export async function migrate({ ownerUrl, schema, runtimeRole, folder }: Options): Promise<string[]> {
  const migrations = readMigrations(folder);
  return withClient(withSearchPath(ownerUrl, schema), async (client) => {
    await client.query(`SELECT set_config('lock_timeout', $1, false), set_config('app.runtime_role', $2, false)`, [QUEUE, runtimeRole]);
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [`migrate ${schema}`]);
    await client.query(`SELECT set_config('lock_timeout', $1, false)`, [TABLE_WAIT]);
    await ensureSchema(client, schema);
    const recorded = await readRecord(client);
    const applied: string[] = [];
    for (const migration of migrations) {
      if (isApplied(migration, recorded)) continue;
      await apply(client, migration);
      applied.push(migration.name);
    }
    return applied;
  });
}

type Recorded = { migration_name: string; checksum: string; started_at: Date; finished_at: Date | null };

async function ensureSchema(client: pg.Client, schema: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_namespace WHERE nspname = $1', [schema]);
  if (rowCount === 0) {
    try {
      await client.query(`CREATE SCHEMA ${pg.escapeIdentifier(schema)}`);
    } catch (error) {
      throw new CannotStart(
        `The schema ${schema} does not exist and cannot be made: ${messageOf(error)}.\n` +
          `Let an administrator of that database run: CREATE SCHEMA ${schema} AUTHORIZATION ${client.user};`,
      );
    }
  }
  await client.query(`CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ, migration_name VARCHAR(255) NOT NULL,
    logs TEXT, rolled_back_at TIMESTAMPTZ, started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`);
}

async function readRecord(client: pg.Client): Promise<Map<string, Recorded>> {
  const { rows } = await client.query<Recorded>(
    'SELECT migration_name, checksum, started_at, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL ORDER BY started_at',
  );
  return new Map(rows.map((row) => [row.migration_name, row]));
}

function isApplied({ name, checksum }: Migration, recorded: Map<string, Recorded>): boolean {
  const before = recorded.get(name);
  if (!before) return false;
  if (!before.finished_at) {
    throw new CannotStart(
      `The migration ${name} was begun on ${before.started_at.toISOString()} and never finished, so nobody knows what it left behind.\n` +
        'Restore the backup from before it, or undo its traces by hand and mark it so:\n' +
        `  UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name = ${pg.escapeLiteral(name)};`,
    );
  }
  if (before.checksum !== checksum) {
    throw new CannotStart(
      `The migration ${name} was edited after this database had applied it, so the database is not what the program expects.\n` +
        'Put the file back as it was released, and write what should change as a new migration.',
    );
  }
  return true;
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  const startedAt = new Date();
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, $4, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name, startedAt],
    );
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new CannotStart(`The migration ${name} failed and changed nothing: ${messageOf(error)}${positionOf(error, sql)}`);
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

function positionOf(error: unknown, sql: string): string {
  if (!(error instanceof pg.DatabaseError) || !error.position) return '';
  return ` (line ${sql.slice(0, Number(error.position)).split('\n').length})`;
}
