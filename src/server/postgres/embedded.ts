import 'server-only';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { CannotStart } from '../launch/cannot-start';
import type { Binaries } from './binaries';
import { ensureCluster, locateCluster, resetSuperuserPassword, SUPERUSER, spawnServer } from './cluster';
import { commandOf, endWithThisProcess, isAlive, signal, waitUntilGone } from './processes';

export type EmbeddedPostgres = {
  port: number;
  /** The superuser's connection, to the database `postgres`: for making roles and databases, never for the app. */
  superuserUrl: string;
  /** Settles when the server ends, whoever ended it. */
  ended: Promise<void>;
  /** Fast shutdown: open transactions are rolled back, everything committed is on disk. */
  stop(): Promise<void>;
};

type Options = {
  /** The data folder; the caller holds it (claim.ts). The cluster lives in its `postgres` folder. */
  folder: string;
  superuserPassword: string;
  /** Another Postgres than the one that npm installed. */
  binaries?: Binaries;
  /** false only in tests: faster, but a power cut may cost acknowledged saves. */
  durable?: boolean;
};

/** Crash recovery of a busy day takes seconds; this is for a slow disk. */
const READY_SECONDS = 300;
const ATTEMPTS = 20;

/**
 * Starts the private Postgres of a data folder on 127.0.0.1, making the cluster on first use; its port is remembered in the folder.
 * What a killed launcher left behind (a running server, a stale pid file) is cleared first. The caller must hold the folder.
 * Throws CannotStart with what is wrong and what to do.
 */
export async function startEmbedded({ folder, superuserPassword, binaries, durable = true }: Options): Promise<EmbeddedPostgres> {
  const cluster = locateCluster(folder, binaries);
  await stopLeftover(folder);
  ensureCluster(cluster, superuserPassword);
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort(folder, attempt > 1);
    const superuserUrl = superuserConnection(port, superuserPassword);
    const logStart = existsSync(cluster.log) ? statSync(cluster.log).size : 0;
    const server = spawnServer(cluster, port, durable);
    if (server.pid !== undefined) server.once('exit', endWithThisProcess(server.pid, 'SIGINT'));
    const outcome = await untilReady(server, superuserUrl, () => logSince(cluster.log, logStart));
    if (outcome === 'ready') {
      writeFileSync(portFile(folder), String(port));
      return { port, superuserUrl, ended: ending(server), stop: () => stopServer(server) };
    }
    await stopServer(server);
    if (outcome === 'failed' || attempt === ATTEMPTS) {
      const end = logSince(cluster.log, logStart).trimEnd().split('\n').slice(-12).join('\n');
      throw new CannotStart(`The database in ${cluster.data} does not start. Its log, ${cluster.log}, ends with:\n${end}`);
    }
    if (outcome === 'wrong password') resetSuperuserPassword(cluster, superuserPassword);
    // The last processes of a killed server are still leaving.
    if (outcome === 'memory in use') await sleep(500);
  }
}

/** The superuser's connection to a private Postgres that listens on `port`. */
export function superuserConnection(port: number, password: string): string {
  return `postgresql://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
}

/**
 * Stops a server that still runs on the folder after its launcher died, and makes a stale pid file harmless.
 * To be called only by who holds the folder.
 */
export async function stopLeftover(folder: string): Promise<void> {
  const data = path.join(folder, 'postgres');
  const file = path.join(data, 'postmaster.pid');
  if (!existsSync(file)) return;
  const [first = '', ...rest] = readFileSync(file, 'utf8').split('\n');
  const pid = Math.abs(Number.parseInt(first, 10));
  if (!pid || !isAlive(pid)) return;
  const command = commandOf(pid);
  if (command.includes('postgres') && command.includes(data)) {
    await stopProcess(pid);
    return;
  }
  // The id now belongs to a stranger. Postgres would take it for its own; it does not mind its parent's id, which will be ours.
  // The file is not removed, so that Postgres still checks the shared memory named in it.
  writeFileSync(file, [process.pid, ...rest].join('\n'));
}

type Outcome = 'ready' | 'wrong password' | 'port taken' | 'memory in use' | 'failed';

async function untilReady(server: ChildProcess, url: string, log: () => string): Promise<Outcome> {
  const deadline = Date.now() + READY_SECONDS * 1000;
  let ended = false;
  void ending(server).then(() => {
    ended = true;
  });
  while (!ended && Date.now() < deadline) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
    client.on('error', () => {});
    try {
      await client.connect();
      await client.end();
      return 'ready';
    } catch (error) {
      if (error instanceof pg.DatabaseError && error.code === '28P01') return 'wrong password';
      await sleep(40);
    }
  }
  if (/could not bind|could not create any TCP/.test(log())) return 'port taken';
  return /shared memory block .* is still in use/.test(log()) ? 'memory in use' : 'failed';
}

function ending(server: ChildProcess): Promise<void> {
  if (hasEnded(server)) return Promise.resolve();
  return new Promise((resolve) => {
    server.once('exit', () => resolve());
    server.once('error', () => resolve());
  });
}

const hasEnded = (server: ChildProcess) => server.pid === undefined || server.exitCode !== null || server.signalCode !== null;

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.pid === undefined || hasEnded(server)) return;
  const ended = ending(server);
  await stopProcess(server.pid);
  await ended;
}

/** SIGINT asks for a fast shutdown; SIGQUIT, when that hangs, leaves the rest to crash recovery. Neither loses a commit. */
async function stopProcess(pid: number): Promise<void> {
  signal(pid, 'SIGINT');
  if (await waitUntilGone(pid, 30)) return;
  signal(pid, 'SIGQUIT');
  await waitUntilGone(pid, 10);
}

const portFile = (folder: string) => path.join(folder, 'postgres-port');

async function choosePort(folder: string, anew: boolean): Promise<number> {
  const remembered = existsSync(portFile(folder)) ? Number.parseInt(readFileSync(portFile(folder), 'utf8'), 10) : 0;
  if (!anew && remembered > 0 && (await freePort(remembered)) !== null) return remembered;
  return (await freePort(0)) ?? 0;
}

/** The port when it is free on 127.0.0.1 (0 = any), otherwise null. */
function freePort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen({ host: '127.0.0.1', port }, () => {
      const address = probe.address();
      probe.close(() => resolve(address !== null && typeof address === 'object' ? address.port : null));
    });
  });
}

function logSince(log: string, start: number): string {
  const whole = existsSync(log) ? readFileSync(log) : Buffer.alloc(0);
  // Shorter than before: a new log was begun.
  return whole.subarray(whole.length < start ? 0 : start).toString('utf8');
}
