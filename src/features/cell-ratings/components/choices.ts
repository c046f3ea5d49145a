import { useEffect, useMemo, useState } from 'react';
import { RATED_LEVELS } from '@/features/rating-rules/rules/levels';
import { browserStorage, createDrafts } from '@/ui/sheet/drafts';
import { type CampaignCounts, countsAfter } from '../rules';
import type { Level } from '../schema';

/** What a choice on the sheet is about. A level that was appealed against stands, but is chosen anew. */
export type Choosable = { id: number; version: number; level: Level | null; isDecided: boolean; isOpen: boolean };
type Choice = { level: Level; version: number };
type Step = { id: number; from: Level | null };
/** A row that somebody else changed since it was looked at, and what was chosen for it here. */
export type Moved = { id: number; mine: Level | null; theirs: Level | null };

/**
 * Levels chosen on the sheet and not decided yet, with undo; nothing is written before the decision. They are kept in this browser, so that
 * a reload loses none; what somebody else changed meanwhile is told and waits for an answer.
 */
export function useChoices(lines: readonly Choosable[], draftKey: string) {
  const drafts = useMemo(() => createDrafts(browserStorage(), draftKey, Date.now), [draftKey]);
  const [chosen, setChosen] = useState<ReadonlyMap<number, Choice>>(new Map());
  const [past, setPast] = useState<readonly Step[]>([]);
  const [seen, setSeen] = useState<ReadonlyMap<number, Level | null>>(() => new Map(lines.map(({ id, level }) => [id, level])));
  const [restoredAt, setRestoredAt] = useState<number | null>(null);
  const [isKept, setKept] = useState(true);

  useEffect(() => {
    const found = [...drafts.all()].flatMap(([id, { text, version, at }]) => {
      const level = RATED_LEVELS.find((one) => one === text);
      return level ? [{ id: Number(id), level, version, at }] : [];
    });
    if (found.length === 0) return;
    setChosen(new Map(found.map(({ id, level, version }) => [id, { level, version }])));
    setRestoredAt(Math.max(...found.map(({ at }) => at)));
  }, [drafts]);

  useEffect(() => {
    // what came about is no choice any more
    const done = lines.filter(({ id, level, version }) => {
      const choice = chosen.get(id);
      return choice !== undefined && choice.version !== version && choice.level === level;
    });
    if (done.length === 0) return;
    for (const { id } of done) drafts.drop(String(id));
    setChosen((before) => new Map([...before].filter(([id]) => done.every((line) => line.id !== id))));
    setSeen((before) => new Map([...before, ...done.map(({ id, level }) => [id, level] as const)]));
  }, [lines, chosen, drafts]);

  const valid = ({ id, version, isOpen }: Choosable) => {
    const choice = chosen.get(id);
    return isOpen && choice?.version === version ? choice.level : null;
  };
  const levelOf = (line: Choosable): Level | null => valid(line) ?? (line.isOpen && line.isDecided ? null : line.level);
  const put = ({ id, version }: Pick<Choosable, 'id' | 'version'>, level: Level | null) => {
    if (level === null) drafts.drop(String(id));
    else setKept(drafts.put(String(id), { text: level, version }));
    setChosen((before) => {
      const after = new Map(before);
      if (level === null) after.delete(id);
      else after.set(id, { level, version });
      return after;
    });
  };
  function choose(line: Choosable, level: Level): void {
    if (!line.isOpen || levelOf(line) === level) return;
    setPast([...past, { id: line.id, from: valid(line) }]);
    put(line, level);
  }
  function undo(): number | null {
    const last = past.at(-1);
    const line = lines.find(({ id }) => id === last?.id);
    if (!last || !line) return null;
    setPast(past.slice(0, -1));
    put(line, last.from);
    return last.id;
  }
  function forget(): void {
    for (const [id] of chosen) drafts.drop(String(id));
    setChosen(new Map());
    setPast([]);
    setRestoredAt(null);
  }
  const moved: Moved[] = lines.flatMap(({ id, version, level }): Moved[] => {
    const mine = chosen.get(id);
    if (mine) return mine.version === version || mine.level === level ? [] : [{ id, mine: mine.level, theirs: level }];
    return !seen.has(id) || seen.get(id) === level ? [] : [{ id, mine: null, theirs: level }];
  });
  /** Answers a change of somebody else: with the own choice where the row is still open, or with what it is now. */
  function settle(line: Choosable, keepMine: boolean): void {
    const mine = chosen.get(line.id)?.level ?? null;
    setSeen((before) => new Map(before).set(line.id, line.level));
    put(line, keepMine && line.isOpen ? mine : null);
  }
  /** The row whose excellent came last of those that are open. */
  const latest = () => {
    const excellent = (id: number) => lines.find((line) => line.id === id && line.isOpen && levelOf(line) === 'EXCELLENT');
    const acted = past.toReversed().find(({ id }) => excellent(id));
    return acted?.id ?? lines.findLast((line) => line.isOpen && levelOf(line) === 'EXCELLENT')?.id ?? null;
  };
  /** What the cap would count when everything that is open were decided as chosen. */
  const counted = (counts: CampaignCounts) =>
    countsAfter(
      counts,
      lines.flatMap((line) => {
        const to = levelOf(line);
        return line.isOpen && to !== null ? [{ from: line.level, isDecided: line.isDecided, to }] : [];
      }),
    );
  const pending = lines.filter((line) => valid(line) !== null).length;
  return { levelOf, choose, undo, forget, latest, counted, moved, settle, pending, restoredAt, isKept, drafts };
}
