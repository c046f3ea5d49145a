import 'server-only';
import { type Day, toColumn } from '@/domain/date';
import { problemAt } from '@/domain/errors';
import { fold } from '@/domain/text';
import { defineCommand } from '@/server/command';
import type { Tx } from '@/server/db';
import { asSeen, changedBy } from '@/server/versioned';
import { nameParts } from './rules';
import { addPersonInput, correctPersonInput, movePersonInput } from './schema';

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
  run: async ({ tx, input: { fullName, honorifics, category, position, departmentId, since, isExternal, isAnother }, actor, now }) => {
    if (departmentId !== null) await assertThere(tx, departmentId, since);
    const parts = nameParts(fullName);
    if (!isAnother) {
      const [twin] = await tx.$queryRaw<{ name: string; department: string | null }[]>`
        SELECT p.full_name AS name, (SELECT v.name FROM person_post o JOIN department_version v ON v.department_id = o.department_id WHERE o.person_id = p.id ORDER BY o.valid_to NULLS FIRST, v.valid_from DESC LIMIT 1) AS department
        FROM person p WHERE p.voided_at IS NULL AND fold_vi(p.full_name) = ${fold(fullName)} LIMIT 1`;
      if (twin) throw problemAt('isAnother', 'people.field.sameName', { name: twin.name, department: twin.department ?? '–' });
    }
    const person = await tx.person.create({
      data: { ...parts, honorifics, category, isExternal, updatedAt: now, updatedById: actor.id },
      select: { id: true },
    });
    if (departmentId !== null)
      await tx.personPost.create({ data: { personId: person.id, departmentId, position, validFrom: toColumn(since) } });
    return { id: person.id };
  },
});

/** Corrects a name, what stands before it, or the group of staff. */
export const correctPerson = defineCommand({
  name: 'person.correct',
  input: correctPersonInput,
  permission: 'person.manage',
  load: known,
  run: async ({ tx, input: { personId, version, fullName, honorifics, category }, actor, now }) => {
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
