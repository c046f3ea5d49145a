'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useId, useRef, useState } from 'react';
import { Button } from '@/ui/button';
import { newUuid } from '@/ui/uuid';

export type ChooseFileWords = Record<'file' | 'hint' | 'check' | 'checking' | 'choose' | 'tooLarge' | 'unanswered', string>;

/** Sends one workbook to be checked, and goes where its dry run is shown; what is refused is said here. */
export function ChooseFile({ maximumBytes, words }: { maximumBytes: number; words: ChooseFileWords }) {
  const router = useRouter();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState('');

  const send = async () => {
    const file = field.current?.files?.[0];
    if (!file) return setProblem(words.choose);
    if (file.size > maximumBytes) return setProblem(words.tooLarge);
    setProblem('');
    setIsSending(true);
    const { batchId, message } = await post(file);
    setIsSending(false);
    if (batchId === undefined) return setProblem(message || words.unanswered);
    router.push(`/party/bodies/import?batch=${batchId}` as Route);
  };
  return (
    <div className="stack">
      <div className={problem ? 'field invalid' : 'field'}>
        <label htmlFor={id}>{words.file}</label>
        <span className="hint" id={`${id}-hint`}>
          {words.hint}
        </span>
        <input
          ref={field}
          id={id}
          className="input h-auto py-1"
          type="file"
          accept=".xlsx"
          aria-invalid={problem ? true : undefined}
          aria-describedby={`${id}-hint ${id}-problem`}
          onChange={() => setProblem('')}
        />
        <div id={`${id}-problem`} role="alert">
          {problem && <p className="problem">{problem}</p>}
        </div>
      </div>
      <div className="row wrap">
        <Button variant="main" aria-disabled={isSending} onClick={() => !isSending && void send()}>
          {isSending ? words.checking : words.check}
        </Button>
      </div>
    </div>
  );
}

async function post(file: File): Promise<{ batchId?: number; message?: string }> {
  try {
    const answer = await fetch(`/api/party/cells/import?${new URLSearchParams({ name: file.name })}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/octet-stream', 'Idempotency-Key': newUuid() },
      body: file,
    });
    return await answer.json();
  } catch {
    return {};
  }
}
