import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { missingEntries } from './lockfile.mjs';

const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'));

it('the lockfile serves every system, or `npm ci` refuses it (mend: node tests/support/lockfile.mjs)', () => {
  expect(Object.keys(missingEntries(lock))).toEqual([]);
});

it('a package of another system that is not in the lockfile is found', () => {
  const packages = {
    'node_modules/tool': { optionalDependencies: { '@tool/darwin-arm64': '1.2.3', '@tool/linux-x64-musl': '1.2.3', loose: '^1.0.0' } },
  };
  expect(missingEntries({ packages })).toEqual({
    'node_modules/@tool/darwin-arm64': { version: '1.2.3', cpu: ['arm64'], optional: true, os: ['darwin'] },
    'node_modules/@tool/linux-x64-musl': { version: '1.2.3', cpu: ['x64'], libc: ['musl'], optional: true, os: ['linux'] },
  });
});
