// `npm run check`: everything that can be said of the sources without running the product. The same here and in CI.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureBuilt } from '../src/server/launch/build.mjs';
import { ensureClient, ensureInstalled, root, run } from '../src/server/launch/install.mjs';

const tool = (/** @type {string[]} */ ...parts) => path.join(root, 'node_modules', ...parts);
const next = tool('next', 'dist', 'bin', 'next');
const tsc = tool('typescript', 'bin', 'tsc');
const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1' };

/** Each step gives what it found; an empty text is a pass. */
const STEPS = [
  {
    name: 'format and lint',
    find: () => output(tool('@biomejs', 'biome', 'bin', 'biome'), 'check', '--diagnostic-level=error'),
  },
  { name: 'types', find: async () => (await output(next, 'typegen')) || output(tsc, '--noEmit', '--pretty') },
  {
    name: 'boundaries',
    find: () =>
      output(
        tool('dependency-cruiser', 'bin', 'dependency-cruise.mjs'),
        '--config',
        'tests/dependency-cruiser.cjs',
        'src',
        'prisma',
        'tests',
      ),
  },
  { name: 'dead code', find: () => output(tool('knip', 'bin', 'knip.js'), '--config', 'tests/knip.json', '--no-progress') },
  {
    name: 'build',
    find: () =>
      ensureBuilt({ env, https: false }).then(
        () => '',
        (error) => error.message,
      ),
  },
  { name: 'size of pages', find: () => (existsSync(path.join(root, 'tests', 'size.mjs')) ? output('tests/size.mjs') : '') },
];

/**
 * Runs every step, printing its name, time and what it found.
 * @returns {Promise<{ passed: number, failed: number, built: boolean }>}
 */
export async function check() {
  await ensureInstalled();
  await ensureClient();
  const failed = [];
  for (const { name, find } of STEPS) {
    const started = Date.now();
    const found = await find();
    if (found) failed.push(name);
    console.log(
      `${found ? '✗' : '✓'} ${name.padEnd(18)} ${((Date.now() - started) / 1000).toFixed(1)} s${found ? `\n${found.trim()}\n` : ''}`,
    );
  }
  return { passed: STEPS.length - failed.length, failed: failed.length, built: !failed.includes('build') };
}

async function output(/** @type {string[]} */ ...args) {
  const { code, errors } = await run(process.execPath, args, env, 'quiet');
  return code === 0 ? '' : errors || `ended with ${code}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const { failed } = await check();
    process.exitCode = failed > 0 ? 1 : 0;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
