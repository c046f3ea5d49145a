import 'server-only';
import ExcelJS from 'exceljs';
import { type Day, toColumn } from '@/domain/date';
import { composed } from '@/domain/text';

/** What a column shows: text that stays text, a count, a number with so many decimals, a share of one as «19,05%», a day, a year. */
export type ShownKind = 'text' | 'integer' | 'decimal' | 'share' | 'day' | 'year';
export type ColumnOut<Row> = {
  label: string;
  kind: ShownKind;
  /** What stands in the cell; null leaves it empty. A day is `YYYY-MM-DD`. */
  value: (row: Row) => Value;
  /** In characters; told by the contents when absent. */
  width?: number;
  /** Filled cells only from this list, offered by Excel: where it stands, «Danh mục!$A$2:$A$50». */
  choices?: string;
  /** Cells to mark, and the note that says why. */
  mark?: (row: Row) => string | null;
};
export type SheetOut<Row = never> = {
  /** At most 31 characters, without []:*?/\ . */
  name: string;
  /** Above the table, the first one large. */
  title: string[];
  columns: ColumnOut<Row>[];
  rows: readonly Row[];
  /** Below the table. */
  notes?: string[];
  /** Closes the table, one value per column. */
  total?: Value[];
};
type Value = string | number | null;
type Shown = { value: Value; mark: string | null };
/** A sheet whatever its rows were: one of several in a workbook. */
export type AnySheet = Omit<SheetOut, 'columns' | 'rows'> & { columns: Omit<ColumnOut<never>, 'value' | 'mark'>[]; cells: Shown[][] };

/** Works a described sheet out, row by row. */
export function sheetOf<Row>({ columns, rows, ...sheet }: SheetOut<Row>): AnySheet {
  return {
    ...sheet,
    columns,
    cells: rows.map((row) => columns.map(({ value, mark }) => ({ value: value(row), mark: mark?.(row) ?? null }))),
  };
}

type Workbook = {
  title: string;
  /** Party papers carry «LƯU HÀNH NỘI BỘ» in a row of their own and on every printed page (domain.md H). */
  isInternal?: boolean;
  sheets: AnySheet[];
};

const INTERNAL = 'LƯU HÀNH NỘI BỘ';
const FONT = 'Times New Roman';
/** The Vietnamese way of writing numbers and days, wherever the file is opened. */
const FORMATS: Record<ShownKind, string> = {
  text: '@',
  integer: '[$-42A]#,##0',
  decimal: '[$-42A]#,##0.00',
  share: '[$-42A]0.00%',
  day: '[$-42A]dd/mm/yyyy',
  year: '0',
};
/** The same workbook is the same bytes: it carries no moment of its own. */
const NO_MOMENT = new Date(Date.UTC(2000, 0, 1));
const LINE = { style: 'thin' as const, color: { argb: 'FFB8C0C2' } };
const BORDER = { top: LINE, bottom: LINE, left: LINE, right: LINE };
const fill = (argb: string) => ({ type: 'pattern' as const, pattern: 'solid' as const, fgColor: { argb } });

/**
 * A workbook (.xlsx) of tables: typed cells, a frozen and repeated heading, widths, printed on A4 across. A text is written as a text,
 * whatever it begins with, so that nothing in it is ever worked out as a formula. The same contents give the same bytes.
 */
export async function writeWorkbook({ title, isInternal = false, sheets }: Workbook): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  Object.assign(workbook, {
    creator: 'Tổng Kết',
    lastModifiedBy: 'Tổng Kết',
    title: clean(title),
    created: NO_MOMENT,
    modified: NO_MOMENT,
  });
  for (const sheet of sheets) addSheet(workbook, sheet, isInternal);
  return withoutMoments(Buffer.from(await workbook.xlsx.writeBuffer()));
}

function addSheet(workbook: ExcelJS.Workbook, { name, title, columns, cells, notes = [], total }: AnySheet, isInternal: boolean): void {
  const above = [...(isInternal ? [INTERNAL] : []), ...title.map(clean)];
  const head = above.length + (above.length > 0 ? 2 : 1);
  const mark = isInternal ? `&C&"${FONT},Bold"&11${INTERNAL}` : '';
  const sheet = workbook.addWorksheet(name, {
    views: [{ state: 'frozen', ySplit: head, activeCell: `A${head + 1}`, showGridLines: false }],
    pageSetup: {
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${head}:${head}`,
    },
    headerFooter: { oddHeader: mark, oddFooter: '&C&P/&N' },
  });
  sheet.pageSetup.margins = { left: 0.6, right: 0.6, top: 0.8, bottom: 0.7, header: 0.35, footer: 0.35 };
  for (const [index, column] of columns.entries()) {
    const cell = sheet.getCell(head, index + 1);
    cell.value = clean(column.label);
    cell.style = {
      font: { name: FONT, size: 11, bold: true },
      alignment: { horizontal: 'center', vertical: 'middle', wrapText: true },
      border: BORDER,
      fill: fill('FFE6EEEF'),
    };
    sheet.getColumn(index + 1).width =
      column.width ??
      widthOf(
        column,
        cells.map((row) => row[index]?.value ?? null),
      );
  }
  for (const [index, row] of cells.entries())
    for (const [at, shown] of row.entries()) fillCell(sheet.getCell(head + 1 + index, at + 1), columns[at]?.kind ?? 'text', shown);
  const widths = columns.map((_, index) => sheet.getColumn(index + 1).width ?? 10);
  for (const [index, text] of above.entries()) {
    const isTitle = index === (isInternal ? 1 : 0);
    across(sheet, index + 1, widths, text, { name: FONT, size: isTitle ? 14 : 11, bold: isTitle || (isInternal && index === 0) });
  }
  sheet.getRow(head).height = heightOf(
    columns.map(({ label }) => label),
    widths.map((width) => width - 2),
  );
  for (const [index, row] of cells.entries())
    sheet.getRow(head + 1 + index).height = heightOf(
      row.map(({ value }) => (typeof value === 'string' ? value : '')),
      widths,
    );
  if (total) {
    for (const [at, value] of total.entries()) {
      const cell = sheet.getCell(head + 1 + cells.length, at + 1);
      write(cell, columns[at]?.kind ?? 'text', value);
      cell.font = { name: FONT, size: 11, bold: true };
    }
  }
  addChoices(sheet, columns, head, cells.length);
  const below = head + 2 + cells.length + (total ? 1 : 0);
  for (const [index, note] of notes.entries()) across(sheet, below + index, widths, clean(note), { name: FONT, size: 10, italic: true });
}

function fillCell(cell: ExcelJS.Cell, kind: ShownKind, { value, mark }: Shown): void {
  write(cell, kind, value);
  if (mark === null) return;
  cell.fill = fill('FFFBE3DF');
  cell.note = { texts: [{ text: clean(mark) }] };
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

function write(cell: ExcelJS.Cell, kind: ShownKind, value: Value): void {
  // a text in a column of days is what somebody typed for one
  const isDay = kind === 'day' && typeof value === 'string' && DAY.test(value);
  cell.value = value === null ? null : isDay ? toColumn(value as Day) : typeof value === 'string' ? clean(value) : value;
  cell.style = {
    font: { name: FONT, size: 11 },
    alignment: { vertical: 'top', wrapText: kind === 'text', horizontal: kind === 'text' ? 'left' : kind === 'day' ? 'center' : 'right' },
    border: BORDER,
    // words in a column of numbers («Hoàn thành tốt») are words
    numFmt: typeof value === 'string' && !isDay ? FORMATS.text : FORMATS[kind],
  };
}

/** A line of words as wide as the table, on as many lines as it takes: it makes no page wider. */
function across(sheet: ExcelJS.Worksheet, row: number, widths: readonly number[], text: string, font: Partial<ExcelJS.Font>): void {
  const cell = sheet.getCell(row, 1);
  cell.value = text;
  cell.style = { numFmt: FORMATS.text, font, alignment: { wrapText: true, vertical: 'top' } };
  if (widths.length > 1) sheet.mergeCells(row, 1, row, widths.length);
  const width = widths.reduce((sum, one) => sum + one, 0);
  sheet.getRow(row).height = heightOf([text], [(width * 11) / (font.size ?? 11)]) * ((font.size ?? 11) / 11);
}

/** In points, of letters of 11. */
const LINE_HEIGHT = 15.5;
/** What Excel allows a row. */
const MOST_HEIGHT = 409;

/** High enough for the cell that wraps most: a row says its height itself, because not every program works it out. */
function heightOf(texts: readonly string[], widths: readonly number[]): number {
  const linesOf = (text: string, width: number) =>
    text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / (width - 1))), 0);
  return Math.min(MOST_HEIGHT, LINE_HEIGHT * Math.max(1, ...texts.map((text, index) => linesOf(text, Math.max(4, widths[index] ?? 10)))));
}

/** Rows to come are asked the same as those that are there. */
const OPEN_ROWS = 300;

function addChoices(sheet: ExcelJS.Worksheet, columns: AnySheet['columns'], head: number, rows: number): void {
  for (const [index, { choices, kind }] of columns.entries()) {
    if (!choices) continue;
    for (let row = head + 1; row <= head + Math.max(rows, OPEN_ROWS); row++) {
      const cell = sheet.getCell(row, index + 1);
      cell.dataValidation = { type: 'list', allowBlank: true, showErrorMessage: false, formulae: [choices] };
      cell.numFmt = FORMATS[kind];
    }
  }
}

function widthOf({ label, kind }: { label: string; kind: ShownKind }, values: readonly Value[]): number {
  if (kind === 'day') return 12;
  const widest = values.reduce<number>(
    (most, value) =>
      Math.max(
        most,
        ...String(value ?? '')
          .split('\n')
          .map(({ length }) => length),
      ),
    0,
  );
  const inHead = Math.max(...label.split(/\s+/).map(({ length }) => length));
  return Math.min(46, Math.max(kind === 'text' ? 10 : 9, inHead + 2, widest + 2));
}

// what XML cannot hold at all
const ILLEGAL = /(?![\t\n\r])[\p{Cc}\uFFFE\uFFFF]|\p{Cs}/gu;

const clean = (text: string) => composed(text.replace(ILLEGAL, '')).slice(0, 32_000);

const END = Buffer.from('PK\u0005\u0006', 'latin1');

/** Sets the moment of every part of a zip file to the first that the format knows. */
function withoutMoments(zip: Buffer): Buffer {
  const end = zip.lastIndexOf(END);
  const count = zip.readUInt16LE(end + 10);
  for (let at = zip.readUInt32LE(end + 16), index = 0; index < count; index++) {
    zip.writeUInt32LE(FIRST_DAY, at + 12);
    zip.writeUInt32LE(FIRST_DAY, zip.readUInt32LE(at + 42) + 10);
    at += 46 + zip.readUInt16LE(at + 28) + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return zip;
}

/** The first of January 1980, midnight: time in the lower half, day in the upper. */
const FIRST_DAY = 0x00210000;

/** The answer that saves a workbook under a name. */
export function workbookResponse(file: Buffer, fileName: string): Response {
  return new Response(new Uint8Array(file), {
    headers: {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': `attachment; filename="${fileName}"`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
    },
  });
}

/** A day in a file's name: «20261123». */
export const dayInName = (day: Day): string => day.replaceAll('-', '');
