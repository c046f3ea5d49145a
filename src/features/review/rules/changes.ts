import { largeChange, type SheetLine } from '@/features/figures/rules';
import { type Aggregation, type Change, change, percentOf, rounded, type Standing, standing, verdict } from '@/features/indicators/rules';
import { SECTIONS, type Section, type Snapshot, type SubmissionKind } from '@/features/submissions/schema';
import { type Piece, wordDiff } from './words';

type Frozen = Snapshot['figures'][number];

/** One cell that differs between two rounds. Values are canonical decimals in the indicator's unit; null is «chưa có». */
export type CellChange = {
  indicatorId: number;
  name: string;
  unit: string;
  decimals: number;
  before: string | null;
  after: string | null;
  /** After less before, in the indicator's unit; null when one of them is missing or the value stayed. */
  difference: number | null;
  /** The same in per cent of what it was (a count), or in points (a rate); null when there is nothing to divide by. */
  change: Change | null;
  /** Who typed the newer figure and when (ISO 8601); null in rounds that did not keep it. */
  by: string | null;
  at: string | null;
  /** The newer remark. */
  remark: string | null;
  /** The earlier remark when it was another one; undefined when it stayed or is not known. */
  remarkBefore: string | null | undefined;
  /** Whether it was marked to be watched, or the mark taken away. */
  flag: 'set' | 'cleared' | null;
  /** It is in one of the two rounds only: the department began, or ceased, to report it. */
  only: 'before' | 'after' | null;
};

/**
 * Cells whose value, remark or mark differs between two rounds: what is new or was emptied first, then by how much it moved, then what
 * was only said differently. Rounds that kept no remarks say nothing about them.
 */
export function cellChanges(before: Snapshot, after: Snapshot, aggregations: ReadonlyMap<number, Aggregation> = new Map()): CellChange[] {
  const earlier = new Map(before.figures.map((figure) => [figure.indicatorId, figure]));
  const later = new Map(after.figures.map((figure) => [figure.indicatorId, figure]));
  const ids = [...later.keys(), ...[...earlier.keys()].filter((id) => !later.has(id))];
  return ids
    .flatMap((indicatorId): CellChange[] => {
      const [was, is] = [earlier.get(indicatorId), later.get(indicatorId)];
      const shown = is ?? was;
      return shown ? cellChange(shown, was, is, aggregations.get(indicatorId) ?? 'SUM') : [];
    })
    .sort((one, other) => weight(other) - weight(one));
}

function cellChange(shown: Frozen, was: Frozen | undefined, is: Frozen | undefined, aggregation: Aggregation): CellChange[] {
  const { indicatorId, name, unit, decimals } = shown;
  const [before, after] = [was?.value ?? null, is?.value ?? null];
  const remarkMoved = was?.remark !== undefined && is?.remark !== undefined && (was.remark ?? '') !== (is.remark ?? '');
  const flag =
    was?.isFlagged === undefined || is?.isFlagged === undefined || was.isFlagged === is.isFlagged ? null : is.isFlagged ? 'set' : 'cleared';
  const only = was === undefined ? 'after' : is === undefined ? 'before' : null;
  const hasMoved = before !== after;
  // a cell that came or went without ever holding anything is no change
  if (!hasMoved && !remarkMoved && flag === null) return [];
  const [old, now] = [before === null ? null : Number(before), after === null ? null : Number(after)];
  return [
    {
      ...{ indicatorId, name, unit, decimals, before, after, flag, only },
      difference: !hasMoved || old === null || now === null ? null : rounded(now - old, 4),
      change: hasMoved ? change({ aggregation, unit }, now, old) : null,
      by: is?.by ?? null,
      at: is?.at ?? null,
      remark: is?.remark ?? null,
      remarkBefore: remarkMoved ? (was.remark ?? null) : undefined,
    },
  ];
}

/** How far up a change stands: appeared or vanished, then the size of the move, then words and marks. */
function weight({ before, after, difference, change }: CellChange): number {
  if (before === after) return -1;
  if (difference === null) return Number.MAX_SAFE_INTEGER;
  return change ? Math.abs(change.by) : 0;
}

type FrozenTask = Snapshot['tasks'][number];
const TASK_FIELDS = ['title', 'state', 'dueOn', 'percent', 'result'] as const;
export type TaskField = (typeof TASK_FIELDS)[number];

/** One task that is new, is gone, or reads differently: which fields, and what they held. */
export type TaskChange = {
  taskId: number;
  title: string;
  kind: 'added' | 'removed' | 'changed';
  fields: { field: TaskField; before: string | null; after: string | null }[];
};

/** Tasks that differ between two rounds, in the order of the newer one; what is gone comes last. */
export function taskChanges(before: Snapshot, after: Snapshot): TaskChange[] {
  const earlier = new Map(before.tasks.map((task) => [task.taskId, task]));
  const later = new Set(after.tasks.map(({ taskId }) => taskId));
  const text = (task: FrozenTask, field: TaskField) => (task[field] === null ? null : String(task[field]));
  return [
    ...after.tasks.flatMap((task): TaskChange[] => {
      const { taskId, title } = task;
      const was = earlier.get(taskId);
      if (!was) return [{ taskId, title, kind: 'added', fields: [] }];
      const fields = TASK_FIELDS.filter((field) => was[field] !== task[field]);
      if (fields.length === 0) return [];
      const differences = fields.map((field) => ({ field, before: text(was, field), after: text(task, field) }));
      return [{ taskId, title, kind: 'changed', fields: differences }];
    }),
    ...before.tasks
      .filter(({ taskId }) => !later.has(taskId))
      .map(({ taskId, title }): TaskChange => ({ taskId, title, kind: 'removed', fields: [] })),
  ];
}

/** The texts that differ between two rounds, word by word, in the order of the report. */
export function textChanges(before: Snapshot, after: Snapshot): { section: Section; pieces: Piece[] }[] {
  return SECTIONS.flatMap((section) => {
    const [was, is] = [before.sections[section] ?? '', after.sections[section] ?? ''];
    return was === is ? [] : [{ section, pieces: wordDiff(was, is) }];
  });
}

/** One cell of a first hand-in beside what it is held against; values in the indicator's unit. */
export type Beside = {
  indicatorId: number;
  name: string;
  unit: string;
  decimals: number;
  value: number | null;
  /** A report's plan, or the share that was assigned where nothing was planned; of a plan, the assigned share. */
  basis: number | null;
  stands: Standing | null;
  isMissed: boolean;
  lastYear: number | null;
  change: Change | null;
  /** By how many per cent it moved since last year, when that asks for a remark. */
  large: number | null;
  remark: string | null;
  isFlagged: boolean;
  isEmpty: boolean;
};

/**
 * A round without one before it, held against the plan and the same quarter of last year. What asks to be looked at comes first: large
 * changes without a word, then with one, marked cells, missed plans, empty cells; the rest as the sheet has it.
 */
export function besidePlan(lines: readonly SheetLine[], kind: SubmissionKind): Beside[] {
  const rows = lines.flatMap((line): Beside[] => {
    const { indicator, lastYear, share, plan } = line;
    const cell = kind === 'PLAN' ? plan : line.actual;
    if (indicator.aggregation === 'RATIO' && kind === 'REPORT' && cell.remark === null) return [];
    const { indicatorId, name, unit, decimals, direction, rangeLow: low, rangeHigh: high } = indicator;
    const number = (text: string | null) => (text === null ? null : Number(text));
    const [value, basis] = [number(cell.value), number(kind === 'PLAN' ? share : (plan.value ?? share))];
    const against = kind === 'PLAN' ? planned(value, basis) : standing(direction, value, basis, { low, high });
    return [
      {
        ...{ indicatorId, name, unit, decimals, value, basis, lastYear },
        stands: against,
        isMissed: kind === 'REPORT' && verdict(direction, value, basis, { low, high }) === 'notMet',
        change: change(indicator, value, lastYear),
        large: largeChange(indicator, value, lastYear),
        remark: cell.remark,
        isFlagged: cell.isFlagged,
        isEmpty: value === null && indicator.aggregation !== 'RATIO',
      },
    ];
  });
  return rows.sort((one, other) => attention(other) - attention(one));
}

/** Of a plan: how much of what was assigned is planned, in per cent. */
function planned(value: number | null, share: number | null): Standing | null {
  const percent = percentOf(value, share);
  return percent === null ? null : { kind: 'percent', percent };
}

/** 0: nothing to look at. */
export function attention({ large, remark, isFlagged, isMissed, isEmpty }: Beside): number {
  if (large !== null) return remark === null ? 5 : 4;
  if (isFlagged) return 3;
  return isMissed ? 2 : isEmpty ? 1 : 0;
}
