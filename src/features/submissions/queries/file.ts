import 'server-only';
import type { Actor } from '@/domain/actor';
import type { Day } from '@/domain/date';
import { type PeriodRef, quarterDays } from '@/domain/period';
import { can } from '@/domain/policy';
import { rulesIn } from '@/features/check-rules/queries';
import type { CheckRule } from '@/features/check-rules/rules';
import { departmentByCode } from '@/features/departments/queries';
import { type QuarterRef, sheetOf } from '@/features/figures/queries';
import type { SheetLine } from '@/features/figures/rules';
import { deadlineOf, quarterOf } from '@/features/periods/queries';
import { type Deadline, type Phase, phase } from '@/features/periods/rules';
import { readRound } from '@/features/review/queries/rounds';
import type { Step, StepSkip } from '@/features/review/schema';
import { type TaskRow, tasksOf } from '@/features/tasks/queries';
import { db } from '@/server/db';
import { frozenLines, frozenTasks } from '../rules';
import type { Section, SubmissionKind, SubmissionState } from '../schema';

type Pin = { indicatorId: number | null; taskId: number | null; section: Section | null; reason: string; isResolved: boolean };
type ReviewLine = {
  verdict: 'APPROVED' | 'RETURNED' | 'LOCKED' | 'REOPENED' | 'WITHDRAWN';
  step: Step;
  /** Approved by who approved the step before, because nobody else could. */
  isAlone: boolean;
  roundNo: number;
  reason: string | null;
  by: string;
  at: Date;
  pins: Pin[];
};
type RoundLine = { roundNo: number; by: string; at: Date; sha256: string; steps: Step[]; skips: StepSkip[] };

/** A plan or report as its page needs it; `id` is null while nothing was written. */
type SubmissionDetail = {
  id: number | null;
  version: number;
  state: SubmissionState | null;
  /** Whom it waits for; null unless it was handed in. */
  step: Step | null;
  roundNo: number;
  submittedBy: { id: number; name: string } | null;
  submittedAt: Date | null;
  sections: Record<Section, string | null>;
  /** Newest first. */
  reviews: ReviewLine[];
  /** Newest first. */
  rounds: RoundLine[];
};

/** The road of one department's plan or report: state, texts, decisions with their pins, rounds. Null when the actor may not read it. */
async function submissionOf(actor: Actor, departmentId: number, periodId: number, kind: SubmissionKind): Promise<SubmissionDetail | null> {
  if (!can(actor, 'submission.read', { departmentId })) return null;
  const row = await db().submission.findUnique({
    where: { departmentId_periodId_kind: { departmentId, periodId, kind } },
    select: {
      id: true,
      rowVersion: true,
      state: true,
      step: true,
      roundNo: true,
      submittedAt: true,
      submittedBy: { select: { id: true, displayName: true } },
      strengths: true,
      limitations: true,
      causes: true,
      proposals: true,
      reviews: {
        orderBy: { id: 'desc' },
        take: 30,
        select: {
          verdict: true,
          step: true,
          isAlone: true,
          roundNo: true,
          reason: true,
          at: true,
          by: { select: { displayName: true } },
          pins: { orderBy: { id: 'asc' }, select: { indicatorId: true, taskId: true, section: true, reason: true, resolvedAt: true } },
        },
      },
      rounds: {
        orderBy: { roundNo: 'desc' },
        take: 30,
        select: {
          roundNo: true,
          submittedAt: true,
          sha256: true,
          steps: true,
          skips: true,
          submittedBy: { select: { displayName: true } },
        },
      },
    },
  });
  if (!row) {
    const sections = { strengths: null, limitations: null, causes: null, proposals: null };
    return {
      id: null,
      version: 0,
      state: null,
      step: null,
      roundNo: 0,
      submittedBy: null,
      submittedAt: null,
      sections,
      reviews: [],
      rounds: [],
    };
  }
  const { id, rowVersion, state, step, roundNo, submittedAt, submittedBy, reviews, rounds, ...sections } = row;
  return {
    id,
    version: rowVersion,
    state,
    step,
    roundNo,
    submittedAt,
    submittedBy: submittedBy && { id: submittedBy.id, name: submittedBy.displayName },
    sections,
    reviews: reviews.map(({ by, pins, ...review }) => ({
      ...review,
      by: by.displayName,
      // The section column holds only what the command's schema allows.
      pins: pins.map(({ resolvedAt, section, ...pin }) => ({
        ...pin,
        section: section as Section | null,
        isResolved: resolvedAt !== null,
      })),
    })),
    rounds: rounds.map(({ submittedBy: by, submittedAt: at, ...round }) => ({ ...round, by: by.displayName, at })),
  };
}

/** What the last return still asks for. */
function openPins(reviews: readonly ReviewLine[]): Pin[] {
  return reviews.find(({ verdict }) => verdict === 'RETURNED')?.pins.filter(({ isResolved }) => !isResolved) ?? [];
}

/** The round that waits for a decision, as it was handed in; null when nothing waits. */
async function waitingRound(departmentId: number, periodId: number, kind: SubmissionKind) {
  const round = await db().submissionRound.findFirst({
    where: { submission: { departmentId, periodId, kind, state: 'SUBMITTED' } },
    orderBy: { roundNo: 'desc' },
    select: { snapshot: true, sha256: true },
  });
  return round && readRound(round.snapshot, round.sha256);
}

export type Screen = {
  department: { id: number; code: string; name: string };
  quarter: QuarterRef;
  deadline: Deadline & { extended: boolean };
  phase: Phase;
  detail: SubmissionDetail;
  /** While a file waits for a decision: cells, tasks and texts as the round froze them, whatever happened since. */
  lines: SheetLine[];
  rules: CheckRule[];
  tasks: TaskRow[];
  pins: Pin[];
  /** False when what was frozen no longer has its seal: nobody should decide about it. */
  isIntact: boolean;
};

/** Why there is nothing to show: no quarter chosen, planning has not opened it, or the department was not there then. */
export type NoScreen = { department: { id: number; code: string; name: string } } & (
  | { missing: 'quarter' | 'period' }
  | { missing: 'notYet' | 'noMore'; since: Day }
);

/**
 * Everything that the page of one department's plan or report shows. Null when the department does not exist or may not be
 * read by the actor.
 */
export async function screenOf(
  actor: Actor,
  code: string,
  period: PeriodRef,
  kind: SubmissionKind,
  now: Date,
): Promise<Screen | NoScreen | null> {
  const day = period.quarter === null ? `${period.year}-12-31` : quarterDays(period.year, period.quarter).endsOn;
  const found = await departmentByCode(actor, code, day);
  if (!found || !can(actor, 'submission.read', { departmentId: found.id })) return null;
  const department = { id: found.id, code: found.code, name: found.name };
  if (period.quarter === null) return { department, missing: 'quarter' };
  const { establishedOn, dissolvedOn } = found;
  const opened = await quarterOf(actor, period.year, period.quarter);
  const { startsOn, endsOn } = opened ?? quarterDays(period.year, period.quarter);
  if (establishedOn > endsOn) return { department, missing: 'notYet', since: establishedOn };
  if (dissolvedOn !== null && dissolvedOn <= startsOn) return { department, missing: 'noMore', since: dissolvedOn };
  const deadline = opened && (await deadlineOf(db(), { departmentId: found.id, periodId: opened.id, kind }));
  if (!opened || !deadline) return { department, missing: 'period' };
  const quarter = { id: opened.id, year: opened.year, quarter: opened.quarter, startsOn: opened.startsOn, endsOn: opened.endsOn };
  const [detail, lines, rules, tasks, round] = await Promise.all([
    submissionOf(actor, found.id, quarter.id, kind),
    sheetOf(actor, found.id, quarter),
    rulesIn(db(), quarter.year),
    tasksOf(actor, found.id, quarter.id),
    waitingRound(found.id, quarter.id, kind),
  ]);
  if (!detail || !lines) return null;
  const frozen = round?.snapshot;
  return {
    department,
    quarter,
    deadline,
    phase: phase(deadline, now),
    detail: frozen ? { ...detail, sections: { ...detail.sections, ...frozen.sections } } : detail,
    lines: frozen ? frozenLines(lines, frozen, kind) : lines,
    rules,
    tasks: frozen ? frozenTasks(tasks, frozen) : tasks,
    pins: detail.state === 'RETURNED' ? openPins(detail.reviews) : [],
    isIntact: round === null || (round.isIntact && round.snapshot !== null),
  };
}
