// Makes sure that the rest can run, then hands over to the program named first: serve (`npm start`), db-migrate, audit-verify, rollup-verify.
// Written so that an old Node still reads it.
import { spawn } from 'node:child_process';
import { constants } from 'node:os';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Node ${process.versions.node} is too old: 20.19 or newer is needed (https://nodejs.org).`);
  process.exit(1);
}

const { ensureClient, ensureInstalled, root } = await import('./install.mjs');
try {
  await ensureInstalled();
  await ensureClient();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`);
  process.exit(1);
}

const [program = 'serve', ...rest] = process.argv.slice(2);
const typescript = ['--conditions=react-server', '--import', 'tsx', `src/server/launch/${program}.ts`];
const child = spawn(process.execPath, [...typescript, ...rest], { cwd: root, stdio: 'inherit' });
// The terminal's Ctrl-C reaches the child as well; it takes a second signal for the first.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
// npm puts a shell in between, which dies of a signal without passing it on.
const parent = process.ppid;
if (process.env.npm_lifecycle_event) setInterval(() => process.ppid === parent || child.kill('SIGTERM'), 500).unref();
child.on('exit', (code, signal) => process.exit(code ?? 128 + (signal ? constants.signals[signal] : 0)));
