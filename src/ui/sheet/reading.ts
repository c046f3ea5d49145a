import { decimalsOf, endsInPercent, formatEntry, readNumber } from '@/domain/number';
import type { EntryCell, SheetLabels } from './model';
import { fill } from './phrase';

/** The longest text that is kept; the server refuses more. */
const MAXIMUM_TEXT = 200;

/** One line without control characters, in composed form: what a cell can hold whatever was pasted. */
function cleaned(typed: string): string {
  return typed
    .slice(0, MAXIMUM_TEXT)
    .replace(/[\p{Cc}\p{Cs}]+/gu, ' ')
    .normalize('NFC')
    .trim();
}

/**
 * What a typed text becomes at once: the number as it was read («1.5» → «1,5»), or the text itself with the reason.
 * Such a text is kept and sent too; the server has the last word on the reason.
 */
export function readCell(
  typed: string,
  cell: Pick<EntryCell, 'decimals' | 'min' | 'max' | 'percent'>,
  labels: SheetLabels['problem'],
): { text: string; problem: string | null } {
  const text = cleaned(typed);
  const read = readNumber(text);
  if (!read.ok) return { text, problem: labels[read.problem] };
  if (cell.percent === false && endsInPercent(text)) return { text, problem: labels.percent };
  const shown = formatEntry(read.value, cell.decimals);
  const value = Number(read.value);
  const limit = (edge: string) => ({ limit: formatEntry(edge, cell.decimals) });
  if (read.value !== null && cell.min !== undefined && value < Number(cell.min))
    return { text: shown, problem: fill(labels.tooSmall, limit(cell.min)) };
  if (read.value !== null && cell.max !== undefined && value > Number(cell.max))
    return { text: shown, problem: fill(labels.tooBig, limit(cell.max)) };
  if (decimalsOf(read.value) > cell.decimals) return { text: shown, problem: cell.decimals === 0 ? labels.whole : labels.tooPrecise };
  return { text: shown, problem: null };
}
