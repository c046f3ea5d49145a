import { QUARTERS } from '@/domain/period';
import type { IndicatorOfYear } from '@/features/annual-summary/schema';

/** An indicator of a year as the year's rules and sentences read it: 100 of 100 planned, unless said otherwise. */
export const anIndicatorOfYear = (more: Partial<IndicatorOfYear> = {}): IndicatorOfYear => ({
  id: 1,
  code: 'OPD',
  name: 'Lượt khám bệnh',
  unit: 'lượt',
  decimals: 0,
  area: 'KCB',
  direction: 'UP',
  aggregation: 'SUM',
  isHeadline: true,
  range: null,
  actual: 100,
  compared: 100,
  target: 100,
  percentOfTarget: 100,
  plan: 100,
  basis: 100,
  basisKind: 'target',
  verdict: 'met',
  completion: 100,
  previous: null,
  previousCompletion: null,
  change: null,
  quarters: QUARTERS.map((quarter) => ({ quarter, actual: 25, plan: 25, previous: null, planned: 42, reported: 42 })),
  history: [],
  ...more,
});
