import { type PastePlan, parseTsv, planPaste } from './clipboard';
import type { Block } from './layout';
import type { SheetLabels } from './model';
import { fill } from './phrase';
import type { SheetStore, Texts } from './store';

/** More than one cell: tabs or lines inside, not only the line end that Excel puts after a single cell. */
export const isBlockText = (text: string) => /[\t\n]/.test(text.replace(/\r?\n$/, ''));

/** The texts of a block as one sees them, for copying. */
export function textsOf(store: SheetStore, { from, to }: Block): string[][] {
  const range = (start: number, end: number) => Array.from({ length: end - start + 1 }, (_, index) => start + index);
  return range(from.row, to.row).map((row) => range(from.column, to.column).map((column) => store.textAt({ row, column })));
}

/** A block goes right and down from the first chosen cell; one value goes into every chosen cell. */
export function pastePlan(store: SheetStore, text: string, chosen: Block): PastePlan {
  if (isBlockText(text)) return planPaste(parseTsv(text), chosen.from, store.grid());
  const value = parseTsv(text)[0]?.[0] ?? '';
  const cells = store.grid().within(chosen);
  const writes = cells.filter(({ writable }) => writable).map(({ id }) => ({ id, text: value }));
  return { writes, outside: 0, closed: cells.length - writes.length, end: chosen.to };
}

/** «Dán 9 ô; 3 ô nằm ngoài bảng không dán». */
export function sayPasted({ writes, outside, closed }: PastePlan, unread: number, labels: SheetLabels['message']): string {
  const counted: [string, number][] = [
    [labels.outside, outside],
    [labels.closed, closed],
    [labels.unread, unread],
  ];
  const rest = counted.filter(([, count]) => count > 0).map(([sentence, count]) => fill(sentence, { count }));
  return [fill(labels.pasted, { count: writes.length }), ...rest].join('; ');
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
