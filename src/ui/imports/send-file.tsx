'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useId, useRef, useState } from 'react';
import { Button } from '../button';
import { newUuid } from '../uuid';
import { follow, type Step } from './follow';
import { Progress, type StepWords } from './progress';

export type SendFileWords = Record<'file' | 'hint' | 'check' | 'checking' | 'choose' | 'tooLarge' | 'unanswered', string> & {
  steps: StepWords;
};

export type SendFileProps = {
  /** Where the bytes go, «/api/awards/import». */
  to: string;
  /** The page that shows a batch, «/awards/import». */
  shownAt: string;
  maximumBytes: number;
  words: SendFileWords;
};

/** Sends one workbook to be checked, says how far that is, and goes where its dry run is shown; what is refused is said here. */
export function SendFile({ to, shownAt, maximumBytes, words }: SendFileProps) {
  const router = useRouter();
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [step, setStep] = useState<Step | null>(null);
  const [problem, setProblem] = useState('');

  const send = async () => {
    const file = field.current?.files?.[0];
    if (!file) return setProblem(words.choose);
    if (file.size > maximumBytes) return setProblem(words.tooLarge);
    setProblem('');
    setStep({ step: 'send', done: 0, total: 0 });
    const { batchId, message } = await follow(
      `${to}?${new URLSearchParams({ name: file.name })}`,
      { headers: { 'Content-Type': 'application/octet-stream', 'Idempotency-Key': newUuid() }, body: file },
      setStep,
    );
    setStep(null);
    if (batchId === undefined) return setProblem(message || words.unanswered);
    router.push(`${shownAt}?batch=${batchId}` as Route);
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
      <Progress step={step} words={words.steps} />
      <div className="row wrap">
        <Button variant="main" aria-disabled={step !== null} onClick={() => step === null && void send()}>
          {step ? words.checking : words.check}
        </Button>
      </div>
    </div>
  );
}
