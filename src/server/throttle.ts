import 'server-only';
import { Prisma, type Tx } from './db';

/** How often something may be tried: `tries` in any window that opens with the first of them. */
export type Limit = { tries: number; seconds: number };
/** What counting one try gave. `left` is never below 0; `waitSeconds` is 0 while the try is allowed. */
export type Try = { allowed: boolean; left: number; waitSeconds: number };

/**
 * Counts one try in Postgres, so that all processes count together, exactly: the row is locked until the caller's
 * transaction ends. Not a business record: no audit. Rows whose window is over are cleared away in passing.
 */
export async function countTry(tx: Pick<Tx, '$queryRaw' | '$executeRaw'>, key: string, limit: Limit, now: Date): Promise<Try> {
  const windowEnds = new Date(now.getTime() + limit.seconds * 1000);
  const [row] = await tx.$queryRaw<{ points: number; endsAt: Date }[]>(Prisma.sql`
    INSERT INTO rate_limit AS r (key, points, expires_at) VALUES (${key}, 1, ${windowEnds}::timestamptz)
    ON CONFLICT (key) DO UPDATE SET
      points = CASE WHEN r.expires_at <= ${now}::timestamptz THEN 1 ELSE least(r.points, 1000000) + 1 END,
      expires_at = CASE WHEN r.expires_at <= ${now}::timestamptz THEN excluded.expires_at ELSE r.expires_at END
    RETURNING points, expires_at AS "endsAt"`);
  if (!row) throw new Error('an upsert returns its row');
  if (row.points === 1) await clearOver(tx, now);
  const allowed = row.points <= limit.tries;
  return {
    allowed,
    left: Math.max(0, limit.tries - row.points),
    waitSeconds: allowed ? 0 : Math.max(1, Math.ceil((row.endsAt.getTime() - now.getTime()) / 1000)),
  };
}

/** What succeeded was no guess: its tries are forgotten. */
export async function forgetTries(tx: Pick<Tx, '$executeRaw'>, key: string): Promise<void> {
  await tx.$executeRaw`DELETE FROM rate_limit WHERE key = ${key}`;
}

/** What succeeded is taken back from a count that others share. */
export async function takeBackTry(tx: Pick<Tx, '$executeRaw'>, key: string): Promise<void> {
  await tx.$executeRaw`UPDATE rate_limit SET points = greatest(points - 1, 0) WHERE key = ${key}`;
}

/** Never waits for a row that somebody else is counting on. */
async function clearOver(tx: Pick<Tx, '$executeRaw'>, now: Date): Promise<void> {
  await tx.$executeRaw`DELETE FROM rate_limit WHERE key IN
    (SELECT key FROM rate_limit WHERE expires_at <= ${now}::timestamptz ORDER BY expires_at LIMIT 100 FOR UPDATE SKIP LOCKED)`;
}
