import { describe, expect, it, test } from 'vitest';
import { startOfDay } from '@/domain/date';
import {
  daysLeft,
  daysOf,
  daysOfPeriod,
  defaultDays,
  effectiveDeadline,
  extensionProblem,
  holidayRuns,
  momentsOf,
  nextWorkingDay,
  periodsOfYear,
  phase,
  phaseSentence,
  rescheduleProblem,
  wantedDueDay,
  workingDayProposal,
} from './rules';

/** The report of Quý III/2026: due Monday 05/10, locked after 20/10. */
const report = momentsOf({ opensOn: '2026-09-01', dueOn: '2026-10-05', lockOn: '2026-10-20' });
const at = (day: string, time = '09:00:00') => new Date(`${day}T${time}+07:00`);

describe('where a deadline stands', () => {
  test.each([
    [new Date('2026-08-31T16:59:59.999Z'), 'notOpen'],
    [startOfDay('2026-09-01'), 'open'],
    [at('2026-10-05', '23:59:59'), 'open'], // hạn nộp covers its whole day
    [at('2026-10-06', '00:00:00'), 'late'],
    [at('2026-10-20', '23:59:59'), 'late'],
    [at('2026-10-21', '00:00:00'), 'locked'],
  ] as const)('at %s: %s', (now, expected) => {
    expect(phase(report, now)).toBe(expected);
  });
  it('counts whole days: on 02/10, at any hour, three days are left (DESIGN.md Voice)', () => {
    expect(daysLeft(report, at('2026-10-02', '23:00:00'))).toEqual({ toOpen: -31, toDue: 3, toLock: 18 });
    expect(phaseSentence(report, at('2026-10-02', '00:05:00'))).toEqual({
      key: 'periods.phase.open',
      params: { opensOn: '01/09/2026', dueOn: '05/10/2026', lockOn: '20/10/2026', days: 3 },
    });
  });
  test.each([
    ['2026-08-31', 'periods.phase.notOpen', { days: 1 }],
    ['2026-10-05', 'periods.phase.dueToday', {}],
    ['2026-10-07', 'periods.phase.late', { days: 2, left: 13 }],
    ['2026-10-20', 'periods.phase.lateLastDay', { days: 15 }],
    ['2026-10-21', 'periods.phase.locked', {}],
  ])('says on %s %s', (day, key, params) => {
    expect(phaseSentence(report, at(day))).toMatchObject({ key, params });
  });
});

describe('an extension', () => {
  const until = (dueOn: string, lockOn: string, decidedOn: string) => {
    const { dueAt, lockAt } = momentsOf({ opensOn: '2026-09-01', dueOn, lockOn });
    return { newDueAt: dueAt, newLockAt: lockAt, decidedAt: at(decidedOn) };
  };
  it('gives one department more time', () => {
    const moved = effectiveDeadline(report, [until('2026-10-12', '2026-10-25', '2026-10-04')]);
    expect(daysOf(moved)).toEqual({ opensOn: '2026-09-01', dueOn: '2026-10-12', lockOn: '2026-10-25' });
    expect([moved.extended, phase(moved, at('2026-10-12')), phase(report, at('2026-10-12'))]).toEqual([true, 'open', 'late']);
  });
  it('that was decided last counts', () => {
    const granted = [until('2026-10-30', '2026-11-10', '2026-10-01'), until('2026-10-09', '2026-10-20', '2026-10-03')];
    expect(daysOf(effectiveDeadline(report, granted)).dueOn).toBe('2026-10-09');
    expect(daysOf(effectiveDeadline(report, granted.toReversed())).dueOn).toBe('2026-10-09');
  });
  it('never takes time away when the period itself was moved further', () => {
    const moved = effectiveDeadline(momentsOf({ opensOn: '2026-09-01', dueOn: '2026-10-15', lockOn: '2026-11-01' }), [
      until('2026-10-12', '2026-10-25', '2026-10-04'),
    ]);
    expect(daysOf(moved)).toEqual({ opensOn: '2026-09-01', dueOn: '2026-10-15', lockOn: '2026-11-01' });
    expect(moved.extended).toBe(false);
  });
  it('changes nothing when there is none', () => {
    expect(effectiveDeadline(report, [])).toEqual({ ...report, extended: false });
  });
  it('asked for before the due day counts from it, afterwards from today', () => {
    expect(wantedDueDay(report, 3, at('2026-10-02'))).toBe('2026-10-08');
    expect(wantedDueDay(report, 3, at('2026-10-10'))).toBe('2026-10-13');
  });
  test.each([
    ['2026-10-05', '2026-10-20', '2026-10-02', { path: 'dueOn', key: 'periods.refused.notLater' }],
    ['2026-10-09', '2026-10-19', '2026-10-02', { path: 'lockOn', key: 'periods.refused.lockEarlier' }],
    ['2026-10-09', '2026-10-20', '2026-10-12', { path: 'dueOn', key: 'periods.refused.dueInPast' }],
    ['2026-10-09', '2026-10-20', '2026-10-09', null],
    ['2026-11-02', '2026-11-05', '2026-10-30', null], // after the lock: the file is being opened again
  ])('until %s, locked after %s, decided on %s', (dueOn, lockOn, today, problem) => {
    const { dueAt, lockAt } = momentsOf({ opensOn: '2026-09-01', dueOn, lockOn });
    expect(extensionProblem(report, { dueAt, lockAt }, at(today))).toEqual(problem);
  });
});

describe('new days for everybody', () => {
  const days = { opensOn: '2026-09-01', dueOn: '2026-10-05', lockOn: '2026-10-20' };
  test.each([
    ['later', { dueOn: '2026-10-07' }, '2026-10-02', null],
    ['a lock that is over', {}, '2026-10-21', { path: '', key: 'periods.refused.alreadyLocked' }],
    [
      'a lock in the past',
      { lockOn: '2026-10-08', dueOn: '2026-10-07' },
      '2026-10-09',
      { path: 'lockOn', key: 'periods.refused.lockInPast' },
    ],
    ['a due day in the past', { dueOn: '2026-10-01' }, '2026-10-02', { path: 'dueOn', key: 'periods.refused.dueInPast' }],
    ['the due day as it was, already past', { lockOn: '2026-10-25' }, '2026-10-10', null],
    ['closing what is open', { opensOn: '2026-09-10' }, '2026-09-05', { path: 'opensOn', key: 'periods.refused.alreadyOpen' }],
    ['opening earlier', { opensOn: '2026-08-20' }, '2026-08-25', null],
  ])('%s', (_what, change, today, problem) => {
    expect(rescheduleProblem(report, momentsOf({ ...days, ...change }), at(today))).toEqual(problem);
  });
});

describe('working days', () => {
  const tet = new Set(['2027-02-05', '2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09', '2027-02-10']);
  test.each([
    ['2026-10-05', '2026-10-05'], // Monday
    ['2026-07-25', '2026-07-27'], // Saturday
    ['2026-07-26', '2026-07-27'], // Sunday
  ])('%s → %s', (day, expected) => {
    expect(nextWorkingDay(day, new Set())).toBe(expected);
  });
  it('pass over holidays and the weekend behind them', () => {
    expect(nextWorkingDay('2027-02-05', tet)).toBe('2027-02-11');
    expect(nextWorkingDay('2026-09-02', new Set(['2026-09-02']))).toBe('2026-09-03');
  });
  it('are proposed with the reason, never forced', () => {
    expect(workingDayProposal('2026-10-05', tet)).toBeNull();
    expect(workingDayProposal('2026-07-25', tet)).toEqual({ because: 'weekend', proposed: '2026-07-27' });
    expect(workingDayProposal('2027-02-05', tet)).toEqual({ because: 'holiday', proposed: '2027-02-11' });
  });
});

describe('days off', () => {
  it('of one name in a row are one line', () => {
    const days = ['02-16', '02-17', '02-18'].map((day) => ({ day: `2026-${day}`, name: 'Tết' }));
    expect(holidayRuns([...days, { day: '2026-02-20', name: 'Tết' }, { day: '2026-02-21', name: 'Nghỉ bù' }])).toEqual([
      { from: '2026-02-16', to: '2026-02-18', name: 'Tết' },
      { from: '2026-02-20', to: '2026-02-20', name: 'Tết' },
      { from: '2026-02-21', to: '2026-02-21', name: 'Nghỉ bù' },
    ]);
  });
});

describe('what is proposed for a quarter', () => {
  it('is: plan due on the 25th before it, report on the 5th after it, both locked 15 days later', () => {
    expect(defaultDays(2026, 3)).toEqual({
      plan: { opensOn: '2026-06-01', dueOn: '2026-06-25', lockOn: '2026-07-10' },
      report: { opensOn: '2026-09-01', dueOn: '2026-10-05', lockOn: '2026-10-20' },
    });
  });
  it('reaches into the neighbouring years, and moves a Sunday', () => {
    const { plan } = defaultDays(2027, 1);
    const { report: fourth } = defaultDays(2024, 4);
    expect(plan).toEqual({ opensOn: '2026-12-01', dueOn: '2026-12-25', lockOn: '2027-01-09' });
    expect(fourth.dueOn).toBe('2025-01-06');
  });
});

describe('the days of a period', () => {
  test.each([
    ['MONTH', 2, 'CALENDAR', '2024-02-01', '2024-02-29'],
    ['QUARTER', 3, 'CALENDAR', '2024-07-01', '2024-09-30'],
    ['HALF', 2, 'CALENDAR', '2024-07-01', '2024-12-31'],
    ['NINE_MONTHS', 1, 'CALENDAR', '2024-01-01', '2024-09-30'],
    ['YEAR', 1, 'CALENDAR', '2024-01-01', '2024-12-31'],
    ['FIVE_YEARS', 1, 'CALENDAR', '2024-01-01', '2028-12-31'],
    ['MONTH', 3, 'ADMIN_14', '2024-02-15', '2024-03-14'],
    ['QUARTER', 1, 'ADMIN_14', '2023-12-15', '2024-03-14'],
    ['HALF', 1, 'ADMIN_14', '2023-12-15', '2024-06-14'],
    ['YEAR', 1, 'ADMIN_14', '2023-12-15', '2024-12-14'],
  ] as const)('%s %i of 2024, %s: %s to %s', (kind, index, calendar, startsOn, endsOn) => {
    expect(daysOfPeriod({ kind, year: 2024, index, calendar })).toEqual({ startsOn, endsOn });
  });
  it('fill a year: four quarters, two halves, nine months, the year', () => {
    expect(periodsOfYear(2026, 'CALENDAR').map(({ kind, index }) => `${kind} ${index}`)).toEqual([
      ...['QUARTER 1', 'QUARTER 2', 'QUARTER 3', 'QUARTER 4', 'HALF 1', 'HALF 2', 'NINE_MONTHS 1', 'YEAR 1'],
    ]);
  });
});
