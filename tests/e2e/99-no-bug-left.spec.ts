import { readFileSync } from 'node:fs';
import { expect, test } from '../support/app';

test('no journey left a bug in the log of the app', () => {
  // Only against an app that somebody else started, by hand: a missing log is a failure everywhere else.
  test.skip(process.env.E2E_REUSE === '1', 'the app was started by somebody else, who has its log');
  const bugs = readFileSync(process.env.E2E_LOG ?? '', 'utf8')
    .split('\n')
    .filter((line) => /"level":(50|60)|Unhandled|^\s*⨯|^Error/.test(line));
  expect(bugs).toEqual([]);
});
