import 'server-only';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export type Migration = { name: string; sql: string; checksum: string };

export const MIGRATIONS = path.join('prisma', 'migrations');

/** The names of a folder's migrations in Prisma's format, in the order they are applied. */
function migrationNames(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => existsSync(path.join(folder, name, 'migration.sql')))
    .sort();
}

/** The migrations of a folder, in order. `checksum` is Prisma's: sha256 of the file, in hex. */
export function readMigrations(folder = MIGRATIONS): Migration[] {
  return migrationNames(folder).map((name) => {
    const file = readFileSync(path.join(folder, name, 'migration.sql'));
    return { name, sql: file.toString('utf8'), checksum: createHash('sha256').update(file).digest('hex') };
  });
}

/**
 * The names of this program's migrations that a database lacks; empty = at head.
 * `applied`: the names in `_prisma_migrations` that are finished and not rolled back. More than this program knows is no fault:
 * while versions change over, the older one works on the newer schema.
 */
export function pendingMigrations(applied: readonly string[], folder = MIGRATIONS): string[] {
  const done = new Set(applied);
  return migrationNames(folder).filter((name) => !done.has(name));
}
