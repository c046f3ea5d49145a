/** Typed text that the server has not confirmed. `sent`: an earlier text of the same cell whose answer never came. */
export type Draft = { text: string; version: number; at: number; sent?: string };

const PREFIX = 'sheet-draft:';
const DAYS_KEPT = 30;
const DAY_MS = 86_400_000;

export type DraftStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;
export type Drafts = ReturnType<typeof createDrafts>;

/** This browser's storage, or null where it is switched off. */
export function browserStorage(): DraftStorage | null {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

function parse(text: string | null): Draft | null {
  try {
    const draft: unknown = JSON.parse(text ?? '');
    if (typeof draft !== 'object' || draft === null || !('text' in draft) || !('version' in draft) || !('at' in draft)) return null;
    if (typeof draft.text !== 'string' || typeof draft.version !== 'number' || typeof draft.at !== 'number') return null;
    const sent = 'sent' in draft && typeof draft.sent === 'string' ? draft.sent : undefined;
    return { text: draft.text, version: draft.version, at: draft.at, sent };
  } catch {
    return null;
  }
}

/**
 * Drafts of one sheet, one entry per cell, so that two tabs do not overwrite each other. Never throws: where the browser
 * keeps nothing (private window, full storage), `put` answers false and entry goes on.
 */
export function createDrafts(storage: DraftStorage | null, sheet: string, now: () => number) {
  const own = `${PREFIX}${encodeURIComponent(sheet)}:`;
  const name = (id: string) => own + encodeURIComponent(id);
  const attempt = <Result>(work: (storage: DraftStorage) => Result, otherwise: Result): Result => {
    try {
      return storage ? work(storage) : otherwise;
    } catch {
      return otherwise;
    }
  };
  return {
    /** True when the text is safe on this machine. */
    put: (id: string, draft: Omit<Draft, 'at'>): boolean =>
      attempt((kept) => {
        kept.setItem(name(id), JSON.stringify({ ...draft, at: now() }));
        return true;
      }, false),
    /** Forgets a cell's draft; with `text`, only that text, since another tab may hold a newer one. */
    drop: (id: string, text?: string): void =>
      attempt((kept) => {
        if (text === undefined || parse(kept.getItem(name(id)))?.text === text) kept.removeItem(name(id));
      }, undefined),
    /** This sheet's drafts by cell; those of any sheet that are too old or broken are thrown away. */
    all: (): Map<string, Draft> =>
      attempt((kept) => {
        const found = new Map<string, Draft>();
        const names = Array.from({ length: kept.length }, (_, index) => kept.key(index) ?? '');
        for (const entry of names.filter((key) => key.startsWith(PREFIX))) {
          const draft = parse(kept.getItem(entry));
          if (!draft || now() - draft.at > DAYS_KEPT * DAY_MS) kept.removeItem(entry);
          else if (entry.startsWith(own)) found.set(decodeURIComponent(entry.slice(own.length)), draft);
        }
        return found;
      }, new Map()),
  };
}
