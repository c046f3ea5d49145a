// Plain JavaScript, because `npm run check` builds through it as well: one build serves the check, the browser tests and the start.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root, run } from './install.mjs';

const SOURCES = ['src', 'prisma', 'public', 'next.config.ts', 'postcss.config.mjs', 'tsconfig.json', 'package.json', 'package-lock.json'];
const LEFT_OUT = /(\.test\.tsx?|\.DS_Store)$|^src\/server\/(generated|launch)$/;
const stampFile = path.join(root, '.next', 'tong-ket-build');

/**
 * Builds the app when there is no build of exactly these sources. Returns the seconds it took, or null when the build at hand is right.
 * `https`: the address people type begins with https (it decides a fixed header). Throws with the build's own output.
 * @param {{ env: NodeJS.ProcessEnv, https: boolean, begin?: () => void }} options `begin` is called before a build starts
 * @returns {Promise<number | null>}
 */
export async function ensureBuilt({ env, https, begin }) {
  const wanted = fingerprint(https);
  if (existsSync(path.join(root, '.next', 'BUILD_ID')) && existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return null;
  begin?.();
  const started = Date.now();
  const next = path.join(root, 'node_modules', 'next', 'dist', 'bin', 'next');
  const { code, errors } = await run(
    process.execPath,
    [next, 'build'],
    { ...env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    'quiet',
  );
  if (code !== 0) throw new Error(`The app could not be built:\n${errors.trim()}`);
  writeFileSync(stampFile, wanted);
  return (Date.now() - started) / 1000;
}

/** One line for everything that goes into a build; a test file, or the launcher itself, changes no page. */
function fingerprint(/** @type {boolean} */ https) {
  const hash = createHash('sha256').update(`${https} ${process.versions.node}\n`);
  for (const file of SOURCES.flatMap(filesBelow)) hash.update(`${file}\n`).update(readFileSync(path.join(root, file)));
  return hash.digest('hex');
}

/** @returns {string[]} relative to the repository, in a fixed order */
function filesBelow(/** @type {string} */ entry) {
  const full = path.join(root, entry);
  if (LEFT_OUT.test(entry) || !existsSync(full)) return [];
  if (statSync(full).isFile()) return [entry];
  return readdirSync(full)
    .sort()
    .flatMap((name) => filesBelow(`${entry}/${name}`));
}
