import { type CellState, countCells, fixFirst, newCell, sheetStatus, troubleOf } from './cell-state';
import type { Drafts } from './drafts';
import { createFormulas } from './formulas';
import { createHistory, type Step } from './history';
import { createKeeper, sortDrafts } from './keeper';
import { type Block, createGrid, isWritable, type Place, withNote } from './layout';
import type { Change, ChangeSource, Column, Conflict, Derive, Row, Save, Saved, SheetLabels, SheetProps, SheetStatus } from './model';
import { createMotions } from './motions';
import { fill } from './phrase';
import { createQueue } from './queue';
import { readCell } from './reading';
import { createRedraw } from './redraw';

export type SheetContent = {
  columns: Column[];
  rows: Row[];
  labels: SheetLabels;
  readOnly?: boolean;
  derive?: Derive;
  isByHand?: SheetProps['isByHand'];
};
type Surroundings = { save: Save | null; newKey(): string; onTexts?(textOf: (id: string) => string): void };
/** A sentence about what has just been done, with a way back when there is one. */
export type Notice = { text: string; undoable: boolean } | null;
export type Texts = { id: string; text: string }[];
export type SheetStore = ReturnType<typeof createSheetStore>;

/**
 * The sheet without its picture: texts, saving, drafts, undo. A change draws only the rows it touches; fields are written
 * through the function given to `start`, never drawn again while one types.
 */
export function createSheetStore(initial: SheetContent, { save, newKey, onTexts }: Surroundings) {
  let content = { ...initial, columns: withNote(initial.columns, initial.labels.note) };
  let grid = createGrid(content.columns, content.rows, content.readOnly);
  let first = new Map<string, number>();
  let status: SheetStatus = { ...countCells([]), waiting: 0, canUndo: false, canRedo: false, kind: 'idle', text: '' };
  let notice: Notice = null;
  let active: string | null = null;
  let picked: Block | null = null;
  let refusal = '';
  let savedAt: number | null = null;
  let textsMoved = false;
  let isOpen = false;
  let writeField: (id: string, text: string) => void = () => {};

  const cells = new Map<string, CellState>();
  const cellOf = (id: string) => cells.get(id);
  const history = createHistory();
  const redraw = createRedraw(settleStatus);
  const { together } = redraw;
  const motions = createMotions(touch, together);
  const formulas = createFormulas(redraw.touch);
  const keeper = createKeeper({
    cellOf,
    sentText: (id) => queue.sentText(id),
    isOpen: ({ spec, theirs }) => theirs !== null || queue.has(spec.id),
  });
  const queue = createQueue(save, newKey, {
    saved: (saved, sent) => together(() => takeSaved(saved, sent)),
    conflicts: (conflicts) => together(() => conflicts.forEach(takeConflict)),
    refused: (message, problems) => together(() => takeRefusal(message, problems)),
    changed: () => save && together(() => motions.mark({ phase: queue.phase(), waiting: queue.waiting(), isHeld: queue.isHeld })),
  });

  function touch(id: string): void {
    redraw.touch(content.rows[grid.placeOf(id)?.row ?? -1]?.key);
  }
  function touchBlock(block: Block | null): void {
    if (block) for (const { key } of content.rows.slice(block.from.row, block.to.row + 1)) redraw.touch(key);
  }

  /** `typed`: what is being typed and not taken yet. */
  function sayTexts(typed?: { id: string; text: string }): void {
    if (isOpen) onTexts?.((id) => (id === typed?.id ? typed.text : (cellOf(id)?.text ?? '')));
  }

  function settleStatus(): void {
    const sayFilled = (filled: number, total: number) => fill(content.labels.filled, { filled, total });
    if (textsMoved) {
      formulas.run({ ...content, cellOf }, sayFilled, show);
      sayTexts();
    }
    textsMoved = false;
    const counts = { ...countCells(cells.values()), waiting: queue.waiting().size, canUndo: history.canUndo(), canRedo: history.canRedo() };
    const saving = {
      isSent: save !== null,
      phase: queue.phase(),
      held: queue.held(),
      message: refusal,
      isKept: keeper.keepsAll(),
      savedAt,
      now: Date.now(),
    };
    const next = sheetStatus(counts, saving, content.labels.status);
    if (JSON.stringify(next) !== JSON.stringify(status)) status = next;
  }

  function show(cell: CellState, text: string): void {
    if (cell.text === text) return;
    cell.text = text;
    textsMoved = true;
    touch(cell.spec.id);
    writeField(cell.spec.id, text);
  }

  // ── the server's answers ──

  function takeSaved(saved: Saved[], sent: Map<string, Change>): void {
    if (saved.length > 0) savedAt = Date.now();
    const flashing: string[] = [];
    for (const { id, text, version, problem } of saved) {
      const cell = cellOf(id);
      if (!cell) continue;
      const change = sent.get(id);
      cell.saved = { text, version };
      touch(id);
      if (change) keeper.forget(id, change.text);
      if (change && (cell.text !== change.text || queue.has(id))) continue;
      keeper.isSafe(id);
      cell.problem = problem;
      if (change) {
        history.rename(id, change.text, text);
        flashing.push(id);
      }
      show(cell, text);
    }
    motions.flash(flashing);
  }

  function takeConflict({ id, theirs }: Conflict): void {
    const cell = cellOf(id);
    if (!cell) return;
    touch(id);
    if (cell.text !== theirs.text) cell.theirs = theirs;
    else {
      cell.saved = theirs;
      keeper.forget(id);
    }
  }

  function takeRefusal(message: string, problems: { id: string; message: string }[]): void {
    refusal = message;
    for (const { id, message: problem } of problems) {
      const cell = cellOf(id);
      if (cell) cell.problem = problem;
      touch(id);
    }
  }

  // ── what the person does ──

  function asChange(cell: CellState, source: ChangeSource): Change {
    const { id } = cell.spec;
    const column = content.columns[grid.placeOf(id)?.column ?? -1]?.key ?? '';
    return { id, column, text: cell.text, version: cell.saved.version, source };
  }

  /** Takes one new text: shows what was read and keeps it here. Answers what must be sent, if anything must. */
  function take(cell: CellState, text: string, problem: string | null, source: ChangeSource): Change | null {
    const { id } = cell.spec;
    show(cell, text);
    cell.problem = problem;
    cell.aside = null;
    if (!cell.theirs && text === cell.saved.text && queue.withdraw(id)) {
      keeper.forget(id);
      return null;
    }
    keeper.keep(cell, text);
    // With two versions open nothing is sent before the person has chosen.
    return cell.theirs ? null : asChange(cell, source);
  }

  /** Takes new texts and sends them. Answers what really changed. */
  function change(list: Texts, source: ChangeSource): Step[] {
    const steps: Step[] = [];
    const changes: Change[] = [];
    for (const { id, text } of list) {
      const cell = cellOf(id);
      if (!cell || content.readOnly || !isWritable(cell.spec)) continue;
      const read = readCell(text, cell.spec, content.labels.problem);
      if (read.text === cell.text) {
        writeField(id, cell.text);
        keeper.forgetTyping(id);
        continue;
      }
      steps.push({ id, from: cell.text, to: read.text });
      const toSend = take(cell, read.text, read.problem, source);
      if (toSend) changes.push(toSend);
    }
    queue.put(changes);
    return steps;
  }

  /** A change by the person: it can be undone as one group. */
  const commit = (list: Texts, source: ChangeSource = 'TYPED') =>
    together(() => {
      keeper.stopTyping();
      const steps = change(list, source);
      history.push(steps);
      if (steps.length > 0) notice = null;
      return steps.length;
    });

  /** Goes a group back or forth; answers the first cell that changed. */
  const travel = (steps: Step[] | null, sentence: string) =>
    together((): string | null => {
      if (!steps) return null;
      keeper.stopTyping();
      // A cell that has moved on since (someone else's figure) stays as it is.
      const possible = steps.filter(({ id, from }) => cellOf(id)?.text === from);
      change(
        possible.map(({ id, to }) => ({ id, text: to })),
        'TYPED',
      );
      const left = steps.length - possible.length;
      const { movedOn } = content.labels.message;
      const parts = [possible.length > 0 && fill(sentence, { count: possible.length }), left > 0 && fill(movedOn, { count: left })];
      notice = { text: parts.filter(Boolean).join('; '), undoable: false };
      return possible[0]?.id ?? null;
    });

  /** Settles a conflict: «mine» is saved over their version, «theirs» replaces mine (and can be undone). */
  const choose = (id: string, whose: 'mine' | 'theirs') =>
    together(() => {
      const cell = cellOf(id);
      const theirs = cell?.theirs;
      if (!cell || !theirs) return;
      cell.saved = theirs;
      cell.theirs = null;
      touch(id);
      if (whose === 'mine') {
        keeper.keep(cell, cell.text);
        queue.put([asChange(cell, 'TYPED')]);
      } else {
        history.push([{ id, from: cell.text, to: theirs.text }]);
        show(cell, theirs.text);
        cell.problem = readCell(theirs.text, cell.spec, content.labels.problem).problem;
        keeper.forget(id);
      }
    });

  // ── opening, and new rows from the server ──

  /** Brings back what this browser kept: unchanged cells are restored and saved, changed ones become a choice. */
  function restore(): void {
    const { problem, message } = content.labels;
    const resting = new Map([...keeper.all()].filter(([id]) => !queue.has(id) && !cellOf(id)?.theirs));
    const { back, conflicts, asides, done } = sortDrafts(resting, cellOf, content.readOnly ?? false, problem);
    for (const id of done) keeper.forget(id);
    for (const { id, text } of asides) {
      const cell = cellOf(id);
      if (cell) cell.aside = text;
      touch(id);
    }
    for (const { id, theirs } of conflicts) {
      const cell = cellOf(id);
      if (cell) cell.theirs = theirs;
    }
    history.push(change(back, 'TYPED'));
    // At once: the page before this one may have sent them already, so they cannot be taken back without the server hearing of it.
    void queue.flush();
    const parts = [fill(message.restored, { count: back.length })];
    if (conflicts.length > 0) parts.push(fill(message.restoredConflicts, { count: conflicts.length }));
    if (back.length > 0) notice = { text: parts.join('; '), undoable: true };
    first = fixFirst(content.rows, cellOf);
  }

  function load(): void {
    const present = new Set(grid.all.map(({ id }) => id));
    for (const id of cells.keys()) if (!present.has(id) && !queue.has(id)) cells.delete(id);
    for (const row of content.rows) {
      redraw.touch(row.key);
      if (row.kind === 'row') for (const spec of Object.values(row.entry)) loadCell(spec);
    }
    first = fixFirst(content.rows, cellOf);
    textsMoved = true;
  }
  function loadCell(spec: CellState['spec']): void {
    const cell = cellOf(spec.id);
    if (!cell) {
      cells.set(spec.id, newCell(spec));
      return;
    }
    const before = cell.spec;
    cell.spec = spec;
    if (!save && queue.has(spec.id)) {
      takeSent(cell, before);
      return;
    }
    // Rows made before our last save are older than what we know; what still waits is compared by the save itself.
    if (queue.has(spec.id) || cell.theirs || spec.version < cell.saved.version) return;
    cell.saved = { text: spec.text, version: spec.version };
    cell.problem = spec.problem ?? null;
    show(cell, spec.text);
  }
  /** The form has sent what waits, or was refused, or someone else has saved: what the new row says of a cell that waits. */
  function takeSent(cell: CellState, before: CellState['spec']): void {
    const { spec, text, saved } = cell;
    if (spec.problem !== before.problem) cell.problem = spec.problem ?? null;
    cell.saved = { text: spec.text, version: spec.version };
    if (spec.text === saved.text) {
      keeper.keep(cell, text);
      return;
    }
    queue.withdraw(spec.id);
    if (spec.text === text) keeper.forget(spec.id);
    else cell.theirs = { text: spec.text, version: spec.version, by: spec.by ?? '', at: spec.at ?? '' };
  }
  together(load);

  return {
    // what the picture reads
    content: () => content,
    grid: () => grid,
    cell: cellOf,
    motion: motions.of,
    derived: formulas.derived,
    tally: formulas.tally,
    /** Rank on a phone; 0 for rows that stay where they are. */
    rank: (key: string) => first.get(key) ?? 0,
    firstCount: () => first.size,
    status: () => status,
    notice: () => notice,
    active: () => active,
    picked: () => picked,
    isByHand: (id: string, text: string) => content.isByHand?.(id, text) ?? false,
    isTroubled: (id: string) => {
      const cell = cellOf(id);
      return cell !== undefined && troubleOf(cell) !== null;
    },
    /** The text at a place, as copied: typed, read or derived. */
    textAt({ row, column }: Place): string {
      const [at, of] = [content.rows[row], content.columns[column]];
      if (at?.kind !== 'row' || !of) return '';
      const entry = at.entry[of.key];
      if (of.kind === 'entry') return (entry && cellOf(entry.id)?.text) ?? '';
      const formula = formulas.derived(at)[of.key];
      if (of.kind === 'derived') return (typeof formula === 'string' ? formula : formula?.text) ?? '';
      return of.kind === 'note' ? (at.note ?? '') : (at.read[of.key] ?? '');
    },
    subscribe: redraw.subscribe,
    subscribeRow: redraw.subscribeRow,
    drawn: redraw.drawn,

    // what the person does
    commit,
    choose,
    undo: () => travel(history.undo(), content.labels.message.undone),
    redo: () => travel(history.redo(), content.labels.message.redone),
    say: (text: string, undoable = false) =>
      together(() => {
        notice = text ? { text, undoable } : null;
      }),
    activate: (id: string) =>
      together(() => {
        if (active) touch(active);
        active = id;
        touch(id);
      }),
    pick: (block: Block | null) =>
      together(() => {
        touchBlock(picked);
        picked = block;
        touchBlock(picked);
      }),
    typing(id: string, text: string): void {
      keeper.typing(id, text);
      sayTexts({ id, text });
    },
    forgetTyping(id: string): void {
      keeper.forgetTyping(id);
      sayTexts();
    },
    keepTyping: keeper.keepTyping,
    /** True when closing the page now would lose something. */
    wouldLose(): boolean {
      keeper.keepTyping();
      return !keeper.keepsAll();
    },

    // what happens around it
    flush: async (): Promise<boolean> => (await queue.flush()) && ![...cells.values()].some(({ theirs }) => theirs),
    retry: queue.retry,
    release: () =>
      together(() => {
        refusal = '';
        queue.release();
      }),
    receive: (next: SheetContent) =>
      together(() => {
        content = { ...next, columns: withNote(next.columns, next.labels.note) };
        grid = createGrid(content.columns, content.rows, content.readOnly);
        load();
      }),
    start(kept: Drafts, write: (id: string, text: string) => void): void {
      keeper.use(kept);
      isOpen = true;
      writeField = write;
      queue.start();
      together(restore);
    },
    stop(): void {
      keeper.keepTyping();
      void queue.flush();
      queue.stop();
      writeField = () => {};
    },
  };
}
