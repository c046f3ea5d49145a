import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import labels from '@/i18n/messages/vi/sheet.json';
import { createDrafts, type DraftStorage } from './drafts';
import type { Change, Column, EntryCell, Row, SaveAnswer } from './model';
import { createSheetStore, type SheetContent } from './store';

const columns: Column[] = [
  { key: 'unit', label: 'Đơn vị', kind: 'unit' },
  { key: 'done', label: 'Thực hiện', kind: 'entry' },
  { key: 'percent', label: '% KH', kind: 'derived' },
];
const cell = (id: string, more: Partial<EntryCell> = {}): EntryCell => ({ id, text: '', version: 0, decimals: 0, required: true, ...more });
const row = (id: string, more: Partial<EntryCell> = {}): Row => ({
  key: `row-${id}`,
  kind: 'row',
  label: id,
  read: { unit: 'ca' },
  entry: { done: cell(id, more) },
});
const threeRows = (): Row[] => [
  { key: 'g', kind: 'group', label: '1. Khám bệnh' },
  row('tt', { text: '3.000', version: 1 }),
  row('tt1', { text: '600', version: 1 }),
  row('kt'),
];
const theirs = { text: '3.364', version: 2, by: 'BS Thắm', at: '2026-10-02T07:12:00Z' };

function memory(): DraftStorage {
  const map = new Map<string, string>();
  return {
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}

/** A sheet with a server that takes everything, unless told otherwise. */
function open({
  rows = threeRows(),
  storage = memory() as DraftStorage | null,
  ...more
}: Partial<SheetContent> & { storage?: DraftStorage | null } = {}) {
  const sent: Change[][] = [];
  const server = {
    answer: async (changes: Change[]): Promise<SaveAnswer> => ({
      kind: 'saved',
      saved: changes.map(({ id, text, version }) => ({ id, text, version: version + 1, problem: null })),
      conflicts: [],
    }),
  };
  const drafts = createDrafts(storage, 'sheet', Date.now);
  const written = new Map<string, string>();
  const store = createSheetStore(
    { columns, rows, labels, ...more },
    {
      save: (changes) => {
        sent.push(changes);
        return server.answer(changes);
      },
      newKey: () => 'key',
    },
  );
  store.start(drafts, (id, text) => void written.set(id, text));
  const type = (id: string, text: string) => store.commit([{ id, text }]);
  const saved = () => vi.advanceTimersByTimeAsync(600);
  return { store, server, sent, drafts, written, type, saved, storage };
}

beforeEach(() => void vi.useFakeTimers({ now: Date.parse('2026-10-02T07:12:00Z') }));
afterEach(() => void vi.useRealTimers());

describe('typing', () => {
  it('shows what was read, saves it with its version, and says so', async () => {
    const { store, sent, written, type, saved, drafts } = open();
    type('tt', '3346');
    expect(written.get('tt')).toBe('3.346');
    expect([store.motion('tt'), store.status().text]).toEqual(['saving', 'Đang lưu 1 ô']);
    expect(drafts.all().get('tt')).toMatchObject({ text: '3.346', version: 1 });
    await saved();
    expect(sent).toEqual([[{ id: 'tt', column: 'done', text: '3.346', version: 1, source: 'TYPED' }]]);
    expect([store.motion('tt'), store.status().kind, store.status().text]).toEqual(['saved', 'saved', 'Đã lưu 14:12']);
    expect(drafts.all().size).toBe(0);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(store.motion('tt')).toBeNull();
    type('tt', '3347');
    await saved();
    expect(sent[1]?.[0]?.version).toBe(2);
  });

  it('sends what it cannot read too, and keeps the text with the server’s reason', async () => {
    const { store, server, sent, type, saved } = open();
    server.answer = async () => ({
      kind: 'saved',
      saved: [{ id: 'tt1', text: '12a', version: 2, problem: 'Không đọc được số này.' }],
      conflicts: [],
    });
    type('tt1', '12a');
    expect(store.cell('tt1')).toMatchObject({ text: '12a', problem: labels.problem.notANumber });
    await saved();
    expect(sent[0]?.[0]?.text).toBe('12a');
    expect(store.cell('tt1')).toMatchObject({ text: '12a', problem: 'Không đọc được số này.' });
    expect(store.status().text).toBe('Đã lưu 14:12. Còn 1 ô chưa đọc được');
    type('tt1', '12');
    expect(store.cell('tt1')?.problem).toBeNull();
  });

  it('sends nothing when the number is the same, or is put back in time', async () => {
    const { store, sent, type, saved, drafts } = open();
    type('tt', '3000');
    type('tt1', '601');
    store.undo();
    await saved();
    expect([sent, drafts.all().size, store.status().waiting]).toEqual([[], 0, 0]);
  });

  it('leaves locked and computed cells alone', () => {
    const { store, type } = open({ rows: [row('a', { text: '90', locked: true }), row('b', { text: '5', computed: true })] });
    expect([type('a', '1'), type('b', '1')]).toEqual([0, 0]);
    expect(store.cell('a')?.text).toBe('90');
  });

  it('keeps the newer text when the answer to an older one arrives', async () => {
    const { store, server, sent, type, saved } = open();
    let answer: (given: SaveAnswer) => void = () => {};
    server.answer = () => new Promise((resolve) => (answer = resolve));
    type('tt', '1');
    await saved();
    type('tt', '2');
    answer({ kind: 'saved', saved: [{ id: 'tt', text: '1', version: 2, problem: null }], conflicts: [] });
    await vi.advanceTimersByTimeAsync(0);
    expect(store.cell('tt')).toMatchObject({ text: '2', saved: { text: '1', version: 2 } });
    expect(sent[1]).toMatchObject([{ text: '2', version: 2 }]);
  });

  it('draws only the rows it touches', () => {
    const { store, type } = open();
    const drawn = () => ['row-tt', 'row-tt1', 'row-kt', 'g'].map(store.drawn);
    const before = drawn();
    type('tt', '3346');
    expect(drawn().map((count, index) => count - (before[index] ?? 0))).toEqual([1, 0, 0, 0]);
    type('kt', '1');
    expect(store.tally('g')).toBe('3/3 đã điền');
    expect(drawn()[3]).toBe((before[3] ?? 0) + 1);
  });
});

describe('undo', () => {
  it('goes back over a paste as one group, and saves that too', async () => {
    const { store, sent, saved } = open();
    store.commit(
      [
        { id: 'tt', text: '1' },
        { id: 'tt1', text: '2' },
        { id: 'kt', text: '3' },
      ],
      'PASTED',
    );
    await saved();
    expect(store.undo()).toBe('tt');
    expect(['tt', 'tt1', 'kt'].map((id) => store.cell(id)?.text)).toEqual(['3.000', '600', '']);
    await saved();
    expect(sent[0]?.map(({ source }) => source)).toEqual(['PASTED', 'PASTED', 'PASTED']);
    expect(sent[1]).toHaveLength(3);
    store.redo();
    expect(store.cell('kt')?.text).toBe('3');
    expect(store.status()).toMatchObject({ canUndo: true, canRedo: false });
  });

  it('does not undo over a figure that has moved on', async () => {
    const { store, sent, type, saved } = open();
    type('tt', '1');
    await saved();
    store.receive({ columns, labels, rows: [row('tt', { text: '77', version: 9 })] });
    expect(store.undo()).toBeNull();
    await saved();
    expect([store.cell('tt')?.text, sent.length, store.notice()?.text]).toEqual(['77', 1, '1 ô đã có số mới hơn nên giữ nguyên']);
  });
});

describe('two versions', () => {
  async function inConflict() {
    const sheet = open();
    const { server, type, saved } = sheet;
    const takeAll = server.answer;
    server.answer = async () => ({ kind: 'saved', saved: [], conflicts: [{ id: 'tt', theirs }] });
    type('tt', '3346');
    await saved();
    server.answer = takeAll;
    return sheet;
  }

  it('keeps both and overwrites nobody', async () => {
    const { store, sent, type, saved } = await inConflict();
    expect(store.cell('tt')).toMatchObject({ text: '3.346', theirs });
    expect(store.status()).toMatchObject({ conflicts: 1, waiting: 0, text: 'Còn 1 ô có hai bản' });
    type('tt', '3350');
    await saved();
    expect(sent).toHaveLength(1);
    expect(store.cell('tt')).toMatchObject({ text: '3.350', theirs });
    expect(await store.flush()).toBe(false);
  });

  it('«mine» is saved over their version', async () => {
    const { store, sent, saved, drafts } = await inConflict();
    store.choose('tt', 'mine');
    await saved();
    expect(sent[1]).toMatchObject([{ text: '3.346', version: 2 }]);
    expect([store.cell('tt')?.theirs, drafts.all().size]).toEqual([null, 0]);
  });

  it('«theirs» replaces mine, sends nothing, and can be undone', async () => {
    const { store, sent, saved, written, drafts } = await inConflict();
    store.choose('tt', 'theirs');
    await saved();
    expect([sent.length, written.get('tt'), drafts.all().size]).toEqual([1, '3.364', 0]);
    store.undo();
    await saved();
    expect(sent[1]).toMatchObject([{ text: '3.346', version: 2 }]);
  });

  it('the same figure typed twice is no conflict', async () => {
    const { store, server, type, saved } = open();
    server.answer = async () => ({ kind: 'saved', saved: [], conflicts: [{ id: 'tt', theirs }] });
    type('tt', '3364');
    await saved();
    expect(store.cell('tt')).toMatchObject({ theirs: null, saved: { version: 2 } });
  });
});

describe('what this browser kept', () => {
  const offline = async () => {
    throw new TypeError('network');
  };

  it('comes back after a reload and is saved when nobody changed the cell', async () => {
    const first = open();
    first.server.answer = offline;
    first.type('tt', '3346');
    first.type('kt', 'hai');
    await first.saved();
    expect([first.store.status().kind, first.store.status().text]).toEqual([
      'offline',
      'Mất mạng, giữ 2 ô trên máy này. Còn 1 ô chưa đọc được',
    ]);
    expect([first.store.motion('tt'), first.store.wouldLose()]).toEqual(['kept', false]);

    const second = open({ storage: first.storage });
    expect(second.written.get('tt')).toBe('3.346');
    expect(second.store.notice()).toEqual({ text: 'Đã lấy lại 2 ô bạn gõ trước đó trên máy này', undoable: true });
    await second.saved();
    expect(second.sent[0]?.map(({ id, text, version }) => [id, text, version])).toEqual([
      ['tt', '3.346', 1],
      ['kt', 'hai', 0],
    ]);
    expect(second.drafts.all().size).toBe(0);
  });

  it('keeps a text that was still being typed', async () => {
    const first = open();
    first.store.typing('tt', '33');
    await vi.advanceTimersByTimeAsync(300);
    first.store.typing('tt', '334');
    first.store.keepTyping();
    const second = open({ storage: first.storage });
    expect(second.store.cell('tt')?.text).toBe('334');
  });

  it('forgets typing that was taken back', async () => {
    const { store, drafts } = open();
    store.typing('tt', '33');
    await vi.advanceTimersByTimeAsync(300);
    store.forgetTyping('tt');
    expect(drafts.all().size).toBe(0);
  });

  it('becomes a choice when someone saved meanwhile', async () => {
    const first = open();
    first.server.answer = offline;
    first.type('tt', '3346');
    const changed = [row('tt', { text: '3.364', version: 2, by: 'BS Thắm', at: theirs.at })];
    const { store, sent, saved } = open({ rows: changed, storage: first.storage });
    expect(store.cell('tt')).toMatchObject({ text: '3.346', theirs });
    expect(store.notice()?.text).toBe('Đã lấy lại 1 ô bạn gõ trước đó trên máy này; 1 ô đã có bản mới, chọn bản giữ lại');
    await saved();
    expect(sent).toEqual([]);
  });

  it('is dropped when the server already has it (the answer was lost), and is ours when it has our earlier text', () => {
    const storage = memory();
    const drafts = createDrafts(storage, 'sheet', Date.now);
    drafts.put('tt', { text: '3.346', version: 1 });
    drafts.put('tt1', { text: '602', version: 1, sent: '601' });
    const { store } = open({ rows: [row('tt', { text: '3.346', version: 2 }), row('tt1', { text: '601', version: 2 })], storage });
    expect(store.cell('tt')).toMatchObject({ text: '3.346', theirs: null });
    expect(store.cell('tt1')).toMatchObject({ text: '602', theirs: null });
    expect([...drafts.all().keys()]).toEqual(['tt1']);
  });

  it('is shown beside a cell that has closed since', () => {
    const storage = memory();
    createDrafts(storage, 'sheet', Date.now).put('tt', { text: '3346', version: 1 });
    const { store } = open({ rows: [row('tt', { text: '3.000', version: 1, locked: true })], storage });
    expect(store.cell('tt')).toMatchObject({ text: '3.000', aside: 'Ô đã đóng; bạn đã gõ 3.346 trước đó' });
  });

  it('is not taken back in silence: the page before may have sent it already', async () => {
    const storage = memory();
    const drafts = createDrafts(storage, 'sheet', Date.now);
    drafts.put('kt', { text: '12', version: 0 });
    const { type, sent, saved } = open({ storage });
    type('kt', '');
    await saved();
    expect(sent.map(([change]) => change?.text)).toEqual(['12', '']);
    expect(sent[1]?.[0]?.version).toBe(1);
  });

  it('where nothing can be kept, only leaving is dangerous', async () => {
    const { store, server, type, saved } = open({ storage: null });
    expect(store.wouldLose()).toBe(false);
    type('tt', '1');
    expect(store.wouldLose()).toBe(true);
    await saved();
    expect(store.wouldLose()).toBe(false);
    server.answer = offline;
    type('tt', '2');
    await saved();
    expect(store.status().kind).toBe('notKept');
  });
});

describe('refusals', () => {
  it('says the server’s sentence, keeps the texts, and sends again when asked', async () => {
    const { store, server, sent, type, saved } = open();
    const takeAll = server.answer;
    server.answer = async () => ({ kind: 'refused', message: 'Kỳ đã khóa ngày 05/10.' });
    type('tt', '1');
    await saved();
    expect(store.status()).toMatchObject({ kind: 'refused', text: 'Chưa lưu 1 ô: Kỳ đã khóa ngày 05/10.', waiting: 1 });
    expect(store.motion('tt')).toBe('kept');
    server.answer = takeAll;
    store.release();
    await vi.advanceTimersByTimeAsync(0);
    expect(sent).toHaveLength(2);
    expect(store.status()).toMatchObject({ kind: 'saved', waiting: 0 });
  });

  it('puts a cell’s own reason on the cell', async () => {
    const { store, server, type, saved } = open();
    server.answer = async () => ({ kind: 'refused', message: 'Còn 1 ô', problems: [{ id: 'tt', message: 'Chỉ tiêu tự tính' }] });
    type('tt', '1');
    await saved();
    expect(store.cell('tt')?.problem).toBe('Chỉ tiêu tự tính');
  });

  it('keeps everything while signed out and goes on when back', async () => {
    const { store, server, type, saved } = open();
    const takeAll = server.answer;
    server.answer = async () => ({ kind: 'refused', message: '', signedOut: true });
    type('tt', '1');
    await saved();
    expect(store.status()).toMatchObject({ kind: 'signedOut', text: 'Phiên làm việc đã hết, giữ 1 ô trên máy này.' });
    server.answer = takeAll;
    store.retry();
    await vi.advanceTimersByTimeAsync(0);
    expect(store.status().kind).toBe('saved');
  });
});

describe('new rows from the server', () => {
  it('replace what rests, not what waits, and not by something older', async () => {
    const { store, written, type, saved } = open();
    type('tt', '1');
    await saved();
    type('tt1', '2');
    const rows = [row('tt', { text: '3.000', version: 1 }), row('tt1', { text: '700', version: 5 }), row('kt', { text: '8', version: 1 })];
    store.receive({ columns, labels, rows });
    expect(['tt', 'tt1', 'kt'].map((id) => store.cell(id)?.text)).toEqual(['1', '2', '8']);
    expect(written.get('kt')).toBe('8');
  });

  it('refresh computed cells that came with a save', async () => {
    const { store, server, type, saved } = open({ rows: [row('tt'), row('rate', { computed: true, text: '–' })] });
    server.answer = async () => ({
      kind: 'saved',
      saved: [
        { id: 'tt', text: '5', version: 1, problem: null },
        { id: 'rate', text: '99,4', version: 0, problem: null },
      ],
      conflicts: [],
    });
    type('tt', '5');
    await saved();
    expect([store.cell('rate')?.text, store.motion('rate')]).toEqual(['99,4', null]);
  });
});

it('derives from what is typed, also from other rows and into computed cells', () => {
  const rows = [row('days', { text: '90' }), row('rate', { computed: true, text: '–' })];
  const { store, type } = open({
    rows,
    derive: (at, texts, textOf) => ({
      percent: { text: `${texts.done} %`, tone: 'ok' },
      ...(at.key === 'row-rate' && { done: `${textOf('days')}/92` }),
    }),
  });
  type('days', '91');
  expect(store.cell('rate')?.text).toBe('91/92');
  expect(store.textAt({ row: 0, column: 2 })).toBe('91 %');
  expect(store.textAt({ row: 0, column: 0 })).toBe('ca');
});

it('puts cards that need a hand first, unless the whole sheet is new', () => {
  const { store } = open({ rows: [row('a', { text: '1' }), row('b', { text: '2', pin: 'Thiếu QĐ' }), row('c', { text: '3' }), row('d')] });
  expect(['row-a', 'row-b', 'row-c', 'row-d'].map(store.rank)).toEqual([0, 1, 0, 3]);
  expect(open({ rows: [row('a'), row('b'), row('c', { text: '1' })] }).store.firstCount()).toBe(0);
});
