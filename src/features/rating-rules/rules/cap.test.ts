import { describe, expect, it } from 'vitest';
import { type CapRule, capMax, explainCap, ROUNDINGS, type Rounding } from './cap';

const rule: CapRule = { percent: 20, base: 'GOOD_OR_BETTER', rounding: 'HALF_UP', minOne: false };
const cells = (excellent: number, good = 42 - excellent) => ({ excellent, good, rated: 42, total: 42 });

describe('the cap on excellent ones', () => {
  it('case 1: 8 of 42 cells is within it, and every number of it is told', () => {
    expect(explainCap(rule, cells(8))).toEqual({
      base: 'GOOD_OR_BETTER',
      of: 42,
      exact: 8.4,
      limit: 8,
      percent: 20,
      rounding: 'HALF_UP',
      excellent: 8,
      allowed: 8,
      left: 0,
      isOver: false,
      other: { base: 'GOOD_ONLY', of: 34, exact: 6.8, limit: 7 },
    });
  });
  it('case 2: a ninth is one too many: 9 > 8', () => {
    expect(explainCap(rule, cells(9))).toMatchObject({ excellent: 9, limit: 8, left: -1, isOver: true });
  });
  it('holds down only what is decided, and lets a ninth stand where somebody allowed it', () => {
    expect(explainCap(rule, cells(9), { held: 3 })).toMatchObject({ of: 42, excellent: 3, left: 5, isOver: false });
    expect(explainCap(rule, cells(9), { passedTo: 9 })).toMatchObject({ limit: 8, allowed: 9, left: 0, isOver: false });
    expect(explainCap(rule, cells(10), { passedTo: 9 })).toMatchObject({ left: -1, isOver: true });
  });
  it('case 4: of 518 members, all good or better, 103,6 are 104; rounded down 103', () => {
    const members = { excellent: 80, good: 438, rated: 518, total: 518 };
    expect(explainCap(rule, members)).toMatchObject({ exact: 103.6, limit: 104, isOver: false });
    expect(explainCap({ ...rule, rounding: 'FLOOR' }, members)).toMatchObject({ limit: 103, isOver: false });
  });
  it('case 17: the college of Thanh Hóa, 2 of 9 cells and 25 of 126 members', () => {
    const nine = { excellent: 2, good: 7, rated: 9, total: 9 };
    expect(explainCap(rule, nine)).toMatchObject({ exact: 1.8, limit: 2, isOver: false });
    expect(explainCap({ ...rule, rounding: 'FLOOR' }, nine)).toMatchObject({ limit: 1, isOver: true });
    const members = { excellent: 25, good: 101, rated: 130, total: 130 };
    expect(explainCap(rule, members)).toMatchObject({ of: 126, exact: 25.2, limit: 25, isOver: false });
    expect(explainCap({ ...rule, base: 'GOOD_ONLY' }, members)).toMatchObject({
      of: 101,
      exact: 20.2,
      limit: 20,
      isOver: true,
      other: { base: 'GOOD_OR_BETTER', limit: 25 },
    });
  });
  it('is taken of those rated or of all, with no other reading to show', () => {
    expect(explainCap({ ...rule, base: 'RATED' }, { excellent: 1, good: 2, rated: 10, total: 20 })).toMatchObject({
      limit: 2,
      other: null,
    });
    expect(explainCap({ ...rule, base: 'TOTAL' }, { excellent: 1, good: 2, rated: 10, total: 20 })).toMatchObject({
      limit: 4,
      other: null,
    });
  });
  it('leaves at least one place where the set says so, and none where there is nobody', () => {
    expect(capMax(20, 2, 'HALF_UP')).toBe(0);
    expect(capMax(20, 2, 'HALF_UP', true)).toBe(1);
    expect(capMax(20, 0, 'HALF_UP', true)).toBe(0);
  });
  it.each(ROUNDINGS)('equals exact fractions for every count to 2.000, every percentage: %s', (rounding) => {
    for (let base = 0; base <= 2000; base++)
      for (let percent = 0; percent <= 100; percent++)
        if (capMax(percent, base, rounding) !== slowly(percent, base, rounding)) throw new Error(`${percent} % of ${base}`);
    expect(capMax(20, 2000, rounding)).toBe(400);
  });
});

/** By the definition of each rounding: the whole number below, and what is left over compared with a half. */
function slowly(percent: number, base: number, rounding: Rounding): number {
  const exact = { numerator: BigInt(percent) * BigInt(base), denominator: 100n };
  const below = exact.numerator / exact.denominator;
  const rest = exact.numerator % exact.denominator;
  const up = rounding === 'CEIL' ? rest > 0n : rounding === 'HALF_UP' && rest * 2n >= exact.denominator;
  return Number(below + (up ? 1n : 0n));
}
