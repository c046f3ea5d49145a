'use client';

import { createContext, type ReactNode, use, useEffect, useId, useRef, useState } from 'react';
import { Button, type ButtonProps } from '../button';

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

/** A native modal: it holds the focus, Esc closes it, and the focus returns to what opened it. */
export function Dialog({ open, onClose, title, consequence, wide, children }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    if (open && !box.current?.open) box.current?.showModal();
    if (!open && box.current?.open) box.current.close();
  }, [open]);
  return (
    <dialog
      ref={box}
      className={wide ? 'dialog wide' : 'dialog'}
      aria-labelledby={`${id}-title`}
      aria-describedby={consequence ? `${id}-consequence` : undefined}
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
        </CloseContext>
      )}
    </dialog>
  );
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
