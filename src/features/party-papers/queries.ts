import 'server-only';
import type { Tx } from '@/server/db';
import type { SubjectSums, SummaryFacts } from './rules';

/**
 * What the report of a year says: the latest revision of the published figures of each subject, read cumulatively, the documents of the
 * year's rules, and the commendations of the year by type. Takes a Party read; asks no permission itself. Three statements.
 */
export async function summaryFacts(tx: Tx, year: number): Promise<SummaryFacts> {
  const [sums, rules, commended] = [
    await tx.$queryRaw<SubjectSums[]>`
      SELECT DISTINCT ON (subject) subject, rated, excellent,
        CASE mode WHEN 'CUMULATIVE' THEN good ELSE excellent + good END AS "goodOrBetter",
        CASE mode WHEN 'CUMULATIVE' THEN completed ELSE excellent + good + completed END AS "completedOrBetter",
        not_completed AS "notCompleted", disciplined
      FROM party_aggregate WHERE year = ${year} AND quarter = 0 ORDER BY subject, revision DESC`,
    await tx.ratingRuleSet.findFirst({
      where: { subject: 'CELL', fromYear: { lte: year }, OR: [{ toYear: null }, { toYear: { gte: year } }] },
      select: { documents: true },
    }),
    await tx.$queryRaw<SummaryFacts['commended']>`
      SELECT t.name AS type, sum(a.count)::int AS count, a.year_from AS "yearFrom", a.year_to AS "yearTo"
      FROM award a JOIN award_type t ON t.id = a.award_type_id WHERE a.is_party AND a.voided_at IS NULL AND a.year_to = ${year}
      GROUP BY t.name, t.sort_order, a.year_from, a.year_to ORDER BY t.sort_order, a.year_from`,
  ];
  return { year, documents: rules?.documents ?? null, sums, commended };
}
