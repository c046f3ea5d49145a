import type { CellState } from './cell-state';
import type { Draft, Drafts } from './drafts';
import { isWritable } from './layout';
import type { Conflict, SheetLabels } from './model';
import { fill } from './phrase';
import { readCell } from './reading';

const TYPING_MS = 300;

type Around = {
  cellOf(id: string): CellState | undefined;
  /** The text of a cell that is on its way to the server. */
  sentText(id: string): string | undefined;
  /** The cell's committed text is not yet the server's. */
  isOpen(cell: CellState): boolean;
};

/** Keeps on this machine what the server has not confirmed, committed or still being typed, and knows what it could not keep. */
export function createKeeper({ cellOf, sentText, isOpen }: Around) {
  let drafts: Drafts | null = null;
  let typed: { id: string; text: string } | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const unkept = new Set<string>();

  function keep(cell: CellState, text: string): void {
    const { id } = cell.spec;
    if (drafts?.put(id, { text, version: cell.saved.version, sent: sentText(id) })) unkept.delete(id);
    else unkept.add(id);
  }
  function forget(id: string, onlyText?: string): void {
    drafts?.drop(id, onlyText);
    if (onlyText === undefined) unkept.delete(id);
  }
  function stopTyping(): void {
    clearTimeout(timer);
    typed = null;
  }
  /** Writes the unfinished text to this machine now. */
  function keepTyping(): void {
    const cell = typed && cellOf(typed.id);
    if (typed && cell && typed.text !== cell.text) keep(cell, typed.text);
    stopTyping();
  }

  return {
    use: (kept: Drafts): void => {
      drafts = kept;
    },
    keep,
    forget,
    /** The server has it, so it cannot be lost any more. */
    isSafe: (id: string): boolean => unkept.delete(id),
    keepsAll: (): boolean => unkept.size === 0,
    all: (): Map<string, Draft> => drafts?.all() ?? new Map(),
    typing(id: string, text: string): void {
      stopTyping();
      typed = { id, text };
      timer = setTimeout(keepTyping, TYPING_MS);
    },
    stopTyping,
    keepTyping,
    /** The unfinished text was thrown away: what stays is what is committed. */
    forgetTyping(id: string): void {
      stopTyping();
      const cell = cellOf(id);
      if (cell && isOpen(cell)) keep(cell, cell.text);
      else if (cell) forget(id);
    },
  };
}

type Found = {
  /** To be typed again for the person. */
  back: { id: string; text: string }[];
  /** Of these, the ones that someone has saved otherwise since. */
  conflicts: Conflict[];
  /** Sentences for cells that have closed since. */
  asides: { id: string; text: string }[];
  /** Already on the server. */
  done: string[];
};

/** What becomes of the drafts of a sheet that is opened again. */
export function sortDrafts(
  drafts: Map<string, Draft>,
  cellOf: (id: string) => CellState | undefined,
  readOnly: boolean,
  labels: SheetLabels['problem'],
): Found {
  const found: Found = { back: [], conflicts: [], asides: [], done: [] };
  for (const [id, draft] of drafts) {
    const cell = cellOf(id);
    if (!cell) continue;
    const { saved, spec } = cell;
    const { text } = readCell(draft.text, spec, labels);
    if (text === saved.text) found.done.push(id);
    else if (readOnly || !isWritable(spec)) found.asides.push({ id, text: fill(labels.draftClosed, { text }) });
    else {
      found.back.push({ id, text });
      // The version may have moved by our own request whose answer was lost.
      const isOurs = draft.version === saved.version || draft.sent === saved.text;
      if (!isOurs) found.conflicts.push({ id, theirs: { ...saved, by: spec.by ?? '', at: spec.at ?? '' } });
    }
  }
  return found;
}
