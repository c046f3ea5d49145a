import { describe, expect, it } from 'vitest';
import type { CellValue, Sheet } from './read';
import { letterOf, readTable } from './table';

const COLUMNS = [
  { key: 'code', label: 'Mã chi bộ', kind: 'text', maximum: 6 },
  { key: 'name', label: 'Tên chi bộ', kind: 'text', required: true },
  { key: 'from', label: 'Có hiệu lực từ', kind: 'day' },
  { key: 'members', label: 'Số đảng viên', kind: 'integer' },
  { key: 'score', label: 'Điểm', kind: 'decimal' },
  { key: 'rooms', label: 'Đơn vị', kind: 'lines' },
] as const;

type Raw = string | number | CellValue | null;
const value = (raw: string | number | CellValue): CellValue =>
  typeof raw === 'string' ? { kind: 'text', text: raw } : typeof raw === 'number' ? { kind: 'number', value: raw } : raw;
const sheet = (rows: Raw[][], { name = 'Chi bộ', isHidden = false, first = 1 } = {}): Sheet => ({
  ...{ name, isHidden },
  rows: rows.map((cells, index) => ({
    row: first + index,
    cells: cells.flatMap((raw, at) => (raw === null ? [] : [{ column: at + 1, value: value(raw) }])),
  })),
});
const HEAD = ['Mã chi bộ', 'Tên chi bộ *', 'Có hiệu lực từ', 'Số đảng viên', 'Điểm', 'Đơn vị'];
const rowOf = (...cells: Raw[]) => readTable([sheet([HEAD, cells])], COLUMNS);
const wrong = (...cells: Raw[]) =>
  rowOf(...cells).problems.map(({ column, letter, row, key }) => [`${letter}${row}`, column, key.split('.').at(-1)]);

describe('a table', () => {
  it('is found under titles, on a later sheet, its headings in any order and written without marks', () => {
    const found = readTable(
      [
        sheet([['Hướng dẫn']]),
        sheet([HEAD, ['X', 'ẩn']], { isHidden: true }),
        sheet([['LƯU HÀNH NỘI BỘ'], ['ten  chi bo:', 'ghi chú', 'MA CHI BO'], ['Chi bộ Nội', 'xem lại', 'CB01']], {
          name: 'Nhập',
          first: 2,
        }),
      ],
      COLUMNS,
    );
    expect(found).toMatchObject({ sheet: 'Nhập', problems: [], letters: { name: 'A', code: 'C' } });
    expect(found.rows).toEqual([
      { row: 4, values: { code: 'CB01', name: 'Chi bộ Nội', from: null, members: null, score: null, rooms: null } },
    ]);
  });

  it('refuses what has no heading, a heading twice, or no row', () => {
    expect(() => readTable([sheet([['Mã chi bộ'], ['CB01']])], COLUMNS)).toThrow('spreadsheet.refused.noHead');
    expect(() =>
      readTable(
        [
          sheet([
            ['Tên chi bộ', 'tên chi bộ'],
            ['a', 'b'],
          ]),
        ],
        COLUMNS,
      ),
    ).toThrow('spreadsheet.refused.twice');
    expect(() => readTable([sheet([HEAD])], COLUMNS)).toThrow('spreadsheet.refused.noRows');
  });

  it('passes over a line of words that is merged across it, and no row that is merged in part', () => {
    const under = (into: string): CellValue => ({ kind: 'merged', into });
    const whole = ['Ghi chú: xem lại', ...HEAD.slice(1).map(() => under('A3'))];
    const part = ['CB01', 'Chi bộ Nội', under('B4'), null, null, null];
    const { rows, problems } = readTable([sheet([HEAD, ['CB02', 'Chi bộ Nhi'], whole, part])], COLUMNS);
    expect(rows.map(({ row }) => row)).toEqual([2, 4]);
    expect(problems.map(({ row, letter, key }) => `${letter}${row} ${key}`)).toEqual(['C4 spreadsheet.cell.merged']);
  });

  it('reads what Vietnamese people type', () => {
    expect(rowOf(12, 'Chi  bộ\nNội', '5/1/2026', '1.234', '8,5', 'Khoa Nội;\n Khoa A9 ').rows[0]?.values).toEqual({
      ...{ code: '12', name: 'Chi bộ Nội', from: '2026-01-05', members: 1234, score: '8.5', rooms: 'Khoa Nội;\nKhoa A9' },
    });
    expect(rowOf(null, 'a', { kind: 'day', day: '2018-12-31', time: null }, 42, 0.1 + 0.2).rows[0]?.values).toMatchObject({
      ...{ from: '2018-12-31', members: 42, score: '0.3' },
    });
  });

  it('tells every wrong cell at once, by row and column', () => {
    expect(wrong('QUÁ DÀI HƠN', null, '31/02/2026', 'mười', 'x', { kind: 'boolean', value: true })).toEqual([
      ['A2', 'code', 'tooLong'],
      ['B2', 'name', 'required'],
      ['C2', 'from', 'notADay'],
      ['D2', 'members', 'notANumber'],
      ['E2', 'score', 'notANumber'],
      ['F2', 'rooms', 'notText'],
    ]);
    expect(
      wrong(
        { kind: 'day', day: '2026-12-05', time: null },
        { kind: 'error', code: '#N/A' },
        '5/10',
        1.5,
        { kind: 'uncalculated' },
        {
          ...{ kind: 'merged', into: 'F1' },
        },
      ),
    ).toEqual([
      ['A2', 'code', 'dayInstead'],
      ['B2', 'name', 'error'],
      ['C2', 'from', 'notADay'],
      ['D2', 'members', 'notAnInteger'],
      ['E2', 'score', 'uncalculated'],
      ['F2', 'rooms', 'merged'],
    ]);
    expect(wrong('a\u0007', 'b', '01/01/1800')).toEqual([
      ['A2', 'code', 'unwanted'],
      ['C2', 'from', 'dayOutOfRange'],
    ]);
  });
});

describe('a cell that cannot be read', () => {
  const COLUMNS = [
    { key: 'source', label: 'Nguồn', kind: 'text', maximum: 200 },
    { key: 'signed', label: 'Ngày', kind: 'about' },
    { key: 'from', label: 'Từ', kind: 'day' },
  ] as const;
  it('keeps what stands in it, too long for what would be right, and fit to be written again', () => {
    const long = `Kỷ yếu ${'a'.repeat(3_000)}`;
    const { problems } = readTable(
      [
        sheet([
          ['Nguồn', 'Ngày', 'Từ'],
          [long, 'ngày 5 tháng 10', 40_000.5],
          ['a\u0007b', { kind: 'boolean', value: true }, '31/02/2020'],
        ]),
      ],
      COLUMNS,
    );
    expect(problems.map(({ raw }) => raw)).toEqual([long.slice(0, 240), 'ngày 5 tháng 10', '40000.5', 'a\ufffdb', 'TRUE', '31/02/2020']);
  });
});

it('columns are called as Excel calls them', () => {
  expect([1, 26, 27, 52, 53, 702, 703].map(letterOf)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});

describe('a day of which history may have kept only a part', () => {
  const COLUMN = [{ key: 'signed', label: 'Ngày quyết định', kind: 'about', required: true }] as const;
  const read = (raw: Raw) => {
    const { rows, problems } = readTable([sheet([['Ngày quyết định'], [raw]])], COLUMN);
    return rows[0]?.values.signed ?? problems[0]?.key.split('.').at(-1);
  };
  it.each<[Raw, string]>([
    [2009, '2009'],
    ['năm 2009', '2009'],
    ['10/2009', '2009-10'],
    ['Tháng 5-2009', '2009-05'],
    ['05/10/2009', '2009-10-05'],
    [{ kind: 'day', day: '2009-10-05', time: null }, '2009-10-05'],
    ['13/2009', 'notAbout'],
    ['31/02/2009', 'notAbout'],
    ['khoảng 2009', 'notAbout'],
    [40_000, 'notAbout'],
    ['1009', 'dayOutOfRange'],
    ['1944', 'dayOutOfRange'],
    ['31/12/1944', 'dayOutOfRange'],
    [2200, 'dayOutOfRange'],
    ['02/2101', 'dayOutOfRange'],
    [2100, '2100'],
  ])('%j is %s', (raw, value) => {
    expect(read(raw)).toBe(value);
  });
});
