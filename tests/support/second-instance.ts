import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort } from './free-port';
import { sharedEnv } from './hospital-database';

const root = path.join(import.meta.dirname, '..', '..');

/** A second web server of the same hospital, as a larger one would run behind a balancer. */
export async function startSecondInstance(): Promise<{ baseURL: string; stop(): Promise<void> }> {
  const port = await freePort();
  const baseURL = `http://127.0.0.1:${port}`;
  const app: ChildProcess = spawn(
    process.execPath,
    [path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next'), 'start', '-p', String(port)],
    {
      cwd: root,
      env: { ...process.env, ...sharedEnv(), NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
      stdio: 'ignore',
    },
  );
  const ended = new Promise<void>((resolve) => app.once('exit', () => resolve()));
  const stop = async () => {
    app.kill('SIGTERM');
    await Promise.race([ended, sleep(5_000).then(() => app.kill('SIGKILL'))]);
  };
  for (let tries = 0; tries < 300; tries++) {
    const answer = await fetch(`${baseURL}/api/readyz`).catch(() => null);
    if (answer?.ok) return { baseURL, stop };
    await sleep(100);
  }
  await stop();
  throw new Error('the second instance did not become ready');
}
