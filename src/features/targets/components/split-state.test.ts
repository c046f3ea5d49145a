import { describe, expect, it } from 'vitest';
import { begin, passedBy, readShare, type SplitAction, type SplitState, splitReducer } from './split-state';

const start = begin(
  '370000',
  [
    ['90000', null, null, null],
    [null, null, null, null],
  ],
  0,
);
const having = (...actions: SplitAction[]): SplitState => actions.reduce(splitReducer, start);
const everywhere = () => true;

describe('a split being typed', () => {
  it('shows what was read, and keeps what cannot be', () => {
    expect(start.value).toBe('370.000');
    const state = having(
      { do: 'type', row: 0, column: 1, text: '1234' },
      { do: 'type', row: 1, column: 0, text: 'nhiều' },
      { do: 'settle' },
    );
    expect(state.texts).toEqual([
      ['90.000', '1.234', '', ''],
      ['nhiều', '', '', ''],
    ]);
    expect([readShare('1,5', 0).problem, readShare('1,5', 1).value, readShare('-1', 0).problem, readShare('', 0).value]).toEqual([
      'tooPrecise',
      '1.5',
      'negative',
      null,
    ]);
  });
  it('takes a block from Excel at its place, and passes over what is closed', () => {
    const block = [
      ['1.000', '2.000'],
      ['3000', '4000'],
      ['beyond', 'beyond'],
    ];
    const state = having({ do: 'paste', row: 0, column: 3, block, writable: everywhere });
    expect(state.texts).toEqual([
      ['90.000', '', '', '1.000'],
      ['', '', '', '3.000'],
    ]);
    const closed = having({ do: 'paste', row: 0, column: 2, block, writable: (row, column) => !(row === 1 && column === 2) });
    expect(closed.texts[1]).toEqual(['', '', '', '4.000']);
  });
  it('undoes typing first, then step by step', () => {
    const state = having(
      { do: 'type', row: 0, column: 1, text: '5' },
      { do: 'settle' },
      {
        do: 'fill',
        texts: [
          ['1', '1', '1', '1'],
          ['2', '2', '2', '2'],
        ],
      },
      { do: 'typeValue', text: '12x' },
    );
    const once = splitReducer(state, { do: 'undo' });
    expect(once.value).toBe('370.000');
    const twice = splitReducer(once, { do: 'undo' });
    expect(twice.texts).toEqual([
      ['90.000', '5', '', ''],
      ['', '', '', ''],
    ]);
    const all = [1, 2, 3].reduce((now) => splitReducer(now, { do: 'undo' }), twice);
    expect(all.texts).toEqual(start.texts);
  });
  it('does again what was undone, until something else is typed', () => {
    const typed = having({ do: 'type', row: 0, column: 1, text: '5' }, { do: 'settle' });
    const undone = splitReducer(typed, { do: 'undo' });
    expect(splitReducer(undone, { do: 'redo' }).texts).toEqual(typed.texts);
    const other = [{ do: 'type', row: 1, column: 1, text: '6' } as const, { do: 'settle' } as const].reduce<SplitState>(
      splitReducer,
      undone,
    );
    expect(splitReducer(other, { do: 'redo' })).toBe(other);
  });
  it('knows which cells a hand has typed, through undo, a proposal and letting go', () => {
    const typed = having(
      { do: 'type', row: 0, column: 1, text: '5' },
      { do: 'settle' },
      { do: 'paste', row: 1, column: 0, block: [['7', '']], writable: everywhere },
    );
    expect(typed.held).toEqual([
      [false, true, false, false],
      [true, false, false, false],
    ]);
    const filled = splitReducer(typed, {
      do: 'fill',
      texts: [
        ['1', '5', '1', '1'],
        ['7', '1', '1', '1'],
      ],
    });
    expect(filled.held).toEqual(typed.held);
    const released = splitReducer(filled, { do: 'release' });
    expect(released.held.flat()).not.toContain(true);
    expect(splitReducer(released, { do: 'undo' }).held).toEqual(typed.held);
    // a cell that is emptied again is free
    const emptied = [{ do: 'type', row: 0, column: 1, text: '' } as const, { do: 'settle' } as const].reduce<SplitState>(
      splitReducer,
      filled,
    );
    expect(emptied.held[0]).toEqual([false, false, false, false]);
  });
  it('copies the cell above, and goes back to what stood there', () => {
    const copied = having({ do: 'fillDown', row: 1, column: 0, from: 0 });
    expect([copied.texts[1]?.[0], copied.held[1]?.[0]]).toEqual(['90.000', true]);
    const half = having({ do: 'type', row: 0, column: 0, text: '12x' }, { do: 'restore' });
    expect(half.texts).toEqual(start.texts);
  });
  it('says what of a pasted block found no place', () => {
    const block = [
      ['1', '2', ''],
      ['3', '4', '5'],
    ];
    const open = (_row: number, column: number) => column !== 3;
    expect(passedBy(block, { row: 1, column: 2 }, 2, 4, open)).toEqual({ taken: 1, outside: 3, closed: 1 });
    expect(passedBy(block, { row: 0, column: 0 }, 2, 4, everywhere)).toEqual({ taken: 5, outside: 0, closed: 0 });
  });
  it('does not remember a step in which nothing changed', () => {
    expect(having({ do: 'type', row: 0, column: 0, text: '90000' }, { do: 'settle' }).past).toEqual([]);
  });
});
