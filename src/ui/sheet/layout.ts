import type { Column, EntryCell, Row } from './model';

/** A position among all rows (headings too) and all columns after the row headers. */
export type Place = { row: number; column: number };
export type GridCell = { id: string; writable: boolean /** Filled by a formula. */; computed?: boolean };
export type Block = { from: Place; to: Place };
export type Grid = ReturnType<typeof createGrid>;

export const isWritable = (cell: EntryCell) => !cell.locked && !cell.computed;

/** A note column is needed, as reasons are said and versions chosen in it. */
export function withNote(columns: Column[], label: string): Column[] {
  return columns.some(({ kind }) => kind === 'note') ? columns : [...columns, { key: 'note', kind: 'note', label, width: '15rem' }];
}

/** The block between two corners, whichever way it was drawn. */
export function blockOf(anchor: Place, head: Place): Block {
  return {
    from: { row: Math.min(anchor.row, head.row), column: Math.min(anchor.column, head.column) },
    to: { row: Math.max(anchor.row, head.row), column: Math.max(anchor.column, head.column) },
  };
}

/** Where cells are and how one moves among them; only entry cells can be stood on. */
export function createGrid(columns: Column[], rows: Row[], readOnly = false) {
  const places = new Map<string, Place>();
  const cells = rows.map((row, r) =>
    columns.map(({ key, kind }, c): GridCell | null => {
      const entry = row.kind === 'row' && kind === 'entry' ? row.entry[key] : undefined;
      if (!entry) return null;
      places.set(entry.id, { row: r, column: c });
      return { id: entry.id, writable: !readOnly && isWritable(entry), computed: entry.computed };
    }),
  );
  const cell = (row: number, column: number): GridCell | null => cells[row]?.[column] ?? null;
  const all = cells.flat().flatMap((found) => found ?? []);

  /** The next cell in a direction, over headings and read columns; null at the edge. */
  function step({ row, column }: Place, down: number, right: number): string | null {
    let [r, c] = [row + down, column + right];
    while (r >= 0 && r < rows.length && c >= 0 && c < columns.length) {
      const found = cell(r, c);
      if (found) return found.id;
      r += down;
      c += right;
    }
    return null;
  }

  return {
    rowCount: rows.length,
    columnCount: columns.length,
    isGroup: (row: number) => rows[row]?.kind === 'group',
    isAside: (column: number) => columns[column]?.aside ?? false,
    cell,
    step,
    /** Every entry cell in reading order. */
    all,
    placeOf: (id: string): Place | undefined => places.get(id),
    /** The same column, up to `count` cells away; stops at the last one. */
    leap(from: Place, count: number): string | null {
      let found: string | null = null;
      let at: Place | undefined = from;
      for (let left = Math.abs(count); left > 0 && at; left--) {
        const next: string | null = step(at, Math.sign(count), 0);
        if (!next) break;
        found = next;
        at = places.get(next);
      }
      return found;
    },
    /** The first or last entry cell of a row. */
    edge(row: number, which: 'first' | 'last'): string | null {
      const filled = (cells[row] ?? []).flatMap((found) => found ?? []);
      return (which === 'first' ? filled[0] : filled.at(-1))?.id ?? null;
    },
    /** Entry cells inside a block, row by row. */
    within({ from, to }: Block): GridCell[] {
      return cells
        .slice(from.row, to.row + 1)
        .flatMap((row) => row.slice(from.column, to.column + 1))
        .flatMap((found) => found ?? []);
    },
  };
}
