'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useRef, useState } from 'react';
import { Button } from '@/ui/button';
import { Link } from '@/ui/link';
import { Dialog } from '@/ui/overlay/dialog';
import { Section } from '@/ui/page/section';
import { newUuid } from '@/ui/uuid';
import type { Step } from '../schema';

export type BulkFile = {
  /** What is decided about: the file and the round that is shown. */
  reviewed: { submissionId: number; version: number; roundNo: number; sha256: string };
  href: string;
  department: string;
  what: string;
  /** The name of its box. */
  tick: string;
  handedIn: string;
  waited: string;
  isOld: boolean;
  unusual: { text: string; tone: 'bad' | 'warn' | 'muted' }[];
  /** Handed in by the person who looks: never theirs to approve. */
  isOwn: boolean;
  /** Why it is not ticked from the beginning. */
  exception: string | null;
};

type BulkWords = {
  list: string;
  tickAll: string;
  heads: [department: string, handedIn: string, waits: string, unusual: string];
  nothingUnusual: string;
  none: string;
  /** By the number of files. */
  button: string[];
  title: string[];
  exceptions: string[];
  left: string[];
  consequence: string;
  cancel: string;
  working: string;
  result: string;
  approved: string;
  passedTo: Record<Step, string>;
  failed: string;
  interrupted: string;
  again: string;
  close: string;
};

type Answer = { index: number } & ({ ok: true; result: { next: Step | null } } | { ok: false; message: string });
/** One press: what was sent, under which key, and what came back so far. */
type Press = { key: string; files: BulkFile[]; answers: Answer[]; state: 'working' | 'interrupted' | 'done' };

type BulkApproveProps = { files: BulkFile[]; accountId: number; empty: ReactNode; words: BulkWords };

/** The inbox with a box before every file: all are ticked but the exceptions, and one press approves what is ticked. */
export function BulkApprove({ files, accountId, empty, words }: BulkApproveProps) {
  const router = useRouter();
  // What was chosen by hand, by file and round; the others follow the rule.
  const [chosen, setChosen] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [isAsking, setAsking] = useState(false);
  const [press, setPress] = useState<Press | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const may = files.filter(({ isOwn }) => !isOwn);
  const isTicked = (file: BulkFile) => !file.isOwn && (chosen.get(nameOf(file)) ?? file.exception === null);
  const ticked = files.filter(isTicked);
  const isWorking = press?.state === 'working';
  const tick = (some: readonly BulkFile[], value: boolean) =>
    setChosen(new Map([...chosen, ...some.map((file) => [nameOf(file), value] as const)]));

  const send = async ({ key, files: sent }: Pick<Press, 'key' | 'files'>) => {
    const answers: Answer[] = [];
    setPress({ key, files: sent, answers, state: 'working' });
    let state: Press['state'] = 'interrupted';
    try {
      const response = await fetch('/api/review/approve', {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'idempotency-key': key, 'x-account': String(accountId) },
        body: JSON.stringify({ each: sent.map(({ reviewed }) => reviewed) }),
      });
      if (response.ok && response.body)
        await eachLine(response.body, (line) => {
          answers.push(JSON.parse(line));
          setPress({ key, files: sent, answers: [...answers], state: 'working' });
        });
      if (answers.length === sent.length) state = 'done';
    } catch {
      // Said below: what was done is kept, and the same press goes on.
    }
    setPress({ key, files: sent, answers: [...answers], state });
    router.refresh();
    box.current?.focus();
  };

  return (
    <>
      <div ref={box} tabIndex={-1} role="status">
        {press && <Result press={press} words={words} onAgain={() => void send(press)} onClose={() => setPress(null)} />}
      </div>
      {files.length === 0 ? (
        empty
      ) : (
        <>
          <div className="inbox-head">
            <input
              id="tick-all"
              type="checkbox"
              checked={may.length > 0 && ticked.length === may.length}
              ref={(input) => {
                if (input) input.indeterminate = ticked.length > 0 && ticked.length < may.length;
              }}
              onChange={(event) => tick(may, event.target.checked)}
            />
            <label htmlFor="tick-all">{words.tickAll}</label>
            {words.heads.map((head) => (
              <span key={head} aria-hidden="true">
                {head}
              </span>
            ))}
          </div>
          <ul className="inbox" aria-label={words.list}>
            {files.map((file) => (
              <li key={nameOf(file)}>
                <label className="tick-box">
                  <input
                    type="checkbox"
                    aria-label={file.tick}
                    checked={isTicked(file)}
                    disabled={file.isOwn}
                    onChange={(event) => tick([file], event.target.checked)}
                  />
                </label>
                <span className="file">
                  <Link href={file.href} prefetch={false}>
                    <b>{file.department}</b>
                  </Link>
                  <span className="small muted block">{file.what}</span>
                </span>
                <span className="small muted">{file.handedIn}</span>
                <span className={file.isOld ? 'small warn' : 'small muted'}>{file.waited}</span>
                <span className="small">
                  {file.unusual.length === 0 && <span className="muted">{words.nothingUnusual}</span>}
                  {file.unusual.map(({ text, tone }, index) => (
                    <span key={text}>
                      {index > 0 && ' · '}
                      <span className={tone}>{text}</span>
                    </span>
                  ))}
                  {file.exception && <span className="muted block">{file.exception}</span>}
                </span>
              </li>
            ))}
          </ul>
          <div className="bulkbar">
            <Button variant="main" disabled={isWorking} onClick={() => ticked.length > 0 && setAsking(true)}>
              {ticked.length > 0 ? words.button[ticked.length] : words.none}
            </Button>
          </div>
        </>
      )}
      <Dialog open={isAsking} onClose={() => setAsking(false)} title={words.title[ticked.length]} consequence={words.consequence} wide>
        <ul className="list asked">
          {ticked.map((file) => (
            <li key={nameOf(file)}>
              <b>{file.department}</b>, {file.what}
              {file.unusual.length > 0 && <span className="small warn block">{file.unusual.map(({ text }) => text).join(' · ')}</span>}
            </li>
          ))}
        </ul>
        <p className="small muted">
          {[
            ticked.some(({ exception }) => exception) && words.exceptions[ticked.filter(({ exception }) => exception).length],
            ticked.length < files.length && words.left[files.length - ticked.length],
          ]
            .filter(Boolean)
            .join('; ')}
        </p>
        <footer>
          <Button onClick={() => setAsking(false)}>{words.cancel}</Button>
          <Button
            variant="main"
            onClick={() => {
              setAsking(false);
              void send({ key: newUuid(), files: ticked });
            }}
          >
            {words.button[ticked.length]}
          </Button>
        </footer>
      </Dialog>
    </>
  );
}

/** A file of one round: handed in again, it is looked at anew. */
const nameOf = ({ reviewed: { submissionId, roundNo } }: BulkFile) => `${submissionId}/${roundNo}`;

type ResultProps = { press: Press; words: BulkWords; onAgain(): void; onClose(): void };

/** How far it is, then what was approved, what was not and why. */
function Result({ press: { files, answers, state }, words, onAgain, onClose }: ResultProps) {
  const approved = answers.filter(({ ok }) => ok).length;
  const fill = (text: string, values: Record<string, string | number>) =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  if (state === 'working')
    return (
      <p className="row bulk-progress">
        <progress
          max={files.length}
          value={answers.length}
          aria-label={fill(words.working, { done: answers.length, total: files.length })}
        />
        {fill(words.working, { done: answers.length, total: files.length })}
      </p>
    );
  const refused = answers.flatMap((answer) => (answer.ok ? [] : [answer]));
  const said = (answer: Answer) => {
    if (!answer.ok) return fill(words.failed, { message: answer.message });
    return answer.result.next ? words.passedTo[answer.result.next] : words.approved;
  };
  return (
    <Section title={fill(words.result, { approved, total: files.length })}>
      {state === 'interrupted' && (
        <p className="warn">
          {words.interrupted} <Button onClick={onAgain}>{words.again}</Button>
        </p>
      )}
      <ul className="list bulk-result">
        {[...refused, ...answers.filter(({ ok }) => ok)].map((answer) => (
          <li key={answer.index}>
            <Link href={files[answer.index]?.href ?? ''} prefetch={false}>
              {files[answer.index]?.department}
            </Link>
            , {files[answer.index]?.what}: <span className={answer.ok ? 'ok' : 'bad'}>{said(answer)}</span>
          </li>
        ))}
      </ul>
      <Button size="small" onClick={onClose}>
        {words.close}
      </Button>
    </Section>
  );
}

/** Calls back for every line as it arrives. */
async function eachLine(body: ReadableStream<Uint8Array>, take: (line: string) => void): Promise<void> {
  const [reader, decoder] = [body.getReader(), new TextDecoder()];
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    const lines = (rest + (value ? decoder.decode(value, { stream: true }) : '')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) if (line) take(line);
    if (done) return;
  }
}
