import path from 'node:path';
import { defineConfig } from 'vitest/config';

const root = path.resolve(import.meta.dirname, '..');
/** As the server resolves packages. */
const conditions = ['react-server', 'node'];

/** Unit tests beside the code, commands and the database on a real Postgres (support/global-setup.ts). Journeys in a browser: playwright.config.ts. */
export default defineConfig({
  root,
  resolve: {
    // `server-only` throws outside a server bundle; the global setup runs in a process that has no such condition.
    alias: { '@': `${root}/src`, '@tests': `${root}/tests`, 'server-only': `${root}/node_modules/server-only/empty.js` },
    conditions,
  },
  ssr: { resolve: { conditions } },
  test: {
    include: ['src/**/*.test.ts', 'prisma/**/*.test.ts', 'tests/**/*.test.ts'],
    exclude: ['tests/e2e/**', 'node_modules/**'],
    globalSetup: ['tests/support/global-setup.ts'],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    env: { NEXTAUTH_SECRET: 'only-for-tests-only-for-tests-only-for-tests', NEXT_TELEMETRY_DISABLED: '1' },
  },
});
