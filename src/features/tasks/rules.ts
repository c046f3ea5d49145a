import { type Day, formatDay } from '@/domain/date';
import type { FieldProblem } from '@/domain/errors';
import { type Quarter, quarterDays, type YearCalendar } from '@/domain/period';
import { beginning } from '@/domain/text';
import type { TaskState } from './schema';

export const STANDINGS = ['planned', 'inProgress', 'overdue', 'doneOnTime', 'doneLate', 'suspended', 'cancelled'] as const;
/** How a task stands; on time, late and overdue follow from the dates and are never stored (domain.md D2). */
export type TaskStanding = (typeof STANDINGS)[number];

type Facts = { state: TaskState; doneOn: Day | null; dueOn: Day };

/** Days are calendar days in Việt Nam; a task is late from the day after it is due. The same in SQL: `standingSql` in queries.ts. */
export function taskStanding({ state, doneOn, dueOn }: Facts, today: Day): TaskStanding {
  if (state === 'DONE') return doneOn !== null && doneOn > dueOn ? 'doneLate' : 'doneOnTime';
  if (state === 'SUSPENDED') return 'suspended';
  if (state === 'CANCELLED') return 'cancelled';
  if (today > dueOn) return 'overdue';
  return state === 'IN_PROGRESS' ? 'inProgress' : 'planned';
}

/** Where a task may go from a state; the database refuses every other move. A state may always be reported again but a cancelled one. */
const MOVES: Record<TaskState, readonly TaskState[]> = {
  PLANNED: ['IN_PROGRESS', 'DONE', 'SUSPENDED', 'CANCELLED'],
  IN_PROGRESS: ['IN_PROGRESS', 'DONE', 'SUSPENDED', 'CANCELLED'],
  DONE: ['DONE', 'IN_PROGRESS'],
  SUSPENDED: ['IN_PROGRESS', 'CANCELLED'],
  CANCELLED: [],
};

/** The states that progress on a task may report next, the usual one first; giving it up only where the person may. */
export function movesOf(state: TaskState, mayCancel = true): readonly TaskState[] {
  return MOVES[state].filter((move) => mayCancel || move !== 'CANCELLED');
}

/** Whether a move needs a reason: putting a task off, giving it up, or opening again what was done. */
export function needsReason(from: TaskState, to: TaskState): boolean {
  return to === 'SUSPENDED' || to === 'CANCELLED' || (from === 'DONE' && to === 'IN_PROGRESS');
}

type Result = {
  state: TaskState;
  percent: number;
  doneOn: Day | null;
  isExceeded: boolean;
  note: string | null;
};

/** What does not fit together in a reported result, by field: done means a day; only what is done can be exceeded; nothing is done tomorrow. */
export function resultProblems({ state, doneOn, isExceeded, note }: Result, from: TaskState, today: Day): FieldProblem[] {
  const at = (path: string, key: FieldProblem['key']): FieldProblem[] => [{ path, key, params: {} }];
  return [
    ...(state === 'DONE' && doneOn === null ? at('doneOn', 'tasks.refused.doneNeedsDay') : []),
    ...(state !== 'DONE' && doneOn !== null ? at('doneOn', 'tasks.refused.dayNeedsDone') : []),
    ...(doneOn !== null && doneOn > today ? at('doneOn', 'tasks.refused.doneInFuture') : []),
    ...(isExceeded && state !== 'DONE' ? at('isExceeded', 'tasks.refused.exceededNeedsDone') : []),
    ...(needsReason(from, state) && !note ? at('note', 'tasks.refused.reasonNeeded') : []),
  ];
}

/** Per cent of a reported state: what is done is done whole, what goes on is not. */
export function percentOf({ state, percent }: Pick<Result, 'state' | 'percent'>): number {
  return state === 'DONE' ? 100 : percent;
}

type Dates = { startsOn: Day | null; dueOn: Day };
/** The quarter of the plan, and the days in which the lead department exists (`dissolvedOn` is the first day without it). */
type Bounds = { year: number; startsOn: Day; establishedOn: Day; dissolvedOn: Day | null };

/** What is wrong with a task's dates, by field: due in the plan's year and not before its quarter, led by a department that is there. */
export function dateProblems({ startsOn, dueOn }: Dates, bounds: Bounds): FieldProblem[] {
  const { year, establishedOn, dissolvedOn } = bounds;
  if (Number(dueOn.slice(0, 4)) !== year) return [{ path: 'dueOn', key: 'tasks.refused.dueOutsideYear', params: { year } }];
  if (dueOn < bounds.startsOn)
    return [{ path: 'dueOn', key: 'tasks.refused.dueBeforeQuarter', params: { day: formatDay(bounds.startsOn) } }];
  if (dissolvedOn !== null && dissolvedOn <= dueOn)
    return [{ path: 'dueOn', key: 'tasks.refused.leadDissolved', params: { day: formatDay(dissolvedOn) } }];
  if (establishedOn > (startsOn ?? dueOn))
    return [{ path: startsOn ? 'startsOn' : 'dueOn', key: 'tasks.refused.leadNotYet', params: { day: formatDay(establishedOn) } }];
  if (startsOn !== null && startsOn > dueOn) return [{ path: 'startsOn', key: 'tasks.refused.dates', params: {} }];
  return [];
}

/** Partners outside the hospital, one a line, each once. */
export function partnerNames(text: string | null): string[] {
  const names = (text ?? '').split('\n').map((name) => beginning(name.replace(/\s+/g, ' ').trim(), 200));
  return [...new Set(names.filter((name) => name !== ''))].slice(0, 30);
}

/**
 * How many tasks due in a span stand how, as domain.md B2 counts them for the rating of a department or a cell. A task belongs to the
 * quarter in which it is due (its due date in force, after any move that planning granted).
 */
export type Tally = {
  /** Hoàn thành đúng hạn: done on or before the due date. */
  onTime: number;
  /** Hoàn thành chậm: done after it. */
  late: number;
  /** Quá hạn, chưa xong. */
  overdue: number;
  /** Vượt yêu cầu: of those done, on time or late. */
  exceeded: number;
  /** Not due yet and not done: nothing to judge. */
  open: number;
  /** Tạm dừng, hủy: left out of every share, shown beside them. */
  suspended: number;
  cancelled: number;
};

export const EMPTY_TALLY: Readonly<Tally> = { onTime: 0, late: 0, overdue: 0, exceeded: 0, open: 0, suspended: 0, cancelled: 0 };

const COUNTED_AS = {
  doneOnTime: 'onTime',
  doneLate: 'late',
  overdue: 'overdue',
  planned: 'open',
  inProgress: 'open',
  suspended: 'suspended',
  cancelled: 'cancelled',
} as const satisfies Record<TaskStanding, keyof Tally>;

/** Counts tasks on a day. The same in SQL: `tallySql` in queries.ts; a test holds the two equal. */
export function tallyOf(tasks: readonly (Facts & { isExceeded: boolean })[], today: Day): Tally {
  const tally = { ...EMPTY_TALLY };
  for (const task of tasks) {
    tally[COUNTED_AS[taskStanding(task, today)]] += 1;
    if (task.isExceeded) tally.exceeded += 1;
  }
  return tally;
}

/** Several spans or departments together: a year to date is the sum of its quarters. */
export function sumOf(tallies: readonly Tally[]): Tally {
  const sum = { ...EMPTY_TALLY };
  for (const tally of tallies) for (const key of Object.keys(sum) as (keyof Tally)[]) sum[key] += tally[key];
  return sum;
}

/** All tasks of a tally, those left out of the shares among them. */
export function totalOf({ onTime, late, overdue, open, suspended, cancelled }: Tally): number {
  return onTime + late + overdue + open + suspended + cancelled;
}

/** The denominator of every share: tasks that have come due or are done. Not due yet, suspended and cancelled are left out. */
export function judgedOf({ onTime, late, overdue }: Tally): number {
  return onTime + late + overdue;
}

/** Per cent of the judged tasks; null when there are none. */
export type Shares = { done: number | null; onTime: number | null; late: number | null; overdue: number | null; exceeded: number | null };

/**
 * The shares that domain.md B2 asks for: «100 % of tasks» is `done`, «on time» is `onTime`, «≥ 30 % exceeding» is `exceeded`, «late tasks
 * ≤ 20 %» is `late`. Per cent, unrounded.
 */
export function sharesOf(tally: Tally): Shares {
  const judged = judgedOf(tally);
  const share = (count: number) => (judged === 0 ? null : (count / judged) * 100);
  return {
    done: share(tally.onTime + tally.late),
    onTime: share(tally.onTime),
    late: share(tally.late),
    overdue: share(tally.overdue),
    exceeded: share(tally.exceeded),
  };
}

/** The weeks of a month as a wall calendar has them, Monday first (domain.md G); days of the months around it fill the edges. */
export function weeksOf(month: string): Day[][] {
  const first = new Date(`${month}-01T00:00:00Z`);
  const before = (first.getUTCDay() + 6) % 7;
  const days = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  const weeks = Math.ceil((before + days) / 7);
  const dayAt = (place: number) => new Date(first.getTime() + (place - before) * 86_400_000).toISOString().slice(0, 10);
  return Array.from({ length: weeks }, (_, week) => Array.from({ length: 7 }, (_, place) => dayAt(week * 7 + place)));
}

/**
 * The due dates that count with a quarter. A task counts with the year of its due date, so that of a year that closes on the 14th the
 * first quarter begins on 01/01 and the fourth ends on 31/12; the four are the whole year and no day is in two.
 */
export function dueSpan(year: number, quarter: Quarter, calendar: YearCalendar): { startsOn: Day; endsOn: Day } {
  const { startsOn, endsOn } = quarterDays(year, quarter, calendar);
  return { startsOn: quarter === 1 ? `${year}-01-01` : startsOn, endsOn: quarter === 4 ? `${year}-12-31` : endsOn };
}

/** The months of a span, `YYYY-MM`. */
export function monthsOf({ startsOn, endsOn }: { startsOn: Day; endsOn: Day }): string[] {
  const months: string[] = [];
  for (let month = startsOn.slice(0, 7); month <= endsOn.slice(0, 7); month = nextMonth(month)) months.push(month);
  return months;
}

function nextMonth(month: string): string {
  const [year = 0, index = 0] = month.split('-').map(Number);
  return index === 12 ? `${year + 1}-01` : `${year}-${String(index + 1).padStart(2, '0')}`;
}
