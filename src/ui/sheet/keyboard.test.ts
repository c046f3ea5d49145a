import { describe, expect, it, test } from 'vitest';
import { actionOf, type Mode } from './keyboard';

const key = (name: string) => {
  const parts = name.split('+');
  return {
    key: parts.at(-1) ?? '',
    ctrlKey: parts.includes('Ctrl'),
    metaKey: parts.includes('Meta'),
    shiftKey: parts.includes('Shift'),
    altKey: parts.includes('Alt'),
  };
};
const act = (name: string, mode: Mode = 'point', hasBlock = false) => actionOf(key(name), mode, hasBlock);

describe('keys of the sheet', () => {
  test.each([
    ['Enter', { do: 'move', down: 1, right: 0 }],
    ['Shift+Enter', { do: 'move', down: -1, right: 0 }],
    ['Shift+ArrowLeft', { do: 'extend', down: 0, right: -1 }],
    ['Ctrl+z', { do: 'undo' }],
    ['Ctrl+Shift+Z', { do: 'redo' }],
    ['Meta+y', { do: 'redo' }],
    ['Ctrl+End', { do: 'edge', which: 'last', of: 'sheet' }],
    ['Shift+F8', { do: 'problem', towards: -1 }],
    ['Alt+ArrowDown', { do: 'command', command: 'history' }],
    ['Shift+F2', { do: 'command', command: 'remark' }],
    ['Ctrl+Enter', { do: 'command', command: 'submit' }],
  ])('%s', (name, action) => {
    expect(act(name)).toEqual(action);
  });

  it('leaves typing, Tab, copy and paste to the browser', () => {
    expect(['a', 'Tab', 'Ctrl+c', 'Ctrl+v', 'Ctrl+k', 'Delete', 'Alt+d'].map((name) => act(name))).toEqual(Array(7).fill(null));
  });

  it('leaves the caret alone once it stands in the text', () => {
    expect(['ArrowLeft', 'ArrowRight', 'Home', 'End'].map((name) => act(name, 'edit'))).toEqual(Array(4).fill(null));
    expect(act('ArrowDown', 'edit')).toEqual({ do: 'move', down: 1, right: 0 });
    expect(act('ArrowRight', 'type')).toEqual({ do: 'move', down: 0, right: 1 });
  });

  it('clears a block, not a letter', () => {
    expect(act('Delete', 'point', true)).toEqual({ do: 'clear' });
    expect(act('Delete', 'edit', true)).toBeNull();
  });
});
