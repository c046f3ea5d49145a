import { randomUUID } from 'node:crypto';
import { anActor, freshDb } from '@tests/support/db';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Actor } from '@/domain/actor';
import { defineCommand } from './command';
import { isAway } from './database-error';
import { type Db, openDb } from './db';
import { forgetAnswers } from './idempotency';

let db: Db;
let actor: Actor;
beforeAll(async () => {
  db = await freshDb();
  actor = await anActor(db, 'PLANNING');
});

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const LOCK = 77;
let runs = 0;
/** Waits for what somebody else holds, as long as it is told to, and counts how often it came through. */
const wait = defineCommand({
  name: 'test.wait',
  input: z.strictObject({ patienceMs: z.number() }),
  permission: 'period.manage',
  load: async () => ({}),
  run: async ({ tx, input }) => {
    await tx.$executeRaw`SELECT set_config('lock_timeout', ${String(input.patienceMs)}, true)`;
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK}::bigint)`;
    return { run: ++runs };
  },
});

/** Somebody else holds it for so long from now on. */
async function hold(ms: number): Promise<void> {
  await new Promise<void>((held) => {
    void db.$transaction(async (tx) => {
      await tx.$executeRaw`SELECT pg_advisory_xact_lock(${LOCK}::bigint)`;
      held();
      await pause(ms);
    });
  });
}

describe('a command', () => {
  it('that waited too long for somebody else is tried again, since nothing was written', async () => {
    await hold(500);
    expect(await wait.execute({ db, actor, now: new Date() }, { patienceMs: 200 })).toEqual({ run: 1 });
  });
  it('gives up in the end, and that is the database’s hour and no bug', async () => {
    await hold(800);
    const error = await wait.execute({ db, actor, now: new Date() }, { patienceMs: 20 }).catch((refused: unknown) => refused);
    expect(isAway(error)).toBe(true);
    expect(runs).toBe(1);
  });
  it('knows a database that cannot be reached', async () => {
    const nowhere = openDb('postgresql://nobody:x@127.0.0.1:1/none', 'tongket');
    expect(
      isAway(await wait.execute({ db: nowhere, actor, now: new Date() }, { patienceMs: 1 }).catch((refused: unknown) => refused)),
    ).toBe(true);
    expect([isAway(new Error('a bug')), isAway(null)]).toEqual([false, false]);
  });
});

it('answers are kept for two days, as long as somebody may ask again', async () => {
  const now = new Date('2026-10-05T00:00:00Z');
  for (const hours of [1, 47, 49, 500])
    await wait.execute({ db, actor, now: new Date(now.getTime() - hours * 3_600_000), idempotencyKey: randomUUID() }, { patienceMs: 1000 });
  await forgetAnswers.run({ db, now });
  expect(await db.idempotencyKey.count()).toBe(2);
});
