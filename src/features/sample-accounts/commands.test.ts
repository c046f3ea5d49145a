import { freshDb } from '@tests/support/db';
import { PASSWORD, peopleOf } from '@tests/support/people';
import { beforeAll, describe, expect, it } from 'vitest';
import { SYSTEM } from '@/domain/actor';
import type { Db } from '@/server/db';
import { createSample, setSamplePassword } from './commands';
import { sampleAccounts } from './queries';

let db: Db;
let as: ReturnType<typeof peopleOf>['as'];
let enter: ReturnType<typeof peopleOf>['enter'];
let aPerson: ReturnType<typeof peopleOf>['aPerson'];
beforeAll(async () => {
  db = await freshDb();
  ({ as, enter, aPerson } = peopleOf(db));
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
    expect(await sampleAccounts(), 'told on an evaluation only').toEqual([]);
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
