'use client';

import { type MouseEvent, type ReactNode, useState } from 'react';
import { Button } from '@/ui/button';
import { CloseDialogButton, DialogButton, useCloseDialog } from '@/ui/overlay/dialog';

type AskingSubmitProps = { button: string; title: ReactNode; consequence: string; confirm: string; cancel: string };

/** The last button of a form whose effect cannot be taken back: it names the object and the consequence before it sends. */
export function AskingSubmit({ button, title, consequence, confirm, cancel }: AskingSubmitProps) {
  return (
    <DialogButton button={button} variant="danger" title={title} consequence={consequence}>
      <footer>
        <CloseDialogButton>{cancel}</CloseDialogButton>
        <SendAndClose>{confirm}</SendAndClose>
      </footer>
    </DialogButton>
  );
}

/** Sends first: once the dialog has closed this button is gone, and with it the way to its form. */
function SendAndClose({ children }: { children: string }) {
  const close = useCloseDialog();
  const send = (event: MouseEvent<HTMLButtonElement>) => {
    event.currentTarget.form?.requestSubmit();
    close();
  };
  return (
    <Button variant="danger" onClick={send}>
      {children}
    </Button>
  );
}

/** What was chosen or typed in a field, in words; '' when nothing was. */
function wordsOf(form: HTMLFormElement, name: string): string {
  const fields = [...form.elements].filter((field) => field.getAttribute('name') === name);
  return fields
    .map((field) => {
      if (field instanceof HTMLSelectElement) return field.value === '' ? '' : (field.selectedOptions[0]?.text ?? '');
      if (!(field instanceof HTMLInputElement)) return '';
      if (field.type === 'checkbox') return field.checked ? (field.labels?.[0]?.textContent ?? '') : '';
      return field.value;
    })
    .filter(Boolean)
    .join(', ');
}

type MergeTitleProps = {
  /** The sentence with `{from}` and `{into}` where the chosen names belong. */
  sentence: string;
  nobody: string;
};

/** Names what the form around it holds at the moment when it is asked: «Nhập Khoa Lao, Khoa Phổi vào Khoa Lao và Bệnh phổi?». */
export function MergeTitle({ sentence, nobody }: MergeTitleProps) {
  const [names, setNames] = useState({ from: '', into: '' });
  const read = (element: HTMLSpanElement | null) => {
    const form = element?.closest('form');
    if (!form) return;
    const from = wordsOf(form, 'fromIds[]');
    const into = wordsOf(form, 'intoId') || wordsOf(form, 'into.name');
    if (from !== names.from || into !== names.into) setNames({ from, into });
  };
  return <span ref={read}>{sentence.replace('{from}', () => names.from || nobody).replace('{into}', () => names.into || nobody)}</span>;
}
