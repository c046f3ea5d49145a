import { anIndicatorOfYear } from '@tests/support/annual-summary';
import { createTranslator } from 'use-intl/core';
import { describe, expect, it, test } from 'vitest';
import messages from '@/i18n/messages/vi';
import type { IndicatorOfYear, YearSummary } from '../schema';
import {
  changeWords,
  findingWords,
  judgedWords,
  percentWords,
  shortSpanWords,
  spanWords,
  standingWords,
  sumWords,
  valueWords,
} from './wording';

const t = createTranslator({ locale: 'vi', messages, namespace: 'annualSummary' });

const figure = (more: Partial<IndicatorOfYear>) =>
  anIndicatorOfYear({
    actual: 386_420,
    compared: 386_420,
    target: 370_000,
    percentOfTarget: 104.44,
    plan: 370_000,
    basis: 370_000,
    verdict: 'exceeded',
    completion: 104.44,
    previous: 367_310,
    previousCompletion: 99.3,
    change: { kind: 'percent', by: 5.2027 },
    ...more,
  });
const revenue = figure({
  name: 'Thu',
  unit: 'đồng',
  area: 'KINH_TE',
  actual: 812.6e9,
  compared: 812.6e9,
  target: 830e9,
  basis: 830e9,
  verdict: 'notMet',
  completion: 97.9,
});
const beds = figure({
  name: 'Công suất giường KH',
  unit: '%',
  decimals: 1,
  direction: 'RANGE',
  aggregation: 'RATIO',
  range: { low: 85, high: 95 },
  actual: 98.6,
  compared: 98.6,
  previous: 97.2,
  basis: null,
  basisKind: 'range',
  verdict: 'notMet',
  completion: null,
  change: { kind: 'points', by: 1.4 },
});
const stay = figure({
  name: 'Ngày điều trị trung bình',
  unit: 'ngày',
  decimals: 1,
  direction: 'DOWN',
  aggregation: 'RATIO',
  actual: 7.1,
  compared: 7.1,
  basis: 6.8,
  verdict: 'notMet',
  change: { kind: 'unit', by: -0.3 },
});

const year = (more: Partial<YearSummary> = {}): YearSummary => ({
  year: 2025,
  quarter: null,
  period: 'year',
  calendar: 'CALENDAR',
  asOf: '2026-01-08T07:05:00.000Z',
  as: 'was',
  span: {
    quarters: [1, 2, 3, 4],
    asked: [1, 2, 3, 4],
    isComplete: true,
    isPartial: false,
    startsOn: '2026-01-01',
    endsOn: '2025-12-31',
    coverage: [],
  },
  indicators: { withTarget: 51, met: 45, exceeded: 40 },
  submissions: null,
  figures: [figure({}), beds, revenue],
  areas: [104.4, 105, 107.2, 104.5, 106.7, 112.5, 97.9].map((completion, index) => ({
    code: String(index),
    name: String(index),
    isCore: true,
    withTarget: 4,
    met: 4,
    exceeded: 4,
    completion,
    previousCompletion: null,
    lead: null,
  })),
  departments: [],
  ...more,
});
const nineMonths = { ...year().span, quarters: [1 as const, 2 as const, 3 as const], isComplete: false };

describe('the finding in words', () => {
  it('of the reference screen', () => {
    expect(findingWords(t, year())).toBe(
      'Sáu trên bảy nhiệm vụ vượt kế hoạch; thu còn thiếu 17,4\u00a0tỷ đồng và công suất giường KH vẫn quá ngưỡng ở mức 98,6\u00a0%.',
    );
  });
  it('of a running year, of a quarter, without gaps', () => {
    const running = { ...revenue, basisKind: 'pace' as const };
    expect(findingWords(t, year({ span: nineMonths, figures: [running] }))).toBe(
      'Sáu trên bảy nhiệm vụ vượt kế hoạch sau 9\u00a0tháng; thu chậm nhịp 17,4\u00a0tỷ đồng.',
    );
    const third = { ...nineMonths, quarters: [3 as const] };
    expect(findingWords(t, year({ quarter: 3, span: third, figures: [figure({})] }))).toBe(
      'Sáu trên bảy nhiệm vụ vượt kế hoạch trong Quý III.',
    );
    expect(findingWords(t, year({ areas: year().areas.slice(0, 6), figures: [figure({})] }))).toBe('Cả sáu nhiệm vụ đều vượt kế hoạch.');
  });
  it('when there is little or nothing to say', () => {
    expect(findingWords(t, year({ areas: [], figures: [figure({})] }))).toBe('Đạt 45/51 chỉ tiêu.');
    expect(findingWords(t, year({ figures: [figure({ actual: null })] }))).toBe('Chưa có số liệu năm 2025.');
    expect(findingWords(t, year({ span: { ...nineMonths, quarters: [1], isPartial: true } }))).toBe(
      'Số liệu Quý I/2025 đang về, chưa đủ để đánh giá.',
    );
    expect(findingWords(t, year({ span: { ...nineMonths, quarters: [] }, figures: [figure({})] }))).toBe('Năm 2025 có 1 số đã công bố.');
  });
});

test('values carry their unit, and money the largest that reads well', () => {
  expect(valueWords(figure({}), 386_420)).toBe('386.420\u00a0lượt');
  expect(valueWords(revenue, 812.6e9)).toBe('812,6\u00a0tỷ đồng');
  expect(valueWords(revenue, 17.4e9, 830e9)).toBe('17,4\u00a0tỷ đồng');
});

test('limits and ranges never read backwards', () => {
  expect(standingWords(t, figure({}))).toBe('104,4\u00a0%');
  expect(standingWords(t, stay)).toBe('vượt 0,3');
  expect(standingWords(t, { ...stay, compared: 6.5 })).toBe('đạt');
  expect(standingWords(t, beds)).toBe('vượt 3,6');
  expect(standingWords(t, figure({ basis: null }))).toBe('–');
  expect(judgedWords(t, figure({ basisKind: 'pace' }))).toBe('bằng 104,4\u00a0% nhịp cần có');
  expect(judgedWords(t, stay)).toBe('vượt 0,3');
});

test('a count changes in %, a rate in points, others in their unit', () => {
  expect([figure({}), beds, stay].map((one) => changeWords(t, one))).toEqual(['+5,2 %', '+1,4 điểm', '−0,3 ngày']);
  expect(changeWords(t, { ...beds, change: { kind: 'points', by: -0.04 } })).toBe('0,0 điểm');
});

test('the counted quarters have names', () => {
  expect(spanWords(t, 2026, [1, 2, 3], null)).toBe('9\u00a0tháng 2026');
  expect(spanWords(t, 2026, [3], 3)).toBe('Quý III/2026');
  expect(shortSpanWords(t, [1, 2, 3, 4], null)).toBe('Cả năm');
  // a quarter without results is not «cả năm»
  expect(sumWords(t, { quarters: [], asked: [4] })).toBe('Quý IV');
  expect(sumWords(t, { quarters: [1, 2, 3], asked: [1, 2, 3, 4] })).toBe('9\u00a0tháng');
});

it('what falls short by less than a digit shows is never «100 %»', () => {
  const words = (...of: Parameters<typeof percentWords>) => percentWords(...of).replaceAll('\u00a0', ' ');
  expect([words(100), words(104.44), words(99.94), words(null)]).toEqual(['100,0 %', '104,4 %', '99,9 %', '–']);
  expect([words(99.96), words(99.999), words(99.7, 0), words(98.6, 0), words(99.97, 0)]).toEqual([
    ...['99,96 %', '99,99 %', '99,7 %', '99 %', '99,97 %'],
  ]);
});
