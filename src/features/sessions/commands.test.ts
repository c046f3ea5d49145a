import { verify } from '@node-rs/argon2';
import { anActor, freshDb } from '@tests/support/db';
import { minutesLater, now, PASSWORD, peopleOf } from '@tests/support/people';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Actor, SYSTEM } from '@/domain/actor';
import { NotFound } from '@/domain/errors';
import { closeAccount, endAllSessions, grantRole, reopenAccount, resetPassword, revokeRole } from '@/features/accounts/commands';
import type { Db } from '@/server/db';
import { liveSession } from '@/server/live-session';
import { endOwnOtherSessions, endOwnSession } from './commands';

vi.mock('@node-rs/argon2', { spy: true });

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

  it('does the same work for an unknown name as for a wrong password, so that the time tells nothing', async () => {
    const { username } = await aPerson();
    const work = async (name: string) => {
      vi.mocked(verify).mockClear();
      await enter(name, 'sai mật khẩu');
      // kind and cost of every hash that was compared, without salt and sum
      return vi.mocked(verify).mock.calls.map(([stored]) => String(stored).split('$').slice(1, 4).join(' '));
    };
    const known = await work(username);
    expect(known).toEqual(['argon2id v=19 m=19456,t=2,p=1']);
    expect(await work('khong-biet')).toEqual(known);
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
