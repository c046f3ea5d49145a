import { describe, expect, it } from 'vitest';
import { byHeading, mostOf, nextChair, type Points, rankings, totalOf } from './rules';

const items = [
  { id: 1, kind: 'POINTS' },
  { id: 2, kind: 'POINTS' },
  { id: 3, kind: 'PENALTY' },
] as const;
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

describe('bonus points', () => {
  const sheet = [
    { id: 1, kind: 'POINTS', maxPoints: '60.1' },
    { id: 2, kind: 'POINTS', maxPoints: '39.9' },
    { id: 3, kind: 'BONUS', maxPoints: '5' },
    { id: 4, kind: 'PENALTY', maxPoints: '10' },
  ] as const;
  it('are no part of the maximum', () => {
    expect([mostOf(sheet, 'POINTS'), mostOf(sheet, 'BONUS'), mostOf(sheet, 'PENALTY')]).toEqual([100, 5, 10]);
  });
  it('count in the total above it, and are told apart', () => {
    const points = [59, 39, 4.5, 1].map((verified, at) => ({ itemId: at + 1, memberId: 1, self: null, verified: String(verified) }));
    expect(rankings(sheet, [{ id: 1, ballots: null }], points)).toMatchObject([{ verified: 101.5, bonus: 4.5 }]);
    expect(rankings(sheet, [{ id: 1, ballots: null }], points.slice(0, 2))).toMatchObject([{ verified: null, bonus: null, left: 2 }]);
  });
});

it('criteria of one heading stand together, where the first of them stands', () => {
  const items = [
    ['1', 'A'],
    ['2', null],
    ['3', 'B'],
    ['4', 'A'],
    ['5', null],
  ].map(([code, heading]) => ({ code, heading: heading ?? null }));
  expect(byHeading(items).map(({ code }) => code)).toEqual(['1', '4', '2', '3', '5']);
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
