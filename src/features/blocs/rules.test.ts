import { describe, expect, it } from 'vitest';
import { nextChair, type Points, rankings, totalOf } from './rules';

const items = [
  { id: 1, isPenalty: false },
  { id: 2, isPenalty: false },
  { id: 3, isPenalty: true },
];
const score = (memberId: number, one: string | null, two: string | null, penalty: string | null): Points[] =>
  [one, two, penalty].map((verified, at) => ({ itemId: at + 1, memberId, self: verified, verified }));

describe('a total', () => {
  it.each<[string, (string | null)[], number | null]>([
    ['adds up exactly', ['0.1', '0.2', '0'], 0.3],
    ['takes penalties off', ['60', '30.5', '2.25'], 88.25],
    ['may fall below zero', ['1', '0', '5'], -4],
    ['knows nothing of what nobody scored', ['60', null, '0'], null],
    ['nor of a penalty that nobody looked at', ['60', '30', null], null],
    ['takes a zero for a zero', ['0', '0', '0'], 0],
  ])('%s', (_name, points, total) => {
    expect(totalOf(items, (id) => points[id - 1] ?? null)).toBe(total);
  });
  it('of no criterion is unknown', () => expect(totalOf([], () => '1')).toBeNull());
});

describe('the ranks', () => {
  const ranks = (members: { id: number; ballots: number | null }[], points: Points[]) =>
    rankings(items, members, points).map(({ rank, isTied }) => `${rank ?? '-'}${isTied ? '=' : ''}`);
  const of = (...ballots: (number | null)[]) => ballots.map((one, at) => ({ id: at + 1, ballots: one }));
  it('go by the verified total, whatever a member gives itself', () => {
    const points = [...score(1, '90', '5', '0'), ...score(2, '95', '5', '0')].map((one) =>
      one.memberId === 1 ? { ...one, self: '100' } : one,
    );
    expect(ranks(of(null, null), points)).toEqual(['2', '1']);
  });
  it('of equal totals go by ballots', () => {
    const points = [...score(1, '90', '5', '0'), ...score(2, '95', '0', '0'), ...score(3, '97', '0', '2'), ...score(4, '50', '0', '0')];
    expect(ranks(of(10, 30, 20, 99), points)).toEqual(['3', '1', '2', '4']);
  });
  it('are shared where ballots are equal or not all known, and the next is left out', () => {
    const points = [...score(1, '99', '0', '0'), ...score(2, '95', '0', '0'), ...score(3, '95', '0', '0'), ...score(4, '50', '0', '0')];
    expect(ranks(of(1, 20, 20, 1), points)).toEqual(['1', '2=', '2=', '4']);
    expect(ranks(of(1, 20, null, 1), points)).toEqual(['1', '2=', '2=', '4']);
  });
  it('leave out who was not scored', () => {
    const [, unscored] = rankings(items, of(null, 50), [...score(1, '10', '0', '0'), ...score(2, '99', null, '0')]);
    expect(unscored).toMatchObject({ verified: null, left: 1, rank: null });
    expect(ranks(of(null, 50), [...score(1, '10', '0', '0'), ...score(2, '99', null, '0')])).toEqual(['1', '-']);
  });
});

describe('the chair of the next year', () => {
  const members = (...roles: ('CHAIR' | 'DEPUTY' | 'MEMBER')[]) => roles.map((role, at) => ({ id: at + 1, role }));
  it.each([
    [members('CHAIR', 'MEMBER', 'DEPUTY'), 3],
    [members('MEMBER', 'CHAIR', 'MEMBER'), 3],
    [members('MEMBER', 'MEMBER', 'CHAIR'), 1],
    [members('MEMBER', 'MEMBER'), 1],
    [[], null],
  ])('of %j is %s', (of, chair) => {
    expect(nextChair(of)).toBe(chair);
  });
});
