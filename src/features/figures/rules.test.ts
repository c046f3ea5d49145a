import { describe, expect, it } from 'vitest';
import { basisText, cellText, extremeOf, largeChange, lastQuarters, readFigure } from './rules';

const count = { unit: 'lượt', decimals: 0, hardMin: 0, hardMax: null };
const rate = { unit: '%', decimals: 1, hardMin: 0, hardMax: 100 };

describe('a typed cell', () => {
  it('becomes a figure when it can be read', () => {
    expect(readFigure('6.742', count)).toEqual({ value: '6742', draft: null, problem: null });
    expect(readFigure('88,4', rate)).toEqual({ value: '88.4', draft: null, problem: null });
    expect(readFigure('', count)).toEqual({ value: null, draft: null, problem: null });
    expect(readFigure('0', count).value).toBe('0');
  });
  it('is kept with its reason when it cannot', () => {
    expect(readFigure('khoảng 20', count)).toEqual({ value: null, draft: 'khoảng 20', problem: 'notANumber' });
    expect(readFigure('-3', count).problem).toBe('belowMinimum');
    expect(readFigure('120', rate).problem).toBe('aboveMaximum');
    expect(readFigure('1,5', count).problem).toBe('whole');
    expect(readFigure('88,44', rate).problem).toBe('tooPrecise');
    expect(readFigure('45 %', count)).toEqual({ value: null, draft: '45 %', problem: 'percent' });
    expect(readFigure('45 %', rate).value).toBe('45');
    expect(readFigure('9'.repeat(16), count).problem).toBe('tooLarge');
  });
  it('is shown as it was read', () => {
    expect(cellText({ value: '6742', draftText: null }, 0)).toBe('6.742');
    expect(cellText({ value: '88.4', draftText: null }, 1)).toBe('88,4');
    expect(cellText({ value: null, draftText: 'khoảng 20' }, 0)).toBe('khoảng 20');
    expect(cellText({ value: null, draftText: null }, 0)).toBe('');
  });
});

describe('beside a cell', () => {
  it('stand the last twelve quarters', () => {
    const quarters = lastQuarters(2026, 3);
    expect(quarters).toHaveLength(12);
    expect(quarters[0]).toEqual({ year: 2023, quarter: 4 });
    expect(quarters[7]).toEqual({ year: 2025, quarter: 3 });
    expect(quarters.at(-1)).toEqual({ year: 2026, quarter: 3 });
  });
  it('stands what it is held against, a limit and a range as such', () => {
    const rule = { direction: 'UP', decimals: 1, rangeLow: null, rangeHigh: null } as const;
    expect(basisText(rule, '92')).toBe('92,0');
    expect(basisText({ ...rule, direction: 'DOWN' }, '6.5')).toBe('≤\u00a06,5');
    expect(basisText({ ...rule, direction: 'RANGE', rangeLow: 85, rangeHigh: 95 }, null)).toBe('85–95');
    expect(basisText(rule, null)).toBe('–');
  });
});

describe('the newest of twelve quarters', () => {
  it('is pointed at when it is the lowest or the highest, and not when all are alike or it is unknown', () => {
    expect(extremeOf([91.8, 92.4, 93.1, 88.4])).toBe('lowest');
    expect(extremeOf([91.8, null, 93.1])).toBe('highest');
    expect(extremeOf([92, 91, 92.5, 92])).toBeNull();
    expect(extremeOf([2, 2, 2])).toBeNull();
    expect(extremeOf([1, 2, null])).toBeNull();
    expect(extremeOf([])).toBeNull();
  });
});

describe('a change that must be explained', () => {
  const visits = { softChangePct: 20, aggregation: 'SUM' } as const;
  it('is one beyond what the indicator lets pass', () => {
    expect(largeChange(visits, 3_724, 3_003)).toBe(24);
    expect(largeChange(visits, 2_250, 3_003)).toBe(-25.1);
    expect(largeChange(visits, 3_603, 3_003)).toBeNull();
  });
  it('is none that chance could make', () => {
    expect(largeChange(visits, 3, 2)).toBeNull();
    expect(largeChange(visits, 26, 20)).toBeNull();
    expect(largeChange(visits, 125, 100)).toBe(25);
    expect(largeChange({ softChangePct: 20, aggregation: 'LAST' }, 3, 2)).toBe(50);
  });
  it('needs both figures and a limit', () => {
    expect(largeChange(visits, null, 100)).toBeNull();
    expect(largeChange(visits, 100, null)).toBeNull();
    expect(largeChange(visits, 100, 0)).toBeNull();
    expect(largeChange({ ...visits, softChangePct: null }, 100, 1)).toBeNull();
  });
});
