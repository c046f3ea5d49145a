import type { Day } from '@/domain/date';
import { QUARTERS, type Quarter, quarterDays, type YearCalendar } from '@/domain/period';
import type { Aggregation } from '@/features/indicators/rules';
import { remainder, splitKind, sum } from './split';

type Version = { versionNo: number; state: 'DRAFT' | 'IN_FORCE' | 'SUPERSEDED'; effectiveOn: Day };

/**
 * The version that counted on a day: of those that ever took force, the latest whose effect had begun. null before the first one's
 * day. A version that is put in force later than its own day counts from that day all the same: that is what its decision says.
 */
export function versionOn<Known extends Version>(versions: readonly Known[], day: Day): Known | null {
  const begun = versions.filter(({ state, effectiveOn }) => state !== 'DRAFT' && effectiveOn <= day);
  return begun.reduce<Known | null>((last, one) => (last && last.versionNo > one.versionNo ? last : one), null);
}

type Adjustment = { year: number; kind: string; effectiveOn: Day; changesPast: boolean };

/** Which of the four quarters an adjustment leaves as they were: those over before it takes effect, unless the decision says otherwise. */
export function fixedQuarters({ year, kind, effectiveOn, changesPast }: Adjustment, calendar: YearCalendar): boolean[] {
  const keepsPast = kind === 'ADJUSTED' && !changesPast;
  return QUARTERS.map((quarter) => keepsPast && quarterDays(year, quarter, calendar).endsOn < effectiveOn);
}

/** Old and new, exactly; the change in the indicator's unit and in per cent of the old. null is not given, and no change without both. */
export type Change = { old: string | null; now: string | null; by: string | null; percent: number | null };

export function changeOf(old: string | null, now: string | null): Change {
  if (old === null || now === null) return { old, now, by: null, percent: null };
  const by = remainder(now, [old]);
  return { old, now, by, percent: Number(old) === 0 ? null : (Number(by) / Number(old)) * 100 };
}

/**
 * What shares come to over some quarters of a year, of one department or of many together: a SUM adds them, a LAST takes the last of the
 * quarters in which anybody was given anything. A limit stands for itself in one quarter of one department, and is never added.
 */
export function sharesIn(
  aggregation: Aggregation,
  rows: readonly (readonly (string | null)[])[],
  quarters: readonly Quarter[],
): string | null {
  const given = (quarter: Quarter) => rows.map((row) => row[quarter - 1] ?? null);
  const kind = splitKind(aggregation);
  if (kind === 'sum') {
    const all = quarters.flatMap(given);
    return all.every((share) => share === null) ? null : sum(all);
  }
  const last = quarters.findLast((quarter) => given(quarter).some((share) => share !== null));
  if (last === undefined || (kind === 'limit' && rows.length > 1)) return null;
  return sum(given(last));
}
