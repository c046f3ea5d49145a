import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import { claimFolder, runningInstance } from '@/server/postgres/claim';
import { withParts } from '@/server/postgres/connection';
import { startEmbedded, stopLeftover } from '@/server/postgres/embedded';
import { migrate } from '@/server/postgres/migrate';
import { ensureDatabase, ensureRoles, OWNER_ROLE, RUNTIME_ROLE } from '@/server/postgres/roles';

/** What every test file needs to make a database of its own; all plain text, since it crosses to the worker processes. */
export type TestServer = { superuserUrl: string; ownerPassword: string; runtimePassword: string; template: string; schema: string };

declare module 'vitest' {
  export interface ProvidedContext {
    testServer: TestServer;
  }
}

const PREFIX = 'tong-ket-test-';

/** One Postgres for the whole run, in a folder that goes away with it, and one migrated database that each test file copies. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await sweep();
  const folder = mkdtempSync(path.join(tmpdir(), PREFIX));
  const claim = await claimFolder(folder);
  const secret = () => randomBytes(16).toString('hex');
  const [ownerPassword, runtimePassword] = [secret(), secret()];
  const server = await startEmbedded({ folder, superuserPassword: secret(), durable: false });
  const teardown = async () => {
    await server.stop();
    claim.release();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const [template, schema] = ['template_tongket', 'tongket'];
    await ensureRoles(server.superuserUrl, { owner: ownerPassword, runtime: runtimePassword });
    await ensureDatabase(server.superuserUrl, template);
    const ownerUrl = withParts(server.superuserUrl, { database: template, user: OWNER_ROLE, password: ownerPassword });
    await migrate({ ownerUrl, schema, runtimeRole: RUNTIME_ROLE });
    project.provide('testServer', { superuserUrl: server.superuserUrl, ownerPassword, runtimePassword, template, schema });
    return teardown;
  } catch (error) {
    await teardown();
    throw error;
  }
}

/** A run that was killed leaves its server behind: the next run stops it. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir()).filter((entry) => entry.startsWith(PREFIX))) {
    const folder = path.join(tmpdir(), name);
    try {
      if (runningInstance(folder) || !readdirSync(folder).includes('instance.json')) continue;
      await stopLeftover(folder);
      rmSync(folder, { recursive: true, force: true });
    } catch {
      // another account's run
    }
  }
}
