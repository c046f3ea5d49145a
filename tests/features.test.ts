import { expect, it } from 'vitest';

const files = Object.keys(import.meta.glob('../src/features/**/*')).map((file) => file.replace('../src/features/', ''));

/** The names that a feature may hold (src/decisions/0010-names-in-a-feature.md). */
const PROMISED =
  /^[a-z-]+\/((schema|rules|queries|commands|writes|actions|handlers|jobs)(\.test)?\.ts|(rules|queries)\/[a-z-]+(\.test)?\.ts|(components|panels)\/[a-z-]+(\.test)?\.tsx?)$/;

it('a feature holds only files whose names say what is in them', () => {
  expect(files.length).toBeGreaterThan(100);
  expect(files.filter((file) => !PROMISED.test(file))).toEqual([]);
});

it('rules or queries are one file or one folder, never both', () => {
  const folders = new Set(files.flatMap((file) => /^([a-z-]+\/(?:rules|queries))\//.exec(file)?.[1] ?? []));
  expect(files.filter((file) => folders.has(file.replace(/\.ts$/, '')))).toEqual([]);
});
