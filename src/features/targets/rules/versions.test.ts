import { describe, expect, it } from 'vitest';
import { changeOf, fixedQuarters, sharesIn, versionOn } from './versions';

const versions = [
  { versionNo: 1, state: 'SUPERSEDED', effectiveOn: '2026-01-01' },
  { versionNo: 2, state: 'SUPERSEDED', effectiveOn: '2026-07-01' },
  { versionNo: 3, state: 'IN_FORCE', effectiveOn: '2026-07-01' },
  { versionNo: 4, state: 'DRAFT', effectiveOn: '2026-10-15' },
] as const;

describe('the version that counted on a day', () => {
  it('is the latest whose effect had begun; a draft never', () => {
    expect(versionOn(versions, '2025-12-31')).toBeNull();
    expect(versionOn(versions, '2026-01-01')?.versionNo).toBe(1);
    expect(versionOn(versions, '2026-06-30')?.versionNo).toBe(1);
    expect(versionOn(versions, '2026-07-01')?.versionNo).toBe(3);
    expect(versionOn(versions, '2026-12-31')?.versionNo).toBe(3);
  });
});

describe('quarters that an adjustment leaves alone', () => {
  const adjusted = { year: 2026, kind: 'ADJUSTED', effectiveOn: '2026-07-01', changesPast: false };
  it('are those over before it takes effect', () => {
    expect(fixedQuarters(adjusted, 'CALENDAR')).toEqual([true, true, false, false]);
    expect(fixedQuarters({ ...adjusted, effectiveOn: '2026-06-30' }, 'CALENDAR')).toEqual([true, false, false, false]);
    expect(fixedQuarters({ ...adjusted, effectiveOn: '2026-01-01' }, 'CALENDAR')).toEqual([false, false, false, false]);
  });
  it('are none when the decision says so, or at the first assignment', () => {
    expect(fixedQuarters({ ...adjusted, changesPast: true }, 'CALENDAR')).toEqual([false, false, false, false]);
    expect(fixedQuarters({ ...adjusted, kind: 'ASSIGNED' }, 'CALENDAR')).toEqual([false, false, false, false]);
  });
  it('end on the 14th where the year does', () => {
    expect(fixedQuarters({ ...adjusted, effectiveOn: '2026-06-15' }, 'ADMIN_14')).toEqual([true, true, false, false]);
    expect(fixedQuarters({ ...adjusted, effectiveOn: '2026-06-14' }, 'ADMIN_14')).toEqual([true, false, false, false]);
  });
});

describe('two versions side by side', () => {
  it('are compared exactly', () => {
    expect(changeOf('0.1', '0.3')).toEqual({ old: '0.1', now: '0.3', by: '0.2', percent: 200 });
    expect(changeOf('370000', '355000')).toMatchObject({ by: '-15000' });
    expect(changeOf('0', '5')).toEqual({ old: '0', now: '5', by: '5', percent: null });
    expect(changeOf(null, '5')).toEqual({ old: null, now: '5', by: null, percent: null });
  });
  it('gather quarters by the indicator’s own rule', () => {
    const rows = [
      ['10', '20', '30', '40'],
      ['1', null, '3', null],
    ];
    expect(sharesIn('SUM', rows, [1, 2])).toBe('31');
    expect(sharesIn('SUM', rows, [1, 2, 3, 4])).toBe('104');
    expect(sharesIn('LAST', rows, [1, 2, 3])).toBe('33');
    expect(sharesIn('LAST', [['5', null, null, null]], [2, 3])).toBeNull();
    expect(sharesIn('RATIO', [['93.5', '94', null, null]], [1, 2, 3])).toBe('94');
    expect(sharesIn('RATIO', rows, [1])).toBeNull();
  });
});
