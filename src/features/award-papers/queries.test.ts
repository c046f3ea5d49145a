import { aDepartment, anActor, asSystem, freshDb } from '@tests/support/db';
import { beforeAll, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { SYSTEM } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import { NotFound, Refusal } from '@/domain/errors';
import { recordDecision } from '@/features/awards/commands';
import { saveSetting } from '@/features/settings/commands';
import { DEFAULTS } from '@/features/settings/rules';
import type { Db } from '@/server/db';
import { decisionOnPaper, letterhead, ownOnly } from './queries';

let db: Db;
let desk: Actor;
let planning: Actor;
const now = new Date('2026-07-10T03:00:00Z');
const types = new Map<string, number>();
let home: number;

const record = (authority: string, recipients: { code: string; name?: string; more?: object }[]) =>
  recordDecision.execute(
    { db, actor: desk, now },
    {
      ...{
        decision: { number: `${authority.length}/QĐ`, signedOn: '2026-07-01', authority, subject: 'Khen thưởng' },
        yearFrom: 2025,
        yearTo: 2025,
      },
      recipients: recipients.map(({ code, name, more }) => ({
        ...{ typeId: types.get(code) ?? 0, subject: name ? ('PERSON' as const) : ('DEPARTMENT' as const) },
        ...(name ? { newPerson: { fullName: name, departmentId: home, since: '2020-01-01' } } : { departmentId: home }),
        ...more,
      })),
    },
  );

beforeAll(async () => {
  db = await freshDb();
  [desk, planning] = [await anActor(db, 'EMULATION'), await anActor(db, 'PLANNING')];
  home = (await aDepartment(db, 'NOI')).id;
  for (const { id, code } of await db.awardType.findMany()) types.set(code, id);
});

it('a decision is printed as it was signed: departments of that day, what was revoked since marked', async () => {
  await asSystem(db, async (tx) => {
    await tx.departmentVersion.updateMany({ where: { departmentId: home }, data: { validTo: toColumn('2026-03-01') } });
    const renamed = { departmentId: home, name: 'Khoa Nội mới', kind: 'CLINICAL_DEPT' as const, functions: [] };
    await tx.departmentVersion.create({ data: { ...renamed, validFrom: toColumn('2026-03-01') } });
  });
  const { id } = await record('Bệnh viện', [{ code: 'LDTT', name: 'Lê Văn Sỹ' }, { code: 'LDTT', name: 'Lê Thị An' }, { code: 'TTLDTT' }]);
  await asSystem(db, (tx) =>
    tx.award.updateMany({
      where: { decisionId: id, person: { givenName: 'Sỹ' } },
      data: { revokedAt: now, revokedById: SYSTEM.id, revokeReason: 'Kê khai không đúng' },
    }),
  );
  const { recipients } = await decisionOnPaper(desk, id);
  expect(recipients).toMatchObject([
    { name: 'Lê Thị An', department: 'Khoa Nội mới', isCollective: false, isNamed: true, money: 760_000, isRevoked: false },
    { name: 'Lê Văn Sỹ', money: 760_000, isRevoked: true },
    { name: 'Khoa Nội mới', department: null, isCollective: true, isNamed: true },
  ]);
  await expect(decisionOnPaper(desk, id + 1)).rejects.toBeInstanceOf(NotFound);
  await expect(decisionOnPaper(await anActor(db, 'ADMIN'), id)).rejects.toBeInstanceOf(NotFound);
});

it('what others decided has a list and no paper of ours', async () => {
  const { id } = await record('Bộ Y tế', [{ code: 'BK_B', name: 'Vũ An' }]);
  const [decision, head] = [await decisionOnPaper(desk, id), await letterhead(desk, '2026-07-01')];
  expect(() => ownOnly(decision, head)).toThrow(Refusal);
  expect(() => ownOnly({ ...decision, authority: null }, head)).not.toThrow();
});

it('the letterhead is what the hospital has said of itself, open where it has not', async () => {
  expect(await letterhead(desk, null)).toMatchObject({ superior: 'CƠ QUAN CHỦ QUẢN ………', place: '………', knownPlace: null, symbol: 'BV' });
  await saveSetting.execute(
    { db, actor: planning, now },
    {
      ...{ group: 'letterhead', validFrom: '2026-07-10', seen: JSON.stringify(DEFAULTS.letterhead) },
      value: { superior: 'Sở Y tế tỉnh An Hòa', place: 'An Hòa', symbol: 'BVĐK' },
    },
  );
  expect(await letterhead(desk, '2019-01-09')).toMatchObject({ superior: 'SỞ Y TẾ TỈNH AN HÒA', place: 'An Hòa', symbol: 'BVĐK' });
});
