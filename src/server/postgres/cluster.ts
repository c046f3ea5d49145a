import 'server-only';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { CannotStart } from '../launch/cannot-start';
import { type Binaries, packagedBinaries, stageBinaries } from './binaries';

/** A database cluster on disk, and the account that must run it. */
export type Cluster = { folder: string; data: string; log: string; binaries: Binaries; account: { uid?: number; gid?: number } };

export const SUPERUSER = 'postgres';
/** Postgres refuses to run as root; root runs it under this unprivileged account, which exists everywhere by number. */
const NOBODY = 65534;
const LOG_LIMIT_BYTES = 10_000_000;

/** The cluster of a data folder, existing or not. Throws CannotStart when root's stand-in could not reach it. */
export function locateCluster(folder: string, given?: Binaries): Cluster {
  const data = path.join(folder, 'postgres');
  const cluster = { folder, data, log: path.join(folder, 'postgres.log') };
  if (process.getuid?.() !== 0) return { ...cluster, binaries: given ?? packagedBinaries(), account: {} };
  refuseClosedFolder(folder);
  const owner = existsSync(data) ? statSync(data) : { uid: NOBODY, gid: NOBODY };
  return { ...cluster, binaries: given ?? stageBinaries(packagedBinaries(), folder), account: { uid: owner.uid, gid: owner.gid } };
}

/** Makes the cluster on first use (UTF-8, order of bytes; Vietnamese order comes from the columns' own collation). */
export function ensureCluster(cluster: Cluster, superuserPassword: string): void {
  if (existsSync(cluster.data)) refuseOtherVersion(cluster);
  else createCluster(cluster, superuserPassword);
}

/** Starts the server process; it is not ready yet. `durable: false` trades safety on power loss for speed, for tests. */
export function spawnServer({ folder, data, log, binaries, account }: Cluster, port: number, durable: boolean): ChildProcess {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // The values of a refused row may be personal: neither they nor the statement go into the log.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    log_timezone: 'UTC',
    timezone: 'UTC',
    ...(durable ? { fsync: 'on' } : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }),
  };
  if (existsSync(log) && statSync(log).size > LOG_LIMIT_BYTES) renameSync(log, `${log}.1`);
  const output = openSync(log, 'a', 0o600);
  try {
    return spawn(
      path.join(binaries.bin, 'postgres'),
      ['-D', data, '-p', String(port), ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      // A group of its own: the terminal's Ctrl-C goes to the launcher, which stops the app first.
      { ...account, cwd: folder, env: environment(binaries), detached: true, stdio: ['ignore', output, output] },
    );
  } finally {
    closeSync(output);
  }
}

/** The secrets of the data folder are the truth: when they were lost, the server's maintenance mode sets the new password. */
export function resetSuperuserPassword({ folder, data, binaries, account }: Cluster, password: string): void {
  const statement = `ALTER ROLE ${pg.escapeIdentifier(SUPERUSER)} PASSWORD ${pg.escapeLiteral(password)}\n`;
  const run = { ...account, cwd: folder, env: environment(binaries), input: statement };
  spawnSync(path.join(binaries.bin, 'postgres'), ['--single', '-D', data, 'postgres'], run);
}

function refuseClosedFolder(folder: string): void {
  chmodSync(folder, statSync(folder).mode | 0o011);
  for (let parent = path.dirname(folder); parent !== path.dirname(parent); parent = path.dirname(parent)) {
    if ((statSync(parent).mode & 0o001) === 0) {
      throw new CannotStart(
        `The data folder ${folder} cannot be used by root: Postgres runs under an unprivileged account, which may not enter ${parent}.\n` +
          'Give another folder, for example: DATA_DIR=/var/lib/tong-ket npm start',
      );
    }
  }
}

function createCluster({ folder, data, log, binaries, account }: Cluster, password: string): void {
  const draft = `${data}.new`;
  const passwordFile = path.join(folder, '.superuser');
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  const { uid, gid } = account;
  if (uid !== undefined && gid !== undefined) for (const entry of [draft, passwordFile]) chownSync(entry, uid, gid);
  const made = spawnSync(
    path.join(binaries.bin, 'initdb'),
    ['-D', draft, '-U', SUPERUSER, '--auth=scram-sha-256', `--pwfile=${passwordFile}`, '--encoding=UTF8', '--locale=C'],
    { ...account, cwd: folder, env: environment(binaries), encoding: 'utf8' },
  );
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    writeFileSync(log, `${made.stdout ?? ''}${made.stderr ?? ''}`, { flag: 'a', mode: 0o600 });
    throw new CannotStart(`The database could not be created in ${data}: ${made.error?.message ?? made.stderr.trim()}`);
  }
  // Only a finished cluster gets the name: a first start that is cut short leaves nothing half made.
  renameSync(draft, data);
}

function refuseOtherVersion({ data, binaries }: Cluster): void {
  let made: string;
  try {
    made = readFileSync(path.join(data, 'PG_VERSION'), 'utf8').trim();
  } catch {
    throw new CannotStart(`The database folder ${data} cannot be read: it belongs to another account, or is not a Postgres folder.`);
  }
  if (binaries.version.split('.')[0] !== made) {
    throw new CannotStart(
      `The database in ${data} was made by Postgres ${made}; this version brings Postgres ${binaries.version}.\n` +
        'Move its content with pg_dump and pg_restore, or start the version of the program that made it.',
    );
  }
}

/** Nothing is inherited: a PGDATA or PGPORT of the person's own must not reach this server. */
const environment = ({ lib }: Binaries): NodeJS.ProcessEnv => ({
  NODE_ENV: process.env.NODE_ENV,
  PATH: process.env.PATH,
  ...(process.platform === 'win32' ? { SystemRoot: process.env.SystemRoot } : {}),
  ...(lib && process.platform === 'linux' ? { LD_LIBRARY_PATH: lib } : {}),
});
