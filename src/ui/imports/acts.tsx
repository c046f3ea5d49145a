import type { ComponentProps } from 'react';
import { Form, SubmitButton } from '../form';
import { ConfirmRows } from './confirm-rows';

type Props = {
  /** Of the batch as it was seen. */
  seen: { batchId: number; rowVersion: number; fingerprint: string };
  /** Absent when the file has nothing to write. */
  confirm: Omit<ComponentProps<typeof ConfirmRows>, 'seen'> | null;
  /** Where the wrong rows are; absent when there are none. */
  rejected: string | null;
  discard: ComponentProps<typeof Form>['action'];
  words: Record<'download' | 'discard', string>;
};

/** What one may do with a file that was checked: import its right rows, fetch its wrong ones, put it away. */
export function ImportActs({ seen, confirm, rejected, discard, words }: Props) {
  return (
    <div className="row wrap my-3 items-start">
      {confirm && <ConfirmRows {...confirm} seen={seen} />}
      {rejected && (
        <a className="btn" href={rejected} download>
          {words.download}
        </a>
      )}
      <Form action={discard} className="contents">
        <input type="hidden" name="batchId" value={seen.batchId} />
        <input type="hidden" name="rowVersion" value={seen.rowVersion} />
        <SubmitButton variant="bare">{words.discard}</SubmitButton>
      </Form>
    </div>
  );
}
