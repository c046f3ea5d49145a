import type { Day } from '@/domain/date';
import type { FieldProblem } from '@/domain/errors';
import { judgedOf, sharesOf, type Tally } from '@/features/tasks/rules';
import { LEVELS, type Level, type Meeting, type MemberCounts, type RatingState, type SheetFilter } from './schema';

/** Evidence of a cell from the plans of its departments in the campaign's year or quarter (domain.md B2). */
export type Evidence = {
  /** How many departments the cell covered. */
  departments: number;
  /** Tasks of the plans, due in the span; unplanned ones (phát sinh) apart. */
  planned: Tally;
  unplanned: Tally;
  /** Targets of the departments that could be judged, of these met and exceeded. */
  targets: { judged: number; met: number; exceeded: number };
};

/** The shares that a level hangs on, per cent: done, on time, late, exceeded of the planned tasks that can be judged. */
export function evidenceShares({ planned }: Evidence) {
  return { judged: judgedOf(planned), ...sharesOf(planned), unfinished: planned.overdue };
}

/** Days that a campaign looks at. */
export function campaignDays(year: number, quarter: number): { startsOn: Day; endsOn: Day } {
  const month = (of: number) => String(of).padStart(2, '0');
  const [first, last] = quarter === 0 ? [1, 12] : [quarter * 3 - 2, quarter * 3];
  const end = new Date(Date.UTC(year, last, 0)).toISOString().slice(0, 10);
  return { startsOn: `${year}-${month(first)}-01`, endsOn: end };
}

const at = (path: string, key: FieldProblem['key'], params: FieldProblem['params'] = {}): FieldProblem => ({ path, key, params });

/** What does not fit together in the ballots of a meeting: nobody votes who was not there. */
export function ballotProblems(meeting: Omit<Meeting, 'ratingId' | 'version'>): FieldProblem[] {
  const { eligibleVoters, present } = meeting;
  const ballots = meeting.excellent + meeting.good + meeting.completed + meeting.notCompleted + meeting.invalid;
  return [
    ...(present > eligibleVoters ? [at('present', 'cellRatings.refused.presentAbove', { eligible: eligibleVoters })] : []),
    ...(ballots > present ? [at('excellent', 'cellRatings.refused.ballotsAbove', { ballots, present })] : []),
  ];
}

type Counts = Pick<
  MemberCounts,
  'total' | 'exempt' | 'exemptReason' | 'eligible' | 'rated' | 'excellent' | 'good' | 'completed' | 'notCompleted'
>;

/** Members: all of them ≥ those to be rated ≥ those rated = the sum of the four levels (domain.md B3). */
export function memberProblems(counts: Counts): FieldProblem[] {
  const { total, exempt, exemptReason, eligible, rated } = counts;
  const sum = counts.excellent + counts.good + counts.completed + counts.notCompleted;
  return [
    ...(exempt > 0 && !exemptReason ? [at('exemptReason', 'cellRatings.refused.exemptNeedsReason')] : []),
    ...(eligible > total - exempt ? [at('eligible', 'cellRatings.refused.eligibleAbove', { most: Math.max(0, total - exempt) })] : []),
    ...(rated > eligible ? [at('rated', 'cellRatings.refused.ratedAbove', { eligible })] : []),
    ...(sum !== rated ? [at('rated', 'cellRatings.refused.levelsSum', { sum, rated })] : []),
  ];
}

export type CapBase = 'GOOD_OR_BETTER' | 'GOOD_ONLY' | 'RATED' | 'TOTAL';
/** What the cap of a campaign counts, as the triggers keep it; `decided` is what the cap holds down. */
export type CapCounts = { total: number; excellent: number; good: number; rated: number; decided: number };

type Change = { from: Level | null; isDecided: boolean; to: Level };

/** The counts when these ratings are decided so. */
export function countsAfter(counts: CapCounts, changes: readonly Change[]): CapCounts {
  const after = { ...counts };
  for (const { from, isDecided, to } of changes) {
    after.excellent += Number(to === 'EXCELLENT') - Number(from === 'EXCELLENT');
    after.good += Number(to === 'GOOD') - Number(from === 'GOOD');
    after.rated += Number(from === null);
    after.decided += Number(to === 'EXCELLENT') - Number(from === 'EXCELLENT' && isDecided);
  }
  return after;
}

/** What the per cent of a cap is taken of. */
export function baseOf(base: CapBase, { total, excellent, good, rated }: Omit<CapCounts, 'decided'>): number {
  return { GOOD_OR_BETTER: excellent + good, GOOD_ONLY: good, RATED: rated, TOTAL: total }[base];
}

/** How a rule set limits the excellent ones. */
export type CapRule = { percent: number; base: CapBase; rounding: 'HALF_UP' | 'FLOOR' | 'CEIL'; minOne: boolean };

/** The largest number of excellent ones over a base, in integers; equal to the database's `cap_max`, which has the last word. */
export function mostOver({ percent, rounding, minOne }: CapRule, count: number): number {
  const most = {
    HALF_UP: Math.floor((percent * count * 2 + 100) / 200),
    FLOOR: Math.floor((percent * count) / 100),
    CEIL: Math.ceil((percent * count) / 100),
  };
  return Math.max(most[rounding], minOne && count > 0 ? 1 : 0);
}

/** How a cap is read: «20 % của 42 là 8,4, tối đa 8», and what the other common reading would allow. */
export type CapReading = {
  percent: number;
  base: CapBase;
  count: number;
  exact: number;
  limit: number;
  other: { base: CapBase; count: number; exact: number } | null;
};

/** The cap of a rule set with these counts: as decided so far, or as somebody is about to choose. */
export function capReading(rule: CapRule, counts: Omit<CapCounts, 'decided'>): CapReading {
  const of = (base: CapBase) => {
    const count = baseOf(base, counts);
    return { base, count, exact: (rule.percent * count) / 100 };
  };
  const own = of(rule.base);
  const other = rule.base === 'GOOD_OR_BETTER' ? of('GOOD_ONLY') : rule.base === 'GOOD_ONLY' ? of('GOOD_OR_BETTER') : null;
  return { percent: rule.percent, ...own, limit: mostOver(rule, own.count), other };
}

const NEXT = {
  selfRate: ['DRAFT', 'SELF_RATED', 'RETURNED'],
  meet: ['SELF_RATED', 'CELL_REVIEWED', 'RETURNED'],
  appraise: ['CELL_REVIEWED', 'APPRAISED', 'APPEALED'],
  return: ['CELL_REVIEWED', 'APPRAISED'],
  decide: ['APPRAISED', 'APPEALED'],
  appeal: ['DECIDED', 'PUBLISHED'],
} as const satisfies Record<string, readonly RatingState[]>;
export type RatingAct = keyof typeof NEXT;

/** Whether an act is next in a state (domain.md B3); the database refuses every other move. */
export function mayAct(act: RatingAct, state: RatingState): boolean {
  return (NEXT[act] as readonly RatingState[]).includes(state);
}

/** Whether a rating is decided: nobody chooses its level any more but by an appeal. */
export const isDecided = (state: RatingState): boolean => state === 'DECIDED' || state === 'PUBLISHED';

/** How far a level is above another: positive is better. */
export const stepsAbove = (one: Level, other: Level): number => LEVELS.indexOf(other) - LEVELS.indexOf(one);

type Filtered = { level: Level | null; selfLevel: Level | null; appraisedLevel: Level | null; evidence: Evidence };

/** Which rows a filter of the sheet keeps: proposed excellent, self-rating other than the appraisal, late or unfinished tasks. */
export function isShown(filter: SheetFilter, { level, selfLevel, appraisedLevel, evidence }: Filtered): boolean {
  switch (filter) {
    case 'excellent':
      return (appraisedLevel ?? selfLevel ?? level) === 'EXCELLENT';
    case 'differs':
      return selfLevel !== null && appraisedLevel !== null && selfLevel !== appraisedLevel;
    case 'late':
      return evidence.planned.late + evidence.planned.overdue > 0;
    default:
      return true;
  }
}

/** The first day on which a decision on this span is no longer early: before the span has ended people may still be at work. */
export function isEarly(signedOn: Day, year: number, quarter: number): boolean {
  return signedOn < campaignDays(year, quarter).endsOn;
}

/** «Hoàn thành xuất sắc nhiệm vụ» → «Xuất sắc», for columns; a label of another shape («Trong sạch vững mạnh») stays whole. */
export function briefLevel(label: string): string {
  const brief = label.replace(/ nhiệm vụ$/, '').replace(/^Hoàn thành (?=.)/, '');
  return brief.charAt(0).toUpperCase() + brief.slice(1);
}

/** A suggested level with its arithmetic, a condition a line; people decide (domain.md B2). */
export type Suggestion = { level: Level; because: { text: string; isMet: boolean }[] };

/**
 * The level that the rule set of the year suggests from the evidence; null when the rule set says nothing that can be computed.
 * The arithmetic of a rule set's criteria belongs to the feature of rule sets; until it is joined nothing is suggested.
 */
export function suggestLevel(_criteria: unknown, _evidence: Evidence): Suggestion | null {
  return null;
}
