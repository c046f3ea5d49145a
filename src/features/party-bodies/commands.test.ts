import { aDepartment, anActor, asSystem, freshDb } from '@tests/support/db';
import { aSecretary, seenBy } from '@tests/support/party';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { dayOfColumn } from '@/domain/date';
import { NotFound } from '@/domain/errors';
import type { Db } from '@/server/db';
import { readParty } from '@/server/party-read';
import { dissolveBody, establishBody, linkDepartments, mergeCells, renameBody, setLeaders, splitCell, unlinkDepartments } from './commands';
import { bodiesOn, bodyByCode, bodyHistory, fingerprintOf, readConsequences } from './queries';

const now = new Date('2026-08-15T03:00:00Z');
let db: Db;
let office: Actor;
let root: number;
let serial = 0;
const decision = () => ({ number: `${++serial}-QĐ/ĐU`, signedOn: '2024-12-20', subject: 'Kiện toàn chi bộ' });
const act = (actor: Actor = office) => ({ db, actor, now });

beforeAll(async () => {
  db = await freshDb();
  office = await anActor(db, 'PARTY_OFFICE');
  const made = await establishBody.execute(act(), {
    code: 'DANGBO',
    kind: 'ORGANISATION',
    name: 'Đảng bộ bệnh viện',
    establishedOn: '2000-01-01',
  });
  root = made.id;
});

const cell = (more: Partial<Parameters<typeof establishBody.execute>[1]> = {}) =>
  establishBody.execute(act(), {
    code: `CB-${++serial}`,
    kind: 'CELL',
    name: `Chi bộ thử ${serial}`,
    establishedOn: '2010-01-01',
    ...more,
  });
const asOffice = <Result>(read: (tx: Parameters<Parameters<typeof seenBy>[2]>[0]) => Promise<Result>) => seenBy(db, office, read);
const aPerson = async () =>
  (await asSystem(db, (tx) => tx.person.create({ data: { familyName: 'Trần', givenName: `Bình ${++serial}` } }))).id;

describe('founding', () => {
  it('puts a cell below the Party organisation, with its departments', async () => {
    const [one, two] = [await aDepartment(db), await aDepartment(db)];
    const { code } = await cell({ departmentIds: [one.id, two.id] });
    const body = await asOffice((tx) => bodyByCode(tx, code, '2026-08-15'));
    expect(body).toMatchObject({ kind: 'CELL', parentId: root, parent: { code: 'DANGBO' }, establishedOn: '2010-01-01' });
    expect(body?.departments.map(({ id }) => id).sort()).toEqual([one.id, two.id].sort());
  });
  it('refuses a code or a name that is taken, a second organisation, a department of later', async () => {
    const { code } = await cell({ name: 'Chi bộ Nội' });
    await expect(cell({ code })).rejects.toMatchObject({ problems: [{ path: 'code', key: 'partyBodies.refused.codeTaken' }] });
    await expect(cell({ name: 'chi bo noi' })).rejects.toMatchObject({
      problems: [{ path: 'name', key: 'partyBodies.refused.nameTaken' }],
    });
    await expect(cell({ kind: 'ORGANISATION' })).rejects.toMatchObject({ problems: [{ key: 'partyBodies.refused.rootExists' }] });
    const later = await aDepartment(db, undefined, { establishedOn: '2020-01-01' });
    await expect(cell({ departmentIds: [later.id] })).rejects.toMatchObject({
      problems: [{ key: 'partyBodies.refused.departmentAbsent' }],
    });
  });
  it('is for the Party office alone, and the audit of it is Party content', async () => {
    for (const role of ['ADMIN', 'DIRECTOR', 'PLANNING', 'PARTY_COMMITTEE'] as const) {
      const actor = await anActor(db, role);
      const input = { code: `CB-${++serial}`, kind: 'CELL' as const, name: `Chi bộ ${serial}`, establishedOn: '2010-01-01' };
      await expect(establishBody.execute(act(actor), input)).rejects.toBeInstanceOf(NotFound);
    }
    const { id } = await cell();
    const seen = await asOffice((tx) => tx.auditEntry.count({ where: { tableName: 'party_body', rowKey: String(id) } }));
    const admin = await anActor(db, 'ADMIN');
    expect(seen).toBe(1);
    expect(await seenBy(db, admin, (tx) => tx.auditEntry.count({ where: { tableName: 'party_body' } }))).toBe(0);
  });
});

describe('a new name', () => {
  it('begins on its day; the former stays, is found without marks, and the decision is the Party’s', async () => {
    const { id, code } = await cell({ name: 'Chi bộ Huyết học' });
    await renameBody.execute(act(), {
      partyBodyId: id,
      rowVersion: 1,
      validFrom: '2025-01-01',
      name: 'Chi bộ Truyền máu',
      decision: decision(),
    });
    const [before, after] = await asOffice(async (tx) => [
      await bodyByCode(tx, code, '2024-12-31'),
      await bodyByCode(tx, code, '2025-01-01'),
    ]);
    expect([before?.name, after?.name]).toEqual(['Chi bộ Huyết học', 'Chi bộ Truyền máu']);
    expect((await asOffice((tx) => bodiesOn(tx, '2026-01-01', 'huyet hoc'))).map((row) => row.id)).toEqual([id]);
    const history = await asOffice((tx) => bodyHistory(tx, id));
    expect(history.versions[0]?.decision).toMatchObject({ subject: 'Kiện toàn chi bộ' });
    const planning = await anActor(db, 'PLANNING');
    expect(await seenBy(db, planning, (tx) => tx.decision.count({ where: { kind: 'PARTY' } }))).toBe(0);
  });
  it('is refused on an older reading, before the present name, and without a decision', async () => {
    const { id } = await cell();
    const input = { partyBodyId: id, validFrom: '2025-01-01', name: `Tên khác ${++serial}` };
    await expect(renameBody.execute(act(), { ...input, rowVersion: 0, decision: decision() })).rejects.toThrow('common.refused.conflict');
    await expect(
      renameBody.execute(act(), { ...input, rowVersion: 1, validFrom: '2010-01-01', decision: decision() }),
    ).rejects.toMatchObject({ problems: [{ path: 'validFrom' }] });
    await expect(renameBody.execute(act(), { ...input, rowVersion: 1 })).rejects.toMatchObject({
      problems: [{ path: 'decision.subject' }],
    });
  });
});

describe('secretary and deputy', () => {
  it('are kept by date, and the account that writes changes hands with its sessions ended', async () => {
    const { id, code } = await cell();
    const [secretaryId, deputyId, first, second] = [
      await aPerson(),
      await aPerson(),
      await anActor(db, 'UNION'),
      await anActor(db, 'UNION'),
    ];
    const set = (accountId: number, rowVersion: number, validFrom: string, who: number) =>
      setLeaders.execute(act(), { partyBodyId: id, rowVersion, validFrom, secretaryId: who, deputyId, changesAccess: true, accountId });
    await set(first.id, 1, '2026-01-01', secretaryId);
    const held = async (accountId: number) =>
      asOffice((tx) =>
        tx.roleGrant.findMany({
          where: { accountId, role: 'CELL_SECRETARY', partyBodyId: id },
          select: { validFrom: true, validTo: true },
        }),
      );
    expect(await held(first.id)).toMatchObject([{ validTo: null }]);
    const versionOf = async (accountId: number) => (await db.account.findUniqueOrThrow({ where: { id: accountId } })).sessionVersion;
    const before = await versionOf(first.id);
    await set(second.id, 2, '2026-08-15', await aPerson());
    expect((await held(first.id)).map(({ validTo }) => validTo && dayOfColumn(validTo))).toEqual(['2026-08-15']);
    expect(await held(second.id)).toMatchObject([{ validTo: null }]);
    expect(await versionOf(first.id)).toBe(before + 1);
    const [old, present] = await asOffice(async (tx) => [
      await bodyByCode(tx, code, '2026-03-01'),
      await bodyByCode(tx, code, '2026-08-15'),
    ]);
    expect(old?.secretaryId).toBe(secretaryId);
    expect(present?.secretaryId).not.toBe(secretaryId);
    expect((await asOffice((tx) => bodyByCode(tx, code, '2025-12-31')))?.secretaryId).toBeNull();
  });
  it('are two people on record', async () => {
    const { id } = await cell();
    const one = await aPerson();
    const input = { partyBodyId: id, rowVersion: 1, validFrom: '2026-01-01' };
    await expect(setLeaders.execute(act(), { ...input, secretaryId: one, deputyId: one })).rejects.toMatchObject({
      problems: [{ path: 'deputyId' }],
    });
    await expect(setLeaders.execute(act(), { ...input, secretaryId: 999_999 })).rejects.toMatchObject({
      problems: [{ path: 'secretaryId' }],
    });
  });
});

describe('departments of a cell', () => {
  it('come and go by date; one may belong to two cells', async () => {
    const department = await aDepartment(db);
    const [one, two] = [await cell({ departmentIds: [department.id] }), await cell()];
    await linkDepartments.execute(act(), { partyBodyId: two.id, rowVersion: 1, departmentIds: [department.id], validFrom: '2020-01-01' });
    await unlinkDepartments.execute(act(), { partyBodyId: one.id, rowVersion: 1, departmentIds: [department.id], validTo: '2021-01-01' });
    const covers = (code: string, day: string) =>
      asOffice(async (tx) => (await bodyByCode(tx, code, day))?.departments.map(({ id }) => id));
    expect(await covers(one.code, '2020-12-31')).toEqual([department.id]);
    expect(await covers(one.code, '2021-01-01')).toEqual([]);
    expect(await covers(two.code, '2019-12-31')).toEqual([]);
    expect(await covers(two.code, '2020-01-01')).toEqual([department.id]);
    await expect(
      linkDepartments.execute(act(), { partyBodyId: two.id, rowVersion: 2, departmentIds: [department.id], validFrom: '2022-01-01' }),
    ).rejects.toThrow('partyBodies.refused.linkedAlready');
    await expect(
      unlinkDepartments.execute(act(), { partyBodyId: one.id, rowVersion: 2, departmentIds: [department.id], validTo: '2022-01-01' }),
    ).rejects.toMatchObject({ problems: [{ key: 'partyBodies.refused.notLinked' }] });
  });
});

describe('merging', () => {
  it('ends the cells the day before, moves their departments, and leaves their numbers', async () => {
    const [a, b] = [await aDepartment(db), await aDepartment(db)];
    const [one, two] = [await cell({ departmentIds: [a.id] }), await cell({ departmentIds: [b.id] })];
    await asOffice((tx) => tx.partyYearCount.create({ data: { partyBodyId: one.id, year: 2024, officialStart: 5 } }));
    const seen = await asOffice((tx) => readConsequences(tx, [one.id, two.id], '2025-01-01'));
    expect(seen.find(({ id }) => id === one.id)).toMatchObject({ countYears: [2024], departments: [{ code: a.code }] });
    const made = await mergeCells.execute(act(), {
      ...{ fromIds: [one.id, two.id], into: { code: `CB-${++serial}`, name: `Chi bộ chung ${serial}` }, effectiveOn: '2025-01-01' },
      ...{ fingerprint: fingerprintOf(seen), decision: decision() },
    });
    const heir = await asOffice((tx) => bodyByCode(tx, made.code, '2025-01-01'));
    expect(heir?.departments.map(({ id }) => id).sort()).toEqual([a.id, b.id].sort());
    const before = await asOffice((tx) => bodiesOn(tx, '2024-12-31'));
    expect(before.map(({ id }) => id)).toEqual(expect.arrayContaining([one.id, two.id]));
    expect(before.map(({ id }) => id)).not.toContain(made.id);
    expect((await asOffice((tx) => bodiesOn(tx, '2025-01-01'))).map(({ id }) => id)).not.toContain(one.id);
    expect(await asOffice((tx) => tx.partyYearCount.count({ where: { partyBodyId: one.id } }))).toBe(1);
    expect((await asOffice((tx) => bodyHistory(tx, made.id))).lineage).toMatchObject([
      { side: 'from', kind: 'MERGED', isPrincipal: true },
      { side: 'from', kind: 'MERGED', isPrincipal: true },
    ]);
  });
  it('takes the secretary’s access with it', async () => {
    const [one, two] = [await cell(), await cell()];
    const secretary = await aSecretary(db, one.id);
    await mergeCells.execute(act(), { fromIds: [one.id], intoId: two.id, effectiveOn: '2026-08-01', decision: decision() });
    const grants = await asOffice((tx) => tx.roleGrant.findMany({ where: { accountId: secretary.id } }));
    expect(grants.map(({ validTo }) => validTo && dayOfColumn(validTo))).toEqual(['2026-08-15']);
  });
  it('is refused when the cells have moved on since the preview, or have numbers of later', async () => {
    const [one, two] = [await cell(), await cell()];
    const seen = await asOffice((tx) => readConsequences(tx, [one.id], '2025-01-01'));
    await asOffice((tx) => tx.partyYearCount.create({ data: { partyBodyId: one.id, year: 2025, officialStart: 5 } }));
    const input = { fromIds: [one.id], intoId: two.id, effectiveOn: '2025-01-01', decision: decision() };
    await expect(mergeCells.execute(act(), { ...input, fingerprint: fingerprintOf(seen) })).rejects.toThrow('partyBodies.refused.moved');
    await expect(mergeCells.execute(act(), input)).rejects.toThrow('partyBodies.refused.numbersLater');
  });
});

describe('splitting', () => {
  it('gives the departments out, what is left to the main heir', async () => {
    const [a, b, c] = [await aDepartment(db), await aDepartment(db), await aDepartment(db)];
    const whole = await cell({ departmentIds: [a.id, b.id, c.id] });
    const part = (departmentIds: number[]) => ({ code: `CB-${++serial}`, name: `Chi bộ phần ${serial}`, departmentIds });
    const { into } = await splitCell.execute(act(), {
      ...{
        partyBodyId: whole.id,
        rowVersion: 1,
        effectiveOn: '2025-07-01',
        into: [part([a.id]), part([b.id])],
        principal: 1,
        decision: decision(),
      },
    });
    const covers = (code = '') =>
      asOffice(async (tx) => (await bodyByCode(tx, code, '2025-07-01'))?.departments.map(({ id }) => id).sort());
    expect(await covers(into[0]?.code)).toEqual([a.id]);
    expect(await covers(into[1]?.code)).toEqual([b.id, c.id].sort());
    expect(await covers(whole.code)).toEqual([]);
  });
  it('may leave the cell standing, without what it gave away', async () => {
    const [a, b] = [await aDepartment(db), await aDepartment(db)];
    const whole = await cell({ departmentIds: [a.id, b.id] });
    const into = [{ code: `CB-${++serial}`, name: `Chi bộ phần ${serial}`, departmentIds: [a.id] }];
    await splitCell.execute(act(), {
      ...{ partyBodyId: whole.id, rowVersion: 1, effectiveOn: '2025-07-01', into, keepsOriginal: true, decision: decision() },
    });
    const body = await asOffice((tx) => bodyByCode(tx, whole.code, '2025-07-01'));
    expect(body).toMatchObject({ dissolvedOn: null });
    expect(body?.departments.map(({ id }) => id)).toEqual([b.id]);
  });
});

describe('dissolving', () => {
  it('ends a cell; the organisation itself stays, and so does what has others below it', async () => {
    const one = await cell();
    await dissolveBody.execute(act(), { partyBodyId: one.id, rowVersion: 1, dissolvedOn: '2025-01-01', decision: decision() });
    expect((await asOffice((tx) => bodyByCode(tx, one.code, '2025-01-01')))?.dissolvedOn).toBe('2025-01-01');
    const again = { partyBodyId: one.id, rowVersion: 2, dissolvedOn: '2025-02-01', decision: decision() };
    await expect(dissolveBody.execute(act(), again)).rejects.toThrow('partyBodies.refused.alreadyDissolved');
    const top = { partyBodyId: root, rowVersion: 1, dissolvedOn: '2025-02-01', decision: decision() };
    await expect(dissolveBody.execute(act(), top)).rejects.toThrow('partyBodies.refused.rootStays');
    const above = await cell();
    await cell({ kind: 'GROUP', parentId: above.id });
    const ending = { partyBodyId: above.id, rowVersion: 1, dissolvedOn: '2025-02-01', decision: decision() };
    await expect(dissolveBody.execute(act(), ending)).rejects.toThrow('partyBodies.refused.hasBelow');
  });
});

describe('who reads', () => {
  it('a secretary reads the own cell and no other; others get nothing at all', async () => {
    const [own, other] = [await cell(), await cell()];
    const secretary = await aSecretary(db, own.id);
    const [list, foreign] = (await readParty(secretary, 'party.read', async (tx) => [
      (await bodiesOn(tx, '2026-08-15')).map(({ id }) => id),
      await bodyByCode(tx, other.code, '2026-08-15'),
    ])) ?? [[0], 'nothing'];
    expect(list).toEqual([own.id]);
    expect(foreign).toBeNull();
    await expect(
      setLeaders.execute(act(secretary), { partyBodyId: own.id, rowVersion: 1, validFrom: '2026-01-01', secretaryId: await aPerson() }),
    ).rejects.toBeInstanceOf(NotFound);
    for (const role of ['ADMIN', 'DIRECTOR', 'PLANNING', 'DEPARTMENT_HEAD'] as const) {
      const actor = await anActor(db, role, (await aDepartment(db)).id);
      expect(await readParty(actor, 'party.read', (tx) => bodiesOn(tx, '2026-08-15'))).toBeNull();
      expect(await seenBy(db, actor, (tx) => bodiesOn(tx, '2026-08-15'))).toEqual([]);
    }
  });
});
