import type { CellState } from './cell-state';
import { isWritable } from './layout';
import type { DataRow, Derive, Derived, Row } from './model';

type Source = { rows: Row[]; derive?: Derive; cellOf(id: string): CellState | undefined };

/** What follows from the texts: derived columns, computed cells, and how much is filled under each heading. */
export function createFormulas(onChange: (rowKey: string) => void) {
  const derived = new Map<string, Derived>();
  const tallies = new Map<string, string>();

  function note<Value>(known: Map<string, Value>, key: string, value: Value): void {
    if (JSON.stringify(known.get(key)) !== JSON.stringify(value)) onChange(key);
    known.set(key, value);
  }

  return {
    derived: (row: DataRow): Derived => derived.get(row.key) ?? {},
    /** «12/12 đã điền»; '' when nothing under the heading can be typed. */
    tally: (groupKey: string): string => tallies.get(groupKey) ?? '',
    /** Computes all again; `show` gets the text of each computed cell. */
    run(
      { rows, derive, cellOf }: Source,
      sayFilled: (filled: number, total: number) => string,
      show: (cell: CellState, text: string) => void,
    ) {
      const counts = new Map<string, { filled: number; total: number }>();
      let count: { filled: number; total: number } | undefined;
      const textOf = (id: string) => cellOf(id)?.text ?? '';
      for (const row of rows) {
        if (row.kind === 'group') {
          count = { filled: 0, total: 0 };
          counts.set(row.key, count);
          continue;
        }
        const entries = Object.entries(row.entry);
        const result = derive?.(row, Object.fromEntries(entries.map(([column, { id }]) => [column, textOf(id)])), textOf) ?? {};
        note(derived, row.key, result);
        for (const [column, { id }] of entries) {
          const cell = cellOf(id);
          const formula = result[column];
          if (cell?.spec.computed && formula !== undefined) show(cell, typeof formula === 'string' ? formula : formula.text);
          if (!count || !cell || !isWritable(cell.spec)) continue;
          count.total++;
          if (cell.text !== '') count.filled++;
        }
      }
      for (const [key, { filled, total }] of counts) note(tallies, key, total > 0 ? sayFilled(filled, total) : '');
    },
  };
}
