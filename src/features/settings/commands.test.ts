import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { InvalidInput, Refusal } from '@/domain/errors';
import type { Db } from '@/server/db';
import { anActor, freshDb } from '../../../tests/support/db';
import { saveSetting } from './commands';
import { letterheadOn, settingsOn, settingVersions } from './queries';

let db: Db;
let planning: Actor;
let admin: Actor;
const at = (day: string) => new Date(`${day}T09:00:00+07:00`);
const steps = (validFrom: string, head: boolean, seen: { head: boolean; director: boolean }) => ({
  group: 'review' as const,
  validFrom,
  seen: JSON.stringify(seen),
  value: { head, director: false },
});
const none = { head: false, director: false };

beforeAll(async () => {
  db = await freshDb();
  planning = await anActor(db, 'PLANNING');
  admin = await anActor(db, 'ADMIN');
});

describe('settings', () => {
  it('hold from their day on, and not before', async () => {
    await saveSetting.execute({ db, actor: planning, now: at('2026-10-01') }, steps('2026-10-05', true, none));
    expect((await settingsOn(db, '2026-10-04')).reviewHead).toBe(false);
    expect((await settingsOn(db, '2026-10-05')).reviewHead).toBe(true);
    expect(await settingVersions(planning)).toEqual([{ key: 'review', validFrom: '2026-10-05', value: { head: true, director: false } }]);
  });

  it('never change what held on a past day', async () => {
    const attempt = saveSetting.execute(
      { db, actor: admin, now: at('2026-10-10') },
      steps('2026-10-09', false, { head: true, director: false }),
    );
    const error = await attempt.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(InvalidInput);
    expect((error as InvalidInput).problems).toMatchObject([{ path: 'validFrom', key: 'settings.field.pastDay' }]);
  });

  it('tell the second of two people who set the same group', async () => {
    const now = at('2026-11-01');
    const both = await Promise.allSettled([
      saveSetting.execute({ db, actor: planning, now }, steps('2026-11-01', false, { head: true, director: false })),
      saveSetting.execute({ db, actor: admin, now }, steps('2026-11-02', false, { head: true, director: false })),
    ]);
    const refused = both.flatMap((result) => (result.status === 'rejected' ? [result.reason] : []));
    expect(refused).toHaveLength(1);
    expect(refused[0]).toBeInstanceOf(Refusal);
    expect(refused[0]).toMatchObject({ key: 'settings.refused.changed' });
    expect((await settingsOn(db, '2026-11-02')).reviewHead).toBe(false);
  });

  it('head papers of their day; what is older than the first has the first', async () => {
    const seen = (value: object) => JSON.stringify(value);
    const letterhead = (validFrom: string, superior: string, held: object) =>
      saveSetting.execute(
        { db, actor: admin, now: at(validFrom) },
        { group: 'letterhead', validFrom, seen: seen(held), value: { superior, place: 'An Hòa', symbol: 'BV' } },
      );
    expect(await letterheadOn('2026-12-01', db)).toEqual({ superior: null, place: null, symbol: 'BV' });
    await letterhead('2026-12-01', 'Sở Y tế tỉnh An Hòa', { superior: null, place: null, symbol: 'BV' });
    await letterhead('2026-12-20', 'UBND tỉnh An Hòa', { superior: 'Sở Y tế tỉnh An Hòa', place: 'An Hòa', symbol: 'BV' });
    for (const [day, superior] of [
      ['2019-01-09', 'Sở Y tế tỉnh An Hòa'],
      ['2026-12-19', 'Sở Y tế tỉnh An Hòa'],
      ['2026-12-20', 'UBND tỉnh An Hòa'],
    ] as const)
      expect((await letterheadOn(day, db)).superior, day).toBe(superior);
  });

  it('are not listed for others', async () => {
    expect(await settingVersions(await anActor(db, 'DIRECTOR'))).toEqual([]);
  });
});
