import 'server-only';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inheritedEnv, type LaunchEnv } from '../env';
import { endWithThisProcess } from '../postgres/processes';
import { ensureBuilt } from './build.mjs';
import { CannotStart } from './cannot-start';
import { type Children, exitCode } from './children';
import type { Database } from './database';
import { readSecrets } from './secrets';
import { say } from './terminal';

const READY_SECONDS = 120;

/** The address that people type. */
export const addressOf = ({ APP_URL, PORT }: LaunchEnv): string => APP_URL ?? `http://localhost:${PORT}`;

/** Exactly what the app process (and a seed, which runs the same commands) needs; the owner's connection is not in it. */
export function appEnv(database: Database, settings: LaunchEnv, mode: { evaluation: boolean; dev: boolean }): NodeJS.ProcessEnv {
  return {
    ...inheritedEnv(),
    NODE_ENV: mode.dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    RUNTIME_DATABASE_URL: database.runtimeUrl,
    DATABASE_SCHEMA: database.schema,
    DATA_DIR: settings.DATA_DIR,
    NEXTAUTH_SECRET: settings.NEXTAUTH_SECRET ?? readSecrets(settings.DATA_DIR).session,
    APP_EVALUATION: mode.evaluation ? '1' : '0',
    TRUST_PROXY: String(settings.TRUST_PROXY),
    ...(settings.APP_URL ? { APP_URL: settings.APP_URL, NEXTAUTH_URL: settings.APP_URL } : { AUTH_TRUST_HOST: '1' }),
  };
}

/** Builds the app unless the build at hand is of exactly these sources. */
export async function buildApp({ APP_URL = '' }: LaunchEnv): Promise<void> {
  const begin = () => say('Build', 'about a minute, on first start and after a change …');
  try {
    const seconds = await ensureBuilt({ env: { ...inheritedEnv(), APP_URL }, https: APP_URL.startsWith('https://'), begin });
    if (seconds !== null) say('Build', `done in ${Math.round(seconds)} s`);
  } catch (error) {
    throw new CannotStart(error instanceof Error ? error.message : String(error));
  }
}

export type WebApp = {
  pid: number | undefined;
  /** Its exit code, once it ended. */
  ended: Promise<number>;
  /** Settles when it serves; throws CannotStart with its own answer when it does not, or ended before. */
  ready: Promise<void>;
};

/** Starts the web server on the port of the settings. */
export function startApp(children: Children, env: NodeJS.ProcessEnv, port: number, dev: boolean): WebApp {
  const next = path.join('node_modules', 'next', 'dist', 'bin', 'next');
  const app = children.start([next, dev ? 'dev' : 'start', '-p', String(port)], {
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
    // A group of its own: the terminal's Ctrl-C must not reach it twice.
    detached: true,
  });
  if (app.pid !== undefined) app.once('exit', endWithThisProcess(app.pid, 'SIGTERM'));
  const ended = exitCode(app);
  const early = ended.then((code) => {
    throw new CannotStart(`The web server ended with ${code} before it was ready.`);
  });
  return { pid: app.pid, ended, ready: Promise.race([untilReady(port), early]) };
}

async function untilReady(port: number): Promise<void> {
  const deadline = Date.now() + READY_SECONDS * 1000;
  let last = 'no answer';
  while (Date.now() < deadline) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/api/readyz`, { signal: AbortSignal.timeout(10_000) });
      if (response.ok) return;
      last = `${response.status} ${(await response.text()).slice(0, 200)}`;
    } catch {
      // not listening yet
    }
    await sleep(100);
  }
  throw new CannotStart(`The server on port ${port} does not become ready; /api/readyz says: ${last}`);
}
