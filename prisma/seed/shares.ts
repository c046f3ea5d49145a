import type { Quarter } from '@/domain/period';
import type { SampleDepartment } from './departments';
import type { Year } from './totals';

/** Who does how much of what, where it does not follow from the size of the department. */
const OF_CODE: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  EMERG: { CC: 68, CCTM: 8, TM: 4, NHI: 20 },
  US: { CDHA: 74, SAN: 14, TM: 8, CCTM: 4 },
  ENDO: { NS: 82, TH: 18 },
  FUNC: { KB: 30, TM: 24, CCTM: 6, HH: 20, TKDQ: 20, TK: 12, DQ: 8 },
  LAB: { HS: 56, HHTM: 29, VS: 13, GPB: 2 },
  HEALTH_TALKS: { TTH: 3, TN: 2, NHI: 2, DD: 2, KSNK: 2 },
  WORK_REQ: { KB: 3, HS: 4, CDHA: 4, HHTM: 2, VTYT: 2, CNTT: 3, HCQT: 3, HC: 2, QT: 2, DUOC: 2 },
  INIT: { NOI: 1.4, NGOAI: 1.4, DD: 1.8, SAN: 1.3 },
  CDT_VISITS: { NOI: 1.6, NGOAI: 1.6, SAN: 1.2, NHI: 1.2 },
};

/** The department's weight in one indicator; 1 for what every department does alike. */
export function weightOf(code: string, { code: department, size = {} }: SampleDepartment): number {
  const own = OF_CODE[code];
  if (own) return own[department] ?? 1;
  if (code === 'OPD') return size.visits ?? 0;
  if (code === 'REVENUE') return size.revenue ?? 0;
  if (code === 'SURG_TOTAL') return size.surgery ?? 0;
  if (code === 'PROC_TOTAL') return size.procedures ?? 0;
  if (code === 'SAT_IN_N' || code === 'RECORDS_CHECKED') return size.beds || 12;
  return 1;
}

type Change = { from: [Year, Quarter]; until?: [Year, Quarter]; beds: Readonly<Record<string, number>> };
/** Beds more than DEPARTMENTS says: a wing that was closed for repair at the end of 2023 and 2024, and the growth of Quý III/2026. */
const BEDS: readonly Change[] = [
  { from: [2023, 1], until: [2023, 4], beds: { YHCT: 5, NGOAI: 10, UB: 10, TN: 5 } },
  { from: [2024, 1], until: [2024, 4], beds: { YHCT: 5 } },
  { from: [2026, 3], beds: { NOI: 5, TM: 5, UB: 8, SAN: 5, HSTC: 5 } },
];

/** Giường kế hoạch of a department in a quarter. */
export function bedsOf({ code, size }: SampleDepartment, year: Year, quarter: Quarter): number {
  const at = year * 4 + quarter;
  const more = BEDS.filter(({ from, until }) => at >= from[0] * 4 + from[1] && (!until || at <= until[0] * 4 + until[1]));
  return (size?.beds ?? 0) + more.reduce((sum, { beds }) => sum + (beds[code] ?? 0), 0);
}

/** Who was far from the plan: in 2025 the six that the picture of that year names, in 2026 some others. */
const FAR: Readonly<Partial<Record<Year, Readonly<Record<string, number>>>>> = {
  2025: { CDHA: -0.17, CT: -0.17, VTYT: -0.14, UB: -0.13, LN: -0.12, DQ: 0.3 },
  2026: { VS: -0.14, NHI: -0.12, PHCN: -0.1, TMH: -0.1, MAT: 0.12 },
};
const MEAN: Record<Year, number> = { 2023: 0.03, 2024: -0.005, 2025: 0.045, 2026: 0.005 };

/** How much better than planned the department works in a year, before the hospital's totals are met. `lot` is from −1 to 1. */
export function biasOf(code: string, year: Year, lot: number): number {
  return FAR[year]?.[code] ?? MEAN[year] + lot * 0.05;
}
