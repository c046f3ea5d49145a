import { readNumber } from '@/domain/number';
import type { Grid, Place } from './layout';

const FIELD = /"([^"]*(?:""[^"]*)*)"(?=[\t\n]|$)|[^\t\n]*/y;

/** A block as Excel puts it on the clipboard: tabs and lines; a quoted cell may hold tabs, lines and doubled quotes. */
export function parseTsv(text: string): string[][] {
  const source = text.replace(/\r\n?/g, '\n').replace(/\n$/, '');
  let row: string[] = [];
  const rows = [row];
  for (let at = 0; ; at++) {
    FIELD.lastIndex = at;
    const [whole = '', quoted] = FIELD.exec(source) ?? [];
    row.push(quoted === undefined ? whole : quoted.replaceAll('""', '"'));
    at += whole.length;
    if (at >= source.length) return rows;
    if (source[at] === '\n') {
      row = [];
      rows.push(row);
    }
  }
}

/** One cell for Excel: its minus is «-», and a text that it would run as a formula stays text. */
function forExcel(text: string): string {
  const plain = text.replace(/^−(?=\d)/, '-');
  const safe = /^[=+@]|^-(?!\d[\d.,]*$)./.test(plain) ? `'${plain}` : plain;
  return /[\t\n\r"]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The last line ends without a break, unless it is a blank cell, which would not be seen otherwise. */
export function toTsv(block: string[][]): string {
  const text = block.map((row) => row.map(forExcel).join('\t')).join('\n');
  return text === '' || text.endsWith('\n') ? `${text}\n` : text;
}

/** A filled cell of the block that finds no field: beyond the sheet, or on a cell that is closed, computed or only read. */
export type LeftOut = { why: 'outside' | 'closed' | 'computed'; text: string /** Where it fell. */; at: Place };

export type PastePlan = {
  writes: { id: string; text: string }[];
  leftOut: LeftOut[];
  /** The last place the block covers, for showing what was pasted. */
  end: Place;
};

const isFilled = (text: string) => text.trim() !== '';
/** A block row that can stand on a heading: nothing in it but words. */
const hasNoFigure = (cells: string[]) => !cells.some((text) => /^\s*[-−+]?\d/.test(text));

/** The same words, or the same number however it is written: nothing is lost where it stands already. */
function isSame(text: string, shown: string): boolean {
  if (text.trim() === shown.trim()) return true;
  const [one, other] = [readNumber(text), readNumber(shown)];
  return one.ok && other.ok && one.value !== null && one.value === other.value;
}

/**
 * Which text goes into which cell: right and down from `start`, position by position; what is not writable is passed over,
 * never shifted, and told unless it says what stands there (`textAt`). Headings between rows take a block row only when every block
 * row that would fall on one has no figure in it (a block copied from a sheet with the same headings); otherwise the block has no
 * headings and passes them by. Columns that only compare (`aside`) are treated likewise: a block has them when what would fall on
 * them says what stands there.
 */
export function planPaste(block: string[][], start: Place, grid: Grid, textAt: (place: Place) => string): PastePlan {
  const headingsInBlock = block.every((cells, index) => !grid.isGroup(start.row + index) || hasNoFigure(cells));
  const asidesInBlock = block.every((cells, down) =>
    cells.every((text, right) => {
      const at = { row: start.row + down, column: start.column + right };
      return !grid.isAside(at.column) || !isFilled(text) || isSame(text, textAt(at));
    }),
  );
  const columns: number[] = [];
  const width = block.reduce((widest, { length }) => Math.max(widest, length), 0);
  for (let column = start.column; columns.length < width; column++) if (asidesInBlock || !grid.isAside(column)) columns.push(column);
  const plan: PastePlan = { writes: [], leftOut: [], end: start };
  let row = start.row;
  for (const cells of block) {
    while (!headingsInBlock && grid.isGroup(row)) row++;
    cells.forEach((text, index) => {
      const at = { row, column: columns[index] ?? start.column + index };
      const isInside = row < grid.rowCount && at.column < grid.columnCount;
      const cell = grid.cell(row, at.column);
      if (cell?.writable) plan.writes.push({ id: cell.id, text });
      else if (isFilled(text) && !isInside) plan.leftOut.push({ why: 'outside', text, at });
      else if (isFilled(text) && !grid.isGroup(row) && !isSame(text, textAt(at)))
        plan.leftOut.push({ why: cell?.computed ? 'computed' : 'closed', text, at });
      if (isInside) plan.end = { row: Math.max(plan.end.row, row), column: Math.max(plan.end.column, at.column) };
    });
    row++;
  }
  return plan;
}
