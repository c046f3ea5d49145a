import { describe, expect, it } from 'vitest';
import type { SheetIndicator, SheetLine } from '@/features/figures/rules';
import { reportBeside, reportReads } from './rules';

const words = { within: 'đạt', over: 'vượt {by}', under: 'thiếu {by}' };
const cell = (value: string | null) => ({
  text: value ?? '',
  value,
  version: 1,
  problem: null,
  remark: null,
  isFlagged: false,
  by: '',
  at: null,
});
const count: SheetIndicator = {
  indicatorId: 1,
  code: 'OPD',
  name: 'Lượt khám bệnh',
  unit: 'lượt',
  decimals: 0,
  areaId: 1,
  areaName: 'Khám bệnh',
  direction: 'UP',
  aggregation: 'SUM',
  numeratorId: null,
  denominatorId: null,
  numeratorAggregation: null,
  denominatorAggregation: null,
  denominatorDays: false,
  scale: 1,
  weightId: null,
  hardMin: 0,
  hardMax: null,
  softChangePct: 20,
  rangeLow: null,
  rangeHigh: null,
  required: true,
};
const line = (indicator: Partial<SheetIndicator>, plan: string | null, more: Partial<SheetLine> = {}): SheetLine => ({
  indicator: { ...count, ...indicator },
  plan: cell(plan),
  actual: cell(null),
  share: null,
  lastYear: null,
  earlier: [],
  history: [],
  days: 92,
  ...more,
});

describe('beside a reported figure', () => {
  it('stands the percentage of the plan and the year so far', () => {
    const opd = line({}, '6500', {
      earlier: [
        { days: 90, value: 6500 },
        { days: 91, value: 6634 },
      ],
    });
    expect(reportBeside(opd, '6.742', () => '', words)).toEqual({
      computed: null,
      ofPlan: { text: '103,7', tone: undefined },
      toDate: '19.876',
    });
  });
  it('limits say «đạt» or by how much they were passed', () => {
    const transfers = line({ direction: 'DOWN' }, '40');
    expect(reportBeside(transfers, '36', () => '', words).ofPlan).toEqual({ text: 'đạt', tone: undefined });
    expect(reportBeside(transfers, '44', () => '', words).ofPlan).toEqual({ text: 'vượt 4', tone: 'miss' });
    expect(reportReads(transfers).plan).toBe('≤\u00a040');
  });
  it('a ratio is worked out from its parts: 8.231 days in 90 beds over 92 days are 99,4 %', () => {
    const occupancy = line(
      {
        indicatorId: 9,
        aggregation: 'RATIO',
        unit: '%',
        decimals: 1,
        scale: 100,
        direction: 'RANGE',
        rangeLow: 85,
        rangeHigh: 98,
        numeratorId: 2,
        denominatorId: 3,
        numeratorAggregation: 'SUM',
        denominatorAggregation: 'LAST',
        denominatorDays: true,
      },
      null,
    );
    const typed: Record<number, string> = { 2: '8.231', 3: '90' };
    const beside = reportBeside(occupancy, '', (id) => typed[id] ?? '', words);
    expect(beside).toEqual({ computed: '99,4', ofPlan: { text: 'vượt 1,4', tone: 'miss' }, toDate: '99,4' });
  });
  it('a ratio without a part says nothing', () => {
    const stay = line(
      {
        aggregation: 'RATIO',
        decimals: 1,
        numeratorId: 2,
        denominatorId: 3,
        numeratorAggregation: 'SUM',
        denominatorAggregation: 'SUM',
        direction: 'DOWN',
      },
      '6.5',
    );
    expect(reportBeside(stay, '', (id) => (id === 2 ? '100' : ''), words)).toEqual({
      computed: '–',
      ofPlan: { text: '–', tone: undefined },
      toDate: '–',
    });
  });
});
