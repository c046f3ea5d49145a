import 'server-only';
import { type FieldProblem, InvalidInput } from '@/domain/errors';
import { can } from '@/domain/policy';
import type { MessageKey } from '@/i18n/messages';
import { defineCommand } from '@/server/command';
import type { Tx } from '@/server/db';
import { COUNT_COLUMNS, type Counts, cellName, officialEnd, readCount, totalEnd, versionOf } from './rules';
import { type SaveCountsResult, saveCountsInput } from './schema';

const refusals: Record<string, MessageKey> = {
  party_year_count_end: 'partyCounts.refused.end',
  party_year_count_not_negative: 'partyCounts.refused.notACount',
};

type Stored = { counts: Counts; version: number };
const NOTHING: Counts = Object.fromEntries(COUNT_COLUMNS.map((column) => [column, null])) as Counts;

/** What stands there now, locked until the end: two people who type into one row meet here. */
async function stored(tx: Tx, ids: number[], year: number): Promise<Map<number, Stored>> {
  await tx.$queryRaw`SELECT 1 FROM party_year_count WHERE party_body_id = ANY (${ids}::int[]) AND year = ${year}::int ORDER BY party_body_id FOR UPDATE`;
  const rows = await tx.partyYearCount.findMany({ where: { partyBodyId: { in: ids }, year } });
  return new Map(
    rows.map((row) => [
      row.partyBodyId,
      { version: row.rowVersion, counts: Object.fromEntries(COUNT_COLUMNS.map((column) => [column, row[column]])) as Counts },
    ]),
  );
}

/** The cells that existed on a day of the year, of those asked for. */
async function existing(tx: Tx, ids: number[], year: number): Promise<Set<number>> {
  const rows = await tx.$queryRaw<{ id: number }[]>`
    SELECT b.id FROM party_body b WHERE b.id = ANY (${ids}::int[]) AND b.kind = 'CELL'
      AND b.established_on <= make_date(${year}::int, 12, 31) AND (b.dissolved_on IS NULL OR b.dissolved_on > make_date(${year}::int, 1, 1))`;
  return new Set(rows.map(({ id }) => id));
}

/**
 * Saves counts of cells of one year. A count that somebody else has changed since it was seen is a conflict and stays; what is no count
 * is named and holds the others back. The official members at the end are worked out from the others, never typed.
 */
export const saveCounts = defineCommand({
  name: 'partyCounts.save',
  input: saveCountsInput,
  permission: 'party.count',
  refusals,
  load: async (_tx, { cells }, actor) =>
    cells.every(({ partyBodyId }) => can(actor, 'party.count', { partyBodyId })) ? { partyBodyId: cells[0]?.partyBodyId ?? null } : null,
  async run({ tx, input: { year, cells }, actor, now }): Promise<SaveCountsResult> {
    const ids = [...new Set(cells.map(({ partyBodyId }) => partyBodyId))].sort((one, other) => one - other);
    const there = await existing(tx, ids, year);
    const rows = await stored(tx, ids, year);
    const problems: FieldProblem[] = [];
    const result: SaveCountsResult = { saved: [], conflicts: [] };
    const changed = new Map<number, Counts>();
    for (const [index, { partyBodyId, column, text, version }] of cells.entries()) {
      const read = readCount(text);
      const name = cellName(partyBodyId, column);
      const key = !there.has(partyBodyId) ? 'partyCounts.refused.absent' : read ? null : 'partyCounts.refused.notACount';
      if (key !== null || !read) {
        problems.push({ path: `cells.${index}`, key: key ?? 'partyCounts.refused.notACount', params: {} });
        continue;
      }
      const present = rows.get(partyBodyId)?.counts[column] ?? null;
      if (present !== read.value && versionOf(present) !== version) {
        result.conflicts.push(name);
        continue;
      }
      result.saved.push(name);
      if (present === read.value) continue;
      changed.set(partyBodyId, { ...(changed.get(partyBodyId) ?? rows.get(partyBodyId)?.counts ?? NOTHING), [column]: read.value });
    }
    for (const [index, { partyBodyId }] of cells.entries()) {
      const counts = changed.get(partyBodyId);
      const total = counts ? totalEnd(counts) : null;
      if (!counts || total === null || total >= (counts.probationaryEnd ?? 0)) continue;
      const key = total < 0 ? 'partyCounts.check.negative' : 'partyCounts.check.probationary';
      problems.push({ path: `cells.${index}`, key, params: { total, typed: counts.probationaryEnd ?? 0 } });
    }
    if (problems.length > 0) throw new InvalidInput(problems);
    for (const [partyBodyId, counts] of changed) {
      const data = { ...counts, officialEnd: officialEnd(counts), updatedAt: now, updatedById: actor.id };
      await tx.partyYearCount.upsert({
        where: { partyBodyId_year: { partyBodyId, year } },
        create: { partyBodyId, year, ...data },
        update: { ...data, rowVersion: { increment: 1 } },
      });
    }
    return result;
  },
});
