import 'server-only';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { inheritedEnv, type LaunchEnv, launchEnv } from '../env';
import { type Claim, claimFolder } from '../postgres/claim';
import { withClient } from '../postgres/connection';
import { migrate } from '../postgres/migrate';
import { endWithThisProcess, whenParentEnds } from '../postgres/processes';
import { ensureBuilt } from './build.mjs';
import { CannotStart, reportFailure } from './cannot-start';
import { Children, exitCode } from './children';
import { type Database, externalDatabase, type PrivateDatabase, privateDatabase } from './database';
import { refuseTakenPort } from './port';
import { readSecrets } from './secrets';

const SAMPLE = 'prisma/seed/sample.ts';
const FIRST_ADMINISTRATOR = 'prisma/seed/first-administrator.ts';
/** How long requests that are under way may take to finish when the server is asked to stop. */
const DRAIN_SECONDS = 30;
const READY_SECONDS = 120;
/** A private database that is killed more often than this in the life of a launch is not started again. */
const RESTARTS = 5;

/**
 * What `npm start` is once everything is installed: database, migrations, sample hospital or first administrator, build, server; and the
 * orderly end of all of them. `--dev` serves the sources as they are being edited.
 */
async function serve(dev: boolean): Promise<void> {
  const settings = launchEnv();
  const children = new Children();
  const cleanups: (() => Promise<void> | void)[] = [];
  let ending: Promise<void> | undefined;
  const end = (code: number) => {
    ending ??= (async () => {
      await children.stop(DRAIN_SECONDS);
      for (const cleanup of cleanups.reverse()) await cleanup();
      process.exit(code);
    })();
    return ending;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (!ending) say('Stopping', 'finishing what is under way');
      void end(0);
    });
  }
  whenParentEnds(() => void end(0));
  try {
    const claim = await claimUnlessExternal(settings, cleanups);
    await refuseTakenPort(settings.PORT);
    const database = await openDatabase(claim, settings, cleanups, end);
    say('Migrations', (await migrate(database)).join(', ') || 'up to date');
    const evaluation = !settings.DATABASE_URL || settings.SAMPLE_DATA;
    const firstSteps = evaluation
      ? await loadSample(children, database, settings)
      : [...(await refuseSampleAccounts(database)), ...(await firstAdministrator(children, database, settings))];
    if (!dev) await build(settings);
    const code = await serveApp({ children, claim, database, settings, evaluation, dev, firstSteps });
    if (!ending) await end(code);
  } catch (error) {
    if (!ending) reportFailure(error);
    await end(1);
  }
}

/** One data folder = one instance. With DATABASE_URL several may share it: it holds only secrets then. */
async function claimUnlessExternal(settings: LaunchEnv, cleanups: (() => void)[]): Promise<Claim | null> {
  if (settings.DATABASE_URL) return null;
  const claim = await claimFolder(settings.DATA_DIR);
  cleanups.push(() => claim.release());
  return claim;
}

async function openDatabase(
  claim: Claim | null,
  settings: LaunchEnv,
  cleanups: (() => Promise<void> | void)[],
  end: (code: number) => Promise<void>,
): Promise<Database> {
  if (settings.DATABASE_URL) {
    const { host, pathname } = new URL(settings.DATABASE_URL);
    say('Database', `${host}${pathname}, schema ${settings.DATABASE_SCHEMA}`);
    return externalDatabase(settings.DATABASE_URL, settings);
  }
  if (!claim) throw new Error('a private database needs its folder');
  say('Data folder', settings.DATA_DIR);
  const database = await privateDatabase(claim, settings);
  let stopping = false;
  cleanups.push(() => {
    stopping = true;
    return database.stop();
  });
  say('Database', `private Postgres on 127.0.0.1:${database.port}`);
  void keepRunning(database, () => stopping, end);
  return database;
}

/** The app finds its database again on the same port; only when that fails is everything stopped. */
async function keepRunning(database: PrivateDatabase, stopping: () => boolean, end: (code: number) => Promise<void>): Promise<void> {
  for (let restarts = 0; ; restarts++) {
    await database.ended;
    if (stopping()) return;
    say('Database', 'ended unexpectedly; starting it again');
    const back = restarts < RESTARTS && (await database.restart().catch(() => false));
    if (!back) {
      reportFailure(new CannotStart('The database could not be started again. Everything is stopped; start anew with npm start.'));
      return end(1);
    }
  }
}

async function loadSample(children: Children, database: Database, settings: LaunchEnv): Promise<string[]> {
  if (!existsSync(SAMPLE)) {
    say('Sample hospital', `left out: ${SAMPLE} is not there`);
    return [];
  }
  const password = settings.SAMPLE_PASSWORD ?? readSecrets(settings.DATA_DIR).sample;
  const env = { ...seedEnv(database), SAMPLE_PASSWORD: password, DATABASE_URL: database.ownerUrl };
  await children.runProgram(SAMPLE, env, (line) => say('Sample hospital', line));
  const accounts = await sampleAccounts(database);
  return ['This is an evaluation with a sample hospital. Its accounts, all with the password', `    ${password}`, ...accounts];
}

async function sampleAccounts({ ownerUrl }: Database): Promise<string[]> {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ username: string; display_name: string }>(
      `SELECT username, display_name FROM account WHERE is_sample AND state = 'ACTIVE' ORDER BY id LIMIT 10`,
    );
    return rows.map(({ username, display_name }) => `    ${username.padEnd(14)} ${display_name}`);
  });
}

/** Known names and one shared password must never meet real data. */
async function refuseSampleAccounts({ ownerUrl }: Database): Promise<[]> {
  const { rows } = await withClient(ownerUrl, (client) =>
    client.query<{ username: string }>(`SELECT username FROM account WHERE is_sample AND state = 'ACTIVE' ORDER BY id`),
  );
  const [first] = rows;
  if (!first) return [];
  throw new CannotStart(
    `This database holds ${rows.length} open sample accounts («${first.username}», …), whose password is known. They must not meet real data.\n` +
      'Close them or use another database; to go on evaluating on this one, start with SAMPLE_DATA=1.',
  );
}

async function firstAdministrator(children: Children, database: Database, settings: LaunchEnv): Promise<string[]> {
  if (!existsSync(FIRST_ADMINISTRATOR)) return [];
  const lines: string[] = [];
  const env = { ...seedEnv(database), APP_URL: settings.APP_URL ?? `http://localhost:${settings.PORT}` };
  await children.runProgram(FIRST_ADMINISTRATOR, env, (line) => lines.push(`    ${line}`));
  return lines.length > 0 ? ['There is no administrator yet. Open this link once to make the first account:', ...lines] : [];
}

const seedEnv = ({ runtimeUrl, schema }: Database): NodeJS.ProcessEnv => ({
  ...inheritedEnv(),
  NODE_ENV: 'production',
  RUNTIME_DATABASE_URL: runtimeUrl,
  DATABASE_SCHEMA: schema,
});

async function build(settings: LaunchEnv): Promise<void> {
  const https = settings.APP_URL?.startsWith('https://') ?? false;
  const env = { ...inheritedEnv(), APP_URL: settings.APP_URL ?? '' };
  try {
    const seconds = await ensureBuilt({ env, https, begin: () => say('Build', 'about a minute, on first start and after a change …') });
    if (seconds !== null) say('Build', `done in ${Math.round(seconds)} s`);
  } catch (error) {
    throw new CannotStart(error instanceof Error ? error.message : String(error));
  }
}

type Served = {
  children: Children;
  claim: Claim | null;
  database: Database;
  settings: LaunchEnv;
  evaluation: boolean;
  dev: boolean;
  /** What to print once people can act upon it. */
  firstSteps: string[];
};

/** Runs the web server until it ends, and returns its exit code. */
async function serveApp({ children, claim, database, settings, evaluation, dev, firstSteps }: Served): Promise<number> {
  const next = path.join('node_modules', 'next', 'dist', 'bin', 'next');
  const app = children.start([next, dev ? 'dev' : 'start', '-p', String(settings.PORT)], {
    env: appEnv(database, settings, evaluation, dev),
    stdio: ['ignore', 'inherit', 'inherit'],
    // A group of its own: the terminal's Ctrl-C must not reach it twice.
    detached: true,
  });
  const address = settings.APP_URL ?? `http://localhost:${settings.PORT}`;
  claim?.note({ address, ...(app.pid === undefined ? {} : { appPid: app.pid }) });
  if (app.pid !== undefined) app.once('exit', endWithThisProcess(app.pid, 'SIGTERM'));
  const ended = exitCode(app);
  const ready = await Promise.race([untilReady(settings.PORT), ended.then(() => null)]);
  if (ready === null) return ended;
  console.log(
    ['', `Tổng Kết is ready: ${address}`, `Data folder: ${settings.DATA_DIR}`, ...firstSteps, 'Stop it with Ctrl-C.', ''].join('\n'),
  );
  return ended;
}

/** Exactly what the app process needs; the owner's connection is not in it. */
function appEnv(database: Database, settings: LaunchEnv, evaluation: boolean, dev: boolean): NodeJS.ProcessEnv {
  return {
    ...inheritedEnv(),
    NODE_ENV: dev ? 'development' : 'production',
    NEXT_TELEMETRY_DISABLED: '1',
    RUNTIME_DATABASE_URL: database.runtimeUrl,
    DATABASE_SCHEMA: database.schema,
    DATA_DIR: settings.DATA_DIR,
    NEXTAUTH_SECRET: settings.NEXTAUTH_SECRET ?? readSecrets(settings.DATA_DIR).session,
    APP_EVALUATION: evaluation ? '1' : '0',
    TRUST_PROXY: String(settings.TRUST_PROXY),
    ...(settings.APP_URL ? { APP_URL: settings.APP_URL, NEXTAUTH_URL: settings.APP_URL } : { AUTH_TRUST_HOST: '1' }),
  };
}

/** Throws CannotStart with the app's own answer when it does not become ready. */
async function untilReady(port: number): Promise<true> {
  const deadline = Date.now() + READY_SECONDS * 1000;
  let last = 'no answer';
  while (Date.now() < deadline) {
    try {
      const response = await fetch(`http://127.0.0.1:${port}/api/readyz`, { signal: AbortSignal.timeout(10_000) });
      if (response.ok) return true;
      last = `${response.status} ${(await response.text()).slice(0, 200)}`;
    } catch {
      // not listening yet
    }
    await sleep(100);
  }
  throw new CannotStart(`The server on port ${port} does not become ready; /api/readyz says: ${last}`);
}

function say(subject: string, text: string): void {
  console.log(`  ${subject.padEnd(16)} ${text}`);
}

console.log('Tổng Kết');
await serve(process.argv.includes('--dev'));
