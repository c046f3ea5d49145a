import { expect, it } from 'vitest';
import { daysNextYear, monthsLater, quartersToOpen } from './days';

it('the same day months later is a day of the calendar', () => {
  expect(monthsLater('2026-11-22', 12)).toBe('2027-11-22');
  expect(monthsLater('2028-02-29', 12)).toBe('2029-02-28');
  expect(monthsLater('2026-01-31', 1)).toBe('2026-02-28');
  expect(monthsLater('2026-11-30', 3)).toBe('2027-02-28');
  expect(monthsLater('2026-10-31', -9)).toBe('2026-01-31');
});

it('hạn nộp moves to a working day and ngày khóa keeps its distance', () => {
  // 25/03/2027 is a Thursday, 26/03 a holiday here, 27–28 a weekend
  const days = daysNextYear({ opensOn: '2026-03-01', dueOn: '2026-03-26', lockOn: '2026-04-10' }, new Set(['2027-03-26']));
  expect(days).toEqual({ opensOn: '2027-03-01', dueOn: '2027-03-29', lockOn: '2027-04-13' });
});

it('a quarter that is open keeps its days, one that had none gets the usual ones', () => {
  const three = { opensOn: '2026-01-01', dueOn: '2026-01-12', lockOn: '2026-01-20' };
  const rows = quartersToOpen(
    2027,
    [
      { year: 2026, quarter: 1, calendar: 'CALENDAR', plan: three, report: three },
      { year: 2026, quarter: 2, calendar: 'CALENDAR', plan: three, report: three },
      { year: 2027, quarter: 1, calendar: 'CALENDAR', plan: three, report: null },
    ],
    new Set(),
    'CALENDAR',
  );
  expect(rows.map(({ isOpened, basis }) => [isOpened, basis])).toEqual([
    [true, 'lastYear'],
    [false, 'lastYear'],
    [false, 'usual'],
    [false, 'usual'],
  ]);
  expect(rows[1]?.plan.dueOn).toBe('2027-01-12');
  expect(rows[3]?.plan.dueOn).toBe('2027-09-27');
});

it('a year that closes on the 14th gets its own usual days when last year closed with the months', () => {
  const three = { opensOn: '2026-03-01', dueOn: '2026-04-06', lockOn: '2026-04-21' };
  const before = (calendar: 'CALENDAR' | 'ADMIN_14') => [{ year: 2026, quarter: 1 as const, calendar, plan: three, report: three }];
  const [fresh] = quartersToOpen(2027, before('CALENDAR'), new Set(), 'ADMIN_14');
  // Quý I is 15/12–14/3: reported by the 20th, which is a Saturday in 2027
  expect(fresh).toMatchObject({ basis: 'usual', report: { dueOn: '2027-03-22' } });
  const [again] = quartersToOpen(2027, before('ADMIN_14'), new Set(), 'ADMIN_14');
  expect(again).toMatchObject({ basis: 'lastYear', report: { dueOn: '2027-04-06' } });
});
