import {
  addBodies,
  appeal,
  appraise,
  closeCampaign,
  decide,
  decideMembers,
  openCampaign,
  passCap,
  publishRatings,
  recordMeeting,
  recordMembers,
  returnRating,
  selfRate,
} from '@/features/cell-ratings/commands';
import type { Level, RatingState } from '@/features/cell-ratings/schema';
import { asSystem } from '../../support/db';
import { aCell } from '../../support/party';
import { aCampaign, aRuleSet } from '../../support/ratings';
import type { CommandCase, World } from '../case';

// A secretary reaches the own cell only, which these callers do not have: src/features/cell-ratings/commands.test.ts walks it.
const office = { PARTY_OFFICE: 'any' } as const;
const deciders = { PARTY_OFFICE: 'any', PARTY_COMMITTEE: 'any' } as const;

let quarters = 0;
/** A quarter of its own for every campaign: one cell and one decision each. */
const nextQuarter = () => ({ year: 2026 + Math.floor(quarters / 4), quarter: 1 + (quarters++ % 4) });

async function ruleSetOf({ db }: World, subject: 'CELL' | 'MEMBER'): Promise<number> {
  const known = await asSystem(db, (tx) => tx.ratingRuleSet.findFirst({ where: { subject, toYear: null } }));
  return (known ?? (await aRuleSet(db, { subject }))).id;
}

async function aRating(world: World, state: RatingState, level: Level | null = 'GOOD') {
  const cell = await aCell(world.db);
  const { id, ratings } = await aCampaign(world.db, { ...nextQuarter(), ruleSetId: await ruleSetOf(world, 'CELL') }, [cell.id], {
    state,
    level,
  });
  return { campaignId: id, rating: { ratingId: ratings[0] ?? 0, version: 1 } };
}

async function members(world: World) {
  const [cell, ruleSetId] = [await aCell(world.db), await ruleSetOf(world, 'MEMBER')];
  const { year, quarter } = nextQuarter();
  return asSystem(world.db, async (tx) => {
    const { id: campaignId } = await tx.ratingCampaign.create({
      data: { year, quarter, subject: 'MEMBER', ruleSetId, openedOn: new Date() },
    });
    await tx.memberRating.create({ data: { campaignId, partyBodyId: cell.id, ...counts, state: 'CELL_REVIEWED' } });
    return { campaignId, partyBodyId: cell.id };
  });
}

const counts = { total: 10, exempt: 0, eligible: 10, rated: 10, excellent: 1, good: 9, completed: 0, notCompleted: 0 };
let decisions = 0;
const decision = () => ({ number: `${++decisions}-QĐ/ĐU`, signedOn: '2026-12-31', authority: 'Đảng ủy', signer: 'Bùi Quang Thắng' });

export const cases: CommandCase[] = [
  {
    command: openCampaign,
    may: office,
    input: async (world) => {
      await aCell(world.db);
      await ruleSetOf(world, 'CELL');
      const { year, quarter } = nextQuarter();
      return { year, quarter, subject: 'CELL', openedOn: '2026-03-01' };
    },
  },
  { command: addBodies, may: office, input: async (world) => ({ campaignId: (await aRating(world, 'DRAFT')).campaignId }) },
  { command: closeCampaign, may: office, input: async (world) => ({ campaignId: (await decided(world)).campaignId, version: 1 }) },
  { command: selfRate, may: office, input: async (world) => ({ ...(await aRating(world, 'DRAFT', null)).rating, level: 'GOOD' }) },
  {
    command: recordMeeting,
    may: office,
    input: async (world) => ({
      ...(await aRating(world, 'SELF_RATED')).rating,
      ...{ level: 'GOOD', eligibleVoters: 9, present: 8, excellent: 0, good: 8, completed: 0, notCompleted: 0 },
    }),
  },
  {
    command: appraise,
    may: office,
    input: async (world) => ({ ...(await aRating(world, 'CELL_REVIEWED')).rating, level: 'GOOD', reason: 'Theo biên bản' }),
  },
  {
    command: returnRating,
    may: office,
    input: async (world) => ({ ...(await aRating(world, 'CELL_REVIEWED')).rating, reason: 'Thiếu biên bản' }),
  },
  {
    command: decide,
    may: deciders,
    input: async (world) => {
      const { campaignId, rating } = await aRating(world, 'APPRAISED');
      return { campaignId, decision: decision(), rows: [{ ...rating, level: 'GOOD' }] };
    },
  },
  {
    command: passCap,
    may: deciders,
    input: async (world) => ({
      campaignId: (await aRating(world, 'APPRAISED')).campaignId,
      ...{ limit: 9, reason: 'Cấp trên cho phép', document: '112-CV/ĐU' },
    }),
  },
  { command: appeal, may: office, input: async (world) => ({ ...(await decided(world)).rating, reason: 'Xem lại' }) },
  { command: publishRatings, may: deciders, input: async (world) => ({ campaignId: (await decided(world)).campaignId }) },
  { command: recordMembers, may: office, input: async (world) => ({ ...(await members(world)), version: 1, ...counts }) },
  {
    command: decideMembers,
    may: deciders,
    input: async (world) => {
      const { campaignId } = await members(world);
      return { campaignId, decision: decision(), override: { reason: 'Chi bộ nhỏ', document: '113-CV/ĐU' } };
    },
  },
];

async function decided(world: World) {
  const { campaignId, rating } = await aRating(world, 'APPRAISED');
  const made = await asSystem(world.db, (tx) =>
    tx.decision.create({ data: { kind: 'PARTY', isParty: true, subject: 'Xếp loại', number: 'x' } }),
  );
  await asSystem(world.db, (tx) =>
    tx.partyRating.update({ where: { id: rating.ratingId }, data: { state: 'DECIDED', decisionId: made.id } }),
  );
  return { campaignId, rating };
}
