import type { ClipboardEvent, KeyboardEvent } from 'react';
import { parseTsv } from '@/ui/sheet/clipboard';

type Place = { row: number; column: number };
const STEPS: Record<string, [number, number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  Enter: [1, 0],
};

/** Where an input stands in the split, from its `data-at`; null for any other element. */
function placeOf(element: EventTarget | null): Place | null {
  const at = element instanceof HTMLInputElement ? element.dataset.at : undefined;
  const [row, column] = at?.split('/').map(Number) ?? [];
  return row === undefined || column === undefined ? null : { row, column };
}

/** Moves like a sheet: up and down always, sideways when the caret is at the edge; Enter goes down instead of sending the form. True when it moved. */
export function moveByKey(event: KeyboardEvent, quarters: number, rows: number): boolean {
  const input = event.target;
  const from = placeOf(input);
  const step = STEPS[event.key];
  if (!from || !step || !(input instanceof HTMLInputElement) || event.nativeEvent.isComposing || event.ctrlKey || event.altKey)
    return false;
  const [down, right] = event.key === 'Enter' && event.shiftKey ? [-1, 0] : step;
  if (right !== 0 && !caretAtEdge(input, right)) return false;
  event.preventDefault();
  // Closed cells have no input: look on in the same direction.
  for (let { row, column } = from; ; ) {
    row += down;
    column += right;
    if (row < 0 || column < 0 || row >= rows || column >= quarters) return true;
    const next = input.form?.querySelector<HTMLInputElement>(`input[data-at="${row}/${column}"]`);
    if (!next) continue;
    next.focus();
    next.select();
    return true;
  }
}

function caretAtEdge({ selectionStart, selectionEnd, value }: HTMLInputElement, direction: number): boolean {
  const whole = selectionStart === 0 && selectionEnd === value.length;
  return whole || (selectionStart === selectionEnd && selectionStart === (direction < 0 ? 0 : value.length));
}

/** The pasted block when it is more than one cell; a single value is typed as usual. */
export function pastedBlock(event: ClipboardEvent): { place: Place; block: string[][] } | null {
  const place = placeOf(event.target);
  const block = parseTsv(event.clipboardData.getData('text/plain'));
  if (!place || (block.length === 1 && block[0]?.length === 1)) return null;
  event.preventDefault();
  return { place, block };
}
