import { expect, test } from 'vitest';
import { loadSample } from '../prisma/seed/load';
import { freshDb } from './support/db';

const db = await freshDb();

test('loads', { timeout: 600_000 }, async () => {
  const began = performance.now();
  const cpu = process.cpuUsage();
  const run = await loadSample(db, 'mat-khau-thu-2026', console.log);
  const used = process.cpuUsage(cpu);
  console.log(`${((performance.now() - began) / 1000).toFixed(1)} s, node user ${used.user / 1e6} sys ${used.system / 1e6}`);
  for (const [name, { calls, ms }] of run.counts) console.log(name.padEnd(30), calls, (ms / calls).toFixed(1));
  expect(await db.$queryRaw`SELECT * FROM rollup_verify()`).toEqual([]);
});
