import { describe, expect, it } from 'vitest';
import type { AwardRow, AwardValues } from './columns';
import { planImport, type World } from './plan';

const title = (id: number, code: string, name: string, more: Partial<World['titles'][number]> = {}) => ({
  ...{ id, code, name, forPerson: true, forCollective: false, fromYear: null, toYear: null },
  ...more,
});
const department = (id: number, code: string, names: string[], establishedOn = '1951-09-02', dissolvedOn: string | null = null) => ({
  ...{ id, code, names, establishedOn, dissolvedOn },
});
const world: World = {
  thisYear: 2026,
  titles: [
    title(1, 'CSTDCS', 'Chiến sĩ thi đua cơ sở'),
    title(2, 'TTLDG', 'Tập thể lao động giỏi', { forPerson: false, forCollective: true, toYear: 2003 }),
    title(3, 'BK_TTG', 'Bằng khen của Thủ tướng Chính phủ', { forCollective: true }),
  ],
  departments: [
    department(10, 'KHTH', ['Phòng Kế hoạch tổng hợp', 'Phòng Y vụ']),
    department(11, 'NOI', ['Khoa Nội']),
    department(12, 'TKDQ', ['Khoa Thần kinh - Đột quỵ'], '1988-05-19', '2024-01-01'),
    department(13, 'NS', ['Khoa Nội soi'], '2022-07-01'),
  ],
  people: [
    { id: 100, fullName: 'Nguyễn Văn An', departmentIds: [11] },
    { id: 101, fullName: 'Nguyễn Văn An', departmentIds: [10] },
    { id: 102, fullName: 'Lê Thị Hòa', departmentIds: [11] },
  ],
  decisions: [{ id: 500, number: '12/QĐ-BV', signedOn: '2020-01-10', authority: 'Bệnh viện' }],
  awards: [
    {
      ...{
        typeId: 1,
        subject: 'PERSON',
        personId: 102,
        departmentId: 11,
        text: null,
        count: 1,
        yearFrom: 2019,
        yearTo: 2019,
        decisionId: 500,
      },
    },
  ],
};

const BLANK: AwardValues = {
  ...{ subject: null, name: null, department: null, title: null, yearFrom: null, yearTo: null, count: null },
  ...{ decisionNumber: null, decisionDate: null, authority: null, signer: null, citation: null, source: null },
};
const person = (name: string, more: Partial<AwardValues> = {}) => ({
  ...{ subject: 'cá nhân', name, title: 'CSTDCS', yearFrom: '2020' },
  ...more,
});
const rowsOf = (...given: Partial<AwardValues>[]): AwardRow[] =>
  given.map((values, at) => ({ row: at + 4, values: { ...BLANK, ...values } }));
const plan = (...given: Partial<AwardValues>[]) => planImport(rowsOf(...given), new Set(), world);
const wrong = (...given: Partial<AwardValues>[]) =>
  plan(...given).problems.map(({ row, column, key }) => `${row} ${column} ${key.replace('awardImport.cell.', '')}`);

describe('whom a row means', () => {
  it('finds people by name whatever stands before it, where the tone stands, and without marks', () => {
    const { items, people } = plan(
      person('TTƯT.BSCKII Lê Thị Hoà'),
      person('le thi hoa', { yearFrom: '2021' }),
      person('Nguyễn Văn An', { department: 'Khoa Nội' }),
      person('Nguyễn Văn An', { department: 'Phòng Y vụ' }),
    );
    expect(items.map(({ personId }) => personId)).toEqual([102, 102, 100, 101]);
    expect(people).toEqual([]);
  });
  it('does not choose between two of one name, nor take another mark for the same person', () => {
    expect(wrong(person('Nguyễn Văn An'))).toEqual(['4 name severalPeople']);
    const { items, people } = plan(person('Lê Thị Hoa'));
    expect(people).toMatchObject([{ fullName: 'Lê Thị Hoa', similar: 'Lê Thị Hòa' }]);
    expect(items[0]?.note?.key).toBe('awardImport.note.similar');
  });
  it('makes one new person of all rows of one name and department, two of two departments', () => {
    const { items, people } = plan(
      person('BS. Vũ Thị Ánh Tuyết', { department: 'NOI' }),
      person('vũ thị ánh tuyết', { yearFrom: '2021' }),
      person('Mai Văn Ba', { department: 'NOI' }),
      person('Mai Văn Ba', { department: 'KHTH' }),
    );
    expect(people).toMatchObject([
      { fullName: 'Vũ Thị Ánh Tuyết', honorifics: 'BS', departmentId: 11, years: { from: 2020, to: 2021 } },
      { fullName: 'Mai Văn Ba', departmentId: 11 },
      { fullName: 'Mai Văn Ba', departmentId: 10 },
    ]);
    expect(items.map(({ newPerson }) => newPerson)).toEqual([0, 0, 1, 2]);
    expect(wrong(person('Mai Văn Ba', { department: 'NOI' }), person('Mai Văn Ba', { department: 'KHTH' }), person('Mai Văn Ba'))).toEqual([
      '6 name severalPeople',
    ]);
  });
  it('knows departments by any name they had, and says when they no longer were', () => {
    const collective = (name: string, yearFrom: string) => ({ subject: 'tập thể', name, title: 'BK_TTG', yearFrom });
    expect(plan(collective('phong y vu', '1999')).items).toMatchObject([{ subject: 'DEPARTMENT', departmentId: 10 }]);
    expect(wrong(collective('Khoa Ma', '2020'), collective('Khoa Thần kinh - Đột quỵ', '2024'))).toEqual([
      '4 name noDepartment',
      '5 name dissolved',
    ]);
    expect(wrong(person('Mai Văn Ba', { department: 'TKDQ', yearFrom: '2025' }))).toEqual(['4 department dissolved']);
    expect(plan(collective('Khoa Nội soi', '2015')).items[0]?.note?.key).toBe('awardImport.note.early');
  });
});

describe('what a row may say', () => {
  it('case 8: historic titles without years, and «nhiều» that nobody counts', () => {
    const { items, problems } = plan(
      { subject: 'tập thể', name: 'Phòng Kế hoạch tổng hợp', title: 'TTLDG', yearFrom: 'không rõ' },
      { subject: 'nhiều', name: 'nhiều cán bộ, viên chức', title: 'CSTDCS', yearFrom: 'không rõ' },
      { subject: 'số lượng', name: '6 cá nhân', count: '6', title: 'Bằng khen của Thủ tướng Chính phủ' },
      { subject: 'tập thể', name: 'KHTH', title: 'BK_TTG', yearFrom: '2009', decisionDate: '2009' },
    );
    expect(problems).toEqual([]);
    expect(items.map(({ count, yearFrom, certainty, isCollective }) => [count, yearFrom, certainty, isCollective])).toEqual([
      [1, null, 'UNKNOWN_DATE', null],
      [null, null, 'UNKNOWN_DATE', null],
      [6, null, 'UNKNOWN_DATE', false],
      [1, 2009, 'REPORTED', null],
    ]);
  });
  it.each<[string, Partial<AwardValues>, string]>([
    ['another word', person('Mai Văn Ba', { subject: 'ai đó' }), '4 subject subject'],
    ['an unknown title', person('Mai Văn Ba', { title: 'Danh hiệu lạ' }), '4 title noTitle'],
    ['a collective’s title for a person', person('Mai Văn Ba', { title: 'TTLDG', yearFrom: '1999' }), '4 title notForPerson'],
    ['a historic title in a later year', { subject: 'tập thể', name: 'NOI', title: 'TTLDG', yearFrom: '2004' }, '4 title ended'],
    ['a year to come', person('Mai Văn Ba', { yearFrom: '2027' }), '4 yearFrom year.outOfRange'],
    ['a count of zero', { subject: 'số lượng', name: 'cá nhân', count: '0', title: 'CSTDCS' }, '4 count countZero'],
    ['no count', { subject: 'số lượng', name: 'cá nhân', title: 'CSTDCS' }, '4 count countNeeded'],
    ['a count in words', { subject: 'số lượng', name: 'cá nhân', count: 'vài', title: 'CSTDCS' }, '4 count notACount'],
    ['a count of what is not counted', { subject: 'nhiều', name: 'cá nhân', count: '3', title: 'CSTDCS' }, '4 count countless'],
    ['two in one row', person('Mai Văn Ba', { count: '2' }), '4 count countOne'],
    ['no name', person('Tập thể khoa Nội 2'), '4 name notAName'],
    ['signed before the merit year', person('Mai Văn Ba', { decisionDate: '2019-12' }), '4 decisionDate decisionBefore'],
    ['signed in the future', person('Mai Văn Ba', { decisionDate: '2027' }), '4 decisionDate decisionAhead'],
    ['a title on record', person('Lê Thị Hòa', { yearFrom: '2019' }), '4 title onRecord'],
  ])('%s', (_name, values, problem) => {
    expect(wrong(values)).toEqual([problem]);
  });
  it('says the same title twice, by the row that was first', () => {
    const { problems } = plan(person('Mai Văn Ba'), person('mai văn BA'), person('Mai Văn Ba', { yearFrom: '2021' }));
    expect(problems).toEqual([{ row: 5, column: 'title', key: 'awardImport.cell.twice', params: { row: 4 } }]);
  });
  it('tells every wrong cell of a row at once, and nothing twice', () => {
    const rows = rowsOf({ subject: 'x', name: 'Khoa Ma', title: 'y', yearFrom: 'z', count: '0', decisionDate: null });
    const { problems, items } = planImport(rows, new Set(['4/decisionDate']), world);
    expect(problems.map(({ column }) => column)).toEqual(['subject', 'yearFrom', 'title']);
    expect(items).toEqual([]);
  });
});

describe('decisions', () => {
  const of = (number: string | null, decisionDate: string | null = null, more: Partial<AwardValues> = {}) => ({
    decisionNumber: number,
    decisionDate,
    ...more,
  });
  it('are one for all rows that name it; what one row says of it holds for all', () => {
    const { items, decisions } = plan(
      person('Mai Văn Ba', of('99/qđ-ubnd', null)),
      person('Mai Văn Tư', of('99/QĐ-UBND', '2021-02-03', { authority: 'UBND tỉnh' })),
      person('Mai Văn Năm', of('99/QĐ-UBND', '2021')),
    );
    expect(decisions).toMatchObject([{ id: null, about: '2021-02-03', authority: 'UBND tỉnh' }]);
    expect(items.map(({ decision, certainty }) => [decision, certainty])).toEqual([
      [0, 'CONFIRMED'],
      [0, 'CONFIRMED'],
      [0, 'CONFIRMED'],
    ]);
  });
  it('of one number and two years are two', () => {
    const { decisions, problems } = plan(person('Mai Văn Ba', of('7/QĐ', '2021-02-03')), person('Mai Văn Tư', of('7/QĐ', '2022-02-03')));
    expect([decisions.length, problems]).toEqual([2, []]);
  });
  it('on record are used again', () => {
    const { decisions, items } = plan(person('Mai Văn Ba', { yearFrom: '2019', ...of('12/qd-bv', '2020') }));
    expect(decisions).toMatchObject([{ id: 500, about: '2020-01-10' }]);
    expect(items[0]?.certainty).toBe('CONFIRMED');
  });
});

it('looks through 5,000 rows in seconds, however busy the machine', () => {
  const rows = Array.from({ length: 5_000 }, (_, at) => ({
    row: at + 4,
    values: {
      ...BLANK,
      ...person(
        `Trần Văn ${String.fromCharCode(65 + (at % 26))}${'abcdefghij'[Math.floor(at / 26) % 10]}${'klmnopqrst'[Math.floor(at / 260) % 10]}${'uvxy'[Math.floor(at / 2600)]}`,
        of5(at),
      ),
    },
  }));
  const started = performance.now();
  const { items } = planImport(rows, new Set(), world);
  expect(items.length).toBe(5_000);
  expect(performance.now() - started).toBeLessThan(5_000);
});
const of5 = (at: number) => ({ decisionNumber: `${at % 100}/QĐ`, decisionDate: '2021-05-06', yearFrom: '2020' });
