import { describe, expect, it } from 'vitest';
import type { AwardRow, AwardValues } from './columns';
import { planImport, type World } from './plan';

const title = (id: number, code: string, name: string, more: Partial<World['titles'][number]> = {}) => ({
  ...{ id, code, name, kind: 'TITLE' as const, forPerson: true, forCollective: false, fromYear: null, toYear: null },
  ...more,
});
const department = (id: number, code: string, names: string[], establishedOn = '1951-09-02', dissolvedOn: string | null = null) => ({
  ...{ id, code, names, establishedOn, dissolvedOn },
});
const world: World = {
  today: '2026-08-15',
  titles: [
    title(1, 'CSTDCS', 'Chiến sĩ thi đua cơ sở'),
    title(2, 'TTLDG', 'Tập thể lao động giỏi', { forPerson: false, forCollective: true, toYear: 2003 }),
    title(3, 'BK_TTG', 'Bằng khen của Thủ tướng Chính phủ', { kind: 'FORM', forCollective: true }),
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
  decisions: [{ id: 500, number: '12/QĐ-BV', about: '2020-01-10', authority: 'Bệnh viện' }],
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
const notesOf = (items: { notes: { key: string; params: Record<string, unknown> }[] }[]) =>
  items.flatMap(({ notes }) => notes.map(({ key, params }) => [key.replace('awardImport.note.', ''), ...Object.values(params)].join(' ')));

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
    expect(notesOf(items)).toEqual(['similar Lê Thị Hòa']);
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
  it('notes a name without marks that is read as one with them', () => {
    expect(notesOf(plan(person('le thi hoa'), person('LÊ THỊ HOÀ', { yearFrom: '2021' })).items)).toEqual(['unmarked Lê Thị Hòa']);
  });
  it('notes two ways of writing one new name, and one new name in two departments', () => {
    const bao = (name: string, department: string | null) => person(name, { department });
    expect(notesOf(plan(bao('Nguyễn Văn Bảo', 'NOI'), bao('Nguyen Van Bao', 'Khoa Nội')).items)).toEqual([
      'twoForms Nguyen Van Bao',
      'twoForms Nguyễn Văn Bảo',
    ]);
    expect(notesOf(plan(bao('Nguyễn Văn Bảo', 'NOI'), bao('Nguyen Van Bao', 'KHTH')).items)).toEqual([]);
    expect(notesOf(plan(bao('Nguyễn Văn Bảo', 'NOI'), bao('Nguyễn Văn Bảo', 'KHTH')).items)).toEqual([
      'twoHomes Nguyễn Văn Bảo',
      'twoHomes Nguyễn Văn Bảo',
    ]);
  });
  it('takes the code and the name of one department for one', () => {
    const { people, problems, items } = plan(
      person('Mai Văn Ba', { department: 'NOI' }),
      person('Mai Văn Ba', { department: 'Khoa Nội', yearFrom: '2021' }),
      person('Mai Văn Ba', { yearFrom: '2022' }),
    );
    expect([people.length, problems, notesOf(items)]).toEqual([1, [], []]);
  });
  it('puts a new person whose merit year is unknown where they were when the decision was signed, else says that it cannot', () => {
    const unknown = { department: 'NOI', yearFrom: 'không rõ' };
    const { people, items } = plan(
      person('Mai Văn Ba', { ...unknown, decisionNumber: '3/QĐ', decisionDate: '2009-05' }),
      person('Mai Văn Tư', unknown),
      person('Mai Văn Năm', { ...unknown, department: null }),
    );
    expect(people.map(({ years }) => years)).toEqual([{ from: 2009, to: 2009 }, null, null]);
    expect(notesOf(items)).toEqual(['noPost Mai Văn Tư']);
  });
  it('knows departments by any name they had, and says when they no longer were', () => {
    const collective = (name: string, yearFrom: string) => ({ subject: 'tập thể', name, title: 'BK_TTG', yearFrom });
    expect(plan(collective('phong y vu', '1999')).items).toMatchObject([{ subject: 'DEPARTMENT', departmentId: 10 }]);
    expect(wrong(collective('Khoa Ma', '2020'), collective('Khoa Thần kinh - Đột quỵ', '2024'))).toEqual([
      '4 name noDepartment',
      '5 name dissolved',
    ]);
    expect(wrong(person('Mai Văn Ba', { department: 'TKDQ', yearFrom: '2025' }))).toEqual(['4 department dissolved']);
    expect(notesOf(plan(collective('Khoa Nội soi', '2015')).items)).toEqual(['early Khoa Nội soi']);
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
      [null, null, 'UNKNOWN_DATE', false],
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
    ['a half', { subject: 'số lượng', name: 'cá nhân', count: '3.5', title: 'CSTDCS' }, '4 count notACount'],
    ['two numbers', { subject: 'số lượng', name: 'cá nhân', count: '1 2', title: 'CSTDCS' }, '4 count notACount'],
    ['a share', { subject: 'số lượng', name: 'cá nhân', count: '5 %', title: 'CSTDCS' }, '4 count notACount'],
    ['two in one row', person('Mai Văn Ba', { count: '2' }), '4 count countOne'],
    ['no name', person('Tập thể khoa Nội 2'), '4 name notAName'],
    ['signed before the merit year', person('Mai Văn Ba', { decisionDate: '2019-12' }), '4 decisionDate decisionBefore'],
    ['signed in the future', person('Mai Văn Ba', { decisionDate: '2027' }), '4 decisionDate decisionAhead'],
    ['signed later this year', person('Mai Văn Ba', { decisionDate: '2026-12-31' }), '4 decisionDate decisionAhead'],
    ['signed next month', person('Mai Văn Ba', { decisionDate: '2026-09' }), '4 decisionDate decisionAhead'],
    [
      'signed before the last merit year',
      person('Mai Văn Ba', { yearFrom: '2013', yearTo: '2017', decisionDate: '2014-01-31' }),
      '4 decisionDate decisionBefore',
    ],
    ['this year without a decision', person('Mai Văn Ba', { yearFrom: '2026' }), '4 decisionNumber decisionNeeded'],
    [
      'this year without the day',
      person('Mai Văn Ba', { yearFrom: '2026', decisionNumber: '8/QĐ', decisionDate: '2026-07' }),
      '4 decisionDate decisionNeeded',
    ],
    ['a title on record', person('Lê Thị Hòa', { yearFrom: '2019' }), '4 title onRecord'],
  ])('%s', (_name, values, problem) => {
    expect(wrong(values)).toEqual([problem]);
  });
  it('says the same title twice, by the row that was first', () => {
    const { problems } = plan(person('Mai Văn Ba'), person('mai văn BA'), person('Mai Văn Ba', { yearFrom: '2021' }));
    expect(problems).toEqual([{ row: 5, column: 'title', key: 'awardImport.cell.twice', params: { row: 4 } }]);
  });
  it('takes an award by its first right row: a wrong one above it is none', () => {
    const wrongFirst = person('Mai Văn Ba', { decisionDate: '2019' });
    const { items, problems } = plan(wrongFirst, person('Mai Văn Ba'));
    expect(problems.map(({ row, key }) => [row, key])).toEqual([[4, 'awardImport.cell.decisionBefore']]);
    expect(items.map(({ row }) => row)).toEqual([5]);
  });
  it('notes a range and a year inside it of a title that is given year by year', () => {
    const range = { yearFrom: '2013', yearTo: '2017' };
    expect(notesOf(plan(person('Mai Văn Ba', range), person('Mai Văn Ba', { yearFrom: '2015' })).items)).toEqual(['touches 2013–2017']);
    expect(notesOf(plan(person('Lê Thị Hòa', { yearFrom: '2018', yearTo: '2020' })).items)).toEqual(['touches 2019']);
    const form = { title: 'BK_TTG' };
    expect(notesOf(plan(person('Mai Văn Ba', { ...range, ...form }), person('Mai Văn Ba', { ...form, yearFrom: '2015' })).items)).toEqual(
      [],
    );
  });
  it('reads a count as people write numbers', () => {
    const counts = ['05', '1.234', '12'].map((count, at) => ({
      ...{ subject: 'số lượng', name: `đợt ${at}: cá nhân`, count, title: 'CSTDCS' },
    }));
    expect(plan(...counts).items.map(({ count }) => count)).toEqual([5, 1234, 12]);
  });
  it('of two titles of one name takes the one that was given in the year', () => {
    const twice = {
      ...world,
      titles: [title(8, 'A', 'Lao động giỏi', { toYear: 2003 }), title(9, 'B', 'Lao động giỏi', { fromYear: 2004 })],
    };
    const rows = rowsOf(...['1999', '2010'].map((yearFrom) => person('Mai Văn Ba', { title: 'Lao động giỏi', yearFrom })));
    expect(planImport(rows, new Set(), twice).items.map(({ typeId }) => typeId)).toEqual([8, 9]);
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
  it('of one number and two years are two, and a row without a date says which', () => {
    const two = [person('Mai Văn Ba', of('7/QĐ', '2021-02-03')), person('Mai Văn Tư', of('7/QĐ', '2022-02-03'))];
    expect([plan(...two).decisions.length, wrong(...two)]).toEqual([2, []]);
    expect(wrong(...two, person('Mai Văn Năm', of('7/QĐ')))).toEqual(['6 decisionDate severalDecisions']);
  });
  it('of one number and two years have each its own authority', () => {
    const { decisions } = plan(
      person('Mai Văn Ba', of('7/QĐ', '2021-02-03', { authority: 'UBND tỉnh' })),
      person('Mai Văn Tư', of('7/QĐ', '2022-02-03')),
      person('Mai Văn Năm', of('7/QĐ', '2021')),
    );
    expect(decisions.map(({ about, authority }) => [about, authority])).toEqual([
      ['2021-02-03', 'UBND tỉnh'],
      ['2022-02-03', null],
    ]);
  });
  it.each<[string, string | null, string, string | null, string[]]>([
    ['another year’s of the same number', '2009', '2025-01-15', null, []],
    ['one without its day, which may be it', '2025', '2025-01-15', null, ['undatedDecision 12/QĐ-BV']],
    ['one without any date, which may be it', null, '2025-01-15', null, ['undatedDecision 12/QĐ-BV']],
    ['one of the same month', '2009-10', '2009', '2009-10', []],
  ])('never take %s for theirs', (_name, about, decisionDate, taken, notes) => {
    const recorded = { ...world, decisions: [{ id: 501, number: '12/QĐ-BV', about, authority: null }] };
    const { decisions, items } = planImport(
      rowsOf(person('Mai Văn Ba', { yearFrom: '2008', ...of('12/QĐ-BV', decisionDate) })),
      new Set(),
      recorded,
    );
    expect(decisions).toMatchObject([taken === null ? { id: null, about: decisionDate } : { id: 501, about: taken }]);
    expect(notesOf(items)).toEqual(notes);
  });
  it('named by their number alone are noted with their day', () => {
    expect(notesOf(plan(person('Mai Văn Ba', { yearFrom: '2019', ...of('12/QĐ-BV') })).items)).toEqual(['byNumber 12/QĐ-BV 10/01/2020']);
  });
  it('on record are used again', () => {
    const { decisions, items } = plan(person('Mai Văn Ba', { yearFrom: '2019', ...of('12/qd-bv', '2020') }));
    expect(decisions).toMatchObject([{ id: 500, about: '2020-01-10' }]);
    expect(items[0]?.certainty).toBe('CONFIRMED');
  });
});

it('looks at every row once: ten times the rows take no more than ten times the time, and some', () => {
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
  const quickest = (some: AwardRow[]) =>
    Math.min(
      ...[1, 2, 3].map(() => {
        const started = performance.now();
        expect(planImport(some, new Set(), world).items.length).toBe(some.length);
        return performance.now() - started;
      }),
    );
  quickest(rows);
  // a row that looked at all others would take a hundred times as long
  expect(quickest(rows) / quickest(rows.slice(0, 500))).toBeLessThan(40);
});
const of5 = (at: number) => ({ decisionNumber: `${at % 100}/QĐ`, decisionDate: '2021-05-06', yearFrom: '2020' });
