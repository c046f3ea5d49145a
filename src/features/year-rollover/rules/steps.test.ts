import { expect, it } from 'vitest';
import { hrefOf, placeOf, yearToOpen } from './steps';

it('opens the next year from July on', () => {
  expect(yearToOpen('2026-11-22')).toBe(2027);
  expect(yearToOpen('2027-01-05')).toBe(2027);
});

it('an address and a place say the same', () => {
  const place = placeOf({ to: '2027', step: 'lists', part: 'unfinished', q: ' đột quỵ & tim ', page: '2' }, '2026-11-22');
  expect(place).toEqual({ to: 2027, step: 'lists', part: 'unfinished', text: 'đột quỵ & tim', page: 2, markText: '' });
  expect(placeOf(Object.fromEntries(new URLSearchParams(hrefOf(place).split('?')[1])), '2026-11-22')).toEqual(place);
});

it('what cannot be read is the first step of the coming year', () => {
  const first = { to: 2027, step: 'year', part: 'targets', text: '', page: 1, markText: '' };
  expect(placeOf({}, '2026-11-22')).toEqual(first);
  expect(placeOf({ to: '../..', step: '%', part: ['x'], page: '-1', q: undefined }, '2026-11-22')).toEqual(first);
});
