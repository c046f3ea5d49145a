import 'server-only';
import { type Day, dayOf, dayOfColumn } from '@/domain/date';
import { InvalidInput, problemAt, Refusal } from '@/domain/errors';
import type { Scoped } from '@/domain/policy';
import { markRevoked, reopenProposal } from '@/features/award-proposals/writes';
import { decisionFor } from '@/features/departments/writes';
import { enlist } from '@/features/people/writes';
import { defineCommand } from '@/server/command';
import type { Tx } from '@/server/db';
import { asSeen, changedBy, type Stamp } from '@/server/versioned';
import { hasUndated, type Merit, newcomerKeys, problemsOf } from './queries/problems';
import { type Warning, warningsOf } from './queries/warnings';
import { departmentsOfPeople } from './queries/world';
import type { Who } from './rules/checks';
import {
  addRecipientsInput,
  type Recipient,
  recordDecisionInput,
  recordHistoricInput,
  revokeAwardInput,
  withdrawAwardInput,
} from './schema';
import { awardOf, grantAwards } from './writes';

const refusals = {
  award_guard: 'awards.refused.notFit',
  award_person_once: 'awards.refused.twice',
  award_department_once: 'awards.refused.twice',
  award_person_undated_once: 'awards.refused.twice',
  award_department_undated_once: 'awards.refused.twice',
  award_subject_shape: 'awards.field.whom',
  award_years: 'awards.field.yearOrder',
  award_confirmed_has_decision: 'awards.refused.notFit',
  award_money: 'awards.field.noSalary',
  award_revoked: 'awards.refused.twice',
  decision_once: 'departments.refused.decisionExistsNow',
} as const;

/**
 * Records a decision with all its recipients in one transaction: people, departments, unnamed numbers; who is new is put on record too. Each
 * has its title, years of merit and money. Refuses beside the very recipient (`recipients.3.typeId`) what cannot be: a title twice, one that
 * the law no longer or not yet knew, one that is not for this kind, a decision before the merit. Answers what it warns of (domain.md C3).
 */
export const recordDecision = defineCommand({
  name: 'awards.recordDecision',
  input: recordDecisionInput,
  permission: 'award.manage',
  load: async () => ({}),
  run: async ({ tx, input: { decision, recipients, ...merit }, actor, now }) => {
    if (decision === null) throw problemAt('decision.subject', 'common.field.required');
    const effectiveOn = decision.signedOn ?? dayOf(now);
    const decisionId = await decisionFor(tx, 'AWARD', { decisionId: null, decision }, { effectiveOn, actor, now });
    if (decisionId === null) throw problemAt('decision.subject', 'common.field.required');
    return grantTo(tx, { id: decisionId, signedOn: decision.signedOn }, recipients, merit, { actor, now });
  },
  refusals,
});

/** Adds recipients that were forgotten to a decision on record; the same refusals and warnings. */
export const addRecipients = defineCommand({
  name: 'awards.addRecipients',
  input: addRecipientsInput,
  permission: 'award.manage',
  load: async (tx, { decisionId }): Promise<(Scoped & { decision: { id: number; signedOn: Day | null } }) | null> => {
    const decision = await tx.decision.findFirst({
      where: { id: decisionId, kind: 'AWARD', isParty: false, voidedAt: null },
      select: { id: true, signedOn: true },
    });
    return decision && { decision: { id: decision.id, signedOn: decision.signedOn && dayOfColumn(decision.signedOn) } };
  },
  run: async ({ tx, input: { recipients, yearFrom, yearTo }, before: { decision }, actor, now }) =>
    grantTo(tx, decision, recipients, { yearFrom, yearTo }, { actor, now }),
  refusals,
});

/** Records one award of which no decision is known: as a paper tells of it, with or without years, counted or «nhiều». It carries no money. What is of this year has a decision and is refused here (domain.md C2). */
export const recordHistoric = defineCommand({
  name: 'awards.recordHistoric',
  input: recordHistoricInput,
  permission: 'award.manage',
  load: async () => ({}),
  run: async ({ tx, input: { source, ...one }, actor, now }) => {
    const recipient = { ...one, newPerson: null };
    if (one.yearTo !== null && one.yearTo >= Number(dayOf(now).slice(0, 4))) throw problemAt('yearTo', 'awards.field.needsDecision');
    const merit = { yearFrom: one.yearFrom, yearTo: one.yearTo };
    const { problems } = await problemsOf(tx, [recipient], merit, null);
    const own = problems.map((problem) => ({ ...problem, path: problem.path.replace('recipients.0.', '') }));
    if (own.length > 0) throw new InvalidInput(own);
    if (one.yearFrom === null && (await hasUndated(tx, recipient))) throw problemAt('typeId', 'awards.field.alreadyUndated');
    const certainty = one.yearFrom === null ? ('UNKNOWN_DATE' as const) : ('REPORTED' as const);
    const [id = 0] = await grantAwards(
      tx,
      { decisionId: null, signedOn: null },
      [{ ...awardOf(recipient, merit, one.personId, one.departmentId), certainty, source }],
      { actor, now },
    );
    return { id };
  },
  refusals,
});

/** Takes back an award that was recorded wrongly; it stays in the record with the reason, and the same may be recorded again. */
export const withdrawAward = defineCommand({
  name: 'awards.withdraw',
  input: withdrawAwardInput,
  permission: 'award.manage',
  load: loadAward,
  run: async ({ tx, input: { awardId, version, reason }, actor, now }) => {
    await tx.award.update({
      where: asSeen(awardId, version),
      data: { voidedAt: now, voidedById: actor.id, voidReason: reason, ...changedBy({ actor, now }) },
    });
    await reopenProposal(tx, awardId, reason, { actor, now });
    return { id: awardId };
  },
  refusals,
});

/** Revokes an award that was given on false grounds (Luật 06/2022, xử lý vi phạm): it stays, marked; its money is to be paid back. */
export const revokeAward = defineCommand({
  name: 'awards.revoke',
  input: revokeAwardInput,
  permission: 'award.manage',
  load: loadAward,
  run: async ({ tx, input: { awardId, version, reason }, before: { award: found }, actor, now }) => {
    if (found.revokedAt !== null) throw new Refusal('awards.refused.revokedAlready');
    await tx.award.update({
      where: asSeen(awardId, version),
      data: { revokedAt: now, revokedById: actor.id, revokeReason: reason, ...changedBy({ actor, now }) },
    });
    await markRevoked(tx, awardId, { actor, now });
    return { id: awardId, recover: found.bonusAmount === null ? 0 : Number(found.bonusAmount) };
  },
  refusals,
});

type Given = { award: { revokedAt: Date | null; bonusAmount: { toString(): string } | null } };
async function loadAward(tx: Tx, { awardId }: { awardId: number }): Promise<(Scoped & Given) | null> {
  const award = await tx.award.findFirst({
    where: { id: awardId, isParty: false, voidedAt: null },
    select: { revokedAt: true, bonusAmount: true },
  });
  return award && { award };
}

/** Grants to all, or says of each what stands in the way. */
async function grantTo(
  tx: Tx,
  { id: decisionId, signedOn }: { id: number; signedOn: Day | null },
  recipients: readonly Recipient[],
  merit: Merit,
  stamp: Stamp,
): Promise<{ id: number; count: number; warnings: Warning[] }> {
  const { problems, titles, facts, departments } = await problemsOf(tx, recipients, merit, signedOn);
  if (problems.length > 0) throw new InvalidInput(problems);
  const made = await enlistAll(tx, recipients, merit, stamp);
  const people = recipients.map(({ personId }, index) => made[index] ?? personId);
  const rows = recipients.map((one, index) => awardOf(one, merit, people[index] ?? null, one.departmentId));
  const posts = await departmentsOfPeople(
    tx,
    rows.map(({ personId, yearTo }) => ({ personId: personId ?? 0, year: yearTo ?? 0 })),
  );
  const awards = rows.map((row, index) => {
    const departmentId = row.subject === 'PERSON' ? (recipients[index]?.newPerson?.departmentId ?? posts[index] ?? null) : row.departmentId;
    return { ...row, departmentId, certainty: 'CONFIRMED' as const };
  });
  const warnings = await warningsOf(
    tx,
    awards.map((one) => ({
      ...{ typeId: one.awardTypeId, year: one.yearTo ?? 0, count: one.count ?? 0 },
      who:
        one.subject === 'PERSON'
          ? `PERSON ${one.personId ?? 0}`
          : one.subject === 'DEPARTMENT'
            ? `DEPARTMENT ${one.departmentId ?? 0}`
            : null,
    })),
    {
      titles: [...titles.values()],
      facts: new Map([
        ...[...facts].map(([id, one]) => [`PERSON ${id}` as Who, one] as const),
        ...[...departments].map(([id, one]) => [`DEPARTMENT ${id}` as Who, one] as const),
      ]),
      day: signedOn ?? dayOf(stamp.now),
    },
  );
  await grantAwards(tx, { decisionId, signedOn }, awards, stamp);
  return { id: decisionId, count: awards.length, warnings };
}

/** Puts newcomers on record, each once however many titles; answers by recipient, null for those known. */
async function enlistAll(tx: Tx, recipients: readonly Recipient[], merit: Merit, stamp: Stamp): Promise<(number | null)[]> {
  const keys = newcomerKeys(recipients, merit);
  const firsts = keys.flatMap((key, index) => (key !== null && keys.indexOf(key) === index ? [index] : []));
  const made = await enlist(
    tx,
    firsts.flatMap((index) => {
      const person = recipients[index]?.newPerson;
      if (!person) return [];
      const { fullName, honorifics, departmentId, since } = person;
      return [{ fullName, honorifics, post: { departmentId, since, until: null } }];
    }),
    stamp,
  );
  return keys.map((key) => (key === null ? null : (made[firsts.indexOf(keys.indexOf(key))] ?? null)));
}
