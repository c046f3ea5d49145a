import { tmpdir } from 'node:os';
import path from 'node:path';
import { defineConfig } from '@playwright/test';
import { freePort } from './support/free-port';

// The port is chosen once; workers read it from the environment that they inherit.
process.env.E2E_PORT ??= String(await freePort());
process.env.E2E_DATA_DIR ??= path.join(tmpdir(), `tong-ket-e2e-${process.env.E2E_PORT}`);
process.env.E2E_LOG ??= `${process.env.E2E_DATA_DIR}.log`;
process.env.E2E_PASSWORD ??= 'mat-khau-mau-2026';

/**
 * Journeys in Chromium on the built app, against the sample hospital in a private Postgres of its own.
 * They share one hospital, so each journey takes departments and quarters of its own, and one worker walks them in order. Journeys that
 * only read, those of the award desk, whose register is nobody else's, and those that bring an app of their own are walked beside them. The
 * last one reads what the app has said to all of them.
 */
const BESIDE = /\b(8-doors|19-party-2018|2[1-4]-[a-z-]+|91-cap-on-two-servers)\.spec\.ts$/;
const LAST = /\b99-no-bug-left\.spec\.ts$/;

export default defineConfig({
  testDir: 'e2e',
  outputDir: '../test-results',
  globalTeardown: './support/remove-data.ts',
  workers: 2,
  projects: [
    { name: 'in order', testIgnore: [BESIDE, LAST], workers: 1 },
    { name: 'beside', testMatch: BESIDE, workers: 1 },
    { name: 'last', testMatch: LAST, dependencies: ['in order', 'beside'] },
  ],
  retries: process.env.CI ? 1 : 0,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: `http://127.0.0.1:${process.env.E2E_PORT}`,
    // Colours that are on their way from one theme to the other are nobody's to read.
    contextOptions: { reducedMotion: 'reduce' },
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    viewport: { width: 1366, height: 900 },
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  webServer: {
    // What the app says is kept, so that the last journey can look for bugs in it.
    command: `exec node src/server/launch/start.mjs > "${process.env.E2E_LOG}" 2>&1`,
    cwd: path.join(import.meta.dirname, '..'),
    url: `http://127.0.0.1:${process.env.E2E_PORT}/api/readyz`,
    timeout: 900_000,
    reuseExistingServer: process.env.E2E_REUSE === '1',
    gracefulShutdown: { signal: 'SIGTERM', timeout: 30_000 },
    env: { PORT: process.env.E2E_PORT, DATA_DIR: process.env.E2E_DATA_DIR, SAMPLE_PASSWORD: process.env.E2E_PASSWORD },
  },
});
