import 'server-only';
import { toColumn } from '@/domain/date';
import { problemAt } from '@/domain/errors';
import { defineCommand } from '@/server/command';
import { asSeen, changedBy } from '@/server/versioned';
import { nameParts } from './rules';
import { addPersonInput, correctPersonInput } from './schema';

/** Puts somebody on record by name, with the post they hold; nothing else is kept of people here. */
export const addPerson = defineCommand({
  name: 'person.add',
  input: addPersonInput,
  permission: 'person.manage',
  load: async () => ({}),
  run: async ({ tx, input: { fullName, honorifics, position, departmentId, since, isExternal }, actor, now }) => {
    const department =
      departmentId === null
        ? null
        : await tx.department.findUnique({ where: { id: departmentId }, select: { establishedOn: true, dissolvedOn: true } });
    if (departmentId !== null && !department) throw problemAt('departmentId', 'common.field.notAChoice');
    const day = toColumn(since);
    if (department && (department.establishedOn > day || (department.dissolvedOn !== null && department.dissolvedOn <= day)))
      throw problemAt('since', 'people.field.departmentAbsent');
    const person = await tx.person.create({
      data: { ...nameParts(fullName), honorifics, isExternal, updatedAt: now, updatedById: actor.id },
      select: { id: true },
    });
    if (departmentId !== null) await tx.personPost.create({ data: { personId: person.id, departmentId, position, validFrom: day } });
    return { id: person.id };
  },
});

/** Corrects a name or what stands before it. */
export const correctPerson = defineCommand({
  name: 'person.correct',
  input: correctPersonInput,
  permission: 'person.manage',
  load: async (tx, { personId }) =>
    tx.person.findUnique({ where: { id: personId, voidedAt: null }, select: { id: true } }).then((row) => row && {}),
  run: async ({ tx, input: { personId, version, fullName, honorifics }, actor, now }) => {
    await tx.person.update({
      where: asSeen(personId, version),
      data: { ...nameParts(fullName), honorifics, ...changedBy({ actor, now }) },
    });
    return { id: personId };
  },
});
