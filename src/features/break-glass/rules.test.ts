import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { isKnownRead } from './rules';

/** Every `what: 'party.…'` that a read of ours writes into the audit. */
function readsOfTheApp(): string[] {
  const source = path.join(import.meta.dirname, '..', '..');
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file) && !/\.test\./.test(file));
  return [
    ...new Set(
      files.flatMap((file) =>
        [...readFileSync(path.join(source, file), 'utf8').matchAll(/\bwhat: '(party\.\w+)'/g)].map(([, name]) => name ?? ''),
      ),
    ),
  ];
}

it('has a word for every read that is written down', () => {
  const reads = readsOfTheApp();
  expect(reads).toContain('party.ratingSheet');
  expect(reads.filter((name) => !isKnownRead(name))).toEqual([]);
  expect(isKnownRead('toString')).toBe(false);
});
