import { dayOf, daysBetween } from '@/domain/date';
import type { Quarter } from '@/domain/period';
import type { DepartmentKind } from '@/features/departments/schema';
import { cellText, type SheetLine } from '@/features/figures/rules';
import type { Phase } from '@/features/periods/rules';
import type { MessageKey } from '@/i18n/messages';
import type { Snapshot, SubmissionKind, SubmissionState } from './schema';

/** States in which the department may still write; in the others the figures are somebody else's to decide about, or closed. */
const WRITABLE: readonly SubmissionState[] = ['DRAFT', 'RETURNED', 'REOPENED'];

/**
 * Whether figures, tasks and texts may be written now. The clock closes what was never handed in;
 * what planning returned or reopened stays open until planning decides again.
 */
export function mayWrite(state: SubmissionState | null, phase: Phase): boolean {
  if (state === 'RETURNED' || state === 'REOPENED') return true;
  return (state === null || WRITABLE.includes(state)) && (phase === 'open' || phase === 'late');
}

export type SentenceFacts = {
  kind: SubmissionKind;
  state: SubmissionState | null;
  phase: Phase;
  /** Calendar days until the due date; negative when it has passed. */
  daysLeft: number;
  filled: number;
  required: number;
  /** Reasons of the last return that are still pinned. */
  pins: number;
};

export type Tone = 'plain' | 'waiting' | 'good' | 'warn' | 'bad';
export type Sentence = { lead: MessageKey; next: MessageKey; tone: Tone };

/**
 * One sentence in two halves: where the file is and who did it; then what is next and by what date
 * (features.md row 50). The halves are message keys; the panel gives names, moments and dates.
 */
export function statusSentence({ state, phase, filled }: SentenceFacts): Sentence {
  switch (state) {
    case 'SUBMITTED':
      return { lead: 'submissions.sentence.submitted', next: 'submissions.sentence.waits', tone: 'waiting' };
    case 'RETURNED':
      return { lead: 'submissions.sentence.returned', next: next(phase), tone: 'warn' };
    case 'APPROVED':
      return { lead: 'submissions.sentence.approved', next: 'submissions.sentence.figuresLocked', tone: 'good' };
    case 'LOCKED':
      return { lead: 'submissions.sentence.locked', next: 'submissions.sentence.reopenByPlanning', tone: 'plain' };
    case 'REOPENED':
      return { lead: 'submissions.sentence.reopened', next: 'submissions.sentence.correctAndSubmit', tone: 'warn' };
    default:
      return {
        lead: filled > 0 ? 'submissions.sentence.draft' : 'submissions.sentence.empty',
        next: next(phase),
        tone: phase === 'late' || phase === 'locked' ? 'bad' : 'plain',
      };
  }
}

function next(phase: Phase): MessageKey {
  if (phase === 'notOpen') return 'submissions.sentence.opensOn';
  if (phase === 'locked') return 'submissions.sentence.lockedOn';
  return phase === 'late' ? 'submissions.sentence.overdue' : 'submissions.sentence.dueOn';
}

/** The word for lists and the board; «late» and «extended» are said by the calendar, not stored. */
export type BoardStatus = 'none' | 'draft' | 'late' | 'extended' | 'submitted' | 'returned' | 'approved' | 'locked' | 'missing';

/** `wasApproved`: a locked file that somebody had decided about; the others were locked without having been handed in. */
export function boardStatus(state: SubmissionState | null, phase: Phase, isExtended: boolean, wasApproved: boolean): BoardStatus {
  if (state === 'SUBMITTED') return 'submitted';
  if (state === 'RETURNED' || state === 'REOPENED') return 'returned';
  if (state === 'APPROVED') return 'approved';
  if (state === 'LOCKED') return wasApproved ? 'locked' : 'missing';
  if (phase === 'locked') return 'missing';
  if (phase === 'late') return 'late';
  if (isExtended) return 'extended';
  return state === null ? 'none' : 'draft';
}

/** One department's plan or report in the year's board. */
export type MatrixCell = {
  periodId: number;
  quarter: Quarter;
  kind: SubmissionKind;
  status: BoardStatus;
  phase: Phase;
  /** Required cells that hold a figure, of all required cells. */
  filled: number;
  required: number;
  /** What binds the department, extension included. */
  dueAt: Date;
  isExtended: boolean;
  /** Handed in for the first time. */
  handedInAt: Date | null;
};
/** `cells`: plan and report of each quarter in order, eight; null where the department owes nothing or the period is not open. */
export type MatrixRow = { departmentId: number; code: string; name: string; kind: DepartmentKind; cells: (MatrixCell | null)[] };

/** Where a file stands among the eight of a year: plan and report of Quý I, then of Quý II … */
export const matrixPlace = (quarter: Quarter, kind: SubmissionKind) => (quarter - 1) * 2 + (kind === 'PLAN' ? 0 : 1);

/** Whether a file came in time: by its first hand-in. Not yet due and not handed in: null, nobody can say. */
export function onTime({ dueAt, handedInAt }: Pick<MatrixCell, 'dueAt' | 'handedInAt'>, now: Date): boolean | null {
  if (handedInAt) return handedInAt <= dueAt;
  return now > dueAt ? false : null;
}

/** How many of these files came in time, in per cent of those of which it can be said; null when there are none. */
export function onTimeRate(cells: readonly (MatrixCell | null)[], now: Date): number | null {
  const said = cells.flatMap((cell) => (cell ? [onTime(cell, now)] : [])).filter((answer) => answer !== null);
  return said.length === 0 ? null : (said.filter(Boolean).length * 100) / said.length;
}

const CHASED_DAYS = 14;

/** Whether the department can still be asked for this file now: late, returned, or due within a fortnight. */
export function isChased({ status, phase, dueAt }: Pick<MatrixCell, 'status' | 'phase' | 'dueAt'>, now: Date): boolean {
  if (status === 'late' || status === 'returned') return true;
  return phase === 'open' && ['none', 'draft', 'extended'].includes(status) && daysBetween(dayOf(now), dayOf(dueAt)) <= CHASED_DAYS;
}

export type CellCheck = {
  indicatorId: number;
  name: string;
  required: boolean;
  computed: boolean;
  value: string | null;
  problem: string | null;
  /** By how many per cent it moved since last year, when that asks for a remark and there is none. */
  unexplained: number | null;
};
export type Missing = { indicatorId: number; name: string } & ({ why: 'empty' | 'unreadable' } | { why: 'unexplained'; percent: number });

/** What still stands in the way of handing in: required cells without a value, drafts that could not be read, large changes without a word. */
export function whatIsMissing(cells: readonly CellCheck[]): Missing[] {
  return cells.flatMap(({ indicatorId, name, required, computed, value, problem, unexplained }): Missing[] => {
    if (problem !== null) return [{ indicatorId, name, why: 'unreadable' }];
    if (unexplained !== null) return [{ indicatorId, name, why: 'unexplained', percent: unexplained }];
    return required && !computed && value === null ? [{ indicatorId, name, why: 'empty' }] : [];
  });
}

/** JSON with keys in order, so that the same content always has the same hash. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`;
  }
  return JSON.stringify(value ?? null);
}

/** The cells of a sheet as a round froze them: numbers, remarks and marks; what surrounds them (plan, last year) stays. */
export function frozenLines(lines: readonly SheetLine[], { figures }: Snapshot, kind: SubmissionKind): SheetLine[] {
  const frozen = new Map(figures.map((figure) => [figure.indicatorId, figure]));
  const side = kind === 'PLAN' ? 'plan' : 'actual';
  return lines.map((line) => {
    const figure = frozen.get(line.indicator.indicatorId);
    // Worked-out results without a remark are in no round: they follow from their parts.
    if (!figure) return line;
    const { value, remark = line[side].remark, isFlagged = line[side].isFlagged, by, at } = figure;
    const { decimals } = line.indicator;
    const cell = { ...line[side], value, text: cellText({ value, draftText: null }, decimals), problem: null, remark, isFlagged };
    return { ...line, [side]: { ...cell, by: by ?? line[side].by, at: at ?? line[side].at } };
  });
}

/** The tasks as a round froze them: what is done and what was said of it, in the order of the live list; what is gone since is left out. */
export function frozenTasks<
  Task extends { id: number; title: string; state: string; dueOn: string; percent: number; result: string | null },
>(tasks: readonly Task[], snapshot: Snapshot): Task[] {
  const frozen = new Map(snapshot.tasks.map((task) => [task.taskId, task]));
  return tasks.flatMap((task) => {
    const was = frozen.get(task.id);
    if (!was) return [];
    const { taskId: _taskId, ...fields } = was;
    return [{ ...task, ...fields }];
  });
}
