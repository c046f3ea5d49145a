// Runs before anything is installed: plain JavaScript, Node's own modules only.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
const at = (/** @type {string[]} */ ...parts) => path.join(root, ...parts);
const stamps = at('node_modules', '.tong-ket');

/** Installs the packages of the lockfile when they are missing or other ones; writes what it does. Throws with a plain reason. */
export async function ensureInstalled() {
  const wanted = digest([at('package-lock.json')]);
  if (stampIs('packages', wanted)) return;
  if (!installedMatchesLockfile()) {
    console.log('Installing packages (first run: a few minutes, depending on the network) …');
    const npm = process.env.npm_execpath;
    // Three tries within seconds: without a network, npm's own patience lasts minutes.
    const patience = ['--fetch-retries=2', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=4000'];
    const args = ['ci', '--include=dev', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', ...patience];
    const { code, errors } = await run(npm ? process.execPath : 'npm', npm ? [npm, ...args] : args, offlineEngine());
    if (code !== 0) throw new Error(whyInstallFailed(errors));
  }
  stamp('packages', wanted);
}

/** Writes Prisma's client when it is missing or the schema changed. */
export async function ensureClient() {
  const folder = at('prisma', 'schema');
  const files = readdirSync(folder).filter((name) => name.endsWith('.prisma'));
  const wanted = digest([
    at('prisma', 'prisma.config.ts'),
    at('package-lock.json'),
    ...files.sort().map((name) => path.join(folder, name)),
  ]);
  if (stampIs('client', wanted) && existsSync(at('src', 'server', 'generated', 'client.ts'))) return;
  console.log('Writing the database client from the schema …');
  const cli = at('node_modules', 'prisma', 'build', 'index.js');
  const { code, errors } = await run(process.execPath, [cli, 'generate', '--config', 'prisma/prisma.config.ts'], offlineEngine(), 'quiet');
  if (code !== 0) throw new Error(`The database client could not be written:\n${errors}`);
  stamp('client', wanted);
}

/** Runs a command in the repository; `errors` is what it wrote to its error stream, which is also shown unless `quiet`. */
export function run(command, args, env = process.env, output = 'shown') {
  return new Promise((resolve) => {
    const shown = output === 'shown';
    const child = spawn(command, args, {
      cwd: root,
      env,
      stdio: ['ignore', shown ? 'inherit' : 'pipe', 'pipe'],
      shell: process.platform === 'win32',
    });
    const follow = () => child.kill();
    process.once('exit', follow);
    let errors = '';
    child.stdout?.on('data', (text) => {
      errors += text;
    });
    child.stderr.on('data', (text) => {
      errors += text;
      if (shown) process.stderr.write(text);
    });
    child.on('error', (error) => resolve({ code: 1, errors: error.message }));
    child.on('close', (code) => {
      process.off('exit', follow);
      resolve({ code: code ?? 1, errors });
    });
  });
}

/** Prisma's commands try to download an engine that nothing here uses; any existing file in its place keeps them off the network. */
function offlineEngine() {
  return { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' };
}

/** npm keeps its own list of what it installed, written last: it tells a whole installation, made by hand or by us, from a broken or older one. */
function installedMatchesLockfile() {
  const list = at('node_modules', '.package-lock.json');
  if (!existsSync(list)) return false;
  const wanted = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages;
  const installed = JSON.parse(readFileSync(list, 'utf8')).packages;
  const wrong = Object.entries(installed).some(([name, { version }]) => wanted[name]?.version !== version);
  const missing = Object.entries(wanted).some(
    ([name, { optional, devOptional, peer }]) => name && !installed[name] && !optional && !devOptional && !peer,
  );
  return !wrong && !missing;
}

function whyInstallFailed(errors) {
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT/.test(errors)) {
    const host = /https?:\/\/[^/\s]+/.exec(errors)?.[0] ?? 'the package registry';
    return (
      `The packages could not be downloaded: ${host} cannot be reached from this machine.\n` +
      'Connect it to the internet for the first start, or point npm to a mirror (npm config set registry https://…), and start again.'
    );
  }
  if (/EUSAGE/.test(errors))
    return 'The packages could not be installed: package.json and package-lock.json do not fit together; npm says how above.';
  if (/ENOSPC/.test(errors)) return `The packages could not be installed: the disk of ${root} is full (about 1 GB is needed).`;
  if (/EACCES|EPERM|EROFS/.test(errors)) return `The packages could not be installed: ${root} belongs to another account or is read-only.`;
  return 'The packages could not be installed; npm says why above.';
}

function digest(files) {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${path.relative(root, file)}\n`).update(readFileSync(file));
  return hash.digest('hex');
}

function stampIs(name, value) {
  const file = path.join(stamps, name);
  return existsSync(file) && readFileSync(file, 'utf8') === value;
}

function stamp(name, value) {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(path.join(stamps, name), value);
}
