/**
 * Who must be drawn again. Rows listen each for themselves; the rest (status, notice) listens to everything. Several changes
 * inside `together` are drawn once.
 */
export function createRedraw(before: () => void) {
  const drawn = new Map<string, number>();
  const rowListeners = new Map<string, () => void>();
  const listeners = new Set<() => void>();
  const touched = new Set<string>();
  let depth = 0;

  function draw(): void {
    before();
    const keys = [...touched];
    touched.clear();
    for (const key of keys) {
      drawn.set(key, (drawn.get(key) ?? 0) + 1);
      rowListeners.get(key)?.();
    }
    for (const listen of listeners) listen();
  }

  return {
    touch: (rowKey: string | undefined): void => {
      if (rowKey !== undefined) touched.add(rowKey);
    },
    together<Result>(work: () => Result): Result {
      depth++;
      try {
        return work();
      } finally {
        depth--;
        if (depth === 0) draw();
      }
    },
    /** How often a row was drawn again: its snapshot for React. */
    drawn: (rowKey: string): number => drawn.get(rowKey) ?? 0,
    subscribe(listen: () => void): () => void {
      listeners.add(listen);
      return () => listeners.delete(listen);
    },
    subscribeRow(rowKey: string, listen: () => void): () => void {
      rowListeners.set(rowKey, listen);
      return () => rowListeners.delete(rowKey);
    },
  };
}
