'use client';

import Search from 'lucide-react/icons/search';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { Icon } from '../icon';

const WAIT_MS = 150;

export type SearchResult = {
  id: string;
  title: string;
  detail?: string;
  /** What kind of thing it is: «Khoa», «Chỉ tiêu». */
  kind?: string;
  href: string;
};

export type SearchWords = {
  /** Names the palette and its field: «Tìm». */
  title: string;
  placeholder: string;
  /** Before anything is typed: what can be found. */
  hint: string;
  searching: string;
  /** `{query}` stands for what was typed. */
  nothing: string;
  failed: string;
  /** `{count}` stands for the number of results; said by screen readers. */
  found: string;
  choose: string;
  open: string;
  close: string;
};

export type SearchPaletteProps = {
  open: boolean;
  onClose: () => void;
  search: (query: string, signal: AbortSignal) => Promise<SearchResult[]>;
  words: SearchWords;
};

type Found = { state: 'idle' | 'searching' | 'failed' } | { state: 'found'; results: SearchResult[] };

/** Type, choose by arrows, Enter. Letters still being composed by a Vietnamese keyboard are not searched. */
export function SearchPalette({ open, onClose, search, words }: SearchPaletteProps) {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  const router = useRouter();
  const [query, setQuery] = useState('');
  const [composing, setComposing] = useState(false);
  const [found, setFound] = useState<Found>({ state: 'idle' });
  const [active, setActive] = useState(0);
  const results = found.state === 'found' ? found.results : [];

  useEffect(() => {
    if (open && !box.current?.open) box.current?.showModal();
    if (!open && box.current?.open) box.current.close();
  }, [open]);

  useEffect(() => {
    if (composing) return;
    const asked = query.trim();
    if (!asked) {
      setFound({ state: 'idle' });
      return;
    }
    const request = new AbortController();
    const timer = setTimeout(() => {
      setFound((before) => (before.state === 'found' ? before : { state: 'searching' }));
      search(asked, request.signal).then(
        (answer) => {
          setFound({ state: 'found', results: answer });
          setActive(0);
        },
        () => request.signal.aborted || setFound({ state: 'failed' }),
      );
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      request.abort();
    };
  }, [query, composing, search]);

  useEffect(() => {
    document.getElementById(`${id}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [active, id]);

  const go = (result: SearchResult | undefined) => {
    if (!result) return;
    onClose();
    setQuery('');
    router.push(result.href as Parameters<typeof router.push>[0]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const last = results.length - 1;
    const move: Record<string, number> = {
      ArrowDown: active >= last ? 0 : active + 1,
      ArrowUp: active <= 0 ? last : active - 1,
      Home: 0,
      End: last,
    };
    const to = move[event.key];
    if (to !== undefined && results.length > 0 && !(event.key === 'Home' || event.key === 'End' ? event.shiftKey : false)) {
      event.preventDefault();
      setActive(to);
    }
    if (event.key === 'Enter') {
      event.preventDefault();
      go(results[active]);
    }
  };
  const say = sentence(found, query, words);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press on the ground behind it; Esc does the same.
    <dialog
      ref={box}
      className="palette"
      aria-label={words.title}
      onClose={onClose}
      onClick={({ target }) => target === box.current && onClose()}
    >
      <div className="ask">
        <Icon of={Search} size="l" />
        <input
          type="search"
          role="combobox"
          aria-label={words.title}
          aria-expanded={results.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={results.length > 0 ? `${id}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          placeholder={words.placeholder}
          value={query}
          onChange={(event) => setQuery(event.target.value)}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
          onKeyDown={onKeyDown}
        />
      </div>
      {results.length > 0 && (
        <div id={`${id}-list`} role="listbox" aria-label={words.title} tabIndex={-1}>
          {results.map((result, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the field, which keeps the focus.
            <div
              key={result.id}
              id={`${id}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              onPointerMove={() => setActive(index)}
              onClick={() => go(result)}
            >
              <span>{result.title}</span>
              {result.detail && <span className="small muted">{result.detail}</span>}
              {result.kind && <span className="small muted kind">{result.kind}</span>}
            </div>
          ))}
        </div>
      )}
      <p className={results.length > 0 ? 'sr' : 'say'} role="status">
        {say}
      </p>
      <footer aria-hidden="true" className="no-phone">
        <span>
          <kbd className="kbd">↑ ↓</kbd> {words.choose}
        </span>
        <span>
          <kbd className="kbd">Enter</kbd> {words.open}
        </span>
        <span>
          <kbd className="kbd">Esc</kbd> {words.close}
        </span>
      </footer>
    </dialog>
  );
}

function sentence(found: Found, query: string, words: SearchWords): string {
  if (found.state === 'found') {
    return found.results.length === 0
      ? words.nothing.replace('{query}', query.trim())
      : words.found.replace('{count}', String(found.results.length));
  }
  return { idle: words.hint, searching: words.searching, failed: words.failed }[found.state];
}
