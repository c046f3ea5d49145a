import { formatEntry, readNumber } from '@/domain/number';
import { decimalsOf } from '../rules/split';

/** What was typed, department × quarter, as typed; '' is blank. */
export type Texts = readonly (readonly string[])[];
/** Which cells a hand has typed or pasted: a proposal goes around them. */
export type Held = readonly (readonly boolean[])[];
type Typed = { value: string; texts: Texts; held: Held };

/** What is typed now, what undo goes back to when nothing is half-typed, what came before, and what was undone. */
export type SplitState = Typed & { kept: Typed; past: readonly Typed[]; future: readonly Typed[]; decimals: number };

type Place = { row: number; column: number };
export type SplitAction =
  | { do: 'typeValue'; text: string }
  | ({ do: 'type'; text: string } & Place)
  | { do: 'settle' | 'undo' | 'redo' | 'release' | 'restore' }
  | { do: 'fill'; texts: Texts }
  | ({ do: 'paste'; block: readonly (readonly string[])[]; writable: (row: number, column: number) => boolean } & Place)
  | ({ do: 'fillDown'; from: number } & Place);

export function begin(value: string | null, shares: readonly (readonly (string | null)[])[], decimals: number): SplitState {
  const typed = {
    value: formatEntry(value, decimals),
    texts: shares.map((row) => row.map((share) => formatEntry(share, decimals))),
    held: shares.map((row) => row.map(() => false)),
  };
  return { ...typed, kept: typed, past: [], future: [], decimals };
}

export type CellProblem = 'notANumber' | 'tooLarge' | 'tooPrecise' | 'negative';

/** A typed number as a canonical decimal (null for blank), or why it cannot be a share. The server reads it again. */
export function readShare(text: string, decimals: number): { value: string | null; problem: CellProblem | null } {
  const read = readNumber(text);
  if (!read.ok) return { value: null, problem: read.problem };
  if (read.value?.startsWith('-')) return { value: null, problem: 'negative' };
  if (read.value !== null && decimalsOf(read.value) > decimals) return { value: null, problem: 'tooPrecise' };
  return { value: read.value, problem: null };
}

export function splitReducer(state: SplitState, action: SplitAction): SplitState {
  switch (action.do) {
    case 'typeValue':
      return { ...state, value: action.text };
    case 'type':
      return { ...state, ...typedInto(state, (row, column) => (row === action.row && column === action.column ? action.text : undefined)) };
    case 'settle':
      return settled(state);
    case 'restore':
      return { ...state, ...state.kept };
    case 'fill':
      return settled({ ...settled(state), texts: action.texts });
    case 'release':
      return remembered(settled(state), { held: state.held.map((row) => row.map(() => false)) });
    case 'fillDown': {
      const before = settled(state);
      const text = before.texts[action.from]?.[action.column] ?? '';
      return settled({
        ...before,
        ...typedInto(before, (row, column) => (row === action.row && column === action.column ? text : undefined)),
      });
    }
    case 'paste': {
      const before = settled(state);
      const { block, writable } = action;
      const pasted = (row: number, column: number) =>
        writable(row, column) ? block[row - action.row]?.[column - action.column]?.trim() : undefined;
      return settled({ ...before, ...typedInto(before, pasted) });
    }
    case 'undo': {
      if (!same(state, state.kept)) return { ...state, ...state.kept };
      const last = state.past.at(-1);
      return last ? { ...state, ...last, kept: last, past: state.past.slice(0, -1), future: [...state.future, state.kept] } : state;
    }
    case 'redo': {
      const next = state.future.at(-1);
      return next && same(state, state.kept)
        ? { ...state, ...next, kept: next, past: [...state.past, state.kept], future: state.future.slice(0, -1) }
        : state;
    }
  }
}

/** What of a pasted block finds no place: filled cells beyond the table, and on closed cells. */
export function passedBy(
  block: readonly (readonly string[])[],
  { row, column }: Place,
  rows: number,
  columns: number,
  writable: (row: number, column: number) => boolean,
): { taken: number; outside: number; closed: number } {
  const found = { taken: 0, outside: 0, closed: 0 };
  block.forEach((cells, down) => {
    cells.forEach((text, right) => {
      if (text.trim() === '') return;
      if (row + down >= rows || column + right >= columns) found.outside++;
      else if (writable(row + down, column + right)) found.taken++;
      else found.closed++;
    });
  });
  return found;
}

/** Texts that a hand put in, and the cells that it holds from now on; a cell that it emptied is free again. */
function typedInto({ texts, held }: Typed, of: (row: number, column: number) => string | undefined): Pick<Typed, 'texts' | 'held'> {
  const now = texts.map((row, rowIndex) => {
    const changed = row.map((text, column) => of(rowIndex, column) ?? text);
    return changed.every((text, column) => text === row[column]) ? row : changed;
  });
  return {
    texts: now,
    held: held.map((row, rowIndex) =>
      row.map((isHeld, column) => {
        const text = of(rowIndex, column);
        return text === undefined ? isHeld : text.trim() !== '';
      }),
    ),
  };
}

/** Shows every number as it was read, and remembers the step if anything changed. What cannot be read stays as typed. */
function settled(state: SplitState): SplitState {
  const show = (text: string) => {
    const { value, problem } = readShare(text, state.decimals);
    return problem === null ? formatEntry(value, state.decimals) : text;
  };
  const texts = state.texts.map((row) => (row.every((text) => text === show(text)) ? row : row.map(show)));
  // a cell that holds what it held before was not typed into after all
  const held = state.held.map((row, index) =>
    row.map((isHeld, column) =>
      texts[index]?.[column] === state.kept.texts[index]?.[column] ? (state.kept.held[index]?.[column] ?? false) : isHeld,
    ),
  );
  return remembered(state, { value: show(state.value), texts, held });
}

/** A step that undo comes back from, unless nothing changed. */
function remembered(state: SplitState, change: Partial<Typed>): SplitState {
  const now = { value: state.value, texts: state.texts, held: state.held, ...change };
  if (same(now, state.kept)) return { ...state, ...state.kept };
  return { ...state, ...now, kept: now, past: [...state.past.slice(-99), state.kept], future: [] };
}

function same(one: Typed, other: Typed): boolean {
  const equal = <Cell>(rows: readonly (readonly Cell[])[], others: readonly (readonly Cell[])[]) =>
    rows.every((row, index) => row === others[index] || row.every((cell, column) => cell === others[index]?.[column]));
  return one.value === other.value && equal(one.texts, other.texts) && equal(one.held, other.held);
}
