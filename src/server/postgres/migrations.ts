import 'server-only';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type Migration = { name: string; sql: string; checksum: string };

export const MIGRATIONS = path.join('prisma', 'migrations');

/** The migrations of a folder in Prisma's format, in order of name. `checksum` is Prisma's: sha256 of the file, in hex. */
export function readMigrations(folder = MIGRATIONS): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(folder, entry.name, 'migration.sql')))
    .map(({ name }) => {
      const file = readFileSync(path.join(folder, name, 'migration.sql'));
      return { name, sql: file.toString('utf8'), checksum: createHash('sha256').update(file).digest('hex') };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * The names of this program's migrations that a database lacks; empty = at head.
 * `applied`: the names in `_prisma_migrations` that are finished and not rolled back. More than this program knows is no fault:
 * while versions change over, the older one works on the newer schema.
 */
export function pendingMigrations(applied: readonly string[], folder = MIGRATIONS): string[] {
  const done = new Set(applied);
  return readMigrations(folder)
    .map(({ name }) => name)
    .filter((name) => !done.has(name));
}
