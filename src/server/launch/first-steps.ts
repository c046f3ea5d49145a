import 'server-only';
import { existsSync } from 'node:fs';
import { withClient } from '../postgres/connection';
import { CannotStart } from './cannot-start';
import type { Children } from './children';
import type { Database } from './database';
import { say } from './terminal';

const SAMPLE = 'prisma/seed/sample.ts';
const FIRST_ADMINISTRATOR = 'prisma/seed/first-administrator.ts';

/** Loads the sample hospital into an empty database, or sees to its accounts' password; returns what to tell people about signing in. */
export async function loadSample(children: Children, database: Database, env: NodeJS.ProcessEnv, password: string): Promise<string[]> {
  if (!existsSync(SAMPLE)) {
    say('Sample hospital', `left out: ${SAMPLE} is not there`);
    return [];
  }
  await refuseRealDepartments(database);
  // The owner's connection only for ANALYZE after the load; the sample itself is made by the runtime role, through commands.
  const seedEnv = { ...env, SAMPLE_PASSWORD: password, DATABASE_URL: database.ownerUrl };
  await children.runProgram(SAMPLE, seedEnv, (line) => say('Sample hospital', line));
  const accounts = await withClient(database.ownerUrl, (client) =>
    client.query<{ username: string; display_name: string; roles: string }>(
      `SELECT a.username, a.display_name, string_agg(DISTINCT lower(replace(g.role::text, '_', ' ')), ', ') AS roles
       FROM account a JOIN role_grant g ON g.account_id = a.id AND g.valid_to IS NULL
       WHERE a.is_sample AND a.state = 'ACTIVE' GROUP BY a.id ORDER BY a.id LIMIT 10`,
    ),
  );
  const lines = accounts.rows.map(({ username, display_name, roles }) => `    ${username.padEnd(12)} ${roles.padEnd(16)} ${display_name}`);
  return [
    'This is an evaluation with a sample hospital. Sign in with one of its accounts:',
    ...lines,
    `  each with the password ${password}`,
  ];
}

/** A hospital's own departments must never be shown as a sample. Throws CannotStart when there are some and no sample account. */
async function refuseRealDepartments({ ownerUrl }: Database): Promise<void> {
  const { rowCount } = await withClient(ownerUrl, (client) =>
    client.query('SELECT FROM department WHERE NOT EXISTS (SELECT FROM account WHERE is_sample) LIMIT 1'),
  );
  if (rowCount === 0) return;
  throw new CannotStart(
    'This database holds the departments of a hospital that is not the sample. Start without SAMPLE_DATA=1, or use another database.',
  );
}

/** Whether the last load of the sample was cut short: its accounts get their password last. Nobody can have worked with it. */
export async function isSampleBroken({ ownerUrl }: Database): Promise<boolean> {
  const { rowCount } = await withClient(ownerUrl, (client) =>
    client.query('SELECT FROM account WHERE is_sample AND password_hash IS NULL LIMIT 1'),
  );
  return rowCount === 1;
}

/** Known names with one shared password must never meet real data. Throws CannotStart while such accounts are open. */
export async function refuseSampleAccounts({ ownerUrl }: Database): Promise<void> {
  const { rows } = await withClient(ownerUrl, (client) =>
    client.query<{ username: string }>(`SELECT username FROM account WHERE is_sample AND state = 'ACTIVE' ORDER BY id`),
  );
  const [first] = rows;
  if (!first) return;
  throw new CannotStart(
    `This database holds ${rows.length} open sample accounts («${first.username}» …), whose password is known. They must not meet real data.\n` +
      'Close them or use another database; to go on evaluating on this one, start with SAMPLE_DATA=1.',
  );
}

/** Prepares the one-time link for the first administrator when there is none yet; returns the line that says so, or nothing. */
export async function firstAdministrator(children: Children, env: NodeJS.ProcessEnv, address: string): Promise<string[]> {
  if (!existsSync(FIRST_ADMINISTRATOR)) return [];
  const lines: string[] = [];
  await children.runProgram(FIRST_ADMINISTRATOR, { ...env, APP_URL: address }, (line) => lines.push(line));
  return lines;
}
