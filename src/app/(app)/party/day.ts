import { type Day, dayOf } from '@/domain/date';
import { yearInput } from '@/domain/input';

/** The day on which a Party page is read: today, or the last day of another year in the address. */
export function partyDay(year: unknown): { day: Day; year: string | null } {
  const today = dayOf(new Date());
  const asked = yearInput.safeParse(year).data;
  if (asked === undefined || String(asked) === today.slice(0, 4)) return { day: today, year: null };
  return { day: `${asked}-12-31`, year: String(asked) };
}
