import 'server-only';
import { type LaunchEnv, launchEnv } from '../env';
import { type Claim, claimFolder } from '../postgres/claim';
import { migrate } from '../postgres/migrate';
import { whenParentEnds } from '../postgres/processes';
import { CannotStart } from './cannot-start';
import { Children } from './children';
import { type Database, externalDatabase, type PrivateDatabase, privateDatabase } from './database';
import { firstAdministrator, isSampleBroken, loadSample, refuseSampleAccounts } from './first-steps';
import { refuseTakenPort } from './port';
import { readSecrets } from './secrets';
import { reportFailure, say } from './terminal';
import { addressOf, appEnv, buildApp, startApp, type WebApp } from './web-app';

/** How long requests that are under way may take to finish when the server is asked to stop. */
const DRAIN_SECONDS = 30;
/** A private database, or a web server, that is killed more often than this in the life of a launch is not started again. */
const RESTARTS = 5;

const children = new Children();
/** What must be undone at the end, last first. */
const cleanups: (() => Promise<void> | void)[] = [];
let ending: Promise<never> | undefined;

/** The orderly end: the app finishes what is under way, then the database stops, then the folder is free. */
function end(code: number): Promise<never> {
  ending ??= (async () => {
    await children.stop(DRAIN_SECONDS);
    for (const cleanup of cleanups.reverse()) await cleanup();
    process.exit(code);
  })();
  return ending;
}

function stopOnRequest(): void {
  if (!ending) say('Stopping', 'finishing what is under way');
  void end(0);
}

/**
 * What `npm start` is once everything is installed: database, migrations, sample hospital or first administrator, build, web server.
 * `dev` serves the sources as they are being edited.
 */
async function serve(dev: boolean): Promise<void> {
  const settings = launchEnv();
  const claim = await holdFolder(settings);
  await refuseTakenPort(settings.PORT);
  const database = claim ? await startPrivate(claim, settings) : await reachExternal(settings);
  const evaluation = !settings.DATABASE_URL || settings.SAMPLE_DATA;
  const env = appEnv(database, settings, { evaluation, dev });
  const firstSteps = await takeFirstSteps(database, settings, evaluation, env);
  if (!dev) await buildApp(settings);

  const address = addressOf(settings);
  const start = () => {
    const app = startApp(children, env, settings.PORT, dev);
    claim?.note({ address, ...(app.pid === undefined ? {} : { appPid: app.pid }) });
    return app;
  };
  const app = start();
  await app.ready;
  console.log(
    ['', `Tổng Kết is ready: ${address}`, `Data folder: ${settings.DATA_DIR}`, ...firstSteps, 'Stop it with Ctrl-C.', ''].join('\n'),
  );
  await end(await keepServing(app, start));
}

/** A web server that was killed (out of memory, a fault in a library) is started again; returns the exit code when it is not. */
async function keepServing(first: WebApp, start: () => WebApp): Promise<number> {
  let app = first;
  for (let restarts = 0; ; restarts++) {
    const code = await app.ended;
    if (ending || code === 0) return code;
    if (restarts === RESTARTS) {
      reportFailure(new CannotStart(`The web server ended ${RESTARTS + 1} times. Everything is stopped; start anew with npm start.`));
      return code;
    }
    say('Web server', `ended unexpectedly with ${code}; starting it again`);
    app = start();
    await app.ready;
  }
}

/** One data folder = one instance. With DATABASE_URL several may share it: it holds only secrets and files then. */
async function holdFolder(settings: LaunchEnv): Promise<Claim | null> {
  if (settings.DATABASE_URL) return null;
  const claim = await claimFolder(settings.DATA_DIR);
  cleanups.push(() => claim.release());
  return claim;
}

async function reachExternal(settings: LaunchEnv): Promise<Database> {
  const { host, pathname } = new URL(settings.DATABASE_URL ?? '');
  say('Database', `${host}${pathname}, schema ${settings.DATABASE_SCHEMA}`);
  const database = await externalDatabase(settings);
  await bringUpToDate(database);
  return database;
}

async function startPrivate(claim: Claim, settings: LaunchEnv): Promise<Database> {
  if (settings.RUNTIME_DATABASE_URL) {
    throw new CannotStart('RUNTIME_DATABASE_URL is set but DATABASE_URL, for the owner of the same database, is not.');
  }
  say('Data folder', settings.DATA_DIR);
  const database = await privateDatabase(claim, settings);
  cleanups.push(() => database.stop());
  say('Database', `private Postgres on 127.0.0.1:${database.port}`);
  void keepRunning(database);
  await bringUpToDate(database);
  if (await isSampleBroken(database)) {
    say('Sample hospital', 'the last load was cut short; beginning anew');
    await database.empty();
    await bringUpToDate(database);
  }
  return database;
}

async function bringUpToDate(database: Database): Promise<void> {
  say('Migrations', (await migrate(database)).join(', ') || 'up to date');
}

/** A database that was killed comes back on the same port, where the app finds it again; only when that fails is everything stopped. */
async function keepRunning(database: PrivateDatabase): Promise<void> {
  for (let restarts = 0; ; restarts++) {
    await database.ended();
    if (ending) return;
    say('Database', 'ended unexpectedly; starting it again');
    if (restarts < RESTARTS && (await database.restart().catch(() => false))) continue;
    reportFailure(new CannotStart('The database could not be started again. Everything is stopped; start anew with npm start.'));
    return end(1);
  }
}

/** What an empty database needs before people can sign in, as lines to tell them. */
async function takeFirstSteps(database: Database, settings: LaunchEnv, evaluation: boolean, env: NodeJS.ProcessEnv): Promise<string[]> {
  if (evaluation) return loadSample(children, database, env, settings.SAMPLE_PASSWORD ?? readSecrets(settings.DATA_DIR).sample);
  await refuseSampleAccounts(database);
  return firstAdministrator(children, env, addressOf(settings));
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stopOnRequest);
whenParentEnds(stopOnRequest);
console.log('Tổng Kết');
try {
  await serve(process.argv.includes('--dev'));
} catch (error) {
  // What fails because it is being stopped is no failure.
  if (!ending) reportFailure(error);
  await end(1);
}
