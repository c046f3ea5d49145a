/** One cell's change of text, as shown. */
export type Step = { id: string; from: string; to: string };

const MAXIMUM_GROUPS = 200;

/** Undo and redo by groups: one typed cell, one paste, one fill down. */
export function createHistory() {
  const done: Step[][] = [];
  const undone: Step[][] = [];
  return {
    push(group: Step[]): void {
      if (group.length === 0) return;
      done.push(group);
      if (done.length > MAXIMUM_GROUPS) done.shift();
      undone.length = 0;
    },
    /** The steps to take, already turned round; null when there is nothing to undo. */
    undo(): Step[] | null {
      const group = done.pop();
      if (!group) return null;
      undone.push(group);
      return group.map(({ id, from, to }) => ({ id, from: to, to: from }));
    },
    redo(): Step[] | null {
      const group = undone.pop();
      if (!group) return null;
      done.push(group);
      return group;
    },
    /** The server shows a saved text in another way: the steps must know it, or undo would take it for someone else's. */
    rename(id: string, before: string, after: string): void {
      for (const group of [...done, ...undone])
        for (const step of group) {
          if (step.id !== id) continue;
          if (step.from === before) step.from = after;
          if (step.to === before) step.to = after;
        }
    },
    canUndo: () => done.length > 0,
    canRedo: () => undone.length > 0,
  };
}
