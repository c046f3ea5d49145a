import 'server-only';
import { type Day, toColumn } from '@/domain/date';
import type { Tx } from '@/server/db';
import { calendarOfYear } from './queries';
import { periodsOfYear } from './rules';

/**
 * Makes the year's quarters, halves, nine months and the year itself where they are missing, without deadlines:
 * targets can be split to quarters that planning has not opened yet. A year that has periods keeps their calendar, a new one takes
 * what the settings say today.
 */
export async function ensureYear(tx: Tx, year: number, today: Day): Promise<void> {
  const calendar = await calendarOfYear(tx, year, today);
  await tx.period.createMany({
    data: periodsOfYear(year, calendar).map(({ kind, index, startsOn, endsOn }) => ({
      kind,
      year,
      index,
      calendar,
      startsOn: toColumn(startsOn),
      endsOn: toColumn(endsOn),
    })),
    skipDuplicates: true,
  });
}
