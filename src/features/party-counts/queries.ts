import 'server-only';
import type { Tx } from '@/server/db';
import { COUNT_COLUMNS, type CountColumn, type Counts } from './rules';

export type CountRow = {
  id: number;
  code: string;
  name: string;
  counts: Counts;
  /** Members at the end of the year before, as recorded there. */
  lastEnd: { official: number | null; probationary: number | null };
  /** Who wrote the row last, and when (ISO); null when nobody has. */
  by: string | null;
  at: string | null;
};

/**
 * The counts of every cell that existed on a day of the year, in Vietnamese order under the names of its end. `tx` is of readParty:
 * a secretary finds the own cell only.
 */
export async function countsOf(tx: Tx, year: number): Promise<CountRow[]> {
  const rows = await tx.$queryRaw<(Omit<CountRow, 'counts'> & Counts)[]>`
    SELECT b.id, b.code, v.name, k.official_start AS "officialStart", k.probationary_start AS "probationaryStart", k.admitted, k.made_official AS "madeOfficial",
      k.transferred_in AS "transferredIn", k.transferred_out AS "transferredOut", k.died, k.struck_off AS "struckOff", k.reprimanded, k.warned, k.removed, k.expelled,
      k.probationary_end AS "probationaryEnd", json_build_object('official', l.official_end, 'probationary', l.probationary_end) AS "lastEnd",
      a.display_name AS by, k.updated_at AS at
    FROM party_body b
    CROSS JOIN LATERAL (SELECT x.name FROM party_body_version x WHERE x.party_body_id = b.id AND x.valid_from <= make_date(${year}::int, 12, 31) ORDER BY x.valid_from DESC LIMIT 1) v
    LEFT JOIN party_year_count k ON k.party_body_id = b.id AND k.year = ${year}::int
    LEFT JOIN party_year_count l ON l.party_body_id = b.id AND l.year = ${year}::int - 1
    LEFT JOIN account a ON a.id = k.updated_by_id
    WHERE b.kind = 'CELL' AND b.established_on <= make_date(${year}::int, 12, 31) AND (b.dissolved_on IS NULL OR b.dissolved_on > make_date(${year}::int, 1, 1))
    ORDER BY v.name COLLATE "vi-x-icu", b.code`;
  return rows.map((row) => ({
    ...{ id: row.id, code: row.code, name: row.name, lastEnd: row.lastEnd, by: row.by },
    at: row.at && new Date(row.at).toISOString(),
    counts: Object.fromEntries(COUNT_COLUMNS.map((column: CountColumn) => [column, row[column]])) as Counts,
  }));
}
