import 'server-only';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Step } from '@/ui/imports/follow';

const listeners = new AsyncLocalStorage<(step: Step) => void>();

/** Says how far the work of this request has come; nobody need be listening. Not part of a transaction: it says what is being done, not what holds. */
export function tell(step: string, done: number, total: number): void {
  listeners.getStore()?.({ step, done, total });
}

/** Does the work and hands on what it tells. */
export function listening<Result>(onStep: (step: Step) => void, work: () => Promise<Result>): Promise<Result> {
  return listeners.run(onStep, work);
}
