import { describe, expect, it } from 'vitest';
import type { CapRule } from '@/features/rating-rules/rules/cap';
import { capOf, differences } from './rules';

const rule: CapRule = { percent: 20, base: 'GOOD_OR_BETTER', rounding: 'HALF_UP', minOne: false };

describe('published beside decided', () => {
  const published = { excellent: 8, good: 34, completed: 0, notCompleted: 0 };
  it('agrees where each level does', () => {
    expect(differences(published, published)).toEqual([]);
    expect(differences({ ...published, good: null, completed: null, notCompleted: null }, published)).toEqual([]);
  });
  it("flags the newspaper's 95 % good or better, about 40 of 42", () => {
    expect(differences({ excellent: 8, good: 32, completed: 2, notCompleted: 0 }, published)).toEqual([
      { level: 'GOOD', published: 32, decided: 34 },
      { level: 'COMPLETED', published: 2, decided: 0 },
    ]);
  });
});

describe('the cap of published figures', () => {
  it('case 4: 80 of 518 members, the good ones unknown: at most 104 places, none passed', () => {
    const members = { excellent: 80, good: null, completed: null, notCompleted: null, rated: 518, total: 518 };
    expect(capOf(rule, members)).toMatchObject({ limit: 104, isOver: false, other: null });
    expect(capOf(rule, { ...members, excellent: 105 })).toMatchObject({ limit: 104, isOver: true });
  });
  it('case 2: nine of 42 cells pass it', () => {
    expect(capOf(rule, { excellent: 9, good: 33, completed: 0, notCompleted: 0, rated: 42, total: 42 })).toMatchObject({
      limit: 8,
      isOver: true,
    });
  });
});
