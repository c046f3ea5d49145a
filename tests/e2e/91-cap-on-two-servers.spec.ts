import { expect, test } from '../support/app';
import { ask } from '../support/hospital-database';
import { morePeople, sendAway } from '../support/more-people';
import { actionIds, press, saidBy } from '../support/press';
import { startSecondInstance } from '../support/second-instance';

const PEOPLE = 20;
const ROUNDS = 20;
/** Twenty cells, all appraised as good: a fifth of twenty. */
const LIMIT = 4;

type Cap = {
  cap: number;
  decided: number;
  rows: number;
  override: number | null;
  reason: string | null;
  document: string | null;
  by: number;
};

const capOf = async (campaignId: number): Promise<Cap | undefined> =>
  (
    await ask<Cap>(
      `SELECT k.cap_limit AS cap, k.decided_excellent_count AS decided, k.override_limit AS override, k.override_reason AS reason,
         k.override_document AS document, k.override_by_id AS by,
         (SELECT count(*)::int FROM party_rating r WHERE r.campaign_id = k.campaign_id AND r.state = 'DECIDED' AND r.level = 'EXCELLENT') AS rows
       FROM rating_cap k WHERE k.campaign_id = $1`,
      [campaignId],
    )
  )[0];

/** A quarter in which nobody has rated yet, with twenty cells that wait for the decision. */
async function aQuarterToDecide(): Promise<{ campaignId: number; ratings: number[] }> {
  const [campaign] = await ask<{ id: number }>(
    `INSERT INTO rating_campaign (year, quarter, subject, rule_set_id, opened_on)
       SELECT y, q, 'CELL', s.id, make_date(y, 1, 1) FROM generate_series(2040, 2099) y CROSS JOIN generate_series(1, 4) q
         JOIN rating_rule_set s ON s.subject = 'CELL' AND s.from_year <= y AND coalesce(s.to_year, 9999) >= y AND s.cap_percent = 20 AND s.cap_base = 'GOOD_OR_BETTER'
       WHERE NOT EXISTS (SELECT FROM rating_campaign c WHERE c.year = y AND c.quarter = q AND c.subject = 'CELL') ORDER BY y, q LIMIT 1 RETURNING id`,
  );
  if (!campaign) throw new Error('no free quarter');
  const ratings = await ask<{ id: number }>(
    `INSERT INTO party_rating (campaign_id, party_body_id, rule_set_id, state, level)
       SELECT c.id, b.id, c.rule_set_id, 'APPRAISED', 'GOOD' FROM rating_campaign c
         CROSS JOIN (SELECT id FROM party_body WHERE kind = 'CELL' AND dissolved_on IS NULL ORDER BY id LIMIT ${PEOPLE}) b WHERE c.id = $1 RETURNING id`,
    [campaign.id],
  );
  expect(ratings).toHaveLength(PEOPLE);
  return { campaignId: campaign.id, ratings: ratings.map(({ id }) => id) };
}

test(`${PEOPLE} people decide at once on two servers, ${ROUNDS} rounds: the cap is never passed without a reason`, async ({ baseURL }) => {
  test.setTimeout(300_000);
  const people = await morePeople(
    String(baseURL),
    Array.from({ length: PEOPLE }, (_, index) => ({
      username: `dang-uy-${index + 1}`,
      role: index % 2 === 0 ? 'PARTY_COMMITTEE' : 'PARTY_OFFICE',
    })),
  );
  const second = await startSecondInstance();
  const decideAction = actionIds().get('decideAction') ?? '';
  /** What the button of the sheet sends, on the one server or the other. */
  const decide = (round: string, campaignId: number, place: number, ratingId: number, more: Record<string, string> = {}) =>
    press(
      { origin: place % 2 === 0 ? String(baseURL) : second.baseURL, cookie: people[place]?.cookie ?? '' },
      '/party/ratings?year=2009',
      decideAction,
      {
        campaignId: String(campaignId),
        'decision.number': `${campaignId}.${round}.${place}-QĐ/ĐU`,
        'decision.signedOn': '2026-11-20',
        'decision.authority': 'Đảng ủy Bệnh viện',
        'decision.signer': 'Bùi Quang Thắng',
        'rows.0.ratingId': String(ratingId),
        'rows.0.version': '1',
        'rows.0.level': 'EXCELLENT',
        ...more,
      },
    ).then(saidBy);
  try {
    let last = { campaignId: 0, ratings: [] as number[], done: [] as number[] };
    for (let round = 0; round < ROUNDS; round++) {
      const { campaignId, ratings } = await aQuarterToDecide();
      const said = await Promise.all(ratings.map((ratingId, place) => decide(String(round), campaignId, place, ratingId)));
      const refused = said.filter(({ status }) => status === 'refused');
      expect(
        said.map(({ status }) => status).sort(),
        `round ${round}: ${JSON.stringify([...new Set(said.map(({ message }) => message))])}`,
      ).toEqual([...Array(LIMIT).fill('done'), ...Array(PEOPLE - LIMIT).fill('refused')]);
      for (const { message } of refused) expect(message).toMatch(/trần/i);
      expect(await capOf(campaignId)).toMatchObject({ cap: LIMIT, decided: LIMIT, rows: LIMIT, override: null, reason: null });
      last = { campaignId, ratings, done: said.flatMap(({ status }, place) => (status === 'done' ? [place] : [])) };
    }

    // With a reason each of those who were refused passes it, at once too; every reason is kept, under the name of who gave it.
    const left = last.ratings.map((_, place) => place).filter((place) => !last.done.includes(place));
    const said = await Promise.all(
      left.map((place) =>
        decide('lý do', last.campaignId, place, last.ratings[place] ?? 0, {
          'override.reason': `Cấp trên cho phép, ${place}`,
          'override.document': `${place}-CV/ĐU`,
        }),
      ),
    );
    expect(said.map(({ status }) => status)).toEqual(left.map(() => 'done'));
    const cap = await capOf(last.campaignId);
    expect(cap).toMatchObject({ cap: LIMIT, decided: PEOPLE, rows: PEOPLE, override: PEOPLE });
    const reasons = await ask<{ actor: number; reason: string }>(
      `SELECT t.actor_id AS actor, e.after->>'override_reason' AS reason FROM audit_entry e JOIN audit_tx t ON t.id = e.audit_tx_id
       WHERE e.table_name = 'rating_cap' AND e.row_key = $1 AND e.after->>'override_reason' IS NOT NULL`,
      [String(last.campaignId)],
    );
    expect(new Map(reasons.map(({ actor, reason }) => [actor, reason]))).toEqual(
      new Map(left.map((place) => [people[place]?.id, `Cấp trên cho phép, ${place}`])),
    );
    expect(reasons).toContainEqual({ actor: cap?.by, reason: cap?.reason });
  } finally {
    await second.stop();
    await sendAway(people);
  }
});
