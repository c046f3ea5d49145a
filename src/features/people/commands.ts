import 'server-only';
import { type Day, toColumn } from '@/domain/date';
import { problemAt, Refusal } from '@/domain/errors';
import { fold } from '@/domain/text';
import { defineCommand } from '@/server/command';
import type { Tx } from '@/server/db';
import { asSeen, changedBy } from '@/server/versioned';
import { nameParts, splitHonorifics } from './rules';
import { addPersonInput, correctPersonInput, correctPostInput, movePersonInput } from './schema';

const refusals = {
  person_post_no_overlap: 'people.field.postOverlaps',
  person_post_range: 'people.field.beforePost',
} as const;

/**
 * Puts somebody on record by name, with the post they hold; nothing else is kept of people here. Refused at `isAnother` when somebody of
 * the same name, marks aside, is on record, until it is said that this is another person.
 */
export const addPerson = defineCommand({
  name: 'person.add',
  input: addPersonInput,
  permission: 'person.manage',
  refusals,
  load: async () => ({}),
  run: async ({ tx, input: { category, position, departmentId, since, isExternal, isAnother, ...typed }, actor, now }) => {
    const { fullName, honorifics } = nameOf(typed);
    if (departmentId !== null) await assertThere(tx, departmentId, since);
    if (!isAnother) {
      const [twin] = await tx.$queryRaw<{ name: string; department: string | null }[]>`
        SELECT p.full_name AS name, (SELECT v.name FROM person_post o JOIN department_version v ON v.department_id = o.department_id WHERE o.person_id = p.id ORDER BY o.valid_to NULLS FIRST, v.valid_from DESC LIMIT 1) AS department
        FROM person p WHERE p.voided_at IS NULL AND fold_vi(p.full_name) = ${fold(fullName)} LIMIT 1`;
      if (twin) throw problemAt('isAnother', 'people.field.sameName', { name: twin.name, department: twin.department ?? '–' });
    }
    const person = await tx.person.create({
      data: { ...nameParts(fullName), honorifics, category, isExternal, updatedAt: now, updatedById: actor.id },
      select: { id: true },
    });
    if (departmentId !== null)
      await tx.personPost.create({ data: { personId: person.id, departmentId, position, validFrom: toColumn(since) } });
    return { id: person.id };
  },
});

/** Corrects a name, what stands before it, or the group of staff. «Ông», typed again, is a family name. */
export const correctPerson = defineCommand({
  name: 'person.correct',
  input: correctPersonInput,
  permission: 'person.manage',
  load: known,
  run: async ({ tx, input: { personId, version, category, ...typed }, actor, now }) => {
    const { fullName, honorifics } = nameOf(typed, { keepsAddress: true });
    await tx.person.update({
      where: asSeen(personId, version),
      data: { ...nameParts(fullName), honorifics, category, ...changedBy({ actor, now }) },
    });
    return { id: personId };
  },
});

/**
 * From a day on another department or post; what was held until then ends that day and stays on record, so that an award of an earlier year
 * is still of the department of that year. Without a department the person has left the hospital.
 */
export const movePerson = defineCommand({
  name: 'person.move',
  input: movePersonInput,
  permission: 'person.manage',
  refusals,
  load: known,
  run: async ({ tx, input: { personId, version, departmentId, position, since }, actor, now }) => {
    if (departmentId !== null) await assertThere(tx, departmentId, since);
    const day = toColumn(since);
    await tx.person.update({ where: asSeen(personId, version), data: changedBy({ actor, now }) });
    const later = await tx.personPost.count({ where: { personId, validFrom: { gte: day } } });
    if (later > 0) throw problemAt('since', 'people.field.beforePost');
    await tx.personPost.updateMany({ where: { personId, OR: [{ validTo: null }, { validTo: { gt: day } }] }, data: { validTo: day } });
    if (departmentId !== null) await tx.personPost.create({ data: { personId, departmentId, position, validFrom: day } });
    return { id: personId };
  },
});

/**
 * Puts the last post right that somebody was recorded with: its department, position and days. What they held until its first day ends on the
 * corrected one. An earlier post stays as it is: awards of its years are of that department.
 */
export const correctPost = defineCommand({
  name: 'person.correctPost',
  input: correctPostInput,
  permission: 'person.manage',
  refusals,
  load: known,
  run: async ({ tx, input: { personId, version, postId, departmentId, position, since, until }, actor, now }) => {
    await assertThere(tx, departmentId, since);
    await tx.person.update({ where: asSeen(personId, version), data: changedBy({ actor, now }) });
    const posts = await tx.personPost.findMany({ where: { personId }, orderBy: [{ validFrom: 'desc' }, { id: 'desc' }] });
    const [last] = posts;
    if (last?.id !== postId) throw new Refusal('common.refused.conflict');
    const day = toColumn(since);
    const before = posts.filter(({ validTo }) => validTo?.getTime() === last.validFrom.getTime());
    if (before.some(({ validFrom }) => validFrom >= day)) throw problemAt('since', 'people.field.beforePost');
    const endBefore = () => tx.personPost.updateMany({ where: { id: { in: before.map(({ id }) => id) } }, data: { validTo: day } });
    // no moment of two posts in one department: what shrinks goes first
    if (day < last.validFrom) await endBefore();
    await tx.personPost.update({
      where: { id: postId },
      data: { departmentId, position, validFrom: day, validTo: until && toColumn(until) },
    });
    if (day > last.validFrom) await endBefore();
    return { id: personId };
  },
});

type Typed = { fullName: string; honorifics: string | null };

/**
 * A typed name without what stands before it, which joins the honorifics. Refused without a name, and with a number: no identity numbers are
 * kept of people (the 2 of «BSCK2» is none).
 */
function nameOf({ fullName: typed, honorifics }: Typed, { keepsAddress = false } = {}): Typed {
  const { fullName: bare, honorifics: before } = splitHonorifics(typed);
  const fullName = keepsAddress && before === null ? typed : bare;
  if (fullName === '') throw problemAt('fullName', 'people.field.noName');
  if (/\p{Nd}/u.test(fullName)) throw problemAt('fullName', 'people.field.digits');
  if ((honorifics?.match(/\p{Nd}/gu) ?? []).length > 2) throw problemAt('honorifics', 'people.field.digits');
  const isSaid = before === null || (honorifics !== null && fold(honorifics) === fold(before));
  return { fullName, honorifics: isSaid ? honorifics : [honorifics, before].filter(Boolean).join(' ') };
}

function known(tx: Tx, { personId }: { personId: number }) {
  return tx.person.findUnique({ where: { id: personId, voidedAt: null }, select: { id: true } }).then((row) => row && {});
}

async function assertThere(tx: Tx, departmentId: number, since: Day): Promise<void> {
  const department = await tx.department.findUnique({ where: { id: departmentId }, select: { establishedOn: true, dissolvedOn: true } });
  if (!department) throw problemAt('departmentId', 'common.field.notAChoice');
  const day = toColumn(since);
  if (department.establishedOn > day || (department.dissolvedOn !== null && department.dissolvedOn <= day))
    throw problemAt('since', 'people.field.departmentAbsent');
}
