import { z } from 'zod';
import { checkbox, dayInput, id, line, optionalDay, optionalId, optionalLine, orEmpty, rowVersion } from '@/domain/input';
import { POSITIONS, STAFF_CATEGORIES } from './rules';

const named = {
  fullName: line(120),
  honorifics: optionalLine(60).default(null),
  category: orEmpty(z.enum(STAFF_CATEGORIES)).default(null),
};

/** A person who is named in plans, and the post that they hold since a day. The hospital itself is a department too: its directors. */
export const addPersonInput = z
  .strictObject({
    ...named,
    position: z.enum(POSITIONS).default('STAFF'),
    departmentId: optionalId.default(null),
    since: dayInput,
    /** Somebody from outside: a guest, a superior's leader. */
    isExternal: checkbox,
    /** Somebody of the same name is on record already, and this is another person. */
    isAnother: checkbox,
  })
  .superRefine(({ departmentId, isExternal }, context) => {
    if (isExternal === (departmentId !== null))
      context.addIssue({ code: 'custom', path: ['departmentId'], message: isExternal ? 'people.field.outside' : 'common.field.required' });
  });
export const correctPersonInput = z.strictObject({ personId: id, version: rowVersion, ...named });
/** From a day on in another department or post; without a department the person has left. */
export const movePersonInput = z.strictObject({
  ...{ personId: id, version: rowVersion, departmentId: optionalId.default(null), position: z.enum(POSITIONS).default('STAFF') },
  since: dayInput,
});
/** The last post as it should have been recorded; `until` stays empty while it is held. */
export const correctPostInput = z
  .strictObject({
    ...{ personId: id, version: rowVersion, postId: id, departmentId: id, position: z.enum(POSITIONS) },
    since: dayInput,
    until: optionalDay,
  })
  .refine(({ since, until }) => until === null || until > since, { path: ['until'], message: 'people.field.untilBefore' });
