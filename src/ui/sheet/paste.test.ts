import { expect, it } from 'vitest';
import labels from '@/i18n/messages/vi/sheet.json';
import { blockOf } from './layout';
import type { EntryCell, Row } from './model';
import { pastePlan, previewOf, sayPasted } from './paste';
import { createSheetStore } from './store';

const cell = (id: string, more: Partial<EntryCell> = {}): EntryCell => ({
  id,
  text: '',
  version: 0,
  decimals: 0,
  required: true,
  percent: false,
  min: '0',
  ...more,
});
const row = (key: string, plan: Partial<EntryCell> = {}): Row => ({
  key,
  kind: 'row',
  label: key,
  read: { last: '1.200' },
  entry: { plan: cell(`${key}.plan`, plan), done: cell(`${key}.done`) },
});

function aStore() {
  const columns = [
    { key: 'last', label: 'Quý III\n2025', kind: 'read' as const },
    { key: 'plan', label: 'Kế hoạch', kind: 'entry' as const },
    { key: 'done', label: 'Thực hiện', kind: 'entry' as const },
  ];
  const rows: Row[] = [row('Lượt khám', { text: '386.420' }), row('Nội soi', { text: '512', locked: true }), row('Phẫu thuật')];
  return createSheetStore({ columns, rows, labels }, { save: () => new Promise(() => {}), newKey: () => 'k' });
}
const at = (row: number, column: number) => blockOf({ row, column }, { row, column });
const preview = (text: string, row = 0, column = 1) => {
  const store = aStore();
  const block = at(row, column);
  return previewOf(store, pastePlan(store, text, block), block.from);
};

it('has nothing to ask about a block that fits and can be read', () => {
  const seen = preview('386.420\t370.000\r\n512\t498\r\n2.104\t2.090\r\n');
  expect(seen).toMatchObject({ doubtCount: 0, unread: [], erasing: [] });
  expect(seen.good.map(({ text }) => text)).toEqual(['386.420', '370.000', '498', '2.104', '2.090']);
});

it('names every cell that could not be read, with the reason', () => {
  const seen = preview('khoảng 20\n05/10/2026\n#REF!\n', 0, 2);
  expect(seen.good).toEqual([]);
  expect(seen.unread).toHaveLength(3);
  expect(seen.doubts.map(({ where, text }) => `${where}: ${text}`)).toEqual([
    'Lượt khám, Thực hiện: khoảng 20',
    'Nội soi, Thực hiện: 05/10/2026',
    'Phẫu thuật, Thực hiện: #REF!',
  ]);
  expect(preview('45 %\n1,5\n-3', 0, 2).doubts.map(({ why }) => why)).toEqual([labels.problem.percent, labels.problem.whole, 'Nhỏ hơn 0']);
});

it('asks before a blank of a merged cell empties a figure', () => {
  const seen = preview('\t370000\n\t498');
  expect(seen.erasing).toEqual([{ id: 'Lượt khám.plan', text: '' }]);
  expect(seen.doubts).toEqual([{ where: 'Lượt khám, Kế hoạch', text: '', why: 'Ô trống, bảng đang có 386.420' }]);
  expect(seen.good.map(({ text }) => text)).toEqual(['370000', '498']);
});

it('tells what falls on locked and read cells and beyond the sheet', () => {
  const seen = preview('9\t1\n600\t2', 0, 0);
  expect(seen.doubts.map(({ where }) => where)).toEqual(['Lượt khám, Quý III 2025', 'Nội soi, Quý III 2025', 'Nội soi, Kế hoạch']);
  const beyond = preview('1\t2\n3\t4', 2, 2);
  expect(beyond.doubts.map(({ where, text, why }) => [where, text, why])).toEqual([
    ['Phẫu thuật, Ghi chú', '2', labels.preview.closed],
    ['', '3', labels.preview.outside],
    ['', '4', labels.preview.outside],
  ]);
});

it('lists the first hundred of ten thousand cells and counts all of them', () => {
  const seen = preview(
    Array.from({ length: 100 }, (_, row) => Array.from({ length: 100 }, (_, column) => row * 100 + column).join('\t')).join('\n'),
  );
  expect(seen.good.length + seen.unread.length + seen.doubtCount).toBe(10_000);
  expect(seen.doubts).toHaveLength(100);
});

it('says what was pasted and what was not', () => {
  const store = aStore();
  const plan = pastePlan(store, '1\t2\n3\t4', at(2, 2));
  expect(sayPasted(1, plan, 0, labels.message)).toBe('Dán 1 ô; 2 ô nằm ngoài bảng không dán; 1 ô khóa, tự tính hoặc chỉ để đọc không dán');
});

it('passes by columns that only compare, unless the block was copied with them', () => {
  const columns = [
    { key: 'last', label: 'Quý I 2025', kind: 'read' as const, aside: true },
    { key: 'plan', label: 'Quý I', kind: 'entry' as const },
    { key: 'last2', label: 'Quý II 2025', kind: 'read' as const, aside: true },
    { key: 'done', label: 'Quý II', kind: 'entry' as const },
  ];
  const two = (key: string): Row => ({ ...row(key), read: { last: '1.200', last2: '1.300' } }) as Row;
  const store = createSheetStore({ columns, rows: [two('a'), two('b')], labels }, { save: null, newKey: () => 'k' });
  const written = (text: string) => pastePlan(store, text, at(0, 1)).writes.map(({ id, text: typed }) => `${id}=${typed}`);
  expect(written('1\t2\n3\t4')).toEqual(['a.plan=1', 'a.done=2', 'b.plan=3', 'b.done=4']);
  expect(written('1\t1.300\t2\n3\t1300\t4')).toEqual(['a.plan=1', 'a.done=2', 'b.plan=3', 'b.done=4']);
  expect(pastePlan(store, '1\t2\t9\n3', at(0, 1)).leftOut).toMatchObject([{ why: 'closed', text: '9' }]);
});
