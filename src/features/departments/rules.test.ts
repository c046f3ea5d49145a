import { describe, expect, it, test } from 'vitest';
import { InvalidInput } from '@/domain/errors';
import {
  afterEnding,
  asNow,
  assertChangeable,
  assertNameFree,
  existsInPeriod,
  existsOn,
  type Organisation,
  parentAfterEnding,
  parentFor,
  treeOf,
  type Unit,
  underHeadings,
  versionOn,
} from './rules';
import { type DepartmentKind, establishInput } from './schema';

/** The two departments that a decision founded on 13/07/2022 (domain.md S3-08). */
const endoscopy = { establishedOn: '2022-07-13', dissolvedOn: null };
const quarter = { startsOn: '2022-07-01', endsOn: '2022-09-30' };

describe('a department', () => {
  test.each([
    ['2022-07-12', false],
    ['2022-07-13', true],
    ['2030-01-01', true],
  ])('founded on 13/07/2022 on %s: %s', (day, exists) => {
    expect(existsOn(endoscopy, day)).toBe(exists);
  });
  it('no longer exists on the day of its dissolution', () => {
    const dissolved = { establishedOn: '1990-01-01', dissolvedOn: '2024-07-01' };
    expect([existsOn(dissolved, '2024-06-30'), existsOn(dissolved, '2024-07-01')]).toEqual([true, false]);
  });
  it('belongs to the quarter in which it was founded, and is absent from the tree of 2021 (K 14)', () => {
    expect(existsInPeriod(endoscopy, quarter)).toBe(true);
    expect(existsInPeriod(endoscopy, { startsOn: '2022-04-01', endsOn: '2022-06-30' })).toBe(false);
    expect(existsOn(endoscopy, '2021-12-31')).toBe(false);
  });
  it('dissolved on the first day of a quarter is not in it', () => {
    expect(existsInPeriod({ establishedOn: '1990-01-01', dissolvedOn: '2022-07-01' }, quarter)).toBe(false);
    expect(existsInPeriod({ establishedOn: '1990-01-01', dissolvedOn: '2022-07-02' }, quarter)).toBe(true);
  });
  it('carries the name of the day: Phòng Y vụ, now Phòng Kế hoạch tổng hợp (S0-02)', () => {
    const names = [
      { name: 'Phòng Y vụ', validFrom: '1951-01-01', validTo: '1998-01-01' },
      { name: 'Phòng Kế hoạch tổng hợp', validFrom: '1998-01-01', validTo: null },
    ];
    expect(versionOn(names, '1997-12-31')?.name).toBe('Phòng Y vụ');
    expect(versionOn(names, '1998-01-01')?.name).toBe('Phòng Kế hoạch tổng hợp');
    expect(versionOn(names, '1950-12-31')).toBeUndefined();
  });
});

describe('reading as now', () => {
  const heirs = new Map([
    [1, 2],
    [2, 3],
  ]);
  it('follows principal successors to the living one', () => {
    expect([1, 2, 3, 9].map((id) => asNow(id, heirs))).toEqual([3, 3, 3, 9]);
  });
  it('ends even if the rows made a circle, which no command allows', () => {
    expect(asNow(1, new Map([...heirs, [3, 1]]))).toBe(3);
  });
});

const unit = (id: number, code: string, name: string, kind: DepartmentKind, parentId: number | null, more: Partial<Unit> = {}): Unit => ({
  ...{ id, code, establishedOn: '1951-01-01', dissolvedOn: null, rowVersion: 1 },
  versions: [{ name, shortName: null, kind, parentId, functions: [], validFrom: '1951-01-01', validTo: null }],
  ...more,
});
const hospital = unit(1, 'BV', 'Bệnh viện Đa khoa', 'HOSPITAL', null);
const surgery = unit(2, 'NGOAI', 'Khoa Ngoại', 'CLINICAL_DEPT', 1);
const trauma = unit(3, 'CTCH', 'Đơn nguyên Chấn thương', 'UNIT', 2);
const hands = unit(4, 'BAN-TAY', 'Tổ Bàn tay', 'TEAM', 3);
const organisation: Organisation = [hospital, surgery, trauma, hands];

const problemOf = (act: () => unknown) => {
  try {
    act();
  } catch (error) {
    if (error instanceof InvalidInput) return error.problems[0];
    throw error;
  }
  return undefined;
};

describe('where a department stands', () => {
  const place = (kind: DepartmentKind, parentId: number | null, id?: number, within = organisation) =>
    parentFor(within, { kind, parentId, id }, '2020-01-01', 'parentId');
  it('is below the hospital unless another parent is named', () => {
    expect([place('CLINICAL_DEPT', null), place('UNIT', 2)]).toEqual([1, 2]);
  });
  test.each([
    ['a second hospital', () => place('HOSPITAL', null), 'kind', 'departments.refused.rootExists'],
    ['a department before the hospital', () => place('CLINICAL_DEPT', null, undefined, []), 'kind', 'departments.refused.rootFirst'],
    ['the hospital below something', () => place('HOSPITAL', 2, 1), 'parentId', 'departments.refused.rootHasNoParent'],
    ['the hospital as something else', () => place('CENTER', null, 1), 'kind', 'departments.refused.rootStays'],
    ['a parent that is not there', () => place('UNIT', 99), 'parentId', 'common.field.notAChoice'],
    ['a circle', () => place('CLINICAL_DEPT', 4, 2), 'parentId', 'departments.refused.circle'],
    ['itself', () => place('CLINICAL_DEPT', 2, 2), 'parentId', 'departments.refused.circle'],
  ])('refuses %s', (_what, act, path, key) => {
    expect(problemOf(act)).toMatchObject({ path, key });
  });
  it('refuses a parent that is dissolved or not founded yet', () => {
    const gone = [hospital, { ...surgery, dissolvedOn: '2024-01-01' }];
    const young = [hospital, { ...surgery, establishedOn: '2021-01-01' }];
    expect(problemOf(() => place('UNIT', 2, undefined, gone))).toMatchObject({
      key: 'departments.refused.parentDissolved',
      params: { day: '01/01/2024' },
    });
    expect(problemOf(() => place('UNIT', 2, undefined, young))).toMatchObject({ key: 'departments.refused.parentNotYet' });
  });
  it('points to the fields of a part of a form', () => {
    expect(problemOf(() => parentFor([], { kind: 'UNIT', parentId: null }, '2020-01-01', 'into.1.parentId'))).toMatchObject({
      path: 'into.1.kind',
    });
  });
});

describe('names', () => {
  it('are taken while another department carries them, marks aside', () => {
    expect(problemOf(() => assertNameFree(organisation, 'khoa  NGOẠI', '2020-01-01', 'name'))).toMatchObject({
      key: 'departments.refused.nameTaken',
      params: { code: 'NGOAI' },
    });
  });
  it('are free for their own department, and from the day on which the other ends', () => {
    expect(problemOf(() => assertNameFree(organisation, 'Khoa Ngoại', '2020-01-01', 'name', 2))).toBeUndefined();
    const ended = afterEnding(organisation, new Set([2]), '2020-01-01');
    expect(problemOf(() => assertNameFree(ended, 'Khoa Ngoại', '2020-01-01', 'name'))).toBeUndefined();
    expect(problemOf(() => assertNameFree(ended, 'Khoa Ngoại', '2019-12-31', 'name'))).toBeDefined();
  });
});

describe('a change', () => {
  it('begins after the present version and in a department that lives', () => {
    expect(problemOf(() => assertChangeable(surgery, '1950-01-01', 'day'))).toMatchObject({ key: 'departments.refused.beforeEstablished' });
    expect(problemOf(() => assertChangeable(surgery, '1951-01-01', 'day'))).toMatchObject({
      key: 'departments.refused.beforeLaterVersion',
    });
    expect(problemOf(() => assertChangeable(surgery, '1951-01-02', 'day'))).toBeUndefined();
    expect(() => assertChangeable({ ...surgery, dissolvedOn: '2000-01-01' }, '1999-01-01', 'day')).toThrow(
      'departments.refused.alreadyDissolved',
    );
  });
});

describe('what stood below an ended department', () => {
  const other = unit(5, 'GMHS', 'Khoa Gây mê', 'CLINICAL_DEPT', 1);
  it('goes below the successor', () => {
    expect(parentAfterEnding([...organisation, other], trauma, new Set([2]), 5)).toBe(5);
  });
  it('goes up instead when it is the successor itself, or stands above it', () => {
    expect(parentAfterEnding(organisation, trauma, new Set([2]), 3)).toBe(1);
    expect(parentAfterEnding(organisation, trauma, new Set([2]), 4)).toBe(1);
  });
});

describe('the tree', () => {
  const row = (id: number, kind: DepartmentKind, name: string, parentId: number | null) => ({ id, kind, name, parentId, sortOrder: 0 });
  it('puts kinds in the order of the house and names in Vietnamese order', () => {
    const tops = treeOf([
      row(5, 'FUNCTIONAL_OFFICE', 'Phòng Kế hoạch tổng hợp', 1),
      row(2, 'CLINICAL_DEPT', 'Khoa Điều trị', 1),
      row(3, 'CLINICAL_DEPT', 'Khoa Dược lý lâm sàng', 1),
      row(4, 'UNIT', 'Đơn nguyên Thận', 2),
      row(1, 'HOSPITAL', 'Bệnh viện', null),
    ]);
    expect(tops.map(({ id }) => id)).toEqual([1]);
    expect(tops[0]?.children.map(({ id }) => id)).toEqual([3, 2, 5]);
    expect(tops[0]?.children[1]?.children.map(({ id }) => id)).toEqual([4]);
  });
  it('shows a department whose parent is not in the list', () => {
    expect(treeOf([row(4, 'UNIT', 'Đơn nguyên', 99)])).toHaveLength(1);
  });
  it('lists what stands below a department under the kind of that department, without the hospital', () => {
    const tree = treeOf([
      row(1, 'HOSPITAL', 'Bệnh viện', null),
      row(2, 'CLINICAL_DEPT', 'Khoa Nội', 1),
      row(3, 'UNIT', 'Đơn nguyên Thận', 2),
      row(4, 'CLINICAL_DEPT', 'Khoa Cấp cứu', 99),
      row(5, 'UNIT', 'Đơn nguyên Lọc máu', 1),
    ]);
    expect(underHeadings(tree).map(({ id, depth, under }) => [id, depth, under])).toEqual([
      [4, 0, 'CLINICAL_DEPT'],
      [2, 0, 'CLINICAL_DEPT'],
      [3, 1, 'CLINICAL_DEPT'],
      [5, 0, 'UNIT'],
    ]);
  });
});

describe('what is typed', () => {
  const typed = { code: 'KHTH', name: 'Phòng Kế hoạch tổng hợp', kind: 'FUNCTIONAL_OFFICE', establishedOn: '1951-01-01' };
  it('keeps the nine functions of the planning office without the numbers they were pasted with (S0-13)', () => {
    const functions = Array.from({ length: 9 }, (_, place) => `  ${place + 1}. Chức năng thứ ${place + 1}.`).join('\n\n');
    const read = establishInput.parse({ ...typed, functions });
    expect(read.functions).toHaveLength(9);
    expect(read.functions[8]).toBe('Chức năng thứ 9.');
  });
  it('does not take a number in the text for a numbering', () => {
    expect(establishInput.parse({ ...typed, functions: ['24 giờ trực cấp cứu', '- Trực'] }).functions).toEqual([
      '24 giờ trực cấp cứu',
      'Trực',
    ]);
  });
  test.each(['noi', 'Nội', 'N', 'NOI_TH', '-NOI', 'A'.repeat(21)])('refuses the code %s', (code) => {
    expect(establishInput.safeParse({ ...typed, code }).success).toBe(false);
  });
  it('takes a decision that is left blank as none, and half of one as a mistake', () => {
    const blank = { number: '', signedOn: '', authority: '', signer: '', subject: '' };
    expect(establishInput.parse({ ...typed, decisionId: '', decision: blank }).decision).toBeNull();
    const half = establishInput.safeParse({ ...typed, decision: { ...blank, number: '12/QĐ-BV' } });
    expect(half.error?.issues.map(({ path }) => path.join('.')).sort()).toEqual(['decision.signedOn', 'decision.subject']);
    const old = establishInput.parse({ ...typed, decision: { ...blank, subject: 'Thành lập', unnumbered: 'on' } });
    expect(old.decision).toEqual({ number: null, signedOn: null, authority: null, signer: null, subject: 'Thành lập' });
  });
});
