'use client';

import Gavel from 'lucide-react/icons/gavel';
import TriangleAlert from 'lucide-react/icons/triangle-alert';
import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { readDay } from '@/domain/date';
import { Button } from '@/ui/button';
import { Field, Form, SubmitButton, useFormState } from '@/ui/form';
import { Icon } from '@/ui/icon';
import { CloseDialogButton, DialogButton } from '@/ui/overlay/dialog';
import { fill } from '@/ui/sheet/phrase';
import { decideAction } from '../actions';
import type { Decided } from '../schema';
import { labelled } from './decision-labels';

export type DecideWords = {
  open: string;
  title: string;
  body: string;
  submit: string;
  cancel: string;
  authority: string;
  early: string;
  differing: string;
  fields: DecisionLabels;
};
export type DecisionLabels = { number: string; signedOn: string; authority: string; signer: string };

type DecideProps = {
  campaignId: number;
  /** The first day on which a decision is no longer early. */
  endsOn: string;
  rows: readonly Decided[];
  override: { reason: string; document: string } | null;
  /** Cells whose level is told to be unusual; it goes through all the same. */
  differing: readonly string[];
  /** Why it cannot be done yet; pressed then, it leads there. */
  blocked: { label: string; go(): void } | null;
  words: DecideWords;
};

/** Puts what is chosen on the sheet into one decision. */
export function DecideButton({ campaignId, endsOn, rows, differing, override, blocked, words }: DecideProps) {
  if (blocked)
    return (
      <Button size="small" icon={Gavel} onClick={blocked.go}>
        {blocked.label}
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
        {differing.length > 0 && (
          <p className="small warn">
            <Icon of={TriangleAlert} size="s" /> {fill(words.differing, { count: differing.length, names: differing.join(', ') })}
          </p>
        )}
        <DecisionFields labels={words.fields} authority={words.authority} endsOn={endsOn} early={words.early} />
        <footer>
          <CloseDialogButton>{words.cancel}</CloseDialogButton>
          <SubmitButton>{fill(words.submit, said)}</SubmitButton>
        </footer>
      </Form>
    </DialogButton>
  );
}

/** Somebody was faster: the page behind is read again, and tells what changed. */
function ReadAgain() {
  const { status } = useFormState();
  const router = useRouter();
  useEffect(() => {
    if (status === 'refused') router.refresh();
  }, [status, router]);
  return null;
}

type FieldsProps = { labels: DecisionLabels; authority: string; endsOn: string; early: string };

/** Số, ngày, cơ quan ban hành, người ký of a decision; a day before the span has ended is told at once. */
export function DecisionFields({ labels, authority, endsOn, early }: FieldsProps) {
  const [isEarly, setEarly] = useState(false);
  const look = (target: EventTarget) => {
    if (!(target instanceof HTMLInputElement) || !target.closest('.date')) return;
    const day = readDay(target.value, Number(endsOn.slice(0, 4)));
    setEarly(day !== null && day < endsOn);
  };
  return (
    <>
      <Field name="decision.number" label={labels.number} />
      <div onInput={({ target }) => look(target)}>
        <Field name="decision.signedOn" type="date" label={labels.signedOn} />
        <p role="status" className="small warn">
          {isEarly && (
            <>
              <Icon of={TriangleAlert} size="s" /> {early}
            </>
          )}
        </p>
      </div>
      <Field name="decision.authority" label={labels.authority} initial={authority} />
      <Field name="decision.signer" label={labels.signer} />
      <ReadAgain />
    </>
  );
}
