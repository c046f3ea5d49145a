import { addDays, type Day, dayOf, daysBetween } from '@/domain/date';
import { nextWorkingDay } from '@/features/periods/rules';
import type { SubmissionState } from '@/features/submissions/schema';
import type { ReminderKind } from '../schema';

/** How soon and how long after: calendar days, as the hospital has set them (features/settings). */
export type Rhythm = {
  reminderDaysBefore: readonly number[];
  reminderHeadAfterDays: number;
  reminderDirectorAfterDays: number;
  reminderReviewAfterDays: number;
};

/** The days that bind one department, extension included. `since`: the first day on which they were known. */
export type Span = { since: Day; dueOn: Day };

/** One reminder that the calendar asks for: its kind and the working day on which it goes out. */
export type Stage = { kind: ReminderKind; on: Day };

/** What the clock missed (a weekend without power) is still said for so many days, the latest of each kind of reader only. */
const CATCH_UP_DAYS = 3;
const FIRST_HOUR = 7;

/** The day whose reminders are sent at this moment: it begins at 07:00 in Việt Nam, nobody is woken by a mail. */
export function reminderDay(now: Date): Day {
  return dayOf(new Date(now.getTime() - FIRST_HOUR * 3_600_000));
}

/**
 * Every reminder about one deadline, in order of time. Days off move a reminder to the next working day, as they move deadlines; the
 * due day itself stays, because on another day «hôm nay là hạn» would be untrue. What would fall on a day on which the deadline was not
 * yet known (an extension granted later), or no longer lies before it, is left out.
 */
export function stagesOf({ since, dueOn }: Span, rhythm: Rhythm, daysOff: ReadonlySet<Day>): Stage[] {
  const before = rhythm.reminderDaysBefore
    .map((days) => nextWorkingDay(addDays(dueOn, -days), daysOff))
    .filter((on, place, all) => on < dueOn && on >= since && all.indexOf(on) === place);
  const after = (days: number) => nextWorkingDay(addDays(dueOn, days), daysOff);
  const stages: Stage[] = [
    ...before.map((on): Stage => ({ kind: 'BEFORE_DUE', on })),
    { kind: 'ON_DUE', on: dueOn },
    { kind: 'AFTER_DUE', on: after(1) },
    { kind: 'ESCALATED_HEAD', on: after(rhythm.reminderHeadAfterDays) },
    { kind: 'ESCALATED_DIRECTOR', on: after(rhythm.reminderDirectorAfterDays) },
  ];
  return stages.sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0));
}

const isFresh = (on: Day, today: Day) => on <= today && daysBetween(on, today) <= CATCH_UP_DAYS;
const toAuthor = ({ kind }: Stage) => kind === 'BEFORE_DUE' || kind === 'ON_DUE' || kind === 'AFTER_DUE';

/** Of these stages the ones to be sent on a day: to the author only the latest, and «today is the day» only on that day. */
export function dueStages(stages: readonly Stage[], today: Day): Stage[] {
  const begun = stages.filter(({ on }) => isFresh(on, today));
  const author = begun.filter(toAuthor).at(-1);
  const said = author?.kind === 'ON_DUE' && author.on !== today ? undefined : author;
  return [...(said ? [said] : []), ...begun.filter((stage) => !toAuthor(stage))];
}

/** One department's plan or report as the clock sees it. Moments. */
export type FileStanding = Span & {
  lockOn: Day;
  state: SubmissionState | null;
  /** Handed in last at, or passed on to the present step. */
  waitingSince: Date | null;
  decidedAt: Date | null;
};

/**
 * Which reminders a file asks for on a day. Handed in: only whoever must decide, once it has waited. Returned or reopened: at once, and
 * again after as many days as a reviewer gets. Never handed in: by its deadline; after the lock the author can do nothing more, and only
 * those up the line still hear of it. Approved: nothing.
 */
export function stagesDue(file: FileStanding, today: Day, rhythm: Rhythm, daysOff: ReadonlySet<Day>): Stage[] {
  const { state, waitingSince, decidedAt, lockOn } = file;
  const waited = (moment: Date) => nextWorkingDay(addDays(dayOf(moment), rhythm.reminderReviewAfterDays), daysOff);
  switch (state) {
    case 'SUBMITTED': {
      const on = waitingSince && waited(waitingSince);
      return on && isFresh(on, today) ? [{ kind: 'REVIEW_WAITING', on }] : [];
    }
    case 'RETURNED':
    case 'REOPENED': {
      if (!decidedAt) return [];
      const days = [dayOf(decidedAt), waited(decidedAt)].filter((on) => isFresh(on, today));
      return days.slice(-1).map((on) => ({ kind: 'RETURNED', on }));
    }
    case 'APPROVED':
      return [];
    case 'LOCKED':
      if (decidedAt) return [];
      break;
    default:
  }
  const due = dueStages(stagesOf(file, rhythm, daysOff), today);
  return today > lockOn ? due.filter((stage) => !toAuthor(stage)) : due;
}

/** A task's reminders go to its department only, by the same days; nobody is told above it. */
export function taskStagesDue(dueOn: Day, today: Day, rhythm: Rhythm, daysOff: ReadonlySet<Day>): Stage[] {
  const stages = stagesOf({ since: '0001-01-01', dueOn }, rhythm, daysOff);
  return dueStages(stages.filter(toAuthor), today);
}

/** Whether a morning's digest goes out on a day: working days only. */
export function isDigestDay(today: Day, daysOff: ReadonlySet<Day>): boolean {
  return nextWorkingDay(today, daysOff) === today;
}

export type Digest = { late: number; soon: number; returned: number; tasks: number; waiting: number; unread: number };

/** A digest of nothing is not sent. */
export function isWorthSending(digest: Digest): boolean {
  return Object.values(digest).some((count) => count > 0);
}

type Grant = { accountId: number; role: string; departmentId: number | null };

/** Who is told about a department's own work: its reporters, or its heads when it has none. Each once. */
export function authorsOf(departmentId: number, grants: readonly Grant[]): number[] {
  const of = (role: string) => holders(grants, role, departmentId);
  const reporters = of('REPORTER');
  return reporters.length > 0 ? reporters : of('DEPARTMENT_HEAD');
}

/** The accounts that hold a role, of one department or (null) of the whole hospital. Each once, lowest first. */
export function holders(grants: readonly Grant[], role: string, departmentId: number | null = null): number[] {
  const found = grants.filter((grant) => grant.role === role && (departmentId === null || grant.departmentId === departmentId));
  return [...new Set(found.map(({ accountId }) => accountId))].sort((one, other) => one - other);
}
