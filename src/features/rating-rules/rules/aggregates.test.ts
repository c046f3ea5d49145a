import { describe, expect, it } from 'vitest';
import {
  type Aggregate,
  aggregateProblems,
  cumulative,
  detectMode,
  detectModeOfPercents,
  disjoint,
  printedShare,
  withImplied,
} from './aggregates';

const NBSP = '\u00a0';
const cells: Aggregate = { total: 42, eligible: 42, rated: 42, excellent: 8, good: 42, completed: 42, notCompleted: 0 };

describe('published sums', () => {
  it('case 1: 8/42 and 42/42 are 8 · 34 · 0 · 0, and print as the hospital printed them', () => {
    expect(detectMode(cells)).toBe('CUMULATIVE');
    expect(aggregateProblems('CUMULATIVE', cells)).toEqual([]);
    expect(disjoint('CUMULATIVE', cells)).toEqual({ excellent: 8, good: 34, completed: 0, notCompleted: 0 });
    expect(printedShare(8, 42)).toBe(`08/42 (19,05${NBSP}%)`);
    expect(printedShare(42, 42)).toBe(`42/42 (100${NBSP}%)`);
  });
  it('case 3: as separate levels they are refused, 8 + 42 = 50 > 42, with the cumulative reading offered', () => {
    const offered = { excellent: 8, good: 34, completed: 0, notCompleted: 0 };
    for (const rest of [
      { completed: 0, notCompleted: 0 },
      { completed: null, notCompleted: null },
    ])
      expect(aggregateProblems('DISJOINT', { ...cells, ...rest })).toEqual([
        { at: 'mode', says: 'aboveRated', sum: '8 + 42 = 50', rated: 42, offered },
      ]);
  });
  it('case 4: 80 of 518 members prints 15,44 %, and what was not published stays unknown', () => {
    expect(printedShare(80, 518)).toBe(`80/518 (15,44${NBSP}%)`);
    const members = { total: 518, eligible: 518, rated: 518, excellent: 80, good: null, completed: null, notCompleted: null };
    expect(detectMode(members)).toBe('CUMULATIVE');
    expect(aggregateProblems('CUMULATIVE', members)).toEqual([]);
    expect(disjoint('CUMULATIVE', members)).toEqual({ excellent: 80, good: null, completed: null, notCompleted: null });
    expect(aggregateProblems('DISJOINT', members).map(({ at }) => at)).toEqual(['good', 'completed', 'notCompleted']);
  });
  it('knows what follows: where all 42 are good or better, nobody has not completed', () => {
    const asPublished = { ...cells, completed: null, notCompleted: null };
    expect(withImplied('CUMULATIVE', asPublished)).toEqual(cells);
    expect(withImplied('CUMULATIVE', { ...asPublished, good: 40, notCompleted: 1 })).toMatchObject({ completed: 41, notCompleted: 1 });
    expect(withImplied('CUMULATIVE', { ...asPublished, good: 40 })).toMatchObject({ completed: null, notCompleted: null });
    expect(aggregateProblems('CUMULATIVE', { ...cells, notCompleted: 2 })).toEqual([
      { at: 'notCompleted', says: 'notRated', sum: '42 + 2 = 44', rated: 42 },
    ]);
  });
  it('converts there and back', () => {
    const separate = { excellent: 5, good: 20, completed: 3, notCompleted: 2 };
    const read = cumulative('DISJOINT', separate);
    expect(read).toEqual({ excellent: 5, good: 25, completed: 28 });
    expect(disjoint('CUMULATIVE', { ...read, notCompleted: 2, rated: 30 })).toEqual(separate);
  });
  it('knows separate levels, and says when it cannot know', () => {
    expect(detectMode({ rated: 30, excellent: 5, good: 20, completed: 3, notCompleted: 2 })).toBe('DISJOINT');
    expect(detectMode({ rated: 30, excellent: 5, good: 20, completed: 28, notCompleted: 2 })).toBe('CUMULATIVE');
    // nobody but the lowest: the two readings are the same
    expect(detectMode({ rated: 3, excellent: 0, good: 0, completed: 0, notCompleted: 3 })).toBeNull();
  });
  it('knows percentages above a hundred: the newspaper of Thái Nguyên, 20 % and 95 %', () => {
    expect(detectModeOfPercents([20, 95])).toBe('CUMULATIVE');
    expect(detectModeOfPercents([20, 75])).toBeNull();
  });
  it('refuses more rated than eligible, more eligible than there are, and a share of nobody', () => {
    expect(aggregateProblems('CUMULATIVE', { ...cells, eligible: 41 })).toEqual([
      { at: 'rated', says: 'ratedAboveEligible', rated: 42, eligible: 41 },
    ]);
    expect(aggregateProblems('CUMULATIVE', { ...cells, total: 40 })).toMatchObject([{ at: 'eligible', says: 'eligibleAboveTotal' }]);
    expect(aggregateProblems('CUMULATIVE', { ...cells, rated: 0 })).toEqual([{ at: 'rated', says: 'ratedNone' }]);
    expect(printedShare(0, 0)).toBe('00/00 (–)');
  });
  it('refuses cumulative levels that do not ascend, and levels above the rated ones', () => {
    expect(aggregateProblems('CUMULATIVE', { ...cells, good: 7 })).toEqual([{ at: 'good', says: 'notAscending', lower: 8, higher: 7 }]);
    expect(aggregateProblems('CUMULATIVE', { ...cells, completed: 43 })).toEqual([
      { at: 'completed', says: 'above', value: 43, rated: 42 },
    ]);
    expect(aggregateProblems('CUMULATIVE', { ...cells, good: null })).toEqual([{ at: 'good', says: 'missing' }]);
  });
  it('refuses separate levels that fall short of the rated ones', () => {
    const short = { ...cells, excellent: 5, good: 30, completed: 3, notCompleted: 0 };
    expect(aggregateProblems('DISJOINT', short)).toEqual([{ at: 'mode', says: 'notRated', sum: '5 + 30 + 3 + 0 = 38', rated: 42 }]);
  });
});
