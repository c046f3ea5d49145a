import type { ReactNode, Ref } from 'react';
import type { Messages } from '@/i18n/messages';

/**
 * One column after the row headers.
 * - `unit`: read text that belongs to the name of every field of its row («Lượt khám bệnh, Thực hiện, ca»).
 * - `read`: text of `row.read[key]`.
 * - `entry`: a field, from `row.entry[key]`.
 * - `derived`: text that `derive` computes from what is typed.
 * - `note`: reasons (not readable, returned, two versions) and `row.note`. Added at the end when no column is a note.
 */
export type Column = {
  key: string;
  /** May hold a line break: «Quý III\n2025». */
  label: string;
  kind: 'unit' | 'read' | 'entry' | 'derived' | 'note';
  /** Entry and derived columns are right-aligned when nothing is said, the others left. */
  align?: 'left' | 'right';
  /** A CSS length in rem or px; columns without one share what is left. */
  width?: string;
  /** Shown on a phone's card under this short name; a read or derived column without one is left out there. */
  phoneLabel?: string;
  /** Grey, for context such as last year. */
  quiet?: boolean;
  /** Stands between entry columns for comparison: a block from elsewhere may come without it. */
  aside?: boolean;
};

/** One cell that can hold a typed number. Texts are as shown: vi-VN. */
export type EntryCell = {
  /** Stable over reloads, unique on the page: names the cell for saving, drafts and `#cell-<id>` links. */
  id: string;
  /** In a sheet without `save`: names the cell in the form that sends it. */
  name?: string;
  text: string;
  /** Of the saved row; 0 = no row yet. */
  version: number;
  decimals: number;
  required: boolean;
  locked?: boolean;
  /** Filled by a formula, never typed. `derive` may give its text under the column's key. */
  computed?: boolean;
  /** Canonical decimals («0», «100»): what is outside is kept, marked, and sent to the server to judge. */
  /** False of a cell whose unit is not per cent: «45 %» is then no figure of it. */
  percent?: boolean;
  min?: string;
  max?: string;
  /** Why the saved text did not become a number. */
  problem?: string | null;
  /** Returned by a reviewer: the reason. */
  pin?: string | null;
  /** Someone wrote a remark on this cell. */
  remark?: string | null;
  /** Someone marked this cell to be watched. */
  flagged?: boolean;
  /** Who saved `text` and when (ISO moment); named when a kept draft meets a newer saved text. */
  by?: string;
  at?: string;
};

export type DataRow = {
  key: string;
  kind: 'row';
  label: string;
  indent?: boolean;
  read: Record<string, string>;
  entry: Record<string, EntryCell>;
  note?: string;
  /** Stays in view below the others: a row of sums. */
  foot?: boolean;
};
/** A heading between rows; without a note it counts what is filled below it. */
export type GroupRow = { key: string; kind: 'group'; label: string; note?: string };
export type Row = DataRow | GroupRow;

export type ChangeSource = 'TYPED' | 'PASTED';
export type Change = { id: string; column: string; text: string; version: number; source: ChangeSource };
/** What the server now holds. Computed cells that moved with a save may be listed too. */
export type Saved = { id: string; text: string; version: number; problem: string | null };
/** Someone saved another text since `version`; `at` is an ISO moment. */
export type Conflict = { id: string; theirs: Theirs };
export type Theirs = { text: string; version: number; by: string; at: string };
export type SaveAnswer =
  | { kind: 'saved'; saved: Saved[]; conflicts: Conflict[] }
  | { kind: 'refused'; message: string; signedOut?: boolean; problems?: { id: string; message: string }[] };
/** Rejects when no answer came (network); the same key and changes are then sent again. */
export type Save = (changes: Change[], idempotencyKey: string) => Promise<SaveAnswer>;

type Tone = 'miss' | 'ok' | 'bad' | 'warn';
export type Derived = Record<string, string | { text: string; tone?: Tone }>;
/** `texts`: the row's entry texts by column. `textOf`: any cell of the sheet by id. Called again after every change. */
export type Derive = (row: DataRow, texts: Record<string, string>, textOf: (id: string) => string) => Derived;

export type SheetStatus = {
  kind: 'idle' | 'unsent' | 'saving' | 'saved' | 'offline' | 'signedOut' | 'refused' | 'notKept';
  /** The sentence that the sheet shows for it; '' when there is nothing to say. */
  text: string;
  /** Cells the server has not confirmed. */
  waiting: number;
  /** Cells whose text is kept but is not a number yet. */
  unread: number;
  /** Cells with two versions. */
  conflicts: number;
  returned: number;
  /** Required and empty. */
  missing: number;
  /** Of the cells that can be typed into. */
  filled: number;
  total: number;
  canUndo: boolean;
  canRedo: boolean;
};

/** All sentences of the sheet: pass `(await getMessages()).sheet`. */
export type SheetLabels = Messages['sheet'];

export type SheetHandle = {
  /** Texts that a program proposes, taken as one step that undo takes back. */
  write(texts: { id: string; text: string }[]): void;
  /** Takes the text being typed and sends all that waits. True: everything is saved and no cell has two versions. */
  flush(): Promise<boolean>;
  undo(): void;
  redo(): void;
  focusCell(id: string): void;
  /** To the next cell that needs a hand; false when there is none. */
  nextProblem(): boolean;
};

/** Keys that mean something outside the sheet: Alt ↓, Shift F2, Ctrl Enter. */
export type SheetCommand = 'history' | 'remark' | 'submit';

export type SheetProps = {
  /** Names the table and its scroll box. */
  label: string;
  rowHeader: { label: string; width?: string };
  columns: Column[];
  rows: Row[];
  /** null: the sheet stands in a form that sends its named cells; what is typed stays on this machine until the rows say it is saved. */
  save: Save | null;
  /** Names the drafts in this browser: account and sheet, such as «17/report/12/208». */
  draftKey: string;
  derive?: Derive;
  onActive?(cellId: string | null, row: DataRow | null): void;
  onStatus?(status: SheetStatus): void;
  onCommand?(command: SheetCommand, cellId: string): void;
  /** The text of some cell is another now, at every key; not called for what the sheet opens with. */
  onTexts?(textOf: (cellId: string) => string): void;
  /** Whether a text was put in by hand, where a program proposes others: such a cell is marked. */
  isByHand?(cellId: string, text: string): boolean;
  labels: SheetLabels;
  readOnly?: boolean;
  signInHref: string;
  /** Where the status sentence and the tools go; without it they form a bar above the table. */
  header?(parts: { status: ReactNode; tools: ReactNode }): ReactNode;
  /** The legend and keys under the table; shown unless false. */
  legend?: boolean;
  ref?: Ref<SheetHandle>;
};

/** The DOM id of a cell's field, for links from a checklist or an error summary. */
export const cellDomId = (id: string) => `cell-${id}`;
