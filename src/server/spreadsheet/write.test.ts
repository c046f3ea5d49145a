import ExcelJS from 'exceljs';
import { describe, expect, it } from 'vitest';
import { readWorkbook } from './read';
import { readTable } from './table';
import { sheetOf, writeWorkbook } from './write';

type Row = { name: string; members: number | null; share: number | null; from: string | null };
const ROWS: Row[] = [
  { name: 'Chi bộ Nội', members: 1234, share: 8 / 42, from: '2008-01-15' },
  { name: '=HYPERLINK("http://x","y")', members: 0, share: null, from: null },
  { name: '@SUM(A1)\u0000', members: null, share: 0, from: '2026-12-31' },
  { name: '+84 912', members: 1, share: 1, from: null },
  { name: "-2+3+cmd|' /C calc'!A0", members: 2, share: 0.5, from: null },
];
const sheet = () =>
  sheetOf<Row>({
    name: 'Số liệu',
    title: ['Danh sách chi bộ', 'Năm 2026'],
    columns: [
      { label: 'Tên chi bộ', kind: 'text', value: ({ name }) => name },
      { label: 'Đảng viên', kind: 'integer', value: ({ members }) => members, mark: ({ members }) => (members === 0 ? 'Xem lại' : null) },
      { label: 'Tỷ lệ', kind: 'share', value: ({ share }) => share },
      { label: 'Từ ngày', kind: 'day', value: ({ from }) => from },
    ],
    rows: ROWS,
    total: ['Cộng', 1237, null, null],
    notes: ['Nguồn: sổ của Đảng ủy'],
  });

async function opened(file: Buffer): Promise<ExcelJS.Worksheet> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(file as unknown as ArrayBuffer);
  return workbook.worksheets[0] as ExcelJS.Worksheet;
}

describe('a written workbook', () => {
  it('holds numbers as numbers, days as days, and text as text whatever it begins with', async () => {
    const read = await opened(await writeWorkbook({ title: 'x', sheets: [sheet()] }));
    expect(read.getRow(4).values).toEqual([undefined, 'Tên chi bộ', 'Đảng viên', 'Tỷ lệ', 'Từ ngày']);
    expect(read.getRow(5).values).toEqual([undefined, 'Chi bộ Nội', 1234, 8 / 42, new Date('2008-01-15T00:00:00Z')]);
    expect([6, 7, 8, 9].map((row) => [read.getCell(row, 1).type, read.getCell(row, 1).value, read.getCell(row, 1).numFmt])).toEqual([
      [ExcelJS.ValueType.String, '=HYPERLINK("http://x","y")', '@'],
      [ExcelJS.ValueType.String, '@SUM(A1)', '@'],
      [ExcelJS.ValueType.String, '+84 912', '@'],
      [ExcelJS.ValueType.String, "-2+3+cmd|' /C calc'!A0", '@'],
    ]);
    expect([2, 3, 4].map((column) => read.getCell(5, column).numFmt)).toEqual(['[$-42A]#,##0', '[$-42A]0.00%', '[$-42A]dd/mm/yyyy']);
    expect(read.getCell('B6').value).toBe(0);
    expect(read.getCell('B7').value).toBeNull();
    expect(read.getCell('B6').note).toBe('Xem lại');
    expect(read.getCell('B10').value).toBe(1237);
    expect(read.getCell('A12').value).toBe('Nguồn: sổ của Đảng ủy');
    expect(read.views).toMatchObject([{ state: 'frozen', ySplit: 4 }]);
    expect(read.getColumn(1).width).toBeGreaterThan(20);
  });

  it('of the Party says so on the sheet and on every printed page', async () => {
    const read = await opened(await writeWorkbook({ title: 'x', isInternal: true, sheets: [sheet()] }));
    expect(read.getCell('A1').value).toBe('LƯU HÀNH NỘI BỘ');
    expect(read.headerFooter.oddHeader).toContain('LƯU HÀNH NỘI BỘ');
    expect(read.pageSetup).toMatchObject({ paperSize: 9, orientation: 'landscape', printTitlesRow: '5:5', fitToWidth: 1, fitToHeight: 0 });
  });

  it('is the same bytes whenever it is written', async () => {
    const first = await writeWorkbook({ title: 'x', sheets: [sheet()] });
    await new Promise((resolve) => setTimeout(resolve, 2_100));
    expect((await writeWorkbook({ title: 'x', sheets: [sheet()] })).equals(first)).toBe(true);
  });

  it('is read again by the way in', async () => {
    const columns = [
      { key: 'name', label: 'Tên chi bộ', kind: 'text', required: true },
      { key: 'members', label: 'Đảng viên', kind: 'integer' },
      { key: 'from', label: 'Từ ngày', kind: 'day' },
    ] as const;
    const { rows, problems } = readTable(await readWorkbook(await writeWorkbook({ title: 'x', sheets: [sheet()] })), columns);
    expect(problems).toEqual([]);
    // five rows and the total; titles and notes are none
    expect(rows).toHaveLength(6);
    expect(rows[0]).toEqual({ row: 5, values: { name: 'Chi bộ Nội', members: 1234, from: '2008-01-15' } });
  });
});
