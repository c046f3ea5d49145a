import { type Day, dayOf } from '@/domain/date';
import { type PeriodRef, periodFromSearch, quarterOf } from '@/domain/period';

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** The period in the address, or the quarter that today lies in. */
export function currentPeriod(search: Awaited<SearchParams>): PeriodRef {
  return periodFromSearch(search, quarterOf(dayOf(new Date())));
}

/** The day as of which a year is read: its last, or today while it is not over. */
export function dayOfYear(year: number): Day {
  const [today, end] = [dayOf(new Date()), `${year}-12-31`];
  return [today, end].sort()[0] ?? today;
}
