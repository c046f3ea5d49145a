// `npm ci` refuses a lockfile that lacks the packages of other systems, and some mirrors do not carry them, so that npm cannot write them in.
// `node tests/support/lockfile.mjs` adds what is missing: version from the package that asks for it, system from the name, no checksum.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const file = fileURLToPath(new URL('../../package-lock.json', import.meta.url));
const SYSTEMS = ['darwin', 'win32', 'freebsd', 'android', 'linux', 'openharmony'];
const PROCESSORS = ['arm64', 'x64', 'ia32', 'arm', 'ppc64', 's390x', 'riscv64', 'wasm32'];

/**
 * The entries that the lockfile should have and has not: of every exactly pinned optional dependency.
 * @param {{ packages: Record<string, { dev?: boolean, devOptional?: boolean, optionalDependencies?: Record<string, string> }> }} lock
 */
export function missingEntries({ packages }) {
  const missing = Object.entries(packages).flatMap(([parent, entry]) =>
    Object.entries(entry.optionalDependencies ?? {})
      .filter(([name, version]) => /^\d/.test(version) && !packages[`${parent}/node_modules/${name}`] && !packages[`node_modules/${name}`])
      .map(([name, version]) => [`node_modules/${name}`, entryFor(name, version, entry)]),
  );
  return Object.fromEntries(missing);
}

/** @param {string} name @param {string} version @param {{ dev?: boolean, devOptional?: boolean }} parent */
function entryFor(name, version, { dev, devOptional }) {
  const words = name.slice(name.lastIndexOf('/') + 1).split(/[-.]/);
  const cpu = PROCESSORS.filter((word) => words.includes(word));
  const os = SYSTEMS.filter((word) => words.includes(word));
  const libc = words.some((word) => word.startsWith('musl')) ? ['musl'] : os.includes('linux') ? ['glibc'] : [];
  return {
    version,
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(dev ? { dev } : devOptional ? { devOptional } : {}),
    ...(libc.length > 0 ? { libc } : {}),
    optional: true,
    ...(os.length > 0 ? { os } : {}),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const missing = missingEntries(lock);
  lock.packages = Object.fromEntries(Object.entries({ ...lock.packages, ...missing }).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(Object.keys(missing).join('\n') || 'Nothing was missing.');
}
