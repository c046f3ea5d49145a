import type { Quarter } from '@/domain/period';
import type { Step } from './calendar';
import { chance } from './random';
import type { Year } from './totals';

/**
 * What becomes of one department's plan or report: handed in on time and approved, handed in late, returned once and corrected,
 * never handed in; and of what is still open on the sample's today: waiting, returned, being typed, nothing yet.
 */
export type Fate = 'approved' | 'late' | 'corrected' | 'missing' | 'waiting' | 'returned' | 'typing' | 'extended' | 'empty';

/** Who handed nothing in, as it happens: never the same ones, and in 2025 nobody whose beds or visits the year's picture counts. */
const MISSING: Readonly<Record<string, readonly string[]>> = {
  'PLAN/2023/1': ['RHM', 'QT'],
  'PLAN/2023/3': ['DL'],
  'PLAN/2024/2': ['GPB'],
  'PLAN/2026/1': ['PHCN'],
  'REPORT/2023/2': ['VTYT'],
  'REPORT/2023/3': ['HHTM'],
  'REPORT/2024/1': ['GPB'],
  'REPORT/2024/4': ['HC', 'QT'],
  'REPORT/2025/1': ['TTH'],
  'REPORT/2025/3': ['VS'],
  'REPORT/2026/2': ['RHM'],
};

/** Quý III/2026, reports: all but these were approved. */
const REPORTS_2026_3: Readonly<Record<string, Fate>> = {
  CDHA: 'waiting',
  TCKT: 'waiting',
  SAN: 'returned',
  LN: 'extended',
  LAO: 'extended',
};
/** Quý IV/2026, plans as of today; the rest were approved. */
const PLANS_2026_4: Readonly<Record<string, Fate>> = {
  ...Object.fromEntries(['KB', 'TM', 'NHI', 'DQ', 'DUOC'].map((code) => [code, 'waiting'])),
  ...Object.fromEntries(['NGOAI', 'VS', 'SAN'].map((code) => [code, 'returned'])),
  ...Object.fromEntries(['NOI', 'CC', 'TK', 'TN', 'RHM', 'YHCT'].map((code) => [code, 'typing'])),
  ...Object.fromEntries(['CDHA', 'VTYT', 'GPB', 'TCKT', 'HCQT', 'QLCL', 'LN', 'LAO'].map((code) => [code, 'empty'])),
};

export function fateOf(kind: Step['kind'], department: string, year: Year, quarter: Quarter): Fate {
  if (MISSING[`${kind}/${year}/${quarter}`]?.includes(department)) return 'missing';
  if (year === 2026 && quarter === 3 && kind === 'REPORT') return REPORTS_2026_3[department] ?? 'approved';
  if (year === 2026 && quarter === 4 && kind === 'PLAN') return PLANS_2026_4[department] ?? 'approved';
  const lot = chance('fate', kind, department, year, quarter);
  return lot < 0.05 ? 'late' : lot < 0.1 ? 'corrected' : 'approved';
}

/** Whether a department's results of a quarter count: only what was never handed in does not. */
export const isReported = (department: string, year: Year, quarter: Quarter): boolean =>
  fateOf('REPORT', department, year, quarter) !== 'missing';
