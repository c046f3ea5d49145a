#!/usr/bin/env node
// Prisma's CLI downloads a native `schema-engine`, which many hospital networks cannot reach. Prisma also ships the very same
// engine compiled to WebAssembly; this program puts it behind the protocol that the CLI speaks to the native one: JSON-RPC, one
// message a line, on stdin and stdout. For writing migrations and for the test that compares schema and database; never at run time.
//
//   PRISMA_SCHEMA_ENGINE_BINARY=prisma/schema-engine.mjs DATABASE_URL='postgresql://…?schema=tongket' \
//     npx prisma migrate diff --config prisma/prisma.config.ts --from-config-datasource --to-schema prisma/schema --script
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { parse } from 'pg-connection-string';

/** Postgres's one-byte "char", which adapter-pg does not know; the catalogues are full of it. */
const CHAR = 18;
const TEXT = 25;

const options = readArguments(process.argv.slice(2));

function readArguments(words) {
  const read = { datamodels: [], datasource: { url: 'postgresql://nobody@localhost/none' }, words: [] };
  for (let at = 0; at < words.length; at++) {
    const word = words[at];
    if (word === '--datamodels' || word === '-d') read.datamodels.push(words[++at]);
    else if (word === '--datasource') read.datasource = JSON.parse(words[++at]);
    else if (word === '--enabled-preview-features' || word === '--extension-types') at++;
    else read.words.push(word);
  }
  return read;
}

function engineVersion() {
  const { version } = createRequire(import.meta.url)('@prisma/schema-engine-wasm/package.json');
  return version.split('.').pop();
}

/** The package wants to be bundled; here it is tied together by hand. */
async function loadEngine() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => process.stderr.write(`schema-engine panicked: ${message}\n`) };
  const glue = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm')
    .replace(/schema_engine\.js$/, 'schema_engine_bg.js');
  const engine = await import(glue);
  const module = new WebAssembly.Module(readFileSync(glue.replace(/\.js$/, '.wasm')));
  const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': engine });
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return engine.SchemaEngine;
}

/** Reads "char" columns as text, and remembers which they were. */
class CatalogPool extends pg.Pool {
  async query(...args) {
    const result = await super.query(...args);
    for (const field of [result].flat().flatMap(({ fields }) => fields ?? [])) {
      if (field.dataTypeID !== CHAR) continue;
      field.dataTypeID = TEXT;
      oneByteColumns.add(field.name);
    }
    return result;
  }
}
const oneByteColumns = new Set();

async function connect(url, database) {
  const { schema, ...config } = parse(url);
  const pool = new CatalogPool({ ...config, database: database ?? config.database, max: 4 });
  const adapter = await new PrismaPg(pool, { schema, disposeExternalPool: true }).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    // the engine panics, and the CLI then prints nothing, when the kind of a constraint comes as a text
    result.columnNames.forEach((name, at) => {
      if (name === 'constraint_type' && oneByteColumns.has(name)) result.columnTypes[at] = ColumnTypeEnum.Character;
    });
    return result;
  };
  return adapter;
}

/** An empty database that lives as long as the comparison. Not PrismaPg's own: that would connect to the main database. */
async function connectToShadowDatabase() {
  const { url, shadowDatabaseUrl } = options.datasource;
  if (shadowDatabaseUrl) return connect(shadowDatabaseUrl);
  const name = `prisma_migrate_shadow_db_${randomUUID()}`;
  const admin = new pg.Client(parse(url));
  await admin.connect();
  await admin.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE template0`);
  const adapter = await connect(url, name);
  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await dispose();
    await admin.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
    await admin.end();
  };
  return adapter;
}

async function answerWhetherDatabaseExists() {
  const client = new pg.Client(parse(options.datasource.url));
  try {
    await client.connect();
    await client.end();
    process.exit(0);
  } catch (error) {
    const fields = { message: error.message, is_panic: false, error_code: error.code === '3D000' ? 'P1003' : 'P1001' };
    process.stderr.write(
      `${JSON.stringify({ timestamp: new Date().toISOString(), level: 'ERROR', fields, target: 'schema_engine::logger' })}\n`,
    );
    process.exit(1);
  }
}

/** What the CLI expects of a failure: the engine's own code and words, or those of the connection, which the engine knows by number. */
function failure(error, registry) {
  const number = /^External error id#(\d+)/.exec(error?.message)?.[1];
  const message = String((number && registry.consumeError(Number(number))?.error?.message) || (error?.message ?? error));
  let told = {};
  try {
    told = JSON.parse(message);
  } catch {
    // plain words
  }
  const data = { is_panic: false, meta: told.meta ?? null, error_code: told.error_code ?? told.code ?? null, backtrace: null };
  return { code: 4466, message: told.message ?? message, data: { ...data, message: told.message ?? message } };
}

async function serve() {
  const SchemaEngine = await loadEngine();
  const factory = bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connect(options.datasource.url),
    connectToShadowDb: connectToShadowDatabase,
  });
  const datamodels = options.datamodels.map((file) => [file, readFileSync(file, 'utf8')]);
  const send = (message) => process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  let engine;
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
    const { id, method, params } = JSON.parse(line);
    if (!method) continue; // the CLI's answer to a print
    try {
      engine ??= await SchemaEngine.new({ datamodels: datamodels.length > 0 ? datamodels : undefined }, () => {}, factory);
      if (typeof engine[method] !== 'function') throw new Error(`This stand-in has no ${method}.`);
      const result = await engine[method](params ?? {});
      // the native engine asks the CLI to print a difference, and only then answers
      if (method === 'diff' && typeof result?.stdout === 'string')
        send({ method: 'print', id: 100_000 + id, params: { content: result.stdout } });
      send({ id, result: result ?? null });
    } catch (error) {
      send({ id, error: failure(error, factory.errorRegistry) });
    }
  }
  process.exit(0); // the pools would keep it alive
}

if (options.words.includes('--version')) process.stdout.write(`schema-engine-cli ${engineVersion()}\n`);
else if (options.words[0] === 'cli') await answerWhetherDatabaseExists();
else await serve();
