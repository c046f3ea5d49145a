import type { Permission } from '@/domain/policy';
import { STEPS, type Step, type StepSkip } from '../schema';

/** Who decides at a step. */
export const DECIDES: Record<Step, Permission> = { HEAD: 'review.head', PLANNING: 'review.planning', DIRECTOR: 'review.director' };

type HandIn = {
  /** The settings on the day of the hand-in. */
  reviewHead: boolean;
  reviewDirector: boolean;
  submitterId: number;
  /** Accounts with the role on that day; the submitter may be among them. */
  heads: readonly number[];
  directors: readonly number[];
};

/**
 * The steps that a round must pass, in their order, and which of those that are switched on it leaves out, and why. Planning always
 * decides. A head who hands in has seen the file; where nobody but the submitter could decide, a step would strand it (four eyes).
 */
export function stepsFor({ reviewHead, reviewDirector, submitterId, heads, directors }: HandIn): { steps: Step[]; skips: StepSkip[] } {
  const others = (ids: readonly number[]) => ids.some((id) => id !== submitterId);
  const skips: StepSkip[] = [];
  if (reviewHead && heads.includes(submitterId)) skips.push('HEAD_SUBMITS');
  else if (reviewHead && !others(heads)) skips.push('NO_HEAD');
  if (reviewDirector && !others(directors)) skips.push('NO_DIRECTOR');
  const passes: Record<Step, boolean> = {
    HEAD: reviewHead && !skips.includes('HEAD_SUBMITS') && !skips.includes('NO_HEAD'),
    PLANNING: true,
    DIRECTOR: reviewDirector && !skips.includes('NO_DIRECTOR'),
  };
  return { steps: STEPS.filter((step) => passes[step]), skips };
}

/** Whom the file waits for after this step was approved; null when that was the last. */
export function nextStep(steps: readonly Step[], step: Step): Step | null {
  return steps[steps.indexOf(step) + 1] ?? null;
}

/** What is still to come after this step. */
export function stepsAfter(steps: readonly Step[], step: Step): Step[] {
  return steps.slice(steps.indexOf(step) + 1);
}

/** The first digits of a round's hash, by which two printouts of the same round are known. */
export function shortHash(sha256: string): string {
  return sha256.slice(0, 6);
}
