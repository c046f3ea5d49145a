'use client';

import Check from 'lucide-react/icons/check';
import ClipboardPaste from 'lucide-react/icons/clipboard-paste';
import { useRouter } from 'next/navigation';
import { useEffect, useMemo, useRef, useState } from 'react';
import { formatDay, readDay } from '@/domain/date';
import { formatNumber } from '@/domain/number';
import { Button } from '@/ui/button';
import { showToast } from '@/ui/overlay/toast';
import { browserStorage, createDrafts } from '@/ui/sheet/drafts';
import { fill } from '@/ui/sheet/phrase';
import { newUuid } from '@/ui/uuid';
import type { MatchAnswer } from '../queries/match';
import { shares } from '../rules/checks';
import { parseLines } from '../rules/recipients';
import { DeskSide } from './desk-side';
import { type Desk, type DeskLine, type DeskRow, type DeskTitle, readDesk, recipientsOf, rowsOf, totalsWith, yearOf } from './desk-state';
import { DeskTable } from './desk-table';
import type { DeskWords } from './desk-words';

export type DeskDepartment = { id: number; name: string; establishedOn: string };
type DeskProps = {
  accountId: number;
  titles: DeskTitle[];
  departments: DeskDepartment[];
  start: Desk;
  /** A decision on record that gets more recipients; its own fields stand. */
  existing: { id: number; number: string; signedOn: string } | null;
  words: DeskWords;
};
type Filter = 'all' | 'OK' | 'CHOOSE' | 'NEW' | 'LOOK' | 'OUT';
const FILTERS: Filter[] = ['all', 'OK', 'CHOOSE', 'NEW', 'LOOK', 'OUT'];
const CELL = 'decision';

/** The desk on which a decision is recorded: its head, the pasted list line by line, and what is known of the chosen one. Kept in this browser until it is recorded. */
export function DecisionDesk({ accountId, titles, departments, start, existing, words }: DeskProps) {
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
  const asked = useRef(0);
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
  const people = taken.filter(({ isCollective }) => !isCollective).length;
  const money = taken.reduce((sum, row) => sum + (row.money ?? 0), 0);

  const paste = () => {
    const lines = parseLines(pasted).map(
      ({ raw }): DeskLine => ({ key: newUuid(), raw, chosen: null, typeId: null, newDepartmentId: null, isAnother: false, citation: '' }),
    );
    if (lines.length === 0) return setMessage(words.nothingPasted);
    setMessage('');
    setPasted('');
    change({ lines: [...desk.lines, ...lines] });
  };

  const save = async () => {
    if (isBusy) return;
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
    setBusy(false);
    if (result?.ok) {
      drafts.drop(CELL);
      showToast({ text: fill(words.recorded, { count: list.length }) });
      router.push(`/awards/decisions/${(result.body as { id: number }).id}`);
      return;
    }
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

  const field = (name: 'number' | 'signer' | 'authority' | 'subject' | 'yearFrom' | 'yearTo', className: string) => (
    <label className={className}>
      <span className="small muted block">{words.fields[name]}</span>
      <input className="input" value={desk[name]} maxLength={300} onChange={({ target }) => change({ [name]: target.value })} />
    </label>
  );
  const heading =
    rows.length === 0
      ? words.empty
      : open > 0
        ? fill(words.finding, { count: rows.length, ok: rows.length - open, open })
        : fill(words.clear, { count: taken.length, people, collectives: taken.length - people });
  const count = (one: Filter) =>
    one === 'all' ? rows.length : rows.filter(({ state }) => state === one || (one === 'LOOK' && state === 'WRONG')).length;
  return (
    <div className="grid grid-cols-1 gap-x-6 2xl:grid-cols-[minmax(0,1fr)_18.5rem]">
      <div className="min-w-0">
        <h1 aria-live="polite">{heading}</h1>
        <div className="row wrap mt-2 items-end gap-3">
          {existing ? (
            <p>{fill(words.existing, { number: existing.number, day: formatDay(existing.signedOn) })}</p>
          ) : (
            <>
              {field('number', 'w-32')}
              <label className="w-32">
                <span className="small muted block">{words.fields.signedOn}</span>
                <input
                  className="input"
                  inputMode="numeric"
                  placeholder={words.datePattern}
                  value={desk.signedOn}
                  maxLength={20}
                  onChange={({ target }) => change({ signedOn: target.value })}
                  onBlur={() => day && change({ signedOn: formatDay(day) })}
                />
              </label>
            </>
          )}
          {field('yearFrom', 'w-36')}
          {field('yearTo', 'w-24')}
          {!existing && (
            <>
              {field('authority', 'min-w-48 grow')}
              {field('signer', 'min-w-48 grow')}
              {field('subject', 'min-w-48 basis-full grow')}
            </>
          )}
        </div>
        <div className="row wrap mt-3 items-end gap-3">
          <TitleChoice
            label={words.personType}
            value={desk.personType}
            titles={titles.filter(({ forPerson }) => forPerson)}
            none={words.noType}
            onChange={(personType) => change({ personType })}
          />
          <TitleChoice
            label={words.collectiveType}
            value={desk.collectiveType}
            titles={titles.filter(({ forCollective }) => forCollective)}
            none={words.noType}
            onChange={(collectiveType) => change({ collectiveType })}
          />
        </div>
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
                {isBusy ? words.saving : fill(words.save, { people, collectives: taken.length - people })}
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
            <Summary rows={taken} titles={titles} answer={answer} words={words} />
          </>
        )}
        {rows.length === 0 && <div role="alert">{message && <p className="problem mt-2">{message}</p>}</div>}
      </div>
      {current && year !== null && (
        <DeskSide
          row={current}
          year={year}
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

type TitleChoiceProps = { label: string; value: number | null; titles: DeskTitle[]; none: string; onChange(id: number | null): void };
function TitleChoice({ label, value, titles, none, onChange }: TitleChoiceProps) {
  return (
    <label className="w-72 max-w-full">
      <span className="small muted block">{label}</span>
      <select className="input" value={value ?? ''} onChange={({ target }) => onChange(target.value === '' ? null : Number(target.value))}>
        <option value="">{none}</option>
        {titles.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

/** How many of each title, and the shares that a rule limits, register and decision together. */
function Summary({ rows, titles, answer, words }: { rows: DeskRow[]; titles: DeskTitle[]; answer: MatchAnswer | null; words: DeskWords }) {
  const given = titles.flatMap(({ id, name }) => {
    const count = rows.filter(({ typeId }) => typeId === id).length;
    return count > 0 ? [`${formatNumber(count, 0)} ${name}`] : [];
  });
  const totals = totalsWith(rows, answer, titles);
  const limited = shares(answer?.conditions ?? [], totals, titles).filter(({ typeId }) => rows.some((row) => row.typeId === typeId));
  const nameOf = (code: string) => titles.find((title) => title.code === code)?.name ?? code;
  return (
    <div className="small">
      <p>{given.join(', ')}</p>
      {limited.map(({ typeId, code, percent, holders, of, share }) => (
        <p key={`${typeId}:${code}`} className={share > percent ? 'warn' : 'muted'}>
          {fill(share > percent ? words.shareAbove : words.share, {
            ...{ holders: formatNumber(holders, 0), workers: formatNumber(of, 0), percent: formatNumber(percent, 0), of: nameOf(code) },
            title: titles.find(({ id }) => id === typeId)?.name ?? '',
            share: Number.isFinite(share) ? formatNumber(Math.round(share * 100) / 100, 2) : '–',
          })}
        </p>
      ))}
      {answer?.salary != null && <p className="muted">{fill(words.salary, { amount: formatNumber(answer.salary, 0) })}</p>}
    </div>
  );
}

type Answered = { ok: boolean; body: unknown; message: string; problems: { path: string; message: string }[] };

async function post(address: string, body: object, accountId: number, key?: string): Promise<Answered> {
  const headers: Record<string, string> = { 'content-type': 'application/json', 'x-account': String(accountId) };
  if (key) headers['idempotency-key'] = key;
  const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) });
  const read: { message?: string; problems?: { path: string; message: string }[] } = await response.json().catch(() => ({}));
  return { ok: response.ok, body: read, message: read.message ?? '', problems: read.problems ?? [] };
}
