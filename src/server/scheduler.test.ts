import { PrismaPg } from '@prisma/adapter-pg';
import { freshDatabase } from '@tests/support/postgres';
import { afterAll, expect, it } from 'vitest';
import type { Db } from './db';
import { PrismaClient } from './generated/client';
import { runOnce } from './scheduler';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

it('lets one process at a time do the work, however long it takes', async () => {
  const { runtimeUrl, schema } = await freshDatabase();
  // the server ends transactions that lie idle; here sooner than any job takes
  const db = new PrismaClient({
    adapter: new PrismaPg({ connectionString: runtimeUrl, idle_in_transaction_session_timeout: 100 }, { schema }),
  });
  (globalThis as { tongKetDb?: Db }).tongKetDb = db;
  afterAll(() => db.$disconnect());
  let begun = 0;
  let working: () => void = () => {};
  const isWorking = new Promise<void>((resolve) => {
    working = resolve;
  });
  const job = {
    name: 'test.slow',
    everyMinutes: 1,
    run: async () => {
      begun++;
      working();
      await pause(1_000);
    },
  };
  const first = runOnce(job);
  await isWorking;
  await pause(500);
  await runOnce(job);
  await first;
  expect(begun).toBe(1);
});
