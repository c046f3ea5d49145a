'use client';

import { createContext, type ReactNode, use, useEffect, useId, useRef, useState } from 'react';
import { Button, type ButtonProps } from '../button';
import { useSentences } from '../sentences';

const CloseContext = createContext<() => void>(() => undefined);

/** For a form inside a dialog: call it when the work is done. Outside a dialog it does nothing. */
export function useCloseDialog(): () => void {
  return use(CloseContext);
}

type DialogProps = {
  open: boolean;
  onClose: () => void;
  /** Names the object: «Trả lại báo cáo Khoa Nhi?». */
  title: ReactNode;
  /** The consequence: what happens to what, and what stays. */
  consequence?: ReactNode;
  wide?: boolean;
  children?: ReactNode;
};

const FIRST_FIELD = ':is(input:not([type=hidden]), select, textarea):not([tabindex="-1"])';

/** A native modal: it holds the focus, Esc closes it, and the focus returns to what opened it. */
export function Dialog({ open, onClose, title, consequence, wide, children }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  const { unsaved } = useSentences();
  const [warned, setWarned] = useState(false);
  useEffect(() => {
    setWarned(false);
    if (open && !box.current?.open) {
      box.current?.showModal();
      // Left to itself the browser chooses the place of the error summary, which is there for later.
      box.current?.querySelector<HTMLElement>(FIRST_FIELD)?.focus();
    }
    if (!open && box.current?.open) box.current.close();
  }, [open]);
  return (
    <dialog
      ref={box}
      className={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={`${id}-title`}
      aria-describedby={consequence ? `${id}-consequence` : undefined}
      onCancel={(event) => {
        if (warned || !isHalfFilled(event.currentTarget)) return;
        event.preventDefault();
        setWarned(true);
      }}
      onInput={() => setWarned(false)}
      onClose={onClose}
    >
      {open && (
        <CloseContext value={onClose}>
          <h2 id={`${id}-title`}>{title}</h2>
          {consequence && (
            <p id={`${id}-consequence`} className="small muted">
              {consequence}
            </p>
          )}
          {children}
          {warned && (
            <p role="alert" className="small warn">
              {unsaved}
            </p>
          )}
        </CloseContext>
      )}
    </dialog>
  );
}

/** Whether something was typed or chosen that the server has not taken. */
function isHalfFilled(dialog: HTMLDialogElement): boolean {
  if (dialog.querySelector('.errsum')) return true;
  const fields = dialog.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>(
    'input:not([type=hidden]), textarea, select',
  );
  return [...fields].some((field) => {
    if (field instanceof HTMLSelectElement) return [...field.options].some(({ selected, defaultSelected }) => selected !== defaultSelected);
    if (field instanceof HTMLInputElement && /^(checkbox|radio)$/.test(field.type)) return field.checked !== field.defaultChecked;
    return field.value !== field.defaultValue;
  });
}

type Opener = Pick<ButtonProps, 'variant' | 'size' | 'block' | 'label'> & { /** What the opening button shows. */ button: ReactNode };

/** A button and the dialog it opens. The content may come from the server; a form in it closes by `useCloseDialog`. */
export function DialogButton({ button, variant, size, block, label, children, ...dialog }: Opener & Omit<DialogProps, 'open' | 'onClose'>) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant={variant} size={size} block={block} label={label} aria-haspopup="dialog" onClick={() => setOpen(true)}>
        {button}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} {...dialog}>
        {children}
      </Dialog>
    </>
  );
}

/** The «keep it as it is» button of a form inside a dialog. */
export function CloseDialogButton({ children }: { children: ReactNode }) {
  const close = useCloseDialog();
  return <Button onClick={close}>{children}</Button>;
}
