import 'server-only';
import type { Day } from '@/domain/date';
import type { FieldProblem } from '@/domain/errors';
import { nameKey, namesakes } from '@/features/people/rules';
import type { Tx } from '@/server/db';
import { repeated } from '../rules/checks';
import type { Recipient } from '../schema';
import { factsOfDepartments, factsOfPeople, type Title, titlesIn } from './world';

/** The years of merit that a decision is for; a recipient may have its own. */
export type Merit = { yearFrom: number | null; yearTo: number | null };

/** Two newcomers of one name in one department are one person. */
export const keyOfNew = ({ fullName, departmentId }: NonNullable<Recipient['newPerson']>) => `${nameKey(fullName)}|${departmentId}`;

/** What cannot be recorded, each beside the recipient and the field; and what was read on the way. */
export async function problemsOf(tx: Tx, recipients: readonly Recipient[], merit: Merit, signedOn: Day | null) {
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

/** Whether somebody holds a title of which no year is known: the same once more cannot be told from it. */
export async function hasUndated(tx: Tx, awardTypeId: number, personId: number | null): Promise<boolean> {
  return (
    personId !== null &&
    (await tx.award.count({
      where: { isParty: false, subject: 'PERSON', awardTypeId, personId, yearFrom: null, voidedAt: null, revokedAt: null },
    })) > 0
  );
}
