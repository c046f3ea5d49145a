'use client';

import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '../button';
import { newUuid } from '../uuid';
import { follow, type Step } from './follow';
import { Progress, type StepWords } from './progress';

type Props = {
  to: string;
  /** The page that shows a batch, «/awards/import». */
  shownAt: string;
  /** How many rows the file has. */
  rows: number;
  seen: { batchId: number; rowVersion: number; fingerprint: string };
  words: Record<'confirm' | 'confirming' | 'unanswered', string> & { steps: StepWords };
};

/** Has the right rows written, says how far that is, and shows what came of it. */
export function ConfirmRows({ to, shownAt, rows, seen, words }: Props) {
  const router = useRouter();
  const [step, setStep] = useState<Step | null>(null);
  const [problem, setProblem] = useState('');
  const confirm = async () => {
    setProblem('');
    setStep({ step: 'compare', done: 0, total: rows });
    const { batchId, message } = await follow(
      to,
      { headers: { 'Content-Type': 'application/json', 'Idempotency-Key': newUuid() }, body: JSON.stringify(seen) },
      setStep,
    );
    setStep(null);
    if (batchId === undefined) return setProblem(message || words.unanswered);
    router.push(`${shownAt}?batch=${batchId}` as Route);
    router.refresh();
  };
  return (
    <div className="stack">
      <div>
        <Button variant="main" aria-disabled={step !== null} onClick={() => step === null && void confirm()}>
          {step ? words.confirming : words.confirm}
        </Button>
      </div>
      <Progress step={step} words={words.steps} />
      <div role="alert">{problem && <p className="problem">{problem}</p>}</div>
    </div>
  );
}
