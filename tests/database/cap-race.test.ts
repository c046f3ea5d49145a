import { anActor } from '@tests/support/db';
import { aCell, seenBy } from '@tests/support/party';
import { freshDatabase } from '@tests/support/postgres';
import { aCampaign, aRuleSet } from '@tests/support/ratings';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { decide } from '@/features/cell-ratings/commands';
import { type Db, openDb } from '@/server/db';

const DECIDERS = 20;
const ROUNDS = 20;
const LIMIT = 4;
/** Two pools of connections, as two instances of the app have them. */
let pools: [Db, Db];
let committee: Actor;
let ruleSetId: number;
const cells: number[] = [];

beforeAll(async () => {
  const { runtimeUrl, schema } = await freshDatabase();
  pools = [openDb(runtimeUrl, schema, 10), openDb(runtimeUrl, schema, 10)];
  const [db] = pools;
  committee = await anActor(db, 'PARTY_COMMITTEE');
  ruleSetId = (await aRuleSet(db)).id;
  for (let place = 0; place < DECIDERS; place++) cells.push((await aCell(db)).id);
});
afterAll(() => Promise.all(pools.map((pool) => pool.$disconnect())));

const now = new Date('2026-12-15T03:00:00Z');

it(`is never passed without a reason: ${DECIDERS} deciders at once on two pools, ${ROUNDS} rounds`, async () => {
  const [db] = pools;
  for (let round = 0; round < ROUNDS; round++) {
    const campaign = { year: 2030 + round, ruleSetId };
    const { id: campaignId, ratings } = await aCampaign(db, campaign, cells, { state: 'APPRAISED', level: 'GOOD' });
    const answers = await Promise.allSettled(
      ratings.map((ratingId, place) =>
        decide.execute(
          { db: pools[place % 2] ?? db, actor: committee, now },
          {
            campaignId,
            decision: { number: `${round}.${place}-QĐ/ĐU`, signedOn: '2026-12-31', authority: 'Đảng ủy', signer: 'Bùi Quang Thắng' },
            rows: [{ ratingId, version: 1, level: 'EXCELLENT' }],
          },
        ),
      ),
    );
    const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason.key] : []));
    expect(refused).toEqual(Array(DECIDERS - LIMIT).fill('cellRatings.refused.overCap'));
    const cap = await seenBy(db, committee, (tx) => tx.ratingCap.findUniqueOrThrow({ where: { campaignId } }));
    expect(cap).toMatchObject({ capLimit: LIMIT, decidedExcellentCount: LIMIT, overrideLimit: null });
  }
}, 120_000);
