import type { ClipboardEvent, KeyboardEvent } from 'react';
import { parseTsv } from '@/ui/sheet/clipboard';
import { actionOf } from '@/ui/sheet/keyboard';

export type Place = { row: number; column: number };
/** What a key asks of the numbers; moving is done here. */
export type Wish = { do: 'undo' | 'redo' | 'restore' } | ({ do: 'fillDown'; from: number } & Place);

const PAGE = 12;

/** Where an input stands in the split, from its `data-at`; null for any other element. */
function placeOf(element: EventTarget | null): Place | null {
  const at = element instanceof HTMLInputElement ? element.dataset.at : undefined;
  const [row, column] = at?.split('/').map(Number) ?? [];
  return row === undefined || column === undefined ? null : { row, column };
}

/**
 * The keys of the sheet: arrows (sideways when the caret is at the edge), Enter down, Page, Home and End, Ctrl D from the cell above,
 * Ctrl Z and Y, Esc back to what stood there. Gives what is to be done with the numbers, null when the key was a move or the browser's.
 */
export function wishOf(event: KeyboardEvent, quarters: number, rows: number): Wish | null {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || event.nativeEvent.isComposing) return null;
  const from = placeOf(input);
  const whole = input.selectionStart === 0 && input.selectionEnd === input.value.length;
  const action = actionOf(event, whole ? 'point' : 'type', false);
  if (!action) return null;
  if (action.do === 'undo' || action.do === 'redo') {
    event.preventDefault();
    return { do: action.do };
  }
  if (!from) return null;
  const go = (steps: (place: Place) => Place, start: Place = steps(from)) => {
    event.preventDefault();
    // Closed cells have no input: look on in the same direction.
    for (let at = start; at.row >= 0 && at.column >= 0 && at.row < rows && at.column < quarters; at = steps(at)) {
      const next = cellAt(input, at);
      if (!next) continue;
      next.focus();
      next.select();
      return;
    }
  };
  switch (action.do) {
    case 'move':
    case 'extend': {
      const { down, right } = action;
      if (right !== 0 && !caretAtEdge(input, right)) return null;
      go(({ row, column }) => ({ row: row + down, column: column + right }));
      return null;
    }
    case 'page': {
      const row = Math.min(rows - 1, Math.max(0, from.row + action.towards * PAGE));
      go((place) => ({ ...place, row: place.row - action.towards }), { ...from, row });
      return null;
    }
    case 'edge': {
      if (action.of === 'row' && !whole) return null;
      const isFirst = action.which === 'first';
      const row = action.of === 'row' ? from.row : isFirst ? 0 : rows - 1;
      const column = isFirst ? 0 : quarters - 1;
      go((place) => ({ ...place, column: place.column + (isFirst ? 1 : -1) }), { row, column });
      return null;
    }
    case 'fillDown': {
      event.preventDefault();
      for (let row = from.row - 1; row >= 0; row--) if (cellAt(input, { ...from, row })) return { do: 'fillDown', ...from, from: row };
      return null;
    }
    case 'restore':
      event.preventDefault();
      return { do: 'restore' };
    default:
      return null;
  }
}

const cellAt = (input: HTMLInputElement, { row, column }: Place) =>
  input.form?.querySelector<HTMLInputElement>(`input[data-at="${row}/${column}"]`) ?? null;

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
