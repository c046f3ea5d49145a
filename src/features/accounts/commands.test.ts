import { aDepartment, anActor, freshDb } from '@tests/support/db';
import { type At, now, PASSWORD, peopleOf } from '@tests/support/people';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, SYSTEM } from '@/domain/actor';
import { NotFound } from '@/domain/errors';
import type { Db } from '@/server/db';
import { liveSession } from '@/server/live-session';
import { changeOwnPassword, closeAccount, createAccount, grantRole, renameAccount, revokeRole, setEmail, setOwnEmail } from './commands';

let db: Db;
let admin: Actor;
let as: ReturnType<typeof peopleOf>['as'];
let enter: ReturnType<typeof peopleOf>['enter'];
let aPerson: ReturnType<typeof peopleOf>['aPerson'];
beforeAll(async () => {
  db = await freshDb();
  admin = await anActor(db, 'ADMIN');
  ({ as, enter, aPerson } = peopleOf(db));
});

describe('changing one’s own password', () => {
  const change = (person: Awaited<ReturnType<typeof aPerson>>, input: object, at: At = {}) =>
    as(
      person.actor,
      changeOwnPassword,
      { oldPassword: PASSWORD, newPassword: 'bếp lửa mưa rào', repeatPassword: 'bếp lửa mưa rào', ...input },
      at,
    );

  it('ends the other sessions and goes on with this one', async () => {
    const person = await aPerson();
    const [here, there] = [await person.open(), await person.open()];
    expect(await change(person, {}, { sessionId: here })).toEqual({ ended: 1 });
    expect(await liveSession(here, now)).not.toBeNull();
    expect(await liveSession(there, now)).toBeNull();
    expect(await enter(person.username, PASSWORD)).toMatchObject({ ok: false });
    expect(await enter(person.username, 'bếp lửa mưa rào')).toMatchObject({ ok: true });
  });

  it('says what is wrong, at the field', async () => {
    const person = await aPerson();
    const problem = (path: string, key: string) => ({ problems: [{ path, key, params: {} }] });
    await expect(change(person, { oldPassword: 'sai' })).rejects.toMatchObject(problem('oldPassword', 'accounts.refused.oldPassword'));
    await expect(change(person, { repeatPassword: 'khác' })).rejects.toMatchObject(problem('repeatPassword', 'accounts.password.unlike'));
    const weak = { newPassword: 'matkhau123456', repeatPassword: 'matkhau123456' };
    await expect(change(person, weak)).rejects.toMatchObject(problem('newPassword', 'accounts.password.common'));
    const same = { newPassword: PASSWORD, repeatPassword: PASSWORD };
    await expect(change(person, same)).rejects.toMatchObject(problem('newPassword', 'accounts.password.same'));
  });

  it('may be tried ten times: a borrowed session is no way to guess', async () => {
    const person = await aPerson();
    for (let tries = 0; tries < 10; tries++) await expect(change(person, { oldPassword: 'sai' })).rejects.toThrow();
    await expect(change(person, {})).rejects.toMatchObject({
      problems: [{ key: 'accounts.refused.tooManyTries', params: { minutes: 15 } }],
    });
  });
});

describe('administration', () => {
  it('makes an account whose first password must be changed, and keeps the password nowhere', async () => {
    const department = await aDepartment(db);
    const { id, firstPassword } = await as(admin, createAccount, {
      username: 'Hien.Lai',
      displayName: ' Lại  Thị Hiền ',
      grants: [{ role: 'REPORTER', departmentId: String(department.id) }],
    });
    expect(firstPassword).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){2}$/);
    expect(await db.account.findUnique({ where: { id } })).toMatchObject({
      username: 'hien.lai',
      displayName: 'Lại Thị Hiền',
      mustChangePassword: true,
      isSample: false,
    });
    expect(await enter('hien.lai', firstPassword)).toMatchObject({ ok: true });
    const audited = await db.auditEntry.findMany({ where: { tableName: { in: ['account', 'role_grant'] } } });
    expect(JSON.stringify(audited.map(({ before, after }) => [before, after]))).not.toMatch(/argon2/);
    expect(audited.some(({ tableName, op }) => tableName === 'role_grant' && op === 'INSERT')).toBe(true);
  });

  it('refuses what cannot be', async () => {
    const make = (input: object) =>
      as(admin, createAccount, { username: 'moi', displayName: 'Mới', grants: [{ role: 'DIRECTOR' }], ...input });
    const { username } = await aPerson();
    await expect(make({ username })).rejects.toThrow('accounts.refused.usernameTaken');
    await expect(make({ username: 'có dấu' })).rejects.toMatchObject({
      problems: [{ path: 'username', key: 'accounts.field.usernameForm' }],
    });
    await expect(make({ grants: [{ role: 'REPORTER' }] })).rejects.toMatchObject({
      problems: [{ path: 'grants.0.departmentId', key: 'accounts.field.departmentNeeded' }],
    });
    await expect(make({ grants: [{ role: 'ADMIN', departmentId: 1 }] })).rejects.toMatchObject({
      problems: [{ key: 'accounts.field.departmentNotUsed' }],
    });
    await expect(make({ grants: [{ role: 'REPORTER', departmentId: 999_999 }] })).rejects.toThrow('accounts.refused.noSuchDepartment');
    await expect(make({ grants: [{ role: 'CELL_SECRETARY' }] })).rejects.toThrow('common.refused.invalid');
    await expect(make({ grants: [{ role: 'DIRECTOR' }, { role: 'DIRECTOR' }] })).rejects.toThrow('accounts.refused.alreadyGranted');
    expect(await db.account.count({ where: { username: 'moi' } })).toBe(0);
  });

  it('keeps where letters go, tidied, and refuses what is no address', async () => {
    const person = await aPerson();
    const write = async (email: string) => as(admin, setEmail, { accountId: person.actor.id, version: await person.version(), email });
    const kept = async () => (await db.account.findUniqueOrThrow({ where: { id: person.actor.id } })).email;
    await write(' hien.lai@benhvien.vn ');
    expect(await kept()).toBe('hien.lai@benhvien.vn');
    for (const wrong of [
      'hien.lai',
      'hien@benhvien',
      'hiền lai@benhvien.vn',
      'a@b.vn, c@d.vn',
      '<a@b.vn>',
      `${'x'.repeat(250)}@benhvien.vn`,
    ])
      await expect(write(wrong), wrong).rejects.toThrow('common.refused.invalid');
    expect(await as(person.actor, setOwnEmail, { email: '' })).toEqual({ email: null });
    expect(await kept()).toBeNull();
    await expect(as(person.actor, setEmail, { accountId: person.actor.id, version: 1, email: '' })).rejects.toThrow('notFound');
  });

  it('keeps a record of two who edit at once: the second is told', async () => {
    const person = await aPerson();
    const version = await person.version();
    await as(admin, renameAccount, { accountId: person.actor.id, version, displayName: 'Tên mới' });
    await expect(as(admin, renameAccount, { accountId: person.actor.id, version, displayName: 'Tên khác' })).rejects.toThrow(
      'common.refused.conflict',
    );
    await expect(as(admin, closeAccount, { accountId: person.actor.id, version })).rejects.toThrow('common.refused.conflict');
  });

  it('never loses the last administrator, not even when two remove each other at once', async () => {
    const other = await aPerson('ADMIN');
    await expect(as(admin, closeAccount, { accountId: admin.id, version: 1 })).rejects.toThrow('accounts.refused.closeOneself');
    const grantOf = async (accountId: number) =>
      (await db.roleGrant.findFirstOrThrow({ where: { accountId, role: 'ADMIN', validTo: null } })).id;
    const everyoneElse = await db.roleGrant.findMany({
      where: { role: 'ADMIN', validTo: null, NOT: { accountId: { in: [admin.id, other.actor.id] } } },
    });
    for (const { id: grantId } of everyoneElse) await as(admin, revokeRole, { grantId });
    const outcome = await Promise.allSettled([
      as(admin, revokeRole, { grantId: await grantOf(other.actor.id) }),
      as(other.actor, revokeRole, { grantId: await grantOf(admin.id) }),
    ]);
    expect(outcome.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const left = await db.roleGrant.findMany({ where: { role: 'ADMIN', validTo: null } });
    expect(left).toHaveLength(1);
    const [last] = left;
    if (!last) return;
    await expect(as(SYSTEM, revokeRole, { grantId: last.id })).rejects.toBeInstanceOf(NotFound);
    const lastOne: Actor = { ...admin, id: last.accountId };
    await expect(as(lastOne, revokeRole, { grantId: last.id })).rejects.toThrow('accounts.refused.lastAdministrator');
    await as(lastOne, grantRole, { accountId: lastOne.id === admin.id ? other.actor.id : admin.id, role: 'ADMIN' });
  });

  it('gives a role from a later day, and takes it back before it begins', async () => {
    const person = await aPerson();
    await as(admin, grantRole, { accountId: person.actor.id, role: 'UNION', validFrom: '2027-01-01' });
    const session = await liveSession(await person.open(), now);
    expect(session?.actor.grants.map(({ role }) => role)).toEqual(['PLANNING']);
    const grant = await db.roleGrant.findFirstOrThrow({ where: { accountId: person.actor.id, role: 'UNION' } });
    await as(admin, revokeRole, { grantId: grant.id });
    expect(await db.roleGrant.findUnique({ where: { id: grant.id } })).toMatchObject({ validTo: grant.validFrom });
    await expect(as(admin, grantRole, { accountId: person.actor.id, role: 'PLANNING' })).rejects.toThrow('accounts.refused.alreadyGranted');
  });
});
