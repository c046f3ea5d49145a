import 'server-only';
import { createHash, createHmac, pbkdf2Sync, randomBytes, scryptSync } from 'node:crypto';
import pg from 'pg';
import { CannotStart } from '../launch/cannot-start';
import { withClient, withParts } from './connection';

export const OWNER_ROLE = 'tongket_owner';
export const RUNTIME_ROLE = 'tongket_app';
export const DATABASE = 'tongket';

/** Can sign in and nothing else; what it may do to the tables is granted by the migrations. */
const LEAST = 'LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOREPLICATION';

/**
 * Makes the two roles in a private Postgres and gives them these passwords. Idempotent.
 * The owner migrates and never serves a request; the runtime role serves and can neither define nor delete.
 */
export async function ensureRoles(superuserUrl: string, passwords: { owner: string; runtime: string }): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    await ensureRole(client, OWNER_ROLE, passwords.owner);
    await ensureRole(client, RUNTIME_ROLE, passwords.runtime);
  });
}

/**
 * Makes a database owned by the owner role that only the two roles may enter. Idempotent.
 * `template`: a database to copy (it must have no connections); without one, an empty UTF-8 database in byte order.
 */
export async function ensureDatabase(superuserUrl: string, name: string, template?: string): Promise<void> {
  await withClient(superuserUrl, async (client) => {
    const database = pg.escapeIdentifier(name);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) {
      const origin = template ? pg.escapeIdentifier(template) : `template0 ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'`;
      await client.query(`CREATE DATABASE ${database} OWNER ${OWNER_ROLE} TEMPLATE ${origin}`);
    }
    // Not copied with a template, hence here.
    await client.query(`REVOKE ALL ON DATABASE ${database} FROM PUBLIC`);
    await client.query(`GRANT CONNECT ON DATABASE ${database} TO ${RUNTIME_ROLE}`);
  });
}

/** Throws a database of a private Postgres away, whoever is connected to it. */
export async function dropDatabase(superuserUrl: string, name: string): Promise<void> {
  await withClient(superuserUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`));
}

type External = {
  /** The owner's connection (DATABASE_URL). */
  ownerUrl: string;
  schema: string;
  /** The runtime role's connection when an administrator made it (RUNTIME_DATABASE_URL). */
  runtimeUrl?: string | undefined;
  /** What the runtime role's password is derived from when the owner's connection carries no password of its own. */
  secret: string;
};

/**
 * The runtime role of a database that someone else runs, and its connection.
 * With RUNTIME_DATABASE_URL: checked. Without: made when the owner may make roles; every server that starts with the same DATABASE_URL
 * comes to the same role and password, whatever data folder it has.
 * Throws CannotStart with the statements an administrator must run when it may not, or when the server or the role does not fit.
 */
export async function ensureExternalRuntime({ ownerUrl, schema, runtimeUrl, secret }: External): Promise<{ role: string; url: string }> {
  const url = await withClient(ownerUrl, async (client) => {
    await refuseUnfitServer(client);
    if (runtimeUrl) return runtimeUrl;
    const { database, mayMakeRoles } = await ownerFacts(client);
    const name = runtimeRoleOf(database, schema);
    if (!mayMakeRoles) throw new CannotStart(askAdministrator(ownerUrl, name, database));
    const password = derivedPassword(decodeURIComponent(new URL(ownerUrl).password) || secret, name);
    // Three servers may start at once on the same database.
    await client.query('SELECT pg_advisory_lock(hashtext($1))', [name]);
    await ensureRole(client, name, password);
    await client.query(`GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(database)} TO ${pg.escapeIdentifier(name)}`);
    return withParts(ownerUrl, { user: name, password });
  });
  await refuseUnfitRuntime(url, ownerUrl);
  return { role: decodeURIComponent(new URL(url).username), url };
}

/** Slow to compute on purpose: who learns the runtime role's password must not find a weak owner's password by trying words. */
function derivedPassword(secret: string, role: string): string {
  return scryptSync(secret, role, 24, { N: 2 ** 15, r: 8, p: 1, maxmem: 2 ** 26 }).toString('base64url');
}

async function ensureRole(client: pg.Client, name: string, password: string): Promise<void> {
  const { rowCount } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
  const secret = pg.escapeLiteral(scramVerifier(password));
  if (rowCount === 0) {
    await client.query(`CREATE ROLE ${pg.escapeIdentifier(name)} ${LEAST} PASSWORD ${secret}`);
  } else {
    // A role-maker that is no superuser may not touch the superuser attributes, not even to keep them off.
    await client.query(`ALTER ROLE ${pg.escapeIdentifier(name)} PASSWORD ${secret}`);
  }
}

/** What Postgres itself stores for a password (RFC 5803): sent instead of the password, so that no server log ever shows it. */
function scramVerifier(password: string): string {
  const [iterations, salt] = [4096, randomBytes(16)];
  const salted = pbkdf2Sync(password, salt, iterations, 32, 'sha256');
  const keyed = (word: string) => createHmac('sha256', salted).update(word).digest();
  const storedKey = createHash('sha256').update(keyed('Client Key')).digest('base64');
  return `SCRAM-SHA-256$${iterations}:${salt.toString('base64')}$${storedKey}:${keyed('Server Key').toString('base64')}`;
}

/** Roles belong to the whole server, so each hospital's has its own name: the same for every start on that database and schema. */
function runtimeRoleOf(database: string, schema: string): string {
  return `${RUNTIME_ROLE}_${createHash('sha256').update(`${database}/${schema}`).digest('hex').slice(0, 8)}`;
}

async function ownerFacts(client: pg.Client): Promise<{ database: string; mayMakeRoles: boolean }> {
  const { rows } = await client.query<{ database: string; mayMakeRoles: boolean }>(
    `SELECT current_database() AS database, rolsuper OR rolcreaterole AS "mayMakeRoles" FROM pg_roles WHERE rolname = current_user`,
  );
  const [facts] = rows;
  if (!facts) throw new Error('the connected role is not in pg_roles');
  return facts;
}

async function refuseUnfitServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; encoding: string; vietnamese: boolean }>(
    `SELECT current_setting('server_version_num')::int AS version, current_setting('server_encoding') AS encoding,
      EXISTS (SELECT FROM pg_collation WHERE collname = 'vi-x-icu' AND collnamespace = 'pg_catalog'::regnamespace) AS vietnamese`,
  );
  const [server] = rows;
  if (!server || server.version < 150_000)
    throw new CannotStart('The database of DATABASE_URL is too old: Postgres 15 or newer is needed.');
  if (server.encoding !== 'UTF8') {
    throw new CannotStart(
      `The database of DATABASE_URL has the encoding ${server.encoding}. Make one with ENCODING 'UTF8': CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8'.`,
    );
  }
  if (!server.vietnamese) {
    throw new CannotStart(
      'The Postgres of DATABASE_URL was built without ICU: it lacks the collation "vi-x-icu", the Vietnamese order of names.',
    );
  }
}

async function refuseUnfitRuntime(runtimeUrl: string, ownerUrl: string): Promise<void> {
  const home = await withClient(ownerUrl, placeOf);
  await withClient(runtimeUrl, async (client) => {
    if ((await placeOf(client)) !== home) {
      throw new CannotStart('RUNTIME_DATABASE_URL leads to another database than DATABASE_URL: both must name the same one.');
    }
    const { rows } = await client.query<{ name: string; mighty: boolean }>(
      'SELECT rolname AS name, rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb AS mighty FROM pg_roles WHERE rolname = current_user',
    );
    const [role] = rows;
    if (!role || role.mighty || role.name === decodeURIComponent(new URL(ownerUrl).username)) {
      throw new CannotStart(
        `RUNTIME_DATABASE_URL must name a role of its own with no rights beyond signing in («${role?.name}» has more): ` +
          'then even a hole in the program cannot change the audit.',
      );
    }
  });
}

/** What tells one database of one running server from every other, whatever names lead to it. */
async function placeOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ place: string }>(
    `SELECT oid || ' ' || extract(epoch FROM pg_postmaster_start_time()) AS place FROM pg_database WHERE datname = current_database()`,
  );
  return rows[0]?.place ?? '';
}

const askAdministrator = (ownerUrl: string, role: string, database: string) =>
  `«${decodeURIComponent(new URL(ownerUrl).username)}» may not make roles. Let an administrator of that Postgres run:\n\n` +
  `  CREATE ROLE ${role} ${LEAST} PASSWORD '…';\n` +
  `  GRANT CONNECT ON DATABASE ${pg.escapeIdentifier(database)} TO ${role};\n\n` +
  `and start with its connection as well: RUNTIME_DATABASE_URL=${withParts(ownerUrl, { user: role, password: 'PASSWORD' })}`;
