import 'server-only';
import { toColumn } from '@/domain/date';
import { problemAt, Refusal } from '@/domain/errors';
import type { Scoped } from '@/domain/policy';
import { grantAwards } from '@/features/awards/writes';
import { defineCommand } from '@/server/command';
import type { Tx } from '@/server/db';
import { asSeen, changedBy, type Stamp } from '@/server/versioned';
import { milestoneIn } from './rules/runs';
import type { BadgeState } from './schema';
import {
  addBadgesInput,
  type CommendationInput,
  decideBadgesInput,
  presentBadgesInput,
  proposeBadgesInput,
  recordCommendationInput,
  withdrawCommendationInput,
} from './schema';

const refusals = {
  award_guard: 'partyCommendations.refused.notFit',
  award_party_body_once: 'partyCommendations.refused.twice',
  award_person_once: 'partyCommendations.refused.twice',
  award_department_once: 'partyCommendations.refused.twice',
  award_person_undated_once: 'partyCommendations.refused.twice',
  award_department_undated_once: 'partyCommendations.refused.twice',
  award_subject_shape: 'partyCommendations.field.whom',
  award_of_collectives: 'partyCommendations.field.whom',
  award_years: 'partyCommendations.field.yearOrder',
  award_confirmed_has_decision: 'partyCommendations.refused.notDecided',
  award_money: 'awards.field.noSalary',
  award_revoked: 'partyCommendations.refused.reasonNeeded',
  party_badge_once: 'partyCommendations.refused.badgeTwice',
  party_badge_milestone: 'partyCommendations.field.milestone',
  party_badge_count: 'partyCommendations.field.oneByName',
  party_badge_state: 'partyCommendations.refused.notNext',
  party_badge_award_id_key: 'partyCommendations.refused.twice',
  decision_once: 'departments.refused.decisionExistsNow',
} as const;

/**
 * Records a Party commendation that a decision grants, with its money by the base salary of the day of the decision (domain.md B6); the
 * money is frozen with it. The same decision is one row however many it names.
 */
export const recordCommendation = defineCommand({
  name: 'party.recordCommendation',
  input: recordCommendationInput,
  permission: 'party.commend',
  load: async () => ({}),
  run: async ({ tx, input, actor, now }) => {
    const type = await tx.awardType.findFirst({ where: { code: input.typeCode, isParty: true }, select: { id: true } });
    if (!type) throw problemAt('typeCode', 'common.field.notAChoice');
    const decisionId = await partyDecision(tx, input.decision, { actor, now });
    const award = await grant(tx, { ...input, typeId: type.id, decisionId }, { actor, now });
    return { id: award };
  },
  refusals,
});

/** Takes a commendation back that was recorded wrongly; it stays in the record with the reason. */
export const withdrawCommendation = defineCommand({
  name: 'party.withdrawCommendation',
  input: withdrawCommendationInput,
  permission: 'party.commend',
  load: async (tx, { awardId }) => {
    const award = await tx.award.findFirst({ where: { id: awardId, isParty: true, voidedAt: null }, select: { id: true } });
    return award && {};
  },
  run: async ({ tx, input: { awardId, version, reason }, actor, now }) => {
    await tx.award.update({
      where: asSeen(awardId, version),
      data: { voidedAt: now, voidedById: actor.id, voidReason: reason, ...changedBy({ actor, now }) },
    });
    return { id: awardId };
  },
  refusals,
});

/** Puts badges of a milestone on the due list: a member by name, or a count. */
export const addBadges = defineCommand({
  name: 'party.addBadges',
  input: addBadgesInput,
  permission: 'party.commend',
  load: async () => ({}),
  run: async ({ tx, input: { milestone, personId, partyBodyId, count, dueOn, note }, actor, now }) => {
    if (dueOn !== null && !milestoneIn(milestone, Number(dueOn.slice(0, 4))))
      throw problemAt('milestone', 'partyCommendations.field.milestone');
    const { id } = await tx.partyBadge.create({
      data: { milestone, personId, partyBodyId, count, dueOn: dueOn && toColumn(dueOn), note, updatedAt: now, updatedById: actor.id },
      select: { id: true },
    });
    return { id };
  },
  refusals,
});

/** Proposes badges to the superior. */
export const proposeBadges = defineCommand({
  name: 'party.proposeBadges',
  input: proposeBadgesInput,
  permission: 'party.commend',
  load: loadBadge,
  run: async ({ tx, input: { badgeId, version }, before: { badge }, actor, now }) => {
    if (badge.state !== 'DUE') throw new Refusal('partyCommendations.refused.notDue');
    await tx.partyBadge.update({ where: asSeen(badgeId, version), data: { state: 'PROPOSED', ...changedBy({ actor, now }) } });
    return { id: badgeId };
  },
  refusals,
});

/** Records the decision on badges: the award with its money, by the base salary of that day. */
export const decideBadges = defineCommand({
  name: 'party.decideBadges',
  input: decideBadgesInput,
  permission: 'party.commend',
  load: loadBadge,
  run: async ({ tx, input: { badgeId, version, decision }, before: { badge }, actor, now }) => {
    if (badge.state !== 'PROPOSED') throw new Refusal('partyCommendations.refused.notProposed');
    const year = Number(decision.signedOn.slice(0, 4));
    if (!milestoneIn(badge.milestone, year)) throw problemAt('decision.signedOn', 'partyCommendations.field.milestone');
    const type = await tx.awardType.findFirstOrThrow({ where: { code: `HHD${badge.milestone}` }, select: { id: true } });
    const decisionId = await partyDecision(tx, decision, { actor, now });
    const awardId = await grant(
      tx,
      {
        ...{
          typeId: type.id,
          personId: badge.personId,
          partyBodyId: null,
          count: badge.count,
          yearFrom: year,
          yearTo: year,
        },
        ...{ subjectText: badge.personId === null ? `${badge.count} đảng viên` : null, citation: null, decision, decisionId },
      },
      { actor, now },
    );
    await tx.partyBadge.update({ where: asSeen(badgeId, version), data: { state: 'DECIDED', awardId, ...changedBy({ actor, now }) } });
    return { id: badgeId };
  },
  refusals,
});

/** The badges were handed over. */
export const presentBadges = defineCommand({
  name: 'party.presentBadges',
  input: presentBadgesInput,
  permission: 'party.commend',
  load: loadBadge,
  run: async ({ tx, input: { badgeId, version }, before: { badge }, actor, now }) => {
    if (badge.state !== 'DECIDED') throw new Refusal('partyCommendations.refused.notDecided');
    await tx.partyBadge.update({ where: asSeen(badgeId, version), data: { state: 'PRESENTED', ...changedBy({ actor, now }) } });
    return { id: badgeId };
  },
  refusals,
});

async function loadBadge(
  tx: Tx,
  { badgeId }: { badgeId: number },
): Promise<(Scoped & { badge: { state: BadgeState; milestone: number; personId: number | null; count: number } }) | null> {
  const badge = await tx.partyBadge.findFirst({
    where: { id: badgeId, voidedAt: null },
    select: { state: true, milestone: true, personId: true, count: true },
  });
  return badge && { badge };
}

type Decision = CommendationInput['decision'];

/** The decision of this number, day and authority: the row of it, or a new one. */
async function partyDecision(tx: Tx, { number, signedOn, authority, signer }: Decision, { actor, now }: Stamp): Promise<number> {
  const day = toColumn(signedOn);
  const known = await tx.decision.findFirst({
    where: { kind: 'PARTY', isParty: true, number, signedOn: day, authority, voidedAt: null },
    select: { id: true },
  });
  if (known) return known.id;
  const { id } = await tx.decision.create({
    data: {
      ...{ kind: 'PARTY', isParty: true, number, signedOn: day, authority, signer, subject: `Khen thưởng, ${number}` },
      ...{ updatedAt: now, updatedById: actor.id },
    },
    select: { id: true },
  });
  return id;
}

type Grant = Pick<
  CommendationInput,
  'partyBodyId' | 'personId' | 'count' | 'subjectText' | 'yearFrom' | 'yearTo' | 'citation' | 'decision'
> & {
  typeId: number;
  decisionId: number;
};

/** One award row with its money; a type without a known multiple has none. Throws InvalidInput when no base salary of that day is known. */
async function grant(tx: Tx, given: Grant, stamp: Stamp): Promise<number> {
  const { typeId, partyBodyId, personId, count, subjectText, citation, yearFrom, yearTo, decision, decisionId } = given;
  const [id = 0] = await grantAwards(
    tx,
    { decisionId, signedOn: decision.signedOn },
    [
      {
        ...{ awardTypeId: typeId, isParty: true, partyBodyId, personId, count, subjectText, citation, yearFrom, yearTo },
        subject: partyBodyId !== null ? 'PARTY_BODY' : personId !== null ? 'PERSON' : 'UNNAMED',
      },
    ],
    stamp,
  );
  return id;
}
