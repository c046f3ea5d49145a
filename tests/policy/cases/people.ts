import { addPerson, correctPerson } from '@/features/people/commands';
import type { CommandCase } from '../case';

const may = { PLANNING: 'any', ADMIN: 'any', EMULATION: 'any' } as const;

export const cases: CommandCase[] = [
  {
    command: addPerson,
    may,
    input: async (_world, { departmentId }) => ({
      ...{ fullName: 'Đặng Hữu Khiêm', honorifics: 'TS.BS', position: 'HEAD', departmentId, since: '2026-01-01' },
    }),
  },
  {
    command: correctPerson,
    may,
    input: async ({ db, now, planning }, { departmentId }) => {
      const { id } = await addPerson.execute({ db, actor: planning, now }, { fullName: 'Dang Khiem', departmentId, since: '2026-01-01' });
      return { personId: id, version: 1, fullName: 'Đặng Hữu Khiêm', honorifics: 'TS.BS' };
    },
  },
];
