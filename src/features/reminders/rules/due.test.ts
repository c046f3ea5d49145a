import { describe, expect, it } from 'vitest';
import {
  authorsOf,
  dueStages,
  type FileStanding,
  isDigestDay,
  isWorthSending,
  reminderDay,
  stagesDue,
  stagesOf,
  taskStagesDue,
} from './due';

const rhythm = { reminderDaysBefore: [7, 2], reminderHeadAfterDays: 3, reminderDirectorAfterDays: 7, reminderReviewAfterDays: 3 };
/** Tết Bính Ngọ, 14 to 22 February 2026. */
const TET = new Set(Array.from({ length: 9 }, (_, place) => `2026-02-${14 + place}`));
const none = new Set<string>();
const at = (day: string, time = '09:00') => new Date(`${day}T${time}:00+07:00`);

describe('the reminders of one deadline', () => {
  it('Quý III/2026, due Monday 05/10: a week before, two days before moved off the Saturday, on, after, up the line', () => {
    expect(stagesOf({ since: '2026-09-01', dueOn: '2026-10-05' }, rhythm, none)).toEqual([
      { kind: 'BEFORE_DUE', on: '2026-09-28' },
      // Saturday 03/10 and Sunday 04/10 move to Monday, which is the day itself
      { kind: 'ON_DUE', on: '2026-10-05' },
      { kind: 'AFTER_DUE', on: '2026-10-06' },
      { kind: 'ESCALATED_HEAD', on: '2026-10-08' },
      { kind: 'ESCALATED_DIRECTOR', on: '2026-10-12' },
    ]);
  });

  it('over Tết nobody is reminded until the first working day', () => {
    expect(stagesOf({ since: '2026-01-01', dueOn: '2026-02-20' }, rhythm, TET)).toEqual([
      { kind: 'BEFORE_DUE', on: '2026-02-13' },
      { kind: 'ON_DUE', on: '2026-02-20' },
      { kind: 'AFTER_DUE', on: '2026-02-23' },
      { kind: 'ESCALATED_HEAD', on: '2026-02-23' },
      { kind: 'ESCALATED_DIRECTOR', on: '2026-02-27' },
    ]);
  });

  it('two days that move to the same Monday are one reminder', () => {
    const often = { ...rhythm, reminderDaysBefore: [6, 5, 4] };
    expect(stagesOf({ since: '2026-01-01', dueOn: '2026-10-09' }, often, none).filter(({ kind }) => kind === 'BEFORE_DUE')).toEqual([
      { kind: 'BEFORE_DUE', on: '2026-10-05' },
    ]);
  });

  it('what lies before the extension was granted is not said any more', () => {
    const days = (since: string) => stagesOf({ since, dueOn: '2026-10-16' }, rhythm, none).map(({ on }) => on);
    expect(days('2026-10-01')).toContain('2026-10-09');
    expect(days('2026-10-12')).not.toContain('2026-10-09');
  });
});

describe('what is sent on a day', () => {
  const stages = stagesOf({ since: '2026-09-01', dueOn: '2026-10-05' }, { ...rhythm, reminderDaysBefore: [7, 4] }, none);
  const on = (today: string) => dueStages(stages, today).map(({ kind, on: day }) => `${kind} ${day}`);

  it('is what falls on it, or the latest that the clock missed', () => {
    expect(on('2026-09-27')).toEqual([]);
    expect(on('2026-09-28')).toEqual(['BEFORE_DUE 2026-09-28']);
    // the machine was off from Monday to Thursday: one reminder, not two
    expect(on('2026-10-02')).toEqual(['BEFORE_DUE 2026-10-01']);
    expect(on('2026-10-05')).toEqual(['ON_DUE 2026-10-05']);
    expect(on('2026-10-08')).toEqual(['AFTER_DUE 2026-10-06', 'ESCALATED_HEAD 2026-10-08']);
  });

  it('is never an old one: a program that starts in November does not chase October', () => {
    expect(on('2026-11-20')).toEqual([]);
  });

  it('does not say «today» on another day', () => {
    const friday = stagesOf({ since: '2026-09-01', dueOn: '2026-10-09' }, rhythm, none);
    expect(dueStages(friday, '2026-10-10')).toEqual([]);
  });
});

describe('a file', () => {
  const file: FileStanding = {
    since: '2026-09-01',
    dueOn: '2026-10-05',
    lockOn: '2026-10-10',
    state: 'DRAFT',
    waitingSince: null,
    decidedAt: null,
  };
  const kinds = (more: Partial<FileStanding>, today: string) =>
    stagesDue({ ...file, ...more }, today, rhythm, none).map(({ kind, on }) => `${kind} ${on}`);

  it('that is handed in is nobody’s but the reviewer’s, who hears of it after three days, on a working day', () => {
    const handedIn = { state: 'SUBMITTED' as const, waitingSince: at('2026-10-01') };
    expect(kinds(handedIn, '2026-10-05')).toEqual(['REVIEW_WAITING 2026-10-05']);
    expect(kinds(handedIn, '2026-10-02')).toEqual([]);
    expect(kinds({ state: 'APPROVED', decidedAt: at('2026-10-02') }, '2026-10-06')).toEqual([]);
    expect(kinds({ state: 'LOCKED', decidedAt: at('2026-10-02') }, '2026-10-08')).toEqual([]);
  });

  it('that is returned is the author’s at once, and once more when it stays there', () => {
    const returned = { state: 'RETURNED' as const, decidedAt: at('2026-10-01', '16:40') };
    expect(kinds(returned, '2026-10-01')).toEqual(['RETURNED 2026-10-01']);
    expect(kinds(returned, '2026-10-03')).toEqual(['RETURNED 2026-10-01']);
    expect(kinds(returned, '2026-10-05')).toEqual(['RETURNED 2026-10-05']);
    expect(kinds(returned, '2026-10-20')).toEqual([]);
  });

  it('that is locked unwritten is no longer the author’s; the director still hears of it', () => {
    expect(kinds({ state: 'LOCKED' }, '2026-10-12')).toEqual(['ESCALATED_DIRECTOR 2026-10-12']);
    expect(kinds({ lockOn: '2026-10-05' }, '2026-10-06')).toEqual([]);
  });
});

it('tasks are said to their department only', () => {
  expect(taskStagesDue('2026-09-30', '2026-09-23', rhythm, none)).toEqual([{ kind: 'BEFORE_DUE', on: '2026-09-23' }]);
  expect(taskStagesDue('2026-09-30', '2026-10-01', rhythm, none)).toEqual([{ kind: 'AFTER_DUE', on: '2026-10-01' }]);
  expect(taskStagesDue('2026-09-30', '2026-10-07', rhythm, none)).toEqual([]);
});

it('the day of reminders begins at seven in Việt Nam', () => {
  expect(reminderDay(at('2026-10-05', '06:59'))).toBe('2026-10-04');
  expect(reminderDay(at('2026-10-05', '07:00'))).toBe('2026-10-05');
  expect(reminderDay(at('2026-10-06', '00:30'))).toBe('2026-10-05');
});

it('a digest goes out on working days, and never empty', () => {
  expect(isDigestDay('2026-10-05', none)).toBe(true);
  expect(isDigestDay('2026-10-04', none)).toBe(false);
  expect(isDigestDay('2026-02-16', TET)).toBe(false);
  const nothing = { late: 0, soon: 0, returned: 0, tasks: 0, waiting: 0, unread: 0 };
  expect(isWorthSending(nothing)).toBe(false);
  expect(isWorthSending({ ...nothing, unread: 1 })).toBe(true);
});

it('a department without a reporter is reminded through its heads', () => {
  const grants = [
    { accountId: 7, role: 'DEPARTMENT_HEAD', departmentId: 1 },
    { accountId: 5, role: 'REPORTER', departmentId: 1 },
    { accountId: 9, role: 'DEPARTMENT_HEAD', departmentId: 2 },
  ];
  expect(authorsOf(1, grants)).toEqual([5]);
  expect(authorsOf(2, grants)).toEqual([9]);
  expect(authorsOf(3, grants)).toEqual([]);
});
