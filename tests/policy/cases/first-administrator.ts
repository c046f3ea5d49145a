import { offerFirstAdministrator, setUpFirstAdministrator } from '@/features/first-administrator/commands';
import { asSystem } from '../../support/db';
import type { CommandCase } from '../case';

const PASSWORD = 'quạt trần kêu to';
let serial = 0;

export const cases: CommandCase[] = [
  { command: offerFirstAdministrator, may: { SYSTEM: true }, input: async () => ({}) },
  {
    command: setUpFirstAdministrator,
    may: { SYSTEM: true },
    input: async ({ db, now }) => {
      // The link works only while nobody can administer.
      await asSystem(db, (tx) => tx.account.updateMany({ where: { roleGrants: { some: { role: 'ADMIN' } } }, data: { state: 'CLOSED' } }));
      const { token } = await offerFirstAdministrator.execute({ db, actor: { id: 1, displayName: '', grants: [] }, now }, {});
      return { token, username: `quan-tri-${++serial}`, displayName: 'Quản trị', newPassword: PASSWORD, repeatPassword: PASSWORD };
    },
  },
];
