import { useEffect, useMemo, useRef, useState } from 'react';
import { browserStorage, createDrafts } from '@/ui/sheet/drafts';
import { isByHand, type Proposed, propose } from './split-share';

type Text = { id: string; text: string };

export const BY_HAND = 'byHand';

/**
 * What a program has put into the cells of a split, and what was there from the start. Which texts a hand put in is kept with the
 * sheet's drafts, or after a reload every restored proposal would look like typing.
 */
export function useProposed(draftKey: string, opening: readonly Text[]): [Proposed, (texts: readonly Text[]) => void, KeepHands] {
  const drafts = useMemo(() => createDrafts(browserStorage(), draftKey, Date.now), [draftKey]);
  const [proposed, setProposed] = useState<Proposed>(() => propose(new Set(), opening));
  const kept = useRef<string | null>(null);
  useEffect(() => {
    const all = drafts.all();
    const byHand = new Set(all.get(BY_HAND)?.text.split(' '));
    const restored = [...all].filter(([id]) => id !== BY_HAND && !byHand.has(id)).map(([id, { text }]) => ({ id, text }));
    kept.current = [...byHand].join(' ');
    if (restored.length > 0) setProposed((known) => propose(known, restored));
  }, [drafts]);
  return [
    proposed,
    (texts) => setProposed((known) => propose(known, texts)),
    (cells) => {
      const byHand = cells
        .filter(({ id, text }) => isByHand(proposed, id, text))
        .map(({ id }) => id)
        .join(' ');
      if (kept.current === null || byHand === kept.current) return;
      kept.current = byHand;
      if (byHand === '') drafts.drop(BY_HAND);
      else drafts.put(BY_HAND, { text: byHand, version: 0 });
    },
  ];
}
type KeepHands = (cells: readonly Text[]) => void;
