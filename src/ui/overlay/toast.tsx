'use client';

import Check from 'lucide-react/icons/check';
import CircleAlert from 'lucide-react/icons/circle-alert';
import X from 'lucide-react/icons/x';
import { type ReactNode, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Button } from '../button';
import { Icon } from '../icon';

const STAYS_MS = 8_000;
const AT_MOST = 3;

type ToastMessage = {
  /** «Đã duyệt 5 báo cáo». */
  text: ReactNode;
  tone?: 'done' | 'problem';
  /** Offered while it stays. */
  undo?: { label: string; run: () => unknown };
};

type Shown = ToastMessage & { id: number };

let shown: readonly Shown[] = [];
let last = 0;
const watchers = new Set<() => void>();
const none: readonly Shown[] = [];

function change(next: readonly Shown[]) {
  shown = next;
  for (const watcher of watchers) watcher();
}

/** Says from anywhere in the browser that something is done. At most three stand at once; the oldest gives way. */
export function showToast(message: ToastMessage): void {
  last += 1;
  change([...shown, { ...message, id: last }].slice(-AT_MOST));
}

const remove = (id: number) => change(shown.filter((toast) => toast.id !== id));

function watch(watcher: () => void) {
  watchers.add(watcher);
  return () => watchers.delete(watcher);
}

/** Where toasts appear; once, in the shell. */
export function Toaster({ words }: { words: { region: string; dismiss: string } }) {
  const toasts = useSyncExternalStore(
    watch,
    () => shown,
    () => none,
  );
  return (
    <section className="toasts" aria-label={words.region}>
      <div role="status" aria-live="polite" className="contents">
        {toasts.map((toast) => (
          <Toast key={toast.id} toast={toast} dismiss={words.dismiss} />
        ))}
      </div>
    </section>
  );
}

/** Stays eight seconds, and as long as the pointer or the focus is on it. */
function Toast({ toast, dismiss }: { toast: Shown; dismiss: string }) {
  const [held, setHeld] = useState(false);
  const left = useRef(STAYS_MS);
  const close = useCallback(() => remove(toast.id), [toast.id]);
  useEffect(() => {
    if (held) return;
    const since = Date.now();
    const timer = setTimeout(close, left.current);
    return () => {
      clearTimeout(timer);
      left.current = Math.max(left.current - (Date.now() - since), 2_000);
    };
  }, [held, close]);
  const hold = () => setHeld(true);
  const release = () => setHeld(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only keeps the message while it is being read.
    <div className="toast" onPointerEnter={hold} onPointerLeave={release} onFocus={hold} onBlur={release}>
      <Icon of={toast.tone === 'problem' ? CircleAlert : Check} size="s" />
      <span>{toast.text}</span>
      {toast.undo && (
        <Button
          onClick={() => {
            toast.undo?.run();
            close();
          }}
        >
          {toast.undo.label}
        </Button>
      )}
      <Button variant="icon" size="small" icon={X} label={dismiss} onClick={close} />
    </div>
  );
}
