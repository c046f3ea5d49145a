'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import type { Section, SubmissionKind } from '../schema';

type SectionWords = {
  labels: Record<Section, string>;
  hints: Record<Section, string>;
  saving: string;
  saved: string;
  offline: string;
  refused: string;
  conflict: string;
  mine: string;
  theirs: string;
};
type Place = { departmentId: number; periodId: number; kind: SubmissionKind };
type Props = {
  place: Place;
  accountId: number;
  texts: Record<Section, string>;
  pins: Partial<Record<Section, string>>;
  words: SectionWords;
};

const PAUSE_MS = 900;
const RETRY_MS = 5_000;

/** The four texts of a report. Each saves by itself after a pause, is kept in this browser until the server has it, and never overwrites somebody else's words. */
export function SectionTexts({ texts, ...props }: Props) {
  return (
    <div className="form">
      {(Object.keys(texts) as Section[]).map((section) => (
        <SectionText key={section} section={section} initial={texts[section]} {...props} />
      ))}
    </div>
  );
}

type State =
  | { kind: 'idle' | 'saving' | 'offline' }
  | { kind: 'saved'; time: string }
  | { kind: 'refused'; message: string }
  | { kind: 'conflict'; theirs: string };

function SectionText({ section, initial, place, accountId, pins, words }: Omit<Props, 'texts'> & { section: Section; initial: string }) {
  const draftKey = `section/${accountId}/${place.departmentId}/${place.periodId}/${place.kind}/${section}`;
  const [text, setText] = useState(initial);
  const [state, setState] = useState<State>({ kind: 'idle' });
  const base = useRef(initial);
  const latest = useRef(initial);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const busy = useRef(false);

  const send = useCallback(async () => {
    if (busy.current || latest.current.trim() === base.current.trim()) return;
    busy.current = true;
    setState({ kind: 'saving' });
    const sent = latest.current;
    try {
      const response = await fetch('/api/sections', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-account': String(accountId) },
        body: JSON.stringify({ ...place, section, text: sent, base: base.current }),
      });
      const answer: { saved?: boolean; text?: string | null; message?: string } = await response.json();
      if (!response.ok) setState({ kind: 'refused', message: answer.message ?? String(response.status) });
      else if (answer.saved) {
        base.current = answer.text ?? '';
        if (latest.current === sent) drop(draftKey);
        setState({ kind: 'saved', time: TIME.format(new Date()) });
      } else setState({ kind: 'conflict', theirs: answer.text ?? '' });
    } catch {
      setState({ kind: 'offline' });
      timer.current = setTimeout(() => void send(), RETRY_MS);
    } finally {
      busy.current = false;
    }
    if (latest.current !== sent) timer.current = setTimeout(() => void send(), PAUSE_MS);
  }, [accountId, draftKey, place, section]);

  const change = useCallback(
    (value: string) => {
      latest.current = value;
      setText(value);
      keep(draftKey, value);
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void send(), PAUSE_MS);
    },
    [draftKey, send],
  );

  useEffect(() => {
    const kept = read(draftKey);
    if (kept !== null && kept !== base.current) change(kept);
    const online = () => void send();
    window.addEventListener('online', online);
    window.addEventListener('focus', online);
    return () => {
      clearTimeout(timer.current);
      window.removeEventListener('online', online);
      window.removeEventListener('focus', online);
    };
  }, [change, draftKey, send]);

  const choose = (mine: boolean) => {
    if (state.kind !== 'conflict') return;
    base.current = state.theirs;
    if (mine) void send();
    else {
      drop(draftKey);
      latest.current = state.theirs;
      setText(state.theirs);
      setState({ kind: 'idle' });
    }
  };

  const id = `section-${section}`;
  const pin = pins[section];
  return (
    <div className="field">
      <label htmlFor={id}>{words.labels[section]}</label>
      <span className="hint" id={`${id}-hint`}>
        {words.hints[section]}
      </span>
      {pin && <p className="pin">{pin}</p>}
      <textarea
        id={id}
        className="input"
        rows={5}
        aria-describedby={`${id}-hint ${id}-state`}
        value={text}
        onChange={(event) => change(event.target.value)}
        onBlur={() => void send()}
      />
      <p id={`${id}-state`} role="status" className="small muted">
        {state.kind === 'saving' && words.saving}
        {state.kind === 'saved' && words.saved.replace('{time}', state.time)}
        {state.kind === 'offline' && <span className="warn">{words.offline}</span>}
        {state.kind === 'refused' && <span className="bad">{words.refused.replace('{message}', state.message)}</span>}
        {state.kind === 'conflict' && <span className="warn">{words.conflict}</span>}
      </p>
      {state.kind === 'conflict' && (
        <div className="stack">
          <p className="small">{state.theirs}</p>
          <div className="row">
            <button type="button" className="btn sm" onClick={() => choose(true)}>
              {words.mine}
            </button>
            <button type="button" className="btn sm" onClick={() => choose(false)}>
              {words.theirs}
            </button>
          </div>
        </div>
      )}
    </div>
  );
}

const TIME = new Intl.DateTimeFormat('vi-VN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Ho_Chi_Minh' });

// A browser that keeps nothing (private mode, full) must still let people write.
function keep(key: string, text: string): void {
  try {
    localStorage.setItem(key, text);
  } catch {}
}
function drop(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {}
}
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}
