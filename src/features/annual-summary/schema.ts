import { z } from 'zod';
import { yearInput } from '@/domain/input';
import { AGGREGATIONS, DIRECTIONS } from '@/features/indicators/rules';

/** The year in an address: `/summary/2026`. */
export const summaryYear = yearInput;

const DEPARTMENT_SORTS = ['gap', 'name', 'met'] as const;
export type DepartmentSort = (typeof DEPARTMENT_SORTS)[number];

/** How the departments' table is sorted: `?sort=gap`, `?sort=-name` (descending); anything else is the widest gap first. */
export const departmentSort = z
  .string()
  .regex(/^-?[a-z]+$/)
  .transform((text) => ({ sort: text.replace('-', ''), descending: text.startsWith('-') }))
  .pipe(z.object({ sort: z.enum(DEPARTMENT_SORTS), descending: z.boolean() }))
  .catch({ sort: 'gap', descending: false });

const number = z.number().nullable();
const quarter = z.literal([1, 2, 3, 4]);
const day = z.iso.date();

const verdict = z.enum(['met', 'exceeded', 'notMet', 'none']);

const quarterOfFigure = z.object({
  quarter,
  actual: number,
  plan: number,
  /** The same quarter of the year before. */
  previous: number,
  /** How many departments have a plan, a result. A ratio counts its numerator. */
  planned: z.int(),
  reported: z.int(),
  /** From Quý I to this quarter, by the indicator's own aggregation: result, target (of a count the part that these quarters should bring), last year. */
  toDate: z.object({ actual: number, target: number, previous: number }),
});

/** Where it should be today: a count so many per cent of its target, by the end of the day; what is not added up stays at its target. */
const pace = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('part'), value: z.number(), percent: z.number(), quarter }),
    z.object({ kind: z.literal('level'), value: z.number() }),
  ])
  .nullable();

/**
 * One indicator of the hospital over the counted quarters, in its own unit; null is «chưa có», 0 is zero.
 * Ratios are worked out from their parts.
 */
const indicatorOfYear = z.object({
  id: z.int(),
  code: z.string(),
  name: z.string(),
  unit: z.string(),
  decimals: z.int(),
  area: z.string(),
  direction: z.enum(DIRECTIONS),
  aggregation: z.enum(AGGREGATIONS),
  isHeadline: z.boolean(),
  range: z.object({ low: number, high: number }).nullable(),
  actual: number,
  /** The part of `actual` that `basis` can judge: without results of quarters that the departments never planned. */
  compared: number,
  /** Assigned for the whole year, the version in force. */
  target: number,
  /** Per cent of that target, uncapped; null without one, and for limits and ranges, where a percentage reads backwards. */
  percentOfTarget: number,
  /** Only of a running year, and only of the year as a whole. */
  pace,
  /** The departments' own plan, of the quarters that have a result. */
  plan: number,
  /** What `actual` is judged against: the target's share of the quarters reported (pace) or the target, else the departments' plan. */
  basis: number,
  basisKind: z.enum(['pace', 'target', 'plan', 'range']).nullable(),
  verdict,
  /** Per cent of `basis`, 100 = on plan, above is always good; null for ranges. */
  completion: number,
  /** The same quarters of the year before. */
  previous: number,
  previousCompletion: number,
  change: z.object({ kind: z.enum(['percent', 'points', 'unit']), by: z.number() }).nullable(),
  quarters: z.array(quarterOfFigure).length(4),
  /** Headline figures only: up to five years, oldest first, like with like (a running year beside the same quarters of earlier ones). */
  history: z.array(z.object({ year: z.int(), value: number })),
});
export type IndicatorOfYear = z.infer<typeof indicatorOfYear>;

const tally = z.object({ withTarget: z.int(), met: z.int(), exceeded: z.int() });
export type Tally = z.infer<typeof tally>;

const areaOfYear = tally.extend({
  code: z.string(),
  name: z.string(),
  /** One of the seven tasks. */
  isCore: z.boolean(),
  /** Mean completion of its indicators in per cent; ranges, which are only met or not, stay out. */
  completion: number,
  previousCompletion: number,
  /** Code of the indicator that stands for it. */
  lead: z.string().nullable(),
});
export type AreaOfYear = z.infer<typeof areaOfYear>;

const REPORT_STATES = ['none', 'draft', 'late', 'extended', 'submitted', 'returned', 'approved', 'locked', 'missing'] as const;
const tallyOfDepartment = tally.extend({ reported: z.int(), completion: number });

const departmentOfYear = tallyOfDepartment.extend({
  code: z.string(),
  name: z.string(),
  shortName: z.string().nullable(),
  /** As was: what it is called, or who reads its figures, today; null when nothing changed. */
  now: z.object({ code: z.string(), name: z.string() }).nullable(),
  /** As now: the departments of the time that it adds up, when that is not just itself. */
  of: z.array(z.object({ code: z.string(), name: z.string() })),
  /** `completion` − 100: per cent above (+) or below (−) the plan. */
  gap: number,
  previousCompletion: number,
  areas: z.array(tallyOfDepartment.extend({ area: z.string() })),
  /** Its report of `submissions.quarter`; null where it owes none. */
  report: z.object({ state: z.enum(REPORT_STATES), dueOn: day, daysLate: z.int(), pins: z.int() }).nullable(),
});
export type DepartmentOfYear = z.infer<typeof departmentOfYear>;

const submissionsOfQuarter = z.object({
  quarter,
  dueOn: day,
  /** Departments that owe a report. */
  total: z.int(),
  /** Handed in: waiting for review, approved or locked. */
  submitted: z.int(),
  approved: z.int(),
  returned: z.int(),
  /** Not handed in, and the due date has passed. */
  late: z.int(),
});

/** `GET /api/v1/summary/{year}` and the page of the year: the same object. Percentages are per cent (104.4), days `YYYY-MM-DD`, moments ISO 8601. */
export const yearSummary = z.object({
  year: z.int(),
  /** null: more than one quarter, see `period`. */
  quarter: quarter.nullable(),
  /** One quarter, the first or second half year, nine months, or the year. */
  period: z.enum(['q1', 'q2', 'q3', 'q4', 'h1', 'h2', 'm9', 'year']),
  /** ADMIN_14: quarters run from the 15th to the 14th (NĐ 09/2019). */
  calendar: z.enum(['CALENDAR', 'ADMIN_14']),
  asOf: z.iso.datetime(),
  /** `was`: departments and names of the time; `now`: sums under the living principal successor. */
  as: z.enum(['was', 'now']),
  /** The quarters that count, and how many departments × indicators each has of what was planned. */
  span: z.object({
    quarters: z.array(quarter),
    /** Those that the period gathers. */
    asked: z.array(quarter),
    /** All that were asked for are in. */
    isComplete: z.boolean(),
    /** Too few departments have reported to judge: figures are shown, verdicts are not. */
    isPartial: z.boolean(),
    startsOn: day.nullable(),
    endsOn: day.nullable(),
    coverage: z.array(z.object({ quarter, expected: z.int(), reported: z.int() })),
  }),
  indicators: tally,
  submissions: submissionsOfQuarter.nullable(),
  figures: z.array(indicatorOfYear),
  areas: z.array(areaOfYear),
  /** Widest gap below the plan first; only departments that the caller may see. */
  departments: z.array(departmentOfYear),
});
export type YearSummary = z.infer<typeof yearSummary>;
export type Span = YearSummary['span'];
