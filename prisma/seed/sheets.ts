import { type Quarter, quarterDays } from '@/domain/period';
import { PROFILES } from './assignments';
import { DEPARTMENTS, existsIn, type SampleDepartment } from './departments';
import type { Year } from './totals';

/** What one department is given, and what it does, in one quarter: by indicator code, in the indicator's unit. */
export type Sheet = { share: Map<string, number>; plan: Map<string, number>; actual: Map<string, number> };
export type Figures = ReadonlyMap<string, Sheet>;
export const sheetKey = (department: string, year: number, quarter: number) => `${year}/${quarter}/${department}`;

const known = new Map<string, SampleDepartment[]>();

/** All departments that report in a quarter, in the hospital's order. */
export function reporting(year: Year, quarter: Quarter): readonly SampleDepartment[] {
  const key = `${year}/${quarter}`;
  const days = quarterDays(year, quarter);
  const found = known.get(key) ?? DEPARTMENTS.filter((department) => department.profile !== null && existsIn(department, days));
  known.set(key, found);
  return found;
}

/** Whether a department reports an indicator. */
export const reports = ({ profile }: SampleDepartment, code: string) =>
  profile !== null && (PROFILES[profile] as readonly string[]).includes(code);
