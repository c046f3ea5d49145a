import 'server-only';
import { randomUUID } from 'node:crypto';
import { accessSync, constants, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { CannotStart } from '../launch/cannot-start';
import { birthOf, isAlive, signal, waitUntilGone } from './processes';

/** A process and the mark that tells it from a later one with the same id. */
const processShape = z.object({ pid: z.number().int(), birth: z.string() });
type KnownProcess = z.infer<typeof processShape>;

const instanceShape = z.object({
  launcher: processShape,
  startedAt: z.string(),
  /** The private Postgres of this instance, once it runs. */
  postgresPort: z.number().int().optional(),
  /** The web server of this instance, once it runs. */
  app: processShape.optional(),
  address: z.string().optional(),
});
export type Instance = z.infer<typeof instanceShape>;

export type Claim = {
  /** Writes what the instance has come to; kept for tools that look for a running instance. */
  note(change: { postgresPort?: number; appPid?: number; address?: string }): void;
  release(): void;
};

const fileIn = (folder: string) => path.join(folder, 'instance.json');

/**
 * Takes a data folder for this process: two programs on one folder would destroy each other's saves.
 * A holder that died without releasing is replaced, and what it left running of the app is stopped; the decision rests on the process
 * being dead, never on age. Throws CannotStart naming the folder and the process when the holder is alive.
 */
export async function claimFolder(folder: string): Promise<Claim> {
  makeFolder(folder);
  const file = fileIn(folder);
  const own: Instance = { launcher: known(process.pid), startedAt: new Date().toISOString() };
  for (;;) {
    if (placeIfAbsent(file, own)) break;
    const holder = readInstance(file);
    if (holder && lives(holder.launcher)) throw alreadyRunning(folder, holder);
    const aside = `${file}.${randomUUID()}`;
    if (!moved(file, aside)) continue;
    const removed = readInstance(aside);
    // Between the reading and the move another launcher may have taken the folder: give it back.
    if (removed && lives(removed.launcher)) {
      placeIfAbsent(file, removed);
      rmSync(aside, { force: true });
      throw alreadyRunning(folder, removed);
    }
    rmSync(aside, { force: true });
    if (removed?.app) await stopLeftApp(removed.app);
  }
  return {
    note(change) {
      const { appPid, ...rest } = change;
      Object.assign(own, rest, appPid === undefined ? {} : { app: known(appPid) });
      const draft = `${file}.${randomUUID()}`;
      writeFileSync(draft, JSON.stringify(own), { mode: 0o644 });
      renameSync(draft, file);
    },
    release() {
      if (readInstance(file)?.launcher.pid === process.pid) rmSync(file, { force: true });
    },
  };
}

/** The living instance that holds the folder, or null. */
export function runningInstance(folder: string): Instance | null {
  const holder = readInstance(fileIn(folder));
  return holder && lives(holder.launcher) ? holder : null;
}

/** Makes a data folder, closed to others, when it is missing. Throws CannotStart when it cannot be written to. */
export function makeFolder(folder: string): void {
  try {
    mkdirSync(path.dirname(folder), { recursive: true });
    // Only for the account that runs the program; root's stand-in is let pass, not read (cluster.ts).
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    accessSync(folder, constants.W_OK | constants.X_OK);
  } catch (error) {
    throw new CannotStart(
      `The data folder ${folder} cannot be used: ${error instanceof Error ? error.message : error}.\nGive another one: DATA_DIR=/path/to/folder npm start`,
    );
  }
}

/** Creates the file whole or not at all; false when it exists. */
function placeIfAbsent(file: string, instance: Instance): boolean {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(instance), { mode: 0o644 });
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

function moved(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}

/** null also for a file that a power cut left empty: nobody alive wrote it. */
function readInstance(file: string): Instance | null {
  try {
    return instanceShape.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

const known = (pid: number): KnownProcess => ({ pid, birth: birthOf(pid) });
const lives = ({ pid, birth }: KnownProcess) => isAlive(pid) && birthOf(pid) === birth;

const alreadyRunning = (folder: string, holder: Instance) =>
  new CannotStart(
    `The data folder ${folder} belongs to a running instance (process ${holder.launcher.pid}${holder.address ? `, ${holder.address}` : ''}).\n` +
      'Stop that one first, or give this one its own folder: DATA_DIR=/path/to/another npm start',
  );

async function stopLeftApp(app: KnownProcess): Promise<void> {
  if (!lives(app)) return;
  signal(app.pid, 'SIGTERM');
  if (!(await waitUntilGone(app.pid, 10))) signal(app.pid, 'SIGKILL');
  await waitUntilGone(app.pid, 5);
}
