import { expect, it } from 'vitest';
import { firstToOpen, hrefOf, isOpen, placeOf, yearToOpen } from './steps';

it('opens the next year from July on', () => {
  expect(yearToOpen('2026-11-22')).toBe(2027);
  expect(yearToOpen('2027-01-05')).toBe(2027);
});

it('an address and a place say the same', () => {
  const place = placeOf({ to: '2027', step: 'lists', part: 'unfinished', q: ' đột quỵ & tim ', page: '2' }, 2027);
  expect(place).toEqual({ to: 2027, step: 'lists', part: 'unfinished', text: 'đột quỵ & tim', page: 2, markText: '' });
  expect(placeOf(Object.fromEntries(new URLSearchParams(hrefOf(place).split('?')[1])), 2027)).toEqual(place);
});

it('what cannot be read is the first step of the year that is offered', () => {
  const first = { to: 2027, step: 'year', part: 'targets', text: '', page: 1, markText: '' };
  expect(placeOf({}, 2027)).toEqual(first);
  expect(placeOf({ to: '../..', step: '%', part: ['x'], page: '-1', q: undefined }, 2027)).toEqual(first);
});

it('offers the first year that nobody has opened, as a whole or quarter by quarter', () => {
  const [none, day] = [null, new Date('2026-11-23')];
  expect([
    isOpen({ openedAt: none, quarters: 3 }),
    isOpen({ openedAt: none, quarters: 4 }),
    isOpen({ openedAt: day, quarters: 0 }),
  ]).toEqual([false, true, true]);
  const years = [
    { year: 2026, openedAt: none, quarters: 4 },
    { year: 2027, openedAt: day, quarters: 4 },
    { year: 2028, openedAt: none, quarters: 1 },
  ];
  expect(firstToOpen(years, 2026)).toBe(2028);
  expect(firstToOpen(years.slice(0, 2), 2027)).toBe(2027);
});
