import 'server-only';
import type { Day } from '@/domain/date';
import { bodyCode } from '@/features/party-bodies/schema';
import { type Below, type Suggestion, suggest } from '@/features/rating-rules/rules/suggestion';
import { Prisma, type Tx } from '@/server/db';
import { campaignDays, type Evidence, factsOf } from '../rules';
import { type Appraisal, type Discipline, type Level, type RatingState, storedAppraisal } from '../schema';
import type { Campaign } from './campaign';
import { evidenceOf, NO_EVIDENCE } from './evidence';

export type RatingLine = {
  id: number;
  version: number;
  partyBodyId: number;
  code: string;
  name: string;
  secretary: string | null;
  /** Members at the end of the year: as rated, else as counted. */
  memberCount: number | null;
  state: RatingState;
  level: Level | null;
  selfLevel: Level | null;
  appraisedLevel: Level | null;
  /** Ballots for excellent of those present, at the latest meeting. */
  ballots: { excellent: number; present: number } | null;
  /** The latest score that somebody gave. */
  score: string | null;
  discipline: Discipline | null;
  decisionId: number | null;
  decisionNumber: string | null;
  evidence: Evidence;
  /** Those below, as rated in the same year or quarter: members of a cell, cells of an organisation. */
  members: Below | null;
  units: Below | null;
  /** What the appraisal wrote down; null before it. */
  appraisal: Appraisal | null;
  /** The level that the rules suggest: as it was at the appraisal, before that as of today. Null where the year has no thresholds. */
  suggestion: Suggestion | null;
};

type Row = Omit<RatingLine, 'evidence' | 'suggestion' | 'appraisal'> & { stored: unknown };

/**
 * All rows of a campaign with their evidence, by the cells' order: two statements, however many cells. Row-level security leaves a
 * secretary the own cells. A read by name: the caller has it logged (`readParty`).
 */
export async function ratingLines(tx: Tx, campaign: Campaign, today: Day, partyBodyId?: number): Promise<RatingLine[]> {
  const { year, quarter, subject } = campaign;
  const only = partyBodyId === undefined ? Prisma.empty : Prisma.sql`AND r.party_body_id = ${partyBodyId}`;
  const { endsOn } = campaignDays(year, quarter);
  const rows = await tx.$queryRaw<Row[]>`
    SELECT r.id, r.row_version AS version, r.party_body_id AS "partyBodyId", b.code, coalesce(v.name, b.code) AS name, p.full_name AS secretary, r.state::text, r.level::text,
      self.level::text AS "selfLevel", judged.level::text AS "appraisedLevel", r.discipline::text, r.decision_id AS "decisionId", d.number AS "decisionNumber",
      CASE WHEN met.id IS NOT NULL THEN jsonb_build_object('excellent', coalesce(met.votes_excellent, 0), 'present', met.present) END AS ballots, scored.score::text,
      r.evidence AS stored, below.members,
      coalesce(below.total, k.official_end + k.probationary_end, k.official_start + k.probationary_start + k.admitted + k.transferred_in - k.transferred_out - k.died - k.struck_off - k.expelled) AS "memberCount",
      ${subject === 'ORGANISATION' ? unitsSql(campaign) : Prisma.sql`NULL`} AS units
    FROM party_rating r JOIN party_body b ON b.id = r.party_body_id LEFT JOIN decision d ON d.id = r.decision_id
      LEFT JOIN LATERAL (SELECT x.name, x.secretary_id FROM party_body_version x WHERE x.party_body_id = b.id
        ORDER BY (x.valid_from <= ${endsOn}::date) DESC, abs(x.valid_from - ${endsOn}::date) LIMIT 1) v ON true
      LEFT JOIN person p ON p.id = v.secretary_id
      LEFT JOIN LATERAL (SELECT s.level FROM party_rating_step s WHERE s.rating_id = r.id AND s.step = 'SELF' ORDER BY s.id DESC LIMIT 1) self ON true
      LEFT JOIN LATERAL (SELECT s.level FROM party_rating_step s WHERE s.rating_id = r.id AND s.step = 'APPRAISAL' AND s.level IS NOT NULL ORDER BY s.id DESC LIMIT 1) judged ON true
      LEFT JOIN LATERAL (SELECT s.* FROM party_rating_step s WHERE s.rating_id = r.id AND s.step = 'CELL_MEETING' ORDER BY s.id DESC LIMIT 1) met ON true
      LEFT JOIN LATERAL (SELECT s.score FROM party_rating_step s WHERE s.rating_id = r.id AND s.score IS NOT NULL ORDER BY s.id DESC LIMIT 1) scored ON true
      LEFT JOIN party_year_count k ON k.party_body_id = r.party_body_id AND k.year = ${year}
      LEFT JOIN LATERAL (SELECT m.total, CASE WHEN m.rated IS NOT NULL THEN jsonb_build_object('rated', m.rated, 'notCompleted', m.not_completed) END AS members FROM member_rating m
        JOIN rating_campaign c ON c.id = m.campaign_id AND c.year = ${year} AND c.quarter = ${quarter} AND c.subject = 'MEMBER'
        WHERE m.party_body_id = r.party_body_id) below ON true
    WHERE r.campaign_id = ${campaign.id} AND r.voided_at IS NULL ${only}
    ORDER BY b.sort_order, v.name, b.id`;
  const evidence = await evidenceOf(tx, { year, quarter, today, subject, partyBodyId });
  return rows.map(({ stored, ...row }) => {
    const known = { ...row, evidence: evidence.get(row.partyBodyId) ?? NO_EVIDENCE };
    const appraisal = storedAppraisal(stored);
    const isAppraised = appraisal !== null && AFTER_APPRAISAL.includes(row.state);
    const live = suggest(campaign, factsOf({ ...known, isAllFixed: appraisal?.isAllFixed ?? null }));
    return { ...known, appraisal, suggestion: isAppraised ? appraisal.suggestion : live };
  });
}

const AFTER_APPRAISAL: readonly RatingState[] = ['APPRAISED', 'DECIDED', 'PUBLISHED', 'APPEALED'];

/** The cells of the same year or quarter that have a level, and those with the lowest. */
const unitsSql = ({
  year,
  quarter,
}: Campaign) => Prisma.sql`(SELECT jsonb_build_object('rated', count(*)::int, 'notCompleted', (count(*) FILTER (WHERE u.level = 'NOT_COMPLETED'))::int)
  FROM party_rating u JOIN rating_campaign c ON c.id = u.campaign_id AND c.year = ${year} AND c.quarter = ${quarter} AND c.subject = 'CELL'
  WHERE u.level IS NOT NULL AND u.voided_at IS NULL)`;

/** The rating of one cell in a campaign by its code; null when it has none or it is not the reader's. Read in the caller's open transaction. */
export async function ratingOf(tx: Tx, campaign: Campaign, code: string, today: Day): Promise<RatingLine | null> {
  if (!bodyCode.safeParse(code).success) return null;
  const body = await tx.partyBody.findFirst({ where: { code }, select: { id: true } });
  return (body && (await ratingLines(tx, campaign, today, body.id))[0]) ?? null;
}
