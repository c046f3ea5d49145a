'use client';

import { Checkbox, Form, SubmitButton, TextArea } from '@/ui/form';
import { CloseDialogButton, Dialog } from '@/ui/overlay/dialog';
import { annotateAction } from '../actions';
import type { CellRef } from '../schema';

export type RemarkWords = {
  remarkTitle: string;
  remark: string;
  remarkHint: string;
  isFlagged: string;
  noRemark: string;
  cancel: string;
  save: string;
};

/** A cell with what was said of it; `canWrite`: its file is open for this person. */
type RemarkedCell = CellRef & { name: string; remark: string | null; isFlagged: boolean; canWrite: boolean };

type RemarkDialogProps = { cell: RemarkedCell | null; onClose: () => void; words: RemarkWords };

/** A word on one cell: why the figure is what it is, and whether it is to be watched. An emptied word is taken back. */
export function RemarkDialog({ cell, onClose, words }: RemarkDialogProps) {
  return (
    <Dialog open={cell !== null} onClose={onClose} title={words.remarkTitle.replace('{indicator}', cell?.name ?? '')}>
      {cell && (cell.canWrite ? <RemarkForm cell={cell} words={words} /> : <RemarkRead cell={cell} words={words} />)}
    </Dialog>
  );
}

function RemarkForm({ cell, words }: { cell: RemarkedCell; words: RemarkWords }) {
  return (
    <Form action={annotateAction} labels={{ remark: words.remark }}>
      <input type="hidden" name="departmentId" value={cell.departmentId} />
      <input type="hidden" name="periodId" value={cell.periodId} />
      <input type="hidden" name="measure" value={cell.measure} />
      <input type="hidden" name="indicatorId" value={cell.indicatorId} />
      <input type="hidden" name="base" value={cell.remark ?? ''} />
      <TextArea name="remark" label={words.remark} hint={words.remarkHint} rows={4} initial={cell.remark ?? ''} />
      <Checkbox name="isFlagged" label={words.isFlagged} initial={cell.isFlagged} />
      <footer>
        <CloseDialogButton>{words.cancel}</CloseDialogButton>
        <SubmitButton>{words.save}</SubmitButton>
      </footer>
    </Form>
  );
}

function RemarkRead({ cell, words }: { cell: RemarkedCell; words: RemarkWords }) {
  return (
    <>
      {cell.isFlagged && (
        <p>
          <b className="warn">{words.isFlagged}</b>
        </p>
      )}
      <p className={cell.remark ? undefined : 'muted'}>{cell.remark ?? words.noRemark}</p>
      <footer>
        <CloseDialogButton>{words.cancel}</CloseDialogButton>
      </footer>
    </>
  );
}
