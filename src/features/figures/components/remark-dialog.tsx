'use client';

import { Checkbox, Form, SubmitButton, TextArea } from '@/ui/form';
import { CloseDialogButton, Dialog } from '@/ui/overlay/dialog';
import { annotateAction } from '../actions';
import type { SheetLine } from '../rules';
import type { Place } from './save';

export type RemarkWords = {
  remarkTitle: string;
  remark: string;
  remarkHint: string;
  isFlagged: string;
  cancel: string;
  save: string;
};

type RemarkDialogProps = { line: SheetLine | null; place: Place; onClose: () => void; words: RemarkWords };

/** A word on one cell: why the figure is what it is, and whether it is to be watched. */
export function RemarkDialog({ line, place, onClose, words }: RemarkDialogProps) {
  const cell = line && (place.measure === 'PLAN' ? line.plan : line.actual);
  return (
    <Dialog open={line !== null} onClose={onClose} title={words.remarkTitle.replace('{indicator}', line?.indicator.name ?? '')}>
      {line && cell && (
        <Form action={annotateAction} labels={{ remark: words.remark }}>
          <input type="hidden" name="departmentId" value={place.departmentId} />
          <input type="hidden" name="periodId" value={place.periodId} />
          <input type="hidden" name="measure" value={place.measure} />
          <input type="hidden" name="indicatorId" value={line.indicator.indicatorId} />
          <input type="hidden" name="base" value={cell.remark ?? ''} />
          <TextArea name="remark" label={words.remark} hint={words.remarkHint} rows={4} initial={cell.remark ?? ''} />
          <Checkbox name="isFlagged" label={words.isFlagged} initial={cell.isFlagged} />
          <footer>
            <CloseDialogButton>{words.cancel}</CloseDialogButton>
            <SubmitButton>{words.save}</SubmitButton>
          </footer>
        </Form>
      )}
    </Dialog>
  );
}
