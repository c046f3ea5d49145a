import { anActor, freshDb } from '@tests/support/db';
import { aCell, seenBy } from '@tests/support/party';
import { aCampaign, aRuleSet } from '@tests/support/ratings';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { isPartyPermission, type Permission } from '@/domain/policy';
import { databaseError } from '@/server/database-error';
import type { Db } from '@/server/db';

type Listed = { name: string; permission: Permission; refusals: Record<string, string> };
const files = import.meta.glob<Record<string, unknown>>('../../src/features/*/commands.ts', { eager: true });
const isCommand = (value: unknown): value is Listed =>
  typeof value === 'object' && value !== null && 'execute' in value && 'permission' in value;
/** Every command on Party content, by its feature. */
const commands = Object.entries(files).flatMap(([file, of]) =>
  Object.values(of)
    .filter(isCommand)
    .filter(({ permission }) => isPartyPermission(permission))
    .map((command) => ({ command, feature: /features\/([^/]+)\//.exec(file)?.[1] ?? '' })),
);

/** Which tables a feature's commands write. A feature with commands on Party content that is not here fails the test. */
const WRITES: Record<string, string[]> = {
  'break-glass': ['break_glass'],
  'cell-import': ['party_body', 'party_body_version', 'party_cell_department', 'decision'],
  'cell-ratings': ['rating_campaign', 'rating_cap', 'party_rating', 'party_rating_step', 'member_rating', 'decision'],
  'party-bodies': ['party_body', 'party_body_version', 'party_lineage', 'party_cell_department', 'decision', 'role_grant'],
  'party-commendations': ['award', 'party_badge', 'decision'],
  'party-counts': ['party_year_count'],
  'party-figures': ['party_aggregate'],
  'party-papers': ['party_letterhead'],
  'rating-rules': ['rating_rule_set', 'rating_level'],
};
/** What triggers refuse, by the name they say, beside the constraints that the catalogue knows. */
const TRIGGERS: Record<string, string[]> = {
  rating_campaign: ['rating_campaign_rule_set'],
  rating_cap: ['rating_cap_blocks'],
  party_rating: ['party_rating_cell_absent', 'party_rating_state'],
  member_rating: ['member_rating_state'],
  party_badge: ['party_badge_state'],
  award: ['award_guard'],
  role_grant: ['role_grant_two_hands'],
};
/** Held by schemas and types: how long a text may be and that it is not blank, that a withdrawal has its reason, that a role has its scope. */
const HELD_BEFORE = /_(text|size|void|pkey)$|^role_grant_(range|scope)$|^decision_number_shape$/;

let db: Db;
let office: Actor;
beforeAll(async () => {
  db = await freshDb();
  office = await anActor(db, 'PARTY_OFFICE');
});

/** What the database can refuse of a table: checks, exclusions, uniqueness, and its triggers' words. */
async function refusalsOf(table: string): Promise<string[]> {
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT conname AS name FROM pg_constraint WHERE conrelid = ${table}::regclass AND contype IN ('c', 'x', 'u')
    UNION SELECT i.indexrelid::regclass::text FROM pg_index i WHERE i.indrelid = ${table}::regclass AND i.indisunique AND NOT i.indisprimary`;
  const names = rows.map(({ name }) => name.replace(/^.*\./, '').replaceAll('"', ''));
  return [...names.filter((name) => !HELD_BEFORE.test(name)), ...(TRIGGERS[table] ?? [])].sort();
}

it('every feature that writes Party content is known', () => {
  expect([...new Set(commands.map(({ feature }) => feature))].sort()).toEqual(Object.keys(WRITES).sort());
});

describe.each(commands.map(({ command, feature }) => [command.name, command, feature] as const))('%s', (_name, command, feature) => {
  it('has a sentence for whatever the database refuses', async () => {
    const refused = (await Promise.all((WRITES[feature] ?? []).map(refusalsOf))).flat();
    // composite keys that only tie rows together, and the one cap of a campaign, are never refused by themselves
    expect(refused.filter((name) => !(name in command.refusals) && name !== 'rating_campaign_id_rule_set_id_key')).toEqual([]);
  });
});

describe('the name of what refused comes through Prisma', () => {
  let campaignId = 0;
  let [cell, young, rating, ruleSet] = [0, 0, 0, 0];
  beforeAll(async () => {
    ruleSet = (await aRuleSet(db, { fromYear: 2031, toYear: 2031 })).id;
    cell = (await aCell(db, 'CB-TEN')).id;
    young = (await aCell(db, 'CB-TRE', { establishedOn: '2035-01-01' })).id;
    const made = await aCampaign(db, { year: 2031, ruleSetId: ruleSet }, [cell], { state: 'DRAFT', level: null });
    [campaignId, rating] = [made.id, made.ratings[0] ?? 0];
  });
  const wrong: [string, () => string][] = [
    [
      'rating_campaign_rule_set',
      () => `INSERT INTO rating_campaign (year, subject, rule_set_id, opened_on) VALUES (2032, 'CELL', ${ruleSet}, DATE '2032-11-01')`,
    ],
    ['party_rating_cell_absent', () => `UPDATE party_rating SET party_body_id = ${young} WHERE id = ${rating}`],
    ['party_rating_state', () => `UPDATE party_rating SET state = 'PUBLISHED', level = 'GOOD' WHERE id = ${rating}`],
    ['party_badge_state', () => `UPDATE party_badge SET state = 'PRESENTED'`],
    [
      'award_guard',
      () =>
        `INSERT INTO award (award_type_id, is_party, subject, party_body_id, year_from, year_to, certainty) SELECT id, true, 'PARTY_BODY', ${cell}, 2010, 2010, 'REPORTED' FROM award_type WHERE code = 'DV_XS'`,
    ],
    [
      'rating_cap_blocks',
      () =>
        `UPDATE rating_cap SET override_limit = 9, override_reason = 'x', override_document = 'y', override_by_id = ${office.id}, override_at = now() WHERE campaign_id = ${campaignId}`,
    ],
    ['rating_cap_limit', () => `UPDATE rating_cap SET override_limit = NULL WHERE campaign_id = ${campaignId}`],
    [
      'party_year_count_end',
      () =>
        `INSERT INTO party_year_count (party_body_id, year, official_start, probationary_start, admitted, transferred_in, transferred_out, died, struck_off, expelled, official_end, probationary_end) VALUES (${cell}, 2031, 1, 0, 0, 0, 0, 0, 0, 0, 5, 0)`,
    ],
    ['party_body_code_key', () => `INSERT INTO party_body (kind, code, established_on) VALUES ('CELL', 'CB-TEN', DATE '2000-01-01')`],
    [
      'party_body_version_no_overlap',
      () => `INSERT INTO party_body_version (party_body_id, name, valid_from) VALUES (${cell}, 'x', DATE '2005-01-01')`,
    ],
    ['party_rating_rule_set_id_level_fkey', () => `UPDATE party_rating SET level = 'NOT_RATED' WHERE id = ${rating}`],
    [
      'break_glass_limited',
      () =>
        `INSERT INTO break_glass (account_id, reason, starts_at, ends_at) VALUES (${office.id}, 'ngắn', now(), now() + interval '1 hour')`,
    ],
  ];
  it.each(wrong)('%s', async (name, statement) => {
    const refused = seenBy(db, office, async (tx) => {
      await tx.$executeRaw`SELECT set_config('app.party', 'on', true)`;
      if (name === 'party_badge_state') await tx.partyBadge.create({ data: { partyBodyId: cell, milestone: 30 } });
      if (name === 'rating_cap_blocks') await tx.ratingRuleSet.update({ where: { id: ruleSet }, data: { capSeverity: 'BLOCK' } });
      // the cap of a campaign in which more are decided than it allows
      if (name === 'rating_cap_limit') {
        const { id: decisionId } = await tx.decision.create({ data: { kind: 'PARTY', isParty: true, subject: 'x' } });
        for (const state of ['SELF_RATED', 'CELL_REVIEWED', 'APPRAISED'] as const)
          await tx.partyRating.update({ where: { id: rating }, data: { state, level: 'EXCELLENT' } });
        await tx.partyRating.update({ where: { id: rating }, data: { state: 'DECIDED', decisionId } });
      }
      await tx.$executeRawUnsafe(statement());
    });
    await expect(refused.catch((error: unknown) => databaseError(error)?.constraint ?? String(error))).resolves.toBe(name);
  });
});
