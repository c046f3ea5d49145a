import { useEffect, useState } from 'react';
import { Glyph, type GlyphName } from './icons';
import type { SheetLabels, SheetStatus } from './model';
import type { Notice } from './store';

const NOTICE_MS = 8_000;

const GLYPHS: Record<SheetStatus['kind'], { name: GlyphName; tone: string }> = {
  idle: { name: 'alert', tone: 'bad' },
  unsent: { name: 'unsent', tone: 'warn' },
  saving: { name: 'loader', tone: 'muted' },
  saved: { name: 'saved', tone: 'ok' },
  offline: { name: 'offline', tone: 'warn' },
  signedOut: { name: 'offline', tone: 'warn' },
  refused: { name: 'stuck', tone: 'bad' },
  notKept: { name: 'stuck', tone: 'bad' },
};

type StatusProps = { status: SheetStatus; labels: SheetLabels['status']; signInHref: string; onRetry(): void };

/** Where saving stands, always in the same place. */
export function StatusLine({ status, labels, signInHref, onRetry }: StatusProps) {
  const { name, tone } = GLYPHS[status.kind];
  return (
    <span className="row sheet-status small">
      <span role="status" className={status.kind === 'notKept' || status.kind === 'refused' ? 'bad' : 'muted'}>
        {status.text && <Glyph name={name} className={`i i-s ${tone}`} />} {status.text}
      </span>
      {status.kind === 'signedOut' && (
        <a href={signInHref} target="_blank" rel="noopener">
          {labels.signIn}
        </a>
      )}
      {status.kind === 'refused' && (
        <button type="button" className="btn sm" onClick={onRetry}>
          {labels.retry}
        </button>
      )}
    </span>
  );
}

type ToolsProps = { status: SheetStatus; labels: SheetLabels['tools']; onPaste(): void; onUndo(): void; onRedo(): void };

/** Undo and redo stay pressable in look and focus; with nothing to do they do nothing. */
export function Tools({ status, labels, onPaste, onUndo, onRedo }: ToolsProps) {
  return (
    <>
      <button type="button" className="btn no-phone" onClick={onPaste}>
        <Glyph name="paste" />
        {labels.paste}
      </button>
      <button
        type="button"
        className="btn icon"
        aria-label={labels.undo}
        title={`${labels.undo} (Ctrl Z)`}
        aria-disabled={!status.canUndo}
        onClick={onUndo}
      >
        <Glyph name="undo" />
      </button>
      <button
        type="button"
        className="btn icon"
        aria-label={labels.redo}
        title={`${labels.redo} (Ctrl Y)`}
        aria-disabled={!status.canRedo}
        onClick={onRedo}
      >
        <Glyph name="redo" />
      </button>
    </>
  );
}

type NoticeProps = { notice: Notice; labels: SheetLabels['tools']; onUndo(): void; onGone(): void };

/** What has just been done, with a way back; goes after eight seconds, not while it is being read or pressed. */
export function NoticeLine({ notice, labels, onUndo, onGone }: NoticeProps) {
  const [isHeld, setHeld] = useState(false);
  useEffect(() => {
    if (!notice || isHeld) return;
    const timer = setTimeout(onGone, NOTICE_MS);
    return () => clearTimeout(timer);
  }, [notice, isHeld, onGone]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only keeps the sentence while it is being read.
    <div
      className="sheet-notice"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div role="status">
        {notice && (
          <span className="toast">
            <span>{notice.text}</span>
            {notice.undoable && (
              <button type="button" className="btn" onClick={onUndo}>
                {labels.undo}
              </button>
            )}
          </span>
        )}
      </div>
    </div>
  );
}

/** What the marks mean and the keys one needs most. */
export function Legend({ labels }: { labels: SheetLabels['legend'] }) {
  const items: { name: GlyphName; text: string; tone?: string }[] = [
    { name: 'lock', text: labels.locked },
    { name: 'sigma', text: labels.computed },
    { name: 'pin', text: labels.returned, tone: 'warn' },
    { name: 'alert', text: labels.invalid, tone: 'bad' },
    { name: 'compare', text: labels.conflict, tone: 'info' },
    { name: 'remark', text: labels.remark, tone: 'pri' },
  ];
  return (
    <footer className="sheet-foot legend no-phone no-print">
      <span>
        <i className="swatch" />
        {labels.writable}
      </span>
      {items.map(({ name, text, tone }) => (
        <span key={name} className={tone}>
          <Glyph name={name} className="i i-s" />
          {text}
        </span>
      ))}
      <span className="sheet-keys">
        <kbd className="kbd">Enter</kbd> {labels.down} <kbd className="kbd">Alt ↓</kbd> {labels.history} <kbd className="kbd">F8</kbd>{' '}
        {labels.next}
      </span>
    </footer>
  );
}
