import { beforeAll, expect, it } from 'vitest';
import type { Actor, Role } from '@/domain/actor';
import {
  closeAccount,
  confirmPartyRole,
  createAccount,
  declinePartyRole,
  grantRole,
  resetPassword,
  revokeRole,
} from '@/features/accounts/commands';
import { partyRoleRequests } from '@/features/accounts/queries';
import type { Db } from '@/server/db';
import { anActor, freshDb } from '../support/db';
import { aCell, aSecretary, seenBy } from '../support/party';
import { now, peopleOf } from '../support/people';

let db: Db;
let [admin, other, director]: Actor[] = [];
let as: ReturnType<typeof peopleOf>['as'];
beforeAll(async () => {
  db = await freshDb();
  [admin, other, director] = [await anActor(db, 'ADMIN'), await anActor(db, 'ADMIN'), await anActor(db, 'DIRECTOR')];
  ({ as } = peopleOf(db));
});

const the = (actor: Actor | undefined): Actor => {
  if (!actor) throw new Error('nobody');
  return actor;
};
/** Roles in force, as the database has them. */
const rolesOf = async (accountId: number): Promise<Role[]> =>
  (await db.roleGrant.findMany({ where: { accountId, validTo: null }, orderBy: { id: 'asc' } })).map(({ role }) => role);
const requestsOf = (accountId: number) => db.partyRoleRequest.findMany({ where: { accountId }, orderBy: { id: 'asc' } });
const told = async (accountId: number) =>
  (await db.reminder.findMany({ where: { accountId, subjectType: 'ACCOUNT' }, orderBy: { id: 'asc' } })).map(({ facts }) => facts);
const scope = async (actor: Actor) =>
  (await seenBy(db, actor, (tx) => tx.$queryRaw<{ scope: string }[]>`SELECT party_scope() AS scope`))[0]?.scope;

it('the very first role of the Party is given at once, and all administrators and the director are told', async () => {
  const made = await as(the(admin), createAccount, {
    username: 'vpdu',
    displayName: 'Cao Xuân Bách',
    grants: [{ role: 'PARTY_OFFICE', departmentId: null }],
  });
  expect(made).toMatchObject({ waiting: 0 });
  expect(await rolesOf(made.id)).toEqual(['PARTY_OFFICE']);
  for (const person of [admin, other, director])
    expect(await told(the(person).id)).toMatchObject([
      { about: 'PARTY_ROLE', how: 'FIRST', role: 'PARTY_OFFICE', account: 'Cao Xuân Bách' },
    ]);
});

it('every other is asked for, opens nothing until somebody of the Party agrees, and neither of the two agrees to it', async () => {
  const { id: officeId } = await db.account.findUniqueOrThrow({ where: { username: 'vpdu' } });
  const office: Actor = { id: officeId, displayName: 'Cao Xuân Bách', grants: [{ role: 'PARTY_OFFICE', departmentId: null }] };
  expect(await as(the(admin), grantRole, { accountId: the(admin).id, role: 'PARTY_COMMITTEE' })).toMatchObject({ waiting: 1, ended: 0 });
  expect(await rolesOf(the(admin).id)).toEqual(['ADMIN']);
  expect(await scope(the(admin))).toBe('NONE');
  expect(await told(office.id)).toMatchObject([{ how: 'ASKED', role: 'PARTY_COMMITTEE' }]);
  await expect(as(the(admin), grantRole, { accountId: the(admin).id, role: 'PARTY_COMMITTEE' })).rejects.toThrow(
    'accounts.refused.alreadyAsked',
  );
  const [request] = await requestsOf(the(admin).id);
  const requestId = request?.id ?? 0;
  await expect(as(the(admin), confirmPartyRole, { requestId })).rejects.toThrow('common.refused.notFound');
  await expect(as(the(other), confirmPartyRole, { requestId })).rejects.toThrow('common.refused.notFound');
  const both: Actor = { ...the(admin), grants: [...the(admin).grants, { role: 'PARTY_OFFICE', departmentId: null }] };
  await expect(as(both, confirmPartyRole, { requestId })).rejects.toThrow('accounts.refused.twoHands');
  expect(await seenBy(db, office, (tx) => partyRoleRequests(tx, office))).toMatchObject([
    { id: requestId, role: 'PARTY_COMMITTEE', isOwn: false },
  ]);

  await as(office, declinePartyRole, { requestId });
  await expect(as(office, confirmPartyRole, { requestId })).rejects.toThrow('accounts.refused.requestDecided');
  expect(await scope(the(admin))).toBe('NONE');

  const member = await as(the(admin), createAccount, {
    username: 'dang.uy',
    displayName: 'Bùi Quang Thắng',
    grants: [{ role: 'PARTY_COMMITTEE', departmentId: null }],
  });
  expect(member.waiting).toBe(1);
  expect(await rolesOf(member.id)).toEqual([]);
  await as(office, confirmPartyRole, { requestId: (await requestsOf(member.id))[0]?.id });
  expect(await rolesOf(member.id)).toEqual(['PARTY_COMMITTEE']);
});

it('a new password rests what the account reads of the Party until somebody else of it agrees again', async () => {
  const member = await db.account.findUniqueOrThrow({ where: { username: 'dang.uy' } });
  const { id: officeId } = await db.account.findUniqueOrThrow({ where: { username: 'vpdu' } });
  expect(await as(the(admin), resetPassword, { accountId: member.id })).toMatchObject({ waiting: 1 });
  expect(await rolesOf(member.id)).toEqual([]);
  const secretary = await aSecretary(db, (await aCell(db)).id);
  expect(await as(the(admin), resetPassword, { accountId: secretary.id })).toMatchObject({ waiting: 1 });
  expect(await scope(secretary)).toBe('NONE');
  const office: Actor = { id: officeId, displayName: '', grants: [{ role: 'PARTY_OFFICE', departmentId: null }] };
  await as(office, confirmPartyRole, { requestId: (await requestsOf(secretary.id))[0]?.id });
  expect(await scope(secretary)).toBe('CELLS');

  // the last one goes on, and it is told: there is nobody to agree
  expect(await as(the(other), resetPassword, { accountId: officeId })).toMatchObject({ waiting: 0 });
  expect(await rolesOf(officeId)).toEqual(['PARTY_OFFICE']);
  expect((await told(the(director).id)).at(-1)).toMatchObject({ how: 'RESET', role: 'PARTY_OFFICE' });
});

it('an administrator does not take away the last one who watches over it', async () => {
  const { id: accountId, rowVersion: version } = await db.account.findUniqueOrThrow({ where: { username: 'vpdu' } });
  const grant = await db.roleGrant.findFirstOrThrow({ where: { accountId, role: 'PARTY_OFFICE' } });
  await expect(as(the(admin), revokeRole, { grantId: grant.id })).rejects.toThrow('accounts.refused.lastOfParty');
  await expect(as(the(admin), closeAccount, { accountId, version })).rejects.toThrow('accounts.refused.lastOfParty');
});

it('the database holds it too: nobody outside the Party writes such a role, nor makes an ended one longer', async () => {
  const grant = (statement: string) =>
    seenBy(db, the(admin), (tx) => tx.$executeRawUnsafe(statement)).then(
      () => 'written',
      (error: unknown) => (/role_grant_two_hands|party_role_request_two_hands/.exec(String(error)) ?? [String(error)])[0],
    );
  const insert = (role: string) =>
    `INSERT INTO role_grant (account_id, role, valid_from) VALUES (${the(admin).id}, '${role}', DATE '${now.toISOString().slice(0, 10)}')`;
  for (const role of ['PARTY_OFFICE', 'PARTY_COMMITTEE']) expect(await grant(insert(role))).toBe('role_grant_two_hands');
  expect(await grant(`UPDATE role_grant SET account_id = ${the(admin).id} WHERE role = 'PARTY_OFFICE'`)).toBe('role_grant_two_hands');
  expect(await grant(`UPDATE role_grant SET role = 'PARTY_OFFICE' WHERE account_id = ${the(admin).id}`)).toBe('role_grant_two_hands');
  expect(await grant(`UPDATE role_grant SET valid_to = NULL WHERE role = 'PARTY_COMMITTEE' AND valid_to IS NOT NULL`)).toBe(
    'role_grant_two_hands',
  );
  expect(await grant(insert('PLANNING'))).toBe('written');
  expect(
    await grant(
      `UPDATE party_role_request SET decided_by_id = asked_by_id, decided_at = now(), is_confirmed = true WHERE decided_at IS NULL`,
    ),
  ).toBe('party_role_request_two_hands');
});
