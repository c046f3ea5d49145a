import { beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '@/domain/actor';
import { toColumn } from '@/domain/date';
import { InvalidInput, NotFound } from '@/domain/errors';
import { accountsOfDepartment } from '@/features/accounts/queries';
import { searchDepartments } from '@/features/search/queries';
import type { Db } from '@/server/db';
import { anActor, anIndicator, aQuarter, asSystem, freshDb } from '../../../tests/support/db';
import { dissolveDepartment, establishDepartment, mergeDepartments, renameDepartment, splitDepartment } from './commands';
import {
  departmentByCode,
  departmentHistory,
  departmentsAsNow,
  departmentsInPeriod,
  departmentsOn,
  departmentTree,
  dissolvedBy,
  organisationDecisions,
} from './queries';

const now = new Date('2026-08-15T03:00:00Z');
let db: Db;
let planning: Actor;
let serial = 0;

type Made = { id: number; code: string; rowVersion: number };

/** A decision of its own, so that no two are alike. */
const decision = (subject = 'Sắp xếp tổ chức') => ({
  number: `${++serial}/QĐ-BV`,
  signedOn: '2022-07-01',
  authority: 'Bệnh viện',
  signer: 'Nguyễn Công Hoàng',
  subject,
});
const context = () => ({ db, actor: planning, now });

async function establish(name: string, more: Partial<Parameters<typeof establishDepartment.execute>[1]> = {}): Promise<Made> {
  return establishDepartment.execute(context(), {
    code: `U${++serial}`,
    name,
    kind: 'CLINICAL_DEPT',
    establishedOn: '2000-01-01',
    ...more,
  });
}

const fieldProblem = async (act: Promise<unknown>) => {
  const error = await act.catch((caught: unknown) => caught);
  if (!(error instanceof InvalidInput)) throw error instanceof Error ? error : new Error('was not refused');
  return error.problems[0];
};

beforeAll(async () => {
  db = await freshDb();
  planning = await anActor(db, 'PLANNING');
  const early = establish('Khoa lập khi chưa có bệnh viện');
  expect(await fieldProblem(early)).toMatchObject({ path: 'kind', key: 'departments.refused.rootFirst' });
  // S0-01: founded in 1951, with other names since
  const root = await establish('Bệnh viện Khu Việt Bắc', { code: 'BV', kind: 'HOSPITAL', establishedOn: '1951-01-01' });
  await renameDepartment.execute(context(), {
    departmentId: root.id,
    rowVersion: root.rowVersion,
    validFrom: '1997-01-01',
    name: 'Bệnh viện Đa khoa Trung ương',
    decision: { ...decision('Đổi tên bệnh viện'), number: '', signedOn: '', unnumbered: 'on' },
  });
});

describe('founding', () => {
  it('puts a department below the hospital, from its first day on', async () => {
    const { id, code } = await establish('Khoa Nội tổng hợp', { shortName: 'Nội TH', functions: ['Khám bệnh', 'Chữa bệnh'] });
    const found = await departmentByCode(planning, code, '2020-01-01');
    expect(found).toMatchObject({ id, name: 'Khoa Nội tổng hợp', exists: true, functions: ['Khám bệnh', 'Chữa bệnh'], rowVersion: 1 });
    expect(found?.parent).toEqual({ code: 'BV', name: 'Bệnh viện Đa khoa Trung ương' });
    expect((await departmentByCode(planning, code, '1999-12-31'))?.exists).toBe(false);
    expect(await departmentByCode(planning, 'KHONG-CO')).toBeNull();
  });

  it('of two departments rests on one decision, and they are absent before it (S3-08; K 14)', async () => {
    const heart = await establish('Khoa Cấp cứu và can thiệp tim mạch', {
      establishedOn: '2022-07-13',
      decision: decision('Thành lập hai khoa'),
    });
    const [known] = await organisationDecisions(planning);
    if (!known) throw new Error('the decision was not recorded');
    const endoscopy = await establish('Khoa Nội soi', { establishedOn: '2022-07-13', decisionId: known.id, kind: 'PARACLINICAL_DEPT' });
    const codes = (rows: { code: string }[]) => rows.map(({ code }) => code).filter((code) => [heart.code, endoscopy.code].includes(code));
    expect(codes(await departmentsOn(planning, '2022-07-12'))).toEqual([]);
    expect(codes(await departmentsOn(planning, '2022-07-13'))).toEqual([heart.code, endoscopy.code]);
    expect(codes(await departmentsInPeriod(planning, { startsOn: '2021-01-01', endsOn: '2021-12-31' }))).toEqual([]);
    expect(codes(await departmentsInPeriod(planning, { startsOn: '2022-07-01', endsOn: '2022-09-30' }))).toHaveLength(2);
    const { versions } = await departmentHistory(planning, endoscopy.id);
    expect(versions[0]?.decision).toMatchObject({ id: known.id, subject: 'Thành lập hai khoa', signedOn: '2022-07-01' });
  });

  it('is refused beside its field: code, name, parent, decision', async () => {
    const { code } = await establish('Khoa Da liễu');
    expect(await fieldProblem(establish('Khoa Khác', { code }))).toMatchObject({ path: 'code', key: 'departments.refused.codeTaken' });
    expect(await fieldProblem(establish('KHOA DA LIEU'))).toMatchObject({ path: 'name', key: 'departments.refused.nameTaken' });
    expect(await fieldProblem(establish('Khoa Khác', { parentId: 999_999 }))).toMatchObject({ path: 'parentId' });
    expect(await fieldProblem(establish('Khoa Khác', { decisionId: 999_999 }))).toMatchObject({ path: 'decisionId' });
    expect(await fieldProblem(establish('Bệnh viện thứ hai', { kind: 'HOSPITAL' }))).toMatchObject({
      key: 'departments.refused.rootExists',
    });
    const twice = decision();
    await establish('Khoa Mắt', { decision: twice });
    expect(await fieldProblem(establish('Khoa Khác', { decision: twice }))).toMatchObject({ path: 'decision.number' });
    expect(await fieldProblem(establish('Khoa Khác', { establishedOn: '2026-02-31' }))).toMatchObject({ key: 'common.field.notADate' });
    expect(await db.department.count({ where: { versions: { some: { name: 'Khoa Khác' } } } })).toBe(0);
  });

  it('is not for departments: they are told that there is nothing', async () => {
    const reporter = await anActor(db, 'REPORTER', (await establish('Khoa Huyết học')).id);
    const act = establishDepartment.execute(
      { db, actor: reporter, now },
      { code: 'XX', name: 'Khoa X', kind: 'UNIT', establishedOn: '2020-01-01' },
    );
    await expect(act).rejects.toBeInstanceOf(NotFound);
  });

  it('at the same moment under one name is one department', async () => {
    const outcomes = await Promise.allSettled([establish('Khoa Ung bướu'), establish('Khoa Ung bướu'), establish('khoa ung buou')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
  });
});

describe('renaming', () => {
  it('keeps the old name, which search finds without marks (S0-02; K 16)', async () => {
    const office = await establish('Phòng Y vụ', { code: 'KHTH', kind: 'FUNCTIONAL_OFFICE', establishedOn: '1951-01-01' });
    const renamed = await renameDepartment.execute(context(), {
      ...{ departmentId: office.id, rowVersion: 1, validFrom: '1998-01-01', name: 'Phòng Kế hoạch tổng hợp' },
      decision: decision('Đổi tên Phòng Y vụ'),
    });
    expect(renamed).toEqual({ id: office.id, code: 'KHTH', rowVersion: 2 });
    for (const typed of ['phong y vu', 'Phong  Y  VU', 'Phòng Y vụ'.normalize('NFD')]) {
      expect(await searchDepartments(planning, typed)).toMatchObject([
        { code: 'KHTH', name: 'Phòng Kế hoạch tổng hợp', formerName: 'Phòng Y vụ' },
      ]);
    }
    expect(await searchDepartments(planning, 'ke hoach')).toMatchObject([{ code: 'KHTH', formerName: null }]);
    expect(await searchDepartments(planning, 'khth')).toMatchObject([{ code: 'KHTH' }]);
    expect(await searchDepartments(planning, '%')).toEqual([]);
    for (const nothing of ['  ', '\0', '\ud83d', '\\', "'", 'x'.repeat(100_000)])
      expect(await searchDepartments(planning, nothing)).toEqual([]);
    for (const code of ['\0', '\ud83d', 'khth', "KHTH' OR 1=1", 'K'.repeat(10_000)])
      expect(await departmentByCode(planning, code)).toBeNull();
    const names = await Promise.all(['1997-12-31', '1998-01-01'].map((day) => departmentByCode(planning, 'KHTH', day)));
    expect(names.map((found) => found?.name)).toEqual(['Phòng Y vụ', 'Phòng Kế hoạch tổng hợp']);
  });

  it('is refused when stale, when nothing changes, before the present name, and onto a name in use', async () => {
    const { id } = await establish('Khoa Nhi');
    const rename = (more: object) =>
      renameDepartment.execute(context(), {
        departmentId: id,
        rowVersion: 1,
        validFrom: '2010-01-01',
        name: 'Khoa Nhi khoa',
        decision: decision(),
        ...more,
      });
    await expect(rename({ rowVersion: 7 })).rejects.toMatchObject({ key: 'common.refused.conflict' });
    await expect(rename({ name: 'Khoa Nhi' })).rejects.toMatchObject({ key: 'departments.refused.nothingChanged' });
    expect(await fieldProblem(rename({ validFrom: '2000-01-01' }))).toMatchObject({
      path: 'validFrom',
      key: 'departments.refused.beforeLaterVersion',
    });
    expect(await fieldProblem(rename({ validFrom: '1990-01-01' }))).toMatchObject({ key: 'departments.refused.beforeEstablished' });
    expect(await fieldProblem(rename({ name: 'Bệnh viện Đa khoa Trung ương' }))).toMatchObject({ path: 'name' });
    expect(await fieldProblem(rename({ decision: null }))).toMatchObject({
      path: 'decision.subject',
      key: 'departments.field.decisionNeeded',
    });
    await expect(rename({ departmentId: 999_999 })).rejects.toBeInstanceOf(NotFound);
    expect(await departmentByCode(planning, `U${serial}`)).toBeNull();
  });

  it('moves a department in the tree, but never below itself', async () => {
    const [above, below] = [await establish('Trung tâm Tim mạch', { kind: 'CENTER' }), await establish('Đơn nguyên Tim', { kind: 'UNIT' })];
    const move = (departmentId: number, parentId: number) =>
      renameDepartment.execute(context(), { departmentId, rowVersion: 1, validFrom: '2015-01-01', parentId, decision: decision() });
    await move(below.id, above.id);
    expect(await fieldProblem(move(above.id, below.id))).toMatchObject({ path: 'parentId', key: 'departments.refused.circle' });
    const [top] = await departmentTree(planning, '2020-01-01');
    expect(top?.children.find(({ id }) => id === above.id)?.children.map(({ id }) => id)).toEqual([below.id]);
    expect((await departmentTree(planning, '2014-12-31'))[0]?.children.map(({ id }) => id)).toContain(below.id);
  });
});

describe('merging', () => {
  it('ends the departments, keeps their past, and reads it under the successor', async () => {
    const [one, two] = [await establish('Khoa Lao'), await establish('Khoa Phổi')];
    const child = await establish('Đơn nguyên Hô hấp', { kind: 'UNIT', parentId: two.id });
    const merged = await mergeDepartments.execute(context(), {
      fromIds: [one.id, two.id],
      into: { code: 'LAO-PHOI', name: 'Khoa Phổi', kind: 'CLINICAL_DEPT' }, // the name of one that ends that day
      effectiveOn: '2024-04-01',
      decision: decision('Nhập hai khoa'),
    });
    const before = await departmentsOn(planning, '2024-03-31');
    const after = await departmentsOn(planning, '2024-04-01');
    const ids = (rows: { id: number }[]) => rows.map(({ id }) => id).filter((id) => [one.id, two.id, merged.id].includes(id));
    expect([ids(before).sort(), ids(after)]).toEqual([[one.id, two.id].sort(), [merged.id]]);
    expect(after.find(({ id }) => id === child.id)?.parentId).toBe(merged.id);
    const asNow = await departmentsAsNow(planning);
    expect([asNow.get(one.id), asNow.get(two.id), asNow.get(merged.id)]).toEqual([merged.id, merged.id, merged.id]);
    expect(
      new Map(
        (await db.$queryRaw<{ a: number; b: number }[]>`SELECT department_id AS a, as_now_id AS b FROM department_as_now()`).map(
          ({ a, b }) => [a, b],
        ),
      ),
    ).toEqual(asNow);
    const history = await departmentHistory(planning, one.id);
    expect(history).toMatchObject({
      asNow: { code: 'LAO-PHOI' },
      lineage: [{ side: 'to', kind: 'MERGED', isPrincipal: true, code: 'LAO-PHOI', effectiveOn: '2024-04-01' }],
    });
    expect((await departmentHistory(planning, merged.id)).lineage.map(({ side, name }) => [side, name])).toEqual([
      ['from', 'Khoa Lao'],
      ['from', 'Khoa Phổi'],
    ]);
    const gone = await dissolvedBy(planning, '2024-04-01');
    expect(gone).toMatchObject([{ name: 'Khoa Lao', successor: { code: 'LAO-PHOI' } }, { name: 'Khoa Phổi' }]);
    expect(await dissolvedBy(planning, '2024-03-31')).toEqual([]);
  });

  it('into one that exists takes over open tasks; what is done stays', async () => {
    const [small, big] = [await establish('Khoa Nội tiết'), await establish('Khoa Nội chung')];
    const quarter = await aQuarter(db, 2026, 4);
    const task = (title: string, state: 'PLANNED' | 'DONE', dueOn: string) => ({
      ...{ periodId: quarter.id, areaId, leadDepartmentId: small.id, title, state, updatedAt: now },
      ...{
        dueOn: toColumn(dueOn),
        originalDueOn: toColumn(dueOn),
        doneOn: state === 'DONE' ? toColumn(dueOn) : null,
        percent: state === 'DONE' ? 100 : 0,
      },
    });
    const { areaId } = await anIndicator(db);
    await asSystem(db, (tx) =>
      tx.task.createMany({
        data: [task('Trước', 'PLANNED', '2026-10-31'), task('Sau', 'PLANNED', '2026-12-01'), task('Xong', 'DONE', '2026-12-01')],
      }),
    );
    const dissolve = { departmentId: small.id, rowVersion: 1, dissolvedOn: '2026-11-01', decision: decision() };
    await expect(dissolveDepartment.execute(context(), dissolve)).rejects.toMatchObject({
      key: 'departments.refused.leadsTasks',
      params: { count: 1 },
    });
    await mergeDepartments.execute(context(), { fromIds: [small.id], intoId: big.id, effectiveOn: '2026-11-01', decision: decision() });
    const leads = await db.task.findMany({
      where: { periodId: quarter.id },
      select: { title: true, leadDepartmentId: true },
      orderBy: { title: 'asc' },
    });
    expect(leads).toEqual([
      { title: 'Sau', leadDepartmentId: big.id },
      { title: 'Trước', leadDepartmentId: small.id },
      { title: 'Xong', leadDepartmentId: small.id },
    ]);
  });

  it('is refused for the hospital, into itself, into one that is gone, and without a decision', async () => {
    const [one, gone] = [await establish('Khoa A'), await establish('Khoa B')];
    await dissolveDepartment.execute(context(), { departmentId: gone.id, rowVersion: 1, dissolvedOn: '2010-01-01', decision: decision() });
    const merge = (more: object) =>
      mergeDepartments.execute(context(), { fromIds: [one.id], intoId: gone.id, effectiveOn: '2020-01-01', decision: decision(), ...more });
    const root = await departmentByCode(planning, 'BV');
    expect(await fieldProblem(merge({}))).toMatchObject({ path: 'intoId', key: 'departments.refused.successorAbsent' });
    expect(await fieldProblem(merge({ intoId: one.id }))).toMatchObject({ path: 'intoId', key: 'departments.field.mergeIntoItself' });
    expect(await fieldProblem(merge({ intoId: root?.id }))).toMatchObject({ key: 'departments.refused.rootAsSuccessor' });
    expect(await fieldProblem(merge({ intoId: '' }))).toMatchObject({ key: 'departments.field.successorNeeded' });
    await expect(merge({ fromIds: [root?.id], intoId: one.id })).rejects.toMatchObject({ key: 'departments.refused.rootStays' });
    await expect(merge({ fromIds: [gone.id], intoId: one.id })).rejects.toMatchObject({ key: 'departments.refused.alreadyDissolved' });
    await expect(merge({ fromIds: [one.id, 999_999] })).rejects.toBeInstanceOf(NotFound);
    expect((await departmentByCode(planning, one.code))?.dissolvedOn).toBeNull();
  });
});

describe('splitting', () => {
  const part = (code: string, name: string) => ({ code, name, kind: 'CLINICAL_DEPT' as const });
  it('gives the past to the principal part', async () => {
    const whole = await establish('Khoa Ngoại tổng hợp');
    const { into } = await splitDepartment.execute(context(), {
      ...{ departmentId: whole.id, rowVersion: 1, effectiveOn: '2025-01-01', principal: 1 },
      into: [part('NGOAI-TN', 'Khoa Ngoại tiết niệu'), part('NGOAI-TH', 'Khoa Ngoại tổng hợp'), { code: '', name: '', kind: '' as never }],
      decision: decision('Tách khoa'),
    });
    expect(into.map(({ code }) => code)).toEqual(['NGOAI-TN', 'NGOAI-TH']);
    expect((await departmentsAsNow(planning)).get(whole.id)).toBe(into[1]?.id);
    expect((await departmentHistory(planning, whole.id)).lineage.map(({ isPrincipal }) => isPrincipal)).toEqual([true, false]);
    expect((await departmentByCode(planning, whole.code))?.dissolvedOn).toBe('2025-01-01');
  });

  it('may leave the old department alive, which then keeps its past', async () => {
    const whole = await establish('Khoa Thăm dò chức năng');
    const { into } = await splitDepartment.execute(context(), {
      ...{ departmentId: whole.id, rowVersion: 1, effectiveOn: '2000-01-01', keepsOriginal: 'on' as const, decision: decision() },
      into: [part('NOI-SOI-2', 'Khoa Nội soi tiêu hóa')],
    });
    expect(into).toHaveLength(1);
    expect((await departmentsAsNow(planning)).get(whole.id)).toBe(whole.id);
    expect((await departmentByCode(planning, whole.code))?.dissolvedOn).toBeNull();
  });

  it('is refused beside the field of the part', async () => {
    const whole = await establish('Khoa Phục hồi');
    const split = (more: object) =>
      splitDepartment.execute(context(), {
        ...{ departmentId: whole.id, rowVersion: 1, effectiveOn: '2025-01-01', principal: 0, decision: decision() },
        into: [part('PH-1', 'Khoa Phục hồi 1'), part('PH-2', 'Khoa Phục hồi 2')],
        ...more,
      });
    expect(await fieldProblem(split({ into: [part('PH-1', 'Khoa Phục hồi 1'), part('PH-1', 'Khoa Phục hồi 2')] }))).toMatchObject({
      path: 'into.1.code',
    });
    expect(await fieldProblem(split({ into: [part('PH-1', 'Khoa Phục hồi'), part('PH-2', 'Khoa Phuc hoi')] }))).toMatchObject({
      path: 'into.1.name',
    });
    expect(await fieldProblem(split({ into: [part('PH-1', 'Khoa Phục hồi 1')] }))).toMatchObject({
      key: 'departments.field.splitNeedsTwo',
    });
    expect(await fieldProblem(split({ principal: 2 }))).toMatchObject({ path: 'principal' });
    await expect(split({ rowVersion: 3 })).rejects.toMatchObject({ key: 'common.refused.conflict' });
  });
});

describe('dissolving', () => {
  it('stops entry from that day, and frees nothing but the name', async () => {
    const { id, code } = await establish('Bộ phận Tạm', { kind: 'SECTION' });
    await dissolveDepartment.execute(context(), { departmentId: id, rowVersion: 1, dissolvedOn: '2026-07-01', decision: decision() });
    const inQuarter = async (startsOn: string, endsOn: string) =>
      (await departmentsInPeriod(planning, { startsOn, endsOn })).some((row) => row.id === id);
    expect(await inQuarter('2026-04-01', '2026-06-30')).toBe(true);
    expect(await inQuarter('2026-07-01', '2026-09-30')).toBe(false);
    await expect(establish('Khoa Mới', { code })).rejects.toBeInstanceOf(InvalidInput);
    await establish('Bộ phận Tạm', { establishedOn: '2026-07-01', kind: 'SECTION' });
  });

  it('is refused while something stands below it, or results of a later period are there', async () => {
    const [parent, heir] = [await establish('Khoa Cha'), await establish('Khoa Thừa kế')];
    await establish('Tổ Con', { kind: 'TEAM', parentId: parent.id });
    const dissolve = (more: object = {}) =>
      dissolveDepartment.execute(context(), {
        departmentId: parent.id,
        rowVersion: 1,
        dissolvedOn: '2026-01-01',
        decision: decision(),
        ...more,
      });
    await expect(dissolve()).rejects.toMatchObject({ key: 'departments.refused.hasChildren', params: { names: 'Tổ Con' } });
    expect(await fieldProblem(dissolve({ successorId: parent.id }))).toMatchObject({ key: 'departments.refused.successorIsItself' });
    const quarter = await aQuarter(db, 2026, 2);
    const indicator = await anIndicator(db);
    await asSystem(db, (tx) =>
      tx.figure.create({
        data: {
          departmentId: parent.id,
          periodId: quarter.id,
          indicatorId: indicator.id,
          measure: 'ACTUAL',
          value: 5,
          rowVersion: 1,
          updatedById: 1,
          updatedAt: now,
        },
      }),
    );
    await expect(dissolve({ successorId: heir.id })).rejects.toMatchObject({
      key: 'departments.refused.figuresLater',
      params: { day: '01/04/2026' },
    });
    await dissolve({ successorId: heir.id, dissolvedOn: '2026-05-01' });
    expect((await departmentHistory(planning, parent.id)).asNow).toMatchObject({ name: 'Khoa Thừa kế' });
  });

  it('cannot come before the day on which it took over another', async () => {
    const [one, heir] = [await establish('Khoa Một'), await establish('Khoa Hai')];
    await dissolveDepartment.execute(context(), {
      departmentId: one.id,
      rowVersion: 1,
      dissolvedOn: '2027-01-01',
      successorId: heir.id,
      decision: decision(),
    });
    const early = dissolveDepartment.execute(context(), {
      departmentId: heir.id,
      rowVersion: 1,
      dissolvedOn: '2026-12-01',
      decision: decision(),
    });
    await expect(early).rejects.toMatchObject({ key: 'departments.refused.successorLater' });
  });
});

describe('reading', () => {
  it('lists kinds in the order of the house, names in Vietnamese order, without the hospital', async () => {
    const rows = await departmentsOn(planning, '2026-08-15');
    expect(rows.some(({ kind }) => kind === 'HOSPITAL')).toBe(false);
    const clinical = rows.filter(({ kind }) => kind === 'CLINICAL_DEPT').map(({ name }) => name);
    expect(clinical).toEqual(clinical.toSorted(new Intl.Collator('vi').compare));
    expect((await departmentsOn(planning, '2026-08-15', { withRoot: true }))[0]?.name).toBe('Bệnh viện Đa khoa Trung ương');
  });
  it('shows a department’s accounts to administrators only', async () => {
    const unit = await establish('Khoa Có người');
    await anActor(db, 'DEPARTMENT_HEAD', unit.id);
    const admin = await anActor(db, 'ADMIN');
    expect(await accountsOfDepartment(admin, unit.id, '2026-08-15')).toMatchObject([{ role: 'DEPARTMENT_HEAD', isClosed: false }]);
    expect(await accountsOfDepartment(planning, unit.id, '2026-08-15')).toEqual([]);
  });
});

describe('the database itself', () => {
  it('holds the line when a rule is passed by: two current names alike, overlapping spans', async () => {
    const { id } = await establish('Khoa Duy nhất');
    const version = { departmentId: id, name: 'Khoa Duy nhất', kind: 'UNIT' as const, functions: [] };
    await expect(
      asSystem(db, (tx) => tx.departmentVersion.create({ data: { ...version, validFrom: toColumn('2001-01-01') } })),
    ).rejects.toThrow();
  });
});
