import { useEffect, useMemo, useState } from 'react';
import { browserStorage, createDrafts } from './drafts';

/**
 * A field beside a sheet, kept with the sheet's drafts: what was typed is there again after a reload. Answers the text, its setter,
 * and what was typed before someone else saved (`version` has moved), which is shown but not put back.
 */
export function useKeptText(
  draftKey: string,
  id: string,
  version: number,
  saved: string,
): [text: string, keep: (text: string) => void, aside: string | null] {
  const [text, setText] = useState(saved);
  const [aside, setAside] = useState<string | null>(null);
  const drafts = useMemo(() => createDrafts(browserStorage(), draftKey, Date.now), [draftKey]);
  useEffect(() => {
    const draft = drafts.all().get(id);
    if (!draft || draft.text === saved) return;
    if (draft.version === version) setText(draft.text);
    else setAside(draft.text);
  }, [drafts, id, version, saved]);
  return [
    text,
    (typed) => {
      setText(typed);
      setAside(null);
      if (typed === saved) drafts.drop(id);
      else drafts.put(id, { text: typed, version });
    },
    aside,
  ];
}
