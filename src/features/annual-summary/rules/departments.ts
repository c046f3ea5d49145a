import { type Day, dayOf, daysBetween } from '@/domain/date';
import { isQuarter } from '@/domain/period';
import { rounded } from '@/features/indicators/rules';
import { type Extension, effectiveDeadline, phase } from '@/features/periods/rules';
import { boardStatus } from '@/features/submissions/rules';
import type { SubmissionState } from '@/features/submissions/schema';
import type { DepartmentOfYear, YearSummary } from '../schema';
import { type Reading, readDepartments } from './as-now';
import { byGap } from './year';

/** A department of the year with the report that it owes for the quarter that is due, if it does. */
export type DepartmentRow = {
  id: number;
  code: string;
  name: string;
  shortName: string | null;
  /** The living department that reads its figures today, under its name of today; itself while it lives. */
  now: { id: number; code: string; name: string; shortName: string | null };
  owed: {
    quarter: number;
    opensAt: Date;
    dueAt: Date;
    lockAt: Date;
    /** The one granted last. */
    extension: Extension | null;
    state: SubmissionState | null;
    /** Reasons of the last return that are still open. */
    pins: number;
  } | null;
};

/** One row of `rollup_department`. */
export type AreaRollup = {
  departmentId: number;
  /** The living department that reads it today. */
  nowId: number;
  year: number;
  area: string;
  withTarget: number;
  reported: number;
  met: number;
  exceeded: number;
  completionSum: number;
};

type Sum = Omit<AreaRollup, 'departmentId' | 'nowId' | 'year' | 'area'>;
const NOTHING: Sum = { withTarget: 0, reported: 0, met: 0, exceeded: 0, completionSum: 0 };

function added(one: Sum, other: Sum): Sum {
  return {
    withTarget: one.withTarget + other.withTarget,
    reported: one.reported + other.reported,
    met: one.met + other.met,
    exceeded: one.exceeded + other.exceeded,
    completionSum: one.completionSum + other.completionSum,
  };
}

/** Counts, and the mean completion in per cent of what has both a plan and a result. */
function tally({ completionSum, ...counts }: Sum) {
  return { ...counts, completion: counts.reported === 0 ? null : rounded((completionSum * 100) / counts.reported, 2) };
}

/**
 * Departments by their gap to the plan, widest below first; each with its areas, last year, and the report it owes now. Read as now, a
 * row adds up what the departments it gathers had, and last year all that it reads.
 */
export function departmentsOf(
  departments: readonly DepartmentRow[],
  rollups: readonly AreaRollup[],
  year: number,
  now: Date,
  reading: Reading = 'was',
): DepartmentOfYear[] {
  return readDepartments(departments, reading)
    .map((department): DepartmentOfYear => {
      const own = rollups.filter((row) => (reading === 'now' ? row.nowId : row.departmentId) === department.id);
      const current = byArea(own.filter((row) => row.year === year));
      const all = tally(current.reduce(added, NOTHING));
      const before = tally(own.filter((row) => row.year === year - 1).reduce(added, NOTHING));
      const { code, name, shortName, of, becameNow } = department;
      return {
        code,
        name,
        shortName,
        now: becameNow,
        of,
        ...all,
        gap: all.completion === null ? null : rounded(all.completion - 100, 2),
        previousCompletion: before.completion,
        areas: current.map(({ area, ...sum }) => ({ area, ...tally(sum) })),
        report: reportOf(department, now),
      };
    })
    .toSorted(byGap);
}

/** Sums by area, in the order in which the areas come. */
function byArea(rows: readonly AreaRollup[]): (Sum & { area: string })[] {
  const sums = new Map<string, Sum>();
  for (const { area, withTarget, reported, met, exceeded, completionSum } of rows)
    sums.set(area, added(sums.get(area) ?? NOTHING, { withTarget, reported, met, exceeded, completionSum }));
  return [...sums].map(([area, sum]) => ({ area, ...sum }));
}

function reportOf({ owed }: Pick<DepartmentRow, 'owed'>, now: Date): DepartmentOfYear['report'] {
  if (!owed) return null;
  const deadline = effectiveDeadline(owed, owed.extension ? [owed.extension] : []);
  const dueOn = dayOf(deadline.dueAt);
  return {
    state: boardStatus(owed.state, phase(deadline, now), deadline.extended, false),
    dueOn,
    daysLate: Math.max(0, daysBetween(dueOn, dayOf(now))),
    pins: owed.pins,
  };
}

const HANDED_IN = ['submitted', 'approved', 'locked'];

/** How the reports of the quarter that is due stand, over all departments whoever asks; null before any quarter was opened. */
export function submissionsOf(departments: readonly DepartmentRow[], now: Date): YearSummary['submissions'] {
  const owing = departments.flatMap((department) => {
    const report = reportOf(department, now);
    return department.owed && report ? [{ owed: department.owed, report }] : [];
  });
  const [first] = owing;
  if (!first || !isQuarter(first.owed.quarter)) return null;
  const dueOn: Day = dayOf(first.owed.dueAt);
  const count = (...states: string[]) => owing.filter(({ report }) => states.includes(report.state)).length;
  return {
    quarter: first.owed.quarter,
    dueOn,
    total: owing.length,
    submitted: count(...HANDED_IN),
    approved: count('approved', 'locked'),
    returned: count('returned'),
    late: count('late', 'missing'),
  };
}
