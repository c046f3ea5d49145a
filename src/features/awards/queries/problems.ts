import 'server-only';
import type { Day } from '@/domain/date';
import type { FieldProblem } from '@/domain/errors';
import { nameKey, namesakes } from '@/features/people/rules';
import type { Tx } from '@/server/db';
import { isSame, repeated } from '../rules/checks';
import type { Recipient } from '../schema';
import { factsOfDepartments, factsOfPeople, type Title, titlesIn } from './world';

/** The years of merit that a decision is for; a recipient may have its own. */
export type Merit = { yearFrom: number | null; yearTo: number | null };

const yearsOf = (one: Recipient, merit: Merit): Merit => (one.yearFrom === null ? merit : { yearFrom: one.yearFrom, yearTo: one.yearTo });

/**
 * Of each recipient, a key of the newcomer whom it puts on record, null for those known. Two of one name in one department are one person;
 * those said to be others are as many people as have the same title for the same years.
 */
export function newcomerKeys(recipients: readonly Recipient[], merit: Merit): (string | null)[] {
  const others = new Map<string, number>();
  return recipients.map((one) => {
    if (!one.newPerson) return null;
    const key = `${nameKey(one.newPerson.fullName)}|${one.newPerson.departmentId}`;
    if (!one.newPerson.isAnother) return key;
    const { yearFrom, yearTo } = yearsOf(one, merit);
    const act = [key, one.typeId, yearFrom, yearTo].join('|');
    others.set(act, (others.get(act) ?? 0) + 1);
    return `${key}|${others.get(act)}`;
  });
}

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
  const keys = newcomerKeys(recipients, merit);
  const isYearly = (typeId: number) => titles.get(typeId)?.kind === 'TITLE';
  const twice = new Set(
    repeated(
      recipients.map((one, index) => ({ ...yearsOf(one, merit), key: keyOf(one, keys[index] ?? null), isYearly: isYearly(one.typeId) })),
    ),
  );
  const problems: FieldProblem[] = [];
  for (const [index, one] of recipients.entries()) {
    const say = (field: string, key: FieldProblem['key'], params: FieldProblem['params'] = {}) =>
      problems.push({ path: `recipients.${index}.${field}`, key, params });
    const { yearFrom, yearTo } = yearsOf(one, merit);
    const title = titles.get(one.typeId);
    if (!title) say('typeId', 'common.field.notAChoice');
    else for (const [key, params] of unfit(title, one, yearTo)) say('typeId', key, params);
    if (one.personId !== null && !facts.has(one.personId)) say('personId', 'common.field.notAChoice');
    if (one.departmentId !== null && !departments.has(one.departmentId)) say('departmentId', 'common.field.notAChoice');
    if (one.newPerson && !departments.has(one.newPerson.departmentId)) say('newPerson.departmentId', 'common.field.notAChoice');
    if (absent.has(index)) say('newPerson.since', 'people.field.departmentAbsent');
    if (twins.has(index)) say('newPerson.fullName', 'awards.field.personExists');
    if (signedOn !== null && yearTo !== null && Number(signedOn.slice(0, 4)) < yearTo) {
      if (one.yearTo !== null) say('yearTo', 'awards.field.beforeMerit');
      else if (!problems.some(({ path }) => path === 'decision.signedOn'))
        problems.push({ path: 'decision.signedOn', key: 'awards.field.beforeMerit', params: {} });
    }
    if (twice.has(index)) say('typeId', 'awards.field.twiceHere');
    const there = (known.get(keyOf(one, null) ?? '') ?? []).find(
      (row) => yearFrom !== null && isSame(row, { yearFrom, yearTo }, isYearly(one.typeId)),
    );
    if (there) say('typeId', there.number === null ? 'awards.field.already' : 'awards.field.alreadyBy', { number: there.number ?? '' });
  }
  return { problems, titles, facts, departments };
}

/** Why a title cannot be given to this kind of subject for merit up to this year. */
function unfit(
  title: Title,
  { subject, isCollective }: Pick<Recipient, 'subject' | 'isCollective'>,
  yearTo: number | null,
): [FieldProblem['key'], FieldProblem['params']][] {
  const params = { title: title.name };
  return [
    ...(subject === 'PERSON' && !title.forPerson
      ? [['awards.field.notForPerson', params] as [FieldProblem['key'], FieldProblem['params']]]
      : []),
    ...((subject === 'DEPARTMENT' || (subject !== 'PERSON' && isCollective && title.forPerson)) && !title.forCollective
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

/** What and who, as `repeated` and `onRecord` know them; null for unnamed numbers, which are never the same. */
function keyOf(one: Recipient, newcomer: string | null): string | null {
  if (one.subject === 'PERSON') return `${one.typeId}|PERSON|${one.personId ?? newcomer}`;
  return one.subject === 'DEPARTMENT' ? `${one.typeId}|DEPARTMENT|${one.departmentId}` : null;
}

/** Awards that these recipients hold already, by what and who; the number of the decision is null when there is none. */
async function onRecord(tx: Tx, recipients: readonly Recipient[]): Promise<Map<string, (Merit & { number: string | null })[]>> {
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
  const held = new Map<string, (Merit & { number: string | null })[]>();
  for (const { awardTypeId, subject, personId, departmentId, yearFrom, yearTo, decision } of rows) {
    const key = `${awardTypeId}|${subject}|${subject === 'PERSON' ? personId : departmentId}`;
    held.set(key, [...(held.get(key) ?? []), { yearFrom, yearTo, number: decision?.number ?? null }]);
  }
  return held;
}

/** Whether a person or a department holds a title of which no year is known: the same once more cannot be told from it. */
export async function hasUndated(tx: Tx, { subject, typeId, personId, departmentId }: Recipient): Promise<boolean> {
  if (subject !== 'PERSON' && subject !== 'DEPARTMENT') return false;
  const who = subject === 'PERSON' ? { personId } : { departmentId };
  const where = { isParty: false, subject, awardTypeId: typeId, ...who, yearFrom: null, voidedAt: null, revokedAt: null };
  return (await tx.award.count({ where })) > 0;
}
