import { useEffect, useState } from 'react';
import type { createDrafts } from '@/ui/sheet/drafts';
import type { Override } from './ninth-row';

const KEPT = ['reason', 'document', 'kept'] as const;
const EMPTY: Override = { reason: '', document: '', kept: 0 };

/** Why the cap is passed, kept with the sheet's choices until a decision has written it down (`passedTo`, how many are allowed by now). */
export function useOverride(drafts: ReturnType<typeof createDrafts>, passedTo: number): [Override, (override: Override) => void] {
  const [override, setOverride] = useState(EMPTY);
  useEffect(() => {
    const found = drafts.all();
    const text = (id: string) => found.get(id)?.text ?? '';
    if (text('reason') || text('document')) setOverride({ reason: text('reason'), document: text('document'), kept: Number(text('kept')) });
  }, [drafts]);
  const isWritten = override.kept > 0 && override.kept <= passedTo;
  useEffect(() => {
    if (!isWritten) return;
    for (const id of KEPT) drafts.drop(id);
    setOverride(EMPTY);
  }, [isWritten, drafts]);
  return [
    override,
    (next) => {
      for (const id of KEPT) drafts.put(id, { text: String(next[id]), version: 0 });
      setOverride(next);
    },
  ];
}
