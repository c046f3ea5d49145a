import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { parseTsv, planPaste, toTsv } from './clipboard';
import { createGrid } from './layout';
import type { Column, EntryCell, Row } from './model';

describe('a block from Excel', () => {
  test.each<[string, string[][]]>([
    ['6.742', [['6.742']]],
    [
      '1\t2\r\n3\t4\r\n',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      '1\t\t3\n\t5\t',
      [
        ['1', '', '3'],
        ['', '5', ''],
      ],
    ],
    ['"a\tb"\t"c\nd"\t"e""f"', [['a\tb', 'c\nd', 'e"f']]],
    ['"mở mà không đóng\t2', [['"mở mà không đóng', '2']]],
    ['5"\t6', [['5"', '6']]],
    ['', [['']]],
    ['\n', [['']]],
    ['1\n\n3', [['1'], [''], ['3']]],
  ])('%j', (text, block) => {
    expect(parseTsv(text)).toEqual(block);
  });

  it('comes back as it went out', () => {
    const block = [
      ['1.234,5', 'hai\ndòng', ''],
      ['nói "thật"', 'a\tb', '93,1'],
    ];
    expect(parseTsv(toTsv(block))).toEqual(block);
  });

  /** Texts that Excel takes as they are: no formula (those go out as text), one kind of line break. */
  const text = fc
    .oneof(
      fc.string({ unit: 'grapheme', maxLength: 12 }),
      fc.string({ unit: fc.constantFrom('"', '\t', '\n', 'a', '1', ',', '.', ' '), maxLength: 12 }),
    )
    .filter((one) => !/^[=+@−-]|\r/.test(one));
  const row = fc.array(text, { minLength: 1, maxLength: 6 });

  it('comes back whatever its cells hold, rows of different lengths too', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (block) => {
        expect(parseTsv(toTsv(block))).toEqual(block);
      }),
      { numRuns: 300 },
    );
  });

  it('reads the line breaks of Windows and the break after the last line like those of the web', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 6 }), (block) => {
        const plain = toTsv(block);
        const whole = plain.endsWith('\n') ? plain : `${plain}\n`;
        expect(parseTsv(whole)).toEqual(block);
        expect(parseTsv(whole.replaceAll('\n', '\r\n'))).toEqual(block);
      }),
    );
  });

  it('takes any text at all', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (any) => {
        const block = parseTsv(any);
        expect(block.length).toBeGreaterThan(0);
        expect(block.every((cells) => cells.length > 0)).toBe(true);
        const marks = any.replace(/\r\n?/g, '\n').replace(/\n$/, '');
        // without quotes, nothing but tabs and breaks is taken away
        if (!marks.includes('"')) expect(block.map((cells) => cells.join('\t')).join('\n')).toBe(marks);
      }),
      { numRuns: 300 },
    );
  });

  it('goes out with a minus that Excel reads, and never as a formula', () => {
    expect(toTsv([['−5,2', '=1+1', '+84', '@SUM(A1)', '-1+2', '–']])).toBe("-5,2\t'=1+1\t'+84\t'@SUM(A1)\t'-1+2\t–");
  });
});

const cell = (id: string, more: Partial<EntryCell> = {}): EntryCell => ({
  id,
  text: '',
  version: 0,
  decimals: 0,
  required: false,
  ...more,
});
const columns: Column[] = [
  { key: 'unit', label: 'Đơn vị', kind: 'unit' },
  { key: 'plan', label: 'Kế hoạch', kind: 'entry' },
  { key: 'last', label: 'Năm trước', kind: 'read' },
  { key: 'done', label: 'Thực hiện', kind: 'entry' },
];
const row = (key: string, plan: Partial<EntryCell> = {}, done: Partial<EntryCell> = {}): Row => ({
  key,
  kind: 'row',
  label: key,
  read: {},
  entry: { plan: cell(`${key}.plan`, plan), done: cell(`${key}.done`, done) },
});
const rows: Row[] = [
  row('a'),
  row('b', { locked: true }),
  { key: 'g', kind: 'group', label: '2. Đào tạo' },
  row('c', {}, { computed: true }),
  row('d'),
];
const grid = createGrid(columns, rows);
const nothing = () => '';
const leftOut = (plan: ReturnType<typeof planPaste>) => plan.leftOut.map(({ why, text }) => `${why} ${text}`);
const writes = (plan: ReturnType<typeof planPaste>) => plan.writes.map(({ id, text }) => `${id}=${text}`);

describe('where a block lands', () => {
  it('passes over read, locked and computed cells without shifting', () => {
    const plan = planPaste(parseTsv('1\tx\t2\n3\ty\t4\nĐào tạo\t\t\n5\tz\t6'), { row: 0, column: 1 }, grid, nothing);
    expect(writes(plan)).toEqual(['a.plan=1', 'a.done=2', 'b.done=4', 'c.plan=5']);
    expect(leftOut(plan)).toEqual(['closed x', 'closed 3', 'closed y', 'closed z', 'computed 6']);
    expect(plan.end).toEqual({ row: 3, column: 3 });
  });

  it('passes a heading by when the block holds a figure there', () => {
    const plan = planPaste(parseTsv('1\n2\n3\n4'), { row: 0, column: 3 }, grid, nothing);
    expect(writes(plan)).toEqual(['a.done=1', 'b.done=2', 'd.done=4']);
    expect(leftOut(plan)).toEqual(['computed 3']);
  });

  it('says nothing of a closed cell that holds the same already, however it is written', () => {
    const shown = ({ row, column }: { row: number; column: number }) => (row === 1 && column === 1 ? '6.742' : '');
    const plan = planPaste(parseTsv('1\n6742\n'), { row: 0, column: 1 }, grid, shown);
    expect(leftOut(plan)).toEqual([]);
    expect(writes(plan)).toEqual(['a.plan=1']);
  });

  it('counts what falls outside, blanks not', () => {
    const plan = planPaste(parseTsv('1\t2\n3\t\n4\t5'), { row: 4, column: 3 }, grid, nothing);
    expect(writes(plan)).toEqual(['d.done=1']);
    expect(leftOut(plan)).toEqual(['outside 2', 'outside 3', 'outside 4', 'outside 5']);
  });

  it('writes nothing into a sheet that is only read', () => {
    expect(planPaste(parseTsv('1\t2'), { row: 0, column: 1 }, createGrid(columns, rows, true), nothing).writes).toEqual([]);
  });
});

describe('moving', () => {
  it('goes over headings and read columns', () => {
    expect(grid.step({ row: 1, column: 3 }, 1, 0)).toBe('c.done');
    expect(grid.step({ row: 0, column: 1 }, 0, 1)).toBe('a.done');
    expect(grid.step({ row: 4, column: 3 }, 1, 0)).toBeNull();
    expect(grid.leap({ row: 0, column: 1 }, 99)).toBe('d.plan');
    expect(grid.leap({ row: 4, column: 1 }, -2)).toBe('b.plan');
    expect(grid.edge(3, 'last')).toBe('c.done');
  });
});
