import { describe, expect, it } from 'vitest';
import { type Criteria, differs, type Facts, suggest } from './suggestion';

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
      { level: 'EXCELLENT', kind: 'score', asked: 90, actual: 95.7, part: null, whole: null, holds: true },
      { level: 'EXCELLENT', kind: 'minDone', asked: 100, actual: 100, part: 20, whole: 20, holds: true },
      { level: 'EXCELLENT', kind: 'minOnTime', asked: 100, actual: 100, part: 20, whole: 20, holds: true },
      { level: 'EXCELLENT', kind: 'minExceeded', asked: 30, actual: 35, part: 7, whole: 20, holds: true },
    ]);
  });
  it('says of 23 tasks on time of 25 that they are 92 %, and that 100 % was asked', () => {
    const late = suggest(from2025, facts({ tasks: { total: 25, done: 25, onTime: 23, exceeded: 8, late: 2 } }));
    expect(late?.conditions.find(({ level, kind }) => level === 'EXCELLENT' && kind === 'minOnTime')).toMatchObject({
      ...{ asked: 100, actual: 92, part: 23, whole: 25, holds: false },
    });
    expect(late?.level).toBe('COMPLETED');
  });
  it('asks whether earlier shortcomings are all put right: no is no excellent, unknown is only told', () => {
    const { EXCELLENT, ...below } = from2025.criteria.levels;
    const asking = { ...from2025, criteria: { ...from2025.criteria, levels: { ...below, EXCELLENT: { ...EXCELLENT, allFixed: true } } } };
    expect(suggest(asking, facts({ isAllFixed: true }))).toMatchObject({ level: 'EXCELLENT', isUncertain: false });
    expect(suggest(asking, facts({ isAllFixed: false }))?.level).toBe('GOOD');
    expect(suggest(asking, facts())).toMatchObject({ level: 'EXCELLENT', isUncertain: true });
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

describe('a level beside the suggested one', () => {
  it('is above, below or the same; where nothing is suggested nothing differs', () => {
    expect([differs('EXCELLENT', 'GOOD'), differs('COMPLETED', 'GOOD'), differs('GOOD', 'GOOD'), differs('GOOD', null)]).toEqual([
      ...['above', 'below', null, null],
    ]);
  });
});
