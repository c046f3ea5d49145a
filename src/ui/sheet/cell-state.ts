import { isWritable } from './layout';
import type { EntryCell, Row, SheetLabels, SheetStatus, Theirs } from './model';
import { fill, joined, shortMoment } from './phrase';
import type { QueuePhase } from './queue';

/** What the sheet knows of one cell beyond its props. */
export type CellState = {
  spec: EntryCell;
  /** As committed here and shown. */
  text: string;
  saved: { text: string; version: number };
  problem: string | null;
  /** Another person's saved text, while the choice is open. */
  theirs: Theirs | null;
  /** What was typed into a cell that has closed since. */
  aside: string | null;
};

/** What is wrong or open with a cell; the first that holds is shown. */
export type Trouble = 'conflict' | 'invalid' | 'returned' | 'missing';
/** What is happening to it right now. */
export type Motion = 'saving' | 'kept' | 'saved';

export function newCell(spec: EntryCell): CellState {
  return {
    spec,
    text: spec.text,
    saved: { text: spec.text, version: spec.version },
    problem: spec.problem ?? null,
    theirs: null,
    aside: null,
  };
}

export function troubleOf({ spec, text, problem, theirs }: CellState): Trouble | null {
  if (theirs) return 'conflict';
  if (problem) return 'invalid';
  if (spec.pin) return 'returned';
  return spec.required && text === '' && isWritable(spec) ? 'missing' : null;
}

/** The sentence beside a cell in trouble. */
export function reasonOf(cell: CellState): string | null {
  return cell.problem ?? cell.spec.pin ?? cell.aside;
}

type Counts = Omit<SheetStatus, 'kind' | 'text'>;

export function countCells(cells: Iterable<CellState>): Omit<Counts, 'waiting' | 'canUndo' | 'canRedo'> {
  const counts = { unread: 0, conflicts: 0, returned: 0, missing: 0, filled: 0, total: 0 };
  for (const cell of cells) {
    if (cell.theirs) counts.conflicts++;
    if (cell.problem) counts.unread++;
    if (cell.spec.pin) counts.returned++;
    if (!isWritable(cell.spec)) continue;
    counts.total++;
    if (cell.text !== '') counts.filled++;
    else if (cell.spec.required) counts.missing++;
  }
  return counts;
}

type Saving = { isSent: boolean; phase: QueuePhase; held: number; message: string; isKept: boolean; savedAt: number | null; now: number };

/** Where saving stands, as one kind and one sentence. */
export function sheetStatus(counts: Counts, saving: Saving, labels: SheetLabels['status']): SheetStatus {
  const count = { count: counts.waiting };
  const saved = saving.savedAt === null ? '' : fill(labels.saved, { time: shortMoment(saving.savedAt, saving.now) });
  const [kind, main] = ((): [SheetStatus['kind'], string] => {
    const stuck = saving.phase === 'offline' || saving.phase === 'signedOut' || saving.held > 0;
    if (stuck && !saving.isKept) return ['notKept', fill(labels.notKept, count)];
    if (!saving.isSent && counts.waiting > 0)
      return saving.isKept ? ['unsent', fill(labels.unsent, count)] : ['notKept', fill(labels.notKept, count)];
    if (saving.phase === 'signedOut') return ['signedOut', fill(labels.signedOut, count)];
    if (saving.phase === 'offline') return ['offline', fill(labels.offline, count)];
    if (saving.held > 0) return ['refused', fill(labels.refused, { count: saving.held, message: saving.message })];
    if (counts.waiting > 0) {
      const now = fill(labels.saving, count);
      return ['saving', saved ? joined(saved, now) : now];
    }
    return saved ? ['saved', saved] : ['idle', ''];
  })();
  const unread = counts.unread > 0 ? fill(labels.unread, { count: counts.unread }) : '';
  const open = counts.conflicts > 0 ? fill(labels.conflicts, { count: counts.conflicts }) : unread;
  const text = [main, open].filter(Boolean).join(main.endsWith('.') ? ' ' : '. ');
  return { ...counts, kind, text };
}

/**
 * Rows that come first on a phone, with their rank: returned, two versions or unreadable, then missing.
 * When most of the sheet is still empty, being empty is not what needs a hand.
 */
export function fixFirst(rows: Row[], cellOf: (id: string) => CellState | undefined): Map<string, number> {
  const ranks = { returned: 1, conflict: 2, invalid: 2, missing: 3 };
  const ranked = rows.flatMap((row): [string, number][] => {
    if (row.kind === 'group') return [];
    const found = Object.values(row.entry).flatMap(({ id }) => {
      const cell = cellOf(id);
      const trouble = cell && (cell.spec.pin ? 'returned' : troubleOf(cell));
      return trouble ? [ranks[trouble]] : [];
    });
    return found.length > 0 ? [[row.key, Math.min(...found)]] : [];
  });
  const isNew = ranked.filter(([, rank]) => rank === ranks.missing).length * 2 > rows.filter(({ kind }) => kind === 'row').length;
  return new Map(isNew ? ranked.filter(([, rank]) => rank < ranks.missing) : ranked);
}
