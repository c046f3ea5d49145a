'use client';

import type { ReactNode } from 'react';
import type { CellHistory } from '@/features/audit-trail/schema';
import { CloseDialogButton, Dialog } from '@/ui/overlay/dialog';
import { Timeline } from '@/ui/page/timeline';
import type { CellRef } from '../schema';
import { useAnswer } from './use-answer';

export type HistoryWords = { historyTitle: string; loading: string; failed: string; noHistory: string; wholePage: string; cancel: string };

type HistoryDialogProps = {
  cell: (CellRef & { name: string }) | null;
  /** The last quarters of the same figure, over what happened to it. */
  chart: ReactNode;
  pageHref: string;
  onClose: () => void;
  words: HistoryWords;
};

/** What happened to one cell: who, when, old beside new. Read when it is opened, so that the sheet does not carry it. */
export function HistoryDialog({ cell, chart, pageHref, onClose, words }: HistoryDialogProps) {
  return (
    <Dialog open={cell !== null} onClose={onClose} title={words.historyTitle.replace('{indicator}', cell?.name ?? '')}>
      {cell && chart}
      {cell && <Moments cell={cell} words={words} />}
      <footer>
        <a href={pageHref}>{words.wholePage}</a>
        <CloseDialogButton>{words.cancel}</CloseDialogButton>
      </footer>
    </Dialog>
  );
}

function Moments({ cell, words }: { cell: CellRef; words: HistoryWords }) {
  const history = useAnswer<CellHistory>('/api/figures/history', cell);
  if (history === null || history === 'failed') return <p role="status">{history === null ? words.loading : words.failed}</p>;
  if (history.items.length === 0) return <p>{words.noHistory}</p>;
  return (
    <Timeline
      items={history.items.map(({ id, what, when, at, isWarning }, index) => ({
        key: id,
        what: <span className="block">{what}</span>,
        when,
        dateTime: at,
        current: index === 0,
        tone: isWarning ? 'warn' : undefined,
      }))}
    />
  );
}
