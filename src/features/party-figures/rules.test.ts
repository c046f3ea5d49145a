import { describe, expect, it } from 'vitest';
import { disjoint } from '@/features/rating-rules/rules/aggregates';
import type { CapRule } from '@/features/rating-rules/rules/cap';
import { capOf, differences, isAhead, runsOf, sentencesOf, spanOf, spansOf } from './rules';

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

describe('the sentences of 2018 (domain.md K, cases 1, 4 and 5)', () => {
  const cells = {
    rated: 42,
    disciplined: null,
    ...disjoint('CUMULATIVE', { excellent: 8, good: 42, completed: 42, notCompleted: 0, rated: 42 }),
  };
  it('08/42 cells excellent, 42/42 good or better; discipline that nobody spoke of is not said', () => {
    expect(sentencesOf('CELL', cells)).toEqual([
      { says: 'share', level: 'EXCELLENT', count: 8, of: 42 },
      { says: 'orBetter', level: 'GOOD', count: 42, of: 42 },
    ]);
  });
  it('80/518 members, the good ones unknown, an explicit zero of discipline', () => {
    const members = { excellent: 80, good: null, completed: null, notCompleted: null, rated: 518, disciplined: 0 };
    expect(sentencesOf('MEMBER', members)).toEqual([
      { says: 'share', level: 'EXCELLENT', count: 80, of: 518 },
      { says: 'discipline', count: 0 },
    ]);
  });
  it('the organisation by its own level', () => {
    const own = { excellent: 0, good: 1, completed: 0, notCompleted: 0, rated: 1, disciplined: null };
    expect(sentencesOf('ORGANISATION', own)).toEqual([{ says: 'level', level: 'GOOD' }]);
  });
});

describe('spans', () => {
  it('quarters count from 2026 on; before, and for parts of a year, it is the year', () => {
    expect(spanOf({ year: 2026, quarter: 3 })).toEqual({ year: 2026, quarter: 3 });
    expect(spanOf({ year: 2025, quarter: 3 })).toEqual({ year: 2025, quarter: 0 });
    expect(spanOf({ year: 2026, quarter: null, part: 'h1' })).toEqual({ year: 2026, quarter: 0 });
  });
  it('a half-year review speaks of quarters I and II, a year-end review of the year', () => {
    expect(spansOf({ year: 2026, quarter: null, part: 'h1' }).map(({ quarter }) => quarter)).toEqual([1, 2]);
    expect(spansOf({ year: 2026, quarter: 2 })).toEqual([{ year: 2026, quarter: 2 }]);
    expect(spansOf({ year: 2018, quarter: null })).toEqual([{ year: 2018, quarter: 0 }]);
    expect(spansOf({ year: 2018, quarter: null, part: 'h1' })).toEqual([]);
  });
  it('nothing is published of what has not begun', () => {
    expect(isAhead({ year: 2026, quarter: 4 }, '2026-09-30')).toBe(true);
    expect(isAhead({ year: 2026, quarter: 4 }, '2026-10-01')).toBe(false);
    expect(isAhead({ year: 2027, quarter: 0 }, '2026-12-31')).toBe(true);
  });
});

it('a name that later rules kept stands once in the trend', () => {
  const years = [2016, 2017, 2018, 2019].map((year) => ({ year, label: year < 2018 ? 'Trong sạch, vững mạnh' : 'Hoàn thành xuất sắc' }));
  expect(runsOf(years)).toEqual([
    { label: 'Trong sạch, vững mạnh', fromYear: 2016, toYear: 2017 },
    { label: 'Hoàn thành xuất sắc', fromYear: 2018, toYear: 2019 },
  ]);
});
