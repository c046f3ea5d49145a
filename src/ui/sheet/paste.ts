import { isBlockText } from './blocks';
import { type PastePlan, parseTsv, planPaste } from './clipboard';
import type { Block, Place } from './layout';
import type { SheetLabels } from './model';
import { fill } from './phrase';
import { readCell } from './reading';
import type { SheetStore, Texts } from './store';

/** A block goes right and down from the first chosen cell; one value goes into every chosen cell. */
export function pastePlan(store: SheetStore, text: string, chosen: Block): PastePlan {
  if (isBlockText(text)) return planPaste(parseTsv(text), chosen.from, store.grid(), store.textAt);
  const value = parseTsv(text)[0]?.[0] ?? '';
  const cells = store.grid().within(chosen);
  const writes = cells.filter(({ writable }) => writable).map(({ id }) => ({ id, text: value }));
  const closed = cells.filter(({ writable }) => !writable);
  return { writes, leftOut: closed.map(() => ({ why: 'closed', text: value, at: chosen.from })), end: chosen.to };
}

/** A cell of a block that a person should see before the block is written. */
export type PasteDoubt = {
  /** «Lượt khám bệnh, Thực hiện»; '' beyond the sheet. */
  where: string;
  text: string;
  why: string;
};

/** What a paste would do, sorted by what can be said about it. */
export type PastePreview = {
  from: Place;
  end: Place;
  /** Read, and written without a question. */
  good: Texts;
  /** Could not be read, or break a limit: kept as typed, with the reason, when they are written. */
  unread: Texts;
  /** Blank in the block over a cell that holds something; Excel's merged cells come like that. */
  erasing: Texts;
  /** What is doubtful, cell by cell, in the order of the block; the first ones only. */
  doubts: PasteDoubt[];
  doubtCount: number;
};

/** More than this is no longer read by anybody. */
const LISTED = 100;

/** Sorts the cells of a paste. Without doubts it can be written at once. */
export function previewOf(store: SheetStore, plan: PastePlan, from: Place): PastePreview {
  const { labels } = store.content();
  const preview: PastePreview = {
    from,
    end: plan.end,
    good: [],
    unread: [],
    erasing: [],
    doubts: [],
    doubtCount: 0,
  };
  const doubt = (at: Place | undefined, text: string, why: string) => {
    preview.doubtCount++;
    if (preview.doubts.length < LISTED) preview.doubts.push({ where: at ? nameOf(store, at) : '', text, why });
  };
  for (const write of plan.writes) {
    const cell = store.cell(write.id);
    if (!cell) continue;
    const { text, problem } = readCell(write.text, cell.spec, labels.problem);
    const at = store.grid().placeOf(write.id);
    if (problem) {
      preview.unread.push(write);
      doubt(at, text, problem);
    } else if (text === '' && cell.text !== '') {
      preview.erasing.push(write);
      doubt(at, '', fill(labels.preview.erases, { text: cell.text }));
    } else preview.good.push(write);
  }
  // What a formula fills is not known before its parts are in: it is told after the paste, and asks nothing.
  for (const { why, text, at } of plan.leftOut)
    if (why !== 'computed') doubt(why === 'closed' ? at : undefined, text.trim(), labels.preview[why]);
  return preview;
}

function nameOf(store: SheetStore, { row, column }: Place): string {
  const { rows, columns } = store.content();
  return [rows[row]?.label, columns[column]?.label.replace(/\s+/g, ' ')].filter(Boolean).join(', ');
}

/** «Dán 9 ô; 3 ô nằm ngoài bảng không dán». */
export function sayPasted(count: number, { leftOut }: PastePlan, unread: number, labels: SheetLabels['message']): string {
  const outside = leftOut.filter(({ why }) => why === 'outside').length;
  const counted: [string, number][] = [
    [labels.outside, outside],
    [labels.closed, leftOut.length - outside],
    [labels.unread, unread],
  ];
  const rest = counted.filter(([, number]) => number > 0).map(([sentence, number]) => fill(sentence, { count: number }));
  return [fill(labels.pasted, { count }), ...rest].join('; ');
}
