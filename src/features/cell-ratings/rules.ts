import type { Day } from '@/domain/date';
import type { FieldProblem } from '@/domain/errors';
import { readNumber } from '@/domain/number';
import { fold } from '@/domain/text';
import type { CapCounts } from '@/features/rating-rules/rules/cap';
import { RATED_LEVELS } from '@/features/rating-rules/rules/levels';
import { type Below, differs, type Facts, type Suggestion } from '@/features/rating-rules/rules/suggestion';
import { judgedOf, sharesOf, type Tally } from '@/features/tasks/rules';
import type { Discipline, Level, Meeting, MemberCounts, RatingState } from './schema';

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

/** Counts in the order of the workbook that goes out, and of what is pasted back from it. */
export const MEMBER_COUNTS = ['total', 'exempt', 'eligible', 'rated', 'excellent', 'good', 'completed', 'notCompleted'] as const;
type Named = { partyBodyId: number; code: string; name: string };
export type PastedMembers = { partyBodyId: number; counts: Counts };

/**
 * Rows copied out of Excel: the cell by its code or name (marks aside), then the eight counts and the reason of exemption. A heading and a
 * row of sums are passed over. Answers what is right and every wrong row, `row` counted from 1 in the pasted text.
 */
export function readPastedMembers(text: string, cells: readonly Named[]): { rows: PastedMembers[]; problems: FieldProblem[] } {
  const problems: FieldProblem[] = [];
  const rows: PastedMembers[] = [];
  for (const [place, line] of text.split('\n').entries()) {
    const row = place + 1;
    const parts = line.split('\t').map((part) => part.trim());
    const found = findCell(parts, cells);
    const numbers = parts.filter((part) => /^\d/.test(part)).length;
    if (!found) {
      // headings have no numbers; a sum is of no cell
      if (numbers > 1 && !/^(toan|cong|tong|sum)\b/.test(fold(parts.find((part) => /\p{L}/u.test(part)) ?? '')))
        problems.push(at('text', 'cellRatings.paste.unknown', { row }));
      continue;
    }
    if (rows.some(({ partyBodyId }) => partyBodyId === found.cell.partyBodyId)) {
      problems.push(at('text', 'cellRatings.paste.twice', { row, name: found.cell.name }));
      continue;
    }
    const read = MEMBER_COUNTS.map((key, index) => {
      const typed = readNumber(parts[found.next + index] ?? '');
      if (!typed.ok) return null;
      return typed.value === null ? (key === 'exempt' ? 0 : null) : /^\d{1,5}$/.test(typed.value) ? Number(typed.value) : null;
    });
    const missing = MEMBER_COUNTS.find((_, index) => read[index] === null);
    if (missing) {
      problems.push(at('text', 'cellRatings.paste.notACount', { row, name: found.cell.name, place: MEMBER_COUNTS.indexOf(missing) + 1 }));
      continue;
    }
    const [total = 0, exempt = 0, eligible = 0, rated = 0, excellent = 0, good = 0, completed = 0, notCompleted = 0] = read as number[];
    const exemptReason = parts[found.next + MEMBER_COUNTS.length]?.slice(0, 500) || null;
    const counts = { total, exempt, exemptReason, eligible, rated, excellent, good, completed, notCompleted };
    const wrong = memberProblems(counts);
    problems.push(...wrong.map(({ key, params }) => ({ path: 'text', key, params: { ...params, row, name: found.cell.name } })));
    if (wrong.length === 0) rows.push({ partyBodyId: found.cell.partyBodyId, counts });
  }
  return { rows, problems };
}

/** The cell that a row speaks of, and where its counts begin: after its code, and after its name where both stand there. */
function findCell(parts: readonly string[], cells: readonly Named[]): { cell: Named; next: number } | null {
  const isOf = (cell: Named, part: string) => part !== '' && (part.toUpperCase() === cell.code || fold(part) === fold(cell.name));
  for (const [index, part] of parts.entries()) {
    const cell = cells.find((one) => isOf(one, part));
    if (cell) return { cell, next: index + (isOf(cell, parts[index + 1] ?? '') ? 2 : 1) };
  }
  return null;
}

/** What the cap of a campaign counts, as the triggers keep it; `decided` is what the cap holds down. */
export type CampaignCounts = CapCounts & { decided: number };

type Change = { from: Level | null; isDecided: boolean; to: Level };

/** The counts when these ratings are decided so. */
export function countsAfter(counts: CampaignCounts, changes: readonly Change[]): CampaignCounts {
  const after = { ...counts };
  for (const { from, isDecided, to } of changes) {
    after.excellent += Number(to === 'EXCELLENT') - Number(from === 'EXCELLENT');
    after.good += Number(to === 'GOOD') - Number(from === 'GOOD');
    after.rated += Number(from === null);
    after.decided += Number(to === 'EXCELLENT') - Number(from === 'EXCELLENT' && isDecided);
  }
  return after;
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
export const stepsAbove = (one: Level, other: Level): number => RATED_LEVELS.indexOf(other) - RATED_LEVELS.indexOf(one);

export const SHEET_FILTERS = ['all', 'excellent', 'differs', 'late'] as const;
export type SheetFilter = (typeof SHEET_FILTERS)[number];
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

/** «Xuất sắc» → «XS», «Trong sạch, vững mạnh» → «TSVM»: for the narrow choices of the sheet, whose full name is said beside them. */
export function initialsOf(brief: string): string {
  return brief
    .split(/[\s,]+/)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}

/** What is known of a body when its level is suggested. */
export type Known = {
  /** The latest score that somebody gave. */
  score: string | null;
  discipline: Discipline | null;
  evidence: Evidence;
  /** Of a cell, its members as rated in the same year or quarter. */
  members: Below | null;
  /** Of an organisation, its cells. */
  units: Below | null;
  isAllFixed: boolean | null;
};

/** The facts that a rule set looks at: tasks of the plans that came due (a put-off or unplanned one says nothing), score, discipline, those below. */
export function factsOf({ score, discipline, evidence, members, units, isAllFixed }: Known): Facts {
  const { planned } = evidence;
  const { onTime, late, exceeded } = planned;
  return {
    score: score === null ? null : Number(score),
    tasks: { total: judgedOf(planned), done: onTime + late, onTime, exceeded, late },
    isDisciplined: discipline !== null,
    isAllFixed,
    ...(members && { members }),
    ...(units && { units }),
  };
}

/** What is told of a chosen level, and holds nobody up: people decide (domain.md B2, B5 V7). */
export type LevelWarning = 'ABOVE_SUGGESTED' | 'BELOW_SUGGESTED' | 'MEMBERS' | 'UNITS' | 'HEAD_ABOVE';

/** The warnings of a level: other than suggested, many below not completed, the head of the unit rated above it. */
export function levelWarnings(level: Level | null, suggestion: Suggestion | null, headLevel: Level | null): LevelWarning[] {
  if (level === null) return [];
  const beside = differs(level, suggestion?.level ?? null);
  const below = level === 'NOT_COMPLETED' ? [] : (suggestion?.warnings ?? []);
  return [
    ...(beside === 'above' ? (['ABOVE_SUGGESTED'] as const) : beside === 'below' ? (['BELOW_SUGGESTED'] as const) : []),
    ...below,
    ...(headLevel !== null && stepsAbove(headLevel, level) > 0 ? (['HEAD_ABOVE'] as const) : []),
  ];
}
