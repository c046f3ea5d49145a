'use client';

import X from 'lucide-react/icons/x';
import { type ReactNode, useId, useRef } from 'react';
import { Button } from '../button';

type DrawerProps = {
  /** What the button shows, and its name when that is not words alone. */
  trigger: ReactNode;
  label?: string;
  title: string;
  close: string;
  className?: string;
  children: ReactNode;
};

/** A button that brings a sheet up from the bottom of a phone. Any link pressed inside closes it. */
export function Drawer({ trigger, label, title, close, className, children }: DrawerProps) {
  const sheet = useRef<HTMLDialogElement>(null);
  const heading = useId();
  return (
    <>
      <button type="button" className={className} aria-haspopup="dialog" onClick={() => sheet.current?.showModal()}>
        {trigger}
        {label && <span className="sr">{label}</span>}
      </button>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes a dialog by itself, and links inside are pressed by Enter. */}
      <dialog
        ref={sheet}
        className="drawer"
        aria-labelledby={heading}
        onClick={({ target }) => {
          if (target === sheet.current || (target instanceof Element && target.closest('a'))) sheet.current?.close();
        }}
      >
        <header>
          <h2 id={heading}>{title}</h2>
          <Button variant="icon" icon={X} label={close} onClick={() => sheet.current?.close()} />
        </header>
        {children}
      </dialog>
    </>
  );
}
