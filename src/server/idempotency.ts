import 'server-only';
import { createHash } from 'node:crypto';
import type { Actor } from '@/domain/actor';
import { Refusal } from '@/domain/errors';
import type { Tx } from './db';
import type { Job } from './scheduler';

/** Who acts, when, and the key (uuid) that was made where the person acted; without a key nothing is kept. */
type Asked = { actor: Actor; now: Date; idempotencyKey?: string };

/**
 * What the same request was answered before; null the first time, which claims the key: the same request at the same moment
 * waits for this transaction. Throws a Refusal when the key comes with another command or other input.
 */
export async function earlierAnswer<Result>(
  tx: Tx,
  { actor, now, idempotencyKey }: Asked,
  command: string,
  values: unknown,
): Promise<{ result: Result } | null> {
  if (!idempotencyKey) return null;
  const hash = createHash('sha256')
    .update(JSON.stringify([command, values]))
    .digest('hex');
  const claimed = await tx.$executeRaw`INSERT INTO idempotency_key (account_id, key, action, request_hash, created_at)
    VALUES (${actor.id}, ${idempotencyKey}::uuid, ${command}, ${hash}, ${now}) ON CONFLICT DO NOTHING`;
  if (claimed === 1) return null;
  const stored = await tx.idempotencyKey.findUniqueOrThrow({ where: { accountId_key: { accountId: actor.id, key: idempotencyKey } } });
  if (stored.requestHash !== hash) throw new Refusal('common.refused.repeated');
  // The only writer of this column is rememberAnswer, for the same command and the same input.
  return { result: (stored.response as { result: Result }).result };
}

/** Keeps the answer (plain JSON) with the key that earlierAnswer claimed, in the same transaction. */
export async function rememberAnswer(tx: Tx, { actor, idempotencyKey }: Asked, result: unknown): Promise<void> {
  if (!idempotencyKey) return;
  const response = JSON.parse(JSON.stringify({ result: result ?? null }));
  await tx.idempotencyKey.update({ where: { accountId_key: { accountId: actor.id, key: idempotencyKey } }, data: { response } });
}

const KEPT_HOURS = 48;

/** Every hour, answers that nobody can be waiting for any more are forgotten: every save of a grid leaves one. */
export const forgetAnswers: Job = {
  name: 'server.forgetAnswers',
  everyMinutes: 60,
  run: async ({ db, now }) => {
    const before = new Date(now.getTime() - KEPT_HOURS * 3_600_000);
    await db.idempotencyKey.deleteMany({ where: { createdAt: { lt: before } } });
  },
};
