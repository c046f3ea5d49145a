import 'server-only';
import { toColumn } from '@/domain/date';
import type { Tx } from '@/server/db';
import { periodsOfYear } from './rules';

/**
 * Makes the year's quarters, halves, nine months and the year itself where they are missing, without deadlines:
 * targets can be split to quarters that planning has not opened yet.
 */
export async function ensureYear(tx: Tx, year: number): Promise<void> {
  await tx.period.createMany({
    data: periodsOfYear(year).map(({ kind, index, startsOn, endsOn }) => ({
      kind,
      year,
      index,
      startsOn: toColumn(startsOn),
      endsOn: toColumn(endsOn),
    })),
    skipDuplicates: true,
  });
}
