import { anActor, asSystem, freshDb } from '@tests/support/db';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { NotFound } from '@/domain/errors';
import { launchMovement, reviewMovement } from '@/features/movements/commands';
import { movements } from '@/features/movements/queries';
import type { Db } from '@/server/db';
import {
  addItem,
  addMember,
  changeMember,
  copyYear,
  foundBloc,
  holdMeeting,
  removeItem,
  removeMeeting,
  removeMember,
  scoreMember,
  voidBloc,
} from './commands';
import { blocs, blocYear } from './queries';

const now = new Date('2026-08-15T03:00:00Z');
let db: Db;
let desk: Actor;
const act = (actor: Actor = desk) => ({ db, actor, now });
const found = async (name: string) => (await foundBloc.execute(act(), { name })).id;
const add = async (blocId: number, organisation: string, more: { role?: 'CHAIR' | 'DEPUTY'; isUs?: true; year?: number } = {}) =>
  (await addMember.execute(act(), { blocId, year: 2022, organisation, ...more })).id;
const of = async (blocId: number, year = 2022) => blocYear(desk, blocId, year);
const one = async (blocId: number, memberId: number, year = 2022) => {
  const member = (await of(blocId, year)).members.find(({ id }) => id === memberId);
  if (!member) throw new Error('no member');
  return { ...member, seen: { memberId, version: member.version } };
};

beforeAll(async () => {
  db = await freshDb();
  desk = await anActor(db, 'EMULATION');
});

it('case 13: the bloc of 2022 has eight members and its chair, met on 13/07/2022, and has seven and two movements', async () => {
  const { id: blocId } = await foundBloc.execute(act(), {
    name: 'Khối thi đua các cơ quan Văn hóa - Xã hội',
    decision: { subject: 'Thành lập và kiện toàn các khối thi đua', unnumbered: 'on', authority: 'Ủy ban nhân dân tỉnh' },
  });
  const us = 'Bệnh viện Trung ương Thái Nguyên';
  const others = ['Sở Y tế', 'Sở Giáo dục và Đào tạo', 'Đài Phát thanh - Truyền hình tỉnh', 'Sở Lao động - Thương binh và Xã hội'];
  const more = ['Sở Văn hóa, Thể thao và Du lịch', 'Bảo tàng Văn hóa các dân tộc Việt Nam', 'Ban Dân tộc tỉnh'];
  await add(blocId, us, { role: 'CHAIR', isUs: true });
  for (const name of [...others, ...more]) await add(blocId, name);
  await holdMeeting.execute(act(), { blocId, year: 2022, kind: 'INTERIM', heldOn: '2022-07-13', place: us, result: 'Sơ kết 6 tháng' });
  const general = [
    'Nông thôn mới',
    'Vì người nghèo',
    'Văn hóa công sở',
    'Một tỷ cây xanh',
    'Cải cách hành chính',
    'An ninh Tổ quốc',
    'Chuyển đổi số',
  ];
  for (const name of general) await launchMovement.execute(act(), { name, scope: 'PROVINCE', launchedBy: 'Tỉnh', startsOn: '2022-01-01' });
  for (const name of ['Hài lòng người bệnh', 'Rèn luyện thân thể']) {
    const { id } = await launchMovement.execute(act(), { name, scope: 'UNIT', launchedBy: us, startsOn: '2022-01-01' });
    await reviewMovement.execute(act(), { movementId: id, version: 1, stage: 'INTERIM', heldOn: '2022-07-13', result: 'Sơ kết' });
  }
  const { members, meetings } = await of(blocId);
  expect(members.map(({ organisation, role, isUs }) => [organisation, role, isUs])).toEqual([
    [us, 'CHAIR', true],
    ...[...others, ...more].map((name) => [name, 'MEMBER', false]),
  ]);
  expect(meetings).toMatchObject([{ kind: 'INTERIM', heldOn: '2022-07-13', place: us }]);
  const count = async (scope: 'PROVINCE' | 'UNIT') => (await movements(desk, { q: '', scope })).length;
  expect([await count('PROVINCE'), await count('UNIT')]).toEqual([7, 2]);
  expect((await blocs(desk))[0]).toMatchObject({ years: [2022], decision: 'Thành lập và kiện toàn các khối thi đua' });
});

describe('a bloc', () => {
  it('has one chair, one hospital of ours, and each unit once; a removed one comes back', async () => {
    const blocId = await found('Khối A');
    const first = await add(blocId, 'Sở Y tế', { role: 'CHAIR' });
    const second = await add(blocId, 'Bệnh viện', { role: 'CHAIR', isUs: true });
    expect((await of(blocId)).members.map(({ role }) => role)).toEqual(['MEMBER', 'CHAIR']);
    await expect(add(blocId, 'Sở Y tế')).rejects.toMatchObject({ problems: [{ path: 'organisation', key: 'blocs.field.twice' }] });
    await expect(add(blocId, 'Viện khác', { isUs: true })).rejects.toMatchObject({ problems: [{ key: 'blocs.field.oneUs' }] });
    const { seen } = await one(blocId, first);
    await changeMember.execute(act(), { ...seen, organisation: 'Sở Y tế', role: 'CHAIR', pledge: '6 chỉ tiêu, 9 nội dung', ballots: '12' });
    expect((await one(blocId, second)).role).toBe('MEMBER');
    await expect(changeMember.execute(act(), { ...seen, organisation: 'Cũ' })).rejects.toMatchObject({ key: 'common.refused.conflict' });
    await removeMember.execute(act(), { ...(await one(blocId, first)).seen, reason: 'Tách khỏi khối' });
    expect((await of(blocId)).members).toHaveLength(1);
    expect(await add(blocId, 'Sở Y tế')).toBe(first);
    expect(await one(blocId, first)).toMatchObject({ role: 'MEMBER', pledge: '6 chỉ tiêu, 9 nội dung', ballots: 12 });
  });

  it('two people who make two chairs at once leave one', async () => {
    const blocId = await found('Khối B');
    const ids = [await add(blocId, 'Một'), await add(blocId, 'Hai')];
    const seen = await Promise.all(ids.map((id) => one(blocId, id)));
    await Promise.all(
      seen.map((member) =>
        changeMember.execute(act(), { ...member.seen, organisation: member.organisation, role: 'CHAIR' }).catch(() => null),
      ),
    );
    expect((await of(blocId)).members.filter(({ role }) => role === 'CHAIR')).toHaveLength(1);
  });

  it('is scored by its sheet: penalties come off, what is missing is unknown, ties go to ballots, ranks are kept', async () => {
    const blocId = await found('Khối C');
    const ids = [await add(blocId, 'Một'), await add(blocId, 'Hai'), await add(blocId, 'Ba')];
    const item = async (code: string, maxPoints: string, kind?: 'PENALTY') =>
      (await addItem.execute(act(), { blocId, year: 2022, code, name: `Tiêu chí ${code}`, maxPoints, kind })).id;
    const [main, off] = [await item('1', '100'), await item('P', '10', 'PENALTY')];
    const score = async (memberId: number, verified: string, penalty: string) =>
      scoreMember.execute(act(), {
        ...(await one(blocId, memberId)).seen,
        scores: [
          { itemId: main, self: '100', verified },
          { itemId: off, self: '0', verified: penalty },
        ],
      });
    await score(ids[0] ?? 0, '97,5', '2');
    await score(ids[1] ?? 0, '95,5', '0');
    await score(ids[2] ?? 0, '99', '');
    const shown = async () => (await of(blocId)).members.map(({ verified, rank, isTied, left }) => [verified, rank, isTied, left]);
    expect(await shown()).toEqual([
      [95.5, 1, true, 0],
      [95.5, 1, true, 0],
      [null, null, false, 1],
    ]);
    for (const [at, ballots] of [3, 5].entries()) {
      const { seen, organisation } = await one(blocId, ids[at] ?? 0);
      await changeMember.execute(act(), { ...seen, organisation, ballots });
    }
    await score(ids[2] ?? 0, '99', '9');
    expect(await shown()).toEqual([
      [95.5, 2, false, 0],
      [95.5, 1, false, 0],
      [90, 3, false, 0],
    ]);
    const kept = await db.blocMember.findMany({ where: { blocId }, orderBy: { id: 'asc' }, select: { rank: true } });
    expect(kept.map(({ rank }) => rank)).toEqual([2, 1, 3]);
    await expect(score(ids[0] ?? 0, '100,5', '11')).rejects.toMatchObject({
      problems: [
        { path: 'scores.0.verified', key: 'blocs.field.above', params: { max: '100' } },
        { path: 'scores.1.verified', params: { max: '10' } },
      ],
    });
    // without the penalties the first leads; the criterion comes back with its points
    await removeItem.execute(act(), { itemId: off });
    expect((await shown()).map(([, rank]) => rank)).toEqual([2, 3, 1]);
    expect(await item('P', '10', 'PENALTY')).toBe(off);
    expect((await shown()).map(([, rank]) => rank)).toEqual([2, 1, 3]);
    await expect(item('1', '5')).rejects.toMatchObject({ problems: [{ key: 'blocs.field.codeTwice' }] });
  });

  it('is copied to the next year with another chair, once; nothing of the old points', async () => {
    const blocId = await found('Khối D');
    const [chair, next] = [await add(blocId, 'Một', { role: 'CHAIR' }), await add(blocId, 'Hai')];
    await addItem.execute(act(), { blocId, year: 2022, code: '1', name: 'Việc', maxPoints: '100' });
    const copy = { blocId, from: 2022, to: 2023, chairId: next };
    await expect(copyYear.execute(act(), { ...copy, chairId: 1_000_000 })).rejects.toMatchObject({ problems: [{ path: 'chairId' }] });
    expect(await copyYear.execute(act(), copy)).toMatchObject({ members: 2, items: 1 });
    expect((await of(blocId, 2023)).members).toMatchObject([
      { organisation: 'Một', role: 'MEMBER', verified: null },
      { organisation: 'Hai', role: 'CHAIR' },
    ]);
    expect((await one(blocId, chair)).role).toBe('CHAIR');
    await expect(copyYear.execute(act(), copy)).rejects.toMatchObject({ key: 'blocs.refused.hasMembers' });
    await expect(copyYear.execute(act(), { ...copy, from: 2019, to: 2020 })).rejects.toMatchObject({ key: 'blocs.refused.nothing' });
  });

  it('meets three times a year; a record is corrected by who saw it, and none is of the future', async () => {
    const blocId = await found('Khối E');
    const meet = (heldOn: string, version?: number) =>
      holdMeeting.execute(act(), { blocId, year: 2022, kind: 'FINAL', heldOn, place: 'Hội trường', version });
    await expect(meet('2023-03-01')).rejects.toMatchObject({ problems: [{ path: 'heldOn', key: 'blocs.field.heldYear' }] });
    const { id } = await meet('2023-01-10');
    expect((await meet('2022-12-29', 1)).id).toBe(id);
    expect((await of(blocId)).meetings).toMatchObject([{ heldOn: '2022-12-29', version: 2 }]);
    // who looked at the first record, or at none, wipes nothing out
    for (const version of [1, undefined])
      await expect(meet('2022-12-30', version)).rejects.toMatchObject({ key: 'common.refused.conflict' });
    const future = holdMeeting.execute(act(), { blocId, year: 2026, kind: 'FINAL', heldOn: '2026-12-20' });
    await expect(future).rejects.toMatchObject({ problems: [{ path: 'heldOn', key: 'blocs.field.heldInFuture' }] });
    await removeMeeting.execute(act(), { meetingId: id, version: 2, reason: 'Ghi nhầm' });
    expect((await of(blocId)).meetings).toEqual([]);
    await expect(meet('2022-12-30', 3)).rejects.toMatchObject({ key: 'common.refused.conflict' });
  });

  it('takes nothing of an old criterion over to another under its code; a bonus counts above the maximum', async () => {
    const blocId = await found('Khối G');
    const memberId = await add(blocId, 'Một');
    const item = async (code: string, name: string, kind?: 'BONUS' | 'PENALTY') =>
      (await addItem.execute(act(), { blocId, year: 2022, code, name, maxPoints: '20', kind, heading: 'Mục I' })).id;
    const score = async (itemId: number, verified: string) =>
      scoreMember.execute(act(), { ...(await one(blocId, memberId)).seen, scores: [{ itemId, verified }] });
    const work = await item('2', 'Chuyên môn');
    await score(work, '18');
    await removeItem.execute(act(), { itemId: work });
    const late = await item('2', 'Báo cáo chậm', 'PENALTY');
    expect(late).not.toBe(work);
    expect(await one(blocId, memberId)).toMatchObject({ verified: null, rank: null, left: 1 });
    await removeItem.execute(act(), { itemId: late });
    expect(await item('2', 'Chuyên môn')).toBe(work);
    expect(await one(blocId, memberId)).toMatchObject({ verified: 18, bonus: null, rank: 1 });
    await score(await item('T', 'Sáng kiến', 'BONUS'), '2,5');
    expect(await one(blocId, memberId)).toMatchObject({ verified: 20.5, bonus: 2.5 });
    expect((await of(blocId)).items).toMatchObject([
      { code: '2', kind: 'POINTS', heading: 'Mục I' },
      { code: 'T', kind: 'BONUS', heading: 'Mục I' },
    ]);
  });

  it('saves the points of a unit although a criterion was taken off meanwhile, and says so', async () => {
    const blocId = await found('Khối H');
    const memberId = await add(blocId, 'Một');
    const item = async (code: string) =>
      (await addItem.execute(act(), { blocId, year: 2022, code, name: `Tiêu chí ${code}`, maxPoints: '10' })).id;
    const [stays, goes] = [await item('1'), await item('2')];
    const { seen } = await one(blocId, memberId);
    await removeItem.execute(act(), { itemId: goes });
    const scores = [stays, goes].map((itemId) => ({ itemId, self: '9', verified: '8' }));
    expect(await scoreMember.execute(act(), { ...seen, scores })).toMatchObject({ gone: 1 });
    expect(await one(blocId, memberId)).toMatchObject({ self: 9, verified: 8, rank: 1 });
    const stranger = scoreMember.execute(act(), { ...(await one(blocId, memberId)).seen, scores: [{ itemId: 1_000_000, self: '1' }] });
    await expect(stranger).rejects.toMatchObject({ problems: [{ path: 'scores.0.self', key: 'common.field.notAChoice' }] });
  });

  it('reads points and ballots the Vietnamese way, and says what is wrong with them', async () => {
    const blocId = await found('Khối I');
    const memberId = await add(blocId, 'Một');
    const itemId = (await addItem.execute(act(), { blocId, year: 2022, code: '1', name: 'Việc', maxPoints: '1.000' })).id;
    const { seen } = await one(blocId, memberId);
    for (const [verified, key] of [
      ['9,125', 'blocs.field.decimals'],
      ['-1', 'blocs.field.negative'],
      ['10.001', 'blocs.field.tooMany'],
      ['chín', 'common.field.notANumber'],
    ] as const)
      await expect(scoreMember.execute(act(), { ...seen, scores: [{ itemId, verified }] }), verified).rejects.toMatchObject({
        problems: [{ path: 'scores.0.verified', key }],
      });
    const cost = (maxPoints: string) => addItem.execute(act(), { blocId, year: 2022, code: 'x', name: 'x', maxPoints });
    await expect(cost('0')).rejects.toMatchObject({ problems: [{ path: 'maxPoints', key: 'blocs.field.maxPoints' }] });
    await expect(cost('1,005')).rejects.toMatchObject({ problems: [{ path: 'maxPoints', key: 'blocs.field.decimals' }] });
    const vote = (ballots: string) => changeMember.execute(act(), { ...seen, organisation: 'Một', ballots });
    await expect(vote('1,5')).rejects.toMatchObject({ problems: [{ path: 'ballots', key: 'blocs.field.ballots' }] });
    await vote('1.000');
    expect((await one(blocId, memberId)).ballots).toBe(1000);
  });

  it('has a unit once however it is written; one that was removed gives its name back, and the year can be copied to again', async () => {
    const blocId = await found('Khối K');
    const [first, second] = [await add(blocId, 'Một'), await add(blocId, 'Hai')];
    const twice = { problems: [{ path: 'organisation', key: 'blocs.field.twice' }] };
    await expect(add(blocId, 'MỘT')).rejects.toMatchObject(twice);
    const rename = async (organisation: string) =>
      changeMember.execute(act(), { ...(await one(blocId, second)).seen, organisation, role: 'MEMBER' });
    await expect(rename('mot')).rejects.toMatchObject(twice);
    await removeMember.execute(act(), { ...(await one(blocId, first)).seen, reason: 'Ghi nhầm' });
    await rename('Một');
    expect((await of(blocId)).members).toMatchObject([{ id: second, organisation: 'Một' }]);
    const wrong = await add(blocId, 'Một', { year: 2023 });
    await removeMember.execute(act(), { ...(await one(blocId, wrong, 2023)).seen, reason: 'Ghi nhầm' });
    expect(await copyYear.execute(act(), { blocId, from: 2022, to: 2023, chairId: second })).toMatchObject({ members: 1 });
    expect((await of(blocId, 2023)).members).toMatchObject([{ organisation: 'Một', role: 'CHAIR' }]);
  });

  it('holds no more criteria than are scored at once', async () => {
    const blocId = await found('Khối L');
    const { year, ...rest } = { year: 2022, name: 'Việc', maxPoints: 1 };
    await asSystem(db, (tx) =>
      tx.scoreItem.createMany({ data: Array.from({ length: 200 }, (_, at) => ({ blocId, year, code: `${at}`, ...rest })) }),
    );
    const more = addItem.execute(act(), { blocId, year, code: 'x', name: 'x', maxPoints: '1' });
    await expect(more).rejects.toMatchObject({ key: 'blocs.refused.manyItems' });
  });

  it('set up by mistake is taken back while nothing stands on it', async () => {
    const blocId = await found('Khối lập nhầm');
    const memberId = await add(blocId, 'Một');
    const remove = (version = 1) => voidBloc.execute(act(), { blocId, version, reason: 'Lập nhầm' });
    await expect(remove()).rejects.toMatchObject({ key: 'blocs.refused.inUse' });
    await removeMember.execute(act(), { ...(await one(blocId, memberId)).seen, reason: 'Ghi nhầm' });
    await expect(remove(9)).rejects.toMatchObject({ key: 'common.refused.conflict' });
    await remove();
    expect((await blocs(desk)).map(({ name }) => name)).not.toContain('Khối lập nhầm');
    await expect(add(blocId, 'Hai')).rejects.toBeInstanceOf(NotFound);
  });

  it('is the emulation desk’s to keep, the hospital’s to read', async () => {
    const blocId = await found('Khối F');
    for (const role of ['UNION', 'PLANNING', 'DIRECTOR', 'ADMIN'] as const) {
      const actor = await anActor(db, role);
      await expect(addMember.execute(act(actor), { blocId, year: 2022, organisation: 'X' })).rejects.toBeInstanceOf(NotFound);
      expect((await blocs(actor)).length > 0).toBe(role !== 'ADMIN');
    }
  });
});
