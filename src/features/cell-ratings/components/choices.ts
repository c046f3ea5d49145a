import { useState } from 'react';
import { type CapCounts, countsAfter } from '../rules';
import type { Level } from '../schema';

/** What a choice on the sheet is about. */
export type Choosable = { id: number; version: number; level: Level | null; isDecided: boolean; isOpen: boolean };
type Step = { id: number; from: Level | null };

/** Levels chosen on the sheet and not decided yet, with undo; nothing is written before the decision. */
export function useChoices(lines: readonly Choosable[]) {
  const [chosen, setChosen] = useState<ReadonlyMap<number, Level>>(new Map());
  const [past, setPast] = useState<readonly Step[]>([]);
  // a row that changed on the server is chosen anew
  const levelOf = (line: Choosable) => (line.isOpen ? (chosen.get(line.id) ?? line.level) : line.level);
  const put = (id: number, level: Level | null) =>
    setChosen((before) => {
      const after = new Map(before);
      if (level === null) after.delete(id);
      else after.set(id, level);
      return after;
    });
  function choose(line: Choosable, level: Level): void {
    if (!line.isOpen || levelOf(line) === level) return;
    setPast([...past, { id: line.id, from: chosen.get(line.id) ?? null }]);
    put(line.id, level);
  }
  function undo(): number | null {
    const last = past.at(-1);
    if (!last) return null;
    setPast(past.slice(0, -1));
    put(last.id, last.from);
    return last.id;
  }
  /** The row whose excellent came last of those that are open. */
  const latest = () => {
    const excellent = (id: number) => lines.find((line) => line.id === id && line.isOpen && levelOf(line) === 'EXCELLENT');
    const acted = past.toReversed().find(({ id }) => excellent(id));
    return acted?.id ?? lines.findLast((line) => line.isOpen && levelOf(line) === 'EXCELLENT')?.id ?? null;
  };
  /** What the cap would count when everything that is open were decided as chosen. */
  const counted = (counts: CapCounts) =>
    countsAfter(
      counts,
      lines.flatMap((line) => {
        const to = levelOf(line);
        return line.isOpen && to !== null ? [{ from: line.level, isDecided: line.isDecided, to }] : [];
      }),
    );
  return { levelOf, choose, undo, latest, counted, changes: past.length };
}
