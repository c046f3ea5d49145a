import { aDepartment, anActor, freshDb } from '@tests/support/db';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { NotFound } from '@/domain/errors';
import type { Db } from '@/server/db';
import { launchMovement, recordUnit, reviewMovement, reviseMovement, takePart, voidMovement, withdrawReview } from './commands';
import { movement, movements } from './queries';

const now = new Date('2026-08-15T03:00:00Z');
let db: Db;
let desk: Actor;
let union: Actor;
const act = (actor: Actor = desk) => ({ db, actor, now });
const given = (name: string) => ({ name, scope: 'PROVINCE' as const, launchedBy: 'Ủy ban nhân dân tỉnh' });
const launch = async (name: string) => (await launchMovement.execute(act(), given(name))).id;
const shown = async (id: number) => {
  const found = await movement(desk, id);
  if (!found) throw new Error('no movement');
  return found;
};
const seen = async (movementId: number) => ({ movementId, version: (await shown(movementId)).version });
const all = (q = '') => movements(desk, { q, scope: null });

beforeAll(async () => {
  db = await freshDb();
  [desk, union] = [await anActor(db, 'EMULATION'), await anActor(db, 'UNION')];
});

describe('a movement', () => {
  it('is launched with its plan, found without marks, and corrected by whoever saw its last state', async () => {
    const { id } = await launchMovement.execute(act(), {
      ...given('Đẩy mạnh chương trình chuyển đổi số'),
      ...{ startsOn: '2022-01-01', endsOn: '2022-12-31', criteria: 'Ba tiêu chí' },
      decision: { number: '15/KH-UBND', signedOn: '2022-01-05', subject: 'Kế hoạch phát động' },
    });
    expect(await shown(id)).toMatchObject({ startsOn: '2022-01-01', criteria: 'Ba tiêu chí', decision: { number: '15/KH-UBND' } });
    expect((await all('chuyen doi so uy ban')).map((one) => one.id)).toEqual([id]);
    expect(await all('không có')).toEqual([]);
    await launch('Một phong trào nữa');
    expect(await movements(desk, { q: '', scope: null }, 1)).toHaveLength(1);
    const first = await seen(id);
    await reviseMovement.execute(act(), { ...first, ...given('Chuyển đổi số'), result: 'Đạt' });
    expect(await shown(id)).toMatchObject({ name: 'Chuyển đổi số', result: 'Đạt', startsOn: null, decision: { number: '15/KH-UBND' } });
    await expect(reviseMovement.execute(act(), { ...first, ...given('Khác') })).rejects.toMatchObject({ key: 'common.refused.conflict' });
    await expect(launchMovement.execute(act(), { ...given('X'), startsOn: '2022-02-01', endsOn: '2022-01-01' })).rejects.toMatchObject({
      problems: [{ path: 'endsOn', key: 'movements.field.endsBefore' }],
    });
  });

  it('has departments with what they did; one that comes back brings it along', async () => {
    const id = await launch('Văn hóa công sở');
    const [one, other] = [(await aDepartment(db)).id, (await aDepartment(db)).id];
    await takePart.execute(act(), { ...(await seen(id)), departmentIds: [one, other, one] });
    await recordUnit.execute(act(), { ...(await seen(id)), departmentId: one, result: 'Nhất', isCommended: true });
    expect((await all('van hoa cong so'))[0]).toMatchObject({ units: 2, commended: 1 });
    await takePart.execute(act(), { ...(await seen(id)), departmentIds: [other] });
    await expect(recordUnit.execute(act(), { ...(await seen(id)), departmentId: one, isCommended: false })).rejects.toMatchObject({
      key: 'movements.refused.notTakingPart',
    });
    await takePart.execute(act(), { ...(await seen(id)), departmentIds: [one] });
    expect((await shown(id)).units).toMatchObject([{ departmentId: one, result: 'Nhất', isCommended: true }]);
    await expect(takePart.execute(act(), { ...(await seen(id)), departmentIds: [999_999] })).rejects.toMatchObject({
      problems: [{ path: 'departmentIds' }],
    });
  });

  it('has only departments of its time; one that took part before its days were changed stays', async () => {
    const days = { startsOn: '2022-01-01', endsOn: '2022-12-31' };
    const { id } = await launchMovement.execute(act(), { ...given('Năm 2022'), ...days });
    const before = (await aDepartment(db, 'DA_GIAI_THE', { dissolvedOn: '2022-01-01' })).id;
    const within = (await aDepartment(db, 'GIAI_THE_2023', { dissolvedOn: '2023-01-01' })).id;
    const after = (await aDepartment(db, 'MOI_LAP', { establishedOn: '2023-01-01' })).id;
    const part = async (departmentIds: number[]) => takePart.execute(act(), { ...(await seen(id)), departmentIds });
    for (const [absent, name] of [
      [before, 'Khoa DA_GIAI_THE'],
      [after, 'Khoa MOI_LAP'],
    ] as const)
      await expect(part([within, absent])).rejects.toMatchObject({
        problems: [{ path: 'departmentIds', key: 'movements.field.notThen', params: { name } }],
      });
    await part([within]);
    await reviseMovement.execute(act(), { ...(await seen(id)), ...given('Năm 2024'), startsOn: '2024-01-01', endsOn: '2024-12-31' });
    await part([within, after]);
    expect((await shown(id)).units).toHaveLength(2);
  });

  it('is reviewed when it has begun, not in the future; a wrong review is taken back', async () => {
    const { id } = await launchMovement.execute(act(), { ...given('Trồng cây'), startsOn: '2022-01-01' });
    const review = async (heldOn: string) =>
      reviewMovement.execute(act(), { ...(await seen(id)), stage: 'INTERIM', heldOn, result: 'Tốt' });
    await expect(review('2021-12-31')).rejects.toMatchObject({ problems: [{ key: 'movements.field.heldBefore' }] });
    await expect(review('2026-08-16')).rejects.toMatchObject({ problems: [{ key: 'movements.field.heldInFuture' }] });
    const { id: reviewId } = await review('2022-07-13');
    expect((await shown(id)).reviews).toMatchObject([{ stage: 'INTERIM', heldOn: '2022-07-13' }]);
    const begin = async (startsOn: string) => reviseMovement.execute(act(), { ...(await seen(id)), ...given('Trồng cây'), startsOn });
    await expect(begin('2022-07-14')).rejects.toMatchObject({
      problems: [{ path: 'startsOn', key: 'movements.field.afterReview', params: { day: '13/07/2022' } }],
    });
    await begin('2022-07-13');
    await withdrawReview.execute(act(), { ...(await seen(id)), reviewId });
    await begin('2022-08-01');
    expect((await shown(id)).reviews).toEqual([]);
    await voidMovement.execute(act(), { ...(await seen(id)), reason: 'Ghi nhầm' });
    expect(await movement(desk, id)).toBeNull();
  });

  it('of the union is the union’s; another is not its to touch', async () => {
    const { id } = await launchMovement.execute(act(union), { ...given('Công nhân, viên chức, lao động'), scope: 'UNION' });
    await reviseMovement.execute(act(union), { movementId: id, version: 1, ...given('Lao động giỏi'), scope: 'UNION' });
    await expect(launchMovement.execute(act(union), given('Của tỉnh'))).rejects.toMatchObject({ problems: [{ path: 'scope' }] });
    const province = await launch('Của tỉnh');
    await expect(voidMovement.execute(act(union), { movementId: province, version: 1, reason: 'x' })).rejects.toBeInstanceOf(NotFound);
    await expect(reviseMovement.execute(act(union), { movementId: id, version: 2, ...given('Chuyển') })).rejects.toMatchObject({
      problems: [{ key: 'movements.field.ownOnly' }],
    });
  });
});
