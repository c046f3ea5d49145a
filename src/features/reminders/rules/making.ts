import { type Day, dayOf, daysBetween } from '@/domain/date';
import type { Quarter } from '@/domain/period';
import type { Facts, ReminderKind } from '../schema';
import {
  authorsOf,
  type Digest,
  type FileStanding,
  holders,
  isWorthSending,
  type Rhythm,
  type Stage,
  stagesDue,
  taskStagesDue,
} from './due';

type OwedFile = FileStanding & {
  departmentId: number;
  code: string;
  department: string;
  periodId: number;
  year: number;
  quarter: Quarter;
  kind: 'PLAN' | 'REPORT';
  step: 'HEAD' | 'PLANNING' | 'DIRECTOR' | null;
  returnedRound: number;
  extended: boolean;
};
type OwedTasks = Pick<OwedFile, 'departmentId' | 'code' | 'department' | 'periodId' | 'year' | 'quarter'> & {
  dueOn: Day;
  count: number;
  titles: string[];
};
type Reader = { accountId: number; role: string; departmentId: number | null; hasEmail: boolean };

/** A reminder to be made: one person, one matter, one day. The five first are what makes it the same one. */
export type NewReminder = {
  kind: ReminderKind;
  subjectType: 'SUBMISSION' | 'TASK' | 'ACCOUNT';
  subjectKey: string;
  accountId: number;
  /** The day on which it was to be sent. */
  dueOn: Day;
  facts: Facts;
};

export type Work = { files: readonly OwedFile[]; tasks: readonly OwedTasks[]; readers: readonly Reader[] };

/** «12/34/REPORT»: one department's file; «34/REPORT»: that of all of them. */
export const fileKey = ({ departmentId, periodId, kind }: { departmentId: number; periodId: number; kind: string }) =>
  `${departmentId}/${periodId}/${kind}`;

/** What a reminder about one file keeps of it; days are counted from `today`. */
export function fileFacts(file: OwedFile, today: Day, more: { again?: boolean; by?: string; word?: string | null } = {}): Facts {
  const { kind, year, quarter, code, department, dueOn, extended, state } = file;
  return {
    ...{ about: 'FILE', file: kind, year, quarter, code, department, dueOn, extended },
    days: Math.abs(daysBetween(today, dueOn)),
    reopened: state === 'REOPENED',
    again: more.again ?? false,
    by: more.by ?? null,
    word: more.word ?? null,
  };
}

/**
 * Every reminder of a day, about files and tasks. To authors and heads one for each file; to those who read all departments (the
 * director, the reviewers) one for each quarter's plans or reports that reached them that day, however many departments it names.
 */
export function remindersOf({ files, tasks, readers }: Work, today: Day, rhythm: Rhythm, daysOff: ReadonlySet<Day>): NewReminder[] {
  const single: NewReminder[] = [];
  const grouped = new Map<string, { stage: Stage; accountId: number; files: OwedFile[] }>();
  for (const file of files) {
    for (const stage of stagesDue(file, today, rhythm, daysOff)) {
      const to = addressees(file, stage.kind, readers);
      const key = stage.kind === 'RETURNED' ? `${fileKey(file)}/${file.returnedRound}` : fileKey(file);
      for (const accountId of to) {
        if (isGrouped(stage.kind)) {
          const group = `${stage.kind} ${stage.on} ${file.periodId}/${file.kind} ${accountId}`;
          const found = grouped.get(group) ?? { stage, accountId, files: [] };
          found.files.push(file);
          grouped.set(group, found);
        } else {
          const again = stage.kind === 'RETURNED' && file.decidedAt !== null && stage.on !== dayOf(file.decidedAt);
          single.push({
            kind: stage.kind,
            subjectType: 'SUBMISSION',
            subjectKey: key,
            accountId,
            dueOn: stage.on,
            facts: fileFacts(file, today, { again }),
          });
        }
      }
    }
  }
  const groups = [...grouped.values()].flatMap(({ stage, accountId, files: of }): NewReminder[] => {
    const [first] = of;
    return first
      ? [
          {
            kind: stage.kind,
            subjectType: 'SUBMISSION',
            subjectKey: `${first.periodId}/${first.kind}`,
            accountId,
            dueOn: stage.on,
            facts: groupFacts(first, of, stage.kind, today),
          },
        ]
      : [];
  });
  const ofTasks = tasks.flatMap(({ departmentId, periodId, dueOn, count, titles, code, department, year, quarter }) =>
    taskStagesDue(dueOn, today, rhythm, daysOff).flatMap(({ kind, on }) =>
      authorsOf(departmentId, readers).map(
        (accountId): NewReminder => ({
          ...{ kind, subjectType: 'TASK', subjectKey: `${departmentId}/${periodId}/${dueOn}`, accountId, dueOn: on },
          facts: {
            about: 'TASKS',
            file: 'REPORT',
            year,
            quarter,
            code,
            department,
            count,
            titles: titles.map(short),
            dueOn,
            days: Math.abs(daysBetween(today, dueOn)),
          },
        }),
      ),
    ),
  );
  return [...single, ...groups, ...ofTasks];
}

const isGrouped = (kind: ReminderKind) => kind === 'ESCALATED_DIRECTOR' || kind === 'REVIEW_WAITING';
const short = (title: string) => (title.length > 120 ? `${title.slice(0, 119).replace(/[\ud800-\udbff]$/, '')}…` : title);
const NAMED = 5;

function groupFacts(first: OwedFile, files: readonly OwedFile[], kind: ReminderKind, today: Day): Facts {
  const sinceOf = ({ dueOn, waitingSince }: OwedFile) => (kind === 'REVIEW_WAITING' && waitingSince ? dayOf(waitingSince) : dueOn);
  const longest = Math.max(...files.map((file) => daysBetween(sinceOf(file), today)));
  const departments = files.slice(0, NAMED).map(({ department }) => department);
  return { about: 'FILES', file: first.kind, year: first.year, quarter: first.quarter, count: files.length, departments, days: longest };
}

function addressees(file: OwedFile, kind: ReminderKind, readers: readonly Reader[]): number[] {
  switch (kind) {
    case 'ESCALATED_HEAD':
      return holders(readers, 'DEPARTMENT_HEAD', file.departmentId);
    case 'ESCALATED_DIRECTOR':
      return holders(readers, 'DIRECTOR');
    case 'REVIEW_WAITING':
      return file.step === 'HEAD' ? holders(readers, 'DEPARTMENT_HEAD', file.departmentId) : holders(readers, file.step ?? 'PLANNING');
    default:
      return authorsOf(file.departmentId, readers);
  }
}

/** A week: what falls due within it is «soon». */
export const SOON_DAYS = 7;

/**
 * The morning letter of each person who has an address and something to do or to read: what is due from the own departments, what waits
 * for the own decision, what is unread. `unread` are the counts by account.
 */
export function digestsOf({ files, tasks, readers }: Work, unread: ReadonlyMap<number, number>, today: Day): NewReminder[] {
  const people = [...new Set(readers.filter(({ hasEmail }) => hasEmail).map(({ accountId }) => accountId))].sort(
    (one, other) => one - other,
  );
  return people.flatMap((accountId): NewReminder[] => {
    const grants = readers.filter((reader) => reader.accountId === accountId);
    const own = new Set(
      grants.flatMap(({ role, departmentId }) =>
        departmentId !== null && (role === 'REPORTER' || role === 'DEPARTMENT_HEAD') ? [departmentId] : [],
      ),
    );
    const mine = files.filter(({ departmentId }) => own.has(departmentId));
    const open = mine.filter(({ state, lockOn }) => (state === null || state === 'DRAFT') && today <= lockOn);
    const digest: Digest = {
      late: open.filter(({ dueOn }) => dueOn < today).length,
      soon: open.filter(({ dueOn }) => dueOn >= today && daysBetween(today, dueOn) <= SOON_DAYS).length,
      returned: mine.filter(({ state }) => state === 'RETURNED' || state === 'REOPENED').length,
      tasks: tasks
        .filter(({ departmentId, dueOn }) => own.has(departmentId) && daysBetween(today, dueOn) <= SOON_DAYS)
        .reduce((sum, { count }) => sum + count, 0),
      waiting: files.filter((file) => file.state === 'SUBMITTED' && addressees(file, 'REVIEW_WAITING', grants).includes(accountId)).length,
      unread: unread.get(accountId) ?? 0,
    };
    if (!isWorthSending(digest)) return [];
    return [
      {
        kind: 'DIGEST',
        subjectType: 'ACCOUNT',
        subjectKey: String(accountId),
        accountId,
        dueOn: today,
        facts: { about: 'DIGEST', ...digest },
      },
    ];
  });
}
