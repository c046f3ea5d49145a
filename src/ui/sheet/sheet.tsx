'use client';

import { useCallback, useEffect, useImperativeHandle, useLayoutEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import { newUuid } from '../uuid';
import { browserStorage, createDrafts } from './drafts';
import { createHands } from './hands';
import { Sprite } from './icons';
import { withNote } from './layout';
import type { Derive, SheetProps } from './model';
import type { PastePreview } from './paste';
import { PastePreviewDialog } from './paste-preview';
import { fill } from './phrase';
import { Legend, NoticeLine, StatusLine, Tools } from './sheet-bar';
import { classes, isRight } from './sheet-cell';
import { phoneOrder, SheetGroup, SheetRow } from './sheet-row';
import { createSheetStore, type Texts } from './store';

/**
 * A sheet of figures: pasted from Excel, typed with the keyboard, saved cell by cell, undone, kept in this browser while the
 * network or the session is away. Knows no hospital: rows, columns and `save` come from outside.
 */
export function Sheet(props: SheetProps) {
  const { label, rowHeader, readOnly = false, draftKey, signInHref, header, legend = true, isByHand, ref } = props;
  const latest = useRef(props);
  useLayoutEffect(() => {
    latest.current = props;
  });

  const labels = useSame(props.labels);
  const rows = useSame(props.rows);
  const asked = useSame(props.columns);
  const columns = useMemo(() => withNote(asked, labels.note), [asked, labels.note]);
  const [asking, setAsking] = useState<{ preview: PastePreview; write(chosen: Texts): void } | null>(null);
  const [{ store, hands, derive }] = useState(() => {
    const derive: Derive = (...given) => latest.current.derive?.(...given) ?? {};
    const store = createSheetStore(
      { columns: asked, rows, labels, readOnly, derive, isByHand },
      {
        save: props.save && (async (changes, key) => latest.current.save?.(changes, key) ?? { kind: 'saved', saved: [], conflicts: [] }),
        newKey: newUuid,
        onTexts: (textOf) => latest.current.onTexts?.(textOf),
      },
    );
    const rowOf = (id: string) => {
      const row = store.content().rows[store.grid().placeOf(id)?.row ?? -1];
      return row?.kind === 'row' ? row : null;
    };
    const hands = createHands(store, {
      onActive: (id) => latest.current.onActive?.(id, rowOf(id)),
      onCommand: (command, id) => latest.current.onCommand?.(command, id),
      onPreview: (preview, write) => setAsking({ preview, write }),
    });
    return { store, hands, derive };
  });
  const status = useSyncExternalStore(store.subscribe, store.status, store.status);
  const notice = useSyncExternalStore(store.subscribe, store.notice, store.notice);
  const table = useRef<HTMLTableElement>(null);

  const isFirst = useRef(true);
  useEffect(() => {
    if (!isFirst.current) store.receive({ columns: asked, rows, labels, readOnly, derive, isByHand });
    isFirst.current = false;
  }, [store, asked, rows, labels, readOnly, derive, isByHand]);

  useEffect(() => {
    const drafts = createDrafts(browserStorage(), draftKey, Date.now);
    if (table.current) hands.adopt(table.current, () => store.start(drafts, hands.write));
    const back = () => store.retry();
    const seen = () => {
      if (document.visibilityState === 'visible') return back();
      hands.pause();
      void store.flush();
    };
    const leave = (event: BeforeUnloadEvent) => {
      if (store.wouldLose()) event.preventDefault();
    };
    const gone = () => store.keepTyping();
    window.addEventListener('online', back);
    window.addEventListener('focus', back);
    window.addEventListener('beforeunload', leave);
    window.addEventListener('pagehide', gone);
    document.addEventListener('visibilitychange', seen);
    return () => {
      window.removeEventListener('online', back);
      window.removeEventListener('focus', back);
      window.removeEventListener('beforeunload', leave);
      window.removeEventListener('pagehide', gone);
      document.removeEventListener('visibilitychange', seen);
      hands.take();
      store.stop();
    };
  }, [store, hands, draftKey]);

  useEffect(() => {
    latest.current.onStatus?.(status);
  }, [status]);

  useImperativeHandle(
    ref,
    () => ({
      flush: () => {
        hands.take();
        return store.flush();
      },
      write: (texts) => {
        hands.take();
        store.commit(texts);
      },
      undo: () => hands.travel('undo'),
      redo: () => hands.travel('redo'),
      focusCell: (id) => {
        hands.goTo(id);
      },
      nextProblem: () => hands.nextProblem(1),
    }),
    [store, hands],
  );

  const forget = useCallback(() => store.say(''), [store]);
  const undo = useCallback(() => hands.travel('undo'), [hands]);
  const pasteFromButton = async () => {
    const start = store.active() ?? store.grid().all.find(({ writable }) => writable)?.id ?? null;
    hands.goTo(start);
    // Without https, or when the person says no, the browser gives nothing: then the keyboard does it.
    const text = await readClipboard();
    if (text) hands.paste(text);
    else store.say(labels.message.pasteByKey);
  };

  const firstField = readOnly ? (store.grid().all[0]?.id ?? null) : null;
  const width = columns.map((column) => column.width ?? (column.kind === 'note' ? '14rem' : '5rem'));
  const headWidth = rowHeader.width ?? '16.5rem';
  const shared = { store, columns, labels, readOnly, hasCommands: props.onCommand !== undefined };
  const parts = {
    status: <StatusLine status={status} labels={labels.status} signInHref={signInHref} onRetry={store.release} />,
    tools: readOnly ? null : (
      <Tools status={status} labels={labels.tools} onPaste={pasteFromButton} onUndo={undo} onRedo={() => hands.travel('redo')} />
    ),
  };
  return (
    <div className="sheet-entry">
      <Sprite />
      {header ? (
        header(parts)
      ) : (
        <div className="row between sheet-bar no-print">
          {parts.status}
          <span className="row">{parts.tools}</span>
        </div>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard. */}
      <section className="sheet" tabIndex={0} aria-label={label} style={{ scrollPaddingLeft: `calc(${headWidth} + 0.5rem)` }}>
        <table
          ref={table}
          aria-label={label}
          style={{ minWidth: `calc(${[headWidth, ...width].join(' + ')})` }}
          onFocus={(event) => hands.focus(event.target)}
          onBlur={(event) => hands.blur(event.target)}
          onInput={(event) => hands.input(event.target, event.nativeEvent instanceof InputEvent && event.nativeEvent.isComposing)}
          onCompositionEnd={(event) => hands.input(event.target, false)}
          onKeyDown={(event) => hands.key(event.nativeEvent)}
          onPointerDown={(event) => hands.pointerDown(event.nativeEvent)}
          onMouseDown={(event) => hands.press(event.nativeEvent)}
          onMouseOver={(event) => hands.drag(event.nativeEvent)}
          onClick={(event) => hands.click(event.target)}
          onCopy={(event) => hands.copy(event.nativeEvent)}
          onCut={(event) => hands.copy(event.nativeEvent)}
          onPaste={(event) => hands.pasteEvent(event.nativeEvent)}
        >
          <colgroup>
            <col style={{ width: headWidth }} />
            {columns.map((column, index) => (
              <col key={column.key} style={column.width ? { width: width[index] } : undefined} />
            ))}
          </colgroup>
          <thead>
            <tr>
              <th scope="col">{rowHeader.label}</th>
              {columns.map((column) => (
                <th key={column.key} scope="col" className={classes(isRight(column) && 'num', column.kind === 'entry' && 'writes')}>
                  {column.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) =>
              row.kind === 'group' ? (
                <SheetGroup key={row.key} store={store} row={row} span={columns.length} />
              ) : row.foot ? null : (
                <SheetRow key={row.key} {...shared} row={row} index={index} firstField={firstField} />
              ),
            )}
            {store.firstCount() > 0 && (
              <tr className="group first-to-fix" style={phoneOrder(0)}>
                <th scope="rowgroup">{labels.phone.first}</th>
                <td colSpan={columns.length}>{fill(labels.phone.count, { count: store.firstCount() })}</td>
              </tr>
            )}
          </tbody>
          {rows.some((row) => row.kind === 'row' && row.foot) && (
            <tfoot>
              {rows.map(
                (row, index) =>
                  row.kind === 'row' && row.foot && <SheetRow key={row.key} {...shared} row={row} index={index} firstField={firstField} />,
              )}
            </tfoot>
          )}
        </table>
      </section>
      {legend && !readOnly && <Legend labels={labels.legend} />}
      <PastePreviewDialog
        preview={asking?.preview ?? null}
        labels={labels.preview}
        onPaste={(chosen) => asking?.write(chosen)}
        onClose={() => setAsking(null)}
      />
      <NoticeLine notice={notice} labels={labels.tools} onUndo={undo} onGone={forget} />
    </div>
  );
}

/** The same object as long as its content is the same: a parent that builds its props anew does not redraw the sheet. */
function useSame<Value>(value: Value): Value {
  const content = JSON.stringify(value);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the content stands for the value.
  return useMemo(() => value, [content]);
}

async function readClipboard(): Promise<string | null> {
  try {
    return await navigator.clipboard.readText();
  } catch {
    return null;
  }
}
