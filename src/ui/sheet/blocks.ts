import type { Block } from './layout';
import type { SheetStore, Texts } from './store';

/** More than one cell: tabs or lines inside, not only the line end that Excel puts after a single cell. */
export const isBlockText = (text: string) => /[\t\n]/.test(text.replace(/\r?\n$/, ''));

/** The texts of a block as one sees them, for copying. */
export function textsOf(store: SheetStore, { from, to }: Block): string[][] {
  const range = (start: number, end: number) => Array.from({ length: end - start + 1 }, (_, index) => start + index);
  return range(from.row, to.row).map((row) => range(from.column, to.column).map((column) => store.textAt({ row, column })));
}

/** The first row of a block into the rows below it; a single cell takes the one above. */
export function filledDown(store: SheetStore, chosen: Block, isOneCell: boolean): Texts {
  const grid = store.grid();
  const above = isOneCell ? grid.placeOf(grid.step(chosen.from, -1, 0) ?? '') : chosen.from;
  if (!above) return [];
  return grid.within(chosen).flatMap(({ id, writable }) => {
    const to = grid.placeOf(id);
    return to && writable && to.row !== above.row ? [{ id, text: store.textAt({ row: above.row, column: to.column }) }] : [];
  });
}
