import { aDepartment, anActor, asSystem, freshDb } from '@tests/support/db';
import { seenBy } from '@tests/support/party';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { NotFound } from '@/domain/errors';
import { establishBody, linkDepartments, renameBody } from '@/features/party-bodies/commands';
import { bodiesOn, bodyHistory } from '@/features/party-bodies/queries';
import type { Db, Tx } from '@/server/db';
import { checkImport, confirmImport, discardImport, undoImport } from './commands';
import { checkedFile, importsOf } from './queries';
import { CELL_COLUMNS, type CellColumn } from './rules';

const now = new Date('2026-08-15T03:00:00Z');
let db: Db;
let office: Actor;
let serial = 0;
const act = (actor: Actor = office) => ({ db, actor, now });
const asOffice = <Result>(read: (tx: Tx) => Promise<Result>) => seenBy(db, office, read);

type Given = Partial<Record<CellColumn, string | null>>;
const fileOf = (rows: Given[], problems: { row: number; column: CellColumn; key: string; params: Record<string, string> }[] = []) => ({
  fileName: 'chi-bo.xlsx',
  sha256: String(++serial).padStart(64, 'a'),
  findings: {
    rows: rows.map((values, index): [number, (string | null)[]] => [index + 5, CELL_COLUMNS.map(({ key }) => values[key] ?? null)]),
    letters: {
      code: 'A',
      name: 'B',
      departments: 'C',
      secretary: 'D',
      deputy: 'E',
      validFrom: 'F',
      decisionNumber: 'G',
      decisionSignedOn: 'H',
    },
    problems,
  },
});

const upload = async (rows: Given[], problems?: Parameters<typeof fileOf>[1]) =>
  (await checkImport.execute(act(), fileOf(rows, problems))).batchId;
const batchOf = async (batchId: number) => {
  const [batch] = await asOffice((tx) => importsOf(tx, { batchId }));
  if (!batch) throw new Error('no batch');
  return batch;
};
const seen = async (batchId: number) => {
  const found = await asOffice((tx) => checkedFile(tx, batchId));
  if (!found) throw new Error('nothing is kept');
  return found.run;
};
const confirm = async (batchId: number, actor = office) => {
  const [{ rowVersion }, { fingerprint }] = [await batchOf(batchId), await seen(batchId)];
  return confirmImport.execute(act(actor), { batchId, rowVersion, fingerprint });
};
const undo = async (batchId: number) => undoImport.execute(act(), { batchId, rowVersion: (await batchOf(batchId)).rowVersion });
const cells = async () => (await asOffice((tx) => bodiesOn(tx, '2026-08-15'))).filter(({ kind }) => kind === 'CELL');
const cell = async (code: string) => (await cells()).find((one) => one.code === code);
const person = (givenName: string, honorifics: string | null = null) =>
  asSystem(db, (tx) => tx.person.create({ data: { familyName: 'Trần', middleName: 'Văn', givenName, honorifics } }));
const department = async (name: string, code: string) => {
  const { id } = await aDepartment(db, code, { establishedOn: '2000-01-01' });
  await asSystem(db, (tx) => tx.departmentVersion.updateMany({ where: { departmentId: id }, data: { name } }));
  return id;
};

beforeAll(async () => {
  db = await freshDb();
  office = await anActor(db, 'PARTY_OFFICE');
  await establishBody.execute(act(), { code: 'DB', kind: 'ORGANISATION', name: 'Đảng bộ bệnh viện', establishedOn: '2000-01-01' });
  await department('Khoa Nội tổng hợp', 'NOI');
  await department('Khoa Tai, Mũi, Họng', 'TMH');
  await person('Bình', 'BSCKII');
  await person('Chi');
});

describe('a file of cells', () => {
  it('founds new ones with leaders, departments and one decision for all its rows, told by any way of writing their names', async () => {
    const batchId = await upload([
      {
        code: 'cb-noi',
        name: 'Chi bộ Nội',
        departments: 'khoa noi tong hop; Khoa Tai, Mũi, Họng',
        secretary: 'BSCKII. Tran Van Binh',
        validFrom: '2020-01-15',
        decisionNumber: '12-QĐ/ĐU',
      },
      {
        code: 'CB-TMH',
        name: 'Chi bộ Tai Mũi Họng',
        departments: 'TMH,NOI',
        secretary: 'Trần Văn Bình',
        deputy: 'trần văn chi',
        validFrom: '2020-01-15',
        decisionNumber: '12-qđ/đu',
        decisionSignedOn: '2019-12-30',
        decisionSubject: 'Thành lập chi bộ',
      },
    ]);
    expect(await confirm(batchId)).toEqual({ batchId, found: 2, changed: 0 });
    expect(await cell('CB-NOI')).toMatchObject({
      ...{ name: 'Chi bộ Nội', parent: { code: 'DB' }, secretary: 'BSCKII Trần Văn Bình', deputy: null, establishedOn: '2020-01-15' },
      departments: [{ code: 'NOI' }, { code: 'TMH' }],
    });
    expect(await cell('CB-TMH')).toMatchObject({ deputy: 'Trần Văn Chi', departments: [{ code: 'NOI' }, { code: 'TMH' }] });
    const decisions = await asOffice((tx) => tx.decision.findMany({ where: { number: { contains: '12-' } } }));
    expect(decisions).toMatchObject([{ kind: 'PARTY', isParty: true, subject: 'Thành lập chi bộ' }]);
    expect(await batchOf(batchId)).toMatchObject({ state: 'CONFIRMED', rowsTotal: 2, rowsAccepted: 2, rowsRejected: 0, findings: null });
  });

  it('tells every wrong cell at once, and writes the right rows when asked to', async () => {
    const batchId = await upload(
      [
        { code: 'CB-A', name: 'Chi bộ A', validFrom: '2021-01-01' },
        { name: 'Chi bộ mới không mã', secretary: 'Người Lạ', departments: 'Khoa Ma; NOI', validFrom: '2021-01-01' },
        { code: 'CB-A', name: 'Chi bộ khác', validFrom: '2021-01-01' },
        { code: 'có dấu', name: 'Chi bộ B', validFrom: null, decisionNumber: '99-QĐ/ĐU' },
        { code: 'CB-NOI', name: 'Chi bộ Nội mới', validFrom: '2021-01-01' },
        { code: 'CB-C', name: 'chi bo tai mui hong', validFrom: '2021-01-01' },
        { code: 'DB', name: 'Đảng bộ bệnh viện', validFrom: '2021-01-01' },
        { code: 'CB-D', name: 'Chi bộ D', secretary: 'Trần Văn Chi', deputy: 'Trần Văn Chi', validFrom: '1990-01-01' },
      ],
      [{ row: 8, column: 'validFrom', key: 'spreadsheet.cell.notADay', params: {} }],
    );
    const { problems, plan } = await seen(batchId);
    expect(problems.map(({ row, letter, key }) => `${letter ?? '?'}${row} ${key.split('.').at(-1)}`)).toEqual([
      ...['A6 codeNeeded', 'C6 noDepartment', 'D6 nobody', 'B7 twice', 'A8 code', 'F8 notADay', 'H8 newDecision', '?8 newDecision'],
      ...['B9 renameNeedsDecision', 'A10 otherCode', 'A11 onlyCells', 'E12 deputyIsSecretary', 'F12 absentOn'],
    ]);
    expect(plan.items.map(({ code }) => code)).toEqual(['CB-A']);
    expect(await confirm(batchId)).toMatchObject({ found: 1, changed: 0 });
    expect(await batchOf(batchId)).toMatchObject({ rowsTotal: 8, rowsAccepted: 1, rowsRejected: 7 });
    await expect(cell('CB-D')).resolves.toBeUndefined();
  });

  it('changes existing cells from their day on: blank stays, departments are added, a name by decision', async () => {
    const before = await cell('CB-A');
    const batchId = await upload([
      { name: 'CHI BỘ a', secretary: 'Trần Văn Chi', departments: 'NOI', validFrom: '2022-01-01' },
      { code: 'CB-NOI', name: 'Chi bộ Nội tổng hợp', validFrom: '2022-02-01', decisionNumber: '12-QĐ/ĐU' },
      { code: 'CB-TMH', name: 'Chi bộ Tai Mũi Họng', validFrom: '2022-01-01' },
    ]);
    expect((await seen(batchId)).plan.items.map(({ act: what }) => what)).toEqual(['change', 'change', 'same']);
    expect(await confirm(batchId)).toMatchObject({ found: 0, changed: 2 });
    expect(await cell('CB-A')).toMatchObject({ name: before?.name, secretary: 'Trần Văn Chi', departments: [{ code: 'NOI' }] });
    const noi = await cell('CB-NOI');
    expect(noi).toMatchObject({ name: 'Chi bộ Nội tổng hợp', secretary: 'BSCKII Trần Văn Bình' });
    const { versions } = await asOffice((tx) => bodyHistory(tx, noi?.id ?? 0));
    expect(versions.map(({ name, decision }) => [name, decision?.number])).toEqual([
      ['Chi bộ Nội tổng hợp', '12-QĐ/ĐU'],
      ['Chi bộ Nội', '12-QĐ/ĐU'],
    ]);

    // and all of it goes back
    expect(await undo(batchId)).toMatchObject({ cells: 0, changed: 2 });
    expect(await cell('CB-A')).toMatchObject({ secretary: null, departments: [] });
    expect(await cell('CB-NOI')).toMatchObject({ name: 'Chi bộ Nội', secretary: 'BSCKII Trần Văn Bình' });
    await expect(undo(batchId)).rejects.toMatchObject({ key: 'imports.refused.undone' });
  });
});

describe('a file of 250 cells', () => {
  const day = (at: number, year: number) => `${year}-${String(1 + (at % 12)).padStart(2, '0')}-${String(1 + (at % 28)).padStart(2, '0')}`;
  const decided = (at: number, year: number) => ({
    ...{ decisionNumber: `${at % 100}-QĐ/${year}`, decisionSubject: 'Kiện toàn' },
    ...{ decisionSignedOn: `${year - 1}-12-20`, validFrom: day(at, year) },
  });
  const of = (at: number) => ({ code: `CB-N${at}`, name: `Chi bộ số ${at}` });

  it('founds and changes each from its own day on by its own decision, and all of it goes back', async () => {
    const many = Array.from({ length: 250 }, (_, at) => at);
    await confirm(await upload(many.map((at) => ({ ...of(at), ...decided(at, 2021), departments: at % 2 ? 'NOI' : null }))));
    const changes = many.map((at) => ({
      ...of(at),
      ...(at % 5 === 0 ? { name: `Chi bộ đổi ${at}` } : { departments: 'TMH; NOI' }),
      ...decided(at, 2023),
    }));
    const batchId = await upload(changes);
    expect(await confirm(batchId)).toMatchObject({ found: 0, changed: 250 });
    for (const at of [0, 1, 2, 17, 249]) {
      const now_ = await cell(`CB-N${at}`);
      const { versions, links } = await asOffice((tx) => bodyHistory(tx, now_?.id ?? 0));
      const isRenamed = at % 5 === 0;
      expect(versions.map(({ name, validFrom, decision }) => [name, validFrom, decision?.number])).toEqual([
        ...(isRenamed ? [[`Chi bộ đổi ${at}`, day(at, 2023), `${at % 100}-QĐ/2023`]] : []),
        [`Chi bộ số ${at}`, day(at, 2021), `${at % 100}-QĐ/2021`],
      ]);
      const from = new Map(links.map((one) => [one.code, one.validFrom]));
      expect([from.get('NOI'), from.get('TMH')]).toEqual([
        at % 2 ? day(at, 2021) : isRenamed ? undefined : day(at, 2023),
        isRenamed ? undefined : day(at, 2023),
      ]);
    }
    expect(await undo(batchId)).toMatchObject({ cells: 0, changed: 250 });
    expect(await cell('CB-N0')).toMatchObject({ name: 'Chi bộ số 0' });
  }, 60_000);
});

describe('an import', () => {
  const one = (code: string): Given => ({
    code,
    name: `Chi bộ ${code}`,
    departments: 'NOI',
    validFrom: '2023-01-01',
    decisionNumber: `${code}-QĐ`,
    decisionSignedOn: '2022-12-01',
    decisionSubject: 'Lập',
  });

  it('is taken back whole while nothing rests on it, with the decision that it made; the audit keeps every row', async () => {
    const batchId = await upload([one('CB-X1'), one('CB-X2')]);
    await confirm(batchId);
    const id = (await cell('CB-X1'))?.id;
    expect(await undo(batchId)).toMatchObject({ cells: 2, changed: 0 });
    expect(await cell('CB-X1')).toBeUndefined();
    expect(await asOffice((tx) => tx.decision.count({ where: { number: 'CB-X1-QĐ' } }))).toBe(0);
    const kept = await asOffice((tx) =>
      tx.auditEntry.findMany({ where: { tableName: 'party_body', rowKey: String(id) }, orderBy: { id: 'asc' } }),
    );
    expect(kept.map(({ op, isParty }) => [op, isParty])).toEqual([
      ['INSERT', true],
      ['DELETE', true],
    ]);
    // the same file may come again
    await confirm(await upload([one('CB-X1')]));
    expect(await cell('CB-X1')).toMatchObject({ code: 'CB-X1' });
  });

  it.each<[string, (id: number, version: number) => Promise<unknown>]>([
    [
      'changed',
      (id, rowVersion) =>
        renameBody.execute(act(), {
          partyBodyId: id,
          rowVersion,
          validFrom: '2024-01-01',
          name: `Tên mới ${id}`,
          decision: { number: `R${id}`, signedOn: '2023-12-01', subject: 'Đổi tên' },
        }),
    ],
    [
      'changed',
      async (id, rowVersion) =>
        linkDepartments.execute(act(), {
          partyBodyId: id,
          rowVersion,
          departmentIds: [(await aDepartment(db, undefined, { establishedOn: '2000-01-01' })).id],
          validFrom: '2024-01-01',
        }),
    ],
    ['counts', (id) => asSystem(db, (tx) => tx.partyYearCount.create({ data: { partyBodyId: id, year: 2024, officialStart: 3 } }))],
    ['badges', (id) => asSystem(db, (tx) => tx.partyBadge.create({ data: { partyBodyId: id, milestone: 30, count: 1 } }))],
    [
      'account',
      (id) =>
        asSystem(db, async (tx) =>
          tx.account.create({
            data: {
              username: `bt-imp-${id}`,
              displayName: 'Bí thư',
              roleGrants: { create: { role: 'CELL_SECRETARY', partyBodyId: id, validFrom: new Date('2024-01-01') } },
            },
          }),
        ),
    ],
  ])('stays once it has been built on: %s', async (kind, build) => {
    const code = `CB-Y${++serial}`;
    const batchId = await upload([one(code)]);
    await confirm(batchId);
    const made = await cell(code);
    await asSystem(db, (tx) => tx.$executeRaw`SELECT set_config('app.party', 'on', true)`);
    await build(made?.id ?? 0, made?.rowVersion ?? 0);
    expect((await batchOf(batchId)).built).toEqual([{ kind, name: code }]);
    await expect(undo(batchId)).rejects.toMatchObject({ key: 'imports.refused.built' });
    expect(await cell(code)).toMatchObject({ code });
  });

  it('writes nothing when the cells have changed since it was looked at, when it says nothing, or when the file came before', async () => {
    const moving = await upload([one('CB-Z1')]);
    const [{ rowVersion }, { fingerprint }] = [await batchOf(moving), await seen(moving)];
    await establishBody.execute(act(), { code: 'CB-Z1', kind: 'CELL', name: 'Chi bộ khác hẳn', establishedOn: '2020-01-01' });
    await expect(confirmImport.execute(act(), { batchId: moving, rowVersion, fingerprint })).rejects.toMatchObject({
      key: 'imports.refused.moved',
    });
    const idle = await upload([{ code: 'CB-Z1', name: 'Chi bộ khác hẳn', validFrom: '2023-01-01' }]);
    await expect(confirm(idle)).rejects.toMatchObject({ key: 'imports.refused.nothing' });
    const file = fileOf([one('CB-Z2')]);
    await confirm((await checkImport.execute(act(), file)).batchId);
    await expect(checkImport.execute(act(), file)).rejects.toMatchObject({ key: 'imports.refused.sameFile' });
  });

  it('is half applied by nothing: what the last row breaks, no row has done', async () => {
    const batchId = await upload([one('CB-H1'), one('CB-H2')]);
    const seenRun = await seen(batchId);
    const before = (await cells()).length;
    // somebody takes the code of the last row after the plan was made, below the rules
    await asSystem(db, async (tx) => {
      await tx.partyBody.create({
        data: {
          kind: 'CELL',
          code: 'CB-H2',
          establishedOn: new Date('2020-01-01'),
          partyBodyVersionsAsPartyBody: { create: { name: 'Chen ngang', validFrom: new Date('2020-01-01') } },
        },
      });
    });
    await expect(confirmImport.execute(act(), { batchId, rowVersion: 1, fingerprint: seenRun.fingerprint })).rejects.toThrow();
    expect((await cells()).length).toBe(before + 1);
    expect(await cell('CB-H1')).toBeUndefined();
  });

  it('by two people at once is one import', async () => {
    const batchId = await upload([one('CB-T1')]);
    const [{ rowVersion }, { fingerprint }] = [await batchOf(batchId), await seen(batchId)];
    const both = await Promise.allSettled([1, 2].map(() => confirmImport.execute(act(), { batchId, rowVersion, fingerprint })));
    expect(both.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('gives way to the next file of the same hand, and can be put away: nothing of it stays', async () => {
    const first = await upload([one('CB-P1')]);
    const second = await upload([one('CB-P1')]);
    expect(await asOffice((tx) => tx.batch.findUnique({ where: { id: first } }))).toMatchObject({ state: 'DISCARDED', findings: null });
    await discardImport.execute(act(), { batchId: second, rowVersion: 1 });
    expect(await asOffice((tx) => tx.batch.findUnique({ where: { id: second } }))).toMatchObject({ state: 'DISCARDED', findings: null });
  });

  it('is the Party office’s alone: not another role acts, and neither batch nor audit shows it', async () => {
    const batchId = await upload([one('CB-S1')]);
    const { rowVersion } = await batchOf(batchId);
    for (const role of ['ADMIN', 'PLANNING', 'DIRECTOR', 'PARTY_COMMITTEE'] as const) {
      const actor = await anActor(db, role);
      await expect(checkImport.execute(act(actor), fileOf([one('CB-S2')]))).rejects.toBeInstanceOf(NotFound);
      await expect(discardImport.execute(act(actor), { batchId, rowVersion })).rejects.toBeInstanceOf(NotFound);
      if (role === 'PARTY_COMMITTEE') continue;
      const shown = await seenBy(db, actor, async (tx) => [
        await tx.batch.count({ where: { kind: 'IMPORT_CELLS' } }),
        await tx.auditEntry.count({ where: { tableName: 'batch', rowKey: String(batchId) } }),
        await tx.auditTx.count({ where: { command: { startsWith: 'cellImport' }, kind: 'WRITE' } }),
      ]);
      expect([role, shown]).toEqual([role, [0, 0, 0]]);
    }
    expect(await asOffice((tx) => tx.auditEntry.count({ where: { tableName: 'batch', rowKey: String(batchId) } }))).toBe(1);
  });
});
