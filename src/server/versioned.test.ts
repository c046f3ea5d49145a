import { anActor, freshDb } from '@tests/support/db';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { defineCommand } from './command';
import { asSeen, changedBy } from './versioned';

const rename = defineCommand({
  name: 'test.rename',
  input: z.strictObject({ id: z.number(), version: z.number(), name: z.string() }),
  permission: 'account.manage',
  load: async () => ({}),
  run: async ({ tx, input: { id, version, name }, actor, now }) => {
    await tx.account.update({ where: asSeen(id, version), data: { displayName: name, ...changedBy({ actor, now }) } });
    return {};
  },
});

it('of two people who change a record at once one is told, and the record says who changed it when', async () => {
  const db = await freshDb();
  const [one, other, whose] = [await anActor(db, 'ADMIN'), await anActor(db, 'ADMIN'), await anActor(db, 'PLANNING')];
  const { rowVersion: version } = await db.account.findUniqueOrThrow({ where: { id: whose.id } });
  const now = new Date('2026-10-05T02:00:00Z');
  const answers = await Promise.allSettled(
    [one, other].map((actor) => rename.execute({ db, actor, now }, { id: whose.id, version, name: `Theo ${actor.id}` })),
  );
  const [told] = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
  const winner = answers[0]?.status === 'fulfilled' ? one : other;
  expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(told).toMatchObject({ key: 'common.refused.conflict' });
  expect(await db.account.findUniqueOrThrow({ where: { id: whose.id } })).toMatchObject({
    ...{ displayName: `Theo ${winner.id}`, rowVersion: version + 1, updatedById: winner.id, updatedAt: now },
  });
});
