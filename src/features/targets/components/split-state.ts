import { formatEntry, readNumber } from '@/domain/number';
import { decimalsOf } from '../rules';

/** What was typed, department × quarter, as typed; '' is blank. */
export type Texts = readonly (readonly string[])[];
type Typed = { value: string; texts: Texts };

/** What is typed now, what undo goes back to when nothing is half-typed, and what came before. */
export type SplitState = Typed & { kept: Typed; past: readonly Typed[]; decimals: number };

export type SplitAction =
  | { do: 'typeValue'; text: string }
  | { do: 'type'; row: number; column: number; text: string }
  | { do: 'settle' }
  | { do: 'fill'; texts: Texts }
  | { do: 'paste'; row: number; column: number; block: readonly (readonly string[])[]; writable: (row: number, column: number) => boolean }
  | { do: 'undo' };

export function begin(value: string | null, shares: readonly (readonly (string | null)[])[], decimals: number): SplitState {
  const typed = { value: formatEntry(value, decimals), texts: shares.map((row) => row.map((share) => formatEntry(share, decimals))) };
  return { ...typed, kept: typed, past: [], decimals };
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
      return { ...state, texts: withCell(state.texts, action.row, action.column, action.text) };
    case 'settle':
      return settled(state);
    case 'fill':
      return settled({ ...settled(state), texts: action.texts });
    case 'paste': {
      const before = settled(state);
      const texts = before.texts.map((row, rowIndex) =>
        row.map((text, column) => {
          const pasted = action.block[rowIndex - action.row]?.[column - action.column];
          return pasted === undefined || !action.writable(rowIndex, column) ? text : pasted.trim();
        }),
      );
      return settled({ ...before, texts });
    }
    case 'undo': {
      if (!same(state, state.kept)) return { ...state, ...state.kept };
      const last = state.past.at(-1);
      return last ? { ...state, ...last, kept: last, past: state.past.slice(0, -1) } : state;
    }
  }
}

/** Shows every number as it was read, and remembers the step if anything changed. What cannot be read stays as typed. */
function settled(state: SplitState): SplitState {
  const show = (text: string) => {
    const { value, problem } = readShare(text, state.decimals);
    return problem === null ? formatEntry(value, state.decimals) : text;
  };
  const texts = state.texts.map((row) => (row.every((text) => text === show(text)) ? row : row.map(show)));
  const now = { value: show(state.value), texts };
  if (same(now, state.kept)) return { ...state, ...state.kept };
  return { ...state, ...now, kept: now, past: [...state.past.slice(-99), state.kept] };
}

function withCell(texts: Texts, row: number, column: number, text: string): Texts {
  return texts.map((cells, index) => (index === row ? cells.map((cell, place) => (place === column ? text : cell)) : cells));
}

function same(one: Typed, other: Typed): boolean {
  return (
    one.value === other.value &&
    one.texts.every((row, index) => row === other.texts[index] || row.every((text, column) => text === other.texts[index]?.[column]))
  );
}
