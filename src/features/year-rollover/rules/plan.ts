import type { Day } from '@/domain/date';
import { type Quarter, quarterDays, type YearCalendar } from '@/domain/period';
import { fold } from '@/domain/text';
import { existsInPeriod, existsOn, type Life } from '@/features/departments/rules';
import type { Aggregation, Direction } from '@/features/indicators/rules';
import type { Recurrence, TaskState } from '@/features/tasks/schema';
import { ROLLOVER_PARTS, type RolloverChoices, type RolloverPart } from '../schema';
import { type KnownDeadlines, monthsLater, type QuarterToOpen, quartersToOpen } from './days';
import { type Cell, isMovable, movedBy, sharesNextYear, sharesUnderHeirs } from './targets';

/** A department with the living one that reads its past today (itself while it lives). */
/** `isHospital`: the hospital itself, of which the others are parts. */
export type KnownDepartment = Life & { id: number; code: string; name: string; heirId: number; isHospital: boolean };
export type KnownAssignment = {
  id: number;
  departmentId: number;
  indicatorId: number;
  indicatorCode: string;
  indicatorName: string;
  required: boolean;
  /** First day that it no longer covers; null is open. */
  validTo: Day | null;
  /** The last year of the indicator; null while it goes on. */
  indicatorToYear: number | null;
};
export type KnownTarget = {
  indicatorId: number;
  code: string;
  name: string;
  unit: string;
  decimals: number;
  aggregation: Aggregation;
  direction: Direction;
  toYear: number | null;
  hardMin: string | null;
  hardMax: string | null;
  /** In force this year, canonical decimal in the indicator's unit. */
  value: string;
  shares: Cell[];
};
export type KnownTask = {
  id: number;
  title: string;
  leadId: number;
  quarter: Quarter;
  startsOn: Day | null;
  dueOn: Day;
  state: TaskState;
  percent: number;
  recurrence: Recurrence | null;
  supporting: number[];
};

/** Everything that opening a year depends on, as it stands; lists in a fixed order. */
export type RolloverWorld = {
  /** The year that is opened. */
  year: number;
  /** How its days are counted: by what it has already, or by what the settings say today. */
  calendar: YearCalendar;
  holidays: Day[];
  deadlines: KnownDeadlines[];
  departments: KnownDepartment[];
  assignments: KnownAssignment[];
  targets: KnownTarget[];
  /** Indicators that have a target of the new year already, draft or not. */
  taken: number[];
  tasks: KnownTask[];
  /** Tasks that the new year has already. */
  known: { leadId: number; quarter: Quarter; title: string }[];
  /** Plans of the new year that are handed in: nothing may be added to them. */
  closed: { departmentId: number; quarter: Quarter }[];
};

/** Copied when it is confirmed; left out by the person; or not possible, for `reason`. */
export type Outcome = 'copy' | 'left' | 'blocked';
type Row<Reason extends string> = { id: number; outcome: Outcome; reason: Reason | null };

export type DeadlineRow = Row<'opened'> & Omit<QuarterToOpen, 'isOpened'>;
export type ReporterRow = Row<'departmentGone' | 'indicatorEnds'> & {
  departmentId: number;
  departmentName: string;
  indicatorCode: string;
  indicatorName: string;
  /** The first day that it does not cover now; null is open. */
  validTo: Day | null;
  /** The first day that it will not cover. */
  newValidTo: Day | null;
  heirName: string | null;
};
export type TargetRow = Row<'exists' | 'indicatorEnds' | 'tooBig' | 'tooSmall'> & {
  code: string;
  name: string;
  unit: string;
  decimals: number;
  direction: Direction;
  isMovable: boolean;
  value: string;
  /** Canonical per cent; null where none applies. */
  percent: string | null;
  /** Whether the percentage is this indicator's own. */
  isOwnPercent: boolean;
  next: string;
  shares: Cell[];
  /** Departments whose shares pass to their successor, and those whose shares are divided among the others. */
  moved: string[];
  dropped: string[];
};
type TaskCopy = { quarter: Quarter; startsOn: Day | null; dueOn: Day; leadId: number };
export type TaskRow = Row<'leadGone' | 'exists' | 'planClosed'> & {
  title: string;
  fromName: string;
  leadId: number | null;
  leadName: string | null;
  dueOn: Day;
  state: TaskState;
  percent: number;
  recurrence: Recurrence | null;
  copies: TaskCopy[];
  supporting: number[];
};

/** What opening a year does, row by row: the preview shows it and the commit writes it. */
export type RolloverPlan = {
  year: number;
  periods: DeadlineRow[];
  reporters: ReporterRow[];
  targets: TargetRow[];
  recurring: TaskRow[];
  unfinished: TaskRow[];
};

/** The one computation of a rollover: from the world and the choices to every row that will be written. Pure. */
export function planOf(world: RolloverWorld, choices: RolloverChoices): RolloverPlan {
  const tasks = taskRows(world, choices);
  return {
    year: world.year,
    periods: chosen(choices, 'periods', deadlineRows(world)),
    reporters: chosen(choices, 'reporters', reporterRows(world)),
    targets: chosen(choices, 'targets', targetRows(world, choices)),
    recurring: chosen(choices, 'recurring', tasks.recurring),
    unfinished: chosen(choices, 'unfinished', tasks.unfinished),
  };
}

/** Rows that were ticked off, or whose part is not wanted, are left. */
function chosen<One extends { id: number; outcome: Outcome }>({ parts, without }: RolloverChoices, part: RolloverPart, rows: One[]): One[] {
  const off = new Set(without[part] ?? []);
  return rows.map((row) => (row.outcome === 'copy' && (!parts.includes(part) || off.has(row.id)) ? { ...row, outcome: 'left' } : row));
}

function deadlineRows({ year, calendar, deadlines, holidays }: RolloverWorld): DeadlineRow[] {
  return quartersToOpen(year, deadlines, new Set(holidays), calendar).map(({ isOpened, ...row }) => ({
    ...row,
    outcome: isOpened ? 'blocked' : 'copy',
    reason: isOpened ? 'opened' : null,
  }));
}

const firstDay = (year: number): Day => `${year}-01-01`;

/** Assignments that end with the year, and those whose department is gone by then and whose heir does not report the indicator. */
function reporterRows({ year, assignments, departments }: RolloverWorld): ReporterRow[] {
  const byId = new Map(departments.map((department) => [department.id, department]));
  const start = firstDay(year);
  const reports = new Set(
    assignments
      .filter(({ validTo }) => validTo === null || validTo > start)
      .map(({ departmentId, indicatorId }) => `${departmentId}/${indicatorId}`),
  );
  return assignments.flatMap((assignment): ReporterRow[] => {
    const department = byId.get(assignment.departmentId);
    if (!department) return [];
    const { id, departmentId, indicatorId, indicatorCode, indicatorName, indicatorToYear, validTo } = assignment;
    const isGone = !existsOn(department, start);
    const hasEnded = indicatorToYear !== null && indicatorToYear < year;
    const heir = department.heirId === departmentId ? undefined : byId.get(department.heirId);
    const row = { id, departmentId, departmentName: department.name, indicatorCode, indicatorName, validTo, heirName: heir?.name ?? null };
    if (isGone) {
      // who was gone before this year was decided about then
      const isOld = department.dissolvedOn !== null && department.dissolvedOn <= firstDay(year - 1);
      const isCovered = isOld || hasEnded || (heir !== undefined && reports.has(`${heir.id}/${indicatorId}`));
      return isCovered ? [] : [{ ...row, newValidTo: validTo, outcome: 'blocked', reason: 'departmentGone' }];
    }
    if (validTo === null || validTo > start || reports.has(`${departmentId}/${indicatorId}`)) return [];
    if (hasEnded) return [{ ...row, newValidTo: validTo, outcome: 'blocked', reason: 'indicatorEnds' }];
    return [{ ...row, newValidTo: firstDay(year + 1), outcome: 'copy', reason: null }];
  });
}

function targetRows({ year, calendar, targets, taken, departments }: RolloverWorld, choices: RolloverChoices): TargetRow[] {
  const byId = new Map(departments.map((department) => [department.id, department]));
  const has = new Set(taken);
  const placed = (departmentId: number, quarter: Quarter) => {
    const department = byId.get(departmentId);
    const days = quarterDays(year, quarter, calendar);
    const heir = department && byId.get(department.heirId);
    return [department, heir].find((one) => one !== undefined && existsInPeriod(one, days))?.id ?? null;
  };
  const names = (ids: number[]) => ids.map((id) => byId.get(id)?.name ?? String(id));
  return targets.map((target) => {
    const { indicatorId: id, code, name, unit, decimals, direction, value } = target;
    const movable = isMovable(target);
    const own = choices.percents[`i${id}`];
    const percent = movable ? (own ?? (direction === 'DOWN' ? choices.percentDown : choices.percent)) : null;
    const next = percent === null ? value : movedBy(value, percent, decimals);
    const heirs = sharesUnderHeirs(target.aggregation, target.shares, placed);
    const shares = sharesNextYear(target, target.shares, heirs.cells, percent ?? '0', next);
    const reason = has.has(id)
      ? 'exists'
      : target.toYear !== null && target.toYear < year
        ? 'indicatorEnds'
        : target.hardMax !== null && Number(next) > Number(target.hardMax)
          ? 'tooBig'
          : target.hardMin !== null && Number(next) < Number(target.hardMin)
            ? 'tooSmall'
            : null;
    return {
      ...{ id, code, name, unit, decimals, direction, value, percent, next, shares, reason },
      outcome: reason === null ? ('copy' as const) : ('blocked' as const),
      isMovable: movable,
      isOwnPercent: movable && own !== undefined,
      moved: names(heirs.moved),
      dropped: names(heirs.dropped),
    };
  });
}

const OPEN_STATES: readonly TaskState[] = ['PLANNED', 'IN_PROGRESS', 'SUSPENDED'];
const QUARTER_MONTHS = 3;

function taskRows(world: RolloverWorld, choices: RolloverChoices): { recurring: TaskRow[]; unfinished: TaskRow[] } {
  const { year, calendar, tasks } = world;
  const rowOf = taskReader(world, choices);
  const yearly = tasks.filter(({ recurrence }) => recurrence === 'YEARLY');
  const recurring = [...yearly, ...latestOfEach(tasks.filter(({ recurrence }) => recurrence === 'QUARTERLY'))].map((task) =>
    rowOf(
      task,
      task.recurrence === 'YEARLY'
        ? [{ quarter: task.quarter, months: 12 }]
        : ([1, 2, 3, 4] as const).map((quarter) => ({ quarter, months: 12 + (quarter - task.quarter) * QUARTER_MONTHS })),
    ),
  );
  const unfinished = tasks
    .filter(({ recurrence, state }) => recurrence === null && OPEN_STATES.includes(state))
    .map((task) =>
      choices.unfinishedTo === 'YEAR_LATER'
        ? rowOf(task, [{ quarter: task.quarter, months: 12 }])
        : rowOf(task, [firstQuarterOf(year, calendar)]),
    );
  return { recurring, unfinished };
}

type Shift = { quarter: Quarter; months: number } | { quarter: Quarter; startsOn: Day; latest: Day };

/** Into the first quarter: due a year later when that is in it, else on its last day. */
const firstQuarterOf = (year: number, calendar: YearCalendar): Shift => {
  const { startsOn, endsOn } = quarterDays(year, 1, calendar);
  return { quarter: 1, startsOn, latest: endsOn };
};

function moved({ startsOn, dueOn }: KnownTask, shift: Shift): Omit<TaskCopy, 'leadId'> {
  if ('months' in shift) {
    const later = (day: Day) => monthsLater(day, shift.months);
    return { quarter: shift.quarter, startsOn: startsOn && later(startsOn), dueOn: later(dueOn) };
  }
  const due = monthsLater(dueOn, 12);
  return {
    quarter: shift.quarter,
    startsOn: startsOn && shift.startsOn,
    dueOn: due >= shift.startsOn && due <= shift.latest ? due : shift.latest,
  };
}

/** Of a task that stands in several quarters, the latest one: the pattern of the coming ones. */
function latestOfEach(tasks: readonly KnownTask[]): KnownTask[] {
  const latest = new Map<string, KnownTask>();
  for (const task of tasks) {
    const key = `${task.leadId}/${fold(task.title)}`;
    const there = latest.get(key);
    if (!there || there.quarter < task.quarter || (there.quarter === task.quarter && there.id < task.id)) latest.set(key, task);
  }
  return [...latest.values()].sort((one, other) => one.id - other.id);
}

/** Reads one task into its row: who leads each copy when it is due, and what stands in the way. */
function taskReader({ departments, known, closed }: RolloverWorld, { leads }: RolloverChoices) {
  const byId = new Map(departments.map((department) => [department.id, department]));
  const there = new Set(known.map(({ leadId, quarter, title }) => `${leadId}/${quarter}/${fold(title)}`));
  const shut = new Set(closed.map(({ departmentId, quarter }) => `${departmentId}/${quarter}`));
  const living = (id: number | undefined, day: Day) => {
    const department = id === undefined ? undefined : byId.get(id);
    return department && existsOn(department, day) ? department : undefined;
  };
  return (task: KnownTask, shifts: readonly Shift[]): TaskRow => {
    const { id, title, leadId: fromId, dueOn, state, percent, recurrence } = task;
    const from = byId.get(fromId);
    const placed = shifts.map((shift) => {
      const days = moved(task, shift);
      const lead = living(leads[`t${id}`], days.dueOn) ?? living(fromId, days.dueOn) ?? living(from?.heirId, days.dueOn);
      return { ...days, lead };
    });
    const led = placed.flatMap(({ lead, ...days }) => (lead ? [{ ...days, leadId: lead.id }] : []));
    const fresh = led.filter(({ leadId, quarter }) => !there.has(`${leadId}/${quarter}/${fold(title)}`));
    const copies = fresh.filter(({ leadId, quarter }) => !shut.has(`${leadId}/${quarter}`));
    const [first] = copies.length > 0 ? copies : led;
    const supporting = task.supporting.flatMap(
      (one) => living(one, first?.dueOn ?? dueOn)?.id ?? living(byId.get(one)?.heirId, first?.dueOn ?? dueOn)?.id ?? [],
    );
    const reason = copies.length > 0 ? null : led.length === 0 ? 'leadGone' : fresh.length === 0 ? 'exists' : 'planClosed';
    return {
      ...{ id, title, dueOn, state, percent, recurrence, copies, reason },
      outcome: reason === null ? 'copy' : 'blocked',
      fromName: from?.name ?? '',
      leadId: first?.leadId ?? null,
      leadName: (first && byId.get(first.leadId)?.name) ?? null,
      supporting: [...new Set(supporting)].filter((one) => !copies.some(({ leadId }) => leadId === one)),
    };
  };
}

export type PartCounts = { copy: number; left: number; blocked: number; rows: number };

/** How many rows of each part are taken over, left out, not possible; and in all. */
export function countsOf(plan: RolloverPlan): Record<RolloverPart, PartCounts> {
  const of = (rows: readonly { outcome: Outcome }[]): PartCounts => {
    const count = (outcome: Outcome) => rows.filter((row) => row.outcome === outcome).length;
    return { copy: count('copy'), left: count('left'), blocked: count('blocked'), rows: rows.length };
  };
  return Object.fromEntries(ROLLOVER_PARTS.map((part) => [part, of(plan[part])])) as Record<RolloverPart, PartCounts>;
}
