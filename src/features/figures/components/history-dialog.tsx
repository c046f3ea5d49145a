'use client';

import { useEffect, useState } from 'react';
import type { CellHistory } from '@/features/audit-trail/schema';
import { CloseDialogButton, Dialog } from '@/ui/overlay/dialog';
import { Timeline } from '@/ui/page/timeline';
import type { SheetLine } from '../rules';
import type { Place } from './save';

export type HistoryWords = { historyTitle: string; loading: string; failed: string; noHistory: string; wholePage: string; cancel: string };

type HistoryDialogProps = { line: SheetLine | null; place: Place; pageHref: string; onClose: () => void; words: HistoryWords };

/** What happened to one cell: who, when, old beside new. Read when it is opened, so that the sheet does not carry it. */
export function HistoryDialog({ line, place, pageHref, onClose, words }: HistoryDialogProps) {
  return (
    <Dialog open={line !== null} onClose={onClose} title={words.historyTitle.replace('{indicator}', line?.indicator.name ?? '')}>
      {line && <Moments key={line.indicator.indicatorId} line={line} place={place} words={words} />}
      <footer>
        <a href={pageHref}>{words.wholePage}</a>
        <CloseDialogButton>{words.cancel}</CloseDialogButton>
      </footer>
    </Dialog>
  );
}

function Moments({ line, place, words }: Pick<HistoryDialogProps, 'place' | 'words'> & { line: SheetLine }) {
  const [history, setHistory] = useState<CellHistory | 'failed' | null>(null);
  const { departmentId, periodId, measure } = place;
  const { indicatorId } = line.indicator;
  useEffect(() => {
    const gone = new AbortController();
    const cell = new URLSearchParams({
      departmentId: String(departmentId),
      periodId: String(periodId),
      indicatorId: String(indicatorId),
      measure,
    });
    fetch(`/api/figures/history?${cell}`, { signal: gone.signal })
      .then(async (answer) => setHistory(answer.ok ? await answer.json() : 'failed'))
      .catch(() => gone.signal.aborted || setHistory('failed'));
    return () => gone.abort();
  }, [departmentId, periodId, indicatorId, measure]);
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
