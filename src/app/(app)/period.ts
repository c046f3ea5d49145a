import { dayOf } from '@/domain/date';
import { type PeriodRef, periodFromSearch, quarterOf } from '@/domain/period';

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** The period in the address, or the quarter that today lies in. */
export function currentPeriod(search: Awaited<SearchParams>): PeriodRef {
  return periodFromSearch(search, quarterOf(dayOf(new Date())));
}
