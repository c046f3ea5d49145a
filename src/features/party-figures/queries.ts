import 'server-only';
import { type RuleSet, ruleSets } from '@/features/rating-rules/queries';
import { type Aggregate, type AggregateMode, disjoint, type LevelCounts } from '@/features/rating-rules/rules/aggregates';
import { SUBJECTS, type Subject, setOfYear } from '@/features/rating-rules/rules/levels';
import type { Tx } from '@/server/db';

export type Published = Aggregate & {
  id: number;
  rowVersion: number;
  year: number;
  subject: Subject;
  revision: number;
  mode: AggregateMode;
  disciplined: number | null;
  source: string;
  capReason: string | null;
  publishedAt: Date | null;
  recordedAt: Date;
  recordedBy: string | null;
};
/** What the decided ratings of a year's campaign come to; `waiting` are those not decided yet. */
export type Decided = LevelCounts & { year: number; subject: Subject; rated: number; total: number; waiting: number };

/** One year of one subject: every revision that the actor may see (latest first), what was decided, and the rules of that year. */
export type YearOf = { year: number; subject: Subject; revisions: Published[]; decided: Decided | null; set: RuleSet | null };

/**
 * Everything that is known of every year since the first, by year and subject; the year that is asked for has each subject, also where
 * nothing is known. In a transaction of `readParty`: the director's has only what was published, and no rating. Asks no permission itself;
 * sums of cells, no cell by name.
 */
export async function yearsOf(tx: Tx, asked: number): Promise<YearOf[]> {
  const [published, decided, sets] = [await publishedFigures(tx), await decidedFigures(tx), await ruleSets(tx)];
  const years = [...new Set([asked, ...[...published, ...decided].map(({ year }) => year)])].sort((one, other) => one - other);
  return years.flatMap((year) =>
    SUBJECTS.flatMap((subject) => {
      const of = <Row extends { year: number; subject: Subject }>(rows: Row[]) =>
        rows.filter((row) => row.year === year && row.subject === subject);
      const [revisions, [own = null]] = [of(published), of(decided)];
      return revisions.length === 0 && own === null && year !== asked
        ? []
        : [{ year, subject, revisions, decided: own, set: setOfYear(sets, subject, year) }];
    }),
  );
}

async function publishedFigures(tx: Tx): Promise<Published[]> {
  const rows = await tx.partyAggregate.findMany({ where: { quarter: 0 }, orderBy: { revision: 'desc' } });
  const names = new Map(
    (
      await tx.account.findMany({
        where: { id: { in: rows.flatMap(({ updatedById }) => updatedById ?? []) } },
        select: { id: true, displayName: true },
      })
    ).map(({ id, displayName }) => [id, displayName]),
  );
  return rows.flatMap(({ updatedAt, updatedById, subject: stored, quarter: _, campaignId: __, ...row }) => {
    const subject = SUBJECTS.find((one) => one === stored);
    return subject ? [{ ...row, subject, recordedAt: updatedAt, recordedBy: names.get(updatedById ?? 0) ?? null }] : [];
  });
}

/** One statement: ratings of bodies counted, counts of members added up; what is not decided is only counted as waiting. */
function decidedFigures(tx: Tx): Promise<Decided[]> {
  return tx.$queryRaw<Decided[]>`
    SELECT c.year::int AS year, c.subject::text AS subject, count(*)::int AS total, count(*) FILTER (WHERE r.level <> 'NOT_RATED' AND d.is)::int AS rated,
      count(*) FILTER (WHERE r.level = 'EXCELLENT' AND d.is)::int AS excellent, count(*) FILTER (WHERE r.level = 'GOOD' AND d.is)::int AS good,
      count(*) FILTER (WHERE r.level = 'COMPLETED' AND d.is)::int AS completed, count(*) FILTER (WHERE r.level = 'NOT_COMPLETED' AND d.is)::int AS "notCompleted",
      count(*) FILTER (WHERE NOT d.is)::int AS waiting
    FROM rating_campaign c JOIN party_rating r ON r.campaign_id = c.id AND r.voided_at IS NULL
      CROSS JOIN LATERAL (SELECT r.state IN ('DECIDED', 'PUBLISHED', 'APPEALED') AS is) d
    WHERE c.quarter = 0 AND c.subject IN ('ORGANISATION', 'CELL') GROUP BY c.id HAVING bool_or(d.is)
    UNION ALL
    SELECT c.year::int, c.subject::text, sum(r.total)::int, coalesce(sum(r.rated) FILTER (WHERE d.is), 0)::int, coalesce(sum(r.excellent) FILTER (WHERE d.is), 0)::int,
      coalesce(sum(r.good) FILTER (WHERE d.is), 0)::int, coalesce(sum(r.completed) FILTER (WHERE d.is), 0)::int, coalesce(sum(r.not_completed) FILTER (WHERE d.is), 0)::int,
      count(*) FILTER (WHERE NOT d.is)::int
    FROM rating_campaign c JOIN member_rating r ON r.campaign_id = c.id CROSS JOIN LATERAL (SELECT r.state IN ('DECIDED', 'PUBLISHED', 'APPEALED') AS is) d
    WHERE c.quarter = 0 AND c.subject = 'MEMBER' GROUP BY c.id HAVING bool_or(d.is)`;
}

export type Shown = LevelCounts & { rated: number; total: number; from: 'decided' | 'published'; disciplined: number | null };

/**
 * The figures that a year is shown by, each level for itself: the decided ratings once all of the campaign are decided, else what was
 * published, else what is decided so far. What was published beside them is kept and compared (party/figures).
 */
export function shownOf({ revisions: [latest], decided }: YearOf): Shown | null {
  const disciplined = latest?.disciplined ?? null;
  if (decided && (decided.waiting === 0 || !latest)) {
    const { rated, total, excellent, good, completed, notCompleted } = decided;
    return { rated, total, excellent, good, completed, notCompleted, from: 'decided', disciplined };
  }
  return latest ? { ...disjoint(latest.mode, latest), rated: latest.rated, total: latest.total, from: 'published', disciplined } : null;
}
