import { freshDatabase, type TestDatabase } from '@tests/support/postgres';
import { beforeAll, describe, expect, it } from 'vitest';
import { withClient, withParts, withSearchPath } from './connection';
import { ensureExternalRuntime, RUNTIME_ROLE } from './roles';

let database: TestDatabase;
const as = (url: string, ...statements: string[]) =>
  withClient(url, async (client) => {
    for (const statement of statements) await client.query(statement);
  });

beforeAll(async () => {
  database = await freshDatabase();
});

describe('the runtime role', () => {
  it('has no right of its own beyond signing in', async () => {
    const { rows } = await withClient(database.superuserUrl, (client) =>
      client.query('SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication FROM pg_roles WHERE rolname = $1', [
        RUNTIME_ROLE,
      ]),
    );
    expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false, rolreplication: false }]);
  });

  it.each([
    ['defines no table', 'CREATE TABLE own (id int)'],
    ['defines no schema', 'CREATE SCHEMA own'],
    ['defines no temporary table', 'CREATE TEMPORARY TABLE own (id int)'],
    ['changes no table', 'ALTER TABLE account ADD COLUMN own int'],
    ['switches off no trigger', 'ALTER TABLE account DISABLE TRIGGER ALL'],
    ['steps around no trigger', `SET session_replication_role = 'replica'`],
    ['becomes nobody else', 'SET ROLE tongket_owner'],
    ['deletes no business record', 'DELETE FROM department'],
    ['empties no table', 'TRUNCATE department'],
    ['writes no audit', `INSERT INTO audit_entry (audit_tx_id, op, table_name, row_key) VALUES (1, 'INSERT', 'account', '1')`],
    ['changes no audit', `UPDATE audit_tx SET actor_id = 1`],
    ['deletes no audit', 'DELETE FROM audit_seal'],
    ['moves no head of the audit', 'UPDATE audit_head SET seq = 0'],
    ['marks no migration', 'DELETE FROM _prisma_migrations'],
  ])('%s', async (_, statement) => {
    await expect(as(database.runtimeUrl, statement)).rejects.toThrow(/permission denied|must be owner/);
  });

  it('reads which migrations are applied, for the readiness check', async () => {
    await as(database.runtimeUrl, 'SELECT migration_name FROM _prisma_migrations');
  });
});

describe('a database that someone else runs', () => {
  const secret = 'kept in the data folder';
  const schema = 'tongket';
  let name: string;

  beforeAll(async () => {
    name = new URL(database.superuserUrl).pathname.slice(1);
    await as(
      database.superuserUrl,
      `CREATE ROLE hospital_${name} LOGIN CREATEROLE PASSWORD 'x'`,
      `CREATE ROLE modest_${name} LOGIN PASSWORD 'x'`,
      `GRANT CONNECT ON DATABASE ${name} TO hospital_${name} WITH GRANT OPTION`,
      `GRANT CONNECT ON DATABASE ${name} TO modest_${name}`,
    );
  });
  const owner = (role: 'hospital' | 'modest') => withParts(database.superuserUrl, { user: `${role}_${name}`, password: 'x' });

  it('gets a runtime role made by an owner who may make roles: the same for every server, whatever its own secrets', async () => {
    const first = await ensureExternalRuntime({ ownerUrl: owner('hospital'), schema, secret: 'of one server' });
    const [second, third] = await Promise.all([
      ensureExternalRuntime({ ownerUrl: owner('hospital'), schema, secret: 'of another' }),
      ensureExternalRuntime({ ownerUrl: owner('hospital'), schema, secret: 'of a third' }),
    ]);
    expect([second, third]).toEqual([first, first]);
    await as(first.url, 'SELECT 1');
  });

  it('gives each hospital of one database a role of its own', async () => {
    const first = await ensureExternalRuntime({ ownerUrl: owner('hospital'), schema, secret });
    const second = await ensureExternalRuntime({ ownerUrl: owner('hospital'), schema: 'second', secret });
    expect(second.role).not.toBe(first.role);
  });

  it('asks for an administrator, with the statements to run, when the owner may not make roles', async () => {
    const asked = ensureExternalRuntime({ ownerUrl: owner('modest'), schema, secret });
    await expect(asked).rejects.toThrow(/CREATE ROLE tongket_app_[0-9a-f]{8} LOGIN NOSUPERUSER/);
    await expect(asked).rejects.toThrow(/RUNTIME_DATABASE_URL=postgresql:\/\/tongket_app_/);
    await expect(asked).rejects.not.toThrow(/:x@/);
  });

  it('takes the role that an administrator made, and refuses one that may too much', async () => {
    const runtimeUrl = withSearchPath(owner('modest'), schema);
    const taken = await ensureExternalRuntime({ ownerUrl: owner('hospital'), schema, runtimeUrl, secret });
    expect(taken).toEqual({ role: `modest_${name}`, url: runtimeUrl });
    for (const tooMuch of [database.superuserUrl, owner('hospital')]) {
      await expect(ensureExternalRuntime({ ownerUrl: owner('modest'), schema, runtimeUrl: tooMuch, secret })).rejects.toThrow(
        /must name a role of its own/,
      );
    }
  });

  it('refuses a runtime connection that leads to another database', async () => {
    const runtimeUrl = withParts(owner('modest'), { database: 'postgres' });
    await expect(ensureExternalRuntime({ ownerUrl: owner('hospital'), schema, runtimeUrl, secret })).rejects.toThrow(
      /leads to another database than DATABASE_URL/,
    );
  });

  it('says who was refused where, never the password', async () => {
    const wrong = withParts(owner('modest'), { password: 'a-secret-typed-wrong' });
    const tried = ensureExternalRuntime({ ownerUrl: wrong, schema, secret });
    await expect(tried).rejects.toThrow(new RegExp(`on 127.0.0.1:\\d+ refuses the connection of «modest_${name}»`));
    await expect(tried).rejects.not.toThrow(/a-secret/);
  });
});

describe('the address of a database', () => {
  it.each([
    ['postgresql://u@h/d', 'postgresql://u@h/d?options=-c%20search_path%3Dtongket'],
    ['postgresql://u@h/d?sslmode=require', 'postgresql://u@h/d?sslmode=require&options=-c%20search_path%3Dtongket'],
    ['postgresql://u@h/d?options=-c%20search_path%3Dother', 'postgresql://u@h/d?options=-c%20search_path%3Dtongket'],
    ['postgresql://u@h/d?options=-c%20work_mem%3D8MB', 'postgresql://u@h/d?options=-c%20work_mem%3D8MB%20-c%20search_path%3Dtongket'],
  ])('%s carries the schema', (given, carried) => {
    expect(withSearchPath(given, 'tongket')).toBe(carried);
    expect(withSearchPath(carried, 'tongket')).toBe(carried);
  });
});
