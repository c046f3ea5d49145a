import { aDepartment, anActor, asSystem, freshDb } from '@tests/support/db';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Actor, SYSTEM } from '@/domain/actor';
import { NotFound } from '@/domain/errors';
import type { Command } from '@/server/command';
import type { Db } from '@/server/db';
import { liveSession } from '@/server/live-session';
import {
  changeOwnPassword,
  closeAccount,
  createAccount,
  createSample,
  endAllSessions,
  endOwnOtherSessions,
  endOwnSession,
  grantRole,
  offerFirstAdministrator,
  renameAccount,
  reopenAccount,
  resetPassword,
  revokeRole,
  setSamplePassword,
  setUpFirstAdministrator,
  signIn,
} from './commands';
import { hashPassword } from './passwords';

let db: Db;
let admin: Actor;
beforeAll(async () => {
  db = await freshDb();
  admin = await anActor(db, 'ADMIN');
});

const now = new Date('2026-10-01T01:00:00Z');
const minutesLater = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
const PASSWORD = 'quạt trần kêu to';

type At = { at?: Date; ip?: string | null; sessionId?: string | null };
const context = (actor: Actor, { at = now, ip = null, sessionId = null }: At = {}) => ({
  db,
  actor,
  now: at,
  request: { id: 'r', ip, sessionId },
});
// biome-ignore lint/suspicious/noExplicitAny: any command, as the caller writes it
const as = <R>(actor: Actor, command: Command<any, R>, input: object = {}, at: At = {}): Promise<R> =>
  command.execute(context(actor, at), input);
const enter = (username: string, password: string, at: At & { knownAccountId?: number } = {}) =>
  signIn.execute(context(SYSTEM, at), { username, password, userAgent: 'test', knownAccountId: at.knownAccountId ?? null });

async function aPerson(role: 'PLANNING' | 'ADMIN' = 'PLANNING') {
  const actor = await anActor(db, role);
  const passwordHash = await hashPassword(PASSWORD);
  const { username } = await asSystem(db, (tx) => tx.account.update({ where: { id: actor.id }, data: { passwordHash } }));
  const open = async (at: At = {}) => {
    const result = await enter(username, PASSWORD, at);
    if (!result.ok) throw new Error('could not sign in');
    return result.sessionId;
  };
  const version = async () => (await db.account.findUniqueOrThrow({ where: { id: actor.id } })).rowVersion;
  return { actor, username, open, version };
}

describe('signing in', () => {
  it('opens a session of twelve hours for the right password, however it is typed', async () => {
    const { username, actor } = await aPerson();
    const result = await enter(`  ${username.toUpperCase()} `, PASSWORD.normalize('NFD'));
    expect(result).toMatchObject({ ok: true, accountId: actor.id });
    if (!result.ok) return;
    expect(await liveSession(result.sessionId, now)).toMatchObject({
      username,
      actor: { id: actor.id, grants: [{ role: 'PLANNING', departmentId: null }] },
    });
    expect(await db.session.findUnique({ where: { id: result.sessionId } })).toMatchObject({
      expiresAt: minutesLater(12 * 60),
      userAgent: 'test',
    });
  });

  it('gives unknown, closed, system and wrong the same answer', async () => {
    const [wrong, closed] = [await aPerson(), await aPerson()];
    await as(admin, closeAccount, { accountId: closed.actor.id, version: await closed.version() });
    const refused = { ok: false, left: 9, waitSeconds: 0 };
    expect(await enter('khong-co-ai', PASSWORD)).toEqual(refused);
    expect(await enter('Không có ai?', PASSWORD)).toEqual(refused);
    expect(await enter(wrong.username, 'sai mật khẩu')).toEqual(refused);
    expect(await enter(closed.username, PASSWORD)).toEqual(refused);
    for (const name of ['he-thong', 'a\u0000b', 'a\ud800b', '', "' OR 1=1 --"]) expect(await enter(name, '')).toEqual(refused);
  });

  it('takes as long for an unknown name as for a wrong password', async () => {
    const { username } = await aPerson();
    const time = async (name: string) => {
      const begun = performance.now();
      await enter(name, 'sai mật khẩu');
      return performance.now() - begun;
    };
    const [known, unknown]: [number[], number[]] = [[], []];
    for (let round = 0; round < 9; round++) {
      known.push(await time(username));
      unknown.push(await time('khong-biet'));
    }
    const median = (list: number[]) => list.sort((a, b) => a - b)[4] ?? 0;
    // without the same work it would be a third
    const ratio = median(unknown) / median(known);
    expect(ratio).toBeGreaterThan(0.6);
    expect(ratio).toBeLessThan(1.6);
  });

  it('counts to ten for a name, known or not, then says how long to wait even to the right password', async () => {
    const { username } = await aPerson();
    for (const name of [username, 'khong-he-co']) {
      const counts = [];
      for (let tries = 0; tries < 10; tries++) counts.push(await enter(name, 'sai mật khẩu'));
      expect(counts.map((one) => !one.ok && one.left)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
      expect(await enter(name, PASSWORD, { at: minutesLater(5) })).toEqual({ ok: false, left: 0, waitSeconds: 600 });
    }
    expect(await enter(username, PASSWORD, { at: minutesLater(15) })).toMatchObject({ ok: true });
  });

  it('lets ten of many tries at once be checked, no more', async () => {
    const { username } = await aPerson();
    const tries = await Promise.all(Array.from({ length: 24 }, () => enter(username, 'sai mật khẩu')));
    expect(tries.filter((one) => !one.ok && one.waitSeconds === 0)).toHaveLength(10);
  });

  it('forgets wrong tries once the right password came', async () => {
    const { username } = await aPerson();
    for (let tries = 0; tries < 9; tries++) await enter(username, 'sai mật khẩu');
    expect(await enter(username, PASSWORD)).toMatchObject({ ok: true });
    expect(await enter(username, 'sai mật khẩu')).toMatchObject({ left: 9 });
  });

  it('does not keep a person out because a stranger guesses', async () => {
    const { username, actor } = await aPerson();
    for (let tries = 0; tries < 12; tries++) await enter(username, 'sai mật khẩu');
    expect(await enter(username, PASSWORD)).toMatchObject({ ok: false });
    expect(await enter(username, PASSWORD, { knownAccountId: actor.id })).toMatchObject({ ok: true });
    expect(await enter(username, PASSWORD, { knownAccountId: admin.id })).toMatchObject({ ok: false });
    for (let tries = 0; tries < 12; tries++) await enter(username, 'sai mật khẩu', { ip: '10.0.0.9' });
    expect(await enter(username, PASSWORD, { ip: '10.0.0.10' })).toMatchObject({ ok: true });
  });

  it('lets one address guess a hundred times an hour over all names', async () => {
    const guesses = [];
    for (let tries = 0; tries < 102; tries++) guesses.push(await enter(`ai-do-${tries}`, 'sai', { ip: '10.9.9.9' }));
    expect(guesses.filter((one) => !one.ok && one.waitSeconds === 0)).toHaveLength(100);
    expect(guesses.at(-1)).toEqual({ ok: false, left: 0, waitSeconds: 3600 });
  });

  it('is in the audit, refused or not, without the names of nobody', async () => {
    const { username, actor } = await aPerson();
    await enter(username, 'sai mật khẩu');
    await enter('mat-khau-go-nham-o', 'sai mật khẩu');
    await enter(username, PASSWORD);
    const events = await db.auditTx.findMany({ where: { kind: 'SIGN_IN' }, orderBy: { id: 'desc' }, take: 3 });
    expect(events.map(({ actorId, detail }) => ({ actorId, detail }))).toEqual([
      { actorId: actor.id, detail: { ok: true } },
      { actorId: SYSTEM.id, detail: { ok: false, accountId: null } },
      { actorId: SYSTEM.id, detail: { ok: false, accountId: actor.id } },
    ]);
    expect(await db.rateLimit.count({ where: { key: { contains: 'go-nham' } } })).toBe(0);
  });
});

describe('a session', () => {
  it('ends after twelve hours, or when nobody works: half an hour for administrators, eight hours for others', async () => {
    const [planner, administrator] = [await aPerson(), await aPerson('ADMIN')];
    const [ordinary, sensitive] = [await planner.open(), await administrator.open()];
    expect(await liveSession(sensitive, minutesLater(29))).not.toBeNull();
    expect(await liveSession(sensitive, minutesLater(58))).not.toBeNull();
    expect(await liveSession(sensitive, minutesLater(89))).toBeNull();
    expect(await liveSession(ordinary, minutesLater(479))).not.toBeNull();
    expect(await liveSession(ordinary, minutesLater(719))).not.toBeNull();
    expect(await liveSession(ordinary, minutesLater(720))).toBeNull();
    expect(await liveSession(await planner.open(), minutesLater(481))).toBeNull();
  });

  it('is gone with the next request when the account is closed, and reopening does not bring it back', async () => {
    const person = await aPerson();
    const sessionId = await person.open();
    await as(admin, closeAccount, { accountId: person.actor.id, version: await person.version() });
    expect(await liveSession(sessionId, now)).toBeNull();
    await as(admin, reopenAccount, { accountId: person.actor.id, version: await person.version() });
    expect(await liveSession(sessionId, now)).toBeNull();
    expect(await liveSession(await person.open(), now)).not.toBeNull();
  });

  it('is gone when a role is given or taken back', async () => {
    const person = await aPerson();
    const before = await person.open();
    await as(admin, grantRole, { accountId: person.actor.id, role: 'DIRECTOR' });
    expect(await liveSession(before, now)).toBeNull();
    const between = await person.open();
    expect((await liveSession(between, now))?.actor.grants.map(({ role }) => role)).toEqual(['PLANNING', 'DIRECTOR']);
    const { id: grantId } = await db.roleGrant.findFirstOrThrow({ where: { accountId: person.actor.id, role: 'DIRECTOR' } });
    await as(admin, revokeRole, { grantId });
    expect(await liveSession(between, now)).toBeNull();
    expect((await liveSession(await person.open(), now))?.actor.grants.map(({ role }) => role)).toEqual(['PLANNING']);
  });

  it('is gone when the password is reset or an administrator ends all', async () => {
    const person = await aPerson();
    const first = await person.open();
    expect(await as(admin, endAllSessions, { accountId: person.actor.id })).toMatchObject({ ended: 1 });
    expect(await liveSession(first, now)).toBeNull();
    const second = await person.open();
    const { firstPassword } = await as(admin, resetPassword, { accountId: person.actor.id });
    expect(await liveSession(second, now)).toBeNull();
    expect(await enter(person.username, PASSWORD)).toMatchObject({ ok: false });
    const third = await enter(person.username, firstPassword);
    expect(third.ok && (await liveSession(third.sessionId, now))).toMatchObject({ mustChangePassword: true });
  });

  it('is ended by its owner: this one, another, all others; never somebody else’s', async () => {
    const [person, stranger] = [await aPerson(), await aPerson()];
    const [here, there, elsewhere, theirs] = [await person.open(), await person.open(), await person.open(), await stranger.open()];
    await expect(as(person.actor, endOwnSession, { sessionId: theirs })).rejects.toBeInstanceOf(NotFound);
    expect(await as(person.actor, endOwnSession, { sessionId: there }, { sessionId: here })).toEqual({ ended: 1 });
    expect(await as(person.actor, endOwnOtherSessions, {}, { sessionId: here })).toEqual({ ended: 1 });
    expect(await Promise.all([here, there, elsewhere, theirs].map(async (id) => (await liveSession(id, now)) !== null))).toEqual([
      true,
      false,
      false,
      true,
    ]);
    await as(person.actor, endOwnSession, { sessionId: here }, { sessionId: here });
    expect(await db.session.findUnique({ where: { id: here } })).toMatchObject({ endReason: 'SIGNED_OUT' });
    expect(await db.auditTx.count({ where: { kind: 'SIGN_OUT', actorId: person.actor.id } })).toBe(3);
  });
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

describe('the sample', () => {
  it('has flagged accounts with one password, hashed once, and nobody else’s touched', async () => {
    const made = await as(SYSTEM, createSample, {
      validFrom: '2022-01-01',
      accounts: [
        { username: 'mau-khth', displayName: 'Kế hoạch', grants: [{ role: 'PLANNING' }] },
        { username: 'mau-quantri', displayName: 'Quản trị', grants: [{ role: 'ADMIN' }, { role: 'DIRECTOR' }] },
      ],
    });
    expect(made).toHaveLength(2);
    const person = await aPerson();
    expect(await enter('mau-khth', 'mau-2026')).toMatchObject({ ok: false });
    expect(await as(SYSTEM, setSamplePassword, { password: 'mau-2026' })).toEqual({ updated: 2 });
    expect(await as(SYSTEM, setSamplePassword, { password: 'mau-2026' })).toEqual({ updated: 0 });
    expect(await enter('mau-khth', 'mau-2026')).toMatchObject({ ok: true });
    const rows = await db.account.findMany({ where: { isSample: true } });
    expect(new Set(rows.map(({ passwordHash }) => passwordHash)).size).toBe(1);
    expect(rows.every(({ mustChangePassword }) => !mustChangePassword)).toBe(true);
    expect(await as(SYSTEM, setSamplePassword, { password: 'mau-2027' })).toEqual({ updated: 2 });
    expect(await enter('mau-khth', 'mau-2026')).toMatchObject({ ok: false });
    expect(await enter(person.username, PASSWORD)).toMatchObject({ ok: true });
  });
});

describe('the first administrator', () => {
  it('is made once, by whoever holds the newest link', async () => {
    const own = await freshDb();
    const inNew = <R>(command: Command<never, R>, input: object, at = now) =>
      command.execute({ db: own, actor: SYSTEM, now: at }, input as never);
    const offer = async (at = now) => (await inNew(offerFirstAdministrator as never, {}, at)) as { token: string | null };
    const form = { username: 'quantri', displayName: 'Quản trị', newPassword: PASSWORD, repeatPassword: PASSWORD };
    const [first, second] = [(await offer()).token, (await offer(minutesLater(1))).token];
    expect(await own.oneTimeLink.count({ where: { tokenHash: { in: [first ?? '', second ?? ''] } } })).toBe(0);
    const setUp = (token: string | null, more: object = {}, at = minutesLater(2)) =>
      inNew(setUpFirstAdministrator as never, { ...form, token, ...more }, at);
    await expect(setUp(first)).rejects.toBeInstanceOf(NotFound);
    await expect(setUp('x')).rejects.toBeInstanceOf(NotFound);
    await expect(setUp(second, {}, minutesLater(24 * 60 + 1))).rejects.toBeInstanceOf(NotFound);
    await expect(setUp(second, { newPassword: 'quantri123', repeatPassword: 'quantri123' })).rejects.toThrow('common.refused.invalid');
    const race = await Promise.allSettled([setUp(second), setUp(second, { username: 'quantri2' })]);
    expect(race.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await own.roleGrant.count({ where: { role: 'ADMIN' } })).toBe(1);
    expect(await offer(minutesLater(3))).toEqual({ token: null });
  });
});
