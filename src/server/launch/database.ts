import 'server-only';
import type { LaunchEnv } from '../env';
import { type Claim, claimFolder, makeFolder, runningInstance } from '../postgres/claim';
import { withParts, withSearchPath } from '../postgres/connection';
import { type EmbeddedPostgres, startEmbedded, superuserConnection } from '../postgres/embedded';
import { DATABASE, dropDatabase, ensureDatabase, ensureExternalRuntime, ensureRoles, OWNER_ROLE, RUNTIME_ROLE } from '../postgres/roles';
import { CannotStart } from './cannot-start';
import { readSecrets } from './secrets';

export type Database = {
  /** The connection that migrates; it never reaches the app process. Both carry the schema as search_path. */
  ownerUrl: string;
  runtimeUrl: string;
  runtimeRole: string;
  schema: string;
};

/** A private Postgres that this process runs. */
export type PrivateDatabase = Database & {
  port: number;
  /** Settles when the server that runs now ends, whoever ended it. */
  ended(): Promise<void>;
  /** Starts it again on the same port after it was killed; false when that cannot be. */
  restart(): Promise<boolean>;
  /** Throws its whole content away; the migrations must run again. */
  empty(): Promise<void>;
  stop(): Promise<void>;
};

/** The database of DATABASE_URL with its runtime role made or checked. Throws CannotStart as roles.ts says. */
export async function externalDatabase(settings: LaunchEnv): Promise<Database> {
  const { DATABASE_URL: ownerUrl, DATABASE_SCHEMA: schema, RUNTIME_DATABASE_URL, DATA_DIR } = settings;
  if (!ownerUrl) throw new CannotStart('DATABASE_URL is not set.');
  makeFolder(DATA_DIR);
  const { role, url } = await ensureExternalRuntime({
    ownerUrl,
    schema,
    runtimeUrl: RUNTIME_DATABASE_URL,
    secret: readSecrets(DATA_DIR).runtime,
  });
  return { ownerUrl: withSearchPath(ownerUrl, schema), runtimeUrl: withSearchPath(url, schema), runtimeRole: role, schema };
}

/** Starts the private Postgres of a data folder that the caller holds, with its roles and its one database. */
export async function privateDatabase(claim: Claim, settings: LaunchEnv): Promise<PrivateDatabase> {
  const { DATA_DIR: folder, DATABASE_SCHEMA: schema } = settings;
  const secrets = readSecrets(folder);
  const start = () => startEmbedded({ folder, superuserPassword: secrets.superuser });
  let server: EmbeddedPostgres = await start();
  claim.note({ postgresPort: server.port });
  await ensureRoles(server.superuserUrl, secrets);
  await ensureDatabase(server.superuserUrl, DATABASE);
  return {
    ...privateConnections(server.superuserUrl, secrets, schema),
    port: server.port,
    ended: () => server.ended,
    async restart() {
      const { port } = server;
      server = await start();
      return server.port === port;
    },
    async empty() {
      await dropDatabase(server.superuserUrl, DATABASE);
      await ensureDatabase(server.superuserUrl, DATABASE);
    },
    stop: () => server.stop(),
  };
}

/**
 * The database for a command that runs beside the server or without it: the one of DATABASE_URL, the private one that is running, or the
 * private one started for as long as `work` takes.
 */
export async function withDatabase<T>(settings: LaunchEnv, work: (database: Database) => Promise<T>): Promise<T> {
  const { DATABASE_URL, DATABASE_SCHEMA, DATA_DIR } = settings;
  if (DATABASE_URL) return work(await externalDatabase(settings));
  const running = runningInstance(DATA_DIR);
  if (running?.postgresPort) {
    const secrets = readSecrets(DATA_DIR);
    return work(privateConnections(superuserConnection(running.postgresPort, secrets.superuser), secrets, DATABASE_SCHEMA));
  }
  const claim = await claimFolder(DATA_DIR);
  try {
    const database = await privateDatabase(claim, settings);
    try {
      return await work(database);
    } finally {
      await database.stop();
    }
  } finally {
    claim.release();
  }
}

function privateConnections(superuserUrl: string, passwords: { owner: string; runtime: string }, schema: string): Database {
  const as = (user: string, password: string) => withSearchPath(withParts(superuserUrl, { database: DATABASE, user, password }), schema);
  return { ownerUrl: as(OWNER_ROLE, passwords.owner), runtimeUrl: as(RUNTIME_ROLE, passwords.runtime), runtimeRole: RUNTIME_ROLE, schema };
}
