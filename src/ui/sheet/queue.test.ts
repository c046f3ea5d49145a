import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Change, SaveAnswer } from './model';
import { createQueue } from './queue';

const change = (id: string, text = '1', version = 0): Change => ({ id, column: 'done', text, version, source: 'TYPED' });

/** A queue whose answers are given by hand. */
function setUp() {
  const calls: { changes: Change[]; key: string; answer(given: SaveAnswer): void; fail(): void }[] = [];
  const on = { saved: vi.fn(), conflicts: vi.fn(), refused: vi.fn(), changed: vi.fn() };
  let keys = 0;
  const queue = createQueue(
    (changes, key) => new Promise((answer, reject) => calls.push({ changes, key, answer, fail: () => reject(new TypeError('network')) })),
    () => `key-${++keys}`,
    on,
  );
  const call = (index: number) => {
    const found = calls[index];
    if (!found) throw new Error(`no call ${index}`);
    return found;
  };
  const settle = () => vi.advanceTimersByTimeAsync(0);
  const allSaved = async (index: number) => {
    const { changes, answer } = call(index);
    answer({
      kind: 'saved',
      saved: changes.map(({ id, text, version }) => ({ id, text, version: version + 1, problem: null })),
      conflicts: [],
    });
    await settle();
  };
  return { queue, calls, call, on, settle, allSaved };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('gathering', () => {
  it('sends one batch 600 ms after the last change', async () => {
    const { queue, calls, call } = setUp();
    queue.put([change('a')]);
    await vi.advanceTimersByTimeAsync(500);
    queue.put([change('b')]);
    await vi.advanceTimersByTimeAsync(599);
    expect(calls).toHaveLength(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(call(0).changes.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('does not wait for ever on someone who never pauses', async () => {
    const { queue, calls } = setUp();
    for (let index = 0; index < 10; index++) {
      queue.put([change(`c${index}`)]);
      await vi.advanceTimersByTimeAsync(500);
    }
    expect(calls.length).toBeGreaterThan(0);
  });

  it('sends one request at a time, and the newer text of a cell with the version just saved', async () => {
    const { queue, calls, call, allSaved } = setUp();
    queue.put([change('a', '1', 4)]);
    await vi.advanceTimersByTimeAsync(600);
    queue.put([change('a', '2', 4), change('b')]);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(calls).toHaveLength(1);
    await allSaved(0);
    expect(call(1).changes).toEqual([change('a', '2', 5), change('b')]);
    expect(call(1).key).not.toBe(call(0).key);
  });

  it('takes a cell back that was not sent', async () => {
    const { queue, calls } = setUp();
    queue.put([change('a')]);
    expect(queue.withdraw('a')).toBe(true);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(calls).toHaveLength(0);
    expect(queue.phase()).toBe('idle');
  });
});

describe('without an answer', () => {
  it('repeats the same changes under the same key, later and later, at most every 30 s', async () => {
    const { queue, calls, call, settle, allSaved } = setUp();
    queue.put([change('a')]);
    await vi.advanceTimersByTimeAsync(600);
    const waits = [2, 4, 8, 16, 30, 30];
    for (const [index, seconds] of waits.entries()) {
      call(index).fail();
      await settle();
      expect(queue.phase()).toBe('offline');
      if (index === 0) queue.put([change('a', '9'), change('b')]);
      await vi.advanceTimersByTimeAsync(seconds * 1000 - 1);
      expect(calls).toHaveLength(index + 1);
      await vi.advanceTimersByTimeAsync(1);
      expect(calls).toHaveLength(index + 2);
    }
    expect(new Set(calls.map(({ key }) => key)).size).toBe(1);
    expect(call(6).changes).toEqual([change('a')]);
    await allSaved(6);
    expect(call(7).changes).toEqual([change('a', '9', 1), change('b')]);
    await allSaved(7);
    expect(queue.phase()).toBe('idle');
  });

  it('tries at once when the network is back', async () => {
    const { queue, calls, call, settle } = setUp();
    queue.put([change('a')]);
    await vi.advanceTimersByTimeAsync(600);
    call(0).fail();
    await settle();
    queue.retry();
    await settle();
    expect(calls).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(2_000);
    expect(calls).toHaveLength(2);
  });

  it('gives up waiting after 20 s and does not take a late answer for the second one', async () => {
    const { queue, calls, on, allSaved } = setUp();
    queue.put([change('a')]);
    await vi.advanceTimersByTimeAsync(600 + 20_000);
    expect(queue.phase()).toBe('offline');
    await vi.advanceTimersByTimeAsync(2_000);
    expect(calls).toHaveLength(2);
    await allSaved(0);
    expect(on.saved).not.toHaveBeenCalled();
    await allSaved(1);
    expect(on.saved).toHaveBeenCalledOnce();
  });

  it('repeats nothing after the sheet is gone', async () => {
    const { queue, calls, call, settle } = setUp();
    queue.put([change('a')]);
    void queue.flush();
    queue.stop();
    await settle();
    call(0).fail();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toHaveLength(1);
  });
});

describe('refused', () => {
  it('keeps everything when signed out and repeats under the same key once back', async () => {
    const { queue, calls, call, settle, allSaved } = setUp();
    queue.put([change('a')]);
    await vi.advanceTimersByTimeAsync(600);
    call(0).answer({ kind: 'refused', message: '', signedOut: true });
    await settle();
    queue.put([change('b')]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect([queue.phase(), calls.length, queue.waiting().size]).toEqual(['signedOut', 1, 2]);
    queue.retry();
    await settle();
    expect(call(1).key).toBe(call(0).key);
    await allSaved(1);
    expect(call(2).changes).toEqual([change('b')]);
  });

  it('holds only the blamed cells and saves the others', async () => {
    const { queue, call, on, settle, allSaved } = setUp();
    queue.put([change('a'), change('b'), change('c')]);
    await vi.advanceTimersByTimeAsync(600);
    call(0).answer({ kind: 'refused', message: 'Ô lạ', problems: [{ id: 'b', message: 'Khoa không báo chỉ tiêu này' }] });
    await settle();
    expect(on.refused).toHaveBeenCalledWith('Ô lạ', [{ id: 'b', message: 'Khoa không báo chỉ tiêu này' }]);
    expect(call(1).changes.map(({ id }) => id)).toEqual(['a', 'c']);
    await allSaved(1);
    expect([queue.phase(), queue.held()]).toEqual(['idle', 1]);
    expect(await queue.flush()).toBe(false);
  });

  it('holds all when none is blamed, until asked or typed again', async () => {
    const { queue, calls, call, settle, allSaved } = setUp();
    queue.put([change('a'), change('b')]);
    await vi.advanceTimersByTimeAsync(600);
    call(0).answer({ kind: 'refused', message: 'Kỳ đã khóa' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toHaveLength(1);
    queue.put([change('a', '2')]);
    await vi.advanceTimersByTimeAsync(600);
    expect(call(1).changes).toEqual([change('a', '2')]);
    await allSaved(1);
    queue.release();
    await settle();
    expect(call(2).changes).toEqual([change('b')]);
  });
});

describe('two versions', () => {
  it('reports them and sends nothing more of that cell', async () => {
    const { queue, calls, call, on, settle } = setUp();
    queue.put([change('a', '3.346', 1), change('b')]);
    await vi.advanceTimersByTimeAsync(600);
    queue.put([change('a', '3.347', 1)]);
    const theirs = { text: '3.364', version: 2, by: 'BS Thắm', at: '' };
    call(0).answer({ kind: 'saved', saved: [{ id: 'b', text: '1', version: 1, problem: null }], conflicts: [{ id: 'a', theirs }] });
    await settle();
    expect(on.conflicts).toHaveBeenCalledWith([{ id: 'a', theirs }]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect([calls.length, queue.waiting().size]).toEqual([1, 0]);
  });
});

describe('flush', () => {
  it('sends at once and says when all is saved', async () => {
    const { queue, call, settle, allSaved } = setUp();
    queue.put([change('a')]);
    const flushed = queue.flush();
    await settle();
    queue.put([change('b')]);
    expect(call(0).changes).toHaveLength(1);
    await allSaved(0);
    await allSaved(1);
    expect(await flushed).toBe(true);
    expect(await queue.flush()).toBe(true);
  });

  it('says no when the network is away', async () => {
    const { queue, call, settle } = setUp();
    queue.put([change('a')]);
    const flushed = queue.flush();
    await settle();
    call(0).fail();
    expect(await flushed).toBe(false);
    expect(await queue.flush()).toBe(false);
  });

  it('takes a save that throws for one without an answer', async () => {
    const queue = createQueue(
      () => {
        throw new Error('before any promise');
      },
      () => 'key',
      { saved: () => {}, conflicts: () => {}, refused: () => {}, changed: () => {} },
    );
    queue.put([change('a')]);
    expect(await queue.flush()).toBe(false);
    queue.stop();
  });
});
