'use client';

import Search from 'lucide-react/icons/search';
import { type ComponentType, useCallback, useEffect, useState } from 'react';
import { Icon } from '../icon';
import type { SearchPaletteProps, SearchResult, SearchWords } from './search-palette';

type SearchButtonProps = {
  /** Answers `GET {endpoint}?q=…` with `{ "results": SearchResult[] }`. */
  endpoint: string;
  words: SearchWords & { /** On the button: «Tìm chỉ tiêu, khoa, quyết định». */ button: string };
};

/** The search box of the top bar and Ctrl K. The palette itself is fetched the first time it is opened. */
export function SearchButton({ endpoint, words }: SearchButtonProps) {
  const [open, setOpen] = useState(false);
  const [Palette, setPalette] = useState<ComponentType<SearchPaletteProps> | null>(null);
  const fetchPalette = useCallback(() => {
    import('./search-palette').then(
      (module) => setPalette(() => module.SearchPalette),
      () => undefined,
    );
  }, []);
  const show = useCallback(() => {
    fetchPalette();
    setOpen(true);
  }, [fetchPalette]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      event.preventDefault();
      show();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [show]);
  const search = useCallback(
    async (query: string, signal: AbortSignal): Promise<SearchResult[]> => {
      const answer = await fetch(`${endpoint}?${new URLSearchParams({ q: query })}`, { signal });
      if (!answer.ok) throw new Error(`search answered ${answer.status}`);
      const { results }: { results: SearchResult[] } = await answer.json();
      return results;
    },
    [endpoint],
  );
  return (
    <>
      <button
        type="button"
        className="find"
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K"
        onClick={show}
        onPointerEnter={fetchPalette}
      >
        <Icon of={Search} />
        <span>{words.button}</span>
        <kbd className="kbd">Ctrl K</kbd>
      </button>
      {Palette && <Palette open={open} onClose={() => setOpen(false)} search={search} words={words} />}
    </>
  );
}
