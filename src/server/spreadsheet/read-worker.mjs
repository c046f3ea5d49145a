import { parentPort, workerData } from 'node:worker_threads';
import ExcelJS from 'exceljs';
import { Refused, scan } from './scan.mjs';

// Runs in a thread of its own with little memory and little time (read.ts). What it says back is plain values, or the name of a refusal.

/** A used cell beyond these is no table of people. */
const { rows: MOST_ROWS, columns: MOST_COLUMNS } = workerData.most;
const MOST_TEXT = 32_767;
const DAY_MS = 86_400_000;
/** Days before the first of 1970 on which Excel's own count begins. */
const EXCEL_ZERO = 25_569;

try {
  const bytes = Buffer.from(workerData.bytes);
  await scan(bytes);
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(bytes).catch(() => {
    throw new Refused('damaged');
  });
  parentPort?.postMessage({ sheets: workbook.worksheets.map(sheetOf) });
} catch (error) {
  // the name alone: a message may quote what stands in the file
  if (error instanceof Refused) parentPort?.postMessage({ refused: error.why, params: error.params });
  else parentPort?.postMessage({ failed: error instanceof Error ? error.name : 'unknown' });
}

/** @param {ExcelJS.Worksheet} sheet */
function sheetOf(sheet) {
  /** @type {{ row: number, cells: { column: number, value: object }[] }[]} */
  const rows = [];
  sheet.eachRow((row, number) => {
    /** @type {{ column: number, value: object }[]} */
    const cells = [];
    row.eachCell((cell, column) => {
      const value = shown(cell);
      if (value === null) return;
      if (column > MOST_COLUMNS) throw new Refused('tooManyColumns', { most: MOST_COLUMNS });
      cells.push({ column, value });
    });
    // what a merged range only covers is no row of its own
    if (cells.every(({ value }) => 'into' in value)) return;
    if (rows.length >= MOST_ROWS) throw new Refused('tooManyRowsHere', { most: MOST_ROWS });
    rows.push({ row: number, cells });
  });
  return { name: sheet.name, isHidden: sheet.state !== 'visible', rows };
}

/** A cell as a plain value; null when nothing stands in it. @param {ExcelJS.Cell} cell */
function shown(cell) {
  if (cell.isMerged && cell.master !== cell) return { kind: 'merged', into: cell.master.address };
  return plain(cell.value, cell.numFmt);
}

/** @param {any} value @param {string | undefined} format @returns {object | null} */
function plain(value, format) {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string') return text(value);
  if (typeof value === 'number') return Number.isFinite(value) ? { kind: 'number', value } : { kind: 'error', code: '#NUM!' };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  if (value instanceof Date) return day(value, format);
  if ('error' in value) return { kind: 'error', code: String(value.error) };
  if ('formula' in value || 'sharedFormula' in value)
    return value.result === undefined || value.result === null ? { kind: 'uncalculated' } : plain(value.result, format);
  if ('richText' in value) return text(value.richText.map((/** @type {{ text: string }} */ part) => part.text).join(''));
  if ('hyperlink' in value) return plain(value.text, format);
  return { kind: 'error', code: '?' };
}

/** @param {string} value */
function text(value) {
  if (value.length > MOST_TEXT) throw new Refused('damaged');
  return value.trim() === '' ? null : { kind: 'text', text: value };
}

/** A moment without a zone, as Excel keeps it; a number whose format only holds a letter of a date («#,##0 d») is one. @param {Date} value @param {string | undefined} format */
function day(value, format) {
  if (Number.isNaN(value.getTime())) return { kind: 'error', code: '#NUM!' };
  const letters = (format ?? '').replace(/\[[^\]]*\]|"[^"]*"/g, '');
  if (/[0#]/.test(letters) && !/[ym]/i.test(letters)) return { kind: 'number', value: value.getTime() / DAY_MS + EXCEL_ZERO };
  const iso = value.toISOString();
  return { kind: 'day', day: iso.slice(0, 10), time: iso.slice(11, 19) === '00:00:00' ? null : iso.slice(11, 16) };
}
