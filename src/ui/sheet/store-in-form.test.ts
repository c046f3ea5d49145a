import { beforeEach, describe, expect, it, vi } from 'vitest';
import labels from '@/i18n/messages/vi/sheet.json';
import { createDrafts, type DraftStorage } from './drafts';
import type { Column, EntryCell, Row } from './model';
import { createSheetStore } from './store';

const columns: Column[] = [{ key: 'share', label: 'Quý I', kind: 'entry' }];
const rowsAt = (version: number, texts: Record<string, string>, more: Record<string, Partial<EntryCell>> = {}): Row[] =>
  Object.entries(texts).map(([id, text]) => ({
    key: `row-${id}`,
    kind: 'row',
    label: id,
    read: {},
    entry: { share: { id, text, version, decimals: 0, required: false, ...more[id] } },
  }));

let kept: Map<string, string>;
beforeEach(() => {
  kept = new Map();
});
const storage = (): DraftStorage => ({
  get length() {
    return kept.size;
  },
  key: (index) => [...kept.keys()][index] ?? null,
  getItem: (key) => kept.get(key) ?? null,
  setItem: (key, value) => void kept.set(key, value),
  removeItem: (key) => void kept.delete(key),
});

/** A sheet whose form sends it. */
function open(rows: Row[]) {
  const onTexts = vi.fn<(textOf: (id: string) => string) => void>();
  const store = createSheetStore({ columns, rows, labels }, { save: null, newKey: () => 'key', onTexts });
  const drafts = createDrafts(storage(), 'split', Date.now);
  store.start(drafts, () => {});
  const receive = (next: Row[]) => store.receive({ columns, rows: next, labels });
  return { store, drafts, receive, onTexts };
}

describe('a sheet in a form', () => {
  it('keeps what is typed on this machine, says so, and never calls it saved', async () => {
    const { store, drafts, onTexts } = open(rowsAt(1, { a: '10', b: '' }));
    store.commit([
      { id: 'a', text: '12' },
      { id: 'b', text: '5' },
    ]);
    expect(store.status()).toMatchObject({ kind: 'unsent', waiting: 2, text: 'Chưa lưu 2 ô, giữ trên máy này' });
    expect([store.motion('a'), drafts.all().size, store.wouldLose()]).toEqual([null, 2, false]);
    expect(onTexts.mock.lastCall?.[0]('b')).toBe('5');
    store.typing('b', '57');
    expect(['a', 'b'].map((id) => onTexts.mock.lastCall?.[0](id))).toEqual(['12', '57']);
    store.forgetTyping('b');
    expect(onTexts.mock.lastCall?.[0]('b')).toBe('5');
    expect(await store.flush()).toBe(true);
    expect(store.status().kind).toBe('unsent');
    store.undo();
    expect(store.status().waiting).toBe(0);
    expect(drafts.all().size).toBe(0);
  });

  it('brings it back after the page was closed', () => {
    open(rowsAt(1, { a: '10', b: '' })).store.commit([{ id: 'b', text: '5' }]);
    const again = open(rowsAt(1, { a: '10', b: '' }));
    expect([again.store.cell('b')?.text, again.store.status().waiting]).toEqual(['5', 1]);
    expect(again.store.notice()).toMatchObject({ undoable: true });
  });

  it('is settled by the rows that come after the form was sent', () => {
    const { store, drafts, receive } = open(rowsAt(1, { a: '10', b: '' }));
    store.commit([{ id: 'b', text: '5' }]);
    receive(rowsAt(2, { a: '10', b: '5' }));
    expect([store.status().kind, store.status().waiting, drafts.all().size]).toEqual(['idle', 0, 0]);
  });

  it('shows what the server refused beside the cell until it is typed anew', () => {
    const { store, receive } = open(rowsAt(1, { a: '10' }));
    store.commit([{ id: 'a', text: '12' }]);
    const refused = rowsAt(1, { a: '10' }, { a: { problem: 'Đơn vị đã giải thể' } });
    receive(refused);
    expect(store.cell('a')).toMatchObject({ text: '12', problem: 'Đơn vị đã giải thể' });
    store.commit([{ id: 'a', text: '13' }]);
    receive(refused.map((row) => ({ ...row })));
    expect(store.cell('a')).toMatchObject({ text: '13', problem: null });
  });

  it('makes a choice of a cell that someone else has saved otherwise, and leaves the rest', () => {
    const { store, drafts, receive } = open(rowsAt(1, { a: '10', b: '1' }));
    store.commit([
      { id: 'a', text: '12' },
      { id: 'b', text: '2' },
    ]);
    receive(rowsAt(2, { a: '11', b: '1' }));
    expect(store.cell('a')?.theirs).toMatchObject({ text: '11', version: 2 });
    expect(store.cell('b')?.theirs).toBeNull();
    expect(drafts.all().get('b')).toMatchObject({ text: '2', version: 2 });
    store.choose('a', 'theirs');
    expect([store.cell('a')?.text, store.status().waiting, drafts.all().has('a')]).toEqual(['11', 1, false]);
  });
});
