import 'server-only';
import { type Day, readDay } from '@/domain/date';
import { Refusal, type RefusalParams } from '@/domain/errors';
import { readNumber } from '@/domain/number';
import { composed, EVERY_UNWANTED, fold, isUnwanted } from '@/domain/text';
import type { MessageKey } from '@/i18n/messages';
import type { CellValue, Sheet, SheetRow } from './read';

/**
 * What a column holds: a line of text, several lines, a whole number, a number (canonical decimal string), a day (`YYYY-MM-DD`), or a day of
 * which history may have kept only the month or the year (`YYYY-MM-DD`, `YYYY-MM`, `YYYY`).
 */
export type ColumnKind = 'text' | 'lines' | 'integer' | 'decimal' | 'day' | 'about';
/** A column as an import describes it; `label` is its heading, and may stand anywhere in the heading row. */
export type ColumnIn = { key: string; label: string; kind: ColumnKind; required?: true; maximum?: number };

/** What a row says, by the keys of the columns; blank and unreadable are null. */
export type Values<Key extends string> = Record<Key, string | number | null>;
export type TableRow<Key extends string> = { row: number; values: Values<Key> };
/** One wrong cell: where Excel shows it, and the sentence. `column` is the key; `letter` is Excel's, null where the column is missing. */
export type CellProblem = {
  row: number;
  column: string;
  letter: string | null;
  key: MessageKey;
  params: RefusalParams;
  /** What stands in the cell, as far as it can be written again; null for a blank one. Cut, but never to what would be right. */
  raw: string | null;
};
export type Table<Key extends string> = {
  sheet: string;
  rows: TableRow<Key>[];
  problems: CellProblem[];
  /** Where each column stands, «A», by its key. */
  letters: Partial<Record<Key, string>>;
};

const HEAD_WITHIN = 20;
const MOST_TEXT = 2_000;

/** «A», «Z», «AA»: the column's name in Excel, from 1. */
export function letterOf(column: number): string {
  return column <= 26
    ? String.fromCharCode(64 + column)
    : letterOf(Math.floor((column - 1) / 26)) + String.fromCharCode(65 + ((column - 1) % 26));
}

// a star marks what must be filled, and nobody retypes headings with care
const headingOf = (text: string) => fold(composed(text).replace(/[*:]/g, ' '));

/**
 * Finds the described columns in the first visible sheet that has their heading row, and reads every row below it. Every wrong cell is told
 * at once. Throws a Refusal when no sheet has the heading, a heading is there twice, or nothing stands below it.
 */
export function readTable<const Columns extends readonly ColumnIn[]>(
  sheets: readonly Sheet[],
  columns: Columns,
): Table<Columns[number]['key']> {
  type Key = Columns[number]['key'];
  const wanted = new Map(columns.map((column) => [headingOf(column.label), column]));
  for (const { name, rows } of sheets.filter(({ isHidden }) => !isHidden)) {
    const head = rows.filter(({ row }) => row <= HEAD_WITHIN).find((row) => isHead(row, columns));
    if (!head) continue;
    const places = new Map<Key, number>();
    for (const { column: place, value } of head.cells) {
      const column = value.kind === 'text' ? wanted.get(headingOf(value.text)) : undefined;
      if (!column) continue;
      if (places.has(column.key)) throw new Refusal('spreadsheet.refused.twice', { column: column.label });
      places.set(column.key, place);
    }
    const read = rows.filter(({ row }) => row > head.row).flatMap((row) => rowOf<Key>(row, columns, places));
    if (read.length === 0) throw new Refusal('spreadsheet.refused.noRows');
    return {
      sheet: name,
      rows: read.map(({ row, values }) => ({ row, values })),
      problems: read.flatMap(({ problems }) => problems),
      letters: Object.fromEntries([...places].map(([key, place]) => [key, letterOf(place)])) as Partial<Record<Key, string>>,
    };
  }
  const needed = columns.filter(({ required }) => required).map(({ label }) => label);
  throw new Refusal('spreadsheet.refused.noHead', { columns: needed.join(', ') });
}

function isHead({ cells }: SheetRow, columns: readonly ColumnIn[]): boolean {
  const found = new Set(cells.flatMap(({ value }) => (value.kind === 'text' ? [headingOf(value.text)] : [])));
  return columns.every(({ label, required }) => !required || found.has(headingOf(label)));
}

function rowOf<Key extends string>({ row, cells }: SheetRow, columns: readonly ColumnIn[], places: ReadonlyMap<string, number>) {
  const problems: CellProblem[] = [];
  const values: Record<string, string | number | null> = {};
  let isBlank = true;
  if (isLineOfWords({ row, cells }, [...places.values()])) return [];
  for (const column of columns) {
    const place = places.get(column.key);
    const cell = cells.find((one) => one.column === place)?.value;
    if (cell) isBlank = false;
    const read: Read = cell ? readCell(cell, column) : { value: null };
    values[column.key] = 'value' in read ? read.value : null;
    const letter = place === undefined ? null : letterOf(place);
    if ('key' in read)
      problems.push({ row, column: column.key, letter, key: read.key, params: read.params ?? {}, raw: cell ? rawOf(cell, column) : null });
    else if (read.value === null && column.required)
      problems.push({ row, column: column.key, letter, key: 'spreadsheet.cell.required', params: {}, raw: null });
  }
  // notes beside the table, and rows that only look filled
  return isBlank ? [] : [{ row, values: values as Values<Key>, problems }];
}

/** A note or a heading of a section: one cell merged across all columns of the table. */
function isLineOfWords({ row, cells }: SheetRow, places: readonly number[]): boolean {
  const inTable = cells.filter(({ column }) => places.includes(column));
  const [own, ...others] = inTable.filter(({ value }) => value.kind !== 'merged');
  if (!own || others.length > 0 || inTable.length < places.length || places.length < 2) return false;
  const address = `${letterOf(own.column)}${row}`;
  return inTable.every((cell) => cell === own || (cell.value.kind === 'merged' && cell.value.into === address));
}

type Read = { value: string | number | null } | { key: MessageKey; params?: RefusalParams };

function readCell(cell: CellValue, column: ColumnIn): Read {
  if (cell.kind === 'error') return { key: 'spreadsheet.cell.error', params: { code: cell.code } };
  if (cell.kind === 'uncalculated') return { key: 'spreadsheet.cell.uncalculated' };
  if (cell.kind === 'merged') return { key: 'spreadsheet.cell.merged', params: { into: cell.into } };
  switch (column.kind) {
    case 'text':
    case 'lines':
      return readText(cell, column);
    case 'day':
      return readDayCell(cell);
    case 'about':
      return readAboutCell(cell);
    default:
      return readNumberCell(cell, column.kind === 'integer');
  }
}

/** The longest that is kept of a cell that cannot be read: a little more than the longest text, so that too long stays too long. */
export const MOST_RAW = MOST_TEXT + 40;

function rawOf(cell: CellValue, { maximum = MOST_TEXT }: ColumnIn): string | null {
  switch (cell.kind) {
    case 'text':
      // what cannot be kept is shown where it stood
      return (
        composed(cell.text)
          .slice(0, Math.min(maximum + 40, MOST_RAW))
          .replace(EVERY_UNWANTED, '\ufffd') || null
      );
    case 'number':
      return String(cell.value);
    case 'day':
      return [cell.day.split('-').reverse().join('/'), cell.time].filter(Boolean).join(' ');
    case 'boolean':
      return cell.value ? 'TRUE' : 'FALSE';
    case 'error':
      return cell.code;
    default:
      return null;
  }
}

function readText(cell: CellValue, { kind, maximum = MOST_TEXT }: ColumnIn): Read {
  // a code such as 12 is kept by Excel as a number
  if (cell.kind === 'number') return { value: String(cell.value) };
  if (cell.kind === 'day') return { key: 'spreadsheet.cell.dayInstead' };
  if (cell.kind !== 'text') return { key: 'spreadsheet.cell.notText' };
  if (isUnwanted(cell.text)) return { key: 'spreadsheet.cell.unwanted' };
  const lines = composed(cell.text)
    .split(/\r\n?|\n/)
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .filter((line) => line !== '');
  const text = lines.join(kind === 'lines' ? '\n' : ' ');
  return text.length > maximum ? { key: 'spreadsheet.cell.tooLong', params: { most: maximum } } : { value: text || null };
}

function readDayCell(cell: CellValue): Read {
  const day = cell.kind === 'day' && cell.time === null ? cell.day : cell.kind === 'text' ? typedDay(cell.text) : null;
  if (day === null) return { key: 'spreadsheet.cell.notADay' };
  const year = Number(day.slice(0, 4));
  return year < DAYS.from || year > DAYS.to ? outOfRange(DAYS) : { value: day };
}

/** The years in which a day may lie, as `dayInput` has them; of history a hospital tells nothing before its first years. */
const DAYS = { from: 1900, to: 2200 };
export const ABOUT = { from: 1945, to: 2100 };
const outOfRange = ({ from, to }: typeof DAYS): Read => ({ key: 'spreadsheet.cell.dayOutOfRange', params: { from, to } });

const YEAR = /^(?:năm\s+)?(\d{4})$/i;
const MONTH = /^(?:tháng\s+)?(\d{1,2})\s*[/.-]\s*(\d{4})$/i;

function readAboutCell(cell: CellValue): Read {
  const typed = cell.kind === 'number' ? String(cell.value) : cell.kind === 'text' ? composed(cell.text).replace(/\s+/g, ' ').trim() : '';
  const [, year] = YEAR.exec(typed) ?? [];
  const [, month = '', ofYear] = MONTH.exec(typed) ?? [];
  const known = year ?? (ofYear && Number(month) >= 1 && Number(month) <= 12 ? `${ofYear}-${month.padStart(2, '0')}` : null);
  const read: Read = known ? { value: known } : readDayCell(cell);
  if ('key' in read) return read.key === 'spreadsheet.cell.notADay' ? { key: 'spreadsheet.cell.notAbout' } : outOfRange(ABOUT);
  const of = Number(String(read.value).slice(0, 4));
  return of < ABOUT.from || of > ABOUT.to ? outOfRange(ABOUT) : read;
}

/** A year of four digits must be said: in a file of other years «5/10» is nobody's day. */
function typedDay(text: string): Day | null {
  return /\d{4}/.test(text) ? readDay(composed(text), 0) : null;
}

function readNumberCell(cell: CellValue, isInteger: boolean): Read {
  const number = cell.kind === 'number' ? canonical(cell.value) : cell.kind === 'text' ? typedNumber(cell.text) : null;
  if (number === null) return { key: 'spreadsheet.cell.notANumber' };
  if (!isInteger) return { value: number };
  return Number.isSafeInteger(Number(number)) ? { value: Number(number) } : { key: 'spreadsheet.cell.notAnInteger' };
}

/** Excel's own number, without the dust of its binary fractions; JSON's way of writing it goes through the same reading as a typed one. */
const canonical = (value: number) => typedNumber(String(Number(value.toPrecision(15))).replace('.', ','));

function typedNumber(text: string): string | null {
  const read = readNumber(text);
  return read.ok ? read.value : null;
}
