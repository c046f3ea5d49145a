// `npm test`: everything, on a fresh machine too. The last line reads «N passed, N failed».
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../src/server/launch/install.mjs';
import { findBrowser } from './browser.mjs';
import { check } from './check.mjs';
import { ensureOffice } from './office.mjs';

// Tests bring their own database: whatever this terminal is set up for, a real one is never touched.
for (const name of [
  'DATABASE_URL',
  'RUNTIME_DATABASE_URL',
  'DATABASE_SCHEMA',
  'DATA_DIR',
  'PORT',
  'APP_URL',
  'SAMPLE_DATA',
  'SAMPLE_PASSWORD',
  'SMTP_URL',
  'MAIL_FROM',
  'E2E_REUSE',
]) {
  delete process.env[name];
}

const reports = mkdtempSync(path.join(tmpdir(), 'tong-ket-reports-'));
const total = { passed: 0, failed: 0 };
const count = (/** @type {{ passed: number, failed: number }} */ { passed, failed }) => {
  total.passed += passed;
  total.failed += failed;
};

try {
  console.log('\n— check');
  const checked = await check();
  count(checked);
  console.log('\n— rules, commands and the database');
  count(await vitest());
  console.log('\n— journeys in a browser');
  count(checked.built ? await playwright() : notRun('there is no build to walk through'));
} catch (error) {
  count(notRun(error instanceof Error ? error.message : String(error)));
} finally {
  rmSync(reports, { recursive: true, force: true });
}
process.exitCode = total.failed > 0 ? 1 : 0;
console.log(`\n${total.passed} passed, ${total.failed} failed`);

async function vitest() {
  await ensureOffice();
  const report = path.join(reports, 'vitest.json');
  const args = ['run', '-c', 'tests/vitest.config.ts', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`];
  const { code } = await run(process.execPath, ['node_modules/vitest/vitest.mjs', ...args]);
  const read = readReport(report);
  if (!read) return notRun('vitest wrote no report');
  // A file that fails before its first test has no failed test to count.
  const broken = read.testResults.filter(
    (file) => file.status === 'failed' && !file.assertionResults.some(({ status }) => status === 'failed'),
  );
  return { passed: read.numPassedTests, failed: atLeastOne(code, read.numFailedTests + broken.length) };
}

async function playwright() {
  const browser = await findBrowser();
  if (!browser && process.env.CHROMIUM_PATH) return notRun(`there is no browser at CHROMIUM_PATH=${process.env.CHROMIUM_PATH}`);
  if (!browser)
    return notRun(
      'there is no browser, and none could be installed. Install Chromium, or name one: CHROMIUM_PATH=/path/to/chromium npm test',
    );
  const report = path.join(reports, 'playwright.json');
  const log = path.join(reports, 'app.log');
  const env = { ...process.env, CHROMIUM_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report, E2E_LOG: log };
  const args = ['test', '-c', 'tests/playwright.config.ts', '--reporter=list,json'];
  const { code } = await run(process.execPath, ['node_modules/@playwright/test/cli.js', ...args], env);
  const read = readReport(report);
  if (code !== 0) console.log(`What the app said last:\n${lastLines(log, 60)}`);
  if (!read) return notRun('Playwright wrote no report');
  const { expected, flaky, unexpected } = read.stats;
  return { passed: expected + flaky, failed: atLeastOne(code, unexpected) };
}

/** A run that ends badly has failed even when it names no test. */
function atLeastOne(/** @type {number} */ code, /** @type {number} */ failed) {
  return code === 0 ? failed : Math.max(failed, 1);
}

function notRun(/** @type {string} */ reason) {
  console.error(`Not run: ${reason}`);
  return { passed: 0, failed: 1 };
}

function lastLines(/** @type {string} */ file, /** @type {number} */ count) {
  try {
    return readFileSync(file, 'utf8').split('\n').slice(-count).join('\n');
  } catch {
    return '(nothing)';
  }
}

function readReport(/** @type {string} */ file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}
