import type { SheetCommand } from './model';

/** point: the whole cell is chosen. type: typing has replaced its text. edit: a caret stands in the text. */
export type Mode = 'point' | 'type' | 'edit';

export type Action =
  | { do: 'move' | 'extend'; down: number; right: number }
  | { do: 'edge'; which: 'first' | 'last'; of: 'row' | 'sheet' }
  | { do: 'page' | 'problem'; towards: 1 | -1 }
  | { do: 'command'; command: SheetCommand }
  | { do: 'undo' | 'redo' | 'fillDown' | 'edit' | 'restore' | 'clear' };

type Key = { key: string; ctrlKey: boolean; metaKey: boolean; shiftKey: boolean; altKey: boolean };

const ARROWS: Record<string, [down: number, right: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
};

/** What a key means in the sheet; null leaves it to the browser (typing, the caret, Tab, copy and paste). */
export function actionOf(key: Key, mode: Mode, hasBlock: boolean): Action | null {
  if (key.ctrlKey || key.metaKey) return withControl(key);
  if (key.altKey) return key.key === 'ArrowDown' ? { do: 'command', command: 'history' } : null;
  const arrow = ARROWS[key.key];
  if (arrow) {
    const [down, right] = arrow;
    if (mode === 'edit' && right !== 0) return null;
    return { do: key.shiftKey && mode === 'point' ? 'extend' : 'move', down, right };
  }
  switch (key.key) {
    case 'Enter':
      return { do: 'move', down: key.shiftKey ? -1 : 1, right: 0 };
    case 'Escape':
      return { do: 'restore' };
    case 'F2':
      return key.shiftKey ? { do: 'command', command: 'remark' } : { do: 'edit' };
    case 'F8':
      return { do: 'problem', towards: key.shiftKey ? -1 : 1 };
    case 'PageDown':
      return { do: 'page', towards: 1 };
    case 'PageUp':
      return { do: 'page', towards: -1 };
    case 'Home':
    case 'End':
      return mode === 'edit' || key.shiftKey ? null : { do: 'edge', which: key.key === 'Home' ? 'first' : 'last', of: 'row' };
    case 'Delete':
    case 'Backspace':
      return hasBlock && mode === 'point' ? { do: 'clear' } : null;
    default:
      return null;
  }
}

function withControl(key: Key): Action | null {
  switch (key.key.length === 1 ? key.key.toLowerCase() : key.key) {
    case 'z':
      return { do: key.shiftKey ? 'redo' : 'undo' };
    case 'y':
      return { do: 'redo' };
    case 'd':
      return { do: 'fillDown' };
    case 'Home':
      return { do: 'edge', which: 'first', of: 'sheet' };
    case 'End':
      return { do: 'edge', which: 'last', of: 'sheet' };
    case 'Enter':
      return { do: 'command', command: 'submit' };
    default:
      return null;
  }
}
