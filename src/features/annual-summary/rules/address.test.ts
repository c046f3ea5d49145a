import { expect, it } from 'vitest';
import { reviewAddress } from './address';

const chosen = { period: 'h1', view: 'quarters', chart: 'OPD', sort: '-overall', as: 'now' };

it('a link changes one choice and keeps the others, in one order', () => {
  expect(reviewAddress('/summary/2025', chosen, { as: undefined }, '#departments')).toBe(
    '/summary/2025?period=h1&view=quarters&chart=OPD&sort=-overall#departments',
  );
  expect(reviewAddress('/summary/2025', { period: 'm9' }, { as: 'now' })).toBe('/summary/2025?period=m9&as=now');
  expect(reviewAddress('/summary/2025', chosen, { view: undefined, chart: 'BOR_PLAN' })).toBe(
    '/summary/2025?period=h1&chart=BOR_PLAN&sort=-overall&as=now',
  );
});

it('an address without choices stays bare, and what is not of the review is not carried', () => {
  expect(reviewAddress('/summary/2025/OPD', {})).toBe('/summary/2025/OPD');
  expect(reviewAddress('/summary/2025/OPD', { page: '2', as: ['now', 'was'] })).toBe('/summary/2025/OPD');
});

it('more may be asked for, and is encoded', () => {
  expect(reviewAddress('/summary/2025/OPD/NOI', { as: 'now', period: 'h1' }, { period: 'q2', of: 'A&B' })).toBe(
    '/summary/2025/OPD/NOI?period=q2&as=now&of=A%26B',
  );
});
