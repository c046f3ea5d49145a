import { spawn } from 'node:child_process';
import path from 'node:path';
import type pg from 'pg';
import { beforeAll, expect, it } from 'vitest';
import { freshDatabase } from '../support/postgres';
import { connect } from './session';

const root = path.resolve(import.meta.dirname, '../..');
const PATIENCE = 120_000;

let owner: pg.Client;
let url: string;
beforeAll(async () => {
  const { ownerUrl, schema } = await freshDatabase();
  owner = await connect(ownerUrl);
  const address = new URL(ownerUrl);
  address.searchParams.set('schema', schema);
  url = address.href;
});

/** Prisma's own command, with the engine of prisma/schema-engine.mjs in place of the one it would download. */
function prisma(...words: string[]): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['node_modules/prisma/build/index.js', ...words, '--config', 'prisma/prisma.config.ts'], {
      cwd: root,
      env: {
        ...process.env,
        DATABASE_URL: url,
        PRISMA_SCHEMA_ENGINE_BINARY: path.join(root, 'prisma/schema-engine.mjs'),
        CHECKPOINT_DISABLE: '1',
        NO_COLOR: '1',
      },
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said }));
  });
}
/** Code 0: no difference. Code 2: the script that would bring the database to the schema. */
const difference = () => prisma('migrate', 'diff', '--from-config-datasource', '--to-schema', 'prisma/schema', '--script', '--exit-code');

it('the migrated database is what prisma/schema says', { timeout: PATIENCE }, async () => {
  const { code, said } = await difference();
  expect(said).toContain('This is an empty migration.');
  expect(code).toBe(0);
});

it('a column too many, a column too few and a changed type would be told', { timeout: PATIENCE }, async () => {
  await owner.query('BEGIN');
  await owner.query('ALTER TABLE area ADD COLUMN colour text');
  await owner.query('ALTER TABLE task DROP COLUMN detail');
  await owner.query('ALTER TABLE holiday ALTER COLUMN day TYPE timestamp');
  await owner.query('COMMIT');
  const { code, said } = await difference();
  expect(code).toBe(2);
  for (const word of ['DROP COLUMN "colour"', 'ADD COLUMN     "detail" TEXT', 'ALTER COLUMN "day"']) expect(said).toContain(word);
});

it('Prisma agrees that what our runner applied is applied, and sees when it is not', { timeout: PATIENCE }, async () => {
  expect((await prisma('migrate', 'status')).said).toContain('Database schema is up to date!');
  await owner.query('DELETE FROM _prisma_migrations');
  const { code, said } = await prisma('migrate', 'status');
  expect(code).toBe(1);
  expect(said).toContain('0001_foundation');
});

it('a database that cannot be reached is not taken for one that is equal', { timeout: PATIENCE }, async () => {
  const address = new URL(url);
  address.pathname = '/no_such_database';
  url = address.href;
  expect((await difference()).code).toBe(1);
});
