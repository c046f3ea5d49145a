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
import { type TaskRow, tasksOf } from '@/features/tasks/queries';
import { db, type Prisma } from '@/server/db';
import { changedCells, type RoundChange, type Snapshot } from '../rules';
import type { Section, SubmissionKind, SubmissionState } from '../schema';

type Pin = { indicatorId: number | null; taskId: number | null; section: Section | null; reason: string; isResolved: boolean };
type ReviewLine = {
  verdict: 'APPROVED' | 'RETURNED' | 'LOCKED' | 'REOPENED';
  roundNo: number;
  reason: string | null;
  by: string;
  at: Date;
  pins: Pin[];
};
type RoundLine = { roundNo: number; by: string; at: Date };

/** A plan or report as its page needs it; `id` is null while nothing was written. */
type SubmissionDetail = {
  id: number | null;
  version: number;
  state: SubmissionState | null;
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
        select: { roundNo: true, submittedAt: true, submittedBy: { select: { displayName: true } } },
      },
    },
  });
  if (!row) {
    const sections = { strengths: null, limitations: null, causes: null, proposals: null };
    return { id: null, version: 0, state: null, roundNo: 0, submittedBy: null, submittedAt: null, sections, reviews: [], rounds: [] };
  }
  const { id, rowVersion, state, roundNo, submittedAt, submittedBy, reviews, rounds, ...sections } = row;
  return {
    id,
    version: rowVersion,
    state,
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
    rounds: rounds.map((round) => ({ roundNo: round.roundNo, by: round.submittedBy.displayName, at: round.submittedAt })),
  };
}

/** What the last return still asks for. */
function openPins(reviews: readonly ReviewLine[]): Pin[] {
  return reviews.find(({ verdict }) => verdict === 'RETURNED')?.pins.filter(({ isResolved }) => !isResolved) ?? [];
}

/** What changed between the last two rounds; null when there are not two. */
export async function roundChanges(
  actor: Actor,
  departmentId: number,
  submissionId: number,
): Promise<{ from: number; to: number; cells: RoundChange[] } | null> {
  if (!can(actor, 'submission.read', { departmentId })) return null;
  const rounds = await db().submissionRound.findMany({
    where: { submissionId, submission: { departmentId } },
    orderBy: { roundNo: 'desc' },
    take: 2,
    select: { roundNo: true, snapshot: true },
  });
  const [after, before] = rounds;
  if (!after || !before) return null;
  // Only the submit command writes snapshots, in this shape.
  const read = (round: { snapshot: Prisma.JsonValue }) => round.snapshot as unknown as Snapshot;
  return { from: before.roundNo, to: after.roundNo, cells: changedCells(read(before), read(after)) };
}

export type Screen = {
  department: { id: number; code: string; name: string };
  quarter: QuarterRef;
  deadline: Deadline & { extended: boolean };
  phase: Phase;
  detail: SubmissionDetail;
  lines: SheetLine[];
  rules: CheckRule[];
  tasks: TaskRow[];
  pins: Pin[];
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
  const [detail, lines, rules, tasks] = await Promise.all([
    submissionOf(actor, found.id, quarter.id, kind),
    sheetOf(actor, found.id, quarter),
    rulesIn(db(), quarter.year),
    tasksOf(actor, found.id, quarter.id),
  ]);
  if (!detail || !lines) return null;
  return {
    department,
    quarter,
    deadline,
    phase: phase(deadline, now),
    detail,
    lines,
    rules,
    tasks,
    pins: detail.state === 'RETURNED' ? openPins(detail.reviews) : [],
  };
}
