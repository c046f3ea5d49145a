import type { AggregationRule, Direction, Range, Verdict } from '@/features/indicators/rules';

/**
 * The hospital's own numbers, worked by hand: what the rules here and the database's rollups must both say.
 * Figures are by indicator code, Quý I first; null is not reported. Verdict and completion compare like with like.
 */
export type WorkedExample = {
  name: string;
  year: number;
  indicators: Record<string, ExampleIndicator>;
  plan: Record<string, readonly (number | null)[]>;
  actual: Record<string, readonly (number | null)[]>;
  expect: Record<
    string,
    { plan: number | null; actual: number | null; verdict: Verdict /** 1 = 100 %, four decimals. */; completion: number | null }
  >;
};
type ExampleIndicator = Omit<AggregationRule, 'numerator' | 'denominator'> & {
  direction: Direction;
  range?: Range;
  numeratorCode?: string;
  denominatorCode?: string;
  weightCode?: string;
};

const count = (direction: Direction, aggregation: 'SUM' | 'LAST' = 'SUM', decimals = 0): ExampleIndicator => ({
  direction,
  aggregation,
  decimals,
  denominatorDays: false,
  scale: 1,
});
const ratio = (
  direction: Direction,
  [numeratorCode, denominatorCode]: [string, string],
  { scale = 1, days = false, decimals = 1, range }: { scale?: number; days?: boolean; decimals?: number; range?: Range } = {},
): ExampleIndicator => ({
  direction,
  aggregation: 'RATIO',
  decimals,
  denominatorDays: days,
  scale,
  numeratorCode,
  denominatorCode,
  range,
});

export const EXAMPLES: readonly WorkedExample[] = [
  {
    name: 'visits add up, and a running year is measured by the quarters it has (347.700 visits in 2018)',
    year: 2018,
    indicators: { OPD: count('UP'), EMERG: count('NONE') },
    plan: { OPD: [82_000, 86_000, 88_000, 84_000], EMERG: [100, 100, 100, 100] },
    actual: { OPD: [82_100, 88_400, 90_700, null], EMERG: [90, 120, null, null] },
    expect: {
      OPD: { plan: 256_000, actual: 261_200, verdict: 'exceeded', completion: 1.0203 },
      EMERG: { plan: 200, actual: 210, verdict: 'none', completion: null },
    },
  },
  {
    name: 'beds are the last known, occupancy counts bed-days (1.300 beds, then 1.700)',
    year: 2023,
    indicators: {
      BED_PLAN: count('NONE', 'LAST'),
      IPD_DAYS: count('NONE'),
      BOR_PLAN: ratio('RANGE', ['IPD_DAYS', 'BED_PLAN'], { scale: 100, days: true, range: { low: 85, high: 95 } }),
      BED_USE_DAYS: ratio('UP', ['IPD_DAYS', 'BED_PLAN']),
    },
    plan: {
      BED_PLAN: [1_300, 1_300, 1_700, 1_700],
      BOR_PLAN: [95, 95, 95, 95],
      BED_USE_DAYS: [80, 160, 240, 300],
      IPD_DAYS: [100_000, 100_000, 100_000, 100_000],
    },
    actual: { BED_PLAN: [1_300, 1_300, 1_700, 1_700], IPD_DAYS: [115_300, 118_900, 140_600, 141_150] },
    expect: {
      BED_PLAN: { plan: 1_700, actual: 1_700, verdict: 'none', completion: null },
      // 515.950 days / (1.300 × 181 + 1.700 × 184 bed-days)
      BOR_PLAN: { plan: 95, actual: 94.1, verdict: 'met', completion: 1 },
      // 515.950 days / 1.700 beds: a LAST denominator is the year's last
      BED_USE_DAYS: { plan: 300, actual: 303.5, verdict: 'exceeded', completion: 1.0117 },
    },
  },
  {
    name: 'the length of stay is days over episodes, never the mean of quarters; lower is better (7,8 → 7)',
    year: 2024,
    indicators: { IPD: count('UP'), IPD_DAYS: count('NONE'), ALOS: ratio('DOWN', ['IPD_DAYS', 'IPD']) },
    plan: { IPD: [15_000, 15_000, 15_000, 15_000], ALOS: [7, 7, 7, 7] },
    actual: { IPD: [14_000, 16_220, 14_400, 15_600], IPD_DAYS: [109_200, 113_540, 97_200, 101_600] },
    expect: {
      IPD: { plan: 60_000, actual: 60_220, verdict: 'exceeded', completion: 1.0037 },
      // 421.540 / 60.220
      ALOS: { plan: 7, actual: 7, verdict: 'met', completion: 1 },
    },
  },
  {
    name: 'what is judged is what is shown: 7,03 days are 7,0',
    year: 2024,
    indicators: {
      IPD: count('NONE'),
      IPD_DAYS: count('NONE'),
      ALOS: ratio('DOWN', ['IPD_DAYS', 'IPD']),
      BED: count('NONE', 'LAST'),
      BED_USE: ratio('RANGE', ['IPD_DAYS', 'BED'], { scale: 100, days: true, range: { low: 85, high: 97 } }),
    },
    plan: { ALOS: [7, 7, null, null], BED_USE: [95, 95, null, null] },
    actual: { IPD: [100, 100, null, null], IPD_DAYS: [706, 700, null, null], BED: [8, 8, null, null] },
    expect: {
      // 1.406 / 200
      ALOS: { plan: 7, actual: 7, verdict: 'met', completion: 1 },
      // 1.406 / (8 × 182)
      BED_USE: { plan: 95, actual: 96.6, verdict: 'met', completion: 1 },
    },
  },
  {
    name: 'both parts of a ratio may be stocks: doctors among staff, each as it last stood',
    year: 2024,
    indicators: { DOCTOR: count('UP', 'LAST'), STAFF: count('NONE', 'LAST'), SHARE: ratio('UP', ['DOCTOR', 'STAFF'], { scale: 100 }) },
    plan: { SHARE: [20, 20, 20, 20], DOCTOR: [150, 150, 160, 160] },
    actual: { DOCTOR: [150, 152, 160, null], STAFF: [800, 790, 800, 810] },
    expect: {
      DOCTOR: { plan: 160, actual: 160, verdict: 'met', completion: 1 },
      // 160 / 800 of Quý III; Quý IV has only one part
      SHARE: { plan: 20, actual: 20, verdict: 'met', completion: 1 },
    },
  },
  {
    name: 'a ratio counts only the quarters that have both parts, and nobody is judged on a quarter that was never planned',
    year: 2024,
    indicators: { DEATH: count('DOWN'), IPD: count('UP'), DEATH_RATE: ratio('DOWN', ['DEATH', 'IPD'], { scale: 100, decimals: 2 }) },
    plan: { DEATH: [10, 10, 10, 10], DEATH_RATE: [0.3, 0.3, 0.3, 0.3], IPD: [null, 4_100, 4_100, null] },
    actual: { DEATH: [0, 12, null, null], IPD: [4_000, 4_000, 4_000, null] },
    expect: {
      DEATH: { plan: 20, actual: 12, verdict: 'exceeded', completion: 1.6667 },
      DEATH_RATE: { plan: 0.3, actual: 0.15, verdict: 'exceeded', completion: 2 },
      // 8.000 of the two planned quarters against 8.200; all three are 12.000
      IPD: { plan: 8_200, actual: 12_000, verdict: 'notMet', completion: 0.9756 },
    },
  },
  {
    name: 'a lower limit of nothing is met by nothing, and a zero denominator says nothing',
    year: 2024,
    indicators: { INCIDENT: count('DOWN'), SURG: count('UP'), CS: count('NONE'), CS_RATE: ratio('DOWN', ['CS', 'SURG'], { scale: 100 }) },
    plan: { INCIDENT: [0, 0, 0, 0], CS_RATE: [40, 40, 40, 40], SURG: [0, 0, 0, 0] },
    actual: { INCIDENT: [0, 0, 0, 0], CS: [0, 0, 0, 0], SURG: [0, 0, 0, 0] },
    expect: {
      INCIDENT: { plan: 0, actual: 0, verdict: 'met', completion: 1 },
      SURG: { plan: 0, actual: 0, verdict: 'met', completion: 1 },
      CS_RATE: { plan: 40, actual: null, verdict: 'none', completion: null },
    },
  },
  {
    name: 'satisfaction is weighed by those who answered; quality is the last score (4,22)',
    year: 2024,
    indicators: {
      ANSWERS: count('NONE'),
      SAT_IN: { ...count('UP', 'SUM', 1), aggregation: 'WEIGHTED_AVG', weightCode: 'ANSWERS' },
      QUALITY: count('UP', 'LAST', 2),
    },
    plan: { ANSWERS: [100, 100, 100, 100], SAT_IN: [92, 92, 93, 93], QUALITY: [null, null, null, 4.2] },
    actual: { ANSWERS: [100, 300, 200, 400], SAT_IN: [90, 94, 93, 95], QUALITY: [null, 4.1, null, 4.22] },
    expect: {
      // (90×100 + 94×300 + 93×200 + 95×400) / 1.000
      SAT_IN: { plan: 92.5, actual: 93.8, verdict: 'exceeded', completion: 1.0141 },
      QUALITY: { plan: 4.2, actual: 4.22, verdict: 'exceeded', completion: 1.0048 },
    },
  },
];
