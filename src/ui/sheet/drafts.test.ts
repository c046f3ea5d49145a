import { describe, expect, it } from 'vitest';
import { createDrafts, type DraftStorage } from './drafts';

function storage(): DraftStorage & { map: Map<string, string> } {
  const map = new Map<string, string>();
  return {
    map,
    get length() {
      return map.size;
    },
    key: (index) => [...map.keys()][index] ?? null,
    getItem: (key) => map.get(key) ?? null,
    setItem: (key, value) => void map.set(key, value),
    removeItem: (key) => void map.delete(key),
  };
}
const DAY = 86_400_000;

describe('drafts in this browser', () => {
  it('keep a cell under its account and sheet', () => {
    const kept = storage();
    const mine = createDrafts(kept, '17/report/12', () => 5);
    expect(mine.put('tt:1', { text: '12a', version: 3 })).toBe(true);
    expect(createDrafts(kept, '17/report/12', () => 6).all()).toEqual(new Map([['tt:1', { text: '12a', version: 3, at: 5 }]]));
    expect(createDrafts(kept, '18/report/12', () => 6).all().size).toBe(0);
    expect(createDrafts(kept, '17/report/1', () => 6).all().size).toBe(0);
  });

  it('drop only the text that was saved', () => {
    const drafts = createDrafts(storage(), 's', () => 0);
    drafts.put('a', { text: 'newer, from another tab', version: 1 });
    drafts.drop('a', 'saved');
    expect(drafts.all().size).toBe(1);
    drafts.drop('a', 'newer, from another tab');
    expect(drafts.all().size).toBe(0);
  });

  it('are thrown away after thirty days, whoever left them, and when broken', () => {
    const kept = storage();
    createDrafts(kept, 'old', () => 0).put('a', { text: '1', version: 0 });
    createDrafts(kept, 's', () => 2 * DAY).put('b', { text: '2', version: 0 });
    kept.map.set('sheet-draft:s:c', '{"text":1}');
    kept.map.set('sheet-draft:s:d', 'nonsense');
    kept.map.set('theme', 'dark');
    expect([
      ...createDrafts(kept, 's', () => 31 * DAY)
        .all()
        .keys(),
    ]).toEqual(['b']);
    expect([...kept.map.keys()]).toEqual(['sheet-draft:s:b', 'theme']);
  });

  it('say no instead of failing where nothing can be kept', () => {
    const full = {
      ...storage(),
      setItem: () => {
        throw new DOMException('full', 'QuotaExceededError');
      },
    };
    const broken = {
      ...storage(),
      key: () => {
        throw new Error('denied');
      },
      length: 1,
    };
    expect(createDrafts(full, 's', () => 0).put('a', { text: '1', version: 0 })).toBe(false);
    expect(createDrafts(null, 's', () => 0).put('a', { text: '1', version: 0 })).toBe(false);
    expect(createDrafts(broken, 's', () => 0).all().size).toBe(0);
  });
});
