import { freshDb } from '@tests/support/db';
import { minutesLater, now, PASSWORD } from '@tests/support/people';
import { describe, expect, it } from 'vitest';
import { SYSTEM } from '@/domain/actor';
import { NotFound } from '@/domain/errors';
import type { Command } from '@/server/command';
import { offerFirstAdministrator, setUpFirstAdministrator } from './commands';
import { isOpenLink } from './queries';

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
    expect(await Promise.all([first, second, 'nothing'].map((token) => isOpenLink(token ?? '', minutesLater(2))))).toEqual([
      false,
      true,
      false,
    ]);
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
