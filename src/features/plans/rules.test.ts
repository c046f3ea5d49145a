import { describe, expect, it } from 'vitest';
import type { SheetLine } from '@/features/figures/rules';
import { planBeside, planReads } from './rules';

const empty = { text: '', value: null, version: 0, problem: null, remark: null, isFlagged: false, by: '', at: null };
const line = (more: Partial<SheetLine['indicator']>, share: string | null, lastYear: number | null): SheetLine => ({
  indicator: {
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
    ...more,
  },
  plan: empty,
  actual: empty,
  share,
  lastYear,
  earlier: [],
  history: [],
  days: 92,
});

describe('beside a planned figure', () => {
  it('stands what was assigned and what last year gave', () => {
    expect(planReads(line({}, '6500', 6284))).toEqual({ lastYear: '6.284', share: '6.500' });
    expect(planReads(line({}, null, null))).toEqual({ lastYear: '–', share: '–' });
  });
  it('is said how much of the assigned share is planned, and the change', () => {
    expect(planBeside(line({}, '6500', 6284), '6.500')).toEqual({ ofShare: { text: '100,0', tone: undefined }, change: '+3,4' });
    expect(planBeside(line({}, '6500', 6284), '6.000').ofShare).toEqual({ text: '92,3', tone: 'miss' });
    expect(planBeside(line({ direction: 'DOWN' }, '40', 41), '45').ofShare.tone).toBe('miss');
    expect(planBeside(line({ unit: '%', decimals: 1 }, '92', 91.8), '92,5').change).toBe('+0,7');
  });
  it('nothing is said of what cannot be read', () => {
    expect(planBeside(line({}, '6500', 6284), 'abc')).toEqual({ ofShare: { text: '–', tone: undefined }, change: '–' });
    expect(planBeside(line({}, '0', 0), '5')).toEqual({ ofShare: { text: '–', tone: undefined }, change: '–' });
  });
});
