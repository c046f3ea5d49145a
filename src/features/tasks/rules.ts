import type { Day } from '@/domain/date';
import { Refusal } from '@/domain/errors';
import { beginning } from '@/domain/text';
import type { TaskState } from './schema';

/** How a task stands; on time, late and overdue follow from the dates and are never stored (domain.md D2). */
export type TaskStanding = 'planned' | 'inProgress' | 'doneOnTime' | 'doneLate' | 'overdue' | 'suspended' | 'cancelled';

/** Days are calendar days in Việt Nam; a task is late from the day after it is due. */
export function taskStanding({ state, doneOn, dueOn }: { state: TaskState; doneOn: Day | null; dueOn: Day }, today: Day): TaskStanding {
  if (state === 'DONE') return doneOn !== null && doneOn > dueOn ? 'doneLate' : 'doneOnTime';
  if (state === 'SUSPENDED') return 'suspended';
  if (state === 'CANCELLED') return 'cancelled';
  if (today > dueOn) return 'overdue';
  return state === 'IN_PROGRESS' ? 'inProgress' : 'planned';
}

type Result = { state: TaskState; percent: number; doneOn: Day | null; isExceeded: boolean };

/** A reported result must fit together: done means a day and 100 %; only what is done can be exceeded; nothing is done tomorrow. */
export function checkResult({ state, doneOn, isExceeded, percent }: Result, today: Day): { percent: number } {
  if (state === 'DONE' && doneOn === null) throw new Refusal('tasks.refused.doneNeedsDay');
  if (state !== 'DONE' && doneOn !== null) throw new Refusal('tasks.refused.dayNeedsDone');
  if (doneOn !== null && doneOn > today) throw new Refusal('tasks.refused.doneInFuture');
  if (isExceeded && state !== 'DONE') throw new Refusal('tasks.refused.exceededNeedsDone');
  return { percent: state === 'DONE' ? 100 : percent };
}

/** Partners outside the hospital, one a line, each once. */
export function partnerNames(text: string | null): string[] {
  const names = (text ?? '').split('\n').map((name) => beginning(name.replace(/\s+/g, ' ').trim(), 200));
  return [...new Set(names.filter((name) => name !== ''))].slice(0, 30);
}
