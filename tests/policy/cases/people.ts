import { addPerson, correctPerson, correctPost, movePerson } from '@/features/people/commands';
import type { CommandCase, World } from '../case';

const may = { PLANNING: 'any', ADMIN: 'any', EMULATION: 'any' } as const;

/** Somebody on record since the beginning of 2026. */
async function somebody(db: World['db'], planning: World['planning'], now: Date, departmentId: number | null) {
  const input = { fullName: 'Dang Khiem', departmentId, since: '2026-01-01', isAnother: true };
  return (await addPerson.execute({ db, actor: planning, now }, input)).id;
}

export const cases: CommandCase[] = [
  {
    command: addPerson,
    may,
    input: async (_world, { departmentId }) => ({
      ...{ fullName: 'Đặng Hữu Khiêm', honorifics: 'TS.BS', position: 'HEAD', departmentId, since: '2026-01-01', isAnother: true },
    }),
  },
  {
    command: correctPerson,
    may,
    input: async ({ db, now, planning }, { departmentId }) => {
      const id = await somebody(db, planning, now, departmentId);
      return { personId: id, version: 1, fullName: 'Đặng Hữu Khiêm', honorifics: 'TS.BS' };
    },
  },
  {
    command: movePerson,
    may,
    input: async ({ db, now, planning }, { departmentId }) => ({
      ...{ personId: await somebody(db, planning, now, departmentId), version: 1, departmentId: null, since: '2026-03-01' },
    }),
  },
  {
    command: correctPost,
    may,
    input: async ({ db, now, planning }, { departmentId }) => {
      const personId = await somebody(db, planning, now, departmentId);
      const { id: postId } = await db.personPost.findFirstOrThrow({ where: { personId } });
      return { personId, version: 1, postId, departmentId, position: 'HEAD', since: '2026-02-01', until: '2026-06-01' };
    },
  },
];
