import { describe, expect, it } from 'vitest';
import { type Criteria, type Facts, suggest } from './suggestion';

const from2025 = {
  levels: [
    { code: 'EXCELLENT', minScore: 90 },
    { code: 'GOOD', minScore: 70 },
    { code: 'COMPLETED', minScore: 50 },
    { code: 'NOT_COMPLETED', minScore: null },
  ],
  criteria: {
    levels: {
      EXCELLENT: { minDone: 100, minOnTime: 100, minExceeded: 30 },
      GOOD: { minDone: 100, minOnTime: 100 },
      COMPLETED: { minDone: 100, maxLate: 20 },
    },
    lowestBelow: 50,
    disciplined: 'NOT_COMPLETED',
    lowestOtherwise: true,
    members: { over: [1, 2], effect: 'WARN' },
  } satisfies Criteria,
};
const noScores = ['EXCELLENT', 'GOOD', 'COMPLETED', 'NOT_COMPLETED'].map((code) => ({ code, minScore: null }));
const tasks = { total: 20, done: 20, onTime: 20, exceeded: 7, late: 0 };
const facts = (more: Partial<Facts> = {}): Facts => ({ score: 95.7, tasks, isDisciplined: false, ...more });

describe('the level that the rules of 2025 would give (domain.md B2)', () => {
  it('is excellent from 90 points, all tasks on time and 30 % exceeded, and says each number', () => {
    const said = suggest(from2025, facts());
    expect(said).toMatchObject({ level: 'EXCELLENT', reason: 'CONDITIONS', isUncertain: false });
    expect(said?.conditions.filter(({ level }) => level === 'EXCELLENT')).toEqual([
      { level: 'EXCELLENT', kind: 'score', asked: 90, actual: 95.7, holds: true },
      { level: 'EXCELLENT', kind: 'minDone', asked: 100, actual: 100, holds: true },
      { level: 'EXCELLENT', kind: 'minOnTime', asked: 100, actual: 100, holds: true },
      { level: 'EXCELLENT', kind: 'minExceeded', asked: 30, actual: 35, holds: true },
    ]);
  });
  it('stands at the very threshold: 90 points and 6 of 20 exceeded; 5 of 20 is only good', () => {
    expect(suggest(from2025, facts({ score: 90, tasks: { ...tasks, exceeded: 6 } }))?.level).toBe('EXCELLENT');
    expect(suggest(from2025, facts({ score: 90, tasks: { ...tasks, exceeded: 5 } }))?.level).toBe('GOOD');
    expect(suggest(from2025, facts({ score: 89.9 }))?.level).toBe('GOOD');
  });
  it('is completed with a fifth of the tasks late, and no more', () => {
    expect(suggest(from2025, facts({ score: 95, tasks: { ...tasks, onTime: 16, late: 4 } }))?.level).toBe('COMPLETED');
    expect(suggest(from2025, facts({ score: 95, tasks: { ...tasks, onTime: 15, late: 5 } }))).toMatchObject({
      level: 'NOT_COMPLETED',
      reason: 'OTHERWISE',
    });
  });
  it('is the lowest below 50 points', () => {
    expect(suggest(from2025, facts({ score: 49.9 }))).toMatchObject({ level: 'NOT_COMPLETED', reason: 'SCORE' });
  });
  it('goes by the tasks while there is no score, and says so; of nothing known it says nothing', () => {
    expect(suggest(from2025, facts({ score: null }))).toMatchObject({ level: 'EXCELLENT', isUncertain: true });
    const nothing = { total: 0, done: 0, onTime: 0, exceeded: 0, late: 0 };
    expect(suggest(from2025, facts({ score: null, tasks: nothing }))).toMatchObject({ level: null, reason: 'NONE', isUncertain: true });
  });
  it('is never excellent for who was disciplined: the lowest by default', () => {
    expect(suggest(from2025, facts({ isDisciplined: true }))).toMatchObject({ level: 'NOT_COMPLETED', reason: 'DISCIPLINE' });
    const milder = { ...from2025, criteria: { ...from2025.criteria, disciplined: 'NOT_EXCELLENT' as const } };
    expect(suggest(milder, facts({ isDisciplined: true }))?.level).toBe('GOOD');
  });
});

describe('the level that earlier rules would give', () => {
  const from2014 = {
    levels: noScores,
    criteria: {
      levels: {},
      lowestBelow: 50,
      disciplined: 'NOT_COMPLETED',
      lowestOtherwise: false,
      members: { over: [1, 2], effect: 'LOWEST' },
      units: { over: [1, 3], effect: 'LOWEST' },
    } satisfies Criteria,
  };
  it('2014–2017: more than half of the members not completed is the lowest; half is not', () => {
    expect(suggest(from2014, facts({ members: { rated: 13, notCompleted: 7 } }))).toMatchObject({
      level: 'NOT_COMPLETED',
      reason: 'MEMBERS',
    });
    expect(suggest(from2014, facts({ members: { rated: 14, notCompleted: 7 } }))).toMatchObject({ level: null, reason: 'NONE' });
  });
  it('2014–2017: more than a third of the cells «yếu kém» is the lowest for the organisation', () => {
    expect(suggest(from2014, facts({ units: { rated: 42, notCompleted: 15 } }))?.reason).toBe('UNITS');
    expect(suggest(from2014, facts({ units: { rated: 42, notCompleted: 14 } }))?.level).toBeNull();
  });
  it('later years only warn of it', () => {
    expect(suggest(from2025, facts({ members: { rated: 13, notCompleted: 7 } }))).toMatchObject({
      level: 'EXCELLENT',
      warnings: ['MEMBERS'],
    });
  });
  it('2023–2024: excellent needs all tasks and half of them exceeded; below it the set has no shares to go by', () => {
    const from2023 = {
      levels: noScores,
      criteria: {
        levels: { EXCELLENT: { minDone: 100, minExceeded: 50 } },
        disciplined: 'NOT_COMPLETED',
        lowestOtherwise: false,
      } satisfies Criteria,
    };
    expect(suggest(from2023, facts({ score: null, tasks: { ...tasks, exceeded: 10 } }))?.level).toBe('EXCELLENT');
    expect(suggest(from2023, facts({ score: null }))).toMatchObject({ level: null, reason: 'NONE' });
  });
  it('is none where the year had no thresholds', () => {
    expect(suggest({ criteria: null, levels: noScores }, facts())).toBeNull();
  });
});
