import 'server-only';
import { type Day, dayOf, dayOfColumn } from '@/domain/date';
import { type FieldProblem, InvalidInput, problemAt, Refusal } from '@/domain/errors';
import type { Scoped } from '@/domain/policy';
import { decisionFor } from '@/features/departments/writes';
import { nameKey, namesakes } from '@/features/people/rules';
import { enlist } from '@/features/people/writes';
import { defineCommand } from '@/server/command';
import type { Tx } from '@/server/db';
import { asSeen, changedBy, type Stamp } from '@/server/versioned';
import { conditionsIn, factsOfDepartments, factsOfPeople, type Title, titlesIn, totalsIn } from './queries/world';
import { type Line, missingSameYear, repeated, sharesAbove } from './rules/checks';
import {
  addRecipientsInput,
  type Recipient,
  recordDecisionInput,
  recordHistoricInput,
  revokeAwardInput,
  withdrawAwardInput,
} from './schema';
import { grantAwards } from './writes';

const refusals = {
  award_guard: 'awards.refused.notFit',
  award_person_once: 'awards.refused.twice',
  award_department_once: 'awards.refused.twice',
  award_subject_shape: 'awards.field.whom',
  award_years: 'awards.field.yearOrder',
  award_confirmed_has_decision: 'awards.refused.notFit',
  award_money: 'awards.field.noSalary',
  award_revoked: 'awards.refused.twice',
  decision_once: 'departments.refused.decisionExistsNow',
} as const;

/** A warning of something that was written all the same: at which recipient, or of the whole decision. */
export type Warning =
  | { kind: 'SAME_YEAR'; index: number; code: string }
  | { kind: 'DISSOLVED'; index: number }
  | { kind: 'SHARE'; code: string; of: string; percent: number; holders: number; workers: number };

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

/** Records one award of which no decision is known: as a paper tells of it, with or without years, counted or «nhiều». It carries no money. */
export const recordHistoric = defineCommand({
  name: 'awards.recordHistoric',
  input: recordHistoricInput,
  permission: 'award.manage',
  load: async () => ({}),
  run: async ({ tx, input: { certainty, source, ...one }, actor, now }) => {
    const recipient = { ...one, newPerson: null };
    const merit = { yearFrom: one.yearFrom, yearTo: one.yearTo };
    const { problems } = await problemsOf(tx, [recipient], merit, null);
    const own = problems.map((problem) => ({ ...problem, path: problem.path.replace('recipients.0.', '') }));
    if (own.length > 0) throw new InvalidInput(own);
    if (one.yearFrom === null && one.subject === 'PERSON' && (await hasUndated(tx, one.typeId, one.personId)))
      throw problemAt('typeId', 'awards.field.alreadyUndated');
    const [id = 0] = await grantAwards(
      tx,
      { decisionId: null, signedOn: null },
      [{ ...award(recipient, merit, one.personId, one.departmentId), certainty, source }],
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

type Merit = { yearFrom: number | null; yearTo: number | null };

/** Grants to all, or says of each what stands in the way. */
async function grantTo(
  tx: Tx,
  { id: decisionId, signedOn }: { id: number; signedOn: Day | null },
  recipients: readonly Recipient[],
  merit: Merit,
  stamp: Stamp,
): Promise<{ id: number; count: number; warnings: Warning[] }> {
  const { problems, titles, facts } = await problemsOf(tx, recipients, merit, signedOn);
  if (problems.length > 0) throw new InvalidInput(problems);
  const fresh = new Map<string, { at: number; person: NonNullable<Recipient['newPerson']> }>();
  for (const { newPerson } of recipients) {
    const key = newPerson && keyOfNew(newPerson);
    if (newPerson && key !== null && !fresh.has(key)) fresh.set(key, { at: fresh.size, person: newPerson });
  }
  const made = await enlist(
    tx,
    [...fresh.values()].map(({ person: { fullName, honorifics, departmentId, since } }) => ({
      ...{ fullName, honorifics },
      post: { departmentId, since, until: null },
    })),
    stamp,
  );
  const personOf = ({ personId, newPerson }: Recipient) =>
    newPerson ? (made[fresh.get(keyOfNew(newPerson))?.at ?? -1] ?? null) : personId;
  const awards = recipients.map((one) => {
    const departmentId =
      one.subject === 'PERSON' ? (one.newPerson?.departmentId ?? facts.get(one.personId ?? 0)?.departmentId ?? null) : one.departmentId;
    return { ...award(one, merit, personOf(one), departmentId), certainty: 'CONFIRMED' as const };
  });
  const warnings = await warningsOf(
    tx,
    recipients.map((one, index) => ({
      typeId: one.typeId,
      personId: awards[index]?.personId ?? null,
      year: awards[index]?.yearTo ?? 0,
      count: awards[index]?.count ?? 0,
    })),
    {
      titles: [...titles.values()],
      facts,
      day: signedOn ?? dayOf(stamp.now),
    },
  );
  await grantAwards(tx, { decisionId, signedOn }, awards, stamp);
  return { id: decisionId, count: awards.length, warnings };
}

const keyOfNew = ({ fullName, departmentId }: NonNullable<Recipient['newPerson']>) => `${nameKey(fullName)}|${departmentId}`;

/** The row of a recipient; its years are its own or the decision's. */
function award(one: Recipient, merit: Merit, personId: number | null, departmentId: number | null) {
  const isNamed = one.subject === 'PERSON' || one.subject === 'DEPARTMENT';
  const [yearFrom, yearTo] = one.yearFrom === null ? [merit.yearFrom, merit.yearTo] : [one.yearFrom, one.yearTo];
  return {
    ...{
      awardTypeId: one.typeId,
      isParty: false,
      subject: one.subject,
      personId,
      departmentId,
      subjectText: isNamed ? null : one.subjectText,
    },
    ...{ count: isNamed ? 1 : one.count, yearFrom, yearTo, citation: one.citation },
    ofCollectives: !isNamed && one.isCollective,
  };
}

async function hasUndated(tx: Tx, awardTypeId: number, personId: number | null): Promise<boolean> {
  return (
    personId !== null &&
    (await tx.award.count({
      where: { isParty: false, subject: 'PERSON', awardTypeId, personId, yearFrom: null, voidedAt: null, revokedAt: null },
    })) > 0
  );
}

/** What cannot be recorded, each beside the recipient and the field; and what was read on the way. */
async function problemsOf(tx: Tx, recipients: readonly Recipient[], merit: Merit, signedOn: Day | null) {
  const titles = new Map((await titlesIn(tx)).map((title) => [title.id, title]));
  const year = merit.yearTo ?? Number((signedOn ?? '2000').slice(0, 4));
  const personIds = recipients.flatMap(({ personId }) => personId ?? []);
  const departmentIds = recipients.flatMap(({ departmentId, newPerson }) => [departmentId ?? [], newPerson?.departmentId ?? []].flat());
  const facts = new Map((await factsOfPeople(tx, [...new Set(personIds)], year)).map((one) => [one.id, one]));
  const departments = new Map((await factsOfDepartments(tx, [...new Set(departmentIds)], year)).map((one) => [one.id, one]));
  const known = await onRecord(tx, recipients);
  const { absent, twins } = await newcomers(tx, recipients);
  const twice = new Set(repeated(recipients.map((one, index) => keyOf(one, merit, index))));
  const problems: FieldProblem[] = [];
  for (const [index, one] of recipients.entries()) {
    const say = (field: string, key: FieldProblem['key'], params: FieldProblem['params'] = {}) =>
      problems.push({ path: `recipients.${index}.${field}`, key, params });
    const [yearFrom, yearTo] = one.yearFrom === null ? [merit.yearFrom, merit.yearTo] : [one.yearFrom, one.yearTo];
    const title = titles.get(one.typeId);
    if (!title) say('typeId', 'common.field.notAChoice');
    else for (const [key, params] of unfit(title, one.subject, yearTo)) say('typeId', key, params);
    if (one.personId !== null && !facts.has(one.personId)) say('personId', 'common.field.notAChoice');
    if (one.departmentId !== null && !departments.has(one.departmentId)) say('departmentId', 'common.field.notAChoice');
    if (one.newPerson && !departments.has(one.newPerson.departmentId)) say('newPerson.departmentId', 'common.field.notAChoice');
    if (absent.has(index)) say('newPerson.since', 'people.field.departmentAbsent');
    if (twins.has(index)) say('newPerson.fullName', 'awards.field.personExists');
    if (signedOn !== null && yearFrom !== null && Number(signedOn.slice(0, 4)) < yearFrom) {
      if (one.yearFrom !== null) say('yearFrom', 'awards.field.beforeMerit');
      else if (!problems.some(({ path }) => path === 'decision.signedOn'))
        problems.push({ path: 'decision.signedOn', key: 'awards.field.beforeMerit', params: {} });
    }
    if (twice.has(index)) say('typeId', 'awards.field.twiceHere');
    const there = known.get(
      `${one.typeId}|${one.subject}|${one.subject === 'PERSON' ? one.personId : one.departmentId}|${yearFrom}|${yearTo}`,
    );
    if (there !== undefined && yearFrom !== null)
      say('typeId', there === null ? 'awards.field.already' : 'awards.field.alreadyBy', { number: there ?? '' });
  }
  return { problems, titles, facts };
}

/** Why a title cannot be given to this kind of subject for merit up to this year. */
function unfit(title: Title, subject: Recipient['subject'], yearTo: number | null): [FieldProblem['key'], FieldProblem['params']][] {
  const params = { title: title.name };
  return [
    ...(subject === 'PERSON' && !title.forPerson
      ? [['awards.field.notForPerson', params] as [FieldProblem['key'], FieldProblem['params']]]
      : []),
    ...(subject === 'DEPARTMENT' && !title.forCollective
      ? [['awards.field.notForCollective', params] as [FieldProblem['key'], FieldProblem['params']]]
      : []),
    ...(title.toYear !== null && yearTo !== null && yearTo > title.toYear
      ? [['awards.field.historic', { ...params, year: String(title.toYear) }] as [FieldProblem['key'], FieldProblem['params']]]
      : []),
    ...(title.fromYear !== null && yearTo !== null && yearTo < title.fromYear
      ? [['awards.field.notYet', { ...params, year: String(title.fromYear) }] as [FieldProblem['key'], FieldProblem['params']]]
      : []),
  ];
}

/** Of newcomers, by place: whose department did not exist on the day, and who has a namesake in it without being said to be another. */
async function newcomers(tx: Tx, recipients: readonly Recipient[]): Promise<{ absent: Set<number>; twins: Set<number> }> {
  const rows = recipients.flatMap(({ newPerson }, index) => (newPerson ? [{ index, ...newPerson }] : []));
  if (rows.length === 0) return { absent: new Set(), twins: new Set() };
  const found = await tx.$queryRaw<{ index: number; isThere: boolean; there: string[] }[]>`
    SELECT x.index, d.established_on <= x.since AND (d.dissolved_on IS NULL OR d.dissolved_on > x.since) AS "isThere",
      array(SELECT p.full_name FROM person p JOIN person_post o ON o.person_id = p.id AND o.department_id = d.id WHERE p.voided_at IS NULL AND fold_vi(p.full_name) = fold_vi(x.name)) AS there
    FROM unnest(${rows.map(({ index }) => index)}::int[], ${rows.map(({ departmentId }) => departmentId)}::int[], ${rows.map(({ since }) => since)}::date[], ${rows.map(({ fullName }) => fullName)}::text[])
      AS x (index, department_id, since, name) JOIN department d ON d.id = x.department_id`;
  const isTwin = ({ index, there }: (typeof found)[number]) => {
    const newcomer = recipients[index]?.newPerson;
    return !!newcomer && !newcomer.isAnother && namesakes(there.map((fullName) => ({ fullName })))(newcomer.fullName).found.length > 0;
  };
  return {
    absent: new Set(found.flatMap(({ index, isThere }) => (isThere ? [] : [index]))),
    twins: new Set(found.flatMap((one) => (isTwin(one) ? [one.index] : []))),
  };
}

/** Who and what: the same twice in one decision is a slip of the hand. Unnamed numbers are never the same. */
function keyOf(one: Recipient, merit: Merit, index: number): string {
  const [yearFrom, yearTo] = one.yearFrom === null ? [merit.yearFrom, merit.yearTo] : [one.yearFrom, one.yearTo];
  const who =
    one.subject === 'PERSON'
      ? (one.personId ?? (one.newPerson ? `new ${keyOfNew(one.newPerson)}` : index))
      : one.subject === 'DEPARTMENT'
        ? `department ${one.departmentId}`
        : `unnamed ${index}`;
  return [one.typeId, who, yearFrom, yearTo].join('|');
}

/** Titles that these recipients hold already, by who, what and years; the value is the number of the decision, null when it has none. */
async function onRecord(tx: Tx, recipients: readonly Recipient[]): Promise<Map<string, string | null>> {
  const personIds = recipients.flatMap(({ subject, personId }) => (subject === 'PERSON' ? (personId ?? []) : []));
  const departmentIds = recipients.flatMap(({ subject, departmentId }) => (subject === 'DEPARTMENT' ? (departmentId ?? []) : []));
  const rows = await tx.award.findMany({
    where: {
      ...{ isParty: false, voidedAt: null, revokedAt: null },
      OR: [
        { subject: 'PERSON', personId: { in: personIds } },
        { subject: 'DEPARTMENT', departmentId: { in: departmentIds } },
      ],
    },
    select: {
      awardTypeId: true,
      subject: true,
      personId: true,
      departmentId: true,
      yearFrom: true,
      yearTo: true,
      decision: { select: { number: true } },
    },
  });
  return new Map(
    rows.map((row) => [
      `${row.awardTypeId}|${row.subject}|${row.subject === 'PERSON' ? row.personId : row.departmentId}|${row.yearFrom}|${row.yearTo}`,
      row.decision?.number ?? null,
    ]),
  );
}

type Known = {
  titles: readonly Title[];
  facts: ReadonlyMap<
    number,
    { held: { typeId: number; code: string; yearFrom: number | null; yearTo: number | null }[]; dissolvedOn: Day | null }
  >;
  day: Day;
};

async function warningsOf(tx: Tx, lines: readonly Line[], { titles, facts, day }: Known): Promise<Warning[]> {
  const [year = 0] = lines.map((line) => line.year).sort((one, other) => other - one);
  const conditions = await conditionsIn(tx, year);
  const totals = await totalsIn(tx, year);
  const nameOf = new Map(titles.map(({ code, name }) => [code, name]));
  for (const { typeId, count, year: ofLine } of lines) {
    const code = titles.find(({ id }) => id === typeId)?.code;
    if (code && ofLine === year) totals.set(code, (totals.get(code) ?? 0) + count);
  }
  const given = new Set(lines.map(({ typeId }) => typeId));
  const heldBy = new Map([...facts].map(([id, { held }]) => [id, held]));
  return [
    ...missingSameYear(lines, heldBy, conditions, titles).map(({ index, code }) => ({
      kind: 'SAME_YEAR' as const,
      index,
      code: nameOf.get(code) ?? code,
    })),
    ...lines.flatMap(({ personId }, index) => {
      const dissolvedOn = facts.get(personId ?? 0)?.dissolvedOn ?? null;
      return dissolvedOn !== null && dissolvedOn <= day ? [{ kind: 'DISSOLVED' as const, index }] : [];
    }),
    ...sharesAbove(conditions, totals, titles)
      .filter(({ typeId }) => given.has(typeId))
      .map(({ typeId, code, percent, holders, of }) => ({
        ...{ kind: 'SHARE' as const, percent, holders, workers: of },
        code: titles.find(({ id }) => id === typeId)?.name ?? '',
        of: nameOf.get(code) ?? code,
      })),
  ];
}
