import { expect, it } from 'vitest';
import { readTable } from '../spreadsheet/table';
import { checkInput, dryRun, findingsOf } from './file';

const kind = {
  columns: [
    { key: 'name', label: 'Tên', kind: 'text', maximum: 200, required: true },
    { key: 'signed', label: 'Ngày', kind: 'about' },
  ] as const,
  most: 10,
  plan: () => ({ problems: [] }),
  work: () => [],
};
type Cell = { kind: 'text'; text: string } | { kind: 'number'; value: number };
const file = (...rows: Cell[][]) => {
  const head: Cell[] = kind.columns.map(({ label }) => ({ kind: 'text', text: label }));
  const cells = [head, ...rows].map((row, at) => ({ row: at + 1, cells: row.map((value, place) => ({ column: place + 1, value })) }));
  return findingsOf(kind, readTable([{ name: 'A', isHidden: false, rows: cells }], kind.columns));
};
const text = (value: string): Cell => ({ kind: 'text', text: value });
const input = (findings: ReturnType<typeof file>) => ({ fileName: 'a.xlsx', sha256: 'a'.repeat(64), findings });

it('whatever the reader lets through or tells is taken: no cell refuses the whole file', () => {
  for (const year of [1, 1899, 1900, 1944, 1945, 2100, 2101, 2199, 2200, 2201, 9999]) {
    const cells: Cell[] = [
      { kind: 'number', value: year },
      ...['', '05/', '05/10/'].map((before) => text(`${before}${String(year).padStart(4, '0')}`)),
    ];
    for (const cell of cells) {
      const findings = file([text('An'), cell]);
      expect(checkInput(kind).safeParse(input(findings)).success, JSON.stringify(cell)).toBe(true);
      const run = dryRun(kind, findings, {});
      expect(run?.rejected.size, JSON.stringify(cell)).toBe(year >= 1945 && year <= 2100 ? 0 : 1);
    }
  }
});

it('what could not be read comes back as it was typed, by its cell', () => {
  const findings = file([text('An'), text('ngày 5 tháng 10')], [text('x'.repeat(300)), text('2009')], [text('Bình'), text('05/10/2009')]);
  const run = dryRun(kind, findings, {});
  expect([...(run?.raw ?? [])]).toEqual([
    ['2/signed', 'ngày 5 tháng 10'],
    ['3/name', 'x'.repeat(240)],
  ]);
  // a file that was kept before cells were
  const earlier = { ...findings, problems: findings.problems.map(({ raw: _, ...one }) => one) };
  expect(dryRun(kind, earlier, {})?.raw.size).toBe(0);
});
