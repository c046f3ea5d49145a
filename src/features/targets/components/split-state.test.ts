import { describe, expect, it } from 'vitest';
import { begin, readShare, type SplitAction, type SplitState, splitReducer } from './split-state';

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
  it('does not remember a step in which nothing changed', () => {
    expect(having({ do: 'type', row: 0, column: 0, text: '90000' }, { do: 'settle' }).past).toEqual([]);
  });
});
