import { AskedQuarters } from '@/features/figures/components/asked-quarters';
import type { CellButtonWords } from '@/features/figures/components/cell-buttons';
import { HistoryDialog, type HistoryWords } from '@/features/figures/components/history-dialog';
import type { QuarterWords } from '@/features/figures/components/last-quarters';
import { RemarkDialog, type RemarkWords } from '@/features/figures/components/remark-dialog';
import { type AcrossCell, axisName, namesOf } from '../rules';
import type { AcrossDeskProps } from './across-desk';

/** Which box is open, and over which cell. */
export type Box = { kind: 'history' | 'remark'; id: string };
export type BoxWords = { cell: RemarkWords & HistoryWords; quarters: QuarterWords; buttons: CellButtonWords };

type AcrossBoxesProps = AcrossDeskProps & { box: Box | null; cell?: AcrossCell; onClose: () => void };

/** The remark and the history of one cell: the boxes of the sheet of one department, over any of its cells. */
export function AcrossBoxes({ box, cell, onClose, measure, historyHref, words, ...dimensions }: AcrossBoxesProps) {
  const names = cell && namesOf(cell, dimensions);
  const { departmentId = 0, periodId = 0, indicatorId = 0, remark = null, isFlagged = false } = cell ?? {};
  const name = names ? `${names.indicator.name}, ${names.unit.name}, ${axisName({ of: 'quarter', key: '', quarter: names.quarter })}` : '';
  const shown = names && { departmentId, periodId, indicatorId, measure, name, remark, isFlagged, canWrite: !cell.locked };
  return (
    <>
      <RemarkDialog cell={(box?.kind === 'remark' && shown) || null} onClose={onClose} words={words.box.cell} />
      <HistoryDialog
        cell={(box?.kind === 'history' && shown) || null}
        chart={shown && <AskedQuarters cell={shown} words={words.box.quarters} />}
        pageHref={
          names
            ? historyHref
                .replace('{code}', names.indicator.code)
                .replace('{department}', names.unit.code)
                .replace('{quarter}', String(names.quarter.quarter))
            : ''
        }
        onClose={onClose}
        words={words.box.cell}
      />
    </>
  );
}
