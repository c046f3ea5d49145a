import { type CellState, countCells, fixFirst, type Motion, newCell, sheetStatus, troubleOf } from './cell-state';
import type { Drafts } from './drafts';
import { createHistory, type Step } from './history';
import { type Block, createGrid, isWritable, type Place, withNote } from './layout';
import type { Change, ChangeSource, Column, Conflict, DataRow, Derive, Derived, Row, Save, Saved, SheetLabels, SheetStatus } from './model';
import { fill } from './phrase';
import { createQueue } from './queue';
import { readCell } from './reading';

const FLASH_MS = 2_000;
const TYPING_MS = 300;

export type SheetContent = { columns: Column[]; rows: Row[]; labels: SheetLabels; readOnly?: boolean; derive?: Derive };
type Surroundings = { save: Save; newKey(): string };
/** A sentence about what has just been done, with a way back when there is one. */
export type Notice = { text: string; undoable: boolean } | null;
export type SheetStore = ReturnType<typeof createSheetStore>;

const clean = { unread: 0, conflicts: 0, returned: 0, missing: 0, filled: 0, total: 0, waiting: 0, canUndo: false, canRedo: false };

/**
 * The sheet without its picture: texts, saving, drafts, undo. Rows listen each for themselves, so that a change draws only
 * the rows it touches; fields are written through `onText`, never drawn again while one types.
 */
export function createSheetStore(initial: SheetContent, { save, newKey }: Surroundings) {
  let content = { ...initial, columns: withNote(initial.columns, initial.labels.note) };
  let grid = createGrid(content.columns, content.rows, content.readOnly);
  let first = new Map<string, number>();
  let drafts: Drafts | null = null;
  let status: SheetStatus = { ...clean, kind: 'idle', text: '' };
  let notice: Notice = null;
  let active: string | null = null;
  let picked: Block | null = null;
  let refusal = '';
  let savedAt: number | null = null;
  let typed: { id: string; text: string } | null = null;
  let typingTimer: ReturnType<typeof setTimeout> | undefined;
  let writeField: (id: string, text: string) => void = () => {};

  const cells = new Map<string, CellState>();
  const motions = new Map<string, Motion>();
  const unkept = new Set<string>();
  const history = createHistory();
  const derived = new Map<string, Derived>();
  const filled = new Map<string, string>();

  // ── who listens ──
  const drawn = new Map<string, number>();
  const rowListeners = new Map<string, () => void>();
  const listeners = new Set<() => void>();
  const touchedRows = new Set<string>();
  let depth = 0;
  let textsMoved = false;

  function touch(id: string): void {
    const row = content.rows[grid.placeOf(id)?.row ?? -1];
    if (row) touchedRows.add(row.key);
  }
  function touchBlock(block: Block | null): void {
    if (block) for (const row of content.rows.slice(block.from.row, block.to.row + 1)) touchedRows.add(row.key);
  }
  /** Does several things and draws once. */
  function together<Result>(work: () => Result): Result {
    depth++;
    try {
      return work();
    } finally {
      depth--;
      if (depth === 0) draw();
    }
  }
  function draw(): void {
    if (textsMoved) derive();
    textsMoved = false;
    const counts = { ...countCells(cells.values()), waiting: queue.waiting().size, canUndo: history.canUndo(), canRedo: history.canRedo() };
    const saving = { phase: queue.phase(), held: queue.held(), message: refusal, isKept: unkept.size === 0, savedAt, now: Date.now() };
    const next = sheetStatus(counts, saving, content.labels.status);
    if (JSON.stringify(next) !== JSON.stringify(status)) status = next;
    for (const key of touchedRows) {
      drawn.set(key, (drawn.get(key) ?? 0) + 1);
      rowListeners.get(key)?.();
    }
    touchedRows.clear();
    for (const listen of listeners) listen();
  }

  // ── texts ──
  const textOf = (id: string) => cells.get(id)?.text ?? '';
  const textsOf = (row: DataRow) => Object.fromEntries(Object.entries(row.entry).map(([column, { id }]) => [column, textOf(id)]));

  function derive(): void {
    let group: string | null = null;
    const tally = new Map<string, [filled: number, total: number]>();
    for (const row of content.rows) {
      if (row.kind === 'group') {
        group = row.key;
        tally.set(group, [0, 0]);
        continue;
      }
      const now = content.derive?.(row, textsOf(row), textOf) ?? {};
      if (JSON.stringify(now) !== JSON.stringify(derived.get(row.key))) touchedRows.add(row.key);
      derived.set(row.key, now);
      const count = tally.get(group ?? '');
      for (const [column, { id }] of Object.entries(row.entry)) {
        const cell = cells.get(id);
        const formula = now[column];
        if (cell?.spec.computed && formula !== undefined) show(cell, typeof formula === 'string' ? formula : formula.text);
        if (!count || !cell || !isWritable(cell.spec)) continue;
        count[0] += Number(cell.text !== '');
        count[1]++;
      }
    }
    for (const [key, [count, total]] of tally) {
      const text = total > 0 ? fill(content.labels.filled, { filled: count, total }) : '';
      if (filled.get(key) !== text) touchedRows.add(key);
      filled.set(key, text);
    }
  }

  function show(cell: CellState, text: string): void {
    if (cell.text === text) return;
    cell.text = text;
    textsMoved = true;
    touch(cell.spec.id);
    writeField(cell.spec.id, text);
  }

  // ── saving ──
  const queue = createQueue((changes, key) => save(changes, key), newKey, {
    saved: (saved, sent) => together(() => takeSaved(saved, sent)),
    conflicts: (conflicts) => together(() => conflicts.forEach(takeConflict)),
    refused: (message, problems) =>
      together(() => {
        refusal = message;
        for (const { id, message: problem } of problems) {
          const cell = cells.get(id);
          if (cell) cell.problem = problem;
          touch(id);
        }
      }),
    changed: () => together(markMotions),
  });

  function markMotions(): void {
    const phase = queue.phase();
    const motion = phase === 'offline' || phase === 'signedOut' ? 'kept' : 'saving';
    const waiting = queue.waiting();
    for (const [id, was] of motions)
      if (was !== 'saved' && !waiting.has(id)) {
        motions.delete(id);
        touch(id);
      }
    for (const id of waiting) {
      const now = queue.isHeld(id) ? 'kept' : motion;
      if (motions.get(id) !== now) touch(id);
      motions.set(id, now);
    }
  }

  function takeSaved(saved: Saved[], sent: Map<string, Change>): void {
    if (saved.length > 0) savedAt = Date.now();
    const flashing: string[] = [];
    for (const { id, text, version, problem } of saved) {
      const cell = cells.get(id);
      if (!cell) continue;
      const change = sent.get(id);
      cell.saved = { text, version };
      touch(id);
      if (change) drafts?.drop(id, change.text);
      if (change && (cell.text !== change.text || queue.has(id))) continue;
      unkept.delete(id);
      cell.problem = problem;
      if (change) {
        history.rename(id, change.text, text);
        flashing.push(id);
      }
      show(cell, text);
    }
    flash(flashing);
  }

  function flash(ids: string[]): void {
    for (const id of ids) motions.set(id, 'saved');
    setTimeout(
      () =>
        together(() => {
          for (const id of ids)
            if (motions.get(id) === 'saved') {
              motions.delete(id);
              touch(id);
            }
        }),
      FLASH_MS,
    );
  }

  function takeConflict({ id, theirs }: Conflict): void {
    const cell = cells.get(id);
    if (!cell) return;
    touch(id);
    if (cell.text !== theirs.text) {
      cell.theirs = theirs;
      return;
    }
    cell.saved = theirs;
    settle(id);
  }

  /** Nothing of this cell waits any more. */
  function settle(id: string): void {
    drafts?.drop(id);
    unkept.delete(id);
    touch(id);
  }

  function keep(cell: CellState, text: string): void {
    const { id } = cell.spec;
    const isKept = drafts?.put(id, { text, version: cell.saved.version, sent: queue.sentText(id) }) ?? false;
    if (isKept) unkept.delete(id);
    else unkept.add(id);
  }

  function send(cell: CellState, source: ChangeSource): Change {
    const { id } = cell.spec;
    const column = content.columns[grid.placeOf(id)?.column ?? -1]?.key ?? '';
    return { id, column, text: cell.text, version: cell.saved.version, source };
  }

  /** Takes new texts: reads them, shows what was read, keeps them here and sends them. Answers what really changed. */
  function change(list: { id: string; text: string }[], source: ChangeSource): Step[] {
    return together(() => {
      const steps: Step[] = [];
      const changes: Change[] = [];
      for (const { id, text } of list) {
        const cell = cells.get(id);
        if (!cell || content.readOnly || !isWritable(cell.spec)) continue;
        const read = readCell(text, cell.spec, content.labels.problem);
        if (read.text === cell.text) {
          writeField(id, cell.text);
          if (!queue.has(id) && !cell.theirs) settle(id);
          continue;
        }
        steps.push({ id, from: cell.text, to: read.text });
        show(cell, read.text);
        cell.problem = read.problem;
        cell.aside = null;
        // With two versions open nothing is sent before the person has chosen.
        if (cell.theirs) keep(cell, cell.text);
        else if (cell.text === cell.saved.text && queue.withdraw(id)) settle(id);
        else {
          keep(cell, cell.text);
          changes.push(send(cell, source));
        }
      }
      queue.put(changes);
      return steps;
    });
  }

  /** A change by the person: it can be undone as one group. */
  function commit(list: { id: string; text: string }[], source: ChangeSource = 'TYPED'): number {
    return together(() => {
      stopTyping();
      const steps = change(list, source);
      history.push(steps);
      if (steps.length > 0) notice = null;
      return steps.length;
    });
  }

  function travel(steps: Step[] | null, sentence: string): string | null {
    if (!steps) return null;
    return together(() => {
      stopTyping();
      // A cell that has moved on since (someone else's figure) stays as it is.
      const possible = steps.filter(({ id, from }) => cells.get(id)?.text === from);
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
  }

  /** Settles a conflict: «mine» is saved over their version, «theirs» replaces mine (and can be undone). */
  function choose(id: string, whose: 'mine' | 'theirs'): void {
    const cell = cells.get(id);
    const theirs = cell?.theirs;
    if (!cell || !theirs) return;
    together(() => {
      cell.saved = theirs;
      cell.theirs = null;
      touch(id);
      if (whose === 'mine') {
        keep(cell, cell.text);
        queue.put([send(cell, 'TYPED')]);
        return;
      }
      history.push([{ id, from: cell.text, to: theirs.text }]);
      show(cell, theirs.text);
      cell.problem = readCell(theirs.text, cell.spec, content.labels.problem).problem;
      settle(id);
    });
  }

  // ── typing that is not finished ──
  function stopTyping(): void {
    clearTimeout(typingTimer);
    typed = null;
  }
  /** Writes the unfinished text to this machine now. */
  function keepTyping(): void {
    const cell = typed && cells.get(typed.id);
    if (typed && cell && typed.text !== cell.text) keep(cell, typed.text);
    stopTyping();
  }

  /** Brings back what this browser kept: unchanged cells are restored and saved, changed ones become a choice. */
  function restore(): void {
    const [list, conflicts]: [{ id: string; text: string }[], Conflict[]] = [[], []];
    for (const [id, draft] of drafts?.all() ?? []) {
      const cell = cells.get(id);
      if (!cell || queue.has(id) || cell.theirs) continue;
      const { text } = readCell(draft.text, cell.spec, content.labels.problem);
      if (text === cell.saved.text) drafts?.drop(id);
      else if (content.readOnly || !isWritable(cell.spec)) {
        cell.aside = fill(content.labels.problem.draftClosed, { text });
        touch(id);
      } else {
        list.push({ id, text });
        const { version, text: theirText } = cell.saved;
        const isOurs = draft.version === version || draft.sent === theirText;
        const { by = '', at = '' } = cell.spec;
        if (!isOurs) conflicts.push({ id, theirs: { text: theirText, version, by, at } });
      }
    }
    conflicts.forEach(({ id, theirs }) => {
      const cell = cells.get(id);
      if (cell) cell.theirs = theirs;
    });
    history.push(change(list, 'TYPED'));
    const { restored, restoredConflicts } = content.labels.message;
    const parts = [list.length > 0 && fill(restored, { count: list.length })];
    if (conflicts.length > 0) parts.push(fill(restoredConflicts, { count: conflicts.length }));
    if (list.length > 0) notice = { text: parts.filter(Boolean).join('; '), undoable: true };
    first = fixFirst(content.rows, (id) => cells.get(id));
  }

  function load(): void {
    const seen = new Set<string>();
    for (const { id } of grid.all) seen.add(id);
    for (const id of cells.keys()) if (!seen.has(id) && !queue.has(id)) cells.delete(id);
    for (const row of content.rows) {
      if (row.kind === 'group') continue;
      for (const spec of Object.values(row.entry)) {
        const cell = cells.get(spec.id);
        if (!cell) cells.set(spec.id, newCell(spec));
        else {
          cell.spec = spec;
          // Rows made before our last save are older than what we know; what still waits is compared by the save itself.
          if (queue.has(spec.id) || cell.theirs || spec.version < cell.saved.version) continue;
          cell.saved = { text: spec.text, version: spec.version };
          cell.problem = spec.problem ?? null;
          show(cell, spec.text);
        }
      }
      touchedRows.add(row.key);
    }
    first = fixFirst(content.rows, (id) => cells.get(id));
    textsMoved = true;
  }
  together(load);

  return {
    // what the picture reads
    content: () => content,
    grid: () => grid,
    cell: (id: string) => cells.get(id),
    motion: (id: string): Motion | null => motions.get(id) ?? null,
    derived: (row: DataRow): Derived => derived.get(row.key) ?? {},
    filled: (key: string) => filled.get(key) ?? '',
    /** Rank on a phone; 0 for rows that stay where they are. */
    rank: (key: string) => first.get(key) ?? 0,
    firstCount: () => first.size,
    status: () => status,
    notice: () => notice,
    active: () => active,
    picked: () => picked,
    isTroubled: (id: string) => {
      const cell = cells.get(id);
      return cell !== undefined && troubleOf(cell) !== null;
    },
    /** The text at a place, as copied: typed, read or derived. */
    textAt({ row, column }: Place): string {
      const [at, of] = [content.rows[row], content.columns[column]];
      if (at?.kind !== 'row' || !of) return '';
      const entry = at.entry[of.key];
      if (of.kind === 'entry') return entry ? textOf(entry.id) : '';
      const formula = derived.get(at.key)?.[of.key];
      if (of.kind === 'derived') return (typeof formula === 'string' ? formula : formula?.text) ?? '';
      return of.kind === 'note' ? (at.note ?? '') : (at.read[of.key] ?? '');
    },
    subscribe(listen: () => void): () => void {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    subscribeRow(key: string, listen: () => void): () => void {
      rowListeners.set(key, listen);
      return () => rowListeners.delete(key);
    },
    drawn: (key: string) => drawn.get(key) ?? 0,

    // what the person does
    commit,
    choose,
    undo: () => travel(history.undo(), content.labels.message.undone),
    redo: () => travel(history.redo(), content.labels.message.redone),
    say: (text: string, undoable = false) =>
      together(() => {
        notice = text ? { text, undoable } : null;
      }),
    activate: (id: string | null) =>
      together(() => {
        if (active) touch(active);
        active = id;
        if (id) touch(id);
      }),
    pick: (block: Block | null) =>
      together(() => {
        touchBlock(picked);
        picked = block;
        touchBlock(picked);
      }),
    typing(id: string, text: string): void {
      stopTyping();
      typed = { id, text };
      typingTimer = setTimeout(keepTyping, TYPING_MS);
    },
    /** The unfinished text was thrown away: this machine keeps only what is committed. */
    forgetTyping(id: string): void {
      stopTyping();
      const cell = cells.get(id);
      if (!cell) return;
      if (queue.has(id) || cell.theirs) keep(cell, cell.text);
      else settle(id);
    },
    keepTyping,
    /** True when closing the page now would lose something. */
    wouldLose(): boolean {
      keepTyping();
      return unkept.size > 0;
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
      drafts = kept;
      writeField = write;
      queue.start();
      together(restore);
    },
    stop(): void {
      keepTyping();
      void queue.flush();
      queue.stop();
      writeField = () => {};
    },
  };
}
