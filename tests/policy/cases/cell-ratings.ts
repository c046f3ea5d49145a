import {
  addBodies,
  appeal,
  appraise,
  closeCampaign,
  decide,
  decideMembers,
  openCampaign,
  passCap,
  pasteMembers,
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
import type { CommandCase, Subject, World } from '../case';

const office = { PARTY_OFFICE: 'any' } as const;
/** What a cell does itself: its secretary, for the own cell. */
const cells = { PARTY_OFFICE: 'any', CELL_SECRETARY: 'own' } as const;
const deciders = { PARTY_OFFICE: 'any', PARTY_COMMITTEE: 'any' } as const;

const quarters = { CELL: 0, MEMBER: 0 };
/** A quarter of its own for every campaign: one cell and one decision each. */
function nextQuarter(subject: keyof typeof quarters) {
  const place = quarters[subject]++;
  return { year: 2026 + Math.floor(place / 4), quarter: 1 + (place % 4) };
}

async function ruleSetOf({ db }: World, subject: 'CELL' | 'MEMBER'): Promise<number> {
  const known = await asSystem(db, (tx) => tx.ratingRuleSet.findFirst({ where: { subject, toYear: null } }));
  return (known ?? (await aRuleSet(db, { subject }))).id;
}

async function aRating(world: World, { partyBodyId }: Subject, state: RatingState, level: Level | null = 'GOOD') {
  const { id, ratings } = await aCampaign(world.db, { ...nextQuarter('CELL'), ruleSetId: await ruleSetOf(world, 'CELL') }, [partyBodyId], {
    state,
    level,
  });
  return { campaignId: id, rating: { ratingId: ratings[0] ?? 0, version: 1 } };
}

async function members(world: World, { partyBodyId }: Subject) {
  const ruleSetId = await ruleSetOf(world, 'MEMBER');
  const { year, quarter } = nextQuarter('MEMBER');
  return asSystem(world.db, async (tx) => {
    const { id: campaignId } = await tx.ratingCampaign.create({
      data: { year, quarter, subject: 'MEMBER', ruleSetId, openedOn: new Date() },
    });
    await tx.memberRating.create({ data: { campaignId, partyBodyId, ...counts, state: 'CELL_REVIEWED' } });
    return { campaignId, partyBodyId };
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
      const { year, quarter } = nextQuarter('CELL');
      return { year, quarter, subject: 'CELL', openedOn: '2026-03-01' };
    },
  },
  {
    command: addBodies,
    may: office,
    input: async (world, subject) => ({ campaignId: (await aRating(world, subject, 'DRAFT')).campaignId }),
  },
  {
    command: closeCampaign,
    may: office,
    input: async (world, subject) => ({ campaignId: (await decided(world, subject)).campaignId, version: 1 }),
  },
  {
    command: selfRate,
    may: cells,
    input: async (world, subject) => ({ ...(await aRating(world, subject, 'DRAFT', null)).rating, level: 'GOOD' }),
  },
  {
    command: recordMeeting,
    may: cells,
    input: async (world, subject) => ({
      ...(await aRating(world, subject, 'SELF_RATED')).rating,
      ...{ level: 'GOOD', eligibleVoters: 9, present: 8, excellent: 0, good: 8, completed: 0, notCompleted: 0 },
    }),
  },
  {
    command: appraise,
    may: office,
    input: async (world, subject) => ({
      ...(await aRating(world, subject, 'CELL_REVIEWED')).rating,
      level: 'GOOD',
      reason: 'Theo biên bản',
    }),
  },
  {
    command: returnRating,
    may: office,
    input: async (world, subject) => ({ ...(await aRating(world, subject, 'CELL_REVIEWED')).rating, reason: 'Thiếu biên bản' }),
  },
  {
    command: decide,
    may: deciders,
    input: async (world, subject) => {
      const { campaignId, rating } = await aRating(world, subject, 'APPRAISED');
      return { campaignId, decision: decision(), rows: [{ ...rating, level: 'GOOD' }] };
    },
  },
  {
    command: passCap,
    may: deciders,
    input: async (world, subject) => ({
      campaignId: (await aRating(world, subject, 'APPRAISED')).campaignId,
      ...{ limit: 9, reason: 'Cấp trên cho phép', document: '112-CV/ĐU' },
    }),
  },
  { command: appeal, may: cells, input: async (world, subject) => ({ ...(await decided(world, subject)).rating, reason: 'Xem lại' }) },
  { command: publishRatings, may: deciders, input: async (world, subject) => ({ campaignId: (await decided(world, subject)).campaignId }) },
  { command: recordMembers, may: cells, input: async (world, subject) => ({ ...(await members(world, subject)), version: 1, ...counts }) },
  {
    command: pasteMembers,
    may: office,
    input: async (world, subject) => {
      const { campaignId, partyBodyId } = await members(world, subject);
      const { code } = await asSystem(world.db, (tx) => tx.partyBody.findUniqueOrThrow({ where: { id: partyBodyId } }));
      return { campaignId, text: `${code}\t10\t0\t10\t10\t2\t8\t0\t0` };
    },
  },
  {
    command: decideMembers,
    may: deciders,
    input: async (world, subject) => {
      const { campaignId } = await members(world, subject);
      return { campaignId, decision: decision(), override: { reason: 'Chi bộ nhỏ', document: '113-CV/ĐU' } };
    },
  },
];

async function decided(world: World, subject: Subject) {
  const { campaignId, rating } = await aRating(world, subject, 'APPRAISED');
  const made = await asSystem(world.db, (tx) =>
    tx.decision.create({ data: { kind: 'PARTY', isParty: true, subject: 'Xếp loại', number: 'x' } }),
  );
  await asSystem(world.db, (tx) =>
    tx.partyRating.update({ where: { id: rating.ratingId }, data: { state: 'DECIDED', decisionId: made.id } }),
  );
  return { campaignId, rating };
}
