import { describe, expect, it, test } from 'vitest';
import { addDays } from '@/domain/date';
import {
  dateProblems,
  dueSpan,
  judgedOf,
  monthsOf,
  movesOf,
  needsReason,
  partnerNames,
  percentOf,
  resultProblems,
  sharesOf,
  sumOf,
  tallyOf,
  taskStanding,
  totalOf,
  weeksOf,
} from './rules';

describe('a task', () => {
  test.each([
    [{ state: 'PLANNED', doneOn: null, dueOn: '2026-09-30' }, 'planned'],
    [{ state: 'PLANNED', doneOn: null, dueOn: '2026-09-15' }, 'planned'],
    [{ state: 'PLANNED', doneOn: null, dueOn: '2026-09-14' }, 'overdue'],
    [{ state: 'IN_PROGRESS', doneOn: null, dueOn: '2026-09-30' }, 'inProgress'],
    [{ state: 'IN_PROGRESS', doneOn: null, dueOn: '2026-09-01' }, 'overdue'],
    [{ state: 'DONE', doneOn: '2026-09-01', dueOn: '2026-09-01' }, 'doneOnTime'],
    [{ state: 'DONE', doneOn: '2026-09-02', dueOn: '2026-09-01' }, 'doneLate'],
    [{ state: 'SUSPENDED', doneOn: null, dueOn: '2026-01-01' }, 'suspended'],
    [{ state: 'CANCELLED', doneOn: null, dueOn: '2026-01-01' }, 'cancelled'],
  ] as const)('%o stands %s on 15/09', (task, standing) => {
    expect(taskStanding(task, '2026-09-15')).toBe(standing);
  });

  it('is reported so that the parts fit together', () => {
    const done = { state: 'DONE', percent: 80, doneOn: '2026-09-10', isExceeded: true, note: null } as const;
    const said = (result: Parameters<typeof resultProblems>[0], from: Parameters<typeof resultProblems>[1] = 'IN_PROGRESS') =>
      resultProblems(result, from, '2026-09-15').map(({ path, key }) => `${path} ${key}`);
    expect(said(done)).toEqual([]);
    expect(percentOf(done)).toBe(100);
    expect(said({ ...done, doneOn: null })).toEqual(['doneOn tasks.refused.doneNeedsDay']);
    expect(said({ ...done, doneOn: '2026-09-16' })).toEqual(['doneOn tasks.refused.doneInFuture']);
    expect(said({ ...done, state: 'IN_PROGRESS', isExceeded: false })).toEqual(['doneOn tasks.refused.dayNeedsDone']);
    expect(said({ ...done, state: 'IN_PROGRESS', doneOn: null })).toEqual(['isExceeded tasks.refused.exceededNeedsDone']);
    const halted = { ...done, state: 'SUSPENDED', doneOn: null, isExceeded: false } as const;
    expect(said(halted)).toEqual(['note tasks.refused.reasonNeeded']);
    expect(said({ ...halted, note: 'Chờ máy' })).toEqual([]);
    expect(said({ ...halted, state: 'IN_PROGRESS' }, 'DONE')).toEqual(['note tasks.refused.reasonNeeded']);
  });

  it('moves as the database lets it', () => {
    expect(movesOf('CANCELLED')).toEqual([]);
    expect(movesOf('SUSPENDED')).not.toContain('DONE');
    expect(needsReason('PLANNED', 'IN_PROGRESS')).toBe(false);
  });

  it('has partners one a line, each once', () => {
    expect(partnerNames('BV Hạ Lâm\n  BV  Hạ Lâm \n\nSở Y tế')).toEqual(['BV Hạ Lâm', 'Sở Y tế']);
    expect(partnerNames(null)).toEqual([]);
  });
});

describe('the dates of a task of Quý III/2026', () => {
  const bounds = { year: 2026, startsOn: '2026-07-01', establishedOn: '2026-08-01', dissolvedOn: '2026-12-01' };
  test.each([
    [{ startsOn: null, dueOn: '2026-09-30' }, null],
    [{ startsOn: null, dueOn: '2027-01-05' }, 'dueOn tasks.refused.dueOutsideYear'],
    [{ startsOn: null, dueOn: '2025-12-31' }, 'dueOn tasks.refused.dueOutsideYear'],
    [{ startsOn: null, dueOn: '2026-06-30' }, 'dueOn tasks.refused.dueBeforeQuarter'],
    [{ startsOn: null, dueOn: '2026-11-30' }, null],
    [{ startsOn: null, dueOn: '2026-12-01' }, 'dueOn tasks.refused.leadDissolved'],
    [{ startsOn: '2026-07-15', dueOn: '2026-09-30' }, 'startsOn tasks.refused.leadNotYet'],
    [{ startsOn: null, dueOn: '2026-07-31' }, 'dueOn tasks.refused.leadNotYet'],
    [{ startsOn: '2026-09-30', dueOn: '2026-09-01' }, 'startsOn tasks.refused.dates'],
  ])('%o: %s', (dates, problem) => {
    expect(dateProblems(dates, bounds).map(({ path, key }) => `${path} ${key}`)[0] ?? null).toBe(problem);
  });
});

describe('the shares that a rating reads (domain.md B2)', () => {
  const done = (doneOn: string, isExceeded = false) => ({ state: 'DONE' as const, dueOn: '2026-09-10', doneOn, isExceeded });
  const open = (state: 'PLANNED' | 'IN_PROGRESS' | 'SUSPENDED' | 'CANCELLED', dueOn = '2026-09-10') => ({
    ...{ state, dueOn, doneOn: null },
    isExceeded: false,
  });
  // ten tasks: seven on time, three of them exceeded; one late; one overdue; one not due; one put off, one given up
  const tasks = [
    ...['2026-09-01', '2026-09-02', '2026-09-03'].map((day) => done(day, true)),
    ...['2026-09-04', '2026-09-05', '2026-09-06', '2026-09-10'].map((day) => done(day)),
    done('2026-09-11'),
    open('IN_PROGRESS'),
    open('PLANNED', '2026-09-29'),
    open('SUSPENDED'),
    open('CANCELLED'),
  ];
  const tally = tallyOf(tasks, '2026-09-15');

  it('leave out what is not due yet, put off or given up', () => {
    expect(tally).toEqual({ onTime: 7, late: 1, overdue: 1, exceeded: 3, open: 1, suspended: 1, cancelled: 1 });
    expect([totalOf(tally), judgedOf(tally)]).toEqual([12, 9]);
  });

  it('are parts of the judged tasks', () => {
    const shares = sharesOf(tally);
    expect(shares.onTime).toBeCloseTo((7 / 9) * 100);
    expect(shares.late).toBeCloseTo(100 / 9);
    expect(shares.done).toBeCloseTo((8 / 9) * 100);
    expect(shares.exceeded).toBeCloseTo(100 / 3);
    expect((shares.onTime ?? 0) + (shares.late ?? 0) + (shares.overdue ?? 0)).toBeCloseTo(100);
  });

  it('have no value when nothing was due', () => {
    expect(sharesOf(tallyOf([open('PLANNED', '2026-12-01')], '2026-09-15'))).toEqual({
      ...{ done: null, onTime: null, late: null, overdue: null, exceeded: null },
    });
  });

  it('of a year to date are those of its quarters together', () => {
    expect(sumOf([tally, tally])).toEqual({ onTime: 14, late: 2, overdue: 2, exceeded: 6, open: 2, suspended: 2, cancelled: 2 });
  });
});

describe('a wall calendar', () => {
  it('has weeks from Monday', () => {
    const weeks = weeksOf('2026-11');
    expect(weeks).toHaveLength(6);
    expect(weeks[0]).toEqual(['2026-10-26', '2026-10-27', '2026-10-28', '2026-10-29', '2026-10-30', '2026-10-31', '2026-11-01']);
    expect(weeks.at(-1)?.[0]).toBe('2026-11-30');
    expect(weeksOf('2027-02')).toHaveLength(4);
    expect(weeksOf('2028-02').flat()).toContain('2028-02-29');
  });

  it('turns over the months of a quarter', () => {
    expect(monthsOf({ startsOn: '2026-10-01', endsOn: '2026-12-31' })).toEqual(['2026-10', '2026-11', '2026-12']);
    expect(monthsOf({ startsOn: '2026-12-01', endsOn: '2027-01-31' })).toEqual(['2026-12', '2027-01']);
  });
});

it.each(['CALENDAR', 'ADMIN_14'] as const)('the quarters of due dates of a year by %s are the whole year', (calendar) => {
  const spans = ([1, 2, 3, 4] as const).map((quarter) => dueSpan(2026, quarter, calendar));
  expect([spans[0]?.startsOn, spans[3]?.endsOn]).toEqual(['2026-01-01', '2026-12-31']);
  expect(spans.slice(1).map(({ startsOn }) => addDays(startsOn, -1))).toEqual(spans.slice(0, 3).map(({ endsOn }) => endsOn));
  expect(spans[0]?.endsOn).toBe(calendar === 'ADMIN_14' ? '2026-03-14' : '2026-03-31');
});
