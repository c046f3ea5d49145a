import { freshDb } from '@tests/support/db';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Db } from './db';
import { countTry, forgetTries, takeBackTry } from './throttle';

let db: Db;
beforeAll(async () => {
  db = await freshDb();
});

const limit = { tries: 10, seconds: 900 };
const now = new Date('2026-10-01T01:00:00Z');
const later = (seconds: number) => new Date(now.getTime() + seconds * 1000);
const left = async (key: string, at: Date) => (await countTry(db, key, limit, at)).left;

describe('counting tries', () => {
  it('lets exactly the limit through when many come at once', async () => {
    const tries = await Promise.all(Array.from({ length: 60 }, () => countTry(db, 'crowd', limit, now)));
    expect(tries.filter(({ allowed }) => allowed)).toHaveLength(10);
    expect(
      tries
        .map((one) => one.left)
        .sort((a, b) => b - a)
        .slice(0, 11),
    ).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0, 0]);
  });
  it('says how long to wait, and opens again when the window is over', async () => {
    for (let tries = 0; tries < 10; tries++) await countTry(db, 'window', limit, now);
    expect(await countTry(db, 'window', limit, later(300))).toEqual({ allowed: false, left: 0, waitSeconds: 600 });
    expect(await countTry(db, 'window', limit, later(899.5))).toMatchObject({ allowed: false, waitSeconds: 1 });
    expect(await countTry(db, 'window', limit, later(900))).toEqual({ allowed: true, left: 9, waitSeconds: 0 });
  });
  it('forgets what succeeded, and takes one back from a shared count', async () => {
    await countTry(db, 'good', limit, now);
    await forgetTries(db, 'good');
    expect(await left('good', now)).toBe(9);
    await takeBackTry(db, 'good');
    expect(await left('good', now)).toBe(9);
  });
  it('clears rows whose window is over', async () => {
    await countTry(db, 'old', limit, now);
    await countTry(db, 'new', limit, later(3600));
    expect(await db.rateLimit.findMany({ where: { key: { in: ['old', 'new'] } }, select: { key: true } })).toEqual([{ key: 'new' }]);
  });
});
