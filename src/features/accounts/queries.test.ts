import { aDepartment, anActor, asSystem, freshDb } from '@tests/support/db';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import { ownSessions } from '@/features/sessions/queries';
import type { Db } from '@/server/db';
import { accountById, accountList, ownRoles } from './queries';
import { accountFilter } from './schema';

let db: Db;
let admin: Actor;
let planner: Actor;
const now = new Date('2026-10-01T01:00:00Z');
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const all = accountFilter.parse({});

async function named(displayName: string, username: string, more: object = {}) {
  return asSystem(db, (tx) => tx.account.create({ data: { displayName, username, ...more } }));
}

beforeAll(async () => {
  db = await freshDb();
  [admin, planner] = [await anActor(db, 'ADMIN'), await anActor(db, 'PLANNING')];
});

describe('the list of accounts', () => {
  it('is for administrators only', async () => {
    expect(await accountList(planner, all, now)).toEqual({ rows: [], total: 0 });
    expect(await accountById(planner, admin.id, now)).toBeNull();
    const { rows } = await accountList(admin, all, now);
    expect(rows.map(({ username }) => username)).not.toContain('he-thong');
    expect(await accountById(admin, 1, now)).toBeNull();
  });

  it('is searched without marks in names and user names, and takes signs as signs', async () => {
    await named('Đặng Thị Ánh', 'dang.anh');
    await named('Lê 100% Văn', 'le.van');
    const find = async (q: string) => (await accountList(admin, { ...all, q }, now)).rows.map(({ username }) => username);
    expect(await find('dang thi ANH')).toEqual(['dang.anh']);
    expect(await find('Đặng Thị Ánh'.normalize('NFD'))).toEqual(['dang.anh']);
    expect(await find('le.van')).toEqual(['le.van']);
    expect(await find('100%')).toEqual(['le.van']);
    expect(await find('d%g')).toEqual([]);
    expect(await find('d_ng')).toEqual([]);
    expect(await find('le.van\u0000\ud800')).toEqual(['le.van']);
    expect(accountFilter.parse({ q: ['a'], page: '-1', state: 'X', role: ['ADMIN'] })).toEqual(all);
  });

  it('is ordered by given name as Vietnamese is, closed accounts last', async () => {
    for (const [index, name] of ['Nguyễn Công Hoàngz', 'Trương Việt Dũngz', 'Dương Thị Thanhz', 'Đinh Thị Hàz', 'Đỗ Anz'].entries())
      await named(name, `z${index}`, index === 4 ? { state: 'CLOSED' } : {});
    const { rows } = await accountList(admin, { ...all, q: 'z' }, now);
    expect(rows.map(({ displayName }) => displayName.split(' ').at(-1))).toEqual(['Dũngz', 'Hàz', 'Hoàngz', 'Thanhz', 'Anz']);
  });

  it('is filtered by role and state, and comes fifty at a time', async () => {
    const department = await aDepartment(db, 'NOI');
    const reporter = await anActor(db, 'REPORTER', department.id);
    const { rows } = await accountList(admin, { ...all, role: 'REPORTER' }, now);
    expect(rows).toMatchObject([{ id: reporter.id, roles: [{ role: 'REPORTER', department: 'Khoa NOI' }], lastSeenAt: null }]);
    expect((await accountList(admin, { ...all, state: 'CLOSED' }, now)).rows.map(({ state }) => state)).toEqual(['CLOSED']);
    await asSystem(db, (tx) =>
      tx.account.createMany({
        data: Array.from({ length: 60 }, (_, index) => ({ displayName: `Nhiều ${index}`, username: `nhieu-${index}` })),
      }),
    );
    const page = (number: number) => accountList(admin, { ...all, q: 'nhieu', page: number }, now);
    expect([(await page(1)).rows.length, (await page(2)).rows.length, (await page(2)).total]).toEqual([50, 10, 60]);
  });
});

describe('one account', () => {
  it('shows every role with its days, and how many sessions are open', async () => {
    const { id } = await named('Người Nhiều Vai', 'nhieu.vai');
    const day = (text: string) => toColumn(text);
    await asSystem(db, (tx) =>
      tx.roleGrant.createMany({
        data: [
          { accountId: id, role: 'UNION', validFrom: day('2024-01-01'), validTo: day('2026-10-01') },
          { accountId: id, role: 'DIRECTOR', validFrom: day('2025-01-01') },
          { accountId: id, role: 'EMULATION', validFrom: day('2027-01-01') },
        ],
      }),
    );
    const session = {
      accountId: id,
      sessionVersion: 1,
      createdAt: hoursAgo(2),
      lastSeenAt: hoursAgo(1),
      expiresAt: new Date('2026-10-01T09:00:00Z'),
    };
    await db.session.createMany({
      data: [session, { ...session, endedAt: now }, { ...session, sessionVersion: 0 }, { ...session, expiresAt: hoursAgo(0.5) }],
    });
    const account = await accountById(admin, id, now);
    expect(account?.grants.map(({ role, validFrom, validTo, isOver }) => [role, validFrom, validTo, isOver])).toEqual([
      ['DIRECTOR', '2025-01-01', null, false],
      ['EMULATION', '2027-01-01', null, false],
      ['UNION', '2024-01-01', '2026-10-01', true],
    ]);
    expect(account).toMatchObject({ openSessions: 1, lastSeenAt: hoursAgo(1), version: 1 });
    const self: Actor = { id, displayName: '', grants: [] };
    expect(await ownRoles(self, now)).toEqual([{ role: 'DIRECTOR', department: null }]);
    expect(await ownSessions(self, now)).toMatchObject([{ lastSeenAt: hoursAgo(1) }]);
    expect(await ownSessions(self, new Date('2026-10-01T08:30:00Z'))).toEqual([]);
  });
});
