'use client';

import type { MouseEvent } from 'react';
import { Button } from '@/ui/button';
import { CloseDialogButton, DialogButton, useCloseDialog } from '@/ui/overlay/dialog';

type AskingSubmitProps = { button: string; title: string; consequence: string; confirm: string; cancel: string };

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
