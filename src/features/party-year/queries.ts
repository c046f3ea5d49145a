import 'server-only';
import type { Tx } from '@/server/db';
import type { Counted, MatrixRating, Penalty, Sum } from './rules';

/**
 * Every cell of the year with its ratings: each year as a whole, and the quarters of the year that is looked at; and cells that are no
 * more, while they have one. One statement; row-level security leaves a secretary the own cell. A read by name: the caller has it logged.
 */
export function matrixRatings(tx: Tx, year: number): Promise<MatrixRating[]> {
  return tx.$queryRaw<MatrixRating[]>`
    SELECT b.id AS "partyBodyId", b.code, coalesce(v.name, b.code) AS name, c.is_current AS "isCurrent", r.campaign_id AS "campaignId", r.year::int, r.quarter::int,
      CASE WHEN r.level <> 'NOT_RATED' THEN r.level::text END AS level, coalesce(l.short_label, '') AS short, coalesce(l.label, '') AS label,
      coalesce(r.state IN ('DECIDED', 'PUBLISHED', 'APPEALED'), false) AS "isDecided"
    FROM party_body b
      CROSS JOIN LATERAL (SELECT b.established_on <= make_date(${year}::int, 12, 31) AND (b.dissolved_on IS NULL OR b.dissolved_on > make_date(${year}::int, 1, 1)) AS is_current) c
      LEFT JOIN LATERAL (SELECT x.name FROM party_body_version x WHERE x.party_body_id = b.id
        ORDER BY (x.valid_from <= make_date(${year}::int, 12, 31)) DESC, abs(x.valid_from - make_date(${year}::int, 12, 31)) LIMIT 1) v ON true
      LEFT JOIN LATERAL (SELECT p.campaign_id, p.rule_set_id, p.state, p.level, k.year, k.quarter FROM party_rating p JOIN rating_campaign k ON k.id = p.campaign_id
        WHERE p.party_body_id = b.id AND p.voided_at IS NULL AND k.subject = 'CELL' AND (k.quarter = 0 OR k.year = ${year}::int)) r ON true
      LEFT JOIN rating_level l ON l.rule_set_id = r.rule_set_id AND l.code = r.level
    WHERE b.kind = 'CELL' AND (c.is_current OR r.campaign_id IS NOT NULL)
    ORDER BY b.sort_order, v.name COLLATE "vi-x-icu", b.id`;
}

export type YearSums = Record<Counted | Penalty, Sum> & {
  cells: number;
  /** Cells of which some count is missing, by name. */
  unfinished: string[];
};

/**
 * The counts of all cells of a year, added up, with how many cells left each of them blank; whom no rating is asked of, from the rating of
 * members. One statement; row-level security leaves a secretary the own cell.
 */
export async function yearSums(tx: Tx, year: number): Promise<YearSums> {
  const [row] = await tx.$queryRaw<
    [{ cells: number; sums: Record<Counted | Penalty, number>; known: Record<Counted | Penalty, number>; unfinished: string[] }]
  >`
    WITH cell AS (SELECT v.name, m.exempt, k.*,
        num_nulls(k.official_start, k.probationary_start, k.admitted, k.made_official, k.transferred_in, k.transferred_out, k.died, k.struck_off, k.reprimanded, k.warned,
          k.removed, k.expelled, k.official_end, k.probationary_end) > 0 AS is_unfinished
      FROM party_body b
        LEFT JOIN LATERAL (SELECT x.name FROM party_body_version x WHERE x.party_body_id = b.id AND x.valid_from <= make_date(${year}::int, 12, 31) ORDER BY x.valid_from DESC LIMIT 1) v ON true
        LEFT JOIN party_year_count k ON k.party_body_id = b.id AND k.year = ${year}::int
        LEFT JOIN rating_campaign c ON c.year = ${year}::int AND c.quarter = 0 AND c.subject = 'MEMBER'
        LEFT JOIN member_rating m ON m.campaign_id = c.id AND m.party_body_id = b.id
      WHERE b.kind = 'CELL' AND b.established_on <= make_date(${year}::int, 12, 31) AND (b.dissolved_on IS NULL OR b.dissolved_on > make_date(${year}::int, 1, 1)))
    SELECT count(*)::int AS cells, coalesce(json_agg(name ORDER BY name COLLATE "vi-x-icu") FILTER (WHERE is_unfinished), '[]') AS unfinished,
      json_build_object('officialStart', sum(official_start), 'probationaryStart', sum(probationary_start), 'admitted', sum(admitted), 'madeOfficial', sum(made_official),
        'transferredIn', sum(transferred_in), 'transferredOut', sum(transferred_out), 'died', sum(died), 'struckOff', sum(struck_off), 'reprimanded', sum(reprimanded), 'warned', sum(warned),
        'removed', sum(removed), 'expelled', sum(expelled), 'officialEnd', sum(official_end), 'probationaryEnd', sum(probationary_end), 'exempt', sum(exempt)) AS sums,
      json_build_object('officialStart', count(official_start), 'probationaryStart', count(probationary_start), 'admitted', count(admitted), 'madeOfficial', count(made_official),
        'transferredIn', count(transferred_in), 'transferredOut', count(transferred_out), 'died', count(died), 'struckOff', count(struck_off), 'reprimanded', count(reprimanded), 'warned', count(warned),
        'removed', count(removed), 'expelled', count(expelled), 'officialEnd', count(official_end), 'probationaryEnd', count(probationary_end), 'exempt', count(exempt)) AS known
    FROM cell`;
  const { cells, sums, known, unfinished } = row;
  const of = (name: Counted | Penalty): Sum => ({ sum: sums[name] ?? 0, missing: cells - known[name], cells });
  const names = Object.keys(known) as (Counted | Penalty)[];
  return { ...(Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Counted | Penalty, Sum>), cells, unfinished };
}

export type BadgeSum = { milestone: number; due: number; given: number; presented: number };

/**
 * Badges by milestone: due until the end of the year and not decided, given by a decision of the year, and of these handed over. Numbers,
 * no name; one statement. A cell's secretary has none.
 */
export function badgeSums(tx: Tx, year: number): Promise<BadgeSum[]> {
  return tx.$queryRaw<BadgeSum[]>`
    SELECT b.milestone::int, coalesce(sum(b.count) FILTER (WHERE b.state IN ('DUE', 'PROPOSED')), 0)::int AS due,
      coalesce(sum(b.count) FILTER (WHERE b.state IN ('DECIDED', 'PRESENTED')), 0)::int AS given, coalesce(sum(b.count) FILTER (WHERE b.state = 'PRESENTED'), 0)::int AS presented
    FROM party_badge b LEFT JOIN award a ON a.id = b.award_id
    WHERE b.voided_at IS NULL AND (a.year_to = ${year}::int OR (b.state IN ('DUE', 'PROPOSED') AND (b.due_on IS NULL OR b.due_on <= make_date(${year}::int, 12, 31))))
    GROUP BY b.milestone ORDER BY b.milestone`;
}
