import 'server-only';
import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { env } from '@/server/env';
import { Prisma, PrismaClient } from '@/server/generated/client';
import { logError } from '@/server/log';

export type Db = PrismaClient;
export type Tx = Prisma.TransactionClient;
export { Prisma };

/**
 * Opens the database as the role in the address. `schema` is the hospital's own; raw SQL finds it through search_path,
 * Prisma's own queries through the adapter's option.
 */
export function openDb(url: string, schema: string, connections = 10): Db {
  const adapter = new PrismaPg(
    {
      connectionString: url,
      max: connections,
      connectionTimeoutMillis: 5_000,
      statement_timeout: 15_000,
      lock_timeout: 3_000,
      idle_in_transaction_session_timeout: 10_000,
      options: `-c search_path=${schema}`,
    },
    {
      schema, ...(process.env.NAMED ? { statementNameGenerator: (q: { sql: string }) => createHash('sha1').update(q.sql).digest('base64').slice(0, 20) } : {}),
      onPoolError: (error) => logError('database.pool', error),
      onConnectionError: (error) => logError('database.connection', error),
    },
  );
  return new PrismaClient({ adapter, transactionOptions: { maxWait: 5_000, timeout: 15_000 } });
}

const shared = globalThis as { tongKetDb?: Db };

/** The app's database, opened at first use and kept across hot reloads. */
export function db(): Db {
  shared.tongKetDb ??= openDb(env().RUNTIME_DATABASE_URL, env().DATABASE_SCHEMA);
  return shared.tongKetDb;
}
