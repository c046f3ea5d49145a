'use client';

import Gavel from 'lucide-react/icons/gavel';
import { Button } from '@/ui/button';
import { Field, Form, SubmitButton } from '@/ui/form';
import { Icon } from '@/ui/icon';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { fill } from '@/ui/sheet/phrase';
import { decideAction } from '../actions';
import type { Decided } from '../schema';

export type DecideWords = {
  open: string;
  title: string;
  body: string;
  submit: string;
  cancel: string;
  authority: string;
  fields: DecisionLabels;
};
export type DecisionLabels = { number: string; signedOn: string; authority: string; signer: string };

type DecideProps = {
  campaignId: number;
  rows: readonly Decided[];
  override: { reason: string; document: string } | null;
  /** Why it cannot be done yet; pressed then, it leads there. */
  blocked: string | null;
  onBlocked(): void;
  words: DecideWords;
};

/** Puts what is chosen on the sheet into one decision. */
export function DecideButton({ campaignId, rows, override, blocked, onBlocked, words }: DecideProps) {
  if (blocked)
    return (
      <Button size="small" icon={Gavel} onClick={onBlocked}>
        {blocked}
      </Button>
    );
  if (rows.length === 0) return null;
  const said = { count: rows.length };
  return (
    <DialogButton
      variant="main"
      size="small"
      button={
        <>
          <Icon of={Gavel} size="s" /> {words.open}
        </>
      }
      title={fill(words.title, said)}
      consequence={words.body}
    >
      <Form action={decideAction} labels={labelled(words.fields)}>
        <input type="hidden" name="campaignId" value={campaignId} />
        {rows.map(({ ratingId, version, level }, index) => (
          <span key={ratingId} hidden>
            <input type="hidden" name={`rows.${index}.ratingId`} value={ratingId} />
            <input type="hidden" name={`rows.${index}.version`} value={version} />
            <input type="hidden" name={`rows.${index}.level`} value={level} />
          </span>
        ))}
        {override && (
          <>
            <input type="hidden" name="override.reason" value={override.reason} />
            <input type="hidden" name="override.document" value={override.document} />
          </>
        )}
        <DecisionFields labels={words.fields} authority={words.authority} />
        <footer>
          <CloseDialogButton>{words.cancel}</CloseDialogButton>
          <SubmitButton>{fill(words.submit, said)}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
}

const labelled = (labels: DecisionLabels) => Object.fromEntries(Object.entries(labels).map(([name, label]) => [`decision.${name}`, label]));

/** Số, ngày, cơ quan ban hành, người ký of a decision. */
export function DecisionFields({ labels, authority }: { labels: DecisionLabels; authority: string }) {
  return (
    <>
      <Field name="decision.number" label={labels.number} />
      <Field name="decision.signedOn" type="date" label={labels.signedOn} />
      <Field name="decision.authority" label={labels.authority} initial={authority} />
      <Field name="decision.signer" label={labels.signer} />
    </>
  );
}
