import 'server-only';
import type { Actor } from '@/domain/actor';
import type { PeriodRef } from '@/domain/period';
import { type RuleSet, ruleSets } from '@/features/rating-rules/queries';
import { type Aggregate, type AggregateMode, disjoint, type LevelCounts } from '@/features/rating-rules/rules/aggregates';
import { SUBJECTS, type Subject, setOfYear } from '@/features/rating-rules/rules/levels';
import type { Tx } from '@/server/db';
import { readParty } from '@/server/party-read';
import { type RatedSpan, type Sentence, sentencesOf, spansOf } from './rules';

export type Published = Aggregate & {
  id: number;
  rowVersion: number;
  year: number;
  /** 0 is the year as a whole. */
  quarter: number;
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
/** What the decided ratings of a year's campaign come to; `cells` are its rows (of members, one a cell), `waiting` those not decided yet. */
export type Decided = LevelCounts & {
  year: number;
  quarter: number;
  subject: Subject;
  rated: number;
  total: number;
  cells: number;
  waiting: number;
};

/** One year or quarter of one subject: every revision that the actor may see (latest first), what was decided, and that year's rules. */
export type YearOf = RatedSpan & { subject: Subject; revisions: Published[]; decided: Decided | null; set: RuleSet | null };

/**
 * Everything that is known of every year since the first, and of quarters from 2026 on, by time and subject; the span that is asked for
 * has each subject, also where nothing is known. In a transaction of `readParty`: the director's has only what was published, and no
 * rating. Asks no permission itself; sums of cells, no cell by name.
 */
export async function yearsOf(tx: Tx, year: number, quarter = 0): Promise<YearOf[]> {
  const [published, decided, sets] = [await publishedFigures(tx), await decidedFigures(tx), await ruleSets(tx)];
  const asked = place({ year, quarter });
  const places = [...new Set([asked, ...[...published, ...decided].map(place)])].sort((one, other) => one - other);
  return places.flatMap((at) =>
    SUBJECTS.flatMap((subject) => {
      const span = { year: Math.floor(at / 10), quarter: at % 10 };
      const of = <Row extends RatedSpan & { subject: Subject }>(rows: Row[]) =>
        rows.filter((row) => place(row) === at && row.subject === subject);
      const [revisions, [own = null]] = [of(published), of(decided)];
      return revisions.length === 0 && own === null && at !== asked
        ? []
        : [{ ...span, subject, revisions, decided: own, set: setOfYear(sets, subject, span.year) }];
    }),
  );
}

/** Spans in one order: a year, then its quarters. */
const place = ({ year, quarter }: RatedSpan) => year * 10 + quarter;

async function publishedFigures(tx: Tx): Promise<Published[]> {
  const rows = await tx.partyAggregate.findMany({ orderBy: { revision: 'desc' } });
  const names = new Map(
    (
      await tx.account.findMany({
        where: { id: { in: rows.flatMap(({ updatedById }) => updatedById ?? []) } },
        select: { id: true, displayName: true },
      })
    ).map(({ id, displayName }) => [id, displayName]),
  );
  return rows.flatMap(({ updatedAt, updatedById, subject: stored, campaignId: _, ...row }) => {
    const subject = SUBJECTS.find((one) => one === stored);
    return subject ? [{ ...row, subject, recordedAt: updatedAt, recordedBy: names.get(updatedById ?? 0) ?? null }] : [];
  });
}

/** One statement: ratings of bodies counted, counts of members added up; what is not decided is only counted as waiting. */
function decidedFigures(tx: Tx): Promise<Decided[]> {
  return tx.$queryRaw<Decided[]>`
    SELECT c.year::int AS year, c.quarter::int AS quarter, c.subject::text AS subject, count(*)::int AS total, count(*) FILTER (WHERE r.level <> 'NOT_RATED' AND d.is)::int AS rated,
      count(*) FILTER (WHERE r.level = 'EXCELLENT' AND d.is)::int AS excellent, count(*) FILTER (WHERE r.level = 'GOOD' AND d.is)::int AS good,
      count(*) FILTER (WHERE r.level = 'COMPLETED' AND d.is)::int AS completed, count(*) FILTER (WHERE r.level = 'NOT_COMPLETED' AND d.is)::int AS "notCompleted",
      count(*)::int AS cells, count(*) FILTER (WHERE NOT d.is)::int AS waiting
    FROM rating_campaign c JOIN party_rating r ON r.campaign_id = c.id AND r.voided_at IS NULL
      CROSS JOIN LATERAL (SELECT r.state IN ('DECIDED', 'PUBLISHED', 'APPEALED') AS is) d
    WHERE c.subject IN ('ORGANISATION', 'CELL') GROUP BY c.id HAVING bool_or(d.is)
    UNION ALL
    SELECT c.year::int, c.quarter::int, c.subject::text, sum(r.total)::int, coalesce(sum(r.rated) FILTER (WHERE d.is), 0)::int, coalesce(sum(r.excellent) FILTER (WHERE d.is), 0)::int,
      coalesce(sum(r.good) FILTER (WHERE d.is), 0)::int, coalesce(sum(r.completed) FILTER (WHERE d.is), 0)::int, coalesce(sum(r.not_completed) FILTER (WHERE d.is), 0)::int,
      count(*)::int, count(*) FILTER (WHERE NOT d.is)::int
    FROM rating_campaign c JOIN member_rating r ON r.campaign_id = c.id CROSS JOIN LATERAL (SELECT r.state IN ('DECIDED', 'PUBLISHED', 'APPEALED') AS is) d
    WHERE c.subject = 'MEMBER' GROUP BY c.id HAVING bool_or(d.is)`;
}

export type Shown = LevelCounts & {
  rated: number;
  total: number;
  from: 'decided' | 'published';
  disciplined: number | null;
  /** Ratings of the campaign that are not decided yet; above 0 the figures are not final. */
  waiting: number;
};

/**
 * The figures that a year is shown by, each level for itself: the decided ratings once all of the campaign are decided, else what was
 * published, else what is decided so far. What was published beside them is kept and compared (party/figures).
 */
export function shownOf({ revisions: [latest], decided }: YearOf): Shown | null {
  const disciplined = latest?.disciplined ?? null;
  if (decided && (decided.waiting === 0 || !latest)) {
    const { rated, total, excellent, good, completed, notCompleted, waiting } = decided;
    return { rated, total, excellent, good, completed, notCompleted, from: 'decided', disciplined, waiting };
  }
  if (!latest) return null;
  return { ...disjoint(latest.mode, latest), rated: latest.rated, total: latest.total, from: 'published', disciplined, waiting: 0 };
}

/** What was published of one subject in one span, as sentences without words, with the rules whose names its levels bear. */
export type PublishedSentences = RatedSpan & { subject: Subject; set: RuleSet | null; source: string; sentences: Sentence[] };

/**
 * What a review or a report of the hospital may say of the Party: the latest figures that were published of the year, or of the quarters
 * of a part of it, and nothing else, whoever reads. By time, then organisation, cells, members. null for those who may not read sums.
 */
export async function publishedSentences(actor: Actor, period: PeriodRef): Promise<PublishedSentences[] | null> {
  const spans = spansOf(period);
  return readParty(actor, 'party.aggregate', async (tx) => {
    if (spans.length === 0) return [];
    const [rows, sets] = [
      await tx.partyAggregate.findMany({
        where: { year: period.year, quarter: { in: spans.map(({ quarter }) => quarter) }, publishedAt: { not: null } },
        orderBy: [{ quarter: 'asc' }, { revision: 'desc' }],
        select: {
          ...{ quarter: true, subject: true, mode: true, rated: true, excellent: true, good: true, completed: true, notCompleted: true },
          ...{ disciplined: true, source: true },
        },
      }),
      await ruleSets(tx),
    ];
    return spans.flatMap((span) =>
      SUBJECTS.flatMap((subject) => {
        const latest = rows.find((row) => row.quarter === span.quarter && row.subject === subject);
        if (!latest) return [];
        const { mode, rated, disciplined, source, ...counts } = latest;
        const sentences = sentencesOf(subject, { ...disjoint(mode, { rated, ...counts }), rated, disciplined });
        return [{ ...span, subject, set: setOfYear(sets, subject, span.year), source, sentences }];
      }),
    );
  });
}
