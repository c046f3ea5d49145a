import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';

/** How far long work has come: its step by name, and how many of how many rows of that step are done. */
export type Step = { step: string; done: number; total: number };
/** The last line of an answer in steps: what came of the work, or the sentence that refused it. */
export type LastLine = { result: unknown } | { message: string };

const listeners = new AsyncLocalStorage<(step: Step) => void>();

/** Says how far the work of this request has come; nobody need be listening. Not part of a transaction: it says what is being done, not what holds. */
export function tell(step: string, done: number, total: number): void {
  listeners.getStore()?.({ step, done, total });
}

/** Does the work and hands on what it tells. */
export function listening<Result>(onStep: (step: Step) => void, work: () => Promise<Result>): Promise<Result> {
  return listeners.run(onStep, work);
}
