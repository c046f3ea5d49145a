'use client';

import { createContext, type ReactNode, use } from 'react';

/** What the design system says by itself, wherever it stands: forms that could not be sent, dialogs left half filled. */
export type SentenceWords = {
  tooLong: string;
  tooLongField: string;
  unanswered: string;
  /** Esc was pressed over what is not saved: what a second Esc does. */
  unsaved: string;
  /** A date field: the order of its parts, its calendar's button, and what it says of what it could not read. */
  datePattern: string;
  pickDate: string;
  unreadDate: string;
};

const SentenceContext = createContext<SentenceWords>({
  tooLong: '',
  tooLongField: '',
  unanswered: '',
  unsaved: '',
  datePattern: '',
  pickDate: '',
  unreadDate: '',
});

export const useSentences = (): SentenceWords => use(SentenceContext);

/** Once, around everything. */
export function Sentences({ words, children }: { words: SentenceWords; children: ReactNode }) {
  return <SentenceContext value={words}>{children}</SentenceContext>;
}
