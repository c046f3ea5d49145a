'use client';

import Check from 'lucide-react/icons/check';
import ClipboardPaste from 'lucide-react/icons/clipboard-paste';
import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useRef, useState } from 'react';
import { readDay } from '@/domain/date';
import { Button } from '@/ui/button';
import { showToast } from '@/ui/overlay/toast';
import { browserStorage, createDrafts } from '@/ui/sheet/drafts';
import { fill } from '@/ui/sheet/phrase';
import { newUuid } from '@/ui/uuid';
import type { MatchAnswer } from '../queries/match';
import { parseLines } from '../rules/recipients';
import { DeskHead } from './desk-head';
import { attach, post } from './desk-post';
import { DeskSide } from './desk-side';
import { type Desk, type DeskLine, type DeskRow, type DeskTitle, freshLine, readDesk, recipientsOf, rowsOf, yearOf } from './desk-state';
import { DeskSummary } from './desk-summary';
import { DeskTable } from './desk-table';
import type { DeskWords } from './desk-words';

export type DeskDepartment = { id: number; name: string; establishedOn: string; dissolvedOn: string | null };
type DeskProps = {
  accountId: number;
  titles: DeskTitle[];
  departments: DeskDepartment[];
  start: Desk;
  /** A decision on record that gets more recipients; its own fields stand. */
  existing: { id: number; number: string; signedOn: string } | null;
  /** Of the scan. */
  maximumBytes: number;
  words: DeskWords;
};
type Filter = 'all' | 'OK' | 'CHOOSE' | 'NEW' | 'LOOK' | 'OUT';
const FILTERS: Filter[] = ['all', 'OK', 'CHOOSE', 'NEW', 'LOOK', 'OUT'];
const CELL = 'decision';

/** The desk on which a decision is recorded: its head, the pasted list line by line, and what is known of the chosen one. Kept in this browser until it is recorded. */
export function DecisionDesk({ accountId, titles, departments, start, existing, maximumBytes, words }: DeskProps) {
  const router = useRouter();
  const [desk, setDesk] = useState(start);
  const [answer, setAnswer] = useState<MatchAnswer | null>(null);
  const [pasted, setPasted] = useState('');
  const [filter, setFilter] = useState<Filter>('all');
  const [selected, setSelected] = useState<string | null>(null);
  const [problems, setProblems] = useState<ReadonlyMap<string, string>>(new Map());
  const [message, setMessage] = useState('');
  const [isBusy, setBusy] = useState(false);
  const [isLoaded, setLoaded] = useState(false);
  const [once, setOnce] = useState('');
  const [file, setFile] = useState<File | null>(null);
  const asked = useRef(0);
  const isSaving = useRef(false);
  const drafts = useMemo(
    () =>
      createDrafts(typeof window === 'undefined' ? null : browserStorage(), `awards/${accountId}/${existing?.id ?? 'new'}`, () =>
        Date.now(),
      ),
    [accountId, existing?.id],
  );

  useEffect(() => {
    const kept = readDesk(drafts.all().get(CELL)?.text);
    if (kept) setDesk({ ...start, ...kept });
    setLoaded(true);
    // what was kept is read once
  }, [drafts, start]);

  const change = (part: Partial<Desk>) => {
    const next = { ...desk, ...part };
    setDesk(next);
    setOnce('');
    drafts.put(CELL, { text: JSON.stringify(next), version: 1 });
  };
  const changeLine = (key: string, part: Partial<DeskLine>) => {
    setProblems(new Map([...problems].filter(([at]) => at !== key)));
    change({ lines: desk.lines.map((line) => (line.key === key ? { ...line, ...part } : line)) });
  };

  const day = existing ? existing.signedOn : (readDay(desk.signedOn, new Date().getFullYear()) ?? '');
  const year = yearOf(desk.yearTo);
  const text = desk.lines.map(({ raw }) => raw).join('\n');
  useEffect(() => {
    if (!isLoaded || year === null) return;
    const turn = ++asked.current;
    const timer = setTimeout(async () => {
      const found = await post('/api/awards/match', { text, year, day: day || null }, accountId).catch(() => null);
      if (turn !== asked.current) return;
      if (found?.ok) setAnswer(found.body as MatchAnswer);
      else setMessage(found?.message || words.unanswered);
    }, 150);
    return () => clearTimeout(timer);
  }, [text, year, day, isLoaded, accountId, words.unanswered]);

  const rows = rowsOf(desk, answer, titles, problems, day);
  const open = rows.filter((row) => row.isOpen).length;
  const taken = rows.filter(({ state }) => state !== 'OUT');
  const shown = rows.filter(({ state }) => filter === 'all' || state === filter || (filter === 'LOOK' && state === 'WRONG'));
  const current = rows.find(({ line }) => line.key === selected) ?? shown[0] ?? null;
  const countOf = (part: DeskRow[]) => part.reduce((sum, one) => sum + one.count, 0);
  const people = countOf(taken.filter(({ isCollective }) => !isCollective));
  const collectives = countOf(taken) - people;
  const money = taken.reduce((sum, row) => sum + (row.money ?? 0), 0);

  const paste = () => {
    const lines = parseLines(pasted).map(({ raw }) => freshLine(newUuid(), raw));
    if (lines.length === 0) return setMessage(words.nothingPasted);
    setMessage('');
    setPasted('');
    change({ lines: [...desk.lines, ...lines] });
  };

  const save = async () => {
    if (isSaving.current) return;
    if (taken.length === 0) return setMessage(words.nobody);
    if (open > 0) {
      setFilter('all');
      setSelected(rows.find((row) => row.isOpen)?.line.key ?? null);
      return setMessage(fill(words.stillOpen, { count: open }));
    }
    const list = recipientsOf(rows, desk, (id) =>
      laterOf(`${desk.yearFrom}-01-01`, departments.find((one) => one.id === id)?.establishedOn ?? ''),
    );
    const key = once || newUuid();
    setOnce(key);
    isSaving.current = true;
    setBusy(true);
    const merit = { yearFrom: desk.yearFrom, yearTo: desk.yearTo, recipients: list.map(({ input }) => input) };
    const decision = {
      number: desk.number,
      signedOn: day || desk.signedOn,
      authority: desk.authority,
      signer: desk.signer,
      subject: desk.subject,
    };
    const result = await (existing
      ? post('/api/awards/recipients', { decisionId: existing.id, ...merit }, accountId, key)
      : post('/api/awards/decisions', { decision, ...merit }, accountId, key)
    ).catch(() => null);
    if (result?.ok) {
      const { id } = result.body as { id: number };
      drafts.drop(CELL);
      const refused = file ? await attach(id, file, newUuid()) : null;
      if (refused === null) showToast({ text: fill(words.recorded, { count: list.length }) });
      else showToast({ text: fill(words.scanRefused, { why: refused || words.unansweredScan }), tone: 'problem' });
      router.push(`/awards/decisions/${id}`);
      return;
    }
    isSaving.current = false;
    setBusy(false);
    if (result) setOnce('');
    const found = new Map<string, string>();
    const heads: string[] = [];
    for (const { path, message: said } of result?.problems ?? []) {
      const at = /^recipients\.(\d+)\./.exec(path);
      const row = at ? list[Number(at[1])] : undefined;
      if (row) found.set(row.key, said);
      else heads.push(`${words.fields[path.replace('decision.', '') as keyof DeskWords['fields']] ?? path}: ${said}`);
    }
    setProblems(found);
    setMessage([result?.message || words.unanswered, ...heads].join(' · '));
  };

  const heading =
    rows.length === 0
      ? words.empty
      : open > 0
        ? fill(words.finding, { count: rows.length, ok: rows.length - open, open })
        : fill(words.clear, { people, collectives });
  const count = (one: Filter) =>
    one === 'all' ? rows.length : rows.filter(({ state }) => state === one || (one === 'LOOK' && state === 'WRONG')).length;
  return (
    <div className="grid grid-cols-1 gap-x-6 xl:grid-cols-[minmax(0,1fr)_17rem]">
      <div className="min-w-0">
        <h1 aria-live="polite">{heading}</h1>
        <DeskHead
          desk={desk}
          day={day}
          titles={titles}
          existing={existing}
          file={file}
          maximumBytes={maximumBytes}
          words={words}
          onChange={change}
          onFile={setFile}
        />
        <details className="mt-3" open={rows.length === 0}>
          <summary>{rows.length === 0 ? words.pasteFirst : words.pasteMore}</summary>
          <label className="block">
            <span className="small muted block">{words.pasteHint}</span>
            <textarea className="input" rows={6} value={pasted} onChange={({ target }) => setPasted(target.value)} />
          </label>
          <Button icon={ClipboardPaste} onClick={paste}>
            {words.paste}
          </Button>
        </details>
        {rows.length > 0 && (
          <>
            <div className="row wrap between mt-3 gap-2">
              <div className="row wrap gap-2">
                {FILTERS.filter((one) => one === 'all' || count(one) > 0).map((one) => (
                  <Button
                    key={one}
                    size="small"
                    variant={filter === one ? 'plain' : 'bare'}
                    aria-pressed={filter === one}
                    onClick={() => setFilter(one)}
                  >
                    {fill(words.filters[one], { count: count(one) })}
                  </Button>
                ))}
              </div>
              <Button variant="main" size="small" icon={Check} aria-disabled={isBusy} onClick={() => void save()}>
                {isBusy ? words.saving : fill(words.save, { people, collectives })}
              </Button>
            </div>
            <div role="alert">{message && <p className="problem mt-2">{message}</p>}</div>
            <DeskTable
              rows={shown}
              titles={titles}
              departments={departments}
              year={year}
              selected={current?.line.key ?? null}
              words={words}
              money={money}
              onSelect={setSelected}
              onChange={changeLine}
            />
            <DeskSummary rows={taken} titles={titles} answer={answer} year={year} words={words} />
          </>
        )}
        {rows.length === 0 && <div role="alert">{message && <p className="problem mt-2">{message}</p>}</div>}
      </div>
      {current && year !== null && (
        <DeskSide
          row={current}
          year={current.year ?? year}
          titles={titles}
          conditions={answer?.conditions ?? []}
          words={words}
          onChange={(part) => changeLine(current.line.key, part)}
        />
      )}
    </div>
  );
}

const laterOf = (one: string, other: string) => (one > other ? one : other);
