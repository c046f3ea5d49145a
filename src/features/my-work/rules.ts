import { type Day, daysBetween } from '@/domain/date';
import { type Phase, phase } from '@/features/periods/rules';
import { mayWrite } from '@/features/submissions/rules';
import type { SubmissionKind, SubmissionState } from '@/features/submissions/schema';

export type OwnFile = {
  kind: SubmissionKind;
  state: SubmissionState | null;
  opensAt: Date;
  dueAt: Date;
  lockAt: Date;
};

export type Duty = 'correct' | 'fill' | 'overdue';

/** What a department still owes for one file; null when it is handed in, approved, or closed for good. */
export function dutyOf(file: OwnFile, now: Date): Duty | null {
  const standing: Phase = phase(file, now);
  if (!mayWrite(file.state, standing)) return null;
  if (file.state === 'RETURNED' || file.state === 'REOPENED') return 'correct';
  return standing === 'late' ? 'overdue' : 'fill';
}

const URGENT_DAYS = 3;

/** How pressing a due day is: passed, within three days, or neither. */
export function pressure(dueOn: Day, today: Day): 'bad' | 'warn' | undefined {
  const days = daysBetween(today, dueOn);
  if (days < 0) return 'bad';
  return days <= URGENT_DAYS ? 'warn' : undefined;
}

const WEIGHT: Record<Duty, number> = { correct: 0, overdue: 1, fill: 2 };

/** Returned files first, then what is late, then by due date. */
export function byUrgency<Item extends { duty: Duty; dueAt: Date }>(one: Item, other: Item): number {
  return WEIGHT[one.duty] - WEIGHT[other.duty] || one.dueAt.getTime() - other.dueAt.getTime();
}
