import {
  changeOwnPassword,
  closeAccount,
  confirmPartyRole,
  createAccount,
  declinePartyRole,
  endAllSessions,
  grantRole,
  renameAccount,
  reopenAccount,
  resetPassword,
  revokeRole,
  setEmail,
  setOwnEmail,
} from '@/features/accounts/commands';
import { hashPassword } from '@/server/passwords';
import { anActor, asSystem } from '../../support/db';
import type { CommandCase, World } from '../case';

/** Accounts are the administrators' alone. */
const may: CommandCase['may'] = { ADMIN: 'any' };
const PASSWORD = 'quạt trần kêu to';
let serial = 0;
const newName = () => `nguoi-moi-${++serial}`;

/** Somebody of the subject's department, so that nothing here changes the callers themselves. */
async function somebody({ db }: World, departmentId: number) {
  const { id } = await anActor(db, 'REPORTER', departmentId);
  return db.account.findUniqueOrThrow({ where: { id }, select: { id: true, rowVersion: true, roleGrants: { select: { id: true } } } });
}

/** A role of the Party that an administrator asked for; somebody of the Party is there already, so it waits. */
async function aRequest(world: World, departmentId: number) {
  const { db, now } = world;
  await anActor(db, 'PARTY_COMMITTEE');
  const { id: accountId } = await somebody(world, departmentId);
  await grantRole.execute({ db, now, actor: await anActor(db, 'ADMIN') }, { accountId, role: 'PARTY_OFFICE' });
  return { requestId: (await db.partyRoleRequest.findFirstOrThrow({ where: { accountId } })).id };
}
const confirm = { PARTY_OFFICE: 'any', PARTY_COMMITTEE: 'any' } as const;

export const cases: CommandCase[] = [
  { command: confirmPartyRole, may: confirm, input: async (world, { departmentId }) => aRequest(world, departmentId) },
  { command: declinePartyRole, may: confirm, input: async (world, { departmentId }) => aRequest(world, departmentId) },
  {
    // it names nobody: whoever calls it acts on their own
    command: changeOwnPassword,
    may: { EVERYONE: 'any' },
    input: async ({ db }, _subject, caller) => {
      const passwordHash = await hashPassword(PASSWORD);
      // the system has no password and can have none
      await asSystem(db, (tx) => tx.account.updateMany({ where: { id: caller.id, isSystem: false }, data: { passwordHash } }));
      return { oldPassword: PASSWORD, newPassword: 'bếp lửa mưa rào', repeatPassword: 'bếp lửa mưa rào' };
    },
  },
  {
    command: createAccount,
    may,
    input: async (_world, { departmentId }) => ({
      username: newName(),
      displayName: 'Người mới',
      grants: [{ role: 'REPORTER', departmentId }],
    }),
  },
  {
    command: renameAccount,
    may,
    input: async (world, { departmentId }) => {
      const { id, rowVersion } = await somebody(world, departmentId);
      return { accountId: id, version: rowVersion, displayName: 'Tên đúng' };
    },
  },
  {
    command: setEmail,
    may,
    input: async (world, { departmentId }) => {
      const { id, rowVersion } = await somebody(world, departmentId);
      return { accountId: id, version: rowVersion, email: 'hien.lai@benhvien.vn' };
    },
  },
  // as with the password: one's own, whoever calls
  { command: setOwnEmail, may: { EVERYONE: 'any' }, input: async () => ({ email: '' }) },
  {
    command: closeAccount,
    may,
    input: async (world, { departmentId }) => {
      const { id, rowVersion } = await somebody(world, departmentId);
      return { accountId: id, version: rowVersion };
    },
  },
  {
    command: reopenAccount,
    may,
    input: async (world, { departmentId }) => {
      const { id, rowVersion } = await somebody(world, departmentId);
      await asSystem(world.db, (tx) => tx.account.update({ where: { id }, data: { state: 'CLOSED' } }));
      return { accountId: id, version: rowVersion };
    },
  },
  {
    command: grantRole,
    may,
    input: async (world, { departmentId }) => ({
      accountId: (await somebody(world, departmentId)).id,
      role: 'DEPARTMENT_HEAD',
      departmentId,
    }),
  },
  {
    command: revokeRole,
    may,
    input: async (world, { departmentId }) => ({ grantId: (await somebody(world, departmentId)).roleGrants[0]?.id }),
  },
  { command: resetPassword, may, input: async (world, { departmentId }) => ({ accountId: (await somebody(world, departmentId)).id }) },
  { command: endAllSessions, may, input: async (world, { departmentId }) => ({ accountId: (await somebody(world, departmentId)).id }) },
];
